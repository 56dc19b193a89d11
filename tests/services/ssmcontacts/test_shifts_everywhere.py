"""The shifts of any rotation in any zone: against those that are found by walking, and by laws."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import islice, pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moto_contacts.services.ssmcontacts.shifts import Override, Shift, Shifts, shifts
from tests.services.ssmcontacts.steps import daily, time_of_day
from tests.services.ssmcontacts.walking import walk

DAY, HOUR = timedelta(days=1), timedelta(hours=1)

#: Zone -> a day on which its clocks are set forward, one on which they are set back, and how far.
CHANGES: dict[str, tuple[str, str, float]] = {
    "America/New_York": ("2026-03-08", "2026-11-01", 1),
    "America/Havana": ("2026-03-08", "2026-11-01", 1),  # at midnight
    "America/Nuuk": ("2026-03-28", "2026-10-24", 1),  # over midnight
    "Europe/Berlin": ("2026-03-29", "2026-10-25", 1),
    "America/Santiago": ("2026-09-06", "2026-04-05", 1),
    "Australia/Adelaide": ("2026-10-04", "2026-04-05", 1),  # half an hour from the next zone
    "Australia/Lord_Howe": ("2026-10-04", "2026-04-05", 0.5),
    "Pacific/Chatham": ("2026-09-27", "2026-04-05", 1),  # 12:45 from UTC
    "Antarctica/Troll": ("2026-03-29", "2026-10-25", 2),
    "Africa/Casablanca": ("2026-03-22", "2026-02-15", 1),  # a summer with a hole
}
#: Zones, and years in which something odd happens to their clocks.
ODD = {
    **dict.fromkeys(CHANGES, 2026),
    "Pacific/Apia": 2011,  # there was no 30 December
    "Pacific/Kiritimati": 1994,  # nor a 31 December
    "Asia/Kolkata": 2026,
    "UTC": 2026,
}


@pytest.mark.parametrize("zone", CHANGES)
class TestChanges:
    """Hand-offs at noon: of six shifts, that in which the clocks change is the odd one."""

    @staticmethod
    def lengths(zone: str, day: str) -> list[float]:
        noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ZoneInfo(zone))
        start = (noon - 3 * DAY).astimezone(timezone.utc)
        found = shifts("AB", daily(12), ZoneInfo(zone), start).between(start, start + 9 * DAY)
        return [(each.end - each.start) / HOUR for each in islice(found, 6)]

    def test_forward(self, zone: str) -> None:
        forward, _, by = CHANGES[zone]
        assert sorted(self.lengths(zone, forward)) == [24 - by, 24, 24, 24, 24, 24]

    def test_back(self, zone: str) -> None:
        _, back, by = CHANGES[zone]
        assert sorted(self.lengths(zone, back), reverse=True) == [24 + by, 24, 24, 24, 24, 24]


times = st.builds(
    time_of_day, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]) | st.integers(0, 59)
)


@st.composite
def recurrences(draw: Any, covered: bool = False) -> dict[str, Any]:
    some = st.integers(1, 3) | st.integers(1, 20)
    kind = draw(st.sampled_from(["DailySettings", "WeeklySettings", "MonthlySettings"]))
    setting = {
        "DailySettings": times,
        "WeeklySettings": st.fixed_dictionaries({"DayOfWeek": days_of_week, "HandOffTime": times}),
        "MonthlySettings": st.fixed_dictionaries(
            {"DayOfMonth": st.integers(26, 31) | st.integers(1, 31), "HandOffTime": times}
        ),
    }[kind]
    recurrence = {
        "NumberOfOnCalls": draw(st.integers(1, 3)),
        "RecurrenceMultiplier": draw(some),
        kind: draw(st.lists(setting, min_size=1, max_size=5)),
    }
    if covered:
        recurrence["ShiftCoverages"] = draw(coverages)
    return recurrence


days_of_week = st.sampled_from(["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"])
coverages = st.dictionaries(
    days_of_week,
    st.lists(st.fixed_dictionaries({"Start": times, "End": times}), min_size=1, max_size=3),
    min_size=1,
)
#: Somewhen in the year of a zone that has something odd in it.
places = st.sampled_from(sorted(ODD)).flatmap(
    lambda zone: st.tuples(
        st.just(ZoneInfo(zone)),
        st.datetimes(
            datetime(ODD[zone], 1, 1),
            datetime(ODD[zone] + 1, 1, 31),
            timezones=st.just(timezone.utc),
        ),
    )
)
MEMBERS = ["a", "b", "c", "d"]
#: How far is walked from a start.
LONG = timedelta(days=120)


def made(recurrence: dict[str, Any], place: tuple[ZoneInfo, datetime]) -> Shifts:
    return shifts(MEMBERS, recurrence, *place)


def plain(found: Shift) -> tuple[datetime, datetime, list[str]]:
    return found.start, found.end, list(found.members)


@settings(deadline=None)
@given(recurrences(), places)
def test_shifts_tile_the_time_line(recurrence: Any, place: Any) -> None:
    start = place[1]
    found = list(islice(made(recurrence, place).between(start, start + LONG), 500))

    assert found[0].start == start
    assert all(one.end == other.start for one, other in pairwise(found))
    assert all(each.start < each.end for each in found)


@settings(deadline=None)
@given(recurrences() | recurrences(covered=True), places)
def test_they_are_those_that_are_found_by_walking(recurrence: Any, place: Any) -> None:
    zone, start = place
    walked = walk(MEMBERS, recurrence, zone, start, start + LONG)
    found = made(recurrence, place)

    assert [plain(each) for each in found.between(start, start + LONG)] == walked


@settings(deadline=None)
@given(
    recurrences() | recurrences(covered=True),
    places,
    st.timedeltas(-DAY, LONG),
    st.timedeltas(timedelta(minutes=1), 40 * DAY),
)
def test_a_range_is_a_slice_of_a_longer_one(
    recurrence: Any, place: Any, after: timedelta, length: timedelta
) -> None:
    start = place[1]
    since, until = start + after, start + after + length
    found = made(recurrence, place)
    whole = [
        each
        for each in found.between(start, start + LONG + 41 * DAY)
        if each.end > since and each.start < until
    ]

    assert list(found.between(since, until)) == whole


overrides = st.lists(
    st.builds(
        lambda after, length, members: (after, after + length, members),
        st.timedeltas(-DAY, 30 * DAY),
        st.timedeltas(30 * timedelta(minutes=1), 10 * DAY),
        st.lists(st.sampled_from(MEMBERS), max_size=2),
    ),
    max_size=4,
)


@settings(deadline=None)
@given(recurrences() | recurrences(covered=True), places, overrides, st.data())
def test_an_override_changes_who_within_its_window(
    recurrence: Any, place: Any, windows: Any, data: Any
) -> None:
    start = place[1]
    found = made(recurrence, place)
    there = [Override(start + begin, start + end, members) for begin, end, members in windows]
    edges = [edge for each in there for edge in (each.start, each.end)]
    near = st.sampled_from(edges) if edges else st.nothing()
    at = data.draw(near | st.timedeltas(-DAY, 40 * DAY).map(lambda after: start + after))

    counting = [each for each in there if each.start <= at < each.end]
    regular = found.on_call(at)
    expected = counting[-1].members if counting and regular else regular
    assert found.on_call(at, there) == expected


@settings(deadline=None)
@given(recurrences() | recurrences(covered=True), places, overrides)
def test_overrides_change_nothing_but_who(recurrence: Any, place: Any, windows: Any) -> None:
    start = place[1]
    found = made(recurrence, place)
    there = [Override(start + begin, start + end, members) for begin, end, members in windows]

    after = list(found.between(start, start + 30 * DAY, there))
    assert covered(after) == covered(list(found.between(start, start + 30 * DAY)))
    for each in after:
        assert each.members in [other.members for other in there] or each.overridden is None


def covered(found: list[Shift]) -> list[tuple[datetime, datetime]]:
    """From when to when anybody is on call, within what is certain to be whole."""
    merged: list[tuple[datetime, datetime]] = []
    for each in found:
        if merged and merged[-1][1] == each.start:
            merged[-1] = (merged[-1][0], each.end)
        else:
            merged.append((each.start, each.end))
    return merged[:-1]
