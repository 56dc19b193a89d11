"""One message, as a test reads it."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Generic, TypeVar

from moto_contacts.client.carriers import Carrier, path_of
from moto_contacts.client.verbs import Blocking, hidden, verb
from moto_contacts.console.values import Json
from moto_contacts.simulation.kinds import Channel, KindName, State

__tracebackhide__ = hidden
M = TypeVar("M", bound="MessageVerbs[Any]")


@dataclass(frozen=True)
class Event:
    """What has happened to a message, and when."""

    at: datetime
    #: sent, wrong code, late code, locked, verified, superseded, revoked or expired; of a plain
    #: text or a page sent, delivered, read, failed, blocked or stopped; of one that was answered
    #: replied or unsubscribed
    event: str
    #: What its recipient has replied.
    text: str = ""


@dataclass(frozen=True)
class Attachment:
    """A part of a mail that is no text of it; `Message.attached` has its content."""

    name: str
    content_type: str
    #: Bytes.
    size: int
    #: What the HTML of the mail calls it behind ``cid:``; maybe blank.
    content_id: str


@dataclass(frozen=True)
class MessageVerbs(Generic[M]):
    """What every face of a message has."""

    id: str
    #: The service as botocore names it.
    service: str
    #: The request that has sent it: its operation, and its members as they came.
    operation: str
    parameters: Json = field(hash=False)
    account: str
    #: Blank for a service without regions.
    region: str
    #: EMAIL, SMS or VOICE
    channel: Channel
    #: code (typed back), link (opened), plain (read) or page (acknowledged)
    kind: KindName
    to: str
    sender: str
    subject: str
    body: str
    #: Of a mail with HTML, that; the headers of a mail, name and value; what it has attached.
    html: str | None
    headers: tuple[tuple[str, str], ...]
    attachments: tuple[Attachment, ...]
    #: The code to type back, or None for a message without one.
    code: str | None
    #: The link to open, or None for a message without one; one with a code may have a link, too.
    link: str | None
    created_at: datetime
    expires_at: datetime | None
    verified_at: datetime | None
    #: pending, verified, superseded, revoked or expired; of a plain text or a page sent, delivered,
    #: read (by its recipient), failed or stopped; of a plain text expired or blocked, too
    state: State
    #: Why a plain text or a page has not arrived.
    failure: str | None
    #: How many codes were typed, right ones included, and clicks on a link with the code in it.
    attempts: int
    #: How many are looked at; None for any number.
    attempts_allowed: int | None
    resource_arn: str
    #: The id of the message that has replaced this one.
    superseded_by: str | None
    #: Whose address it is, where the service knows: the alias of a contact.
    recipient: str
    #: What messages have in common that belong together: the ARN of an engagement. Or blank.
    thread: str
    #: Whether its recipient can answer it, by `reply` or `unsubscribe`.
    answerable: bool
    #: Whether moto itself has sent it, and asks for nothing that it carries.
    shown: bool
    #: Whether it was read before this time.
    read: bool = field(compare=False)
    #: What else its service has to tell of it: of a text how many parts it has, what it costs.
    facts: Json = field(hash=False)
    #: The oldest first.
    history: tuple[Event, ...]
    _carrier: Carrier = field(repr=False, compare=False)

    @classmethod
    def _read(cls, values: Json, carrier: Carrier) -> M:
        """A message from its JSON; a newer server may tell more of it than is known here."""
        known = {each.name: values[each.name] for each in fields(cls) if each.name in values}
        for name in ("created_at", "expires_at", "verified_at"):
            if values[name] is not None:
                known[name] = datetime.fromisoformat(values[name])
        known["history"] = tuple(
            Event(datetime.fromisoformat(each["at"]), each["event"], each.get("text", ""))
            for each in values["history"]
        )
        known["headers"] = tuple((each["name"], each["value"]) for each in values["headers"])
        known["attachments"] = tuple(Attachment(**each) for each in values["attachments"])
        return cls(**known, _carrier=carrier)  # type: ignore[return-value]

    @verb
    async def attached(self, number: int = 0) -> bytes:
        """The content of an attachment, by its place among `attachments`.

        Raises ``LookupError`` where there are not so many.
        """
        if not 0 <= number < len(self.attachments):
            raise LookupError(f"{self.id} has {len(self.attachments)} attachments, no {number}.")
        path = f"{path_of('message', self.id)}/attachments/{number}"
        told = await self._carrier.ask("GET", path)
        return base64.b64decode(told["content"])

    @verb
    async def click(self) -> M:
        """The message after its link was opened. Only a pending one does anything.

        Raises ``ValueError`` for a message without a link.
        """
        return await self._ask("POST", "/click")

    @verb
    async def expire(self) -> M:
        """The message, expired now; the clock stays. ``ValueError`` for one that is not pending."""
        return await self._ask("POST", "/expire")

    @verb
    async def reply(self, text: str) -> M:
        """The message after its recipient has answered it so: with a code, with a keyword.

        Raises ``ValueError`` for a message that is not `answerable`.
        """
        return await self._ask("POST", "/reply", {"text": text})

    @verb
    async def fail(self, reason: str = "It could not be delivered.") -> M:
        """The message after its delivery has failed. ``ValueError`` for one that is not "sent"."""
        return await self._ask("POST", "/fail", {"reason": reason})

    @verb
    async def unsubscribe(self) -> M:
        """The message after its recipient has asked for no more at this address.

        Raises ``ValueError`` for a message that is not `answerable`.
        """
        return await self._ask("POST", "/unsubscribe")

    @verb
    async def refresh(self) -> M:
        """The message as it is now."""
        return await self._ask("GET")

    async def _ask(self, method: str, what: str = "", values: Json | None = None) -> M:
        path = f"{path_of('message', self.id)}{what}"
        values = await self._carrier.ask(method, path, values)
        return self._read(values, self._carrier)


class Message(MessageVerbs["Message"], Blocking):
    """One message that "was sent", as it was when it was read; `refresh` reads it again."""
