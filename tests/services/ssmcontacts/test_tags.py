"""Tags of contacts of Incident Manager, through boto3."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    ABSENT,
    HEAD,
    ROTATION,
    assert_absent,
    assert_invalid,
    assert_quota,
    assert_violations,
)


def tags_of(ssm: Any, arn: str) -> list[tuple[str, str]]:
    found = ssm.list_tags_for_resource(ResourceARN=arn)["Tags"]
    return [(tag["Key"], tag["Value"]) for tag in found]


def tags(**values: str) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in values.items()]


class TestTags:
    def test_are_merged_in_the_order_of_their_addition(self, ssm: Any, zoe: str) -> None:
        ssm.tag_resource(ResourceARN=zoe, Tags=tags(b="1", a="1"))
        ssm.tag_resource(ResourceARN=zoe, Tags=tags(c="1", b="2"))

        assert tags_of(ssm, zoe) == [("b", "2"), ("a", "1"), ("c", "1")]

    def test_removal_of_what_is_not_there(self, ssm: Any, zoe: str) -> None:
        ssm.tag_resource(ResourceARN=zoe, Tags=tags(a="1", b="1"))
        ssm.untag_resource(ResourceARN=zoe, TagKeys=["a", "x"])

        assert tags_of(ssm, zoe) == [("b", "1")]

    @pytest.mark.parametrize("kind", ["ESCALATION", "ONCALL_SCHEDULE"])
    def test_contacts_of_all_types(self, ssm: Any, kind: str) -> None:
        arn = ssm.create_contact(Alias="it", Type=kind, Plan={})["ContactArn"]
        ssm.tag_resource(ResourceARN=arn, Tags=tags(a="1"))

        assert tags_of(ssm, arn) == [("a", "1")]

    def test_rotations(self, ssm: Any, rotation: str) -> None:
        ssm.tag_resource(ResourceARN=rotation, Tags=tags(a="1", b="1"))
        ssm.untag_resource(ResourceARN=rotation, TagKeys=["a"])

        assert tags_of(ssm, rotation) == [("b", "1")]

    def test_quota(self, aws: Aws, ssm: Any, zoe: str) -> None:
        ssm.tag_resource(ResourceARN=zoe, Tags=tags(**{f"k{n}": "1" for n in range(50)}))
        ssm.tag_resource(ResourceARN=zoe, Tags=tags(k0="2"))
        error = refused(ssm.tag_resource, ResourceARN=zoe, Tags=tags(one="more"))

        assert_quota(error, "L-00000000", zoe)
        assert len(tags_of(ssm, zoe)) == 50

    def test_key_that_comes_twice(self, ssm: Any, zoe: str) -> None:
        error = refused(ssm.tag_resource, ResourceARN=zoe, Tags=[*tags(a="1"), *tags(a="2")])

        assert_invalid(error, "Duplicate tag key a", "Tags")
        assert tags_of(ssm, zoe) == []

    @pytest.mark.parametrize("tag", [{"Key": "a"}, {"Value": "1"}, {}])
    def test_part_of_a_tag(self, ssm: Any, zoe: str, tag: Any) -> None:
        error = refused(ssm.tag_resource, ResourceARN=zoe, Tags=[*tags(b="1"), tag])

        assert_invalid(error, "A tag must have a Key and a Value", "Tags")
        assert tags_of(ssm, zoe) == []

    @pytest.mark.parametrize("key", ["team:owner", "a.b", "a b", "a@b", "x" * 129])
    def test_keys_are_narrow(self, ssm: Any, zoe: str, key: str) -> None:
        error = refused(ssm.tag_resource, ResourceARN=zoe, Tags=[{"Key": key, "Value": "1"}])

        assert_violations(error, "tags.1.member.key")
        assert tags_of(ssm, zoe) == []

    def test_value_is_not_blank(self, ssm: Any, zoe: str) -> None:
        error = refused(ssm.tag_resource, ResourceARN=zoe, Tags=tags(a=""))

        assert_violations(error, "tags.1.member.value")

    @pytest.mark.parametrize(
        ("arn", "kind"),
        [
            (ABSENT, "CONTACT"),
            (ROTATION, "ROTATION"),
            ("arn:aws:ssm-contacts:eu-west-1:123456789012:contact/zoe", "CONTACT"),
            ("arn:aws:ssm-contacts:us-east-1:210987654321:contact/zoe", "CONTACT"),
        ],
    )
    def test_absent(self, ssm: Any, zoe: str, arn: str, kind: str) -> None:
        for error in (
            refused(ssm.tag_resource, ResourceARN=arn, Tags=tags(a="1")),
            refused(ssm.untag_resource, ResourceARN=arn, TagKeys=["a"]),
            refused(ssm.list_tags_for_resource, ResourceARN=arn),
        ):
            assert_absent(error, arn, kind)

    def test_channels_and_what_is_no_arn(self, ssm: Any, zoe: str) -> None:
        channel = ssm.create_contact_channel(
            ContactId=zoe,
            Name="mail",
            Type="EMAIL",
            DeliveryAddress={"SimpleAddress": "zoe@example.com"},
        )["ContactChannelArn"]

        for arn in (channel, "zoe", "arn:aws:s3:::bucket", f"{HEAD}:rotation/example"):
            for error in (
                refused(ssm.tag_resource, ResourceARN=arn, Tags=tags(a="1")),
                refused(ssm.untag_resource, ResourceARN=arn, TagKeys=["a"]),
                refused(ssm.list_tags_for_resource, ResourceARN=arn),
            ):
                assert_invalid(error, f"Invalid resource Arn {arn}")
