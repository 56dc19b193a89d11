"""Every error of the service: its code and text. Texts are inferred unless marked."""

from __future__ import annotations

from collections.abc import Sequence

from moto_contacts.gateway import wording
from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.violations import Violation


class SesV2Dialect(Dialect):
    """One code for whatever is wrong with a request."""

    def invalid(self, message: str) -> ServiceError:
        return ServiceError("BadRequestException", message)

    def violations(self, found: Sequence[Violation]) -> ServiceError:
        return self.invalid(wording.coral(found))

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        return ServiceError("NotFoundException", f"{name} does not exist.")


#: Code of the older API -> that of the newer one. Source: documented, inferred (which).
_CODES = {
    "CustomVerificationEmailTemplateAlreadyExists": "AlreadyExistsException",
    "CustomVerificationEmailTemplateDoesNotExist": "NotFoundException",
    "CustomVerificationEmailInvalidContent": "BadRequestException",
    "ConfigurationSetDoesNotExist": "NotFoundException",
    "FromEmailAddressNotVerified": "NotFoundException",
    "LimitExceeded": "LimitExceededException",
    "MessageRejected": "MessageRejected",
    "ProductionAccessNotGranted": "MessageRejected",
}


def translated(error: ServiceError) -> ServiceError:
    """The error of the newer API for one of the older."""
    return ServiceError(_CODES[error.code], error.message)


def identity_exists(identity: str) -> ServiceError:
    """There is such an identity. Source: seen (text)."""
    return ServiceError("AlreadyExistsException", f"Email identity {identity} already exist.")


def invalid(text: str) -> ServiceError:
    """The request makes no sense."""
    return ServiceError("BadRequestException", text)


def no_template(name: str) -> ServiceError:
    """There is no template of the name."""
    return ServiceError("NotFoundException", f"Template {name} does not exist.")
