"""Times as the wire has them, in whole milliseconds: what was told finds what it was told of."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MILLISECOND = timedelta(milliseconds=1)
#: Of a millisecond; more than what is lost of it where far seconds are a number with a fraction.
_LOST = 0.05


def in_milliseconds(moment: datetime) -> datetime:
    """The time, cut to whole milliseconds."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def to_seconds(moment: datetime) -> float:
    """The seconds of a time since 1970, counted in milliseconds, so that none is lost in 2038."""
    return (moment - _EPOCH) // _MILLISECOND / 1000


def from_seconds(seconds: float) -> datetime:
    """The time of seconds since 1970. Raises ``OverflowError`` and ``ValueError`` for none."""
    return _EPOCH + math.floor(seconds * 1000 + _LOST) * _MILLISECOND
