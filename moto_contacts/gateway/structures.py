"""Structures of the wire."""

import json
from typing import Any

#: A value as text, the same in whatever order structures and maps have their members; what JSON
#: cannot write, such as a time, is in Python's words.
canonical = json.JSONEncoder(sort_keys=True, default=repr).encode


def structure(**members: Any) -> dict[str, Any]:
    """The members that have a value. On the wire an absent member is left out, never null."""
    return {name: value for name, value in members.items() if value is not None}
