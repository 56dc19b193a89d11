"""How long and how dear a message is, and which destinations only simulate a phone."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

#: Characters of GSM's alphabet, and those that take two places of it.
_GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENSION = set("^{}\\[~]|€\f")
#: Encoding -> how many places there are in one message, and in each of several.
_PLACES = {"GSM": (160, 153), "UNICODE": (70, 67)}
#: US dollars for a part, or for the minute of a call. Source: inferred.
_PRICES = {"TEXT": Decimal("0.00581"), "MEDIA": Decimal("0.01100"), "VOICE": Decimal("0.01300")}
#: Destinations that are reached, and the ones that are not. Source: documented.
_SUCCESS, _FAILURE = ("+14254147755", "+447860019066"), ("+14254147167", "+447860019067")


def parts(body: str) -> tuple[str, int]:
    """The encoding of a text, and how many messages it takes."""
    if set(body) <= _GSM | _GSM_EXTENSION:
        encoding, places = "GSM", len(body) + sum(each in _GSM_EXTENSION for each in body)
    else:
        encoding, places = "UNICODE", len(body.encode("utf-16-be", "surrogatepass")) // 2
    one, each = _PLACES[encoding]
    return encoding, 1 if places <= one else -(-places // each)


@cache
def price(country: str | None, channel: str, count: int) -> Decimal:
    """What a message costs, in US dollars."""
    return _PRICES[channel] * count


def simulated(number: str) -> bool:
    """Whether a destination only simulates a phone."""
    return number in _SUCCESS or fails(number)


def fails(number: str) -> bool:
    """Whether it simulates one that cannot be reached."""
    return number in _FAILURE
