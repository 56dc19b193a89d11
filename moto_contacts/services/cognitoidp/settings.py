"""Switches and quotas of cognito-idp."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.simulation.codes import SIX_DIGITS
from moto_contacts.simulation.settings import Table, setting


@dataclass(frozen=True)
class CognitoSettings:
    """The defaults. A quota is called what is counted, ``_per_`` and of what."""

    codes: str = setting(
        "any",
        "ours",
        "any: moto takes any code, as ever; checked: none but the one that was sent, in time",
        ("any", "checked"),
    )
    delivery_details: str = setting(
        "moto",
        "ours",
        "what answers say of where a code has gone while any is taken: moto's word, which may be a "
        "phone number that nobody has, or sent: where it is in the outbox",
        ("moto", "sent"),
    )
    custom_senders: str = setting(
        "lambda",
        "ours",
        "lambda: what a pool gives to a custom sender Lambda is in no outbox; shown: it is",
        ("lambda", "shown"),
    )
    resend: str = setting(
        "replaces",
        "inferred",
        "replaces: of codes for the same purpose only the newest counts; adds: those before, too",
        ("replaces", "adds"),
    )
    sign_up_code_hours: float = setting(
        24.0, "documented", "life time of a code or link that confirms a sign-up"
    )
    attribute_code_hours: float = setting(
        24.0, "documented", "life time of a code that verifies an attribute"
    )
    password_code_hours: float = setting(
        1.0, "documented", "life time of a code for a new password"
    )
    confirmations_per_user_per_hour: int = setting(
        15, "documented", "calls of ConfirmSignUp for one user, where codes are checked"
    )
    resends_per_user_per_hour: int = setting(
        5, "documented", "calls of ResendConfirmationCode for one user"
    )
    password_requests_per_user_per_hour: int = setting(
        5, "documented", "calls of ForgotPassword for one user, where codes are checked: 5 to 20"
    )
    password_confirmations_per_user_per_hour: int = setting(
        5,
        "documented",
        "calls of ConfirmForgotPassword for one user, where codes are checked: 5 to 20",
    )
    attribute_requests_per_user_per_hour: int = setting(
        5, "documented", "calls of GetUserAttributeVerificationCode for one user"
    )
    attribute_verifications_per_user_per_hour: int = setting(
        15, "documented", "calls of VerifyUserAttribute for one user"
    )
    wrong_codes_per_message: int = setting(
        100,
        "ours",
        "wrong codes after which one for a sign-up or a new password is locked; the calls in an "
        "hour are usually fewer",
    )


TABLE = Table(CognitoSettings, prefix="cognito_", codes=SIX_DIGITS)
current = TABLE.current


def checked() -> bool:
    """Whether codes are checked."""
    return current.codes == "checked"
