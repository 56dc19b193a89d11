"""Switches and quotas of ssm-incidents."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.simulation.settings import Table, setting


@dataclass(frozen=True)
class SsmIncidentsSettings:
    """The defaults. A quota is called what is counted, ``_per_`` and of what."""

    regions_per_replication_set: int = setting(3, "documented", "regions of a replication set")
    tags_per_resource: int = setting(50, "documented", "tags of a replication set")
    replication_minutes: float = setting(
        0.0,
        "ours",
        "how long a replication set is CREATING, UPDATING or DELETING by the clock; 0: not at all",
    )


TABLE = Table(SsmIncidentsSettings, prefix="ssm_incidents_")
current = TABLE.current
