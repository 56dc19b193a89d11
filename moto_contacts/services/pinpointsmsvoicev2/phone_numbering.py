"""Phone numbers as texts."""

from __future__ import annotations


def e164(text: str) -> str:
    """The phone number with its plus, which input may leave out. Source: inferred."""
    return text if text.startswith("+") else f"+{text}"
