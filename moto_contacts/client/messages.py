"""Messages, and the outbox in which they are found."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from moto_contacts.client.carriers import BlockingConsole, Carrier, Console, NoSuchMessage
from moto_contacts.client.device import DeviceVerbs
from moto_contacts.client.verbs import Blocking, verb
from moto_contacts.console.values import Json
from moto_contacts.simulation.kinds import kind_of

if TYPE_CHECKING:
    from typing_extensions import TypedDict, Unpack

    class Filters(TypedDict, total=False):
        """What messages can be asked for by, besides the address that they went to."""

        service: str | None
        channel: str | None
        account: str | None
        region: str | None
        kind: str | None
        state: str | None
        #: A message, its id, or a time of the simulated clock: only newer ones.
        since: MessageVerbs[Any] | str | datetime | None


M = TypeVar("M", bound="MessageVerbs[Any]")


@dataclass(frozen=True)
class Event:
    """What has happened to a message, and when."""

    at: datetime
    #: sent, wrong code, late code, locked, verified, superseded, revoked or expired; of a plain
    #: text sent, delivered, read, failed or stopped
    event: str


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
    channel: str
    #: code (typed back), link (opened) or plain (read)
    kind: str
    to: str
    sender: str
    subject: str
    body: str
    #: The code to type back, or None for a message without one.
    code: str | None
    #: The link to open, or None for a message without one; one with a code may have a link, too.
    link: str | None
    created_at: datetime
    expires_at: datetime | None
    verified_at: datetime | None
    #: pending, verified, superseded, revoked or expired; of a plain text sent, delivered, read (by
    #: its recipient), failed or stopped
    state: str
    #: Why a plain text has failed.
    failure: str | None
    #: How many codes were typed, right ones included, and clicks on a link with the code in it.
    attempts: int
    #: How many are looked at; None for any number.
    attempts_allowed: int | None
    resource_arn: str
    #: The id of the message that has replaced this one.
    superseded_by: str | None
    #: Whether it was read before this time.
    read: bool = field(compare=False)
    #: The oldest first.
    history: tuple[Event, ...]
    _carrier: Carrier = field(repr=False, compare=False)

    @classmethod
    def _read(cls, values: Json, carrier: Carrier) -> M:
        """A message from its JSON; a newer server may tell more of it than is known here."""
        known = {each.name: values[each.name] for each in fields(cls) if each.name in values}
        for name in ("created_at", "expires_at", "verified_at"):
            if known[name] is not None:
                known[name] = datetime.fromisoformat(known[name])
        known["history"] = tuple(
            Event(datetime.fromisoformat(each["at"]), each["event"]) for each in values["history"]
        )
        return cls(**known, _carrier=carrier)  # type: ignore[return-value]

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
    async def refresh(self) -> M:
        """The message as it is now."""
        return await self._ask("GET")

    async def _ask(self, method: str, what: str = "") -> M:
        values = await self._carrier.ask(method, f"messages/{self.id}{what}")
        return self._read(values, self._carrier)


class Message(MessageVerbs["Message"], Blocking):
    """One message that "was sent", as it was when it was read; `refresh` reads it again."""


class OutboxVerbs(Console, Generic[M]):
    """What every face of the outbox has."""

    _message_kind: type[M]

    @verb
    async def messages(
        self, to: str | None = None, limit: int | None = None, **filters: Unpack[Filters]
    ) -> list[M]:
        """The messages that fit, the latest first. No filter, no limit: all of them."""
        return await self._find(_told(filters, to=to, limit=limit))

    @verb
    async def latest(self, to: str | None = None, **filters: Unpack[Filters]) -> M:
        """The latest message that fits. Raises `NoSuchMessage`."""
        return await self._one("latest", _told(filters, to=to))

    @verb
    async def wait_for(
        self, to: str | None = None, timeout: float = 10, **filters: Unpack[Filters]
    ) -> M:
        """The latest message that fits, at once or as soon as somebody else sends it.

        ``timeout`` is in seconds, 60 at most. With ``since`` only newer messages count. Raises
        `NoSuchMessage` when the time is over, or when moto resets.
        """
        return await self._one("wait", _told(filters, to=to, timeout=timeout))

    @verb
    async def clear(self, to: str | None = None, **filters: Unpack[Filters]) -> int:
        """Deletes the messages that fit, or all; their codes stay as good. Returns how many."""
        done = await self._carrier.ask("DELETE", "messages", _told(filters, to=to))
        deleted: int = done["deleted"]
        return deleted

    @verb
    async def unread(self) -> list[M]:
        """What nobody has read, the latest first; once moto has reset, of what it has thrown away.

        It stays unread.
        """
        found = await self._carrier.ask("GET", "messages/unread")
        return [self._read(each) for each in found["messages"]]

    @verb
    async def mark_read(self, to: str | None = None, **filters: Unpack[Filters]) -> int:
        """The messages that fit, or all, count as read. Returns how many nobody had read before."""
        done = await self._carrier.ask("POST", "messages/read", _told(filters, to=to))
        read: int = done["read"]
        return read

    @verb
    async def message(self, message_id: str) -> M:
        """The message of this id. Raises `NoSuchMessage`."""
        return await self._one(message_id)

    @verb
    async def code(self, to: str | None = None, **filters: Unpack[Filters]) -> str:
        """The code of the latest message that fits. Raises `NoSuchMessage`."""
        message = await self._one("latest", _told(filters, to=to))
        if message.code is None:
            kind = kind_of(message)
            raise NoSuchMessage(
                f"The latest message to {message.to} ({message.service}) carries {kind.noun}, "
                f"no code: use {kind.python}."
            )
        return message.code

    async def _find(self, values: Json) -> list[M]:
        found = await self._carrier.ask("GET", "messages", values)
        return [self._read(each) for each in found["messages"]]

    async def _one(self, which: str, values: Json | None = None) -> M:
        return self._read(await self._carrier.ask("GET", f"messages/{which}", values))

    def _read(self, values: Json) -> M:
        message: M = self._message_kind._read(values, self._carrier)
        return message


class Device(DeviceVerbs[Message], Blocking):
    """Whoever reads the messages to one address: each message is expected, rejected or ignored."""


class Outbox(OutboxVerbs[Message], BlockingConsole):
    """Every message that was sent since the mock started, of all services, accounts and regions."""

    _message_kind = Message

    def device(self, to: str) -> Device:
        """The telephone or mailbox at an address, which tells what has come from what must come."""
        return Device(self, to)


def _told(filters: Filters, **others: Any) -> dict[str, Any]:
    """What is given, as the console takes it: a message by its id, a moment in ISO 8601."""
    told: dict[str, Any] = {**others, **filters}
    since = told.get("since")
    if isinstance(since, MessageVerbs):
        told["since"] = since.id
    elif isinstance(since, datetime):
        told["since"] = since.isoformat()
    return {name: value for name, value in told.items() if value is not None}
