"""Switches and quotas of ses: none."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.simulation.settings import Table


@dataclass(frozen=True)
class SesSettings:
    """The defaults."""


TABLE = Table(SesSettings, prefix="email_")
current = TABLE.current
