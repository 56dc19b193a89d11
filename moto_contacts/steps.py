"""What the demonstration of a service, in the ``demo`` of its folder, is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PHONE = "+14255550100"
EMAIL = "ops@example.com"

#: What a step does, what must come of it (a status, or an error's code), and the doing.
Step = tuple[str, str, Callable[[], Any]]


def wrong(code: str) -> str:
    """A code that looks like this one and is not."""
    return ("1" if code[0] != "1" else "2") + code[1:]
