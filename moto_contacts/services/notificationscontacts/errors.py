"""Every error of the service: its text and its members. Texts are inferred unless marked."""

from __future__ import annotations

from collections.abc import Sequence

from moto_contacts.gateway import wording
from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.violations import Violation

_EMAIL_CONTACT = "emailcontact"
_SERVICE_CODE = "notifications-contacts"


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


def invalid_field(name: str, message: str) -> ServiceError:
    """A value that is well formed and yet cannot be."""
    return ServiceError(
        "ValidationException",
        message,
        reason="fieldValidationFailed",
        fieldList=[{"name": name, "message": message}],
    )


def wrong_code() -> ServiceError:
    """A code that is not the one that was sent, or none was sent."""
    return ServiceError("ValidationException", "The activation code is not valid.", reason="other")


def code_expired() -> ServiceError:
    """The right code, too late."""
    return ServiceError("ValidationException", "The activation code has expired.", reason="other")


def email_contact_not_found(arn: str) -> ServiceError:
    """No e-mail contact has this ARN."""
    return ServiceError(
        "ResourceNotFoundException",
        f"The email contact {arn} does not exist.",
        resourceId=arn,
        resourceType=_EMAIL_CONTACT,
    )


def address_exists(address: str) -> ServiceError:
    """Another contact of the account has the address. Source: seen, text inferred."""
    return _conflict("An email contact with this address already exists.", address)


def already_active(arn: str) -> ServiceError:
    """There is nothing left to activate. Source: seen, text inferred."""
    return _conflict("The email contact is already active.", arn)


def too_many_attempts(arn: str) -> ServiceError:
    """Too many wrong codes were typed; only a new code helps."""
    return _conflict("Too many activation attempts. Send a new activation code.", arn)


def too_many_contacts(address: str, limit: int) -> ServiceError:
    """The account is full."""
    return _quota(f"You can have at most {limit} email contacts.", address)


def too_many_tags(limit: int) -> ServiceError:
    """More tags than a contact can have. Tagging declares no quota error, so it is a bad value."""
    return invalid_field("tags", f"An email contact can have at most {limit} tags.")


def _conflict(message: str, resource_id: str) -> ServiceError:
    return ServiceError(
        "ConflictException", message, resourceId=resource_id, resourceType=_EMAIL_CONTACT
    )


def _quota(message: str, resource_id: str) -> ServiceError:
    return ServiceError(
        "ServiceQuotaExceededException",
        message,
        resourceId=resource_id,
        resourceType=_EMAIL_CONTACT,
        serviceCode=_SERVICE_CODE,
        quotaCode="L-00000000",
    )
