"""The twins of `moto_contacts.outbox` and the others whose verbs are awaited.

>>> from moto_contacts import aio
>>> await aio.outbox("http://localhost:5000").wait_for(to="+14255550100")  # doctest: +SKIP

They run under asyncio and trio, and need ``pip install 'moto-contacts[async]'``. A wait can be
cancelled; whoever was asked then still looks out for the message until the time that it was given.
"""

from __future__ import annotations

import functools
import ssl
from collections.abc import Coroutine
from contextlib import AsyncContextDecorator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from moto_contacts.client.carriers import PATIENCE, Carrier, Console
from moto_contacts.client.controls import ClockVerbs, FaultsVerbs, FaultVerbs, SettingsVerbs
from moto_contacts.client.device import DeviceVerbs
from moto_contacts.client.messages import MessageVerbs
from moto_contacts.client.outboxes import OutboxVerbs
from moto_contacts.client.trust import trusted, unreachable
from moto_contacts.client.verbs import Awaited, Block, hidden
from moto_contacts.console import api
from moto_contacts.console.values import Json
from moto_contacts.plugin.extras import needs

with needs("moto_contacts.aio", "async"):
    import anyio.to_thread
    import httpx

if TYPE_CHECKING:
    from typing_extensions import Self


__tracebackhide__ = hidden


@functools.cache
def _tls(path: str | bool) -> ssl.SSLContext:
    """Made once, for it reads all certificates."""
    if isinstance(path, bool):
        return httpx.create_ssl_context(verify=path)
    if Path(path).is_dir():
        return ssl.create_default_context(capath=path)
    return ssl.create_default_context(cafile=path)


class AwaitedCarrier(Carrier):
    """Lets everything else go on while it waits."""

    async def _call(self, method: str, path: str, values: Json) -> Json:
        # A thread of its own, for one that waits must not keep another from being started.
        return await anyio.to_thread.run_sync(
            api.call, method, path, values,
            abandon_on_cancel=True, limiter=anyio.CapacityLimiter(1),
        )  # fmt: skip

    async def _send(
        self, method: str, endpoint: str, path: str, sent_as: Json
    ) -> tuple[int, bytes]:
        # The endpoint is near; a proxy would not find it.
        options: Any = {"trust_env": False, "timeout": PATIENCE}
        certificates = trusted(self._verify, endpoint)
        try:
            options["verify"] = _tls(certificates)
            async with httpx.AsyncClient(**options) as client:
                response = await client.request(method, endpoint + path, **sent_as)
        except Exception as why:  # what fakes HTTP, or forbids it, raises anything
            raise unreachable(endpoint, why) from None
        return response.status_code, response.content


class AwaitedConsole(Console, Awaited):
    """A console whose verbs are awaited."""

    _carried_by = AwaitedCarrier


class AwaitedBlock(Block, Awaited):
    """A block of ``async with``. Its begin and its end are not cut in half by a cancellation."""

    async def __aenter__(self) -> Self:
        with anyio.CancelScope(shield=True):
            await self._open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with anyio.CancelScope(shield=True):
            await self._close()


class Message(MessageVerbs["Message"], Awaited):
    """One message that "was sent", as it was when it was read; `refresh` reads it again."""


class Device(DeviceVerbs[Message], Awaited):
    """Whoever reads the messages to one address: each message is expected, rejected or ignored."""


class Outbox(OutboxVerbs[Message], AwaitedConsole):
    """Every message that was sent since the mock started, of all services, accounts and regions."""

    _message_kind = Message

    def device(self, to: str) -> Device:
        """The telephone or mailbox at an address, which tells what has come from what must come."""
        return Device(self, to)


class Clock(ClockVerbs, AwaitedConsole):
    """The time by which codes and links expire."""


class Settings(SettingsVerbs, AwaitedConsole, AwaitedBlock, AsyncContextDecorator):
    """The settings of a mock; with values, a context manager and a decorator that sets them."""


class Fault(FaultVerbs, AwaitedBlock):
    """A rule that was put, and strikes since then; as a context manager it ends with its block."""

    @property
    def struck(self) -> Coroutine[Any, Any, int]:
        """How many calls it has struck; of a rule that is gone, how many when it was last seen."""
        return self._count()


class Faults(FaultsVerbs[Fault], AwaitedConsole):
    """The faults that a test has ordered."""

    _fault_kind = Fault


#: Named as in `moto_contacts`; each takes the URL of a server, or speaks to this process.
outbox, clock, settings, faults = Outbox, Clock, Settings, Faults
