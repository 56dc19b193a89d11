"""Contacts, channels, plans and rotations as templates of CloudFormation have them."""

from __future__ import annotations

from typing import Any

from tests.services.ssmcontacts.steps import HEAD, PHONE
from tests.stacks import attribute, ref, resource

CONTACT, CHANNEL, PLAN, ROTATION_TYPE = (
    f"AWS::SSMContacts::{name}" for name in ("Contact", "ContactChannel", "Plan", "Rotation")
)
DAILY = {"NumberOfOnCalls": 1, "RecurrenceMultiplier": 1, "DailySettings": ["09:00"]}
ZOE = f"{HEAD}:contact/zoe"


def contact(alias: Any = "zoe", **properties: Any) -> dict[str, Any]:
    members = {"Alias": alias, "DisplayName": "Zoe", "Type": "PERSONAL", **properties}
    return resource(CONTACT, **members)


def channel(of: Any, name: str = "mobile", **properties: Any) -> dict[str, Any]:
    members = {"ChannelName": name, "ChannelType": "SMS", "ChannelAddress": PHONE, **properties}
    return resource(CHANNEL, ContactId=of, **members)


def stages(*targets: dict[str, Any], minutes: Any = 5) -> list[dict[str, Any]]:
    return [{"DurationInMinutes": minutes, "Targets": list(targets)}]


def rotation(*people: Any, **properties: Any) -> dict[str, Any]:
    members = {
        "Name": "turns",
        "StartTime": "2026-01-01T00:00:00",
        "TimeZoneId": "Europe/Berlin",
        "Recurrence": DAILY,
        **properties,
    }
    return resource(ROTATION_TYPE, ContactIds=list(people), **members)


def whole(alias: str = "zoe", phone: str = PHONE) -> dict[str, Any]:
    """A contact, a channel of it, and a plan that engages the channel."""
    target = {"ChannelTargetInfo": {"ChannelId": ref("Phone"), "RetryIntervalInMinutes": 1}}
    return {
        "Plan": resource(PLAN, ContactId=attribute("Arn", "Zoe"), Stages=stages(target)),
        "Phone": channel(ref("Zoe"), ChannelAddress=phone),
        "Zoe": contact(alias),
    }
