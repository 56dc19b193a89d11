"""Every error of the service: its text and its members. Texts are inferred unless marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from moto_contacts.gateway import wording
from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Resource
from moto_contacts.gateway.violations import Violation
from moto_contacts.services.ssmcontacts.resources import REFERENCES
from moto_contacts.services.ssmcontacts.settings import current

_SERVICE_CODE = "ssm-contacts"
#: Where the code of a quota is not known; the shape wants one.
_UNKNOWN_QUOTA = "L-00000000"

#: What a request can be refused for -> the sentence, and the member at fault where one is told.
_INVALID = {
    # The account has no replication set. Source: seen.
    "no account": ("Account not found for the request", None),
    # Source: seen, the end inferred.
    "wrong arn": ("Invalid resource Arn {arn}", None),
    # Another resource refers to it; operations that create declare no ResourceNotFoundException.
    "absent": ("{arn} does not exist", None),
    "no person": ("Contact channels can only be added to PERSONAL contacts", None),
    "address": ("Invalid delivery address for channel type {type}", "DeliveryAddress"),
    # Not the one that was sent last, or too old, or none was sent.
    "code": ("Invalid activation code", "ActivationCode"),
    "accept code": ("Invalid accept code", "AcceptCode"),
    # Source: seen for stages of a schedule.
    "part of a plan": ("{type} contact cannot have {part} in plan", None),
    "idle stage": ("A stage without targets must have a duration", None),
    # Of the wrong kind, of both kinds or of none.
    "target": ("Targets of {type} contacts must have {member} and nothing else", None),
    "target without contact": ("ContactTargetInfo must have a ContactId", None),
    "channel of another": ("{arn} does not belong to the contact", None),
    "escalation": ("{arn} is an ESCALATION contact and cannot be a target", None),
    # In a rotation, or in an override of one.
    "no person on call": ("{arn} is not a PERSONAL contact and cannot be on call", None),
    "recurrence": (
        "Recurrence must have one of DailySettings, WeeklySettings and MonthlySettings",
        "Recurrence",
    ),
    "on calls": ("NumberOfOnCalls cannot exceed the number of contacts", "Recurrence"),
    "coverage": ("Shift coverage of {day} must have times with Start and End", "Recurrence"),
    "short coverage": ("Shift coverage of {day} is shorter than 30 minutes", "Recurrence"),
    "start": ("Rotations start in the years from {first} to {last}", None),
    "time zone": ("Invalid time zone {zone}", "TimeZoneId"),
    "no member": ("{arn} is not a member of the rotation", "NewContactIds"),
    "times": ("EndTime must be later than StartTime", "EndTime"),
    "short override": ("An override must last 30 minutes or more", "EndTime"),
    "past override": ("EndTime must be in the future", "EndTime"),
    "far override": ("StartTime must be within the next six months", "StartTime"),
    "part of an override": (
        "An override must have NewMembers, StartTime and EndTime",
        "Overrides",
    ),
    "policy": ("Invalid policy: {why}", "Policy"),
    "part of a tag": ("A tag must have a Key and a Value", "Tags"),
    "repeated tag": ("Duplicate tag key {key}", "Tags"),
}
#: Setting -> what the service calls the quota, and its code. Source: seen (codes).
_QUOTAS = {
    "contacts_per_account": ("Contacts per account", "L-7DD2017D"),
    "stages_per_plan": ("Stages per plan", "L-5AE11799"),
    "targets_per_stage": ("Contact channels per stage", "L-F338226A"),
    "rotations_per_account": ("Rotations per account", "L-4EA3AB3A"),
    "rotations_per_schedule": ("Rotations per on-call schedule", _UNKNOWN_QUOTA),
    "overrides_per_rotation": ("Overrides per rotation", _UNKNOWN_QUOTA),
    "tags_per_resource": ("Tags per resource", _UNKNOWN_QUOTA),
    "codes_per_channel": ("Activation codes per contact channel", _UNKNOWN_QUOTA),
}


class SsmContactsDialect(Dialect):
    """A Coral service with a reason for every refusal. Source: inferred."""

    def invalid(self, message: str) -> ServiceError:
        return _invalid(message)

    def violations(self, found: Sequence[Violation]) -> ServiceError:
        return ServiceError(
            "ValidationException",
            wording.coral(found),
            Reason="FIELD_VALIDATION_FAILED",
            Fields=[
                {
                    "Name": wording.coral_path(violation),
                    "Message": wording.coral_violation(violation),
                }
                for violation in found
            ],
        )

    def unreadable(self, detail: str) -> ServiceError:
        return ServiceError("ValidationException", detail, Reason="CANNOT_PARSE")

    def unknown_operation(self) -> ServiceError:
        """The service has a reason of its own for it. Source: inferred."""
        return ServiceError(
            "ValidationException",
            super().unknown_operation().message,
            Reason="UNKNOWN_OPERATION",
        )

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        """Nothing has this ARN, here."""
        return ServiceError(
            "ResourceNotFoundException",
            f"Resource not found: {name}",
            ResourceId=name,
            **_type(kind or REFERENCES.kind_of(name)),
        )

    def wrong_arn(self, member: str, arn: str) -> ServiceError:
        return invalid("wrong arn", arn=arn)


def invalid(what: str, **facts: str) -> ServiceError:
    """The ValidationException of a row above."""
    sentence, field = _INVALID[what]
    return _invalid(sentence.format(**facts), field)


def conflict(resource: Resource, message: str, **members: Any) -> ServiceError:
    """The ConflictException that tells which resource is in the way."""
    return ServiceError(
        "ConflictException", message, ResourceId=resource.arn, **_type(resource.kind), **members
    )


def in_use(resource: Resource, message: str, relation: str, arns: list[str]) -> ServiceError:
    """The ConflictException that tells which others depend on the resource.

    Source: documented (that it does), inferred (what the relation is called).
    """
    dependent = {"RelationType": relation, "DependentResourceIds": arns}
    return conflict(resource, message, DependentEntities=[dependent])


def check_quota(setting: str, used: int, kind: Kind, arn: str | None) -> None:
    """Raises ServiceQuotaExceededException where more is used than a setting allows, if it does.

    ``arn`` is of the resource that is full; None where it is only about to be created.
    """
    limit = getattr(current, setting)
    if limit is None or used <= limit:
        return
    what, code = _QUOTAS[setting]
    raise ServiceError(
        "ServiceQuotaExceededException",
        f"{what} limit exceeded",
        **({"ResourceId": arn} if arn else {}),
        **_type(kind),
        QuotaCode=code,
        ServiceCode=_SERVICE_CODE,
    )


def _invalid(message: str, field: str | None = None) -> ServiceError:
    members: dict[str, Any] = {"Reason": "OTHER"}
    if field is not None:
        members["Fields"] = [{"Name": field, "Message": message}]
    return ServiceError("ValidationException", f"Invalid value provided - {message}", **members)


def _type(kind: Kind | None) -> dict[str, str]:
    return {} if kind is None else {"ResourceType": kind.resource_type}
