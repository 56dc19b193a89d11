"""Hand-offs are counted, not walked through: the count against that of a walk."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moto_contacts.services.ssmcontacts.hand_offs import HandOffs, Months, Turn, cycle
from moto_contacts.services.ssmcontacts.zones import local
from tests.services.ssmcontacts.steps import daily, time_of_day

DAY = timedelta(days=1)


def hand_offs(recurrence: dict[str, Any], zone: str, start: datetime) -> HandOffs:
    found = ZoneInfo(zone)
    return HandOffs(cycle(recurrence, local(start, found)), found, start)


def check_count(of: HandOffs, days: int) -> None:
    """The turn of any moment is that which a walk from the start comes to."""
    end = of.start + days * DAY
    walked = list(takewhile(lambda turn: turn.start < end, of.turns(of.start)))
    assert [turn.number for turn in walked] == list(range(len(walked)))
    for turn in walked:
        for moment in (turn.start, turn.start + (turn.end - turn.start) / 2):
            assert next(of.turns(moment)) == turn


#: Of the night, when clocks are moved, and some of the day.
HALF_HOURS = [time_of_day(hour, minute) for hour in (0, 1, 2, 3, 4, 12, 23) for minute in (0, 30)]
#: Zone -> a day before something happens to its clocks.
BEFORE = {
    "America/New_York": "2026-03-07",
    "America/Nuuk": "2026-03-27",
    "Australia/Lord_Howe": "2026-10-02",
    "Antarctica/Troll": "2026-03-27",
    "Pacific/Apia": "2011-12-28",
    "Africa/Casablanca": "2026-03-20",
}


@pytest.mark.parametrize("zone", BEFORE)
@pytest.mark.parametrize("multiplier", [1, 2])
class TestSkippedTimes:
    """Hand-offs at every half hour: of those that are skipped, each is one with a later one."""

    def test_of_days(self, zone: str, multiplier: int) -> None:
        start = datetime.fromisoformat(f"{BEFORE[zone]}T00:10").replace(tzinfo=timezone.utc)
        recurrence = daily(RecurrenceMultiplier=multiplier, DailySettings=HALF_HOURS)

        check_count(hand_offs(recurrence, zone, start), 6)

    def test_of_months(self, zone: str, multiplier: int) -> None:
        start = datetime.fromisoformat(f"{BEFORE[zone]}T00:10").replace(tzinfo=timezone.utc)
        settings_ = [
            {"DayOfMonth": day, "HandOffTime": time}
            for day in (1, 8, 29, 30, 31)
            for time in (*HALF_HOURS[:8:2], *HALF_HOURS[-3:])
        ]
        recurrence = daily(
            RecurrenceMultiplier=multiplier, DailySettings=[], MonthlySettings=settings_
        )

        check_count(hand_offs(recurrence, zone, start), 100)


@settings(deadline=None)
@given(
    st.integers(1900, 2400),
    st.integers(1, 12),
    st.integers(1, 100),
    st.lists(st.integers(27, 31), min_size=1, max_size=5),
    st.integers(0, 400),
)
def test_months_are_counted_as_they_are(
    year: int, month: int, multiplier: int, days: list[int], periods: int
) -> None:
    nine = timedelta(hours=9)
    of = Months(datetime(year, month, 1), multiplier, frozenset((day, nine) for day in days))

    walked = [of.hand_offs(period) for period in range(periods)]
    assert of.total(periods) == sum(map(len, walked))
    assert all(of.period(each) == period for period, found in enumerate(walked) for each in found)


def test_of_a_rotation_that_is_old() -> None:
    """The days from 2020 to 2099, whatever its clocks have done in between."""
    start = datetime(2020, 1, 1, 8, tzinfo=timezone.utc)
    turn = next(hand_offs(daily(8), "Europe/London", start).turns(start.replace(year=2099)))

    days = 79 * 365 + 20
    assert turn == Turn(days, start.replace(year=2099), start.replace(year=2099) + DAY)
