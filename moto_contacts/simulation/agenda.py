"""What is to happen at a moment of the simulated clock, and happens in order when that has come.

The clock runs it: see `clock.catch_up`. The order of locks is that of running, then what an entry
takes to act: the lock of a backend, then that of the outbox. So nobody may wait for the clock while
it holds one of those, and `catch_up` does not where this thread acts already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from heapq import heapify, heappop, heappush
from itertools import count
from threading import Lock, RLock, local
from typing import Any, ClassVar, NamedTuple, TypeVar

from moto_contacts.simulation.state import part

R = TypeVar("R")


class Origin(NamedTuple):
    """The request that has set something up: an operation, its members as they came, and where."""

    service: str
    operation: str
    parameters: Mapping[str, Any]
    account: str
    region: str


class _Here(local):
    """What this thread does at present."""

    #: On whose behalf it acts; None while it does not.
    origin: Origin | None = None
    #: The due time of the entry that it runs; None where it runs none.
    moment: datetime | None = None
    #: What it has to do when it holds no lock any more, and on whose behalf.
    left: list[tuple[Origin, Callable[[], object]]]

    def __init__(self) -> None:
        self.left = []


here = _Here()


def origin() -> Origin:
    """On whose behalf this thread acts. Raises ``RuntimeError`` where it does not."""
    if here.origin is None:
        raise RuntimeError("Nothing acts here: no operation, and no entry of the agenda.")
    return here.origin


def act(origin: Origin, do: Callable[..., R], /, *args: Any, **members: Any) -> R:
    """What ``do`` returns, done on behalf of ``origin``."""
    before, here.origin = here.origin, origin
    try:
        return do(*args, **members)
    finally:
        here.origin = before


def as_of(moment: datetime, do: Callable[[], object]) -> None:
    """Has ``do`` done while the clock of this thread stands at a moment."""
    before, here.moment = here.moment, moment
    try:
        do()
    finally:
        here.moment = before


def afterwards(do: Callable[[], object]) -> None:
    """Has this thread do something on the same behalf, in order, when it holds no lock any more.

    It is for what may wait for others, who may wait for what is locked: see `clock.catch_up`.
    """
    here.left.append((origin(), do))


def finish() -> None:
    """Does what is left for this thread to do afterwards."""
    while here.left:
        left = here.left.pop(0)
        act(*left)


def _nothing() -> None: ...


class Entry:
    """Something that is to happen."""

    __slots__ = ("_agenda", "do", "due", "origin", "waits", "within")

    def __init__(
        self,
        agenda: Agenda,
        due: datetime,
        origin: Origin,
        do: Callable[[], object],
        within: timedelta | None,
    ):
        self._agenda = agenda
        #: It is due so long after any time that the clock is set back to, if not before; None for
        #: what waits until the clock is there again.
        self.within = within
        self.due = due
        self.origin = origin
        self.do = do
        #: Whether it is yet to happen: it has neither begun nor been cancelled.
        self.waits = True

    def cancel(self) -> None:
        """It will not happen. Nothing changes where it has begun."""
        self._agenda.cancel(self)


class Agenda:
    """The entries of the running test, in the order of their due times, and of being put there."""

    #: When the next entry may be due, or the one that happens was; None where there is none. Every
    #: request asks it, so it is asked of no instance. A reset of moto's ends it, ahead of the next
    #: agenda.
    due: ClassVar[datetime | None] = None

    def __init__(self) -> None:
        self._entries: list[tuple[datetime, int, Entry]] = []
        self._serials = count()
        self._cancelled = 0
        self._closed = False
        #: When the entry that happens was due.
        self._happens: datetime | None = None
        #: Held for a moment, around each look at the entries.
        self._lock = Lock()
        #: Held while entries happen, one after the other: who comes meanwhile waits for them.
        self._running = RLock()

    def put(
        self,
        due: datetime,
        origin: Origin,
        do: Callable[[], object],
        within: timedelta | None = None,
    ) -> Entry:
        """An entry that is due then, or at once where another happens that is due later."""
        if here.moment is not None:
            due = max(due, here.moment)
        entry = Entry(self, due, origin, do, within)
        with self._lock:
            heappush(self._entries, (due, next(self._serials), entry))
            self._note()
        return entry

    def cancel(self, entry: Entry) -> None:
        """See `Entry.cancel`. What is cancelled is swept out when it is more than the rest."""
        with self._lock:
            if not entry.waits:
                return
            entry.waits = False
            entry.do = _nothing  # what it would have done may hold much
            self._cancelled += 1
            if 2 * self._cancelled > len(self._entries):
                self._entries = [each for each in self._entries if each[-1].waits]
                heapify(self._entries)
                self._cancelled = 0
                self._note()

    def withdraw(self, service: str, account: str, region: str) -> None:
        """Cancels whatever is to happen on behalf of requests to a service, made there."""
        with self._lock:
            entries = [each[-1] for each in self._entries]
        for entry in entries:
            if (entry.origin.service, entry.origin.account, entry.origin.region) == (
                service,
                account,
                region,
            ):
                entry.cancel()

    def set_back(self, to: datetime) -> None:
        """The clock is at an earlier time now: what comes again and again does so from there."""
        with self._lock:
            for _, _, entry in self._entries:
                if entry.within is not None:
                    entry.due = min(entry.due, to + entry.within)
            self._entries = [(entry.due, serial, entry) for _, serial, entry in self._entries]
            heapify(self._entries)
            self._note()

    def run(self, until: datetime) -> None:
        """Has everything happen that is due until then, and what is put meanwhile too.

        What an entry raises goes to whoever runs it; it has happened then, and the others wait.
        """
        with self._running:
            while (entry := self._next(until)) is not None:
                as_of(entry.due, partial(act, entry.origin, entry.do))

    def next_due(self) -> datetime | None:
        """When the next entry is due."""
        with self._lock:
            self._drop_cancelled()
            self._note()
            return self._entries[0][0] if self._entries else None

    def before_reset(self) -> None:
        """Nothing more happens. What has begun ends first, in the test that it belongs to."""
        with self._lock:
            self._closed = True
            self._entries.clear()
            Agenda.due = None
        with self._running:
            pass

    def _next(self, until: datetime) -> Entry | None:
        entry = None
        with self._lock:
            self._happens = None
            self._drop_cancelled()
            if self._entries and self._entries[0][0] <= until:
                entry = heappop(self._entries)[-1]
                entry.waits = False
                self._happens = entry.due
            self._note()
        return entry

    def _drop_cancelled(self) -> None:
        while self._entries and not self._entries[0][-1].waits:
            heappop(self._entries)
            self._cancelled -= 1

    def _note(self) -> None:
        """An agenda that is closed has nothing to say: the next one may have begun."""
        if not self._closed:
            Agenda.due = self._happens or (self._entries[0][0] if self._entries else None)


def put(
    due: datetime, origin: Origin, do: Callable[[], object], within: timedelta | None = None
) -> Entry:
    """Has something happen when the clock is there, on behalf of ``origin``.

    ``within`` is for what comes again and again: see `Entry`.
    """
    return part(Agenda).put(due, origin, do, within)


def set_back(to: datetime) -> None:
    """The clock is at an earlier time now; see `Agenda.set_back`."""
    if Agenda.due is not None:
        part(Agenda).set_back(to)


def withdraw(service: str, account: str, region: str) -> None:
    """Cancels what is to happen for others there; see `Agenda.withdraw`."""
    if Agenda.due is not None:
        part(Agenda).withdraw(service, account, region)


def run(until: datetime) -> None:
    """Has everything happen that is due until then; see `Agenda.run`."""
    part(Agenda).run(until)


def next_due() -> datetime | None:
    """When the next entry is due; None where there is none."""
    return None if Agenda.due is None else part(Agenda).next_due()
