"""Tags of Lightsail's contact methods, through boto3."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import refused
from tests.services.lightsail.steps import (
    ADDRESS,
    method,
    operation,
    protocols,
    says_absent,
    says_invalid,
    types,
)


def tags_of(lightsail: Any) -> list[dict[str, str]]:
    tags: list[dict[str, str]] = method(lightsail)["tags"]
    return tags


class TestTags:
    def test_merged(self, lightsail: Any, email: Any) -> None:
        lightsail.tag_resource(
            resourceName="Email", tags=[{"key": "a", "value": "1"}, {"key": "b", "value": ""}]
        )
        done = operation(
            lightsail.tag_resource(
                resourceName="Email",
                resourceArn=email["arn"],
                tags=[{"key": "a", "value": "2"}, {"key": "c"}],
            )
        )

        assert (done["operationType"], done["resourceName"], done["resourceType"]) == (
            "TagResource",
            "Email",
            "ContactMethod",
        )
        assert tags_of(lightsail) == [
            {"key": "a", "value": "2"},
            {"key": "b", "value": ""},
            {"key": "c"},
        ]

    def test_value_can_be_taken_away(self, lightsail: Any, email: Any) -> None:
        lightsail.tag_resource(resourceName="Email", tags=[{"key": "a", "value": "1"}])
        lightsail.tag_resource(resourceName="Email", tags=[{"key": "a"}])

        assert tags_of(lightsail) == [{"key": "a"}]

    def test_removed(self, lightsail: Any, email: Any) -> None:
        lightsail.tag_resource(resourceName="Email", tags=[{"key": "a"}, {"key": "A"}])
        done = operation(
            lightsail.untag_resource(
                resourceName="Email", resourceArn=email["arn"], tagKeys=["a", "unknown"]
            )
        )

        assert (done["operationType"], done["status"]) == ("UntagResource", "Succeeded")
        assert tags_of(lightsail) == [{"key": "A"}]

    def test_fifty_but_not_more(self, lightsail: Any, email: Any) -> None:
        tags = [{"key": f"k{number}"} for number in range(50)]
        lightsail.tag_resource(resourceName="Email", tags=tags)
        # A key that is there makes it no more.
        lightsail.tag_resource(resourceName="Email", tags=[{"key": "k0", "value": "new"}])
        error = refused(lightsail.tag_resource, resourceName="Email", tags=[{"key": "one more"}])

        assert says_invalid(error, "Email can have at most 50 tags.")
        assert error["docs"]
        assert tags_of(lightsail) == [{"key": "k0", "value": "new"}, *tags[1:]]

    def test_longest_and_all_characters(self, lightsail: Any, email: Any) -> None:
        tags = [
            {"key": "k" * 128, "value": "v" * 256},
            {"key": "Ü9 +-=._:/@", "value": "名 +-=._:/@"},
        ]
        lightsail.tag_resource(resourceName="Email", tags=tags)

        assert tags_of(lightsail) == tags

    @pytest.mark.parametrize(
        ("tag", "path"),
        [
            ({"key": ""}, "tags.2.member.key"),
            ({"key": "k" * 129}, "tags.2.member.key"),
            ({"key": "k" * 1_000_000}, "tags.2.member.key"),
            ({"key": "a#"}, "tags.2.member.key"),
            ({"key": "aws:a"}, "tags.2.member.key"),
            ({"value": "1"}, "tags.2.member.key"),
            ({"key": "a", "value": "v" * 257}, "tags.2.member.value"),
            ({"key": "a", "value": "#"}, "tags.2.member.value"),
        ],
    )
    def test_bad_tag(self, lightsail: Any, email: Any, tag: dict[str, str], path: str) -> None:
        error = refused(lightsail.tag_resource, resourceName="Email", tags=[{"key": "good"}, tag])

        assert says_invalid(error, "1 validation error detected: Value ", f"at '{path}' failed")
        assert tags_of(lightsail) == []

    def test_key_twice(self, lightsail: Any, email: Any) -> None:
        error = refused(
            lightsail.tag_resource,
            resourceName="Email",
            tags=[{"key": "a", "value": "1"}, {"key": "a", "value": "2"}],
        )

        assert says_invalid(error, "The tag key a is given more than once.")
        assert tags_of(lightsail) == []

    @pytest.mark.parametrize("key", ["", "aws:a", "k" * 129])
    def test_bad_key_to_remove(self, lightsail: Any, email: Any, key: str) -> None:
        error = refused(lightsail.untag_resource, resourceName="Email", tagKeys=["good", key])

        assert says_invalid(error, "at 'tagKeys.2.member' failed")

    @pytest.mark.parametrize("name", ["SMS", "email"])
    def test_absent(self, lightsail: Any, email: Any, name: str) -> None:
        text = f"The Resource does not exist: {name}"

        assert says_absent(
            refused(lightsail.tag_resource, resourceName=name, tags=[{"key": "a"}]), text
        )
        assert says_absent(
            refused(lightsail.untag_resource, resourceName=name, tagKeys=["a"]), text
        )
        assert types(lightsail.get_operations()) == ["CreateContactMethod"]

    def test_arn_of_another_resource(self, lightsail: Any, email: Any) -> None:
        lightsail.tag_resource(resourceName="Email", tags=[{"key": "a"}])
        foreign = email["arn"].replace("Email", "SMS")

        for call in (
            {"tags": [{"key": "b"}]},
            {"tagKeys": ["a"]},
        ):
            change = lightsail.tag_resource if "tags" in call else lightsail.untag_resource
            error = refused(change, resourceName="Email", resourceArn=foreign, **call)
            assert says_invalid(error, f"The resourceArn {foreign} is not the ARN of Email.")
        assert tags_of(lightsail) == [{"key": "a"}]

    def test_arn_that_is_none(self, lightsail: Any, email: Any) -> None:
        error = refused(
            lightsail.tag_resource, resourceName="Email", resourceArn="arn", tags=[{"key": "a"}]
        )

        assert says_invalid(error, "at 'resourceArn' failed")
        assert tags_of(lightsail) == []

    def test_gone_with_the_resource(self, lightsail: Any, email: Any) -> None:
        lightsail.tag_resource(resourceName="Email", tags=[{"key": "a"}])
        lightsail.delete_contact_method(protocol="Email")
        lightsail.create_contact_method(protocol="Email", contactEndpoint=ADDRESS)

        assert protocols(lightsail) == ["Email"]
        assert tags_of(lightsail) == []
