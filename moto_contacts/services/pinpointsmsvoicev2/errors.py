"""Every error of the service: its text and its members. Texts are inferred unless marked.

A text always names the reason, and what else the error tells, in front of its sentence: clients
read ``Reason="..."`` out of it. Source: seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from moto_contacts.gateway import wording
from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.structures import structure
from moto_contacts.gateway.violations import Violation
from moto_contacts.services.pinpointsmsvoicev2.resources import REFERENCES
from moto_contacts.services.pinpointsmsvoicev2.settings import current

#: Reason -> the sentence; the fields are the operation's.
_INVALID = {
    "INVALID_NEXT_TOKEN": "The token is not one of this query.",
    "INVALID_REQUEST": "The token came before with other parameters.",
    "MISSING_PARAMETER": "One of these parameters is required.",
    "PARAMETERS_CANNOT_BE_USED_TOGETHER": "These parameters cannot be used together.",
    "PHONE_NUMBER_CANNOT_BE_OPTED_IN": "A number can be opted in once in 30 days.",
    # Not the one that was sent, or none was sent. Source: seen ("Invalid ...").
    "VERIFICATION_CODE_MISMATCH": "Invalid verification code.",
}
#: Reason -> the sentence. Source: seen (all reasons but that of deletion).
_CONFLICTS = {
    "EVENT_DESTINATION_MISMATCH": "An event destination cannot become one of another kind.",
    "NO_ORIGINATION_IDENTITIES_FOUND": "No origination identity can send to this number.",
    # Source: seen ("already exists").
    "RESOURCE_ALREADY_EXISTS": "This {resource_type} already exists.",
    "RESOURCE_DELETION_NOT_ALLOWED": "{why}",
    "VERIFICATION_ALREADY_COMPLETE": "The number is verified already.",
    "VERIFICATION_CODE_EXPIRED": "The verification code has expired.",
}
#: Why something stays -> the sentence of RESOURCE_DELETION_NOT_ALLOWED.
_STAYS = {
    "default list": "Every account has the list Default.",
    "young number": "A number can be deleted 24 hours after it was created.",
}
#: Reason -> the setting, and the sentence.
_QUOTAS = {
    "CONFIGURATION_SETS_PER_ACCOUNT": (
        "configuration_sets_per_account",
        "There can be at most {limit} configuration sets.",
    ),
    "EVENT_DESTINATIONS_PER_CONFIGURATION_SET": (
        "event_destinations_per_configuration_set",
        "A configuration set can have at most {limit} event destinations.",
    ),
    "OPT_OUT_LISTS_PER_ACCOUNT": (
        "opt_out_lists_per_account",
        "There can be at most {limit} opt-out lists.",
    ),
    "TAGS_PER_RESOURCE": ("tags_per_resource", "A resource can have at most {limit} tags."),
    "VERIFICATION_ATTEMPTS_PER_DAY": (
        "codes_per_number_per_day",
        "A number is sent at most {limit} codes in 24 hours.",
    ),
    "VERIFIED_DESTINATION_NUMBERS_PER_ACCOUNT": (
        "verified_destination_numbers_per_account",
        "There can be at most {limit} verified destination numbers.",
    ),
}


class SmsVoiceDialect(Dialect):
    """ValidationException with a reason, and the fields by their names in lower camel case."""

    def invalid(self, message: str) -> ServiceError:
        return _validation("OTHER", message)

    def violations(self, found: Sequence[Violation]) -> ServiceError:
        fields = [(wording.coral_path(each), each.constraint()) for each in found]
        # A request that is no structure breaks a constraint, too; that field has no name.
        sentence = "; ".join(": ".join(filter(None, field)) for field in fields)
        return _validation("INVALID_PARAMETER", sentence, fields)

    def unreadable(self, detail: str) -> ServiceError:
        return _validation("CANNOT_PARSE", detail)

    def not_implemented(self, operation: str) -> ServiceError:
        return _validation("UNKNOWN_OPERATION", f"{operation} is not implemented by moto_contacts")

    def invalid_token(self) -> ServiceError:
        return invalid("INVALID_NEXT_TOKEN", "nextToken")

    def token_reused(self) -> ServiceError:
        return invalid("INVALID_REQUEST", "clientToken")

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        found = kind or REFERENCES.kind_of(name)
        return not_found(found.resource_type if found else "", name)

    def wrong_arn(self, member: str, arn: str) -> ServiceError:
        field = member[0].lower() + member[1:]
        return _field("INVALID_ARN", field, "The ARN is not one of such a resource.")


def invalid(reason: str, *fields: str) -> ServiceError:
    """The ValidationException of a row of `_INVALID`, with these fields at fault."""
    sentence = _INVALID[reason]
    return _validation(reason, sentence, [(name, sentence) for name in fields])


def conflict(reason: str, resource_type: str, resource_id: str, why: str = "") -> ServiceError:
    """The ConflictException of a row of `_CONFLICTS`."""
    members = {"Reason": reason, "ResourceType": resource_type, "ResourceId": resource_id}
    sentence = _CONFLICTS[reason].format(resource_type=resource_type, why=why)
    return ServiceError(
        "ConflictException", _text("Conflict Occurred", sentence, **members), **members
    )


def stays(why: str, resource_type: str, resource_id: str) -> ServiceError:
    """The ConflictException of a deletion that a row of `_STAYS` forbids."""
    return conflict("RESOURCE_DELETION_NOT_ALLOWED", resource_type, resource_id, _STAYS[why])


def check_quota(reason: str, used: int) -> None:
    """Raises the ServiceQuotaExceededException of a row of `_QUOTAS` where more would be used."""
    setting, sentence = _QUOTAS[reason]
    limit = getattr(current, setting)
    if used > limit:
        text = _text("Service Quota Exceeded", sentence.format(limit=limit), Reason=reason)
        raise ServiceError("ServiceQuotaExceededException", text, Reason=reason)


def not_found(resource_type: str, name: str) -> ServiceError:
    """The account has no such resource in the region."""
    members = {"ResourceType": resource_type, "ResourceId": name}
    sentence = f"There is no {resource_type} of this name."
    text = _text("Resource not found", sentence, **members)
    return ServiceError("ResourceNotFoundException", text, **members)


def invalid_filter_values(name: str, values: Iterable[str]) -> ServiceError:
    """A value for which the filter could never find anything."""
    sentence = f"The filter {name} takes {', '.join(sorted(values))}."
    return _field("INVALID_FILTER_VALUES", "filters", sentence)


def reserved_tag() -> ServiceError:
    """A tag that only AWS can set."""
    return _field("INVALID_PARAMETER", "tags", "Keys of tags cannot begin with aws:.")


def _field(reason: str, name: str, sentence: str) -> ServiceError:
    return _validation(reason, sentence, [(name, sentence)])


def _validation(reason: str, sentence: str, fields: Sequence[tuple[str, str]] = ()) -> ServiceError:
    names = ",".join(dict.fromkeys(name for name, _ in fields))
    return ServiceError(
        "ValidationException",
        _text("Validation Error", sentence, Reason=reason, Fields=names),
        **structure(
            Reason=reason,
            Fields=[{"Name": name, "Message": message} for name, message in fields] or None,
        ),
    )


def _text(title: str, sentence: str, **facts: str) -> str:
    """``title - A="..." B="...": sentence``, with the facts that there are."""
    told = " ".join(f'{name}="{value}"' for name, value in facts.items() if value)
    return f"{title} - {told}: {sentence}"
