"""Tags of End User Messaging SMS, through boto3."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    ABSENT,
    NUMBER,
    TYPE,
    arn,
    described,
    not_found,
    quota,
    validation,
)

TEAM = {"Key": "team", "Value": "ops"}


def tags_of(sms: Any, resource: str) -> list[dict[str, str]]:
    answer = sms.list_tags_for_resource(ResourceArn=resource)
    assert answer["ResourceArn"] == resource
    tags: list[dict[str, str]] = answer["Tags"]
    return tags


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
        with aws.settings(sms_voice_tags_per_resource=0):
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
