"""The messages that moto's resets have thrown away before anybody has read them."""

from __future__ import annotations

import sys
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from moto_contacts.simulation.messages import Sent

_MOST_BEFORE = 1000
#: Of the outbox that moto has reset last; and of those before it, since all were marked as read.
#: Of these none where nobody has ever done so, and no pytest would ask.
_last: list[Sent] = []
_before: deque[Sent] = deque(
    maxlen=_MOST_BEFORE if "moto_contacts.pytest_plugin" in sys.modules else 0
)


def add(unread: list[Sent]) -> None:
    """A reset has thrown these away."""
    _before.extend(_last)
    _last[:] = unread


def forget() -> None:
    """What was thrown away counts as read; what will be is kept."""
    global _before
    _last.clear()
    _before = deque(maxlen=_MOST_BEFORE)


def last() -> list[Sent]:
    """What the last reset has thrown away, the latest first."""
    return _last[::-1]


def every() -> list[Sent]:
    """What all resets have thrown away since all was marked as read, the latest first."""
    return [*last(), *reversed(_before)]
