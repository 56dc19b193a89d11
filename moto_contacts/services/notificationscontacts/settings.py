"""Switches and quotas of notificationscontacts."""

from __future__ import annotations

import string
from dataclasses import dataclass

from moto_contacts.simulation.codes import CodeFormat
from moto_contacts.simulation.settings import Table, setting

CODE = CodeFormat(7, string.ascii_lowercase + string.digits)


@dataclass(frozen=True)
class NotificationsContactsSettings:
    """The defaults. A quota is called what is counted, ``_per_`` and of what."""

    email_contacts_per_account: int = setting(100, "inferred", "e-mail contacts of an account")
    code_hours: float = setting(12.0, "documented", "life time of an activation code")
    attempts_per_code: int = setting(
        5, "documented", "wrong codes after which a new code must be sent"
    )
    tags_per_resource: int = setting(200, "documented", "tags of a contact")


TABLE = Table(NotificationsContactsSettings, prefix="notifications_contacts_", codes=CODE)
current = TABLE.current
