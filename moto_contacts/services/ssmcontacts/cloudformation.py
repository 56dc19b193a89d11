"""The types of CloudFormation. Source: its public schemas, but where a row says otherwise."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.resource_types import (
    Call,
    Model,
    ResourceType,
    Tags,
    renamed,
    structures,
    values,
)

#: What templates call a member of a target -> what the API calls it.
_TARGETS = {"ChannelId": "ContactChannelId"}


def _stages(stages: list[dict[str, Any]]) -> list[Any]:
    """Stages as the API has them; one without targets needs no list of them."""
    found: list[Any] = renamed([{"Targets": [], **stage} for stage in stages], _TARGETS)
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


TYPES = (
    ResourceType(
        "AWS::SSMContacts::Contact",
        required=("Alias", "DisplayName", "Type"),
        optional=("Plan", "Tags"),
        create_only=("Alias", "Type"),
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
        ),
        tags=Tags(
            Call("TagResource", {"ResourceARN": "Arn", "Tags": "Tags"}),
            Call("UntagResource", {"ResourceARN": "Arn", "TagKeys": "TagKeys"}),
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
        create_only=("ContactId",),
        attributes=("Arn",),
        # It is a part of a contact, by whose ARN it goes, too.
        create=Call("UpdateContact", {"ContactId": "ContactId", "Plan": _plan_alone}),
        read=Call("GetContact", {"ContactId": "ContactId"}, {"Arn": "ContactArn"}),
        update=(Call("UpdateContact", {"ContactId": "ContactId", "Plan": _plan_alone}),),
        delete=Call("UpdateContact", {"ContactId": "ContactId", "Plan": _no_plan}),
    ),
)
