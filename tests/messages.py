"""Messages of each kind that no service need send, for tests in the process that has the outbox."""

from __future__ import annotations

from typing import Any

from moto_contacts.simulation import outbox
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
