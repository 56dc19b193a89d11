"""How a contact of each service of AWS is verified, whatever the client; what must come of it.

A client is a function of a service, an operation and its members, all in wire spelling. It returns
the members of the answer, or raises `Refused`.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
import requests

from tests.lives import AWS, Call, Latest, life


class Refused(Exception):
    """An error of the service: its name, its text, and the member that clients branch on."""

    def __init__(self, error: str, message: str, members: dict[str, Any]):
        super().__init__(f"{error}: {message}")
        reasons = [members[name] for name in ("code", "Reason", "reason") if name in members]
        self.told = {"error": error, "message": message, "reason": (*reasons, None)[0]}


def live(service: str, call: Call, latest: Latest) -> dict[str, Any]:
    """What the client saw of the life cycle."""
    status, refuse, verify = life(AWS[service]).verify(partial(call, service), latest)
    before = status()
    with pytest.raises(Refused) as caught:
        refuse()
    assert status() == before
    verify()
    return {"before": before, **caught.value.told, "after": status()}


def by_http(server: str) -> Latest:
    """Reads the latest message to an address."""

    def latest(to: str) -> dict[str, Any]:
        url = f"{server}/moto-api/contacts/messages/latest"
        message: dict[str, Any] = requests.get(url, params={"to": to}, timeout=30).json()
        return message

    return latest


def expected(service: str) -> dict[str, Any]:
    """What it must have seen."""
    seen: dict[str, Any] = life(AWS[service]).SEEN
    return seen
