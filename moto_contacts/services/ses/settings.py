"""Switches and quotas of ses."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.simulation.settings import Table, setting


@dataclass(frozen=True)
class SesSettings:
    """The defaults. A quota is called what is counted, ``_per_`` and of what."""

    identities: str = setting(
        "any",
        "ours",
        "any: moto verifies addresses at once, as ever; verified: they are pending until the link "
        "in the mail is opened, and send nothing before",
        ("any", "verified"),
    )
    custom_verification_email_templates_per_account: int = setting(
        50, "documented", "templates of custom verification mails of an account and region"
    )
    link_hours: float = setting(
        24.0, "documented", "life time of a link that verifies an address; then it has failed"
    )
    in_sandbox: bool = setting(
        False,
        "ours",
        "accounts are in the sandbox: no custom verification mails, and where identities are "
        "verified, mails to verified ones alone",
    )


TABLE = Table(SesSettings, prefix="ses_")
current = TABLE.current


def checked() -> bool:
    """Whether addresses have to be verified."""
    return current.identities == "verified"
