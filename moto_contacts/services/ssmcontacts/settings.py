"""Switches and quotas of ssm-contacts."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.simulation.codes import SIX_DIGITS
from moto_contacts.simulation.settings import Table, setting


@dataclass(frozen=True)
class SsmContactsSettings:
    """The defaults. A quota is called what is counted, ``_per_`` and of what."""

    onboarded: bool = setting(
        True, "seen", "false: no account is, but in the regions of its replication set"
    )
    contacts_per_account: int = setting(1000, "seen", "contacts of an account and region")
    stages_per_plan: int = setting(10, "seen", "stages of a plan")
    targets_per_stage: int = setting(10, "seen", "targets of a stage")
    rotations_per_account: int = setting(500, "seen", "rotations of an account and region")
    rotations_per_schedule: int = setting(8, "documented", "rotations of an on-call schedule")
    overrides_per_rotation: int | None = setting(
        None, "inferred", "overrides of a rotation; none for no limit"
    )
    tags_per_resource: int = setting(50, "documented", "tags of a resource")
    paging_seconds: float = setting(
        0.0,
        "ours",
        "how long after its start an engagement begins to page; AWS takes about a second",
    )
    override_members_only: bool = setting(
        True, "documented", "true: only members of a rotation may be in an override of it"
    )
    code_hours: float | None = setting(
        None, "inferred", "life time of an activation code; none for ever"
    )
    codes_per_channel: int | None = setting(
        None, "inferred", "activation codes that may be sent to one channel; none for no limit"
    )


TABLE = Table(SsmContactsSettings, prefix="ssm_contacts_", codes=SIX_DIGITS)
current = TABLE.current
