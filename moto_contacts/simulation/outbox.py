"""Every message that was sent, in order, and what became of it."""

from __future__ import annotations

import enum
import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from threading import Lock
from typing import Any

from moto_contacts.simulation import clock, codes
from moto_contacts.simulation.state import part

logger = logging.getLogger("moto_contacts")

#: Where a body wants the message's link. The link's host depends on who reads: see `Sent.text`.
LINK = "{link}"


class Verdict(enum.Enum):
    """What a typed code is worth."""

    RIGHT = enum.auto()
    WRONG = enum.auto()
    #: Right, but too late.
    EXPIRED = enum.auto()
    #: Not looked at: too many wrong ones came before.
    LOCKED = enum.auto()


@dataclass(slots=True, eq=False)
class Sent:
    """One message. Its state is judged when asked for, by the simulated clock."""

    service: str
    operation: str
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
    id: str = ""
    created_at: datetime = field(default_factory=clock.now)
    attempts: int = 0
    verified_at: datetime | None = None
    superseded_by: str | None = None
    revoked: bool = False
    read: bool = False

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

    def judge(self, typed: str, attempts: int | None = None) -> Verdict:
        """What a typed code is worth; counts it. After ``attempts`` wrong ones it is not looked at.

        A right code marks the message verified.
        """
        if attempts is not None and self.attempts >= attempts:
            return Verdict.LOCKED
        self.attempts += 1
        if self.revoked or self.code is None or not codes.same(typed, self.code):
            return Verdict.WRONG
        if self.expired:
            return Verdict.EXPIRED
        self.verified_at = clock.now()
        return Verdict.RIGHT

    def revoke(self) -> None:
        """The code or link works no more, and no other message takes its place."""
        self.revoked = True

    def text(self, base_url: str) -> tuple[str, str | None]:
        """The body and the link as a reader at ``base_url`` can use them."""
        if self.token is None:
            return self.body, None
        link = f"{base_url}/moto-api/contacts/links/{self.token}"
        return self.body.replace(LINK, link), link


#: Never starts anew: what a test holds on to must not mean a message of the next test.
_numbers = count(1)


class Outbox:
    """The messages of the running test."""

    def __init__(self) -> None:
        self.messages: list[Sent] = []
        self.by_address: defaultdict[str, list[Sent]] = defaultdict(list)
        self.by_token: dict[str, Sent] = {}
        self._lock = Lock()

    def before_reset(self) -> None:
        """Keeps what nobody has read, for the report of a test that has just failed."""
        discarded[:] = [message for message in self.messages if not message.read]

    def add(self, message: Sent) -> None:
        """Appends a message and gives it its id."""
        with self._lock:
            message.id = f"message-{next(_numbers)}"
            self.messages.append(message)
            self.by_address[message.to].append(message)
            if message.token is not None:
                self.by_token[message.token] = message


#: The unread messages of the outbox that moto has reset last.
discarded: list[Sent] = []


def send(message: Sent, hours: float | None = None, replaces: Sent | None = None) -> Sent:
    """Puts a message in the outbox. It can be used for ``hours``; ``replaces`` no longer can."""
    if hours is not None:
        message.expires_at = message.created_at + timedelta(hours=hours)
    part(Outbox).add(message)
    if replaces is not None and replaces.superseded_by is None and replaces.verified_at is None:
        replaces.superseded_by = message.id
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
            message.verified_at = clock.now()
        return message.state


def newest_first(to: str | None = None) -> Iterator[Sent]:
    """All messages, or those to one address, the latest first."""
    outbox = part(Outbox)
    messages = outbox.messages if to is None else outbox.by_address.get(to, [])
    return reversed(messages)


def by_token(token: str) -> Sent | None:
    """The message whose link ends in ``token``, or None."""
    return part(Outbox).by_token.get(token)
