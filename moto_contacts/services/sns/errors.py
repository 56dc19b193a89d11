"""Every error of the service: its code and text. Texts are inferred unless marked."""

from __future__ import annotations

from collections.abc import Sequence

from moto_contacts.gateway.errors import QueryDialect, ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.violations import Violation

_USER_ERRORS = {
    "verified": "The phone number is already verified.",
    "full": "The SMS sandbox has as many destination phone numbers as it can have.",
    "young": "A destination phone number can be deleted 24 hours after it was verified, or after "
    "the last attempt to verify it.",
}


class SnsDialect(QueryDialect):
    """A service of the query protocol: one code for whatever is wrong with a parameter."""

    def invalid(self, message: str) -> ServiceError:
        return ServiceError("InvalidParameter", f"Invalid parameter: {message}")

    def violations(self, found: Sequence[Violation]) -> ServiceError:
        """Source: inferred; "Invalid parameter: X Reason: Y" is seen with other operations."""
        wrong = (f"{each.path[0]} Reason: {each.constraint()}" for each in found)
        return self.invalid("; ".join(wrong))

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        return ServiceError("ResourceNotFound", "The destination phone number does not exist.")


def invalid_parameter(name: str) -> ServiceError:
    """The parameter is of nothing that is there. Source: seen."""
    return ServiceError("InvalidParameter", f"Invalid parameter: {name}")


def no_phone_number() -> ServiceError:
    """There is nothing to send a code to. Source: inferred."""
    text = "Invalid parameter: PhoneNumber Reason: A phone number is required"
    return ServiceError("InvalidParameter", text)


def invalid_token() -> ServiceError:
    """What cannot be a token. Source: seen."""
    return ServiceError("InvalidParameter", "Invalid token")


def already_confirmed() -> ServiceError:
    """Whoever has not signed a call confirms what was confirmed by one who has. Source: seen."""
    return ServiceError("AuthorizationError", "Subscription already confirmed")


def must_be_signed() -> ServiceError:
    """Only owners may end the subscription. Source: inferred (text)."""
    text = "The subscription can be unsubscribed by authenticated calls alone."
    return ServiceError("AuthorizationError", text)


def user_error(what: str) -> ServiceError:
    """The UserError of a row of `_USER_ERRORS`."""
    return ServiceError("UserError", _USER_ERRORS[what])


def opted_out() -> ServiceError:
    """The number is on the list of those who have opted out."""
    return ServiceError("OptedOut", "The phone number has opted out of receiving SMS messages.")


def throttled() -> ServiceError:
    """The number was sent as many codes as it can be sent in a day."""
    return ServiceError("Throttled", "Too many codes were sent to the phone number in 24 hours.")


def not_verified(status: str, text: str) -> ServiceError:
    """What was typed verifies nothing; ``status`` is that of the number. Source: inferred."""
    return ServiceError("VerificationException", text, Status=status)
