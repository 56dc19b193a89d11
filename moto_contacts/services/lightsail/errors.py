"""Every error of the service: its text and its members. Texts are inferred unless marked.

The API has neither a conflict, nor a quota, nor a throttling error; all of these are bad input.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from moto_contacts.gateway import wording
from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.structures import structure
from moto_contacts.gateway.violations import Violation
from moto_contacts.services.lightsail.constraints import RESOURCE_NAME

_GUIDE = "https://docs.aws.amazon.com/lightsail/latest/userguide"
_CONTACTS_GUIDE = f"{_GUIDE}/amazon-lightsail-adding-editing-notification-contacts"
_ALARMS_GUIDE = f"{_GUIDE}/amazon-lightsail-alarms"
_TAGS_GUIDE = f"{_GUIDE}/amazon-lightsail-tags"


@dataclass(frozen=True)
class _Row:
    message: str
    code: str | None = None
    docs: str | None = None
    tip: str | None = None


#: What a request can be refused for -> the members of its error.
_INVALID = {
    # Source: seen.
    "name": _Row(
        "{name} is not a valid resource name. Resource names must be at least 2 characters long "
        "and contain only alphanumerics, -, _, and ."
    ),
    "email address": _Row(
        "{endpoint} is not a valid email address.", "InvalidContactEndpoint", _CONTACTS_GUIDE
    ),
    "phone number": _Row(
        "{endpoint} is not a valid phone number. Use the E.164 format.",
        "InvalidContactEndpoint",
        _CONTACTS_GUIDE,
    ),
    "duplicate": _Row(
        "A contact method with protocol {protocol} already exists in {region}.",
        "NameExists",
        _CONTACTS_GUIDE,
        "Delete the contact method before you add another one.",
    ),
    # Of alarms.
    "evaluation periods": _Row(
        "EvaluationPeriods must be between 1 and {most}.", docs=_ALARMS_GUIDE
    ),
    "data points": _Row(
        "DatapointsToAlarm must be between 1 and EvaluationPeriods, which is {periods}.",
        docs=_ALARMS_GUIDE,
    ),
    "triggers": _Row("Notification triggers must include ALARM.", docs=_ALARMS_GUIDE),
    "metric": _Row(
        "The metric {metric} is not available for {name}, which is of the type {type}.",
        docs=_ALARMS_GUIDE,
    ),
    "too many alarms": _Row(
        "You can configure up to {limit} alarms per metric.", docs=_ALARMS_GUIDE
    ),
    # Of another resource than the name means.
    "foreign arn": _Row("The resourceArn {arn} is not the ARN of {name}."),
    # A tag must have a key; the model forgets to say so.
    "tag without key": _Row(
        "1 validation error detected: "
        "Value null at 'tags.{position}.member.key' failed to satisfy constraint: "
        "Member must not be null",
        docs=_TAGS_GUIDE,
    ),
    "repeated tag": _Row("The tag key {key} is given more than once.", docs=_TAGS_GUIDE),
    "too many tags": _Row("{name} can have at most {limit} tags.", docs=_TAGS_GUIDE),
}


class LightsailDialect(Dialect):
    """A Coral service with an error of its own for bad input. Source: inferred."""

    def invalid(self, message: str) -> ServiceError:
        return _invalid(message)

    def violations(self, found: Sequence[Violation]) -> ServiceError:
        if len(found) == 1 and found[0].expected == RESOURCE_NAME:
            return invalid("name", name=found[0].value)
        return _invalid(wording.coral(found))

    def invalid_token(self) -> ServiceError:
        return _invalid("Invalid pageToken")

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        """The region has nothing of this name."""
        return not_found("Resource" if kind is None else kind.resource_type, name)


def invalid(what: str, **facts: object) -> ServiceError:
    """The InvalidInputException of a row above."""
    row = _INVALID[what]
    return _invalid(row.message.format(**facts), code=row.code, docs=row.docs, tip=row.tip)


def sms_not_supported(region: str, supported: Iterable[str]) -> ServiceError:
    """A region without text messages, as all are where a test has switched them off."""
    regions = ", ".join(supported)
    return _invalid(
        f"SMS contact methods are not supported in {region}.",
        tip=f"SMS contact methods are supported in: {regions}." if regions else None,
        docs=_CONTACTS_GUIDE,
    )


def not_found(resource_type: str, name: str) -> ServiceError:
    """The region has nothing of this type and name."""
    return ServiceError(
        "NotFoundException", f"The {resource_type} does not exist: {name}", code="DoesNotExist"
    )


def _invalid(message: str, **members: str | None) -> ServiceError:
    return ServiceError("InvalidInputException", message, **structure(**members))
