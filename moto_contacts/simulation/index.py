"""Messages by what they are asked for by, so that nobody need look at all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from moto_contacts.simulation.filters import FILTERS, Filter, folded

if TYPE_CHECKING:
    from moto_contacts.simulation.messages import Sent


class Index:
    """Of a list of messages that only grows. It catches up when it is asked: growing is free."""

    def __init__(self) -> None:
        self._by_filter = {name: _ByFilter(each) for name, each in FILTERS.items() if each.lasts}

    def among(self, wanted: Mapping[str, str], messages: Sequence[Sent]) -> Sequence[Sent]:
        """All of ``messages`` that have the wanted values are among these; not to be changed.

        That wanted value counts which the fewest have; others, those with a star, and what may
        change are left alone.
        """
        found = [
            by_filter.having(wanted[name], messages)
            for name, by_filter in self._by_filter.items()
            if name in wanted and "*" not in wanted[name]
        ]
        return min(found, key=len, default=messages)


class _ByFilter:
    def __init__(self, asked: Filter):
        self._values_of = asked.values
        self._known = 0
        self._found: defaultdict[str, list[Sent]] = defaultdict(list)

    def having(self, value: str, messages: Sequence[Sent]) -> Sequence[Sent]:
        for message in messages[self._known :]:
            for each in self._values_of(message):
                self._found[folded(each)].append(message)
        self._known = len(messages)
        return self._found.get(folded(value), ())
