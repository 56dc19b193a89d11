"""What is wrong with a request: one constraint that one value breaks, and where the value is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: The way from the request down to a container: (the way to its parent, its key), or None.
Way = Any


@dataclass(frozen=True, slots=True)
class Violation:
    """One constraint that one value breaks. ``path``: member names, map keys, positions from 0."""

    path: tuple[str | int, ...]
    #: required, type, length, range, enum, pattern, union
    kind: str
    value: Any
    #: Whether the service may repeat the value: not where the model marks it sensitive.
    echo: bool
    #: The least and the most that length and range allow; None for no limit.
    bounds: tuple[int | float | None, int | float | None] = (None, None)
    #: The pattern, the enum's values, or the name of the type.
    expected: str = ""

    def constraint(self) -> str:
        """The broken constraint, in the words that all AWS services use for it."""
        if self.kind == "length":
            return f"Member must have length {self._limit()}"
        if self.kind == "range":
            return f"Member must have value {self._limit()}"
        if self.kind == "enum":
            return f"Member must satisfy enum value set: [{self.expected}]"
        if self.kind == "pattern":
            return f"Member must satisfy regular expression pattern: {self.expected}"
        if self.kind == "union":
            return "Member must have exactly one of its members set"
        if self.kind == "type":
            return f"Member must be {self.expected}"
        return "Member must not be null"

    def size(self) -> int | float:
        """What was measured: the length of a string or container, or the number itself."""
        size: int | float = self.value if self.kind == "range" else len(self.value)
        return size

    def _limit(self) -> str:
        least, most = self.bounds
        if most is not None and self.size() > most:
            return f"less than or equal to {most}"
        return f"greater than or equal to {least}"


def path_of(way: Way, key: str | int) -> tuple[str | int, ...]:
    """The whole path of the member ``key`` of the container at the end of ``way``."""
    path = [key]
    while way is not None:
        way, key = way
        path.append(key)
    return tuple(reversed(path))
