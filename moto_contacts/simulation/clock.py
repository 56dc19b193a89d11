"""The time that everything here expires by: the process's clock plus an offset that a test moves.

The process's own clock is never touched, so requests keep valid signatures; whoever moves that, as
freezegun and time-machine do, moves this one with it, and moto's.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from threading import Lock

from moto_contacts.simulation.state import part

#: Leaves room for whatever expires later; Python's dates end with the year 9999.
_LAST = datetime(9000, 1, 1, tzinfo=timezone.utc)


class _Offset:
    def __init__(self) -> None:
        self.value = timedelta()
        self.lock = Lock()


def now() -> datetime:
    """The simulated time, aware, in UTC."""
    return datetime.now(timezone.utc) + moved()


def moved() -> timedelta:
    """By how much the clock was moved."""
    return part(_Offset).value


def advance(by: timedelta) -> datetime:
    """Moves the clock forward; returns the new time. Raises ``ValueError`` for backward moves."""
    if by < timedelta():
        raise ValueError(f"The clock only moves forward, not by {by}; reset() brings it back.")
    try:
        far = now() + by > _LAST
    except OverflowError:
        far = True
    if far:
        raise ValueError(f"{by} from now is beyond the year {_LAST.year}.")
    offset = part(_Offset)
    with offset.lock:
        offset.value += by
    return now()


def reset() -> datetime:
    """Takes all advances back; returns the time."""
    part(_Offset).value = timedelta()
    return now()
