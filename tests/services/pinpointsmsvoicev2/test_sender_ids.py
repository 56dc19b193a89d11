"""Sender IDs of End User Messaging SMS: request, describe, update, release."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    arn,
    conflict,
    not_found,
    one_by_one,
    pool,
    quota,
    sender_id,
    validation,
)

TYPE = "sender-id"
SHOP = {"SenderId": "MyShop", "IsoCountryCode": "GB"}
TEAM = {"Key": "team", "Value": "ops"}
#: A name and country that there are not, while MYSHOP in GB is there.
UNKNOWN = [
    {"SenderId": "MyShop", "IsoCountryCode": "DE"},
    {"SenderId": "Other", "IsoCountryCode": "GB"},
    {"SenderId": arn(f"{TYPE}/OTHER/GB"), "IsoCountryCode": "GB"},
]
MISMATCH = {"SenderId": arn(f"{TYPE}/MYSHOP/GB"), "IsoCountryCode": "DE"}


def described(sms: Any, **parameters: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = sms.describe_sender_ids(**parameters)["SenderIds"]
    return found


def names(sms: Any, **parameters: Any) -> list[str]:
    return [f"{each['SenderId']}/{each['IsoCountryCode']}" for each in described(sms, **parameters)]


class TestRequest:
    def test_new_sender_id_is_in_upper_case(self, sms: Any) -> None:
        requested = sms.request_sender_id(**SHOP, Tags=[TEAM])

        del requested["ResponseMetadata"]
        assert requested.pop("Tags") == [TEAM]
        assert requested == {
            "SenderIdArn": arn(f"{TYPE}/MYSHOP/GB"),
            "SenderId": "MYSHOP",
            "IsoCountryCode": "GB",
            "MessageTypes": ["TRANSACTIONAL", "PROMOTIONAL"],
            "MonthlyLeasingPrice": "0.00",
            "DeletionProtectionEnabled": False,
            "Registered": False,
        }
        assert described(sms) == [requested]
        tags = sms.list_tags_for_resource(ResourceArn=requested["SenderIdArn"])["Tags"]
        assert tags == [TEAM]

    def test_what_is_given_is_kept(self, sms: Any) -> None:
        types = ["PROMOTIONAL", "PROMOTIONAL"]
        sender_id(sms, MessageTypes=types, DeletionProtectionEnabled=True)

        [found] = described(sms)
        assert found["MessageTypes"] == ["PROMOTIONAL"]
        assert found["DeletionProtectionEnabled"] is True

    @pytest.mark.parametrize("name", ["123", "-SHOP", "SHOP-", "-"])
    def test_malformed_name(self, sms: Any, name: str) -> None:
        validation(
            sms.request_sender_id,
            "INVALID_PARAMETER",
            "senderId",
            SenderId=name,
            IsoCountryCode="GB",
        )
        assert described(sms) == []

    @pytest.mark.parametrize(
        ("country", "reason", "field"),
        [
            ("ZZ", "INVALID_PARAMETER", "isoCountryCode"),
            ("US", "SENDER_ID_NOT_SUPPORTED", "isoCountryCode"),
            ("IN", "SENDER_ID_REQUIRES_REGISTRATION", "senderId"),
        ],
    )
    def test_country(self, sms: Any, country: str, reason: str, field: str) -> None:
        validation(sms.request_sender_id, reason, field, SenderId="MyShop", IsoCountryCode=country)
        assert described(sms) == []

    def test_one_that_is_there_in_this_country(self, sms: Any) -> None:
        sender_id(sms)
        sender_id(sms, country="DE")

        conflict(
            sms.request_sender_id,
            "RESOURCE_ALREADY_EXISTS",
            "MYSHOP",
            TYPE,
            SenderId="myshop",
            IsoCountryCode="GB",
        )
        assert names(sms) == ["MYSHOP/GB", "MYSHOP/DE"]

    def test_quota(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_sender_ids_per_account=1):
            sender_id(sms)
            quota(
                sms.request_sender_id,
                "SENDER_IDS_PER_ACCOUNT",
                SenderId="Other",
                IsoCountryCode="GB",
            )
        assert names(sms) == ["MYSHOP/GB"]

    def test_tags_that_are_refused(self, aws: Aws, sms: Any) -> None:
        reserved = [{"Key": "aws:x", "Value": ""}]
        validation(sms.request_sender_id, "INVALID_PARAMETER", "tags", **SHOP, Tags=reserved)
        with aws.settings(sms_voice_tags_per_resource=0):
            quota(sms.request_sender_id, "TAGS_PER_RESOURCE", **SHOP, Tags=[TEAM])
        assert described(sms) == []

    def test_same_token_once(self, sms: Any) -> None:
        for _ in range(2):
            sms.request_sender_id(**SHOP, ClientToken="a")

        validation(
            sms.request_sender_id,
            "INVALID_REQUEST",
            "clientToken",
            **{**SHOP, "IsoCountryCode": "DE"},
            ClientToken="a",
        )
        assert names(sms) == ["MYSHOP/GB"]


class TestDescribe:
    def test_by_name_and_by_arn_the_oldest_first(self, sms: Any) -> None:
        for country in ("GB", "DE", "FR"):
            sender_id(sms, country=country)

        wanted = [
            {"SenderId": arn(f"{TYPE}/MYSHOP/FR"), "IsoCountryCode": "FR"},
            {"SenderId": "myshop", "IsoCountryCode": "GB"},
        ]
        assert names(sms, SenderIds=wanted) == ["MYSHOP/GB", "MYSHOP/FR"]
        pages = one_by_one(sms, "describe_sender_ids", "SenderIds")
        assert [each["IsoCountryCode"] for each in pages] == ["GB", "DE", "FR"]

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_one_unknown_name_fails_the_call(self, sms: Any, name: dict[str, str]) -> None:
        sender_id(sms)
        not_found(sms.describe_sender_ids, TYPE, name["SenderId"], SenderIds=[SHOP, name])

    def test_country_that_is_not_the_arns(self, sms: Any) -> None:
        sender_id(sms)
        validation(
            sms.describe_sender_ids,
            "COUNTRY_CODE_MISMATCH",
            "isoCountryCode",
            SenderIds=[MISMATCH],
        )

    @pytest.mark.parametrize(
        ("name", "value", "found"),
        [
            ("sender-id", "MYSHOP", ["MYSHOP/GB"]),
            ("sender-id", "MyShop", []),
            ("iso-country-code", "DE", ["OTHER/DE"]),
            ("message-type", "PROMOTIONAL", ["MYSHOP/GB"]),
            ("deletion-protection-enabled", "true", ["OTHER/DE"]),
            ("registered", "false", ["MYSHOP/GB", "OTHER/DE"]),
            ("registered", "true", []),
        ],
    )
    def test_filters(self, sms: Any, name: str, value: str, found: list[str]) -> None:
        sender_id(sms)
        sender_id(
            sms, "Other", "DE", MessageTypes=["TRANSACTIONAL"], DeletionProtectionEnabled=True
        )

        assert names(sms, Filters=[{"Name": name, "Values": [value]}]) == found

    def test_value_that_none_has(self, sms: Any) -> None:
        filters = [{"Name": "message-type", "Values": ["OTP"]}]
        validation(sms.describe_sender_ids, "INVALID_FILTER_VALUES", "filters", Filters=filters)

    def test_owner(self, sms: Any) -> None:
        sender_id(sms)

        assert names(sms, Owner="SHARED") == []
        validation(
            sms.describe_sender_ids,
            "PARAMETERS_CANNOT_BE_USED_TOGETHER",
            "owner",
            "senderIds",
            Owner="SELF",
            SenderIds=[SHOP],
        )

    def test_arn_of_something_else(self, sms: Any) -> None:
        validation(
            sms.describe_sender_ids,
            "INVALID_ARN",
            "senderId",
            SenderIds=[{"SenderId": arn("pool/pool-1"), "IsoCountryCode": "GB"}],
        )


class TestUpdate:
    def test_protection(self, sms: Any) -> None:
        sender_arn = sender_id(sms)

        for change in ({"DeletionProtectionEnabled": True}, {}):
            answer = sms.update_sender_id(SenderId=sender_arn, IsoCountryCode="GB", **change)
            assert answer["DeletionProtectionEnabled"] is True
        assert described(sms)[0]["DeletionProtectionEnabled"] is True

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_name(self, sms: Any, name: dict[str, str]) -> None:
        sender_id(sms)
        not_found(sms.update_sender_id, TYPE, name["SenderId"], **name)

    def test_country_that_is_not_the_arns(self, sms: Any) -> None:
        sender_id(sms)
        validation(sms.update_sender_id, "COUNTRY_CODE_MISMATCH", "isoCountryCode", **MISMATCH)


class TestRelease:
    def test_sender_id_is_gone_and_may_come_again(self, sms: Any) -> None:
        sender_id(sms)
        [before] = described(sms)

        released = sms.release_sender_id(SenderId="MYSHOP", IsoCountryCode="GB")

        del released["ResponseMetadata"], before["DeletionProtectionEnabled"]
        assert released == before
        assert described(sms) == []
        sender_id(sms)
        assert names(sms) == ["MYSHOP/GB"]

    def test_one_that_rests_after_its_release(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_released_sender_id_hours=1):
            sender_id(sms)
            sms.release_sender_id(**SHOP)
            validation(sms.request_sender_id, "SENDER_ID_REQUIRES_REGISTRATION", "senderId", **SHOP)
            aws.clock.advance(hours=1)
            sender_id(sms)

        assert names(sms) == ["MYSHOP/GB"]

    def test_protected_one(self, sms: Any) -> None:
        sender_id(sms, DeletionProtectionEnabled=True)

        conflict(sms.release_sender_id, "DELETION_PROTECTION_ENABLED", "MYSHOP", TYPE, **SHOP)
        assert names(sms) == ["MYSHOP/GB"]

    def test_one_in_a_pool(self, sms: Any) -> None:
        sender_id(sms)
        pool_id = pool(sms, "MyShop", "GB")
        conflict(sms.release_sender_id, "SENDER_ID_ASSOCIATED_TO_POOL", "MYSHOP", TYPE, **SHOP)

        sms.delete_pool(PoolId=pool_id)
        sms.release_sender_id(**SHOP)

        assert described(sms) == []

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_name(self, sms: Any, name: dict[str, str]) -> None:
        sender_id(sms)
        not_found(sms.release_sender_id, TYPE, name["SenderId"], **name)

    def test_country_that_is_not_the_arns(self, sms: Any) -> None:
        sender_id(sms)
        validation(sms.release_sender_id, "COUNTRY_CODE_MISMATCH", "isoCountryCode", **MISMATCH)
        assert names(sms) == ["MYSHOP/GB"]
