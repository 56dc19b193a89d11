"""Opt-out lists of End User Messaging SMS: create, describe, delete."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    arn,
    conflict,
    not_found,
    one_by_one,
    quota,
    validation,
)

TYPE = "opt-out-list"
TEAM = {"Key": "team", "Value": "ops"}


def names(sms: Any, **parameters: Any) -> list[str]:
    found = sms.describe_opt_out_lists(**parameters)["OptOutLists"]
    return [each["OptOutListName"] for each in found]


class TestCreate:
    def test_new_list(self, sms: Any) -> None:
        created = sms.create_opt_out_list(OptOutListName="shop", Tags=[TEAM])

        del created["ResponseMetadata"]
        assert created.pop("Tags") == [TEAM]
        assert (created["OptOutListName"], created["OptOutListArn"]) == (
            "shop",
            arn(f"{TYPE}/shop"),
        )
        assert sms.describe_opt_out_lists(OptOutListNames=["shop"])["OptOutLists"] == [created]
        tags = sms.list_tags_for_resource(ResourceArn=created["OptOutListArn"])["Tags"]
        assert tags == [TEAM]

    def test_without_tags_none_are_told(self, sms: Any) -> None:
        assert "Tags" not in sms.create_opt_out_list(OptOutListName="shop")

    @pytest.mark.parametrize("name", ["Default", "shop"])
    def test_taken_name(self, sms: Any, name: str) -> None:
        sms.create_opt_out_list(OptOutListName="shop")

        conflict(
            sms.create_opt_out_list, "RESOURCE_ALREADY_EXISTS", name, TYPE, OptOutListName=name
        )
        assert names(sms) == ["Default", "shop"]

    def test_case_counts(self, sms: Any) -> None:
        sms.create_opt_out_list(OptOutListName="default")

        assert names(sms) == ["Default", "default"]

    @pytest.mark.parametrize("name", ["", "a b", "x" * 65, "ä"])
    def test_malformed_name(self, sms: Any, name: str) -> None:
        error = validation(
            sms.create_opt_out_list,
            "INVALID_PARAMETER",
            *["optOutListName"] * (1 if name else 2),
            OptOutListName=name,
        )
        assert error["Fields"]
        assert names(sms) == ["Default"]

    def test_default_counts_in_the_quota(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_opt_out_lists_per_account=2):
            sms.create_opt_out_list(OptOutListName="shop")
            quota(sms.create_opt_out_list, "OPT_OUT_LISTS_PER_ACCOUNT", OptOutListName="more")
            sms.delete_opt_out_list(OptOutListName="shop")
            sms.create_opt_out_list(OptOutListName="more")

        assert names(sms) == ["Default", "more"]

    def test_reserved_tag(self, sms: Any) -> None:
        validation(
            sms.create_opt_out_list,
            "INVALID_PARAMETER",
            "tags",
            OptOutListName="shop",
            Tags=[{"Key": "aws:x", "Value": ""}],
        )
        assert names(sms) == ["Default"]

    def test_too_many_tags(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_tags_per_resource=0):
            quota(sms.create_opt_out_list, "TAGS_PER_RESOURCE", OptOutListName="shop", Tags=[TEAM])
        assert names(sms) == ["Default"]

    def test_same_token_once(self, sms: Any) -> None:
        first = sms.create_opt_out_list(OptOutListName="shop", ClientToken="a")
        again = sms.create_opt_out_list(OptOutListName="shop", ClientToken="a")

        assert again["CreatedTimestamp"] == first["CreatedTimestamp"]
        validation(
            sms.create_opt_out_list,
            "INVALID_REQUEST",
            "clientToken",
            OptOutListName="other",
            ClientToken="a",
        )
        assert names(sms) == ["Default", "shop"]


class TestDescribe:
    def test_default_is_there_from_the_start(self, aws: Aws, sms: Any) -> None:
        assert names(sms) == ["Default"]
        assert names(aws.client("pinpoint-sms-voice-v2", "eu-west-1")) == ["Default"]
        assert sms.list_tags_for_resource(ResourceArn=arn(f"{TYPE}/Default"))["Tags"] == []

    def test_by_name_and_arn_the_oldest_first(self, sms: Any) -> None:
        for name in "bac":
            sms.create_opt_out_list(OptOutListName=name)

        assert names(sms, OptOutListNames=["c", arn(f"{TYPE}/b"), "c"]) == ["b", "c"]

    def test_one_unknown_name_fails_the_call(self, sms: Any) -> None:
        not_found(sms.describe_opt_out_lists, TYPE, "shop", OptOutListNames=["Default", "shop"])

    def test_pages_of_one(self, sms: Any) -> None:
        for name in "ab":
            sms.create_opt_out_list(OptOutListName=name)

        pages = one_by_one(sms, "describe_opt_out_lists", "OptOutLists")
        assert [page["OptOutListName"] for page in pages] == ["Default", "a", "b"]

    def test_token_of_another_query(self, sms: Any) -> None:
        sms.create_opt_out_list(OptOutListName="a")
        token = sms.describe_opt_out_lists(MaxResults=1)["NextToken"]

        validation(
            sms.describe_opt_out_lists,
            "INVALID_NEXT_TOKEN",
            "nextToken",
            Owner="SELF",
            NextToken=token,
        )

    def test_owner(self, sms: Any) -> None:
        assert names(sms, Owner="SELF") == ["Default"]
        assert names(sms, Owner="SHARED") == []
        assert names(sms, Owner="SHARED", OptOutListNames=[]) == []
        validation(
            sms.describe_opt_out_lists,
            "PARAMETERS_CANNOT_BE_USED_TOGETHER",
            "owner",
            "optOutListNames",
            Owner="SELF",
            OptOutListNames=["Default"],
        )

    def test_six_names_are_too_many(self, sms: Any) -> None:
        validation(
            sms.describe_opt_out_lists,
            "INVALID_PARAMETER",
            "optOutListNames",
            OptOutListNames=["Default"] * 6,
        )

    def test_arn_of_something_else(self, sms: Any) -> None:
        validation(
            sms.describe_opt_out_lists,
            "INVALID_ARN",
            "optOutListNames",
            OptOutListNames=[arn("pool/pool-1")],
        )


class TestDelete:
    @pytest.mark.parametrize("name", ["shop", arn(f"{TYPE}/shop")])
    def test_list_is_gone_with_its_numbers(self, sms: Any, name: str) -> None:
        created = sms.create_opt_out_list(OptOutListName="shop")
        sms.put_opted_out_number(OptOutListName="shop", OptedOutNumber="+14255550100")

        deleted = sms.delete_opt_out_list(OptOutListName=name)

        assert deleted["OptOutListArn"] == created["OptOutListArn"]
        assert deleted["CreatedTimestamp"] == created["CreatedTimestamp"]
        assert names(sms) == ["Default"]
        sms.create_opt_out_list(OptOutListName="shop")
        assert sms.describe_opted_out_numbers(OptOutListName="shop")["OptedOutNumbers"] == []

    @pytest.mark.parametrize("name", ["Default", arn(f"{TYPE}/Default")])
    def test_default_stays(self, sms: Any, name: str) -> None:
        conflict(
            sms.delete_opt_out_list,
            "RESOURCE_DELETION_NOT_ALLOWED",
            "Default",
            TYPE,
            OptOutListName=name,
        )
        assert names(sms) == ["Default"]

    @pytest.mark.parametrize("name", ["shop", arn(f"{TYPE}/shop", account="999999999999")])
    def test_unknown_list(self, sms: Any, name: str) -> None:
        not_found(sms.delete_opt_out_list, TYPE, name, OptOutListName=name)

    def test_arn_of_something_else(self, sms: Any) -> None:
        validation(
            sms.delete_opt_out_list,
            "INVALID_ARN",
            "optOutListName",
            OptOutListName=arn("configuration-set/mine"),
        )
