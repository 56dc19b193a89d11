"""Every error of the service: its text and its members. Texts are inferred unless marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from moto_contacts.gateway import wording
from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.violations import Violation

_SERVICE_CODE = "ssm-contacts"
#: Where the code of a quota is not known; the shape wants one.
_UNKNOWN_QUOTA = "L-00000000"


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


def account_not_found() -> ServiceError:
    """The account has no replication set. Source: seen."""
    return _invalid("Account not found for the request")


def invalid_arn(arn: str) -> ServiceError:
    """An ARN of something else than the member takes. Source: seen, the end inferred."""
    return _invalid(f"Invalid resource Arn {arn}")


def not_found(arn: str) -> ServiceError:
    """Nothing has this ARN, here."""
    return ServiceError("ResourceNotFoundException", f"Resource not found: {arn}", **_about(arn))


def does_not_exist(arn: str) -> ServiceError:
    """Nothing has this ARN, to which another resource refers."""
    return _invalid(f"{arn} does not exist")


def alias_exists(arn: str, alias: str) -> ServiceError:
    """Another contact has the alias."""
    return _conflict(arn, f"Contact with alias {alias} already exists")


def channel_name_exists(arn: str, name: str) -> ServiceError:
    """Another channel of the contact has the name."""
    return _conflict(arn, f"Contact channel with name {name} already exists")


def owner_not_personal() -> ServiceError:
    """Only a person has channels."""
    return _invalid("Contact channels can only be added to PERSONAL contacts")


def invalid_address(channel_type: str) -> ServiceError:
    """An address that this type of channel cannot reach, or none at all."""
    message = f"Invalid delivery address for channel type {channel_type}"
    return _invalid(message, "DeliveryAddress")


def wrong_code() -> ServiceError:
    """A code that is not the one that was sent last, or is too old, or none was sent."""
    return _invalid("Invalid activation code", "ActivationCode")


def part_not_allowed(contact_type: str, part: str) -> ServiceError:
    """Stages in the plan of a schedule, or rotations in another. Source: seen for stages."""
    return _invalid(f"{contact_type.replace('_', ' ')} contact cannot have {part} in plan")


def idle_stage() -> ServiceError:
    """A stage that neither reaches anybody nor waits."""
    return _invalid("A stage without targets must have a duration")


def wrong_target(contact_type: str, member: str) -> ServiceError:
    """A target of the wrong kind, of both kinds or of none."""
    return _invalid(f"Targets of {contact_type} contacts must have {member} and nothing else")


def target_without_contact() -> ServiceError:
    """A contact target that names no contact; the shape allows it."""
    return _invalid("ContactTargetInfo must have a ContactId")


def channel_of_another(arn: str) -> ServiceError:
    """A plan may only use channels of its own contact."""
    return _invalid(f"{arn} does not belong to the contact")


def escalation_in_escalation(arn: str) -> ServiceError:
    """A plan of an ESCALATION contact that leads to another one."""
    return _invalid(f"{arn} is an ESCALATION contact and cannot be a target")


def invalid_policy(reason: str) -> ServiceError:
    """A policy that could never grant anything."""
    return _invalid(f"Invalid policy: {reason}", "Policy")


def incomplete_tag() -> ServiceError:
    """A tag without key or value; the shape allows it."""
    return _invalid("A tag must have a Key and a Value", "Tags")


def repeated_tag(key: str) -> ServiceError:
    """Two tags with one key in one request."""
    return _invalid(f"Duplicate tag key {key}", "Tags")


def too_many_contacts() -> ServiceError:
    """The account is full. Source: seen (code)."""
    return _quota("Contacts per account", "L-7DD2017D", None)


def too_many_stages(contact: str | None) -> ServiceError:
    """The plan is full. Source: seen (code)."""
    return _quota("Stages per plan", "L-5AE11799", contact)


def too_many_targets(contact: str | None) -> ServiceError:
    """A stage is full. Source: seen (code)."""
    return _quota("Contact channels per stage", "L-F338226A", contact)


def too_many_rotations(contact: str | None) -> ServiceError:
    """The schedule is full."""
    return _quota("Rotations per on-call schedule", _UNKNOWN_QUOTA, contact)


def too_many_tags(arn: str | None) -> ServiceError:
    """The resource is full of tags."""
    return _quota("Tags per resource", _UNKNOWN_QUOTA, arn)


def too_many_codes(channel: str) -> ServiceError:
    """The channel was sent all the codes that it may be sent."""
    return _quota("Activation codes per contact channel", _UNKNOWN_QUOTA, channel)


def _invalid(message: str, field: str | None = None) -> ServiceError:
    members: dict[str, Any] = {"Reason": "OTHER"}
    if field is not None:
        members["Fields"] = [{"Name": field, "Message": message}]
    return ServiceError("ValidationException", f"Invalid value provided - {message}", **members)


def _conflict(arn: str, message: str) -> ServiceError:
    return ServiceError("ConflictException", message, **_about(arn))


def _quota(what: str, code: str, arn: str | None) -> ServiceError:
    """``arn`` is None where the resource, always a contact, is only about to be created."""
    return ServiceError(
        "ServiceQuotaExceededException",
        f"{what} limit exceeded",
        **(_about(arn) if arn else {"ResourceType": "CONTACT"}),
        QuotaCode=code,
        ServiceCode=_SERVICE_CODE,
    )


def _about(arn: str) -> dict[str, Any]:
    """The resource that an error tells of: ``contact-channel/...`` is a CONTACT_CHANNEL."""
    kind = arn.split(":", 5)[5].partition("/")[0]
    return {"ResourceId": arn, "ResourceType": kind.replace("-", "_").upper()}
