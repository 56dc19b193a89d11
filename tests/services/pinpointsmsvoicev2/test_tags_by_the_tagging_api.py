"""Verified destination numbers in the Resource Groups Tagging API."""

from __future__ import annotations

from tests.harness import Aws
from tests.tagging import Tagging, of_newer_moto

pytestmark = of_newer_moto


def test_numbers(aws: Aws) -> None:
    client, tagging = aws.client("pinpoint-sms-voice-v2"), Tagging(aws)
    arn = client.create_verified_destination_number(
        DestinationPhoneNumber="+15550100", Tags=[{"Key": "a", "Value": "1"}]
    )["VerifiedDestinationNumberArn"]

    assert tagging.found("sms-voice:verified-destination-number") == {arn: {"a": "1"}}
    assert tagging.tag(arn, b="2") == tagging.untag(arn, keys=["a"]) == []
    assert client.list_tags_for_resource(ResourceArn=arn)["Tags"] == [{"Key": "b", "Value": "2"}]
