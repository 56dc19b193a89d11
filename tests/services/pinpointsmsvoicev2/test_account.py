"""Account, tags and bad requests of End User Messaging SMS."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.harness import Aws, refused, status
from tests.services.pinpointsmsvoicev2.steps import (
    ABSENT,
    NUMBER,
    TYPE,
    arn,
    create,
    described,
    not_found,
    quota,
    validation,
)

SERVICE = "pinpoint-sms-voice-v2"
TEAM = {"Key": "team", "Value": "ops"}


@pytest.fixture
def number_arn(sms: Any) -> str:
    return arn(f"{TYPE}/{create(sms)}")


def tags_of(sms: Any, resource: str) -> list[dict[str, str]]:
    answer = sms.list_tags_for_resource(ResourceArn=resource)
    assert answer["ResourceArn"] == resource
    tags: list[dict[str, str]] = answer["Tags"]
    return tags


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

    def test_limit_follows_the_settings(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_verified_destination_numbers=3):
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


class TestTags:
    def test_creation_returns_and_keeps_them(self, sms: Any) -> None:
        tags = [TEAM, {"Key": "blank", "Value": ""}]
        created = sms.create_verified_destination_number(DestinationPhoneNumber=NUMBER, Tags=tags)

        assert created["Tags"] == tags
        assert tags_of(sms, created["VerifiedDestinationNumberArn"]) == tags
        assert "Tags" not in described(sms)[0]

    def test_no_tags(self, sms: Any, number_arn: str) -> None:
        assert tags_of(sms, number_arn) == []

    def test_equal_keys_are_overwritten(self, sms: Any, number_arn: str) -> None:
        sms.tag_resource(ResourceArn=number_arn, Tags=[TEAM, {"Key": "a", "Value": "1"}])
        sms.tag_resource(ResourceArn=number_arn, Tags=[{"Key": "team", "Value": "dev"}])

        assert tags_of(sms, number_arn) == [
            {"Key": "team", "Value": "dev"},
            {"Key": "a", "Value": "1"},
        ]

    def test_removal_ignores_absent_keys(self, sms: Any, number_arn: str) -> None:
        sms.tag_resource(ResourceArn=number_arn, Tags=[TEAM, {"Key": "a", "Value": "1"}])
        sms.untag_resource(ResourceArn=number_arn, TagKeys=["team", "Team", "other"])

        assert tags_of(sms, number_arn) == [{"Key": "a", "Value": "1"}]

    def test_change_of_tags_leaves_a_repeated_creation_alone(self, sms: Any) -> None:
        first = sms.create_verified_destination_number(
            DestinationPhoneNumber=NUMBER, Tags=[TEAM], ClientToken="a"
        )
        sms.untag_resource(ResourceArn=first["VerifiedDestinationNumberArn"], TagKeys=["team"])
        again = sms.create_verified_destination_number(
            DestinationPhoneNumber=NUMBER, Tags=[TEAM], ClientToken="a"
        )

        assert again["Tags"] == [TEAM]

    def test_value_is_required(self, sms: Any, number_arn: str) -> None:
        validation(
            sms.tag_resource,
            "INVALID_PARAMETER",
            "tags.1.member.value",
            ResourceArn=number_arn,
            Tags=[{"Key": "team"}],
        )
        assert tags_of(sms, number_arn) == []

    @pytest.mark.parametrize("key", ["aws:x", "AWS:x"])
    def test_reserved_key(self, sms: Any, number_arn: str, key: str) -> None:
        tags = [TEAM, {"Key": key, "Value": "1"}]
        reserved = ("INVALID_PARAMETER", "tags")

        validation(sms.tag_resource, *reserved, ResourceArn=number_arn, Tags=tags)
        validation(
            sms.create_verified_destination_number,
            *reserved,
            DestinationPhoneNumber="+14255550101",
            Tags=tags,
        )
        assert tags_of(sms, number_arn) == []
        assert len(described(sms)) == 1

    def test_fifty_tags_are_all(self, sms: Any, number_arn: str) -> None:
        tags = [{"Key": str(number), "Value": ""} for number in range(50)]
        sms.tag_resource(ResourceArn=number_arn, Tags=tags)

        quota(sms.tag_resource, "TAGS_PER_RESOURCE", ResourceArn=number_arn, Tags=[TEAM])

        assert tags_of(sms, number_arn) == tags
        sms.tag_resource(ResourceArn=number_arn, Tags=[{"Key": "7", "Value": "x"}])

    def test_quota_at_creation(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_tags=0):
            quota(
                sms.create_verified_destination_number,
                "TAGS_PER_RESOURCE",
                DestinationPhoneNumber=NUMBER,
                Tags=[TEAM],
            )

        assert described(sms) == []

    @pytest.mark.parametrize(
        ("kind", "resource"),
        [
            (TYPE, arn(f"{TYPE}/{ABSENT}")),
            (TYPE, arn(f"{TYPE}/{ABSENT}", account="999999999999")),
            ("pool", arn("pool/pool-1")),
            ("sender-id", arn("sender-id/MYSHOP/GB")),
        ],
    )
    def test_unknown_resource(self, sms: Any, number_arn: str, kind: str, resource: str) -> None:
        not_found(sms.list_tags_for_resource, kind, resource, ResourceArn=resource)
        not_found(sms.tag_resource, kind, resource, ResourceArn=resource, Tags=[TEAM])
        not_found(sms.untag_resource, kind, resource, ResourceArn=resource, TagKeys=["team"])

    def test_deleted_resource(self, sms: Any, number_arn: str) -> None:
        sms.delete_verified_destination_number(VerifiedDestinationNumberId=number_arn)

        not_found(sms.list_tags_for_resource, TYPE, number_arn, ResourceArn=number_arn)

    @pytest.mark.parametrize(
        "resource", ["arn:aws:sns:us-east-1:123456789012:topic", arn("keyword/HELP")]
    )
    def test_arn_of_something_without_tags(self, sms: Any, resource: str) -> None:
        invalid = ("INVALID_ARN", "resourceArn")

        validation(sms.list_tags_for_resource, *invalid, ResourceArn=resource)
        validation(sms.tag_resource, *invalid, ResourceArn=resource, Tags=[TEAM])
        validation(sms.untag_resource, *invalid, ResourceArn=resource, TagKeys=["team"])

    def test_id_is_no_arn(self, sms: Any) -> None:
        validation(
            sms.list_tags_for_resource, "INVALID_PARAMETER", "resourceArn", ResourceArn=ABSENT
        )


class TestBadRequests:
    @pytest.mark.parametrize("body", ["", "{", "\ud83d", b"\xff\xfe", "{'a': 1}", "NaN"])
    def test_body_that_is_no_json(self, aws: Aws, body: Any) -> None:
        raw = body.encode(errors="replace") if isinstance(body, str) else body
        answer = aws.post(SERVICE, "CreateVerifiedDestinationNumber", raw)

        assert answer.status_code == 400
        assert answer.headers["Content-Type"] == "application/x-amz-json-1.0"
        assert answer.json()["__type"] == "ValidationException"
        assert answer.json()["Reason"] == "CANNOT_PARSE"
        assert 'Reason="CANNOT_PARSE"' in answer.json()["Message"]

    @pytest.mark.parametrize("body", ["[]", '"x"', "7", "true"])
    def test_body_that_is_no_structure(self, aws: Aws, body: str) -> None:
        answer = aws.post(SERVICE, "CreateVerifiedDestinationNumber", body)

        assert answer.status_code == 400
        assert answer.json()["Reason"] == "INVALID_PARAMETER"
        assert "Member must be a structure" in answer.json()["Message"]

    def test_deep_nesting(self, aws: Aws) -> None:
        body = '{"Tags":' + "[" * 100_000 + "]" * 100_000 + "}"
        answer = aws.post(SERVICE, "CreateVerifiedDestinationNumber", body)

        assert answer.status_code == 400
        assert answer.json()["__type"] == "ValidationException"

    @pytest.mark.parametrize(
        ("operation", "member"),
        [
            ("CreateVerifiedDestinationNumber", "DestinationPhoneNumber"),
            ("DeleteVerifiedDestinationNumber", "VerifiedDestinationNumberId"),
            ("ListTagsForResource", "ResourceArn"),
        ],
    )
    def test_huge_strings_are_refused_and_not_repeated(
        self, aws: Aws, operation: str, member: str
    ) -> None:
        answer = aws.post(SERVICE, operation, json.dumps({member: "arn:" + "1" * 1_000_000}))

        assert answer.status_code == 400
        assert answer.json()["Reason"] == "INVALID_PARAMETER"
        assert len(answer.content) < 2_000

    @pytest.mark.parametrize("value", [7, True, {}, [], [7]])
    def test_wrong_types(self, aws: Aws, sms: Any, value: Any) -> None:
        body = json.dumps({"DestinationPhoneNumber": value, "Tags": {"a": "b"}})
        answer = aws.post(SERVICE, "CreateVerifiedDestinationNumber", body)

        assert answer.status_code == 400
        assert [each["Name"] for each in answer.json()["Fields"]] == [
            "destinationPhoneNumber",
            "tags",
        ]
        assert described(sms) == []

    def test_unknown_members_are_ignored(self, aws: Aws, sms: Any) -> None:
        body = json.dumps({"DestinationPhoneNumber": NUMBER, "Colour": "red", "Tags": None})
        answer = aws.post(SERVICE, "CreateVerifiedDestinationNumber", body)

        assert answer.status_code == 200
        assert len(described(sms)) == 1

    def test_unknown_operation(self, aws: Aws) -> None:
        answer = aws.post(SERVICE, "CreateCarrierPigeon", "{}")

        assert answer.status_code == 400
        assert answer.json()["__type"] == "UnknownOperationException"

    @pytest.mark.parametrize("operation", ["describe_spend_limits", "describe_pools"])
    def test_operation_that_is_not_implemented(self, sms: Any, operation: str) -> None:
        error = validation(getattr(sms, operation), "UNKNOWN_OPERATION")

        assert "is not implemented by moto_contacts" in error["Message"]

    def test_region_without_the_service(self, aws: Aws) -> None:
        answer = aws.post(SERVICE, "DescribeAccountLimits", "{}", region="us-nowhere-1")

        assert answer.status_code == 400
        assert answer.json()["Reason"] == "OTHER"

    def test_ordered_fault_comes_with_its_members(self, aws: Aws, sms: Any) -> None:
        aws.faults.put("AccessDeniedException", "No", times=1, Reason="ACCOUNT_DISABLED")
        error = refused(sms.describe_account_attributes)

        assert error["Error"]["Code"] == "AccessDeniedException"
        assert status(error) == 400
        assert error["Reason"] == "ACCOUNT_DISABLED"
        assert sms.describe_account_attributes()["AccountAttributes"]
