"""What the tests of Incident Manager's contacts share."""

from __future__ import annotations

from typing import Any

from tests.harness import refused, status

HEAD = "arn:aws:ssm-contacts:us-east-1:123456789012"
UUID = "5770f55c-9ca0-4d5a-a0d1-6f4f1d6a1f2b"
ABSENT = f"{HEAD}:contact/nobody"
ABSENT_CHANNEL = f"{HEAD}:contact-channel/zoe/{UUID}"
ROTATION = f"{HEAD}:rotation/{UUID}"
#: The contact zoe in another region, and in another account.
FOREIGN = [
    "arn:aws:ssm-contacts:eu-west-1:123456789012:contact/zoe",
    "arn:aws:ssm-contacts:us-east-1:210987654321:contact/zoe",
]
EMPTY: dict[str, Any] = {"Stages": []}
MAIL, PHONE = "zoe@example.com", "+15550100"
ADDRESSES = {"SMS": PHONE, "VOICE": PHONE, "EMAIL": MAIL}


def create(ssm: Any, alias: str, **members: Any) -> str:
    """The ARN of a new contact, a person without a plan unless ``members`` say otherwise."""
    arn: str = ssm.create_contact(**{"Alias": alias, "Type": "PERSONAL", "Plan": EMPTY, **members})[
        "ContactArn"
    ]
    return arn


def channel_request(
    contact: str, name: str = "mail", kind: str = "EMAIL", **members: Any
) -> dict[str, Any]:
    return {
        "ContactId": contact,
        "Name": name,
        "Type": kind,
        "DeliveryAddress": {"SimpleAddress": ADDRESSES[kind]},
        **members,
    }


def add_channel(
    ssm: Any, contact: str, name: str = "mail", kind: str = "EMAIL", **members: Any
) -> str:
    """The ARN of a new channel; it was sent a code, unless ``members`` defer that."""
    request = channel_request(contact, name, kind, **members)
    arn: str = ssm.create_contact_channel(**request)["ContactChannelArn"]
    return arn


def activate(ssm: Any, channel: str, code: str | None) -> None:
    ssm.activate_contact_channel(ContactChannelId=channel, ActivationCode=code)


def activation(ssm: Any, channel: str) -> Any:
    return ssm.get_contact_channel(ContactChannelId=channel)["ActivationStatus"]


def aliases(ssm: Any, **filters: Any) -> list[str]:
    return [each["Alias"] for each in ssm.list_contacts(**filters)["Contacts"]]


def names(ssm: Any, contact: str, **page: Any) -> list[str]:
    found = ssm.list_contact_channels(ContactId=contact, **page)["ContactChannels"]
    return [each["Name"] for each in found]


def plan_of(ssm: Any, contact: str) -> Any:
    return ssm.get_contact(ContactId=contact)["Plan"]


def stage(*targets: dict[str, Any], minutes: int = 5) -> dict[str, Any]:
    return {"DurationInMinutes": minutes, "Targets": list(targets)}


def to_channel(arn: str, **members: Any) -> dict[str, Any]:
    return {"ChannelTargetInfo": {"ContactChannelId": arn, **members}}


def to_contact(arn: str) -> dict[str, Any]:
    return {"ContactTargetInfo": {"ContactId": arn, "IsEssential": True}}


def assert_invalid(error: dict[str, Any], detail: str, field: str | None = None) -> None:
    """A rule of the service is broken, by one member or by none in particular."""
    assert error["Error"]["Code"] == "ValidationException"
    assert error["Error"]["Message"] == f"Invalid value provided - {detail}"
    assert error["Reason"] == "OTHER"
    assert [each["Name"] for each in error.get("Fields", [])] == ([field] if field else [])
    assert status(error) == 400


def assert_violations(error: dict[str, Any], *members: str) -> None:
    """Constraints of the model are broken, by these members."""
    assert error["Error"]["Code"] == "ValidationException"
    assert error["Reason"] == "FIELD_VALIDATION_FAILED"
    assert [each["Name"] for each in error["Fields"]] == list(members)
    assert status(error) == 400


def assert_absent(error: dict[str, Any], arn: str, kind: str = "CONTACT") -> None:
    assert error["Error"]["Code"] == "ResourceNotFoundException"
    assert error["Error"]["Message"] == f"Resource not found: {arn}"
    assert (error["ResourceId"], error["ResourceType"]) == (arn, kind)
    assert status(error) == 400


def assert_conflict(error: dict[str, Any], arn: str, kind: str = "CONTACT") -> None:
    assert error["Error"]["Code"] == "ConflictException"
    assert (error["ResourceId"], error["ResourceType"]) == (arn, kind)
    assert status(error) == 400


def assert_quota(error: dict[str, Any], code: str, arn: str | None, kind: str = "CONTACT") -> None:
    """A quota is used up, of a resource or, with None, of one that was about to be created."""
    assert error["Error"]["Code"] == "ServiceQuotaExceededException"
    assert (error["QuotaCode"], error["ServiceCode"]) == (code, "ssm-contacts")
    assert (error.get("ResourceId"), error["ResourceType"]) == (arn, kind)
    assert status(error) == 400


def assert_wrong_code(ssm: Any, channel: str, code: str | None) -> None:
    error = refused(ssm.activate_contact_channel, ContactChannelId=channel, ActivationCode=code)
    assert_invalid(error, "Invalid activation code", "ActivationCode")
