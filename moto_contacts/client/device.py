"""Whoever reads the messages to one address, and says which of them had to come."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from moto_contacts.client.carriers import NoSuchMessage
from moto_contacts.client.verbs import hidden, verb
from moto_contacts.console.values import LONGEST_WAIT
from moto_contacts.simulation.kinds import KINDS, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from moto_contacts.client.messages import MessageVerbs
    from moto_contacts.console.values import Json

__tracebackhide__ = hidden
M = TypeVar("M", bound="MessageVerbs[Any]")


class Box(Protocol[M]):
    """What a device needs of an outbox."""

    async def _find(self, values: Json) -> list[M]: ...

    async def _one(self, which: str, values: Json | None = None) -> M: ...

    async def _reply(self, values: Json) -> M: ...

    async def _write(self, values: Json) -> None: ...


class DeviceVerbs(Generic[M]):
    """What every face of a device has."""

    def __init__(self, outbox: Box[M], to: str):
        if not isinstance(to, str):
            raise ValueError(f"to must be text, not {to!r}.")
        self._outbox = outbox
        self._to = to
        #: By id and date: ids begin anew when moto is reset.
        self._done: set[tuple[str, datetime]] = set()

    @verb
    async def expect(
        self, code: bool | str | None = None, within: float = 10, kind: str | None = None
    ) -> M:
        """The first message that was not expected or ignored before; waits ``within`` seconds.

        ``kind``: "code", "link", "plain" or "page", None for any. ``code``: a text for this code;
        True is short for the kind "code", False for "link". Raises ``ValueError`` for a kind that
        there is not or that is no ``code``'s, for another ``code``, and for more than 60 seconds;
        and ``AssertionError``; messages of another kind stay, for `reject` to complain about.
        """
        if not isinstance(within, int | float) or not 0 <= within <= LONGEST_WAIT:
            raise ValueError(
                f"within must be a number from 0 to {LONGEST_WAIT}, not {str(within)[:20]!r}."
            )
        wanted = _kind(code, kind)
        exact = code if isinstance(code, str) else None
        end = monotonic() + within
        while True:
            came = await self._came()
            for message in came:
                fits = wanted in (None, message.kind) and exact in (None, message.code)
                if fits and _known(message) not in self._done:
                    self._done.add(_known(message))
                    return message
            left = max(0, round(end - monotonic(), 3))
            newer = {"since": came[-1].id} if came else {}
            try:
                await self._outbox._one("wait", {"to": self._to, "timeout": left, **newer})
            except NoSuchMessage as miss:
                why = miss
                break
        what = "a message" if wanted is None else KINDS[wanted].noun
        what = what if exact is None else f"the code {exact}"
        new = await self._new()
        instead = f" There is {_listed(new)}." if new else ""
        raise AssertionError(f"Expected {what} to {self._to} within {within:g} s. {why}{instead}")

    @verb
    async def reply(self, text: str, to: str | None = None) -> M:
        """The latest message that can be answered, or the latest from ``to``, after it was so.

        Raises `NoSuchMessage` where there is none.
        """
        told = {"from": self._to, "text": text, **({} if to is None else {"to": to})}
        return await self._outbox._reply(told)

    @verb
    async def write(self, text: str, to: str) -> None:
        """Writes to a number of an account, which need not have written before.

        Raises ``ValueError`` where nobody takes it.
        """
        await self._outbox._write({"from": self._to, "to": to, "text": text})

    @verb
    async def reject(self) -> None:
        """Raises ``AssertionError`` for messages that were neither expected nor ignored."""
        new = await self._new()
        if new:
            raise AssertionError(f"Expected nothing more to {self._to}, but got {_listed(new)}.")

    @verb
    async def ignore(self) -> None:
        """Whatever has come so far need not be expected."""
        self._done.update(map(_known, await self._new()))

    async def _came(self) -> list[M]:
        """What has come, the oldest first."""
        return (await self._outbox._find({"to": self._to}))[::-1]

    async def _new(self) -> list[M]:
        """Of that, what was neither expected nor ignored."""
        return [message for message in await self._came() if _known(message) not in self._done]


def _known(message: MessageVerbs[Any]) -> tuple[str, datetime]:
    return message.id, message.created_at


def _kind(code: bool | str | None, kind: str | None) -> str | None:
    """The kind that is expected, or None for any."""
    if not isinstance(code, bool | str | None):
        raise ValueError(f"code must be text, True, False or None, not {code!r}.")
    implied = None if code is None else "link" if code is False else "code"
    if kind not in (None, *KINDS):
        raise ValueError(f"There is no kind {kind!r} of messages; there are {', '.join(KINDS)}.")
    if None not in (kind, implied) and kind != implied:
        raise ValueError(f"code={code!r} expects a message of kind {implied!r}, not {kind!r}.")
    return kind or implied


def _listed(messages: Iterable[MessageVerbs[Any]]) -> str:
    return "; ".join(
        f"{each.id}, {each.channel} with {kind_of(each).carries(each)} ("
        + ", ".join(part for part in (each.service, each.account, each.region) if part)
        + ")"
        for each in messages
    )
