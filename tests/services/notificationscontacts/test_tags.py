"""Tags of e-mail contacts, through boto3."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused, status
from tests.services.notificationscontacts.steps import ABSENT, says_absent, says_invalid


class TestTags:
    def test_none(self, contacts: Any, arn: str) -> None:
        assert contacts.list_tags_for_resource(arn=arn)["tags"] == {}

    def test_merged(self, contacts: Any, arn: str) -> None:
        contacts.tag_resource(arn=arn, tags={"a": "1", "b": ""})
        answer = contacts.tag_resource(arn=arn, tags={"a": "2", "c": "v" * 256})

        assert status(answer) == 200
        tags = contacts.list_tags_for_resource(arn=arn)["tags"]
        assert tags == {"a": "2", "b": "", "c": "v" * 256}

    def test_removed(self, contacts: Any, arn: str) -> None:
        contacts.tag_resource(arn=arn, tags={"a": "1", "b & c": "2", "d": "3"})
        answer = contacts.untag_resource(arn=arn, tagKeys=["a", "b & c", "unknown"])

        assert status(answer) == 200
        assert contacts.list_tags_for_resource(arn=arn)["tags"] == {"d": "3"}

    def test_do_not_touch_the_contact(self, aws: Aws, contacts: Any, arn: str) -> None:
        before = contacts.get_email_contact(arn=arn)["emailContact"]
        aws.clock.advance(hours=1)
        contacts.tag_resource(arn=arn, tags={"a": "1"})
        contacts.untag_resource(arn=arn, tagKeys=["a"])

        assert contacts.get_email_contact(arn=arn)["emailContact"] == before

    def test_no_more_than_200(self, contacts: Any, arn: str) -> None:
        tags = {f"k{number}": "" for number in range(200)}
        contacts.tag_resource(arn=arn, tags=tags)
        contacts.tag_resource(arn=arn, tags={"k0": "new"})
        error = refused(contacts.tag_resource, arn=arn, tags={"one more": ""})

        assert says_invalid(error, "tags")
        assert contacts.list_tags_for_resource(arn=arn)["tags"] == {**tags, "k0": "new"}

    @pytest.mark.parametrize(
        ("tags", "field"),
        [({"aws:a": "1"}, "tags"), ({"": "1"}, "tags"), ({"a": "v" * 257}, "tags.a")],
    )
    def test_bad_tag(self, contacts: Any, arn: str, tags: dict[str, str], field: str) -> None:
        error = refused(contacts.tag_resource, arn=arn, tags={"good": "1", **tags})

        assert says_invalid(error, field)
        assert contacts.list_tags_for_resource(arn=arn)["tags"] == {}

    @pytest.mark.parametrize("key", ["aws:a", "", "k" * 129])
    def test_bad_key(self, contacts: Any, arn: str, key: str) -> None:
        contacts.tag_resource(arn=arn, tags={"good": "1"})
        error = refused(contacts.untag_resource, arn=arn, tagKeys=["good", key])

        assert says_invalid(error, "tagKeys.1")
        assert contacts.list_tags_for_resource(arn=arn)["tags"] == {"good": "1"}

    def test_no_keys(self, contacts: Any, arn: str) -> None:
        assert says_invalid(refused(contacts.untag_resource, arn=arn, tagKeys=[]), "tagKeys")

    def test_absent(self, contacts: Any, arn: str) -> None:
        assert says_absent(refused(contacts.list_tags_for_resource, arn=ABSENT))
        assert says_absent(refused(contacts.tag_resource, arn=ABSENT, tags={"a": "1"}))
        assert says_absent(refused(contacts.untag_resource, arn=ABSENT, tagKeys=["a"]))
