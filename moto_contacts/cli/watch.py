"""The command that follows a server: its messages as they come, and as they change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import click
import requests

from moto_contacts.cli.filters import filters, given, outbox_of
from moto_contacts.cli.messages import HEAD, row
from moto_contacts.cli.shell import Command, Server, endpoint, header, is_terminal, line
from moto_contacts.client import Message
from moto_contacts.client.carriers import ROOT
from moto_contacts.client.trust import request, unreachable
from moto_contacts.simulation.filters import FILTERS

#: Seconds: to connect, and without a sign of life; the server gives one every 15.
_PATIENCE = (10, 40)
#: What a server of something else has not.
_STREAM = "text/event-stream"
#: Of most ids, times, states, addresses and services; the last column has no end.
_WIDTHS = (12, 19, 10, 24, 24, 0)


@click.command(cls=Command)
@endpoint
@filters
def watch(server: Server, since: str | None, **wanted: Any) -> Any:
    """Print messages as they come, and as they change, until it is interrupted.

    Nothing counts as read by it, but what --since asks for, which is printed first. --json prints a
    line a message.
    """
    if is_terminal():
        line(header(HEAD), _WIDTHS)
    return _followed(server, since, wanted), lambda each: line(row(each), _WIDTHS)


def _followed(server: Server, since: str | None, wanted: dict[str, Any]) -> Iterator[Message]:
    outbox = outbox_of(server)
    #: What was printed last: a message changes, too, when somebody reads it.
    printed: dict[str, str] = {}
    with suppress(KeyboardInterrupt):
        events = _events(server)
        next(events)  # from here on nothing is missed
        for message in outbox.messages(since=since, **wanted)[::-1] if since is not None else ():
            printed[message.id] = message.state
            yield message
        for name, told in events:
            if name in ("sent", "changed"):
                message = Message._read(told, outbox._carrier)
                if _fits(message, given(wanted)) and printed.get(message.id) != message.state:
                    printed[message.id] = message.state
                    yield message
            elif name == "reset":
                printed.clear()
                click.echo("moto was reset.", err=True)


def _fits(message: Message, wanted: dict[str, str]) -> bool:
    """As the console judges, by what it has of a message."""
    sent: Any = SimpleNamespace(**vars(message), token=message.link)
    return all(FILTERS[name].fits(value)(sent) for name, value in wanted.items())


def _events(server: Server) -> Iterator[tuple[str, Any]]:
    """The events of a server, again and again: it ends a stream with each reset of moto's.

    The first comes at once. Raises ``ConnectionError``.
    """
    endpoint, verify = server["endpoint_url"], server["verify"]
    while True:
        with request(
            endpoint, verify, "GET", f"{ROOT}stream", stream=True, timeout=_PATIENCE
        ) as answer:
            if not answer.headers.get("Content-Type", "").startswith(_STREAM):
                raise ConnectionError(_refused(answer))
            try:
                yield from _read(answer.iter_lines(chunk_size=1))
            except requests.RequestException as why:
                raise unreachable(endpoint, why) from None


def _refused(answer: requests.Response) -> str:
    status = f"{answer.url} was answered with status {answer.status_code}"
    try:
        return f"{status}: {answer.json()['message']}"
    except (ValueError, LookupError, TypeError):
        return f"{status} and no JSON of moto_contacts: it is no moto server with that."


def _read(lines: Iterator[bytes]) -> Iterator[tuple[str, Any]]:
    """The events in the lines of a stream."""
    name = ""
    for each in lines:
        field, _, value = each.decode().partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)
