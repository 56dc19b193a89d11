"""Where services take what people write to them first: to a number to which nobody has replied."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, NamedTuple

from moto_contacts.simulation import agenda
from moto_contacts.simulation.state import part


class Inbox(NamedTuple):
    """Somebody who takes what is written to an address."""

    #: The request that has opened it.
    origin: agenda.Origin
    #: Held around what comes of a text: that of the backend which takes it.
    lock: AbstractContextManager[Any]
    #: Called with the address of whoever writes, and with what they write.
    receive: Callable[[str, str], None]


class _Inboxes(dict[str, Inbox]):
    """By their addresses; of the running test."""


def open_inbox(
    address: str, lock: AbstractContextManager[Any], receive: Callable[[str, str], None]
) -> None:
    """From now on what is written to the address is taken, on behalf of whoever acts now."""
    part(_Inboxes)[address] = Inbox(agenda.origin(), lock, receive)


def close_inbox(address: str) -> None:
    """From now on it is not."""
    part(_Inboxes).pop(address, None)


def write(sender: str, to: str, text: str) -> Inbox:
    """Somebody writes; returns who has taken it. Raises ``LookupError`` where nobody does."""
    found = part(_Inboxes).get(to)
    if found is None:
        open_now = ", ".join(sorted(part(_Inboxes))) or "no address"
        raise LookupError(f"Nobody takes what is written to {to}; {open_now} can be written to.")
    with found.lock:
        agenda.act(found.origin, found.receive, sender, text)
    return found
