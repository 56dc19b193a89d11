"""The shifts of a rotation by walking from its start, day by day; slow, and plain enough to trust.

Shares nothing with what it is compared with but the data.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
_WEEK = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]

Walked = list[tuple[datetime, datetime, list[str]]]


def walk(
    members: list[str], recurrence: dict[str, Any], zone: ZoneInfo, start: datetime, end: datetime
) -> Walked:
    """Start, end and members of all shifts that start before ``end``."""
    first = start.astimezone(zone).date()
    # A period may have begun before the rotation, and the last shift ends long after the range.
    days = [first + number * DAY for number in range(-40, (end - start).days + 700)]
    rule = _RULES[next(kind for kind in _RULES if recurrence.get(kind))]
    moments = {
        moment
        for day in days
        for hand_off in rule(recurrence, first, day)
        if (moment := _moment(day, hand_off, zone)) > start
    }
    cuts = [start, *sorted(moments)]
    team, found = recurrence["NumberOfOnCalls"], []
    for number, (begins, ends) in enumerate(pairwise(cuts)):
        on_call = [members[(number * team + each) % len(members)] for each in range(team)]
        found += [(*piece, on_call) for piece in _covered(recurrence, zone, begins, ends)]
    return [each for each in found if each[0] < end]


def _daily(recurrence: dict[str, Any], first: date, day: date) -> Iterator[dict[str, int]]:
    passed = (day - first).days
    if passed >= 0 and passed % recurrence["RecurrenceMultiplier"] == 0:
        yield from recurrence["DailySettings"]


def _weekly(recurrence: dict[str, Any], first: date, day: date) -> Iterator[dict[str, int]]:
    monday, first_monday = (each - each.weekday() * DAY for each in (day, first))
    weeks = (monday - first_monday).days // 7
    if weeks >= 0 and weeks % recurrence["RecurrenceMultiplier"] == 0:
        for setting in recurrence["WeeklySettings"]:
            if setting["DayOfWeek"] == _WEEK[day.weekday()]:
                yield setting["HandOffTime"]


def _monthly(recurrence: dict[str, Any], first: date, day: date) -> Iterator[dict[str, int]]:
    months = 12 * (day.year - first.year) + day.month - first.month
    if months >= 0 and months % recurrence["RecurrenceMultiplier"] == 0:
        for setting in recurrence["MonthlySettings"]:
            if day.day == min(setting["DayOfMonth"], monthrange(day.year, day.month)[1]):
                yield setting["HandOffTime"]


_RULES = {"DailySettings": _daily, "WeeklySettings": _weekly, "MonthlySettings": _monthly}


def _covered(
    recurrence: dict[str, Any], zone: ZoneInfo, begins: datetime, ends: datetime
) -> list[tuple[datetime, datetime]]:
    coverages = recurrence.get("ShiftCoverages")
    if not coverages:
        return [(begins, ends)]
    pieces: list[tuple[datetime, datetime]] = []
    day, last = begins.astimezone(zone).date() - 3 * DAY, ends.astimezone(zone).date() + 3 * DAY
    while day <= last:
        for window in coverages.get(_WEEK[day.weekday()], []):
            opens = _moment(day, window["Start"], zone)
            later = _minutes(window["End"]) <= _minutes(window["Start"])
            closes = _moment(day + later * DAY, window["End"], zone)
            if max(opens, begins) < min(closes, ends):
                pieces.append((max(opens, begins), min(closes, ends)))
        day += DAY
    merged: list[tuple[datetime, datetime]] = []
    for opens, closes in sorted(pieces):
        if merged and opens <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return merged


def _minutes(at: dict[str, int]) -> int:
    return 60 * at["HourOfDay"] + at["MinuteOfHour"]


def _moment(day: date, at: dict[str, int], zone: ZoneInfo) -> datetime:
    local = datetime.combine(day, time(at["HourOfDay"], at["MinuteOfHour"]), tzinfo=zone)
    return local.astimezone(timezone.utc)
