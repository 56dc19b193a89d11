"""Messages by the values of their fields, so that nobody need look at all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from moto_contacts.simulation.messages import Sent

#: The fields of a message that are searched for, and never change.
_FIELDS = ("to", "service", "channel", "account", "region", "kind", "recipient", "thread")


class Index:
    """Of a list of messages that only grows. It catches up when it is asked: growing is free."""

    def __init__(self) -> None:
        self._by_field = {name: _ByField(name) for name in _FIELDS}

    def among(self, wanted: Mapping[str, str], messages: Sequence[Sent]) -> Sequence[Sent]:
        """All of ``messages`` that have the wanted values are among these; not to be changed.

        That wanted value counts which the fewest have; others, and other fields, are left alone.
        """
        found = [
            field.having(wanted[name], messages)
            for name, field in self._by_field.items()
            if name in wanted
        ]
        return min(found, key=len, default=messages)


class _ByField:
    def __init__(self, name: str):
        self._value_of = attrgetter(name)
        self._known = 0
        self._found: defaultdict[str, list[Sent]] = defaultdict(list)

    def having(self, value: str, messages: Sequence[Sent]) -> Sequence[Sent]:
        for message in messages[self._known :]:
            self._found[self._value_of(message)].append(message)
        self._known = len(messages)
        return self._found.get(value, ())
