"""What End User Messaging SMS tells of the account."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    one_by_one,
    phone,
    pool,
    protect,
    sender_id,
    validation,
)


def used(sms: Any) -> set[tuple[str, int]]:
    limits = sms.describe_account_limits()["AccountLimits"]
    return {(each["Name"], each["Used"]) for each in limits}


class TestAccount:
    @pytest.mark.parametrize("tier", ["SANDBOX", "PRODUCTION"])
    def test_tier(self, aws: Aws, sms: Any, tier: str) -> None:
        with aws.settings(sms_voice_account_tier=tier):
            answer = sms.describe_account_attributes()

        assert answer["AccountAttributes"] == [{"Name": "ACCOUNT_TIER", "Value": tier}]

    def test_account_begins_in_the_sandbox(self, sms: Any) -> None:
        answer = sms.describe_account_attributes(MaxResults=1)

        assert answer["AccountAttributes"] == [{"Name": "ACCOUNT_TIER", "Value": "SANDBOX"}]
        assert "NextToken" not in answer

    def test_attributes_one_by_one(self, sms: Any) -> None:
        """The default protect configuration is one of them while there is one."""
        protect_id = protect(sms)
        sms.set_account_default_protect_configuration(ProtectConfigurationId=protect_id)

        found = one_by_one(sms, "describe_account_attributes", "AccountAttributes")
        assert found == [
            {"Name": "ACCOUNT_TIER", "Value": "SANDBOX"},
            {"Name": "DEFAULT_PROTECT_CONFIGURATION_ID", "Value": protect_id},
        ]

    def test_limits(self, sms: Any, number_arn: str) -> None:
        limits = sms.describe_account_limits()["AccountLimits"]

        assert {each["Name"]: (each["Used"], each["Max"]) for each in limits} == {
            "PHONE_NUMBERS": (0, 25),
            "POOLS": (0, 25),
            "CONFIGURATION_SETS": (0, 25),
            "OPT_OUT_LISTS": (1, 25),
            "SENDER_IDS": (0, 200),
            "REGISTRATIONS": (0, 25),
            "REGISTRATION_ATTACHMENTS": (0, 25),
            "VERIFIED_DESTINATION_NUMBERS": (1, 10),
        }

    def test_limits_count_what_there_is(self, sms: Any) -> None:
        sms.create_opt_out_list(OptOutListName="shop")
        sms.create_configuration_set(ConfigurationSetName="mine")
        pool(sms, phone(sms))
        sender_id(sms)

        assert used(sms) >= {
            ("PHONE_NUMBERS", 1),
            ("POOLS", 1),
            ("CONFIGURATION_SETS", 1),
            ("OPT_OUT_LISTS", 2),
            ("SENDER_IDS", 1),
        }

    def test_limit_follows_the_settings(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_verified_destination_numbers_per_account=3):
            limits = sms.describe_account_limits()["AccountLimits"]

        assert limits[-1] == {"Name": "VERIFIED_DESTINATION_NUMBERS", "Used": 0, "Max": 3}

    def test_pages_of_limits(self, sms: Any) -> None:
        paginator = sms.get_paginator("describe_account_limits")
        pages = list(paginator.paginate(PaginationConfig={"PageSize": 3}))

        assert [len(page["AccountLimits"]) for page in pages] == [3, 3, 2]
        names = [each["Name"] for page in pages for each in page["AccountLimits"]]
        assert len(set(names)) == 8

    def test_tokens_of_other_queries(self, sms: Any) -> None:
        token = sms.describe_account_limits(MaxResults=1)["NextToken"]
        field = ("INVALID_NEXT_TOKEN", "nextToken")

        validation(sms.describe_account_attributes, *field, NextToken=token)
        validation(sms.describe_account_limits, *field, NextToken="e30")
