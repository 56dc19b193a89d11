"""The shifts of rotations: who, from when to when, worked by hand."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from moto_contacts.services.ssmcontacts.shifts import Override, Shift, shifts
from tests.services.ssmcontacts.steps import daily, time_of_day

Turns = list[tuple[str, str, str]]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


def weekly(*times: tuple[str, int], **members: Any) -> dict[str, Any]:
    settings = [{"DayOfWeek": day, "HandOffTime": time_of_day(hour)} for day, hour in times]
    return {
        "NumberOfOnCalls": 1,
        "RecurrenceMultiplier": 1,
        "WeeklySettings": settings,
        **members,
    }


def monthly(*times: tuple[int, int], **members: Any) -> dict[str, Any]:
    settings = [{"DayOfMonth": day, "HandOffTime": time_of_day(hour)} for day, hour in times]
    return {
        "NumberOfOnCalls": 1,
        "RecurrenceMultiplier": 1,
        "MonthlySettings": settings,
        **members,
    }


def hours(start: int, end: int) -> list[dict[str, Any]]:
    return [{"Start": time_of_day(start), "End": time_of_day(end)}]


def told(found: Shift) -> tuple[str, str, str]:
    """Members, start and end, as short as whole minutes are written."""
    start, end = (f"{each:%Y-%m-%dT%H:%M}" for each in (found.start, found.end))
    return "".join(found.members), start, end


WORKED: dict[str, tuple[str, str, str, dict[str, Any], Turns]] = {
    "an hour is lost in spring": (
        "ABC",
        "America/Los_Angeles",
        "2024-03-08T17:00",
        daily(9),
        [
            ("A", "2024-03-08T17:00", "2024-03-09T17:00"),
            ("B", "2024-03-09T17:00", "2024-03-10T16:00"),
            ("C", "2024-03-10T16:00", "2024-03-11T16:00"),
            ("A", "2024-03-11T16:00", "2024-03-12T16:00"),
        ],
    ),
    "an hour is won in autumn": (
        "AB",
        "America/Los_Angeles",
        "2024-11-02T16:00",
        daily(9),
        [
            ("A", "2024-11-02T16:00", "2024-11-03T17:00"),
            ("B", "2024-11-03T17:00", "2024-11-04T17:00"),
        ],
    ),
    "twice a day, in any order": (
        "AB",
        "UTC",
        "2024-01-01T09:00",
        daily(21, 9),
        [
            ("A", "2024-01-01T09:00", "2024-01-01T21:00"),
            ("B", "2024-01-01T21:00", "2024-01-02T09:00"),
            ("A", "2024-01-02T09:00", "2024-01-02T21:00"),
        ],
    ),
    "the whole team changes": (
        "ABC",
        "UTC",
        "2024-01-01T09:00",
        weekly(("MON", 9), NumberOfOnCalls=2),
        [
            ("AB", "2024-01-01T09:00", "2024-01-08T09:00"),
            ("CA", "2024-01-08T09:00", "2024-01-15T09:00"),
            ("BC", "2024-01-15T09:00", "2024-01-22T09:00"),
            ("AB", "2024-01-22T09:00", "2024-01-29T09:00"),
        ],
    ),
    "every other week, started in the middle of one": (
        "AB",
        "UTC",
        "2024-01-03T12:00",
        weekly(("MON", 10), RecurrenceMultiplier=2),
        [
            ("A", "2024-01-03T12:00", "2024-01-15T10:00"),
            ("B", "2024-01-15T10:00", "2024-01-29T10:00"),
        ],
    ),
    "every third day": (
        "AB",
        "UTC",
        "2024-01-01T08:00",
        daily(9, RecurrenceMultiplier=3),
        [
            ("A", "2024-01-01T08:00", "2024-01-01T09:00"),
            ("B", "2024-01-01T09:00", "2024-01-04T09:00"),
            ("A", "2024-01-04T09:00", "2024-01-07T09:00"),
        ],
    ),
    "the last day of every month": (
        "AB",
        "UTC",
        "2024-01-15T00:00",
        monthly((31, 8)),
        [
            ("A", "2024-01-15T00:00", "2024-01-31T08:00"),
            ("B", "2024-01-31T08:00", "2024-02-29T08:00"),
            ("A", "2024-02-29T08:00", "2024-03-31T08:00"),
            ("B", "2024-03-31T08:00", "2024-04-30T08:00"),
        ],
    ),
    "the 30th and the 31st are one day in a month of 30": (
        "ABC",
        "UTC",
        "2025-03-31T08:00",
        monthly((30, 8), (31, 8)),
        [
            ("A", "2025-03-31T08:00", "2025-04-30T08:00"),
            ("B", "2025-04-30T08:00", "2025-05-30T08:00"),
            ("C", "2025-05-30T08:00", "2025-05-31T08:00"),
        ],
    ),
    "two times that the clocks skip to one": (
        "ABC",
        "America/New_York",
        "2024-03-10T06:00",
        daily(2, 3),
        [
            ("A", "2024-03-10T06:00", "2024-03-10T07:00"),
            ("B", "2024-03-10T07:00", "2024-03-11T06:00"),
            ("C", "2024-03-11T06:00", "2024-03-11T07:00"),
        ],
    ),
    "a time that comes twice counts once, at first": (
        "AB",
        "America/New_York",
        "2024-11-02T12:00",
        daily(1),
        [
            ("A", "2024-11-02T12:00", "2024-11-03T05:00"),
            ("B", "2024-11-03T05:00", "2024-11-04T06:00"),
        ],
    ),
    "a time that is skipped over midnight comes behind one of the next day": (
        "ABC",
        "America/Toronto",
        "1919-03-30T12:00",
        {**daily(), "DailySettings": [time_of_day(0, 30), time_of_day(23, 45)]},
        [
            ("A", "1919-03-30T12:00", "1919-03-31T04:30"),
            ("B", "1919-03-31T04:30", "1919-03-31T04:45"),
            ("C", "1919-03-31T04:45", "1919-04-01T03:45"),
            ("A", "1919-04-01T03:45", "1919-04-01T04:30"),
        ],
    ),
    "so does cover": (
        "A",
        "America/Toronto",
        "1919-03-30T12:00",
        daily(
            RecurrenceMultiplier=50,
            ShiftCoverages={
                "SUN": [{"Start": time_of_day(23, 45), "End": time_of_day(2)}],
                "MON": [{"Start": time_of_day(0, 30), "End": time_of_day(1)}],
            },
        ),
        [
            ("A", "1919-03-31T04:30", "1919-03-31T06:00"),
            ("A", "1919-04-07T03:45", "1919-04-07T06:00"),
        ],
    ),
    "cover that begins in a gap, and is over by then": (
        "A",
        "America/New_York",
        "2024-03-03T00:00",
        daily(
            RecurrenceMultiplier=50,
            ShiftCoverages={"SUN": [{"Start": time_of_day(2, 45), "End": time_of_day(3, 15)}]},
        ),
        [
            ("A", "2024-03-03T07:45", "2024-03-03T08:15"),
            ("A", "2024-03-17T06:45", "2024-03-17T07:15"),
        ],
    ),
    "covered hours": (
        "AB",
        "UTC",
        "2024-01-01T09:00",
        weekly(("MON", 9), ShiftCoverages={"MON": hours(9, 17), "FRI": hours(22, 6)}),
        [
            ("A", "2024-01-01T09:00", "2024-01-01T17:00"),
            ("A", "2024-01-05T22:00", "2024-01-06T06:00"),
            ("B", "2024-01-08T09:00", "2024-01-08T17:00"),
            ("B", "2024-01-12T22:00", "2024-01-13T06:00"),
        ],
    ),
    "hand-offs count on days without cover": (
        "ABC",
        "UTC",
        "2024-01-01T09:00",
        daily(9, ShiftCoverages={"MON": hours(8, 12)}),
        [
            ("A", "2024-01-01T09:00", "2024-01-01T12:00"),
            ("A", "2024-01-08T08:00", "2024-01-08T09:00"),
            ("B", "2024-01-08T09:00", "2024-01-08T12:00"),
        ],
    ),
    "equal ends are a day, and what touches is one": (
        "AB",
        "UTC",
        "2024-01-01T09:00",
        weekly(
            ("MON", 9), ShiftCoverages={"MON": hours(6, 6), "TUE": [*hours(6, 8), *hours(7, 9)]}
        ),
        [
            ("A", "2024-01-01T09:00", "2024-01-02T09:00"),
            ("A", "2024-01-08T06:00", "2024-01-08T09:00"),
            ("B", "2024-01-08T09:00", "2024-01-09T09:00"),
        ],
    ),
}


@pytest.mark.parametrize("case", WORKED)
def test_worked_by_hand(case: str) -> None:
    members, zone, start, recurrence, expected = WORKED[case]
    found = shifts(members, recurrence, ZoneInfo(zone), utc(start)).between(
        utc(start), utc("2030-01-01T00:00")
    )

    assert [told(each) for each in islice(found, len(expected))] == expected


class TestSeeking:
    def first(self, recurrence: dict[str, Any], zone: str, start: str, since: str) -> Any:
        found = shifts("AB", recurrence, ZoneInfo(zone), utc(start)).between(
            utc(since), utc("2030-01-01T00:00")
        )
        return told(next(found))

    def test_hand_off_that_was_skipped_to_the_next_day(self) -> None:
        """It is half past midnight that day, and the one before is two days ago."""
        recurrence = {**daily(), "DailySettings": [time_of_day(23, 30)]}
        found = self.first(recurrence, "America/Nuuk", "2026-03-20T02:00", "2026-03-29T01:10")

        assert found == ("A", "2026-03-28T01:30", "2026-03-29T01:30")

    def test_cover_that_began_days_ago(self) -> None:
        weekdays = dict.fromkeys(("MON", "TUE", "WED", "THU", "FRI"), hours(0, 0))
        recurrence = monthly((1, 0), ShiftCoverages=weekdays)
        found = self.first(recurrence, "UTC", "2024-01-01T00:00", "2024-01-19T12:00")

        assert found == ("A", "2024-01-15T00:00", "2024-01-20T00:00")


class TestOnCall:
    rotation = shifts("AB", daily(9), ZoneInfo("UTC"), utc("2024-01-01T09:00"))

    @pytest.mark.parametrize(
        ("at", "members"),
        [
            ("2024-01-01T08:59:59.999999", []),
            ("2024-01-01T09:00", ["A"]),
            ("2024-01-02T08:59:59.999999", ["A"]),
            ("2024-01-02T09:00", ["B"]),
        ],
    )
    def test_changes_at_the_hand_off(self, at: str, members: list[str]) -> None:
        assert self.rotation.on_call(utc(at)) == members

    def test_of_an_override(self) -> None:
        night = [Override(utc("2024-01-01T20:00"), utc("2024-01-01T21:00"), ["B", "C"])]

        found = [
            self.rotation.on_call(utc(f"2024-01-01T{hour}:00"), night) for hour in (19, 20, 21)
        ]
        assert found == [["A"], ["B", "C"], ["A"]]


class TestOverrides:
    def between(self, *overrides: Override, recurrence: Any = None) -> list[tuple[Any, ...]]:
        start = utc("2024-01-01T09:00")
        found = shifts("AB", recurrence or daily(9), ZoneInfo("UTC"), start).between(
            start, start + timedelta(days=2), overrides
        )
        return [
            (*(text[5:] for text in told(each)[1:]), told(each)[0], each.overridden)
            for each in found
        ]

    def test_cuts_a_shift(self) -> None:
        night = Override(utc("2024-01-01T20:00"), utc("2024-01-01T21:00"), ["C"])

        assert self.between(night) == [
            ("01-01T09:00", "01-01T20:00", "A", None),
            ("01-01T20:00", "01-01T21:00", "C", ["A"]),
            ("01-01T21:00", "01-02T09:00", "A", None),
            ("01-02T09:00", "01-03T09:00", "B", None),
        ]

    def test_over_two_shifts_is_an_entry_of_each(self) -> None:
        both = Override(utc("2024-01-01T09:00"), utc("2024-01-02T10:00"), ["C"])

        assert self.between(both) == [
            ("01-01T09:00", "01-02T09:00", "C", ["A"]),
            ("01-02T09:00", "01-02T10:00", "C", ["B"]),
            ("01-02T10:00", "01-03T09:00", "B", None),
        ]

    def test_newest_wins(self) -> None:
        long = Override(utc("2024-01-01T12:00"), utc("2024-01-01T18:00"), ["C"])
        short = Override(utc("2024-01-01T13:00"), utc("2024-01-01T14:00"), ["D"])

        assert self.between(long, short)[1:4] == [
            ("01-01T12:00", "01-01T13:00", "C", ["A"]),
            ("01-01T13:00", "01-01T14:00", "D", ["A"]),
            ("01-01T14:00", "01-01T18:00", "C", ["A"]),
        ]
        assert self.between(short, long)[1] == ("01-01T12:00", "01-01T18:00", "C", ["A"])

    def test_nobody(self) -> None:
        whole = Override(utc("2024-01-01T00:00"), utc("2024-01-02T09:00"), [])

        assert self.between(whole)[0] == ("01-01T09:00", "01-02T09:00", "", ["A"])

    def test_covers_nothing_by_itself(self) -> None:
        days = Override(utc("2024-01-01T09:00"), utc("2024-01-03T00:00"), ["C"])
        tuesday = daily(9, ShiftCoverages={"TUE": hours(8, 10)})

        assert self.between(days, recurrence=tuesday) == [
            ("01-02T08:00", "01-02T09:00", "C", ["A"]),
            ("01-02T09:00", "01-02T10:00", "C", ["B"]),
        ]
