"""The rules of rotations: what recurrences, time zones and starts they may have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any

from dateutil.relativedelta import relativedelta

from moto_contacts.services.ssmcontacts import errors, zones
from moto_contacts.services.ssmcontacts.coverage import window

_SETTINGS = ("DailySettings", "WeeklySettings", "MonthlySettings")
#: The shortest time that may be covered, or overridden. Source: documented, for the console.
_SHORTEST = timedelta(minutes=30)
#: How long before it begins an override may be made. Source: documented, for the console.
_AHEAD = relativedelta(months=6)
#: When rotations may start, and their shifts are listed: well within what dates can hold.
#: Source: ours.
_FIRST, _LAST = (datetime(year, 1, 1, tzinfo=timezone.utc) for year in (1900, 9000))


def check(
    members: Sequence[object], recurrence: Mapping[str, Any], time_zone: str, start: datetime
) -> None:
    """Errors: ValidationException for what is no rotation. Source: documented, inferred."""
    if len([each for each in _SETTINGS if recurrence.get(each)]) != 1:
        raise errors.invalid("recurrence")
    if recurrence["NumberOfOnCalls"] > len(members):
        raise errors.invalid("on calls")
    _check_coverage(recurrence.get("ShiftCoverages") or {})
    if not _FIRST <= start < _LAST:
        raise errors.invalid("start", first=f"{_FIRST:%Y}", last=f"{_LAST:%Y}")
    try:
        zones.find(time_zone)
    except LookupError:
        raise errors.invalid("time zone", zone=time_zone) from None


def _check_coverage(coverages: Mapping[str, Any]) -> None:
    for day, times in coverages.items():
        if not times or any(len(each) < 2 for each in times):
            raise errors.invalid("coverage", day=day)
        windows = (window(each["Start"], each["End"]) for each in times)
        if any(end - start < _SHORTEST for start, end in windows):
            raise errors.invalid("short coverage", day=day)


def check_order(start: datetime, end: datetime) -> None:
    """Errors: ValidationException where the end is not later than the start. Source: inferred."""
    if end <= start:
        raise errors.invalid("times")


def check_override(start: datetime, end: datetime, now: datetime) -> None:
    """Errors: ValidationException. Source: documented for the console, inferred."""
    check_order(start, end)
    if end - start < _SHORTEST:
        raise errors.invalid("short override")
    if end <= now:
        raise errors.invalid("past override")
    if start > now + _AHEAD:
        raise errors.invalid("far override")


def within_time(end: datetime) -> datetime:
    """The end of a range, or the latest there can be. Source: ours."""
    return min(end, _LAST)
