"""What a request brings to the console, and how the console refuses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any, TypeVar

from moto_contacts.simulation.nearness import meant

Json = dict[str, Any]
#: The host of moto's own routes under ``mock_aws``; the ``requests`` library reaches it there.
IN_PROCESS = "http://motoapi.amazonaws.com"
N = TypeVar("N", int, float)


class ConsoleError(Exception):
    """A request that the console refuses: a status, a name for programs, a sentence for people."""

    def __init__(self, status: int, error: str, message: str, **headers: str):
        super().__init__(message)
        self.headers = headers
        self.status = status
        self.error = error
        self.message = message


def invalid(message: str, error: str = "InvalidParameter") -> ConsoleError:
    """The refusal of a parameter that can mean nothing."""
    return ConsoleError(400, error, message)


def not_allowed(method: str, allowed: str) -> ConsoleError:
    """The refusal of a method that a path does not have."""
    text = f"{method} is not possible here, but {allowed} is."
    return ConsoleError(405, "MethodNotAllowed", text, Allow=allowed)


def refuse_unknown(values: Json, known: tuple[str, ...]) -> None:
    """Raises `ConsoleError` for a parameter of another name."""
    for name in values:
        if name not in known:
            what = f"but {', '.join(known)} are" if known else "nor is any other parameter"
            raise invalid(f"{name!r} is not known here, {what}.{meant(name, known)}")


#: What has an id -> what that looks like.
IDS = {what: re.compile(f"{what}-([0-9]{{1,18}})") for what in ("message", "fault")}
#: Seconds that a request waits for a message at the most.
LONGEST_WAIT = 60
_NUMBERS = {
    int: re.compile("[0-9]{1,10}"),
    float: re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[-+]?[0-9]+)?", re.IGNORECASE),
}


def number(values: Json, name: str, least: int, most: int, default: float, kind: type[N]) -> N:
    """A number that came as text or as a number."""
    value = values.get(name)
    if value is None:
        return kind(default)
    text = str(value)
    if not _NUMBERS[kind].fullmatch(text) or not least <= kind(text) <= most:
        what = "whole number" if kind is int else "number"
        raise invalid(f"{name} must be a {what} from {least} to {most}, not {text[:20]!r}.")
    return kind(text)


_TRUTH = {None: False, False: False, True: True, "false": False, "true": True}


def flag(values: Json, name: str) -> bool:
    """True or false, in JSON or as text; false where it is not given."""
    value = values.get(name)
    if not isinstance(value, str | bool | None) or value not in _TRUTH:
        raise invalid(f"{name} must be true or false, not {str(value)[:20]!r}.")
    return _TRUTH[value]


class Places:
    """A number of places, each for a request that stays; one more is refused with status 503."""

    def __init__(self, most: int, error: str, what: str):
        self._free = BoundedSemaphore(most)
        self._refusal = (
            503,
            error,
            f"There are {most} {what} already; try again when one has ended.",
        )

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Takes a place for the time of the block. Raises `ConsoleError`."""
        if not self._free.acquire(blocking=False):
            raise ConsoleError(*self._refusal)
        try:
            yield
        finally:
            self._free.release()
