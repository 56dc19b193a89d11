"""Random ids. `uuid` makes an object of each first, which takes three times as long."""

from __future__ import annotations

import os
from random import Random

from moto.moto_api._internal import mock_random

#: Nobody's but ours, so no seed of a test's is told by it, nor changes it.
_random = Random()
#: Made many at once, which takes a third of the time.
_request_ids: list[str] = []


if hasattr(os, "register_at_fork"):  # pragma: no branch
    os.register_at_fork(after_in_child=_request_ids.clear)
    os.register_at_fork(after_in_child=_random.seed)


def uuid4(random: Random = mock_random) -> str:
    """A random UUID; of moto's generator, so that ``/moto-api/seed`` makes it repeatable."""
    digits = f"{random.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def hexadecimal() -> str:
    """32 random hexadecimal digits, repeatable likewise."""
    return f"{mock_random.getrandbits(128):032x}"


def request_id() -> str:
    """A random UUID that takes nothing from a seeded generator."""
    try:
        return _request_ids.pop()
    except IndexError:
        _request_ids.extend(uuid4(_random) for _ in range(100))
        return uuid4(_random)
