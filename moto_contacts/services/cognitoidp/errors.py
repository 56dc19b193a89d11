"""Every error of the service: its code and text. Texts are inferred unless marked."""

from __future__ import annotations

from collections.abc import Sequence

from moto_contacts.gateway import wording
from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.violations import Violation


class CognitoDialect(Dialect):
    """A Coral service: all that is wrong with a request in one sentence."""

    def invalid(self, message: str) -> ServiceError:
        return invalid(message)

    def violations(self, found: Sequence[Violation]) -> ServiceError:
        return invalid(wording.coral(found))

    def not_found(self, kind: Kind | None, name: str) -> ServiceError:
        return ServiceError("ResourceNotFoundException", f"{name} does not exist.")


def invalid(message: str) -> ServiceError:
    """A parameter that cannot be."""
    return ServiceError("InvalidParameterException", message)


def unknown_user() -> ServiceError:
    """The pool of the client has no such user. Source: seen."""
    return ServiceError("UserNotFoundException", "Username/client id combination not found.")


def mismatch() -> ServiceError:
    """Another code than the one that counts now. Source: seen."""
    text = "Invalid verification code provided, please try again."
    return ServiceError("CodeMismatchException", text)


def expired() -> ServiceError:
    """The code was used or is too old, or there never was one. Source: seen."""
    text = "Invalid code provided, please request a code again."
    return ServiceError("ExpiredCodeException", text)


def locked() -> ServiceError:
    """Too many wrong codes were typed for the one that was sent."""
    text = "Too many failed attempts, please request a code again."
    return ServiceError("TooManyFailedAttemptsException", text)


def limit_exceeded() -> ServiceError:
    """The user has made as many such calls as an hour has. Source: seen."""
    text = "Attempt limit exceeded, please try after some time."
    return ServiceError("LimitExceededException", text)


def not_to_be_confirmed(status: str) -> ServiceError:
    """The user is confirmed already, or was not signed up. Source: seen."""
    text = f"User cannot be confirmed. Current status is {status}"
    return ServiceError("NotAuthorizedException", text)


def confirmed() -> ServiceError:
    """There is no sign-up left for which to send a code again."""
    return invalid("User is already confirmed.")


def no_auto_verification() -> ServiceError:
    """The pool verifies nothing that the user has."""
    return invalid("Cannot resend codes. Auto verification not turned on.")


def no_reset() -> ServiceError:
    """The user has not replaced a temporary password yet. Source: seen."""
    text = "User password cannot be reset in the current state."
    return ServiceError("NotAuthorizedException", text)


def no_way_to_reset() -> ServiceError:
    """A code for a new password goes to what is verified, and nothing is."""
    return invalid(
        "Cannot reset password for the user as there is no registered/verified email or "
        "phone_number"
    )


def reset_required() -> ServiceError:
    """An administrator has reset the password, and the code for a new one was not used yet."""
    return ServiceError("PasswordResetRequiredException", "Password reset required for the user")


def late_password() -> ServiceError:
    """A temporary password counts for some days. Source: seen."""
    text = "Temporary password has expired and must be reset by an administrator."
    return ServiceError("NotAuthorizedException", text)


def secret_hash(client_id: str) -> ServiceError:
    """The client has a secret, and the request does not show it."""
    text = f"Unable to verify secret hash for client {client_id}"
    return ServiceError("NotAuthorizedException", text)


def no_access() -> ServiceError:
    """A token that nobody gave out, or that was revoked. Source: seen."""
    return ServiceError("NotAuthorizedException", "Invalid Access Token")


def not_verifiable() -> ServiceError:
    """An attribute that no code can be sent to. Source: seen."""
    return invalid("Invalid attribute name. Only phone_number and email can be verified.")


def nowhere(attribute: str) -> ServiceError:
    """The user lacks the attribute that is to be verified. Source: seen."""
    what = {"email": "email address", "phone_number": "phone number"}[attribute]
    return invalid(f"User does not have a valid registered {what}")


def disabled() -> ServiceError:
    """An administrator has disabled the user. Source: seen."""
    return ServiceError("NotAuthorizedException", "User is disabled.")


def wrong_password() -> ServiceError:
    """It is not the user's, or there is no such user. Source: seen."""
    return ServiceError("NotAuthorizedException", "Incorrect username or password.")


def no_email_factor() -> ServiceError:
    """The pool was not told that mails may be a second factor."""
    return invalid("Email MFA is not enabled for the user pool.")


def not_to_be_chosen(challenge: str) -> ServiceError:
    """The pool does not let its users sign in by it."""
    return invalid(f"{challenge} is not enabled for the user pool.")


def missing(parameter: str) -> ServiceError:
    """A sign-in, or the response to a challenge, lacks something. Source: seen."""
    return invalid(f"Missing required parameter {parameter}")


def not_confirmed() -> ServiceError:
    """The sign-up is yet to be confirmed. Source: seen."""
    return ServiceError("UserNotConfirmedException", "User is not confirmed.")


def taken(attribute: str) -> ServiceError:
    """Another user signs in by the address."""
    what = attribute.replace("_", " ")
    text = f"An account with the given {what} already exists."
    return ServiceError("AliasExistsException", text)


def wrong_challenge_code() -> ServiceError:
    """Another code than that of the sign-in. The session goes on. Source: seen."""
    text = "Invalid code or auth state for the user."
    return ServiceError("CodeMismatchException", text)


def session(why: str) -> ServiceError:
    """A session that is over: "session is expired." or "session can only be used once.".

    Source: seen.
    """
    return ServiceError("NotAuthorizedException", f"Invalid session for the user, {why}")
