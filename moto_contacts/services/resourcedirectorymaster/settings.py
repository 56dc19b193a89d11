"""Switches and quotas of Alibaba's message contacts."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.simulation.settings import Table, setting


@dataclass(frozen=True)
class ResourceDirectorySettings:
    """The defaults. A quota is called what is counted, ``_per_`` and of what."""

    site: str = setting(
        "china",
        "documented",
        "china: numbers begin with 86-; international: with any country code",
        ("china", "international"),
    )
    contacts_per_directory: int = setting(20, "documented", "message contacts of a directory")
    bindings_per_contact: int = setting(
        10, "documented", "members, folders and roots that a contact is bound to"
    )
    targets_per_call: int = setting(
        5, "documented", "members, folders and roots that one call binds or unbinds"
    )
    messages_per_account_per_day: int = setting(
        100, "documented", "mails and SMS of an account in 24 hours"
    )
    messages_per_address_per_minute: int = setting(
        10, "documented", "mails or SMS to one address in a minute"
    )
    link_hours: float | None = setting(
        None, "inferred", "life time of a verification link; none for ever"
    )
    members: list[str] | None = setting(
        None, "ours", "ids that the directory has, a JSON list in the environment; none for any"
    )
    undeletable_members: list[str] | None = setting(
        None, "ours", "members that do not let go of a contact; its deletion fails"
    )


TABLE = Table(ResourceDirectorySettings, prefix="resourcedirectory_")
current = TABLE.current
