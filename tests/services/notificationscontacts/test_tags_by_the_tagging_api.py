"""E-mail contacts in the Resource Groups Tagging API."""

from __future__ import annotations

import pytest

from tests.harness import Aws
from tests.tagging import Tagging, of_newer_moto

pytestmark = of_newer_moto


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1", "cn-north-1"])
def test_contacts(aws: Aws, region: str) -> None:
    """They are of a whole partition."""
    client, tagging = aws.client("notificationscontacts", region), Tagging(aws, region)
    address = "zoe@example.com"
    arn = client.create_email_contact(name="Zoe", emailAddress=address, tags={"a": "1"})["arn"]

    assert tagging.found("notifications-contacts:emailcontact") == {arn: {"a": "1"}}
    assert tagging.tag(arn, b="2") == tagging.untag(arn, keys=["a"]) == []
    assert client.list_tags_for_resource(arn=arn)["tags"] == {"b": "2"}
