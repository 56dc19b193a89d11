"""Into how many messages a text is divided. Source: documented (the standard of SMS)."""

from __future__ import annotations

#: The alphabet of GSM, and the characters that take two places of it.
_ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")
#: Encoding -> the places in a message that is alone, and in one of several, which have headers.
_PLACES = {"GSM": (160, 153), "UNICODE": (70, 67)}
#: The first character that UTF-16 needs two places for.
_ASTRAL = "\U00010000"


def measure(body: str) -> tuple[str, int]:
    """The encoding of a text, GSM or UNICODE, and how many messages it takes.

    What takes two places is never divided.
    """
    if _ALPHABET.issuperset(body):
        encoding, widths = "GSM", [1] * len(body)
    elif (_ALPHABET | _EXTENSION).issuperset(body):
        encoding, widths = "GSM", [1 + (each in _EXTENSION) for each in body]
    else:
        encoding, widths = "UNICODE", [1 + (each >= _ASTRAL) for each in body]
    alone, of_several = _PLACES[encoding]
    if sum(widths) <= alone:
        return encoding, 1
    count, used = 1, 0
    for width in widths:
        if used + width > of_several:
            count, used = count + 1, 0
        used += width
    return encoding, count
