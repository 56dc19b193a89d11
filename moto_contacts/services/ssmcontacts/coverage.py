"""The hours of the week that a rotation covers. Source: inferred, but for what coverage is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from moto_contacts.services.ssmcontacts import zones
from moto_contacts.services.ssmcontacts.hand_offs import DAYS_OF_WEEK, Turn, time_of
from moto_contacts.services.ssmcontacts.zones import DAY

#: A time, and one behind it.
Piece = tuple[datetime, datetime]
#: Likewise, both from midnight; the second may be on the next day.
Window = tuple[timedelta, timedelta]

#: Before any moment there is one without cover in this time, even if the clocks have skipped one.
_ENOUGH = timedelta(days=21)


def windows(coverages: Mapping[str, Any]) -> dict[int, list[Window]]:
    """The windows of a structure ``ShiftCoverages``, by the day of the week (0 is Monday)."""
    return {
        DAYS_OF_WEEK.index(day): [window(each["Start"], each["End"]) for each in times]
        for day, times in coverages.items()
    }


def window(start: Mapping[str, int], end: Mapping[str, int]) -> Window:
    """From one ``HandOffTime`` to the next other one: 24 hours where they are the same."""
    begin, until = time_of(start), time_of(end)
    return begin, until if until > begin else until + DAY


def covers_all(by_day: Mapping[int, Sequence[Window]]) -> bool:
    """Whether the windows leave no minute of any week."""
    week = sorted(
        (start + day * DAY, end + day * DAY) for day in by_day for start, end in by_day[day]
    )
    first = reach = week[0][0]
    for start, end in week:
        if start > reach:
            return False
        reach = max(reach, end)
    return reach >= first + 7 * DAY


@dataclass(frozen=True, slots=True)
class Coverage:
    """Hours of the week that do not cover all of it, in a time zone."""

    by_day: Mapping[int, Sequence[Window]]
    zone: ZoneInfo

    def covered(self, turns: Iterable[Turn], since: datetime) -> Iterator[Turn]:
        """What is covered of the turns from that of ``since`` on: whole pieces, in order."""
        hours = self._hours(since - _ENOUGH)
        opens, closes = next(hours)
        for number, start, end in turns:  # pragma: no branch  # they have no end
            while opens < end:
                if closes > start:
                    yield Turn(number, max(opens, start), min(closes, end))
                if closes > end:
                    break
                opens, closes = next(hours)

    def _hours(self, since: datetime) -> Iterator[Piece]:
        """All times of cover from the day of a moment on, in order and apart."""
        day = zones.local(since, self.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        pieces = zones.in_order(map(self._day, _days(day)))
        last = next(pieces)
        for opens, closes in pieces:  # pragma: no branch  # they have no end
            if opens > last[1]:
                yield last
                last = opens, closes
            elif closes > last[1]:
                last = last[0], closes

    def _day(self, day: datetime) -> tuple[Any, list[Piece]]:
        found = [
            (zones.moment(day + opens, self.zone), zones.moment(day + closes, self.zone))
            for opens, closes in self.by_day.get(day.weekday(), ())
        ]
        pieces = [piece for piece in found if piece[0] < piece[1]]  # else all of it is skipped
        return (zones.moment(day + DAY, self.zone) - DAY,), pieces


def _days(first: datetime) -> Iterator[datetime]:
    while True:
        yield first
        first += DAY
