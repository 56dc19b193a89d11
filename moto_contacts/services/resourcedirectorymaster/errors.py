"""Every error of the service. They are codes: status and message stand in the model.

Source: documented (codes, statuses, messages), inferred where a function says when it is raised.
"""

from __future__ import annotations

from collections.abc import Sequence

from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.registry import Kind
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
        return _error(code.format(member)) if member in members else invalid(member)

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        return _error("EntityNotExists.Contact")

    def unknown_operation(self) -> ServiceError:
        """An action or API version that the product does not have here. Source: seen."""
        return _error("InvalidAction.NotFound")


def invalid(member: str) -> ServiceError:
    """A value that the parameter cannot have."""
    return _error(f"InvalidParameter.{member}")


def name_already_used() -> ServiceError:
    """Another contact of the directory has the name."""
    return _error("InvalidParameter.Name.AlreadyUsed")


def country_not_supported() -> ServiceError:
    """A number of a country to which the site does not send."""
    return _error("InvalidParameter.MobileCountryCode")


def too_many_contacts() -> ServiceError:
    """The directory is full."""
    return _error("LimitExceeded.Contacts")


def contact_not_found() -> ServiceError:
    """No contact has this id."""
    return _error("EntityNotExists.Contact")


def nothing_to_verify() -> ServiceError:
    """The address or number is not one that the contact is yet to verify. Source: inferred."""
    return _error("EntityNotExists.Contact.Verification")


def status_mismatch() -> ServiceError:
    """The contact is being deleted, or has no such update to cancel. Source: inferred."""
    return _error("ContactStatusMismatchAction")


def deletion_runs() -> ServiceError:
    """The contact is being deleted already. Source: inferred."""
    return _error("ConcurrentCallNotSupported")


def too_many_sent() -> ServiceError:
    """The day's messages of the account are used up, or the minute's of the address.

    Source: documented (day), inferred (minute).
    """
    return _error("SendValidateCodeExceedsLimitForAccount")


def member_not_found() -> ServiceError:
    """Contacts are asked for by something that the directory does not have."""
    return _error("EntityNotExists.Member")


def unknown_member() -> ServiceError:
    """A contact is to be bound to something that the directory does not have."""
    return _error("InvalidMember")


def repeated_members() -> ServiceError:
    """One call names a member twice."""
    return _error("InvalidParameter.Members.Duplicate")


def too_many_to_unbind() -> ServiceError:
    """More members than one call takes. Source: inferred."""
    return _error("InvalidParameter.Members.Length")


def more_than_can_be_bound() -> ServiceError:
    """One call is to unbind more members than a contact can be bound to. Source: inferred."""
    return _error("QuotaExceeded.Members")


def too_many_bound() -> ServiceError:
    """The contact would be bound to too many members."""
    return _error("LimitExceeded.ContactMembers")


def _error(code: str) -> ServiceError:
    return ServiceError(code, "")
