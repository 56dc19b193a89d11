"""Errors as the services answer them, and how a service words those that the gateway finds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from moto_contacts.gateway import wording

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from moto_contacts.gateway.references import Kind
    from moto_contacts.gateway.violations import Violation


class ServiceError(Exception):
    """A modelled error: its code, its message, and its further members in the model's spelling.

    Status, headers and the spelling of the message member come from the service's model.
    """

    def __init__(self, code: str, message: str, /, **members: Any):
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.members = members


class Dropped(Exception):
    """The connection is to end without an answer, as a test has ordered."""


class InvalidToken(Exception):
    """A page token that this query never gave out; the dialect words it."""


#: Code of a refusal -> what a service with a JSON protocol calls it.
_REFUSALS = {
    "AccessDenied": "AccessDeniedException",
    "AuthFailure": "AccessDeniedException",
    "InvalidClientTokenId": "UnrecognizedClientException",
    "MissingAuthenticationToken": "MissingAuthenticationTokenException",
    "SignatureDoesNotMatch": "InvalidSignatureException",
}


class Dialect(ABC):
    """How one service words the errors that are found before its operations are called."""

    @abstractmethod
    def invalid(self, message: str) -> ServiceError:
        """The service's error for input that its rules refuse."""

    @abstractmethod
    def violations(self, found: Sequence[Violation]) -> ServiceError:
        """The one error that tells of every broken constraint of a request."""

    @abstractmethod
    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        """There is nothing of this name. ``kind`` is what was looked for; None for any kind."""

    def refused(self, code: str, message: str, declared: Container[str]) -> ServiceError:
        """Whoever calls an operation with these errors may not; here as JSON services have it.

        The code is that of services with a query protocol.
        """
        return ServiceError(_REFUSALS.get(code, code), message)

    def wrong_arn(self, member: str, arn: str) -> ServiceError:
        """The member names something that is no ARN of what it takes."""
        return self.invalid(f"{arn} is no ARN that {member} takes.")

    def unreadable(self, detail: str) -> ServiceError:
        """A body or label from which no request can be read."""
        return self.invalid(detail)

    def unknown_operation(self) -> ServiceError:
        """A target or path that the service's model does not have."""
        return ServiceError(
            "UnknownOperationException", "The requested operation is not recognized by the service."
        )

    def not_implemented(self, operation: str) -> ServiceError:
        """An operation of the model that this plugin lacks."""
        return self.invalid(f"{operation} is not implemented by moto_contacts")

    def unknown_region(self, service: str, region: str) -> ServiceError:
        """A region in which botocore knows no endpoint of the service."""
        return self.invalid(
            f"{service} has no endpoint in {region}. "
            "Set MOTO_ALLOW_NONEXISTENT_REGION=true to mock it there all the same."
        )

    def invalid_token(self) -> ServiceError:
        """A page token that this query never gave out."""
        return self.invalid("Invalid NextToken")

    def token_reused(self) -> ServiceError:
        """An idempotency token that came before with other parameters."""
        return self.invalid("IdempotencyToken was used with different parameters")


class QueryDialect(Dialect):
    """What the services with the query protocol have in common."""

    def invalid(self, message: str) -> ServiceError:
        return ServiceError("ValidationError", message)

    def violations(self, found: Sequence[Violation]) -> ServiceError:
        return self.invalid(wording.coral(found))

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        return self.invalid(f"There is no {name}.")

    def refused(self, code: str, message: str, declared: Container[str]) -> ServiceError:
        """Whoever calls may not. Some services declare a code of their own for a denial."""
        denied = code == "AccessDenied" and "AuthorizationError" in declared
        return ServiceError("AuthorizationError" if denied else code, message)
