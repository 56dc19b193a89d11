"""The box that every message is put in: their order, their links, and who waits for them."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count, takewhile
from operator import attrgetter
from threading import Condition, RLock
from typing import ClassVar, NamedTuple, TypeVar

from moto_contacts.simulation import agenda, clock, discarded, log
from moto_contacts.simulation.index import Index
from moto_contacts.simulation.messages import Sent
from moto_contacts.simulation.settings import before_change
from moto_contacts.simulation.state import part
from moto_contacts.simulation.warned import not_shown

T = TypeVar("T")

#: Bytes that messages which are only shown may take, counted roughly, and each without its text.
#: Whoever sends a million by moto is not to keep all of them.
_MOST_SHOWN = 1 << 26
_SHOWN = 1 << 10

#: The same of what is yet to be written.
_MOST_UNWRITTEN = 1 << 17

#: Of all changes, one after the other. Never starts anew: who follows them misses none of the next
#: test.
_serials = count(1)


class Unwritten(NamedTuple):
    """What is yet to be shown."""

    #: When it was sent.
    moment: datetime
    #: By which operation of which service.
    what: str
    show: Callable[[], object]
    #: Whether the log was followed then.
    logged: bool


class Outbox:
    """The messages of the running test, and which have changed last."""

    #: Whether anything may be yet to be written; many ask, so they ask no instance.
    is_behind: ClassVar[bool] = False

    def __init__(self) -> None:
        # Lists are appended to or replaced, never shortened: others may be reading them.
        self.messages: list[Sent] = []
        #: How many were sent. Starts anew with each test, so that a recording replays.
        self.sent = 0
        self._index = Index()
        #: By what their links end in: of so many of the messages, until somebody asks for others.
        self._by_path: dict[str, Sent] = {}
        self._linked = 0
        #: Held and notified at every change: by its lock, where nobody waits for what comes next.
        self._lock = RLock()
        self.changes = Condition(self._lock)
        self._waiting = 0
        #: Every message, those that have changed last at the end.
        self._by_change: dict[Sent, None] = {}
        #: The serial numbers of the last change and of the last deletion.
        self.last = self.deleted = 0
        #: What is only shown, the oldest first, and how much that takes.
        self._shown: deque[Sent] = deque()
        self._taken = 0
        #: What is written when somebody looks, and how much that takes.
        self._unwritten: list[Unwritten] = []
        self.put_off_bytes = 0
        #: Whether what is written now was to be logged when it was sent.
        self._logged = True
        #: Whether moto has reset meanwhile; then nothing will ever come again.
        self.closed = False

    def before_reset(self) -> None:
        """Lets go of whoever waits. Keeps what nobody has read, for the report of a failed test."""
        self.write()
        discarded.add([message for message in self.messages if not message.read])
        with self.changes:
            self.closed = True
            self.changes.notify_all()

    def add(self, message: Sent) -> bool:
        """Appends a message and gives it its number. Returns whether the log may tell of it."""
        with self._lock:
            self.sent += 1
            message.number = self.sent
            message.added = message.changed = self._count_change()
            self.messages.append(message)
            message.tell = _tell
            self._by_change[message] = None
            if message.shown:
                self._shown.append(message)
                self._taken += _size(message)
                if self._taken > _MOST_SHOWN:
                    self._halve_shown()
            return self._logged

    def put_off(self, unwritten: Unwritten, size: int) -> None:
        """Has something written when somebody looks, or waits, or when it becomes too much."""
        with self._lock:
            # Whoever looks does so at the next test's, once moto has reset.
            Outbox.is_behind = Outbox.is_behind or not self.closed
            self._unwritten.append(unwritten)
            self.put_off_bytes += _SHOWN + size
            at_once = unwritten.logged or self._waiting or self.closed
            if at_once or self.put_off_bytes > _MOST_UNWRITTEN:
                self.write()

    def write(self) -> None:
        """What was put off is there."""
        with self._lock:
            if not self._unwritten:
                return
            unwritten, self._unwritten = self._unwritten, []
            for each in unwritten:
                self._logged = each.logged
                try:
                    agenda.as_of(each.moment, each.show)
                except Exception as why:
                    not_shown(each.what, why)
            self._logged = True
            # Not before, for others wait for what is written.
            self.put_off_bytes = 0
            Outbox.is_behind = Outbox.is_behind and self.closed

    def _halve_shown(self) -> None:
        """Drops the older half of what is only shown, for it has become too much."""
        dropped: set[Sent] = set()
        while self._taken > _MOST_SHOWN // 2 and len(self._shown) > 1:
            oldest = self._shown.popleft()
            self._taken -= _size(oldest)
            dropped.add(oldest)
        self.remove(dropped)

    def note(self, changed: Iterable[Sent]) -> None:
        """Tells whoever waits of messages whose state is another now."""
        for message in changed:
            with self._lock:
                serial = self._count_change()
                if message in self._by_change:
                    self._by_change[message] = self._by_change.pop(message)
                    message.changed = serial

    def wake(self) -> None:
        """Tells whoever waits of something else than a message."""
        with self.changes:
            self._count_change()

    def remove(self, messages: Container[Sent]) -> None:
        """Deletes messages from what can be read; their codes and links stay as good as before.

        A link that is past all use is forgotten.
        """
        with self.changes:
            self.deleted = self._count_change()
            self._find_links()
            self._by_path = {
                path: each
                for path, each in self._by_path.items()
                if each not in messages or each.state in ("pending", "expired")
            }
            self.messages = [each for each in self.messages if each not in messages]
            self._linked = len(self.messages)
            self._shown = deque(each for each in self._shown if each not in messages)
            self._taken = sum(map(_size, self._shown))
            self._index = Index()
            for message in [each for each in self._by_change if each in messages]:
                del self._by_change[message]

    def by_path(self, path: str) -> Sent | None:
        """The message whose link ends in ``path``, be it deleted; or None."""
        with self._lock:
            self._find_links()
            return self._by_path.get(path)

    def _find_links(self) -> None:
        for message in self.messages[self._linked :]:
            if message.path is not None:
                self._by_path[message.path] = message
        self._linked = len(self.messages)

    def among(self, wanted: Mapping[str, str]) -> Sequence[Sent]:
        """What `Index.among` finds of all messages."""
        with self.changes:
            return self._index.among(wanted, self.messages)

    def changed_after(self, serial: int) -> list[Sent]:
        """The messages that were sent or have changed later, the last change last.

        To be called with `changes` held.
        """
        self.write()
        newer = takewhile(lambda message: message.changed > serial, reversed(self._by_change))
        return list(newer)[::-1]

    def wait_for(self, comes: Callable[[], T], timeout: float) -> T:
        """What ``comes`` says last: when that is true, or in time. To be called likewise."""
        self.write()
        self._waiting += 1
        try:
            return self.changes.wait_for(comes, timeout)
        finally:
            self._waiting -= 1

    def wait_beyond(self, serial: int, timeout: float) -> bool:
        """Whether something changes, or is closed, in time. To be called with `changes` held."""
        return self.wait_for(lambda: self.closed or self.last > serial, timeout)

    def _count_change(self) -> int:
        """The serial number of a change; whoever makes it holds `changes`, and others wait."""
        self.last = next(_serials)
        if self._waiting:
            self.changes.notify_all()
        return self.last


def _size(message: Sent) -> int:
    """What a message takes: its texts also stand among the parameters of its request."""
    size = _SHOWN + 2 * (len(message.body) + len(message.html or ""))
    return size + sum([len(each.content) for each in message.attachments])


def send(message: Sent, hours: float | None = None, replaces: Sent | None = None) -> Sent:
    """Puts a message in the outbox. It can be used for ``hours``; ``replaces`` no longer can."""
    if hours is not None:
        message.expires_at = clock.later(message.created_at, timedelta(hours=hours))
    logged = current().add(message)
    if replaces is not None:
        replaces.supersede(message)
    if logged and log.is_followed():
        log.tell(message)
    return message


def show(message: Sent, hours: float | None = None) -> Sent:
    """Puts what moto has sent in the outbox. When that is too much, the oldest is dropped."""
    message.shown = True
    return send(message, hours)


def later(what: str, show: Callable[[], object], size: int) -> None:
    """Has something shown, as of now, when somebody looks: what an operation, ``what``, has sent.

    It takes no lock, and asks for nothing that may change until then: settings do not, and whoever
    changes something else has to `catch_up` before. ``size`` is that of what it needs, in bytes.
    The call that has sent it need not wait, and what is written together takes a fraction of the
    time.
    """
    follows = log.is_followed()  # who follows the log looks
    part(Outbox).put_off(Unwritten(clock.now(), what, show, follows), size)


def catch_up() -> None:
    """What has been sent up to now is written."""
    if Outbox.is_behind:
        current()


before_change.append(catch_up)


def _tell(message: Sent) -> None:
    """A message of this outbox, or of one that moto has reset, has changed."""
    current().note([message])


def mark_read(messages: Iterable[Sent]) -> int:
    """Somebody has read these messages. Returns how many of them nobody had read before."""
    unread = [message for message in messages if not message.read]
    for message in unread:
        message.read = True
    current().note(unread)
    return len(unread)


def mark_unread(message: Sent) -> None:
    """A message counts as one that nobody has read."""
    if message.read:
        message.read = False
        current().note([message])


def unread(every: bool = False) -> list[Sent]:
    """What nobody has read, the latest first; once moto has reset, of what it has thrown away.

    Or of both, and of ``every`` reset since all were marked as read.
    """
    present = [each for each in newest_first() if not each.read]
    if every:
        return [*present, *discarded.every()]
    return present or discarded.last()


_number = attrgetter("number")


#: No value of a message's is wanted: any will do.
ANY: Mapping[str, str] = {}


def newest_first(wanted: Mapping[str, str] = ANY, before: int | None = None) -> Iterator[Sent]:
    """All messages among which those with the wanted values are, or before a number.

    The latest comes first. ``wanted`` spares looking at most of the others, not at all of them.
    """
    messages = current().among(wanted)
    stop = len(messages) if before is None else bisect_left(messages, before, key=_number)
    return (messages[position] for position in range(stop - 1, -1, -1))


def last_number() -> int:
    """The number of the message that was sent last, be it there or deleted; 0 before the first."""
    return current().sent


def size() -> int:
    """How many messages there are."""
    return len(current().messages)


def by_path(path: str) -> Sent | None:
    """The message whose link ends in ``path``, or None."""
    return current().by_path(path)


class Closed(Exception):
    """moto has reset while somebody waited: what was waited for can never come."""


def wait(
    fits: Callable[[Sent], bool], timeout: float, wanted: Mapping[str, str] = ANY
) -> Sent | None:
    """The latest message that fits, at once or as soon as there is one; None after ``timeout``.

    ``wanted`` is as in `newest_first`. Time that passes changes no message in the eyes of whoever
    waits, but for `clock_moves`, and for a last look at the end. Raises `Closed`.
    """
    outbox = current()
    seen = 0

    def changed() -> Sent | bool | None:
        nonlocal seen
        newer, seen = outbox.changed_after(seen), outbox.last
        return max(filter(fits, newer), key=_number, default=None) or outbox.closed

    with outbox.changes:
        seen = outbox.last
        found: Sent | bool | None = _latest(outbox, fits, wanted)
    while not found and timeout > 0:
        pause = clock.pause(timeout)
        with outbox.changes:
            found = outbox.wait_for(changed, pause)
        timeout -= pause
        clock.catch_up()
    if isinstance(found, Sent):
        return found
    if outbox.closed:
        raise Closed
    return _latest(outbox, fits, wanted)


def _latest(outbox: Outbox, fits: Callable[[Sent], bool], wanted: Mapping[str, str]) -> Sent | None:
    return next(filter(fits, reversed(outbox.among(wanted))), None)


@contextmanager
def clock_moves() -> Iterator[None]:
    """Tells whoever waits that the block moves the clock, and what expires by it or revives."""
    before = [(message, message.state) for message in newest_first()]
    yield
    outbox = current()
    outbox.note(message for message, state in before if message.state != state)
    outbox.wake()


def current() -> Outbox:
    """The outbox of the running test, for whoever follows its changes until it is closed."""
    outbox = part(Outbox)
    if outbox.put_off_bytes:
        outbox.write()
    return outbox


def remove(messages: Container[Sent]) -> None:
    """Deletes messages from the outbox."""
    current().remove(messages)
