"""Switches and quotas of Lightsail."""

from __future__ import annotations

import math
from dataclasses import dataclass

from moto_contacts.simulation.settings import Table, setting

#: What alarms may monitor.
RESOURCE_TYPES = ("Instance", "LoadBalancer", "RelationalDatabase")


def _no_number(text: str) -> str:
    try:
        finite = math.isfinite(float(text))
    except ValueError:
        finite = False
    return "" if finite else "which is no number"


def _no_type(text: str) -> str:
    return "" if text in RESOURCE_TYPES else f"which is none of {', '.join(RESOURCE_TYPES)}"


@dataclass(frozen=True)
class LightsailSettings:
    """The defaults. A quota is called what is counted, ``_per_`` and of what."""

    alarms_per_metric: int = setting(2, "documented", "alarms of one metric of one resource")
    duplicates: str = setting(
        "strict",
        "inferred",
        "strict: a second contact method of a protocol is refused; "
        "lenient: the same endpoint is a no-op, another one replaces it",
        ("strict", "lenient"),
    )
    link_hours: float = setting(24.0, "documented", "life time of a verification link")
    metrics: dict[str, str] | None = setting(
        None,
        "ours",
        "resource/metric -> the number that is measured there every five minutes of the clock; "
        "JSON in the environment; what is not named is not measured",
        wrong=_no_number,
    )
    resources: dict[str, str] | None = setting(
        None,
        "ours",
        "resource -> Instance, LoadBalancer or RelationalDatabase: what alarms may monitor; "
        "none: any name, as what has the metric",
        wrong=_no_type,
    )
    sms_enabled: bool = setting(
        True, "documented", "false: no region takes SMS, as the user guide says since 2021"
    )


TABLE = Table(LightsailSettings, prefix="lightsail_")
current = TABLE.current
