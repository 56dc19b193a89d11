"""Every error of the service: its text and its members. Texts are inferred unless marked.

A text always names the reason, and what else the error tells, in front of its sentence: clients
read ``Reason="..."`` out of it. Source: seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from moto_contacts.gateway import wording
from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.structures import structure
from moto_contacts.gateway.violations import Violation

_NUMBER = "verified-destination-number"


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
        return _field("INVALID_NEXT_TOKEN", "nextToken", "The token is not one of this query.")

    def token_reused(self) -> ServiceError:
        return _field(
            "INVALID_REQUEST", "clientToken", "The token came before with other parameters."
        )


def invalid_arn(field: str) -> ServiceError:
    """Something that begins like an ARN, and is none of those that the field takes."""
    return _field("INVALID_ARN", field, "The ARN is not one of such a resource.")


def invalid_filter_values(name: str, values: Iterable[str]) -> ServiceError:
    """A value for which the filter could never find anything."""
    sentence = f"The filter {name} takes {', '.join(sorted(values))}."
    return _field("INVALID_FILTER_VALUES", "filters", sentence)


def reserved_tag() -> ServiceError:
    """A tag that only AWS can set."""
    return _field("INVALID_PARAMETER", "tags", "Keys of tags cannot begin with aws:.")


def wrong_code() -> ServiceError:
    """A code that is not the one that was sent, or none was sent. Source: seen ("Invalid ...")."""
    return _field("VERIFICATION_CODE_MISMATCH", "verificationCode", "Invalid verification code.")


def not_found(resource_type: str, name: str) -> ServiceError:
    """The account has no such resource in the region."""
    return ServiceError(
        "ResourceNotFoundException",
        _text(
            "Resource not found",
            f"There is no {resource_type} of this name.",
            ResourceType=resource_type,
            ResourceId=name,
        ),
        ResourceType=resource_type,
        ResourceId=name,
    )


def number_exists(number_id: str) -> ServiceError:
    """The phone number is there under this ID. Source: seen ("already exists")."""
    return _conflict(
        "RESOURCE_ALREADY_EXISTS",
        _NUMBER,
        number_id,
        "A verified destination number with this phone number already exists.",
    )


def already_verified(number_id: str) -> ServiceError:
    """There is nothing left to verify. Source: seen (reason)."""
    return _conflict(
        "VERIFICATION_ALREADY_COMPLETE", _NUMBER, number_id, "The number is verified already."
    )


def code_expired(number_id: str) -> ServiceError:
    """The right code, too late."""
    return _conflict(
        "VERIFICATION_CODE_EXPIRED", _NUMBER, number_id, "The verification code has expired."
    )


def too_young(number_id: str) -> ServiceError:
    """A number cannot be deleted in its first 24 hours. Source: documented, reason inferred."""
    return _conflict(
        "RESOURCE_DELETION_NOT_ALLOWED",
        _NUMBER,
        number_id,
        "A number can be deleted 24 hours after it was created.",
    )


def no_origination_identity(account: str) -> ServiceError:
    """The account has nothing to send from. Source: seen, resource inferred."""
    return _conflict(
        "NO_ORIGINATION_IDENTITIES_FOUND",
        "account",
        account,
        "No origination identity can send to this number.",
    )


def too_many_numbers(limit: int) -> ServiceError:
    """The account and region are full."""
    return _quota(
        "VERIFIED_DESTINATION_NUMBERS_PER_ACCOUNT",
        f"There can be at most {limit} verified destination numbers.",
    )


def too_many_codes(limit: int) -> ServiceError:
    """The number was sent all the codes of a day."""
    return _quota(
        "VERIFICATION_ATTEMPTS_PER_DAY", f"A number is sent at most {limit} codes in 24 hours."
    )


def too_many_tags(limit: int) -> ServiceError:
    """The resource is full of tags."""
    return _quota("TAGS_PER_RESOURCE", f"A resource can have at most {limit} tags.")


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


def _conflict(reason: str, resource_type: str, resource_id: str, sentence: str) -> ServiceError:
    members = {"Reason": reason, "ResourceType": resource_type, "ResourceId": resource_id}
    return ServiceError(
        "ConflictException", _text("Conflict Occurred", sentence, **members), **members
    )


def _quota(reason: str, sentence: str) -> ServiceError:
    return ServiceError(
        "ServiceQuotaExceededException",
        _text("Service Quota Exceeded", sentence, Reason=reason),
        Reason=reason,
    )


def _text(title: str, sentence: str, **facts: str) -> str:
    """``title - A="..." B="...": sentence``, with the facts that there are."""
    told = " ".join(f'{name}="{value}"' for name, value in facts.items() if value)
    return f"{title} - {told}: {sentence}"
