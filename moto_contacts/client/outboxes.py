"""The outbox in which messages are found, and the devices that they went to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from moto_contacts.client.carriers import BlockingConsole, Console, path_of
from moto_contacts.client.device import DeviceVerbs
from moto_contacts.client.messages import Message, MessageVerbs
from moto_contacts.client.verbs import Blocking, finish, hidden, verb
from moto_contacts.console.values import Json

if TYPE_CHECKING:
    from typing_extensions import TypedDict, Unpack

    from moto_contacts.client.setting_values import ServiceName
    from moto_contacts.simulation.filters import Secret
    from moto_contacts.simulation.kinds import Channel, KindName, State

    class Filters(TypedDict, total=False):
        """What messages can be asked for by, besides the address that they went to."""

        service: ServiceName | None
        channel: Channel | None
        account: str | None
        region: str | None
        kind: KindName | None
        state: State | None
        carries: Secret | None
        recipient: str | None
        sender: str | None
        thread: str | None
        #: A message, its id, or a time of the simulated clock: only newer ones.
        since: MessageVerbs[Any] | str | datetime | None


__tracebackhide__ = hidden
M = TypeVar("M", bound=MessageVerbs[Any])


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
    async def unread(self, discarded: bool = False) -> list[M]:
        """What nobody has read, the latest first; once moto has reset, of what it has thrown away.

        With ``discarded`` it is both, and what each reset has thrown away since `mark_read` was
        last called without arguments. It stays unread.
        """
        found = await self._carrier.ask("GET", "messages/unread", {"discarded": discarded})
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
        return self._read(await self._carrier.ask("GET", path_of("message", message_id)))

    @verb
    async def code(self, to: str | None = None, **filters: Unpack[Filters]) -> str:
        """The code of the latest message that fits and has one. Raises `NoSuchMessage`.

        Raises ``ValueError`` for ``carries="link"``.
        """
        carries = filters.get("carries")
        if carries not in (None, "code"):
            raise ValueError(f"code() expects a message that carries 'code', not {carries!r}.")
        message = await self._one("latest", _told({**filters, "carries": "code"}, to=to))
        return str(message.code)

    async def _find(self, values: Json) -> list[M]:
        found = await self._carrier.ask("GET", "messages", values)
        return [self._read(each) for each in found["messages"]]

    async def _one(self, which: str, values: Json | None = None) -> M:
        return self._read(await self._carrier.ask("GET", f"messages/{which}", values))

    async def _reply(self, values: Json) -> M:
        return self._read(await self._carrier.ask("POST", "replies", values))

    async def _write(self, values: Json) -> None:
        await self._carrier.ask("POST", "texts", values)

    def _read(self, values: Json) -> M:
        message: M = self._message_kind._read(values, self._carrier)
        return message


class Device(DeviceVerbs[Message], Blocking):
    """Whoever reads the messages to one address: each message is expected, rejected or ignored."""


class Outbox(OutboxVerbs[Message], BlockingConsole):
    """Every message that was sent since the mock started, of all services, accounts and regions."""

    _message_kind = Message

    def __repr__(self) -> str:
        """Whose it is, and how many messages it has; or why nobody knows."""
        try:
            health = finish(self._carrier.ask("GET", "health"))
            told = f"messages: {health['messages']}, unread: {health['unread']}"
        except (ConnectionError, ValueError) as why:
            told = str(why)
        return f"{super().__repr__()[:-1]}: {told}>"

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
