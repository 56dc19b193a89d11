"""How often something has happened of late; what is older is forgotten."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Recent(Generic[K]):
    """What has happened to each of many in the last while.

    Looked at later, it forgets what is too old; looked at earlier, for the clock was moved back,
    what has not happened yet. So it holds no more than what counts.
    """

    __slots__ = ("_counts", "_happened", "_span")

    def __init__(self, span: timedelta):
        self._span = span
        #: The oldest first.
        self._happened: deque[tuple[datetime, K]] = deque()
        self._counts: Counter[K] = Counter()

    def add(self, key: K, at: datetime) -> None:
        """It has happened to this one."""
        self._forget(at)
        self._happened.append((at, key))
        self._counts[key] += 1

    def count(self, key: K, at: datetime) -> int:
        """How often it has happened to this one, by the time it is now."""
        self._forget(at)
        return self._counts[key]

    def total(self, at: datetime) -> int:
        """How often it has happened to whichever."""
        self._forget(at)
        return len(self._happened)

    def _forget(self, at: datetime) -> None:
        while self._happened and self._happened[0][0] <= at - self._span:
            self._drop(self._happened.popleft()[1])
        while self._happened and self._happened[-1][0] > at:
            self._drop(self._happened.pop()[1])

    def _drop(self, key: K) -> None:
        self._counts[key] -= 1
        if not self._counts[key]:
            del self._counts[key]
