"""The time that everything here expires by: the process's clock plus an offset that a test moves.

The process's own clock is never touched, so requests keep valid signatures; whoever moves that, as
freezegun and time-machine do, moves this one with it, and moto's.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from threading import Lock
from typing import ClassVar

from moto_contacts.simulation import agenda
from moto_contacts.simulation.agenda import here
from moto_contacts.simulation.settings import Misconfigured
from moto_contacts.simulation.state import part

#: Leaves room for whatever expires later; Python's dates end with the year 9999.
_LAST = datetime(9000, 1, 1, tzinfo=timezone.utc)

#: Seconds between two looks at an agenda that others may put something on. A clock that is frozen
#: never comes to what is due, hence the shortest pause.
_LOOK, _BLINK = 0.5, 0.01


class _Offset:
    #: Whether it may be any: what every look at the clock asks, so it is asked of no instance.
    #: Only a reset of moto's makes it false, ahead of the next one.
    exists: ClassVar[bool] = False

    def __init__(self) -> None:
        self.value = timedelta()
        self.lock = Lock()

    def before_reset(self) -> None:
        """The clock is not moved any more."""
        _Offset.exists = False


def now() -> datetime:
    """The simulated time, aware, in UTC; for what the agenda has happen, the moment it was due."""
    return here.moment or target()


def target() -> datetime:
    """Where the clock has been moved to, though what is due on the way may be yet to happen."""
    moment = datetime.now(timezone.utc)
    return later(moment, moved()) if _Offset.exists else moment


def later(moment: datetime, by: timedelta) -> datetime:
    """A moment after another. Raises `Misconfigured` beyond what dates can hold."""
    try:
        return moment + by
    except OverflowError:
        raise Misconfigured(
            f"{by} from {moment:%Y-%m-%d %H:%M:%S} is beyond the year 9999, where dates end; "
            "set the clock to an earlier time."
        ) from None


def in_seconds(seconds: float) -> datetime:
    """So long from now; the last moment that dates can hold where it would be later."""
    try:
        return now() + timedelta(seconds=seconds)
    except OverflowError:
        return datetime.max.replace(tzinfo=timezone.utc)


def catch_up() -> None:
    """What the agenda has for any moment up to now has happened.

    To be called before anything is read or changed, and not while a lock is held for that; and
    behind whatever may have left something to do `agenda.afterwards`.
    """
    if here.origin is not None:
        return
    due = agenda.Agenda.due
    if due is not None:
        present = target()
        if due <= present:
            agenda.run(present)
    if here.left:
        agenda.finish()


def moved() -> timedelta:
    """By how much the clock was moved."""
    return part(_Offset).value


def pause(longest: float) -> float:
    """For how many seconds somebody may wait, of ``longest``, before it is time to `catch_up`."""
    due = agenda.next_due()
    left = _LOOK if due is None else (due - now()).total_seconds()
    return min(longest, _LOOK, max(left, _BLINK))


def advance(by: timedelta) -> datetime:
    """Moves the clock forward; returns the new time. What is due on the way happens, in order.

    Raises ``ValueError`` for backward moves, and what happens on the way may raise.
    """
    if by < timedelta():
        raise ValueError(f"The clock only moves forward, not by {by}; reset() brings it back.")
    present = now()
    if present > _LAST or by > _LAST - present:
        raise ValueError(f"{by} from now is beyond the year {_LAST.year}.")
    offset = part(_Offset)
    with offset.lock:
        offset.value += by
    _Offset.exists = True
    catch_up()
    return now()


def reset() -> datetime:
    """Takes all advances back, when all that is due has happened; returns the time."""
    catch_up()
    part(_Offset).value = timedelta()
    present = now()
    agenda.set_back(present)
    return present
