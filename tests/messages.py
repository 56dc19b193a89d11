"""Messages of each kind that no service need send, for tests in the process that has the outbox."""

from __future__ import annotations

from typing import Any

from moto_contacts.simulation import agenda, outbox
from moto_contacts.simulation.messages import LINK, Sent

#: What makes a message one of a kind.
KINDS: dict[str, dict[str, Any]] = {
    "code": {"code": "123456", "body": "Your code is 123456."},
    "link": {"token": "0123abcd", "body": f"Open {LINK} now.", "confirm": lambda: None},
    "plain": {"body": "Your parcel has come."},
    "page": {"kind": "page", "code": "654321", "body": "The site is down. Reply 654321."},
}


def message(kind: str = "code", **values: Any) -> Sent:
    """A message of a kind, with these values instead of the usual ones."""
    usual = {
        "service": "a-service", "operation": "Send", "parameters": {}, "account": "123456789012",
        "region": "us-east-1", "channel": "SMS", "to": "+14255550100", "resource_arn": "arn",
    }  # fmt: skip
    return Sent(**{**usual, **KINDS[kind], **values})


def send(kind: str = "code", **values: Any) -> Sent:
    """The same, in the outbox of this process."""
    return outbox.send(message(kind, **values))


class Service:
    """One that waits for answers, and remembers them and on whose behalf they came."""

    def __init__(self) -> None:
        self.told: list[tuple[str, ...]] = []
        self.origins: list[agenda.Origin] = []

    def reply(self, sent: Sent, text: str) -> None:
        self._remember("reply", sent.id, text)

    def fail(self, sent: Sent, reason: str) -> None:
        self._remember("fail", sent.id, reason)

    def unsubscribe(self, sent: Sent) -> None:
        self._remember("unsubscribe", sent.id)

    def _remember(self, *what: str) -> None:
        self.told.append(what)
        self.origins.append(agenda.origin())
