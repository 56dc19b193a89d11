"""Every message that was sent, in order, and what became of it."""

from __future__ import annotations

import enum
import logging
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, takewhile
from operator import attrgetter
from threading import Condition
from typing import Any

from moto_contacts.simulation import clock, codes
from moto_contacts.simulation.index import Index
from moto_contacts.simulation.state import part

logger = logging.getLogger("moto_contacts")

#: Where a body wants the message's link. The link's host depends on who reads: see `Sent.text`.
LINK = "{link}"


class Verdict(enum.Enum):
    """What a typed code is worth, and what a message's history calls it."""

    RIGHT = "verified"
    WRONG = "wrong code"
    #: Right, but too late.
    EXPIRED = "late code"
    #: Not looked at: too many wrong ones came before.
    LOCKED = "locked"


@dataclass(slots=True, eq=False)
class Sent:
    """One message. Its state is judged when asked for, by the simulated clock."""

    service: str
    #: The request that has sent it, with its members as they came.
    operation: str
    parameters: Mapping[str, Any]
    account: str
    region: str
    #: EMAIL, SMS or VOICE
    channel: str
    to: str
    resource_arn: str
    body: str
    sender: str = ""
    subject: str = ""
    code: str | None = None
    #: The secret part of the link; None for a message without one.
    token: str | None = None
    expires_at: datetime | None = None
    #: Does what a click on the link does, while the message is pending; called with `lock` held.
    confirm: Callable[[], None] | None = field(default=None, repr=False)
    #: Held wherever the state of the message changes: that of the backend which has sent it.
    lock: AbstractContextManager[Any] = field(default_factory=nullcontext, repr=False)
    #: The serial numbers of the changes that have sent it and changed it last.
    number: int = 0
    changed: int = 0
    created_at: datetime = field(default_factory=clock.now)
    attempts: int = 0
    #: How many codes are looked at; None for any number.
    attempts_allowed: int | None = None
    verified_at: datetime | None = None
    superseded_by: str | None = None
    revoked: bool = False
    read: bool = False
    #: What has happened to it since it was sent, and when.
    happened: tuple[tuple[datetime, str], ...] = ()

    @property
    def id(self) -> str:
        """What the message is called wherever it is written."""
        return f"message-{self.number}"

    @property
    def expired(self) -> bool:
        """Whether it is later than the last moment at which the message can be used."""
        return self.expires_at is not None and clock.now() > self.expires_at

    @property
    def state(self) -> str:
        """pending, verified, superseded, revoked or expired."""
        if self.verified_at is not None:
            return "verified"
        if self.superseded_by is not None:
            return "superseded"
        if self.revoked:
            return "revoked"
        return "expired" if self.expired else "pending"

    def history(self) -> Iterator[tuple[datetime, str]]:
        """What became of it, from its sending on; expiry is judged when asked for, as the state."""
        yield self.created_at, "sent"
        yield from self.happened
        if self.expires_at is not None and self.state == "expired":
            yield self.expires_at, "expired"

    def judge(self, typed: str) -> Verdict:
        """What a typed code is worth; counts it, but for those that are not looked at.

        A right code marks the message verified.
        """
        verdict = self._judge(typed)
        if verdict is not Verdict.LOCKED:
            self.attempts += 1
        self.note(verdict.value)
        return verdict

    def _judge(self, typed: str) -> Verdict:
        if self.attempts_allowed is not None and self.attempts >= self.attempts_allowed:
            return Verdict.LOCKED
        if self.revoked or self.code is None or not codes.same(typed, self.code):
            return Verdict.WRONG
        return Verdict.EXPIRED if self.expired else Verdict.RIGHT

    def revoke(self) -> None:
        """The code or link works no more, and no other message takes its place."""
        self.revoked = True
        self.note("revoked")

    def note(self, event: str) -> None:
        """Writes into the history, and tells whoever waits, that something has happened to it."""
        now = clock.now()
        if event == Verdict.RIGHT.value:
            self.verified_at = now
        self.happened += ((now, event),)
        part(Outbox).note([self])

    def text(self, base_url: str) -> tuple[str, str | None]:
        """The body and the link as a reader at ``base_url`` can use them."""
        if self.token is None:
            return self.body, None
        link = f"{base_url}/moto-api/contacts/links/{self.token}"
        return self.body.replace(LINK, link), link


#: Of all changes, one after the other. Never starts anew: what a test holds on to must not mean a
#: message of the next test.
_serials = count(1)


class Outbox:
    """The messages of the running test, and which have changed last."""

    def __init__(self) -> None:
        # Lists are appended to or replaced, never shortened: others may be reading them.
        self.messages: list[Sent] = []
        self._index = Index()
        self.by_token: dict[str, Sent] = {}
        #: Held and notified at every change.
        self.changes = Condition()
        #: Every message, those that have changed last at the end.
        self._by_change: dict[Sent, None] = {}
        #: The serial numbers of the last change and of the last deletion.
        self.last = self.deleted = 0
        #: Whether moto has reset meanwhile; then nothing will ever come again.
        self.closed = False

    def before_reset(self) -> None:
        """Lets go of whoever waits. Keeps what nobody has read, for the report of a failed test."""
        discarded[:] = [message for message in self.messages if not message.read]
        with self.changes:
            self.closed = True
            self.changes.notify_all()

    def add(self, message: Sent) -> None:
        """Appends a message and gives it its number."""
        with self.changes:
            message.number = message.changed = self._count_change()
            self.messages.append(message)
            if message.token is not None:
                self.by_token[message.token] = message
            self._by_change[message] = None

    def note(self, changed: Iterable[Sent]) -> None:
        """Tells whoever waits of messages whose state is another now."""
        for message in changed:
            with self.changes:
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
            self.by_token = {
                token: each
                for token, each in self.by_token.items()
                if each not in messages or each.state in ("pending", "expired")
            }
            self.messages = [each for each in self.messages if each not in messages]
            self._index = Index()
            for message in [each for each in self._by_change if each in messages]:
                del self._by_change[message]

    def among(self, wanted: Mapping[str, str]) -> Sequence[Sent]:
        """What `Index.among` finds of all messages."""
        with self.changes:
            return self._index.among(wanted, self.messages)

    def changed_after(self, serial: int) -> list[Sent]:
        """The messages that were sent or have changed later, the last change last.

        To be called with `changes` held.
        """
        newer = takewhile(lambda message: message.changed > serial, reversed(self._by_change))
        return list(newer)[::-1]

    def wait_beyond(self, serial: int, timeout: float) -> bool:
        """Whether something changes, or is closed, in time. To be called with `changes` held."""
        return self.changes.wait_for(lambda: self.closed or self.last > serial, timeout)

    def _count_change(self) -> int:
        """The serial number of a change; whoever makes it holds `changes`, and others wait."""
        self.last = next(_serials)
        self.changes.notify_all()
        return self.last


#: The unread messages of the outbox that moto has reset last.
discarded: list[Sent] = []


def send(message: Sent, hours: float | None = None, replaces: Sent | None = None) -> Sent:
    """Puts a message in the outbox. It can be used for ``hours``; ``replaces`` no longer can."""
    if hours is not None:
        message.expires_at = message.created_at + timedelta(hours=hours)
    part(Outbox).add(message)
    if replaces is not None and replaces.superseded_by is None and replaces.verified_at is None:
        replaces.superseded_by = message.id
        replaces.note("superseded")
    if logger.isEnabledFor(logging.INFO):
        logger.info("%s", sentence(message))
    return message


def sentence(message: Sent) -> str:
    """What the message is good for, in one line."""
    where = ", ".join(part for part in (message.service, message.region) if part)
    use = f"use the code {message.code}" if message.code else f"open the link of {message.id}"
    return f"To verify {message.to} ({where}) {use}."


def click(message: Sent) -> str:
    """Opens a message's link as its reader would; returns the state that this has led to.

    Only a pending message does anything: verified, superseded, revoked and expired stay as they
    are. Raises ``ValueError`` for a message without a link.
    """
    if message.confirm is None:
        raise ValueError(f"{message.id} to {message.to} has no link; it carries a code.")
    with message.lock:
        if message.state == "pending":
            message.confirm()
            message.note(Verdict.RIGHT.value)
        return message.state


def expire(message: Sent) -> None:
    """A pending message can be used no more, as if its time had come; the clock stays.

    Raises ``ValueError`` for a message that is not pending.
    """
    with message.lock:
        if message.state != "pending":
            raise ValueError(f"{message.id} to {message.to} is {message.state}, not pending.")
        message.expires_at = clock.now() - timedelta.resolution
        part(Outbox).note([message])


def mark_read(messages: Iterable[Sent]) -> int:
    """Somebody has read these messages. Returns how many of them nobody had read before."""
    unread = [message for message in messages if not message.read]
    for message in unread:
        message.read = True
    part(Outbox).note(unread)
    return len(unread)


_number = attrgetter("number")


#: No value of a message's is wanted: any will do.
ANY: Mapping[str, str] = {}


def newest_first(wanted: Mapping[str, str] = ANY, before: int | None = None) -> Iterator[Sent]:
    """All messages among which those with the wanted values are, or before a number.

    The latest comes first. ``wanted`` spares looking at most of the others, not at all of them.
    """
    messages = part(Outbox).among(wanted)
    stop = len(messages) if before is None else bisect_left(messages, before, key=_number)
    return (messages[position] for position in range(stop - 1, -1, -1))


def size() -> int:
    """How many messages there are."""
    return len(part(Outbox).messages)


def by_token(token: str) -> Sent | None:
    """The message whose link ends in ``token``, or None."""
    return part(Outbox).by_token.get(token)


class Closed(Exception):
    """moto has reset while somebody waited: what was waited for can never come."""


def wait(
    fits: Callable[[Sent], bool], timeout: float, wanted: Mapping[str, str] = ANY
) -> Sent | None:
    """The latest message that fits, at once or as soon as there is one; None after ``timeout``.

    ``wanted`` is as in `newest_first`. Time that passes changes no message in the eyes of whoever
    waits, but for `clock_moves`, and for a last look at the end. Raises `Closed`.
    """
    outbox = part(Outbox)
    seen = 0

    def changed() -> Sent | bool | None:
        nonlocal seen
        newer, seen = outbox.changed_after(seen), outbox.last
        return max(filter(fits, newer), key=_number, default=None) or outbox.closed

    with outbox.changes:
        seen = outbox.last
        found = _latest(outbox, fits, wanted) or outbox.changes.wait_for(changed, timeout)
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
    outbox = part(Outbox)
    outbox.note(message for message, state in before if message.state != state)
    outbox.wake()


def current() -> Outbox:
    """The outbox of the running test, for whoever follows its changes until it is closed."""
    return part(Outbox)


def remove(messages: Container[Sent]) -> None:
    """Deletes messages from the outbox."""
    part(Outbox).remove(messages)
