"""Every error of the service. They are codes: status and message stand in the model.

Source: documented (codes, statuses, messages), inferred where an operation says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.violations import Violation

#: What a constraint is broken by -> the code that tells it, and the members that have this code.
_CODES = {
    "required": (
        "MissingParameter.{}",
        ("ContactId", "Name", "EmailAddress", "PhoneNumber", "Title", "MessageTypes"),
    ),
    "length": ("InvalidParameter.{}.Length", ("Name", "EmailAddress")),
}


class ResourceDirectoryDialect(Dialect):
    """A code that names the parameter, and not a word on what is wrong with it."""

    def invalid(self, message: str) -> ServiceError:
        return ServiceError("InvalidParameter", message)

    def violations(self, found: Sequence[Violation]) -> ServiceError:
        """The first one alone, in the order in which the model has the members. Source: inferred.

        A parameter without a code for what is wrong with it is invalid. Source: documented.
        """
        first = found[0]
        member = str(first.path[0])
        code, members = _CODES.get(first.kind, ("", ()))
        return refused(code.format(member)) if member in members else invalid(member)

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        """Contacts are the only kind."""
        return refused("EntityNotExists.Contact")

    def unknown_operation(self) -> ServiceError:
        """An action or API version that the product does not have here. Source: seen."""
        return refused("InvalidAction.NotFound")


def invalid(member: str) -> ServiceError:
    """A value that the parameter cannot have."""
    return refused(f"InvalidParameter.{member}")


def refused(code: str) -> ServiceError:
    """The error of a code."""
    return ServiceError(code, "")
