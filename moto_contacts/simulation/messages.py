"""A message, and what becomes of it."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from moto_contacts.simulation import agenda, clock, codes
from moto_contacts.simulation.kinds import KINDS, kind_of
from moto_contacts.simulation.mail import Attachment

#: Where a body or HTML wants the link of the message. Its host depends on who reads: see
#: `Sent.texts`.
LINK = "{link}"

#: What may become of a message that verifies nothing -> of which states.
_AFTER = {
    "delivered": ("sent",),
    # Whoever has stopped sending may yet be answered.
    "read": ("sent", "delivered", "stopped"),
    "failed": ("sent",),
    "expired": ("sent",),
    "blocked": ("sent",),
    "stopped": ("sent", "delivered", "read"),
}


#: Of these, the states of messages that nobody got.
_NOT_ARRIVED = ("failed", "expired", "blocked")


class Verdict(enum.Enum):
    """What a typed code is worth, and what a message's history calls it."""

    RIGHT = "verified"
    WRONG = "wrong code"
    #: Right, but too late.
    EXPIRED = "late code"
    #: Not looked at: too many wrong ones came before.
    LOCKED = "locked"


class Happening(NamedTuple):
    """What has become of a message, and when."""

    at: datetime
    event: str
    #: What its recipient has replied.
    text: str = ""


def ended(state: str, at: datetime, failure: str | None = None) -> dict[str, Any]:
    """The values of a message that comes to its end when it is sent, and why it has failed."""
    return {"reached": state, "failure": failure, "happened": (Happening(at, state),)}


class Answers(Protocol):
    """What a service makes of what a recipient does with a message that it has sent.

    Called with the lock of the message held, on behalf of the request that has sent it.
    """

    def reply(self, sent: Sent, text: str) -> None:
        """They have written back, spoken or typed this."""

    def fail(self, sent: Sent, reason: str) -> None:
        """It could not be delivered."""

    def unsubscribe(self, sent: Sent) -> None:
        """They want nothing more at this address."""


class Facts(Protocol):
    """What a service keeps of a message."""

    def facts(self) -> Mapping[str, Any]:
        """What it has to tell of the message besides, as JSON, whenever somebody reads that."""


def _nobody(message: Sent) -> None:
    """Whom a message tells of its changes that is in no outbox."""


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
    #: The secret part of the link; None for a message without one. It may be the code.
    token: str | None = None
    expires_at: datetime | None = None
    #: Does what a click on the link does, while the message is pending; called with `lock` held.
    #: Let go with what it verifies when the message is past all use.
    confirm: Callable[[], None] | None = field(default=None, repr=False)
    #: What the service makes of answers; None where it waits for none.
    answers: Answers | None = field(default=None, repr=False)
    #: Its recipient cannot answer it, though its service is told when it does not arrive.
    one_way: bool = False
    #: What the service keeps of it; None where there is nothing more to tell.
    about: Facts | None = field(default=None, repr=False)
    #: Whose address it is, where the service knows.
    recipient: str = ""
    #: What messages have in common that belong together, such as the ARN of an engagement.
    thread: str = ""
    #: Held wherever the state of the message changes: that of the backend which has sent it.
    lock: AbstractContextManager[Any] = field(default_factory=nullcontext, repr=False)
    #: Its place among the messages of its test.
    number: int = 0
    #: The serial numbers of the changes that have sent it and changed it last.
    added: int = 0
    changed: int = 0
    created_at: datetime = field(default_factory=clock.now)
    attempts: int = 0
    #: How many codes are looked at; None for any number.
    attempts_allowed: int | None = None
    verified_at: datetime | None = None
    superseded_by: str | None = None
    revoked: bool = False
    #: code, link, plain or page: how its reader uses it. A blank is filled by what it carries; one
    #: with a code may have a link, too.
    kind: str = ""
    #: The state of a message that verifies nothing, and why it has failed.
    reached: str = "sent"
    failure: str | None = None
    read: bool = False
    #: What has happened to it since it was sent.
    happened: tuple[Happening, ...] = ()
    #: What a mail has besides its text.
    html: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    #: Where a browser goes on from the link: when that has verified something, and when it has not.
    redirects: tuple[str, str] | None = None
    #: Whether moto itself has sent it, and asks for nothing that it carries.
    shown: bool = False
    #: Is told of every change.
    tell: Callable[[Sent], None] = field(default=_nobody, repr=False)

    def __post_init__(self) -> None:
        if not self.kind:
            carried = "plain" if self.token is None else "link"
            self.kind = carried if self.code is None else "code"

    @property
    def id(self) -> str:
        """What the message is called wherever it is written."""
        return f"message-{self.number}"

    @property
    def answerable(self) -> bool:
        """Whether its recipient can answer it: somebody waits, and it has not failed to arrive."""
        waits = self.answers is not None and not self.one_way
        return waits and self.reached not in _NOT_ARRIVED

    @property
    def expired(self) -> bool:
        """Whether it is later than the last moment at which the message can be used."""
        return self.expires_at is not None and clock.now() > self.expires_at

    @property
    def state(self) -> str:
        """One of its kind's `states`."""
        if self.reached in KINDS[self.kind].states:
            return self.reached
        if self.verified_at is not None:
            return "verified"
        if self.superseded_by is not None:
            return "superseded"
        if self.revoked:
            return "revoked"
        if self._locked:
            return "locked"
        return "expired" if self.expired else "pending"

    def facts(self) -> Mapping[str, Any]:
        """What else its service has to tell of it now."""
        return {} if self.about is None else self.about.facts()

    @property
    def _locked(self) -> bool:
        """Whether no code is looked at any more: as many as are allowed were typed."""
        return self.attempts_allowed is not None and self.attempts >= self.attempts_allowed

    def history(self) -> Iterator[Happening]:
        """What became of it, from its sending on; expiry is judged when asked for, as the state."""
        yield Happening(self.created_at, "sent")
        yield from self.happened
        if self.expires_at is not None and self.state == "expired":
            yield Happening(self.expires_at, "expired")

    def judge(self, typed: str) -> Verdict:
        """What a typed code is worth; counts it, but for those that are not looked at.

        A right code marks the message verified.
        """
        verdict = self.weigh(typed)
        if verdict is Verdict.LOCKED:
            return verdict
        self.attempts += 1
        if verdict is Verdict.RIGHT:
            self.verify()
        else:
            self._record(verdict.value, clock.now())
            if self.state == "locked":
                self._end("locked", clock.now())
        return verdict

    def weigh(self, typed: str) -> Verdict:
        """What a typed code would be worth; counts nothing and changes nothing."""
        if self._locked:
            return Verdict.LOCKED
        if self.revoked or self.code is None or not codes.same(typed, self.code):
            return Verdict.WRONG
        return Verdict.EXPIRED if self.expired else Verdict.RIGHT

    def click(self) -> str:
        """Opens the link as its reader would; returns the state that this has led to.

        Only a pending message does anything; others stay as they are. A link with the code in it
        types the code, so it counts as an attempt. Raises ``ValueError`` for a message without a
        link.
        """
        if self.token is None:
            noun = kind_of(self).noun
            raise ValueError(f"{self.id} to {self.to} has no link; it carries {noun}.")
        with self.lock:
            confirm = self.confirm
            if confirm is not None and self.state == "pending" and self._opens():
                confirm()
            return self.state

    def _opens(self) -> bool:
        """Whether a click on the link of a pending message verifies it; it does so."""
        if self.code is not None:
            return self.judge(self.code) is Verdict.RIGHT
        self.verify()
        return True

    def expire(self) -> None:
        """A pending message can be used no more, as if its time had come; the clock stays.

        Raises ``ValueError`` for a message that is not pending.
        """
        with self.lock:
            if self.state != "pending":
                raise ValueError(f"{self.id} to {self.to} is {self.state}, not pending.")
            self.expires_at = clock.now() - timedelta.resolution
            self.tell(self)

    def verify(self) -> None:
        """pending -> verified. Whoever has typed its code, or opened its link, has read it."""
        self.read = True
        self.verified_at = now = clock.now()
        self._end("verified", now)

    def supersede(self, successor: Sent) -> None:
        """The code or link works no more, for another message has taken its place."""
        if self.superseded_by is None and self.verified_at is None:
            self.superseded_by = successor.id
            self._end("superseded", clock.now())

    def revoke(self) -> None:
        """The code or link works no more, and no other message takes its place."""
        self.revoked = True
        self._end("revoked", clock.now())

    def deliver(self) -> None:
        """It has arrived: sent -> delivered. Raises ``ValueError`` in other states."""
        self.reach("delivered")

    def open(self) -> None:
        """Its recipient has read it: sent, delivered or stopped -> read. Raises likewise."""
        self.reach("read")

    def fail(self, reason: str) -> None:
        """It cannot be delivered: sent -> failed. Raises likewise. Its service is told, too."""
        with self.lock:
            self.reach("failed", reason)
            if self.answers is not None:
                self._on_behalf(self.answers.fail, reason)

    def stop(self) -> None:
        """Nothing more shall follow it: sent, delivered or read -> stopped. Raises likewise."""
        self.reach("stopped")

    def reply(self, text: str) -> None:
        """Its recipient answers. Raises ``ValueError`` for a message that is not `answerable`."""
        with self.lock:
            answers = self._answered("replied", text)
            self._on_behalf(answers.reply, text)

    def unsubscribe(self) -> None:
        """Its recipient wants nothing more at this address. Raises likewise."""
        with self.lock:
            answers = self._answered("unsubscribed")
            self._on_behalf(answers.unsubscribe)

    def _answered(self, how: str, text: str = "") -> Answers:
        if self.answers is None or self.one_way:
            raise ValueError(
                f"{self.id} to {self.to} takes no answer: {self.service} waits for none."
            )
        if not self.answerable:
            raise ValueError(f"{self.id} to {self.to} is {self.state}, so nobody can answer it.")
        self._record(how, clock.now(), text)
        return self.answers

    def _on_behalf(self, answer: Callable[..., None], *args: str) -> None:
        sender = (self.service, self.operation, self.parameters, self.account, self.region)
        agenda.act(agenda.Origin(*sender), answer, self, *args)

    def advance(self, state: str, at: datetime, failure: str | None = None) -> bool:
        """Whether a message that verifies nothing can still reach a state; it does so."""
        with self.lock:
            if self.state not in _AFTER[state]:
                return False
            self.reached, self.failure = state, failure
            self.read = self.read or state == "read"
            self._record(state, at)
            return True

    def reach(self, state: str, failure: str | None = None) -> None:
        """A message that verifies nothing reaches a state. Raises likewise."""
        with self.lock:
            if not self.advance(state, clock.now(), failure):
                wanted = " or ".join(_AFTER[state])
                raise ValueError(f"{self.id} to {self.to} is {self.state}, not {wanted}.")

    def mention(self, event: str) -> None:
        """Something has happened that leaves its state alone: it has arrived in another way."""
        with self.lock:
            self._record(event, clock.now())

    def _end(self, event: str, at: datetime) -> None:
        """Records the last that becomes of a code or link."""
        self.confirm = None
        self._record(event, at)

    def _record(self, event: str, at: datetime, text: str = "") -> None:
        """Writes into the history, and tells whoever waits, that something has happened."""
        self.happened += (Happening(at, event, text),)
        self.tell(self)

    @property
    def path(self) -> str | None:
        """What the link ends in, no two alike; None for a message without one.

        A code that is the token may be fixed, and so that of many: the id tells them apart.
        """
        if self.token is None or self.token != self.code:
            return self.token
        return f"{self.id}?token={self.token}"

    def texts(self, base_url: str) -> tuple[str, str | None, str | None]:
        """The body, the HTML and the link as a reader at ``base_url`` can use them."""
        if self.token is None:
            return self.body, self.html, None
        link = f"{base_url}/moto-api/contacts/links/{self.path}"
        html = None if self.html is None else self.html.replace(LINK, link)
        return self.body.replace(LINK, link), html, link
