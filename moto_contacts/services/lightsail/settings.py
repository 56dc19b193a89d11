"""Switches and quotas of Lightsail."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.simulation.settings import Table, setting


@dataclass(frozen=True)
class LightsailSettings:
    """The defaults. A quota is called what is counted, ``_per_`` and of what."""

    duplicates: str = setting(
        "strict",
        "inferred",
        "strict: a second contact method of a protocol is refused; "
        "lenient: the same endpoint is a no-op, another one replaces it",
        ("strict", "lenient"),
    )
    link_hours: float = setting(24.0, "documented", "life time of a verification link")
    sms_enabled: bool = setting(
        True, "documented", "false: no region takes SMS, as the user guide says since 2021"
    )


TABLE = Table(LightsailSettings, prefix="lightsail_")
current = TABLE.current
