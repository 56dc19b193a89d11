"""Verbs that are written once, as coroutines, for two faces: one blocks, one is awaited.

A verb waits for nothing but the answers of its carrier. The carrier of a blocking face returns them
without ever giving way, so the verb has ended when it was driven once.
"""

from __future__ import annotations

import functools
import inspect
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from types import MethodType, TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from moto_contacts.simulation.nearness import meant

if TYPE_CHECKING:
    from typing_extensions import Self

#: pytest shows the line that has asked, and what was answered, instead of what is between.
__tracebackhide__ = True

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


def hidden(failure: Any) -> bool:
    """What ``__tracebackhide__`` is where errors are told: whether this one is for whoever asks."""
    told: bool = failure.errisinstance((LookupError, ValueError, ConnectionError, AssertionError))
    return told


class Blocking:
    """A face whose verbs return when they are done."""


class Awaited:
    """A face whose verbs are awaited."""


def finish(coroutine: Coroutine[Any, Any, T]) -> T:
    """What a coroutine returns that has nothing to wait for."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        returned: T = end.value
        return returned
    coroutine.close()
    raise RuntimeError(f"{coroutine!r} waits where nobody lets it go on.")


def _with_the_nearest(why: str, verb: Callable[..., object]) -> str:
    """Python's sentence on arguments, and the one that may be meant."""
    wrong = re.search("unexpected keyword argument '(.*)'", why)
    if wrong is None:
        return why
    return f"{why}.{meant(wrong[1], [*inspect.signature(verb).parameters][1:])}"


class verb(Generic[P, T_co]):
    """A method, written as a coroutine, which blocks on a `Blocking` face.

    Errors call ``ClockVerbs.advance`` what its faces are called: ``Clock.advance``.
    """

    def __init__(self, coroutine: Callable[Concatenate[Any, P], Coroutine[Any, Any, T_co]]):
        coroutine.__qualname__ = coroutine.__qualname__.replace("Verbs.", ".")

        def begin(face: Any, /, *args: P.args, **kwargs: P.kwargs) -> Coroutine[Any, Any, T_co]:
            try:
                return coroutine(face, *args, **kwargs)
            except TypeError as why:  # nothing of it has run: the arguments do not fit
                raise TypeError(_with_the_nearest(str(why), coroutine)) from None

        @functools.wraps(coroutine)
        def blocking(face: Any, /, *args: P.args, **kwargs: P.kwargs) -> T_co:
            return finish(begin(face, *args, **kwargs))

        @functools.wraps(coroutine)
        async def awaited(face: Any, /, *args: P.args, **kwargs: P.kwargs) -> T_co:
            return await begin(face, *args, **kwargs)

        self._awaited = awaited
        self._blocking = blocking

    @overload
    def __get__(self, face: Blocking, kind: type) -> Callable[P, T_co]: ...
    @overload
    def __get__(self, face: Awaited, kind: type) -> Callable[P, Coroutine[Any, Any, T_co]]: ...
    @overload
    def __get__(self, face: None, kind: type) -> Callable[..., Any]: ...
    def __get__(self, face: object, kind: type) -> Callable[..., Any]:
        function = self._blocking if issubclass(kind, Blocking) else self._awaited
        return function if face is None else MethodType(function, face)


class Block(ABC):
    """Something that lasts as long as a block, which may be entered again before it has ended."""

    def __init__(self) -> None:
        self._ends: list[AsyncExitStack] = []

    @abstractmethod
    async def _begin(self, end: AsyncExitStack) -> None:
        """Begins it, and tells ``end`` the way back."""

    async def _open(self) -> None:
        async with AsyncExitStack() as end:
            await self._begin(end)
            self._ends.append(end.pop_all())

    async def _close(self) -> None:
        await self._ends.pop().aclose()


class BlockingBlock(Block, Blocking):
    """A block of ``with``."""

    def __enter__(self) -> Self:
        finish(self._open())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        finish(self._close())
