"""Structures of the wire."""

from datetime import datetime
from typing import Any


def structure(**members: Any) -> dict[str, Any]:
    """The members that have a value. On the wire an absent member is left out, never null."""
    return {name: value for name, value in members.items() if value is not None}


def told(moment: datetime) -> datetime:
    """As exact as requests and answers tell it, so that what they have told finds it again."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
