"""The types of CloudFormation. Source: its public schemas, but where a row says otherwise."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Any

from moto_contacts.gateway.resource_types import (
    Call,
    Malformed,
    Model,
    ResourceType,
    Source,
    Tags,
    renamed,
    structure,
    structures,
    values,
)

#: What templates call a member of a target -> what the API calls it.
_TARGETS = {"ChannelId": "ContactChannelId"}
#: The same for the times of a coverage.
_COVERAGE = {"StartTime": "Start", "EndTime": "End"}
_TIME = re.compile("([0-9]|0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")


def _stages(stages: list[dict[str, Any]]) -> list[Any]:
    """Stages as the API has them; one without targets needs no list of them.

    Each target tells after how long a channel is tried again, which the API can do without.
    """
    found: list[Any] = renamed([{"Targets": [], **stage} for stage in stages], _TARGETS)
    for stage in found:
        for target in structures(stage, "Targets"):
            name = "ChannelTargetInfo"
            if name in target and "RetryIntervalInMinutes" not in structure(target, name):
                raise Malformed.missing("RetryIntervalInMinutes", f"#/{name}")
    return found


def _plan_of_contact(contact: Model) -> dict[str, Any]:
    """The plan in the property of a contact, whose items are stages, or rotations of a schedule.

    Without one it is empty, which the API asks for. Source: documented (items), inferred (empty).
    """
    items = structures(contact, "Plan")
    stages = [
        {name: value for name, value in item.items() if name != "RotationIds"} for item in items
    ]
    return _plan(
        contact.get("Type") == "ONCALL_SCHEDULE",
        _stages([stage for stage in stages if stage]),
        [each for item in items for each in values(item, "RotationIds")],
    )


def _plan(is_schedule: bool, stages: list[Any], rotations: list[Any]) -> dict[str, Any]:
    """A plan with the part of its type, and with the other where it is given and wrong."""
    plan: dict[str, Any] = {}
    if stages or not is_schedule:
        plan["Stages"] = stages
    if rotations or is_schedule:
        plan["RotationIds"] = rotations
    return plan


def _plan_alone(plan: Model) -> dict[str, Any]:
    """The plan that is a resource of its own."""
    found = {"Stages": _stages(structures(plan, "Stages")), "RotationIds": plan.get("RotationIds")}
    return {part: found[part] for part in found if part in plan}


def _no_plan(plan: Model) -> dict[str, Any]:
    """What is left of it: whoever has the plan has an empty one. Source: inferred."""
    return {part: [] for part in ("Stages", "RotationIds") if part in plan}


def _address(channel: Model) -> dict[str, Any]:
    return {"SimpleAddress": channel.get("ChannelAddress")}


def _start(rotation: Model) -> float:
    """The start as the API has it, of a text that names no time zone. Source: inferred (UTC)."""
    given = rotation.get("StartTime")
    if not isinstance(given, datetime):  # which YAML makes of it where it is not quoted
        if not isinstance(given, str) or not _MOMENT.fullmatch(given):
            raise Malformed.unlike("StartTime")
        try:
            given = datetime.fromisoformat(given)
        except ValueError:
            raise Malformed.unlike("StartTime") from None
    return (given if given.tzinfo else given.replace(tzinfo=timezone.utc)).timestamp()


def _recurrence(rotation: Model) -> dict[str, Any]:
    """The recurrence; in templates times are text, and coverages a list."""
    given = structure(rotation, "Recurrence")
    found = dict(given)
    if "DailySettings" in given:
        found["DailySettings"] = [_time(each) for each in values(given, "DailySettings")]
    for name in ("WeeklySettings", "MonthlySettings"):
        if name in given:
            found[name] = [
                {**each, "HandOffTime": _time(each.get("HandOffTime"))}
                for each in structures(given, name)
            ]
    if "ShiftCoverages" in given:
        found["ShiftCoverages"] = _coverages(structures(given, "ShiftCoverages"))
    return found


def _coverages(given: list[dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for coverage in given:
        for key in coverage:
            if key not in ("DayOfWeek", "CoverageTimes"):
                raise Malformed.key(key)
        found.setdefault(str(coverage.get("DayOfWeek")), []).extend(
            {key: _time(time) for key, time in renamed(times, _COVERAGE).items()}
            for times in structures(coverage, "CoverageTimes")
        )
    return found


def _time(text: Any) -> dict[str, int]:
    if not isinstance(text, str) or not _TIME.fullmatch(text):
        raise Malformed.unlike("Recurrence")
    hour, minute = map(int, text.split(":"))
    return {"HourOfDay": hour, "MinuteOfHour": minute}


#: How resources are tagged, by stacks and by others.
TAGS = Tags(
    Call("TagResource", {"ResourceARN": "Arn", "Tags": "Tags"}),
    Call("UntagResource", {"ResourceARN": "Arn", "TagKeys": "TagKeys"}),
)

#: What of a rotation can be changed.
_ROTATION: dict[str, Source] = {
    "ContactIds": "ContactIds",
    "StartTime": _start,
    "TimeZoneId": "TimeZoneId",
    "Recurrence": _recurrence,
}

TYPES = (
    ResourceType(
        "AWS::SSMContacts::Contact",
        required=("Alias", "DisplayName", "Type"),
        optional=("Plan", "Tags"),
        create_only=("Alias", "Type"),
        patterns={"DisplayName": r"[a-zA-Z0-9_\-\s]+"},
        attributes=("Arn",),
        create=Call(
            "CreateContact",
            {
                "Alias": "Alias",
                "DisplayName": "DisplayName",
                "Type": "Type",
                "Plan": _plan_of_contact,
                "Tags": "Tags",
            },
            {"Arn": "ContactArn"},
        ),
        # Two, so that a new name leaves a plan that is a resource of its own as it is.
        update=(
            Call("UpdateContact", {"ContactId": "Arn", "DisplayName": "DisplayName"}),
            Call("UpdateContact", {"ContactId": "Arn", "Plan": _plan_of_contact}),
            TAGS,
        ),
        delete=Call("DeleteContact", {"ContactId": "Arn"}),
    ),
    ResourceType(
        "AWS::SSMContacts::ContactChannel",
        required=("ChannelAddress", "ChannelName", "ChannelType", "ContactId"),
        optional=("DeferActivation",),
        create_only=("ChannelType", "ContactId"),
        attributes=("Arn",),
        create=Call(
            "CreateContactChannel",
            {
                "ContactId": "ContactId",
                "Name": "ChannelName",
                "Type": "ChannelType",
                "DeliveryAddress": _address,
                "DeferActivation": "DeferActivation",
            },
            {"Arn": "ContactChannelArn"},
        ),
        update=(
            Call(
                "UpdateContactChannel",
                {"ContactChannelId": "Arn", "Name": "ChannelName", "DeliveryAddress": _address},
            ),
        ),
        delete=Call("DeleteContactChannel", {"ContactChannelId": "Arn"}),
    ),
    ResourceType(
        "AWS::SSMContacts::Plan",
        required=("ContactId",),
        optional=("RotationIds", "Stages"),
        one_of=("RotationIds", "Stages"),
        create_only=("ContactId",),
        attributes=("Arn",),
        # It is a part of a contact, by whose ARN it goes, too.
        create=Call("UpdateContact", {"ContactId": "ContactId", "Plan": _plan_alone}),
        read=Call("GetContact", {"ContactId": "ContactId"}, {"Arn": "ContactArn"}),
        update=(Call("UpdateContact", {"ContactId": "ContactId", "Plan": _plan_alone}),),
        delete=Call("UpdateContact", {"ContactId": "ContactId", "Plan": _no_plan}),
    ),
    ResourceType(
        "AWS::SSMContacts::Rotation",
        required=("ContactIds", "Name", "Recurrence", "StartTime", "TimeZoneId"),
        optional=("Tags",),
        # The API cannot rename a rotation; the schema does not say what becomes of a new name.
        # Source: ours.
        create_only=("Name",),
        patterns={"Name": "[a-zA-Z0-9_]+"},
        attributes=("Arn",),
        create=Call(
            "CreateRotation",
            {"Name": "Name", **_ROTATION, "Tags": "Tags"},
            {"Arn": "RotationArn"},
        ),
        update=(Call("UpdateRotation", {"RotationId": "Arn", **_ROTATION}), TAGS),
        delete=Call("DeleteRotation", {"RotationId": "Arn"}),
    ),
)
