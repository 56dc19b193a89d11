"""Verified destination numbers, sender IDs and policies as resources of a stack."""

from __future__ import annotations

import json
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


class TestSenderId:
    def sender(self, name: str = "MYSHOP", **properties: Any) -> dict[str, Any]:
        return resource("AWS::SMSVOICE::SenderId", IsoCountryCode="GB", SenderId=name, **properties)

    def test_that_is_refused_has_no_id(self, client: Any, stacks: Stacks) -> None:
        stacks.refusal({"It": self.sender("my shop")})
        (listed,) = stacks.client.list_stack_resources(StackName="s")["StackResourceSummaries"]
        assert "|" not in listed.get("PhysicalResourceId", "")

    def found(self, client: Any) -> list[tuple[str, bool]]:
        return [
            (each["SenderId"], each["DeletionProtectionEnabled"])
            for each in client.describe_sender_ids()["SenderIds"]
        ]

    def test_life(self, client: Any, stacks: Stacks) -> None:
        outputs = {"Arn": {"Value": attribute("Arn", "It")}}
        tags = [{"Key": "a", "Value": "1"}]
        stacks.create({"It": self.sender(DeletionProtectionEnabled="true")}, Outputs=outputs)
        arn = "arn:aws:sms-voice:us-east-1:123456789012:sender-id/MYSHOP/GB"
        assert stacks.outputs() == {"Arn": arn}
        assert stacks.ids()["It"] == "GB|MYSHOP"
        assert self.found(client) == [("MYSHOP", True)]

        stacks.update({"It": self.sender(Tags=tags)})
        assert self.found(client) == [("MYSHOP", False)]
        assert client.list_tags_for_resource(ResourceArn=arn)["Tags"] == tags

        stacks.update({"It": self.sender("OTHER")})
        assert self.found(client) == [("OTHER", False)]
        stacks.delete()
        assert self.found(client) == []

    def test_country_without_sender_ids(self, client: Any, stacks: Stacks) -> None:
        other = {**self.sender()}
        other["Properties"] = {**other["Properties"], "IsoCountryCode": "US"}

        assert "SENDER_ID_NOT_SUPPORTED" in stacks.refusal({"It": other})
        assert self.found(client) == []


class TestResourcePolicy:
    LIST = "arn:aws:sms-voice:us-east-1:123456789012:opt-out-list/Default"

    def policy(self, document: Any) -> dict[str, Any]:
        return resource(
            "AWS::SMSVOICE::ResourcePolicy", ResourceArn=self.LIST, PolicyDocument=document
        )

    def test_life(self, client: Any, stacks: Stacks) -> None:
        stacks.create({"It": self.policy({"Version": "2012-10-17"})})
        assert stacks.ids()["It"] == self.LIST
        kept = client.get_resource_policy(ResourceArn=self.LIST)["Policy"]
        assert json.loads(kept) == {"Version": "2012-10-17"}

        stacks.update({"It": self.policy('{"Statement": []}')})
        assert client.get_resource_policy(ResourceArn=self.LIST)["Policy"] == '{"Statement": []}'

        stacks.delete()
        with pytest.raises(client.exceptions.ResourceNotFoundException):
            client.get_resource_policy(ResourceArn=self.LIST)

    def test_policy_that_is_there_already_stays(self, client: Any, stacks: Stacks) -> None:
        client.put_resource_policy(ResourceArn=self.LIST, Policy="{}")

        assert stacks.refusal({"It": self.policy({"Version": "2012-10-17"})})
        assert client.get_resource_policy(ResourceArn=self.LIST)["Policy"] == "{}"
