"""Listings, and pages of them over ordered keys, by opaque tokens that any process can read.

A token names the last key that was given out and the query that it belongs to, so the next page
starts right behind that key, whether or not its value still exists: deleting it between two pages
neither loses nor repeats anything. The start is found by bisection.
"""

from __future__ import annotations

import base64
import hashlib
import json
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, ValuesView
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from moto_contacts.gateway.errors import InvalidToken
from moto_contacts.gateway.structures import canonical

K = TypeVar("K", str, int)
V = TypeVar("V")
V_co = TypeVar("V_co", covariant=True)


class Keyed(ABC, Generic[K, V_co]):
    """What pages can be cut from."""

    __slots__ = ()

    @abstractmethod
    def after(self, key: K | None, newest_first: bool = False) -> Iterator[tuple[K, V_co]]:
        """The items behind ``key``, or all of them; from the greatest key down if newest first."""

    def at_once(self, most: int) -> list[V_co] | None:
        """All values in order, where it takes no look at each to know that there are no more."""
        return None


class Ordered(Keyed[K, V], MutableMapping[K, V]):
    """A mapping that iterates in the order of its keys, from any key on."""

    __slots__ = ("_keys", "_values")

    def __init__(self) -> None:
        self._keys: list[K] = []
        self._values: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        return self._values[key]

    def __setitem__(self, key: K, value: V) -> None:
        if key not in self._values:
            insort(self._keys, key)
        self._values[key] = value

    def __delitem__(self, key: K) -> None:
        del self._values[key]
        del self._keys[bisect_left(self._keys, key)]

    def get(self, key: K, default: Any = None) -> Any:
        """As ever, but without the exception that an absent key costs a mapping."""
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def at_once(self, most: int) -> list[V] | None:
        """All values by their keys, where there are no more."""
        keys = self._keys
        return [self._values[key] for key in keys] if len(keys) <= most else None

    def after(self, key: K | None, newest_first: bool = False) -> Iterator[tuple[K, V]]:
        """The items behind ``key``, or all of them; from the greatest key down if newest first."""
        keys = self._keys
        if newest_first:
            stop = len(keys) if key is None else bisect_left(keys, key)
            positions = range(stop - 1, -1, -1)
        else:
            start = 0 if key is None else bisect_right(keys, key)
            positions = range(start, len(keys))
        for position in positions:
            yield keys[position], self._values[keys[position]]


class Created(Ordered[int, V], Generic[V]):
    """Values in the order of their creation; the key is a number that is never given out again."""

    __slots__ = ("_next",)

    def __init__(self, values: Iterable[V] = ()) -> None:
        super().__init__()
        self._next = 0
        for value in values:
            self.add(value)

    def values(self) -> ValuesView[V]:
        """As ever, at once, for the same reason."""
        return self._values.values()

    def at_once(self, most: int) -> list[V] | None:
        """All values where there are no more; a dict has them in this order, too."""
        return list(self._values.values()) if len(self._keys) <= most else None

    def add(self, value: V) -> int:
        """Puts the value last; returns its key."""
        self._next += 1
        self._keys.append(self._next)
        self._values[self._next] = value
        return self._next


@dataclass(slots=True)
class Listing(Generic[K, V]):
    """What an operation lists; the gateway cuts the page that the request asks for."""

    items: Keyed[K, V]
    #: A value as the answer has it.
    show: Callable[[V], Any]
    where: Callable[[V], bool] | None = None
    newest_first: bool = False
    #: Values of a page where the request does not say.
    page_size: int = 100
    #: Further members of the answer, the same on every page.
    also: Mapping[str, Any] | None = None


def paginate(
    items: Keyed[K, V],
    query: Any,
    token: str | None,
    limit: int,
    where: Callable[[V], bool] | None = None,
    newest_first: bool = False,
) -> tuple[list[V], str | None]:
    """The values of one page, and the token of the next one, or None on the last page.

    ``query`` is whatever JSON can write that tells this query from others: the operation, its
    filters, the account and the region. A token of another query raises `InvalidToken`, as does
    anything that is no token.
    """
    if token is None and where is None and (whole := items.at_once(limit)) is not None:
        return whole[::-1] if newest_first else whole, None
    last = None if token is None else _read(token, query)
    page: list[V] = []
    for key, value in items.after(last, newest_first):
        if where is not None and not where(value):
            continue
        if len(page) == limit:
            return page, _write(last, query)
        page.append(value)
        last = key
    return page, None


def _write(key: Any, query: Any) -> str:
    written = json.dumps([_checksum(key, query), key], separators=(",", ":"))
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


def _read(token: str, query: Any) -> Any:
    try:
        written = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        checksum, key = json.loads(written)
    except (ValueError, TypeError, RecursionError):
        raise InvalidToken from None
    if type(key) not in (str, int) or checksum != _checksum(key, query):
        raise InvalidToken
    return key


def _checksum(key: Any, query: Any) -> str:
    return hashlib.sha256(canonical([key, query]).encode()).hexdigest()[:16]
