"""The rules of rotations: what recurrences, time zones and starts they may have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from moto_contacts.services.ssmcontacts import errors, zones
from moto_contacts.services.ssmcontacts.coverage import window
from moto_contacts.services.ssmcontacts.shifts import Shifts, shifts

_SETTINGS = ("DailySettings", "WeeklySettings", "MonthlySettings")
#: The shortest time that may be covered, or overridden. Source: documented, for the console.
SHORTEST = timedelta(minutes=30)
#: The years of starts, with which no shift begins or ends where dates do. Source: ours.
_FIRST_YEAR, LAST_YEAR = 1900, 9000


def checked(
    members: Sequence[str], recurrence: Mapping[str, Any], time_zone: str, start: datetime
) -> Shifts:
    """The shifts of a rotation. Errors: ValidationException. Source: documented, inferred."""
    if len([each for each in _SETTINGS if recurrence.get(each)]) != 1:
        raise errors.invalid("recurrence")
    if recurrence["NumberOfOnCalls"] > len(members):
        raise errors.invalid("on calls")
    _check_coverage(recurrence.get("ShiftCoverages") or {})
    if not _FIRST_YEAR <= start.year < LAST_YEAR:
        raise errors.invalid("start", first=str(_FIRST_YEAR), last=str(LAST_YEAR))
    try:
        zone = zones.find(time_zone)
    except LookupError:
        raise errors.invalid("time zone", zone=time_zone) from None
    return shifts(members, recurrence, zone, start)


def _check_coverage(coverages: Mapping[str, Any]) -> None:
    for day, times in coverages.items():
        if not times or any(len(each) < 2 for each in times):
            raise errors.invalid("coverage", day=day)
        windows = (window(each["Start"], each["End"]) for each in times)
        if any(end - start < SHORTEST for start, end in windows):
            raise errors.invalid("short coverage", day=day)
