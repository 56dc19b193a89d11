"""When a rotation is handed off: its recurrence, in its time zone.

Source of it all: inferred, but for what a multiplier and a start are. Nothing here walks from the
start of a rotation: what lies before a moment is counted, by how many hand-offs a period has. What
makes that less than a multiplication is that hand-offs may fall together, and then are one: the
30th and the 31st in a month of 30 days, 2:30 and 3:30 where the clocks skip from 2 to 3.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import count, takewhile
from math import gcd
from typing import Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from moto_contacts.services.ssmcontacts import zones
from moto_contacts.services.ssmcontacts.zones import DAY

#: As weeks begin.
DAYS_OF_WEEK = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


class Turn(NamedTuple):
    """What lies between two hand-offs; the first turn, number 0, begins with the rotation."""

    number: int
    start: datetime
    end: datetime


class Cycle(Protocol):
    """Equal periods of local time, one behind another, and the hand-offs within each."""

    @property
    def anchor(self) -> datetime:
        """When the first of them begins."""
        ...

    @property
    def times_of_day(self) -> set[timedelta]:
        """The times of day at which there are hand-offs."""
        ...

    def period(self, local: datetime) -> int:
        """In which period a local time is; the first is 0."""
        ...

    def begin(self, period: int) -> datetime:
        """When a period begins."""
        ...

    def hand_offs(self, period: int) -> set[datetime]:
        """The local times within a period."""
        ...

    def has(self, local: datetime) -> bool:
        """Whether there is a hand-off at a local time."""
        ...

    def total(self, periods: int) -> int:
        """How many different local times there are in the first so many periods."""
        ...


@dataclass(frozen=True, slots=True)
class Days:
    """Periods of a number of days, with hand-offs so long behind the beginning of each."""

    anchor: datetime
    length: int
    offsets: frozenset[timedelta]

    @property
    def times_of_day(self) -> set[timedelta]:
        return {offset % DAY for offset in self.offsets}

    def period(self, local: datetime) -> int:
        return (local - self.anchor).days // self.length

    def begin(self, period: int) -> datetime:
        return self.anchor + timedelta(days=period * self.length)

    def hand_offs(self, period: int) -> set[datetime]:
        begin = self.begin(period)
        return {begin + offset for offset in self.offsets}

    def has(self, local: datetime) -> bool:
        return local - self.begin(self.period(local)) in self.offsets

    def total(self, periods: int) -> int:
        return periods * len(self.offsets)


@dataclass(frozen=True, slots=True)
class Months:
    """Periods of a number of months, with hand-offs on these days, or the last, of the first."""

    anchor: datetime
    length: int
    offsets: frozenset[tuple[int, timedelta]]

    @property
    def times_of_day(self) -> set[timedelta]:
        return {time for _, time in self.offsets}

    def period(self, local: datetime) -> int:
        years, months = local.year - self.anchor.year, local.month - self.anchor.month
        return (12 * years + months) // self.length

    def begin(self, period: int) -> datetime:
        begin: datetime = self.anchor + relativedelta(months=period * self.length)
        return begin

    def hand_offs(self, period: int) -> set[datetime]:
        begin = self.begin(period)
        return {begin + relativedelta(day=day) + time for day, time in self.offsets}

    def has(self, local: datetime) -> bool:
        return local in self.hand_offs(self.period(local))

    def total(self, periods: int) -> int:
        counts = {days: self._count(days) for days in (28, 29, 30, 31)}
        around = 12 // gcd(12, self.length)  # periods until it is the same month of the year
        total = 0
        for period in range(min(around, periods)):
            begin, visits = self.begin(period), len(range(period, periods, around))
            leaps = 0
            if begin.month == 2:
                leaps = _leap_years(begin.year, around * self.length // 12, visits)
            _, days = calendar.monthrange(1999, begin.month)
            total += leaps * counts[29] + (visits - leaps) * counts[days]
        return total

    def _count(self, days: int) -> int:
        """The hand-offs of a month of so many days."""
        return len({(min(day, days), time) for day, time in self.offsets})


def _leap_years(first: int, step: int, years: int) -> int:
    """How many of so many years are leap years, of which each is ``step`` behind the one before."""

    def divisible_by(divisor: int) -> int:
        again = divisor // gcd(step, divisor)
        hits = (each for each in range(again) if (first + each * step) % divisor == 0)
        return len(range(next(hits, years), years, again))

    return divisible_by(4) - divisible_by(100) + divisible_by(400)


def cycle(recurrence: Mapping[str, Any], start: datetime) -> Cycle:
    """The cycle of a structure ``RecurrenceSettings``, for a rotation that starts at a local time.

    Of the kinds of settings the structure has exactly one.
    """
    multiplier = recurrence["RecurrenceMultiplier"]
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    if daily := recurrence.get("DailySettings"):
        return Days(midnight, multiplier, frozenset(map(time_of, daily)))
    if weekly := recurrence.get("WeeklySettings"):
        offsets = {
            DAYS_OF_WEEK.index(each["DayOfWeek"]) * DAY + time_of(each["HandOffTime"])
            for each in weekly
        }
        monday = midnight - timedelta(days=midnight.weekday())
        return Days(monday, 7 * multiplier, frozenset(offsets))
    monthly = {
        (each["DayOfMonth"], time_of(each["HandOffTime"])) for each in recurrence["MonthlySettings"]
    }
    return Months(midnight.replace(day=1), multiplier, frozenset(monthly))


def time_of(hand_off_time: Mapping[str, int]) -> timedelta:
    """How long after midnight a structure ``HandOffTime`` is."""
    return timedelta(hours=hand_off_time["HourOfDay"], minutes=hand_off_time["MinuteOfHour"])


@dataclass(frozen=True)
class HandOffs:
    """The hand-offs of a rotation that starts at a moment."""

    cycle: Cycle
    zone: ZoneInfo
    start: datetime

    def turns(self, since: datetime) -> Iterator[Turn]:
        """The turn of a moment and all that follow; all there are where none has begun by then."""
        since = max(since, self.start)
        # Two periods early: a hand-off that was skipped late in one of them comes in the next.
        first = max(self.cycle.period(zones.local(since, self.zone)) - 2, 0)
        number = self.cycle.total(first) - self._fallen_together(first) - self._before
        begin = self.start
        for end in self._moments(first):  # pragma: no branch  # they have no end
            if end > since:
                yield Turn(number, begin, end)
            number += 1
            begin = max(begin, end)

    @cached_property
    def _before(self) -> int:
        """The hand-offs of the first period that the rotation starts too late for."""
        return len(list(takewhile(lambda moment: moment <= self.start, self._moments(0))))

    def _moments(self, first: int) -> Iterator[datetime]:
        """The hand-offs of this period and all that follow, in order, each once."""
        last = None
        moments = zones.in_order(map(self._period, count(first)))
        for moment in moments:  # pragma: no branch  # they have no end
            if moment != last:
                yield moment
            last = moment

    def _period(self, period: int) -> tuple[datetime, list[datetime]]:
        found = [zones.moment(each, self.zone) for each in self.cycle.hand_offs(period)]
        return zones.moment(self.cycle.begin(period + 1), self.zone) - DAY, found

    def _fallen_together(self, periods: int) -> int:
        """How many hand-offs of the first periods were skipped to the moment of another one."""
        end = self.cycle.begin(periods)
        only_days = len(self._times) == 1
        return sum(
            self.cycle.has(local + gap.length)
            for gap in zones.gaps(self.zone, self.cycle.anchor.year, end.year, only_days)
            if any((time + gap.length) % DAY in self._times for time in self._times)
            for local in self._between(gap.start, min(gap.end, end))
        )

    @cached_property
    def _times(self) -> set[timedelta]:
        return self.cycle.times_of_day

    def _between(self, start: datetime, end: datetime) -> Iterator[datetime]:
        periods = range(max(self.cycle.period(start), 0), self.cycle.period(end) + 1)
        for period in periods:
            yield from (each for each in self.cycle.hand_offs(period) if start <= each < end)
