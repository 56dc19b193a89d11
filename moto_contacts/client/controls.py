"""What a test controls: the clock, the settings and the faults."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from moto_contacts.client.carriers import (
    BlockingConsole,
    Carrier,
    Console,
    NoSuchFault,
    path_of,
)
from moto_contacts.client.trust import Verify
from moto_contacts.client.verbs import Block, BlockingBlock, finish, hidden, verb
from moto_contacts.console.values import Json

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from moto_contacts.client.setting_values import SettingValues

__tracebackhide__ = hidden
F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R", bound="FaultVerbs")


class ClockVerbs(Console):
    """What every face of the clock has."""

    @verb
    async def now(self) -> datetime:
        """The simulated time, aware, in UTC."""
        return await self._ask("GET")

    @verb
    async def advance(
        self,
        by: timedelta | None = None,
        /,
        *,
        weeks: float | None = None,
        days: float | None = None,
        hours: float | None = None,
        minutes: float | None = None,
        seconds: float | None = None,
    ) -> datetime:
        """Moves the clock forward by a time, or by all of these units; returns the new time.

        Raises ``ValueError`` for a move backward, and for none.
        """
        if by is not None:
            seconds = (seconds or 0) + by.total_seconds()
        given = {
            "weeks": weeks, "days": days, "hours": hours, "minutes": minutes, "seconds": seconds
        }  # fmt: skip
        told = {unit: number for unit, number in given.items() if number is not None}
        return await self._ask("POST", told)

    @verb
    async def reset(self) -> datetime:
        """Takes all moves back; returns the time."""
        return await self._ask("DELETE")

    async def _ask(self, method: str, by: Json | None = None) -> datetime:
        answer = await self._carrier.ask(method, "clock", by)
        return datetime.fromisoformat(answer["now"])


class Clock(ClockVerbs, BlockingConsole):
    """The time by which codes and links expire."""


class SettingsVerbs(Console, Block):
    """What every face of the settings has."""

    def __init__(
        self,
        endpoint_url: str | None = None,
        verify: Verify = None,
        **values: Unpack[SettingValues],
    ):
        super().__init__(endpoint_url, verify)
        self._values: Json = {**values}

    @verb
    async def all(self) -> dict[str, dict[str, Any]]:
        """Every setting: its value, where that comes from, its default, the default's source."""
        return {**await self._carrier.ask("GET", "settings")}

    @verb
    async def set(self, /, **values: Unpack[SettingValues]) -> None:
        """Sets values until moto's next reset. Raises ``ValueError``, and then sets none."""
        await self._carrier.ask("PATCH", "settings", {**values})

    @verb
    async def reset(self) -> None:
        """Forgets what `set` has set."""
        await self._carrier.ask("DELETE", "settings")

    async def _begin(self, end: AsyncExitStack) -> None:
        kept = await self._carrier.ask("POST", "settings/kept", self._values)
        end.push_async_callback(self._carrier.ask, "DELETE", f"settings/kept/{kept['id']}")


class Settings(SettingsVerbs, BlockingConsole, BlockingBlock):
    """The settings of a mock; with values, a context manager and a decorator that sets them."""

    def __call__(self, function: F) -> F:
        """The function, run with the values set: a plain one, a coroutine or a generator."""
        if inspect.isclass(function) or inspect.isasyncgenfunction(function):
            raise TypeError(
                f"settings(...) decorates functions, not {function.__name__}; "
                "for a class of tests there is the marker moto_contacts."
            )
        wrapper: Callable[..., Any]
        if inspect.iscoroutinefunction(function):

            async def wrapper(*args: Any, **kwargs: Any) -> Any:
                with self:
                    return await function(*args, **kwargs)

        elif inspect.isgeneratorfunction(function):

            def wrapper(*args: Any, **kwargs: Any) -> Any:
                with self:
                    return (yield from function(*args, **kwargs))

        else:

            def wrapper(*args: Any, **kwargs: Any) -> Any:
                with self:
                    return function(*args, **kwargs)

        return functools.wraps(function)(wrapper)  # type: ignore[return-value]


class FaultVerbs(Block):
    """What every face of a fault has."""

    def __init__(self, carrier: Carrier, values: Json):
        super().__init__()
        self._carrier = carrier
        self._values = values
        self.id: str = values["id"]

    def __repr__(self) -> str:
        return f"Fault({self._values})"

    @verb
    async def remove(self) -> None:
        """The rule strikes no more. One that is gone already stays so."""
        await self._update("DELETE")

    async def _count(self) -> int:
        await self._update("GET")
        struck: int = self._values["struck"]
        return struck

    async def _update(self, method: str) -> None:
        with suppress(NoSuchFault):
            self._values = await self._carrier.ask(method, path_of("fault", self.id))

    async def _begin(self, end: AsyncExitStack) -> None:
        with suppress(NoSuchFault):
            await self._carrier.ask("POST", f"{path_of('fault', self.id)}/keep")
        end.push_async_callback(self._update, "DELETE")


class Fault(FaultVerbs, BlockingBlock):
    """A rule that was put, and strikes since then; as a context manager it ends with its block.

    It holds through every reset of moto's while the block runs, so the block may stand outside
    ``mock_aws``.
    """

    @property
    def struck(self) -> int:
        """How many calls it has struck; of a rule that is gone, how many when it was last seen."""
        return finish(self._count())


class FaultsVerbs(Console, Generic[R]):
    """What every face of the faults has."""

    _fault_kind: type[R]

    @verb
    async def put(
        self,
        /,
        error: str | None = None,
        message: str = "",
        *,
        drop: bool = False,
        latency: float = 0.0,
        service: str = "*",
        operation: str = ".*",
        region: str = "*",
        times: int | None = None,
        probability: float = 1.0,
        ttl: float | None = None,
        **members: Any,
    ) -> R:
        """A rule that strikes the next calls that fit; as a context manager, while a block runs.

        A call ends in ``error`` with its further ``members``, or (``drop``) without an answer,
        ``latency`` seconds late, or is only late. ``service`` and ``region`` are globs,
        ``operation`` is a regular expression. The rule strikes ``times`` times (None: always), with
        a ``probability`` by moto's seed, for ``ttl`` seconds of the simulated clock (None: ever).
        Raises ``ValueError`` for a rule that no call could show. Source: ours.
        """
        rule = {
            "error": error, "message": message, "members": members, "drop": drop,
            "latency": latency, "service": service, "operation": operation, "region": region,
            "times": times, "probability": probability, "ttl": ttl,
        }  # fmt: skip
        told = await self._carrier.ask("POST", "faults", rule)
        return self._fault_kind(self._carrier, told)

    @verb
    async def all(self) -> list[dict[str, Any]]:
        """Every rule, with the number of times that it has ``struck``."""
        rules: list[dict[str, Any]] = (await self._carrier.ask("GET", "faults"))["faults"]
        return rules

    @verb
    async def reset(self) -> None:
        """Removes all rules."""
        await self._carrier.ask("DELETE", "faults")


class Faults(FaultsVerbs[Fault], BlockingConsole):
    """The faults that a test has ordered."""

    _fault_kind = Fault
