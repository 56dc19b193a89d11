"""Random ids. `uuid` makes an object of each first, which takes three times as long."""

from __future__ import annotations

import os

from moto.moto_api._internal import mock_random


def uuid4() -> str:
    """A random UUID of moto's generator, so ``/moto-api/seed`` makes it repeatable."""
    return _written(hexadecimal())


def hexadecimal() -> str:
    """32 random hexadecimal digits, repeatable likewise."""
    return f"{mock_random.getrandbits(128):032x}"


def request_id() -> str:
    """A random UUID that takes nothing from a seeded generator."""
    return _written(os.urandom(16).hex())


def _written(digits: str) -> str:
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
