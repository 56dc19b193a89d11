"""How often something has happened lately."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from heapq import heappop, heappush


class Window:
    """Counts happenings, by what they have in common, over the last ``span`` of time.

    Each is looked at once, when it is past: neither counting nor adding takes longer for many.
    """

    def __init__(self, span: timedelta):
        self._span = span
        #: The oldest first, wherever a test has moved the clock to meanwhile.
        self._recent: list[tuple[datetime, str]] = []
        self._counts: Counter[str] = Counter()

    def count(self, key: str, now: datetime) -> int:
        """How often it has happened for ``key`` in the span that ends now."""
        while self._recent and now - self._recent[0][0] >= self._span:
            _, past = heappop(self._recent)
            self._counts[past] -= 1
            if not self._counts[past]:
                del self._counts[past]
        return self._counts[key]

    def add(self, key: str, now: datetime) -> None:
        """It has happened once more."""
        heappush(self._recent, (now, key))
        self._counts[key] += 1
