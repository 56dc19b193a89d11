"""Contact methods as resources of a stack."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.stacks import Stacks, attribute, resource

METHOD = "AWS::Lightsail::ContactMethod"
MAIL = "zoe@example.com"
ARN = "arn:aws:lightsail:us-east-1:123456789012:ContactMethod/Email"


@pytest.fixture
def stacks(aws: Aws) -> Stacks:
    return Stacks(aws)


@pytest.fixture
def lightsail(aws: Aws) -> Any:
    return aws.client("lightsail")


def method(endpoint: str = MAIL, protocol: str = "Email") -> dict[str, Any]:
    return resource(METHOD, ContactEndpoint=endpoint, Protocol=protocol)


def endpoints(lightsail: Any) -> list[str]:
    found = lightsail.get_contact_methods()["contactMethods"]
    return [each["contactEndpoint"] for each in found]


def test_life(aws: Aws, lightsail: Any, stacks: Stacks) -> None:
    names = ("Arn", "CreatedAt", "Name", "ResourceType", "Status", "SupportCode")
    stacks.create(
        {"Mail": method()}, Outputs={name: {"Value": attribute(name, "Mail")} for name in names}
    )
    (found,) = lightsail.get_contact_methods()["contactMethods"]

    assert stacks.ids() == {"Mail": ARN}
    outputs = stacks.outputs()
    assert outputs.pop("CreatedAt").endswith("Z")
    assert outputs == {
        "Arn": ARN,
        "Name": "Email",
        "ResourceType": "ContactMethod",
        "Status": "PendingVerification",
        "SupportCode": found["supportCode"],
    }
    aws.outbox.latest(to=MAIL).click()
    stacks.delete()
    assert endpoints(lightsail) == []


def test_another_endpoint_is_in_the_way_of_itself(lightsail: Any, stacks: Stacks) -> None:
    """CloudFormation makes the new one first, and there may be one of a protocol."""
    stacks.create({"Mail": method()})

    message = stacks.refusal({"Mail": method("zed@example.com")}, "update")
    assert "A contact method with protocol Email already exists in us-east-1." in message
    assert endpoints(lightsail) == [MAIL]


def test_another_endpoint_where_duplicates_replace(
    aws: Aws, lightsail: Any, stacks: Stacks
) -> None:
    stacks.create({"Mail": method()})
    with aws.settings(lightsail_duplicates="lenient"):
        stacks.update({"Mail": method("zed@example.com")})

    assert endpoints(lightsail) == ["zed@example.com"]


def test_another_protocol_is_another_method(lightsail: Any, stacks: Stacks) -> None:
    stacks.create({"It": method()})
    stacks.update({"It": method("+15550100", "SMS")})

    assert endpoints(lightsail) == ["+15550100"]


def test_nothing_is_left_of_what_could_not_be_read(
    aws: Aws, lightsail: Any, stacks: Stacks
) -> None:
    aws.faults.put(error="ServiceException", operation="GetContactMethods", times=1)

    assert "(Error Code: ServiceException)" in stacks.refusal({"Mail": method()})
    assert endpoints(lightsail) == []


def test_deletion_of_what_is_gone_already(lightsail: Any, stacks: Stacks) -> None:
    stacks.create({"Mail": method()})
    lightsail.delete_contact_method(protocol="Email")
    stacks.delete()

    assert endpoints(lightsail) == []
