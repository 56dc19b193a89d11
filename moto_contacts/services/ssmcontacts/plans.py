"""The rules of plans: whom a contact engages, in which order."""

from __future__ import annotations

from typing import Any, TypeVar

from moto_contacts.gateway.registry import Registry, Resource
from moto_contacts.services.ssmcontacts import errors
from moto_contacts.services.ssmcontacts.contact import Contact, ContactChannel
from moto_contacts.services.ssmcontacts.resources import CONTACT
from moto_contacts.services.ssmcontacts.rotation import Rotation

R = TypeVar("R", bound=Resource)

#: Type of a contact -> the one part that its plan has.
PARTS = {"PERSONAL": "Stages", "ESCALATION": "Stages", "ONCALL_SCHEDULE": "RotationIds"}
#: A part of a plan -> what errors call it.
_WORDS = {"Stages": "stages", "RotationIds": "rotations"}


def checked(
    plan: dict[str, Any], contact_type: str, contact: str | None, registry: Registry
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
            words = {"type": contact_type.replace("_", " "), "part": _WORDS[other]}
            raise errors.invalid("part of a plan", **words)
    items: list[Any] = plan.get(part, [])
    if part == "RotationIds":
        _check_rotations(items, contact, registry)
    elif items:
        _check_stages(items, contact_type, contact, registry)
    return items


def give(contact: Contact, planned: list[Any], registry: Registry) -> None:
    """From now on this is the plan of the contact, and its rotations know of it."""
    for rotation in _rotations(contact, registry):
        rotation.schedules = tuple(each for each in rotation.schedules if each is not contact)
    contact.planned = planned
    for rotation in _rotations(contact, registry):
        rotation.schedules += (contact,)


def _rotations(schedule: Contact, registry: Registry) -> list[Rotation]:
    """The rotations of the contact's plan, each once; none but schedules have any."""
    if PARTS[schedule.type] != "RotationIds":
        return []
    return [registry.find(Rotation, arn) for arn in dict.fromkeys(schedule.planned)]


def _check_rotations(rotations: list[str], contact: str | None, registry: Registry) -> None:
    errors.check_quota("rotations_per_schedule", len(rotations), CONTACT, contact)
    for arn in rotations:
        _refer(registry, Rotation, arn)


def _check_stages(
    stages: list[dict[str, Any]], contact_type: str, contact: str | None, registry: Registry
) -> None:
    member, check = _TARGETS[contact_type]
    for stage in stages:
        if not stage["Targets"] and stage["DurationInMinutes"] == 0:
            raise errors.invalid("idle stage")
        if any(target.keys() != {member} for target in stage["Targets"]):
            raise errors.invalid("target", type=contact_type, member=member)
    errors.check_quota("stages_per_plan", len(stages), CONTACT, contact)
    most = max(len(stage["Targets"]) for stage in stages)
    errors.check_quota("targets_per_stage", most, CONTACT, contact)
    for stage in stages:
        for target in stage["Targets"]:
            check(target[member], contact, registry)


def _check_channel(target: dict[str, Any], contact: str | None, registry: Registry) -> None:
    """A channel of the contact itself, activated or not. Source: seen, inferred (owner)."""
    arn = target["ContactChannelId"]
    if _refer(registry, ContactChannel, arn).contact.arn != contact:
        raise errors.invalid("channel of another", arn=arn)


def _check_contact(target: dict[str, Any], contact: str | None, registry: Registry) -> None:
    """A person or a schedule. Source: documented, inferred (errors)."""
    arn = target.get("ContactId")
    if arn is None:
        raise errors.invalid("target without contact")
    if _refer(registry, Contact, arn).type == "ESCALATION":
        raise errors.invalid("escalation", arn=arn)


def _refer(registry: Registry, kind: type[R], arn: str) -> R:
    """A resource that a plan is to depend on, or ValidationException. Source: inferred."""
    found = registry.get(kind, arn)
    if found is None:
        raise errors.invalid("absent", arn=arn)
    return found


#: Type of a contact -> the member that each of its targets has, and what is asked of it.
_TARGETS = {
    "PERSONAL": ("ChannelTargetInfo", _check_channel),
    "ESCALATION": ("ContactTargetInfo", _check_contact),
}
