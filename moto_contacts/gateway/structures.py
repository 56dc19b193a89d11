"""Structures of the wire."""

from typing import Any


def structure(**members: Any) -> dict[str, Any]:
    """The members that have a value. On the wire an absent member is left out, never null."""
    return {name: value for name, value in members.items() if value is not None}
