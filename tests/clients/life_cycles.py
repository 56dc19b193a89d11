"""How a contact of each AWS family is verified, whatever the client; and what must come of it.

A client is a function of a service, an operation and its members, all in wire spelling. It returns
the members of the answer, or raises `Refused`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import requests

from tests.harness import wrong

ADDRESS, NUMBER = "ops@example.com", "+14255550100"

Call = Callable[..., dict[str, Any]]
Latest = Callable[[str], dict[str, Any]]
#: What reads the status, what must be refused, and what verifies.
Steps = tuple[Callable[[], str], Callable[[], Any], Callable[[], Any]]


class Refused(Exception):
    """An error of the service: its name, its text, and the member that clients branch on."""

    def __init__(self, error: str, message: str, members: dict[str, Any]):
        super().__init__(f"{error}: {message}")
        reasons = [members[name] for name in ("code", "Reason", "reason") if name in members]
        self.told = {"error": error, "message": message, "reason": (*reasons, None)[0]}


def lightsail(call: Call, latest: Latest) -> Steps:
    """A link is opened, not typed; what can be refused is a second method."""
    create = partial(call, "CreateContactMethod", protocol="Email", contactEndpoint=ADDRESS)
    create()
    link = latest(ADDRESS)["link"]
    return (
        lambda: call("GetContactMethods")["contactMethods"][0]["status"],
        create,
        lambda: requests.get(link, timeout=30).raise_for_status(),
    )


def ssm_contacts(call: Call, latest: Latest) -> Steps:
    contact = call("CreateContact", Alias="zoe", Type="PERSONAL", Plan={"Stages": []})
    channel = {
        "ContactChannelId": call(
            "CreateContactChannel",
            ContactId=contact["ContactArn"],
            Name="mobile",
            Type="SMS",
            DeliveryAddress={"SimpleAddress": NUMBER},
        )["ContactChannelArn"]
    }
    code = latest(NUMBER)["code"]
    return (
        lambda: call("GetContactChannel", **channel)["ActivationStatus"],
        partial(call, "ActivateContactChannel", **channel, ActivationCode=wrong(code)),
        partial(call, "ActivateContactChannel", **channel, ActivationCode=code),
    )


def pinpoint_sms_voice_v2(call: Call, latest: Latest) -> Steps:
    created = call("CreateVerifiedDestinationNumber", DestinationPhoneNumber=NUMBER)
    number = {"VerifiedDestinationNumberId": created["VerifiedDestinationNumberId"]}
    call("SendDestinationNumberVerificationCode", **number, VerificationChannel="TEXT")
    code = latest(NUMBER)["code"]
    return (
        lambda: call("DescribeVerifiedDestinationNumbers")["VerifiedDestinationNumbers"][0][
            "Status"
        ],
        partial(call, "VerifyDestinationNumber", **number, VerificationCode=wrong(code)),
        partial(call, "VerifyDestinationNumber", **number, VerificationCode=code),
    )


def notificationscontacts(call: Call, latest: Latest) -> Steps:
    contact = {"arn": call("CreateEmailContact", name="Ops", emailAddress=ADDRESS)["arn"]}
    call("SendActivationCode", **contact)
    code = latest(ADDRESS)["code"]
    return (
        lambda: call("GetEmailContact", **contact)["emailContact"]["status"],
        partial(call, "ActivateEmailContact", **contact, code=wrong(code)),
        partial(call, "ActivateEmailContact", **contact, code=code),
    )


#: The life cycle of a family, and what any client must see of it.
FAMILIES: dict[str, tuple[Callable[[Call, Latest], Steps], dict[str, Any]]] = {
    "lightsail": (
        lightsail,
        {
            "before": "PendingVerification",
            "error": "InvalidInputException",
            "message": "A contact method with protocol Email already exists in us-east-1.",
            "reason": "NameExists",
            "after": "Valid",
        },
    ),
    "ssm-contacts": (
        ssm_contacts,
        {
            "before": "NOT_ACTIVATED",
            "error": "ValidationException",
            "message": "Invalid value provided - Invalid activation code",
            "reason": "OTHER",
            "after": "ACTIVATED",
        },
    ),
    "pinpoint-sms-voice-v2": (
        pinpoint_sms_voice_v2,
        {
            "before": "PENDING",
            "error": "ValidationException",
            "message": 'Validation Error - Reason="VERIFICATION_CODE_MISMATCH" '
            'Fields="verificationCode": Invalid verification code.',
            "reason": "VERIFICATION_CODE_MISMATCH",
            "after": "VERIFIED",
        },
    ),
    "notificationscontacts": (
        notificationscontacts,
        {
            "before": "inactive",
            "error": "ValidationException",
            "message": "The activation code is not valid.",
            "reason": "other",
            "after": "active",
        },
    ),
}


def live(family: str, call: Call, latest: Latest) -> dict[str, Any]:
    """What the client saw of the life cycle."""
    status, refuse, verify = FAMILIES[family][0](partial(call, family), latest)
    before = status()
    with pytest.raises(Refused) as caught:
        refuse()
    assert status() == before
    verify()
    return {"before": before, **caught.value.told, "after": status()}


def by_http(server: str) -> Latest:
    """Reads the latest message to an address."""

    def latest(to: str) -> dict[str, Any]:
        url = f"{server}/moto-api/contacts/messages/latest"
        message: dict[str, Any] = requests.get(url, params={"to": to}, timeout=30).json()
        return message

    return latest


def expected(family: str) -> dict[str, Any]:
    """What it must have seen."""
    return FAMILIES[family][1]
