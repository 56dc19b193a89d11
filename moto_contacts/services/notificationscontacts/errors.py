"""Every error of the service: its text and its members. Texts are inferred unless marked."""

from __future__ import annotations

from collections.abc import Sequence

from moto_contacts.gateway import wording
from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.violations import Violation

EMAIL_CONTACT = Kind("emailcontact")

_SERVICE_CODE = "notifications-contacts"

_INVALID = {
    # Not the one that was sent, or none was sent.
    "code": "The activation code is not valid.",
    "late code": "The activation code has expired.",
}
_CONFLICTS = {
    # Another contact of the account has it. Source: seen, text inferred.
    "address": "An email contact with this address already exists.",
    # Source: seen, text inferred.
    "active": "The email contact is already active.",
    # Only a new code helps.
    "attempts": "Too many activation attempts. Send a new activation code.",
}


class NotificationsContactsDialect(Dialect):
    """A Smithy service: JSON pointers, and never the value. Source: inferred."""

    def invalid(self, message: str) -> ServiceError:
        return ServiceError("ValidationException", message, reason="other")

    def violations(self, found: Sequence[Violation]) -> ServiceError:
        return ServiceError(
            "ValidationException",
            wording.smithy(found),
            reason="fieldValidationFailed",
            fieldList=[
                {
                    "name": ".".join(map(str, violation.path)),
                    "message": wording.smithy_violation(violation),
                }
                for violation in found
            ],
        )

    def invalid_token(self) -> ServiceError:
        return invalid_field("nextToken", "Invalid nextToken")

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        return ServiceError(
            "ResourceNotFoundException",
            f"The email contact {name} does not exist.",
            resourceId=name,
            resourceType=EMAIL_CONTACT.resource_type,
        )


def invalid_field(name: str, message: str) -> ServiceError:
    """A value that is well formed and yet cannot be."""
    return ServiceError(
        "ValidationException",
        message,
        reason="fieldValidationFailed",
        fieldList=[{"name": name, "message": message}],
    )


def invalid(what: str) -> ServiceError:
    """The ValidationException of a row of `_INVALID`."""
    return ServiceError("ValidationException", _INVALID[what], reason="other")


def conflict(what: str, resource_id: str) -> ServiceError:
    """The ConflictException of a row of `_CONFLICTS`."""
    return ServiceError(
        "ConflictException",
        _CONFLICTS[what],
        resourceId=resource_id,
        resourceType=EMAIL_CONTACT.resource_type,
    )


def too_many_contacts(address: str, limit: int) -> ServiceError:
    """The account is full."""
    return ServiceError(
        "ServiceQuotaExceededException",
        f"You can have at most {limit} email contacts.",
        resourceId=address,
        resourceType=EMAIL_CONTACT.resource_type,
        serviceCode=_SERVICE_CODE,
        quotaCode="L-00000000",
    )


def too_many_tags(limit: int) -> ServiceError:
    """More tags than a contact can have. Tagging declares no quota error, so it is a bad value."""
    return invalid_field("tags", f"An email contact can have at most {limit} tags.")
