"""Verified destination numbers as resources of a stack."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.stacks import Stacks, attribute, resource

TYPE = "AWS::SMSVOICE::VerifiedDestinationNumber"
PHONE = "+15550100"


@pytest.fixture
def client(aws: Aws) -> Any:
    return aws.client("pinpoint-sms-voice-v2")


@pytest.fixture
def stacks(aws: Aws) -> Stacks:
    return Stacks(aws)


def number(phone: str = PHONE, **tags: str) -> dict[str, Any]:
    pairs = [{"Key": key, "Value": value} for key, value in tags.items()]
    return resource(TYPE, DestinationPhoneNumber=phone, Tags=pairs)


def phones(client: Any) -> list[str]:
    found = client.describe_verified_destination_numbers()["VerifiedDestinationNumbers"]
    return [each["DestinationPhoneNumber"] for each in found]


def test_life(aws: Aws, client: Any, stacks: Stacks) -> None:
    names = (
        "VerifiedDestinationNumberArn",
        "VerifiedDestinationNumberId",
        "Status",
        "CreatedTimestamp",
    )
    outputs = {name: {"Value": attribute(name, "It")} for name in names}
    stacks.create({"It": number(a="1", b="2")}, Outputs=outputs)

    (found,) = client.describe_verified_destination_numbers()["VerifiedDestinationNumbers"]
    told = stacks.outputs()
    assert told.pop("CreatedTimestamp").startswith(f"{found['CreatedTimestamp']:%Y-%m-%dT%H:%M}")
    assert told == {name: found[name] for name in names[:3]}
    assert found["Status"] == "PENDING"
    assert aws.outbox.messages() == []
    arn = stacks.ids()["It"]
    assert arn == found["VerifiedDestinationNumberArn"]

    stacks.update({"It": number(b="2", c="3")})
    assert stacks.ids()["It"] == arn
    assert client.list_tags_for_resource(ResourceArn=arn)["Tags"] == [
        {"Key": "b", "Value": "2"},
        {"Key": "c", "Value": "3"},
    ]

    stacks.update({"It": number("+15550199")})
    assert phones(client) == ["+15550199"]
    stacks.delete()
    assert phones(client) == []


def test_quota(aws: Aws, client: Any, stacks: Stacks) -> None:
    with aws.settings(sms_voice_verified_destination_numbers_per_account=1):
        message = stacks.refusal({"It": number(), "More": number("+15550199")})

    assert "(Error Code: ServiceQuotaExceededException)" in message
    assert phones(client) == []
