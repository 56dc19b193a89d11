"""Moments of a time zone: from its clocks to UTC and back, and the hours that its clocks skip.

Pure arithmetic, as are `hand_offs`, `coverage` and `shifts`, which are built on it: moments are
aware and in UTC, a local time is a datetime without a zone.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T", bound=Any)

DAY = timedelta(days=1)
#: Oddities of a zone that follow each other more closely than this are not told apart.
_WEEK = timedelta(days=7)

#: As names are written; what lies beside the zones on a disk (``posix/``, ``localtime``) is none.
_NAME = re.compile(r"[A-Z][\w+-]*(/[A-Z][\w+-]*)*", re.ASCII)
#: What IANA lists, and AWS does not take. Source: documented (no designators like PST).
_REFUSED = frozenset({"EST", "HST", "MST", "Factory"})


def find(name: str) -> ZoneInfo:
    """The zone of this name. Raises `LookupError` for what is none of IANA's."""
    if name in _REFUSED or not _NAME.fullmatch(name):
        raise LookupError(name)
    try:
        return ZoneInfo(name)
    except (LookupError, OSError, ValueError):  # nothing, a folder, another file
        raise LookupError(name) from None


def moment(local: datetime, zone: ZoneInfo) -> datetime:
    """When the clocks show this time: the first time that they do, where they do twice.

    A time that they skip comes as much later as they skip. Source: documented, for Java's clocks.
    """
    return local.replace(tzinfo=zone).astimezone(timezone.utc)


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks show."""
    return at.astimezone(zone).replace(tzinfo=None)


class Gap(NamedTuple):
    """Local times that the clocks skip."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def gaps(zone: ZoneInfo, first: int, last: int, only_days: bool = False) -> Iterator[Gap]:
    """The gaps of these years and the years around them, in order.

    ``only_days`` leaves out years in which no day was skipped, as where a date line has moved.
    """
    for year in range(first - 1, last + 2):
        if not only_days or _loses_a_day(zone, year):
            yield from _gaps(zone, year)


@lru_cache(maxsize=4096)
def _loses_a_day(zone: ZoneInfo, year: int) -> bool:
    """Whether the clocks were set forward by more than any of them is for a summer."""
    start, end = (datetime(each, 1, 1, tzinfo=timezone.utc) for each in (year, year + 1))
    return _offset(zone, end) - _offset(zone, start) > DAY / 2


@lru_cache(maxsize=4096)
def _gaps(zone: ZoneInfo, year: int) -> tuple[Gap, ...]:
    found = []
    week, end = (datetime(each, 1, 1, tzinfo=timezone.utc) for each in (year, year + 1))
    while week < end:
        following = min(week + _WEEK, end)
        while (before := _offset(zone, week)) != _offset(zone, following):
            week = _change(zone, week, following, before)
            after = _offset(zone, week)
            if after > before:
                clocks = week.replace(tzinfo=None)
                found.append(Gap(clocks + before, clocks + after))
        week = following
    return tuple(found)


def _change(zone: ZoneInfo, start: datetime, end: datetime, before: timedelta) -> datetime:
    """The second at which the offset is no longer the one before."""
    seconds = range(int((end - start).total_seconds()))
    changed = partial(_has_changed, zone, start, before)
    return start + timedelta(seconds=bisect_left(seconds, True, key=changed))


def _has_changed(zone: ZoneInfo, start: datetime, before: timedelta, seconds: int) -> bool:
    return _offset(zone, start + timedelta(seconds=seconds)) != before


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    offset = at.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def in_order(batches: Iterable[tuple[T, Iterable[T]]]) -> Iterator[T]:
    """All values in order. Each batch comes with a value that no later batch has a lower one than.

    For batches of local days are in order, but their moments are not quite: a time that is skipped
    comes later than the one after the gap.
    """
    pending: list[T] = []
    for floor, batch in batches:
        for value in batch:
            heapq.heappush(pending, value)
        while pending and pending[0] < floor:
            yield heapq.heappop(pending)
