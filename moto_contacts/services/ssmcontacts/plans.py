"""The rules of plans: whom a contact engages, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto_contacts.services.ssmcontacts import errors
from moto_contacts.services.ssmcontacts.settings import current

if TYPE_CHECKING:
    from moto_contacts.services.ssmcontacts.contact_channels import ContactChannel
    from moto_contacts.services.ssmcontacts.contacts import Contact
    from moto_contacts.services.ssmcontacts.resources import Resources

#: Type of a contact -> the one part that its plan has.
PARTS = {"PERSONAL": "Stages", "ESCALATION": "Stages", "ONCALL_SCHEDULE": "RotationIds"}
#: A part of a plan -> what errors call it.
_WORDS = {"Stages": "stages", "RotationIds": "rotations"}


def checked(
    plan: dict[str, Any], contact_type: str, contact: str | None, resources: Resources
) -> list[Any]:
    """What the plan has in the part of its type, maybe nothing.

    ``contact`` is the ARN of the plan's owner, None where that is only about to be created.
    Sizes are checked before anything is looked up. An empty list of the other part is no error.
    Errors: ValidationException for what the type does not allow and for what does not exist;
    ServiceQuotaExceededException. Source: seen (stages of a schedule, quotas), inferred.
    """
    part = PARTS[contact_type]
    for other, its_items in plan.items():
        if other != part and its_items:
            raise errors.part_not_allowed(contact_type, _WORDS[other])
    items: list[Any] = plan.get(part, [])
    if part == "RotationIds":
        _check_rotations(items, contact, resources)
    elif items:
        _check_stages(items, contact_type, contact, resources)
    return items


def _check_rotations(rotations: list[str], contact: str | None, resources: Resources) -> None:
    if len(rotations) > current.rotations_per_schedule:
        raise errors.too_many_rotations(contact)
    for arn in rotations:
        resources.refer(arn)


def _check_stages(
    stages: list[dict[str, Any]], contact_type: str, contact: str | None, resources: Resources
) -> None:
    member, check = _TARGETS[contact_type]
    for stage in stages:
        if not stage["Targets"] and stage["DurationInMinutes"] == 0:
            raise errors.idle_stage()
        if any(target.keys() != {member} for target in stage["Targets"]):
            raise errors.wrong_target(contact_type, member)
    if len(stages) > current.stages_per_plan:
        raise errors.too_many_stages(contact)
    if any(len(stage["Targets"]) > current.targets_per_stage for stage in stages):
        raise errors.too_many_targets(contact)
    for stage in stages:
        for target in stage["Targets"]:
            check(target[member], contact, resources)


def _check_channel(target: dict[str, Any], contact: str | None, resources: Resources) -> None:
    """A channel of the contact itself, activated or not. Source: seen, inferred (owner)."""
    arn = target["ContactChannelId"]
    channel: ContactChannel = resources.refer(arn)
    if channel.contact.arn != contact:
        raise errors.channel_of_another(arn)


def _check_contact(target: dict[str, Any], contact: str | None, resources: Resources) -> None:
    """A person or a schedule. Source: documented, inferred (errors)."""
    arn = target.get("ContactId")
    if arn is None:
        raise errors.target_without_contact()
    target_contact: Contact = resources.refer(arn)
    if target_contact.type == "ESCALATION":
        raise errors.escalation_in_escalation(arn)


#: Type of a contact -> the member that each of its targets has, and what is asked of it.
_TARGETS = {
    "PERSONAL": ("ChannelTargetInfo", _check_channel),
    "ESCALATION": ("ContactTargetInfo", _check_contact),
}
