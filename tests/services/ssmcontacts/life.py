"""How contacts of Incident Manager live: every operation, every refusal, and a verification."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from tests.harness import Aws, wrong
from tests.lives import Call, Latest, Refusal, Steps

NUMBER = "+14255550100"
#: A day each, from nine in the morning.
_DAILY: dict[str, Any] = {
    "NumberOfOnCalls": 1,
    "RecurrenceMultiplier": 1,
    "DailySettings": [{"HourOfDay": 9, "MinuteOfHour": 0}],
}
_PERSON: dict[str, Any] = {"Alias": "zoe", "Type": "PERSONAL", "Plan": {"Stages": []}}


def contacts(call: Call, aws: Aws) -> None:
    contact = {"ContactId": call("CreateContact", **_PERSON)["ContactArn"]}
    call("UpdateContact", **contact, DisplayName="Zoe")
    assert call("GetContact", **contact)["DisplayName"] == "Zoe"
    (found,) = call("ListContacts")["Contacts"]
    assert found["DisplayName"] == "Zoe"
    call("DeleteContact", **contact)
    assert call("ListContacts")["Contacts"] == []


def contact_channels(call: Call, aws: Aws) -> None:
    contact = {"ContactId": call("CreateContact", **_PERSON)["ContactArn"]}
    channel = _channel(call, contact)
    call("SendActivationCode", **channel)
    call("ActivateContactChannel", **channel, ActivationCode=aws.outbox.code(to=NUMBER))
    assert call("GetContactChannel", **channel)["ActivationStatus"] == "ACTIVATED"
    call("DeactivateContactChannel", **channel)
    call("UpdateContactChannel", **channel, Name="phone")
    (found,) = call("ListContactChannels", **contact)["ContactChannels"]
    assert (found["Name"], found["ActivationStatus"]) == ("phone", "NOT_ACTIVATED")
    call("DeleteContactChannel", **channel)
    assert call("ListContactChannels", **contact)["ContactChannels"] == []


def policies(call: Call, aws: Aws) -> None:
    contact = {"ContactArn": call("CreateContact", **_PERSON)["ContactArn"]}
    policy = '{"Statement": {"Effect": "Allow"}}'
    call("PutContactPolicy", **contact, Policy=policy)
    assert call("GetContactPolicy", **contact)["Policy"] == policy


def rotations(call: Call, aws: Aws) -> None:
    rotation = _rotation(call)
    call("UpdateRotation", **rotation, Recurrence=_DAILY, TimeZoneId="Europe/Paris")
    assert call("GetRotation", **rotation)["TimeZoneId"] == "Europe/Paris"
    (found,) = call("ListRotations")["Rotations"]
    assert found["Recurrence"] == _DAILY
    call("DeleteRotation", **rotation)
    assert call("ListRotations")["Rotations"] == []


def rotation_overrides(call: Call, aws: Aws) -> None:
    rotation = _rotation(call)
    times = _tomorrow(aws)
    (zoe,) = call("GetRotation", **rotation)["ContactIds"]
    created = call("CreateRotationOverride", **rotation, NewContactIds=[zoe], **times)
    override = {"RotationOverrideId": created["RotationOverrideId"]}
    found = call("GetRotationOverride", **rotation, **override)
    assert found["NewContactIds"] == [zoe]
    assert call("ListRotationOverrides", **rotation, **times)["RotationOverrides"]
    call("DeleteRotationOverride", **rotation, **override)
    assert call("ListRotationOverrides", **rotation, **times)["RotationOverrides"] == []


def rotation_shifts(call: Call, aws: Aws) -> None:
    rotation = _rotation(call)
    times = _tomorrow(aws)
    found = call("ListRotationShifts", **rotation, **times)["RotationShifts"]
    assert {each["Type"] for each in found} == {"REGULAR"}
    preview = call(
        "ListPreviewRotationShifts", **times, Members=["a"], TimeZoneId="UTC", Recurrence=_DAILY
    )
    assert {tuple(each["ContactIds"]) for each in preview["RotationShifts"]} == {("a",)}


def tags(call: Call, aws: Aws) -> None:
    contact = {"ResourceARN": call("CreateContact", **_PERSON)["ContactArn"]}
    given = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
    call("TagResource", **contact, Tags=given)
    call("UntagResource", **contact, TagKeys=["b"])
    assert call("ListTagsForResource", **contact)["Tags"] == given[:1]


def engagements(call: Call, aws: Aws) -> None:
    engagement = _engage(call, aws)
    call("StopEngagement", **engagement)
    (found,) = call("ListEngagements")["Engagements"]
    assert found["StopTime"] == call("DescribeEngagement", **engagement)["StopTime"]


def pages(call: Call, aws: Aws) -> None:
    engagement = _engage(call, aws)
    (found,) = call("ListPagesByEngagement", **engagement)["Pages"]
    assert call("ListPagesByContact", ContactId=found["ContactArn"])["Pages"] == [found]
    page = {"PageId": found["PageArn"]}
    enforced = {"AcceptType": "READ", "AcceptCodeValidation": "ENFORCE"}
    call("AcceptPage", **page, **enforced, AcceptCode=aws.outbox.latest(kind="page").code)
    assert "ReadTime" in call("DescribePage", **page)
    read, sent = call("ListPageReceipts", **page)["Receipts"]
    assert (read["ReceiptType"], sent["ReceiptType"]) == ("READ", "SENT")
    (person,) = call("ListPageResolutions", **page)["PageResolutions"]
    assert person["ContactArn"] == found["ContactArn"]


def refusals(call: Call, aws: Aws) -> Iterator[Refusal]:
    arn = call("CreateContact", **_PERSON)["ContactArn"]
    yield "ConflictException", partial(call, "CreateContact", **_PERSON | {"Type": "ESCALATION"})
    yield "ResourceNotFoundException", partial(call, "GetContact", ContactId=f"{arn}x")
    yield "ValidationException", partial(call, "CreateContact", Alias="Zoe!")
    with aws.settings(ssm_contacts_contacts_per_account=1):
        full = partial(call, "CreateContact", **_PERSON | {"Alias": "yan"})
        yield "ServiceQuotaExceededException", full


def verify(call: Call, latest: Latest) -> Steps:
    channel = _channel(call, {"ContactId": call("CreateContact", **_PERSON)["ContactArn"]})
    code = latest(NUMBER)["code"]
    return (
        lambda: call("GetContactChannel", **channel)["ActivationStatus"],
        partial(call, "ActivateContactChannel", **channel, ActivationCode=wrong(code)),
        partial(call, "ActivateContactChannel", **channel, ActivationCode=code),
    )


SEEN: dict[str, Any] = {
    "before": "NOT_ACTIVATED",
    "error": "ValidationException",
    "message": "Invalid value provided - Invalid activation code",
    "reason": "OTHER",
    "after": "ACTIVATED",
}


def _engage(call: Call, aws: Aws) -> dict[str, Any]:
    contact = {"ContactId": call("CreateContact", **_PERSON)["ContactArn"]}
    channel = _channel(call, contact)
    call("ActivateContactChannel", **channel, ActivationCode=aws.outbox.code(to=NUMBER))
    stage = {"DurationInMinutes": 5, "Targets": [{"ChannelTargetInfo": channel}]}
    call("UpdateContact", **contact, Plan={"Stages": [stage]})
    texts = {"Sender": "cli", "Subject": "The site is down", "Content": "Look at it"}
    return {"EngagementId": call("StartEngagement", **contact, **texts)["EngagementArn"]}


def _rotation(call: Call) -> dict[str, Any]:
    zoe = call("CreateContact", **_PERSON)["ContactArn"]
    created = call(
        "CreateRotation", Name="primary", ContactIds=[zoe], TimeZoneId="UTC", Recurrence=_DAILY
    )
    return {"RotationId": created["RotationArn"]}


def _tomorrow(aws: Aws) -> dict[str, Any]:
    tomorrow = aws.clock.now() + timedelta(days=1)
    return {"StartTime": tomorrow, "EndTime": tomorrow + timedelta(days=1)}


def _channel(call: Call, contact: dict[str, Any]) -> dict[str, Any]:
    address = {"SimpleAddress": NUMBER}
    created = call(
        "CreateContactChannel", **contact, Name="mobile", Type="SMS", DeliveryAddress=address
    )
    return {"ContactChannelId": created["ContactChannelArn"]}
