"""Switches and quotas of sns."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.simulation.codes import SIX_DIGITS
from moto_contacts.simulation.settings import Table, setting


@dataclass(frozen=True)
class SnsSettings:
    """The defaults. A quota is called what is counted, ``_per_`` and of what."""

    in_sandbox: bool = setting(True, "ours", "accounts are in the SMS sandbox")
    sandbox_numbers_per_account: int = setting(
        10, "documented", "numbers in the sandbox of an account and region"
    )
    codes_per_number_per_day: int = setting(
        5, "documented", "codes that are sent to one number of the sandbox in 24 hours"
    )
    code_hours: float = setting(0.25, "inferred", "life time of a code of the sandbox")
    subscriptions: str = setting(
        "any",
        "ours",
        "any: moto confirms subscriptions at once, as ever; confirmed: those of mail and http(s) "
        "wait for their token, and get nothing before",
        ("any", "confirmed"),
    )
    token_hours: float = setting(
        48.0, "documented", "life time of a token that confirms a subscription"
    )
    pending_hours: float = setting(
        48.0, "inferred", "after which a subscription that nobody has confirmed is gone"
    )
    http_endpoints: str = setting(
        "loopback",
        "ours",
        "loopback: what endpoints of http(s) are to confirm goes to this machine alone, or to who "
        "stands in for them in this process; any: to wherever they are",
        ("loopback", "any"),
    )
    strict_deletion: bool = setting(
        False,
        "documented",
        "refuse to delete a number of the sandbox until 24 hours after it was verified or sent to",
    )
    strict_delivery: bool = setting(
        False,
        "documented",
        "in the sandbox, SMS to numbers that are not verified fail; they are accepted in any case",
    )


TABLE = Table(SnsSettings, prefix="sns_", codes=SIX_DIGITS)
current = TABLE.current


def checked() -> bool:
    """Whether subscriptions have to be confirmed."""
    return current.subscriptions == "confirmed"
