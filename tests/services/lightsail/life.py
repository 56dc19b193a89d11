"""How contact methods of Lightsail live: every operation, every refusal, and a verification."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import requests

from tests.harness import Aws
from tests.lives import Call, Latest, Refusal, Steps
from tests.services.lightsail.steps import BUSY

ADDRESS = "ops@example.com"
_EMAIL = {"protocol": "Email", "contactEndpoint": ADDRESS}


def contact_methods(call: Call, aws: Aws) -> None:
    call("CreateContactMethod", **_EMAIL)
    assert aws.outbox.latest(to=ADDRESS).click().state == "verified"
    (found,) = call("GetContactMethods")["contactMethods"]
    assert found["status"] == "Valid"
    call("SendContactMethodVerification", protocol="Email")
    call("DeleteContactMethod", protocol="Email")
    assert call("GetContactMethods")["contactMethods"] == []


def alarms(call: Call, aws: Aws) -> None:
    call("CreateContactMethod", **_EMAIL)
    aws.outbox.latest(to=ADDRESS).click()
    call("PutAlarm", **BUSY, contactProtocols=["Email"])
    with aws.settings(lightsail_metrics={"web/CPUUtilization": "95"}):
        aws.clock.advance(minutes=10)
    (found,) = call("GetAlarms", alarmName="busy")["alarms"]
    assert found["state"] == "ALARM"
    assert aws.outbox.latest(to=ADDRESS).subject == 'ALARM: "busy" in us-east-1'
    call("TestAlarm", alarmName="busy", state="ALARM")
    assert len(aws.outbox.messages(kind="plain")) == 2
    call("DeleteAlarm", alarmName="busy")
    assert call("GetAlarms")["alarms"] == []


def operations(call: Call, aws: Aws) -> None:
    (done,) = call("CreateContactMethod", **_EMAIL)["operations"]
    assert call("GetOperation", operationId=done["id"])["operation"] == done
    assert call("GetOperations")["operations"] == [done]
    assert call("GetOperationsForResource", resourceName="Email")["operations"] == [done]


def tags(call: Call, aws: Aws) -> None:
    call("CreateContactMethod", **_EMAIL)
    call("TagResource", resourceName="Email", tags=[{"key": "a", "value": "1"}, {"key": "b"}])
    call("UntagResource", resourceName="Email", tagKeys=["b"])
    (found,) = call("GetContactMethods")["contactMethods"]
    assert found["tags"] == [{"key": "a", "value": "1"}]


def refusals(call: Call, aws: Aws) -> Iterator[Refusal]:
    yield "InvalidInputException", partial(call, "CreateContactMethod", protocol="Fax")
    yield "NotFoundException", partial(call, "DeleteContactMethod", protocol="Email")


def verify(call: Call, latest: Latest) -> Steps:
    """A link is opened, not typed; what can be refused is a second method."""
    create = partial(call, "CreateContactMethod", **_EMAIL)
    create()
    link = latest(ADDRESS)["link"]
    return (
        lambda: call("GetContactMethods")["contactMethods"][0]["status"],
        create,
        lambda: requests.get(link, timeout=30).raise_for_status(),
    )


SEEN: dict[str, Any] = {
    "before": "PendingVerification",
    "error": "InvalidInputException",
    "message": "A contact method with protocol Email already exists in us-east-1.",
    "reason": "NameExists",
    "after": "Valid",
}
