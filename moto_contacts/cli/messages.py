"""The commands that read messages, and do what their recipients would."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from typing import Any

import click

from moto_contacts.cli.filters import chosen, filters, given, needing, one, outbox_of
from moto_contacts.cli.shell import (
    Cell,
    Command,
    Server,
    cell,
    endpoint,
    nothing,
    table,
)
from moto_contacts.client import Message, NoSuchMessage
from moto_contacts.client.trust import NoServer
from moto_contacts.console.values import IDS, LONGEST_WAIT
from moto_contacts.simulation.kinds import kind_of, visible

#: What a command prints: for programs, and how for people.
Told = tuple[Any, Callable[[Any], None]]

#: By what a state of its kind means.
_COLOURS = {"open": "yellow", "done": "green", "void": "red"}
HEAD = ("id", "time", "state", "to", "service", "")
#: Seconds between two looks for a server that is not up yet.
_PAUSE = 0.2


def row(message: Message) -> list[Cell]:
    """A message in one line."""
    kind = kind_of(message)
    return [
        cell(message.id),
        cell(f"{message.created_at:%Y-%m-%d %H:%M:%S}"),
        cell(message.state, fg=_COLOURS[kind.states[message.state]]),
        cell(message.to),
        cell(message.service),
        cell(kind.shown(message), bold=True),
    ]


def list_of(messages: Iterable[Message]) -> None:
    """Prints messages in lines."""
    table(HEAD, map(row, messages))


def state_of(message: Message) -> None:
    """Prints the state of a message."""
    click.echo(message.state)


@click.command(cls=Command)
@endpoint
@filters
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@click.option("--unread", is_flag=True, help="Only what nobody has read; it stays unread.")
def messages(server: Server, limit: int | None, unread: bool, **wanted: Any) -> Told:
    """List messages, the latest first."""
    outbox = outbox_of(server)
    if not unread:
        return outbox.messages(limit=limit, **wanted), list_of
    if given(wanted):
        raise click.UsageError("--unread takes no filters.", click.get_current_context())
    return outbox.unread()[:limit], list_of


@click.command(cls=Command)
@one
def show(server: Server, message_id: str | None, **wanted: Any) -> Told:
    """Show all of a message: MESSAGE_ID, or the latest that fits the options, or the latest."""
    if message_id is None and not given(wanted):
        return outbox_of(server).latest(), _print
    return chosen(server, message_id, wanted), _print


#: What is shown of a message above its text, where it has that.
_SHOWN = (
    "id", "state", "failure", "kind", "code", "link", "channel", "to", "recipient", "sender",
    "subject", "service", "operation", "account", "region", "resource_arn", "thread", "created_at",
    "expires_at", "verified_at", "superseded_by",
)  # fmt: skip


def _print(message: Message) -> None:
    told = {name: getattr(message, name) for name in _SHOWN}
    told["attachments"] = ", ".join(each.name for each in message.attachments)
    for name, value in told.items():
        if value not in (None, ""):
            click.echo(f"{click.style(f'{name:>13}', dim=True)}  {visible(str(value))}")
    for line in ["", *message.body.splitlines(), ""]:
        click.echo(visible(line))
    for event in message.history:
        text = f"  {visible(event.text)}" if event.text else ""
        click.echo(f"{event.at:%Y-%m-%d %H:%M:%S}  {event.event}{text}")


@click.command(cls=Command)
@endpoint
@click.argument("message_id")
@click.argument("number", type=click.IntRange(min=0), default=0)
def attachment(server: Server, message_id: str, number: int) -> Told:
    """Write an attachment of a mail, the first or that of a NUMBER from 0 on, to the output."""
    content = outbox_of(server).message(message_id).attached(number)
    return {"size": len(content)}, lambda _: click.echo(content, nl=False)


def _seconds(context: click.Context, option: click.Parameter, value: float) -> float:
    if math.isnan(value):  # which is not below 0, and no time either
        raise click.BadParameter(f"{value} is no number.")
    return value


def _waits(function: Callable[..., Told]) -> Callable[..., Any]:
    """Adds the options of a command that waits for a message."""
    wait = click.option("--timeout", type=click.FloatRange(min=0), default=30.0, callback=_seconds,
                        show_default=True, help="Seconds; for the server, too.")  # fmt: skip
    return endpoint(filters(wait(function)))


def _awaited(server: Server, timeout: float, wanted: dict[str, Any]) -> Message:
    """The latest message that fits, as soon as there is a server and a message."""
    end = time.monotonic() + timeout
    while True:
        left = max(0.0, end - time.monotonic())
        try:
            return outbox_of(server).wait_for(timeout=round(min(left, LONGEST_WAIT), 3), **wanted)
        except NoServer:
            if left <= 0:
                raise
            time.sleep(min(_PAUSE, left))
        except NoSuchMessage:
            if left <= LONGEST_WAIT:
                raise


@click.command("wait-code", cls=Command)
@_waits
def wait_code(server: Server, timeout: float, **wanted: Any) -> Told:
    """Wait for a message that has a code; print this, and nothing else."""
    message = _awaited(server, timeout, needing(wanted, carries="code"))
    return message, lambda _: click.echo(message.code)


@click.command("wait-link", cls=Command)
@_waits
def wait_link(server: Server, timeout: float, **wanted: Any) -> Told:
    """Wait for a message that has a link; print this, and nothing else."""
    message = _awaited(server, timeout, needing(wanted, carries="link"))
    return message, lambda _: click.echo(message.link)


@click.command("click", cls=Command)
@one
def click_link(server: Server, message_id: str | None, **wanted: Any) -> Told:
    """Open the link of a message, as its reader would; print its state.

    That is MESSAGE_ID, or the latest that has a link and fits the options.
    """
    return chosen(server, message_id, wanted, carries="link").click(), state_of


@click.command(cls=Command)
@one
def expire(server: Server, message_id: str | None, **wanted: Any) -> Told:
    """Let a message run out of time now; print its state. The clock stays."""
    return chosen(server, message_id, wanted, state="pending").expire(), state_of


@click.command(cls=Command)
@one
def acknowledge(server: Server, message_id: str | None, **wanted: Any) -> Told:
    """Acknowledge a page by its code, as whoever is called would; print its state."""
    page = chosen(server, message_id, wanted, kind="page")
    if page.kind != "page" or page.code is None:
        raise ValueError(f"{page.id} is no page; it carries {kind_of(page).noun}.")
    return page.reply(page.code), state_of


@click.command(cls=Command)
@one
def unsubscribe(server: Server, message_id: str | None, **wanted: Any) -> Told:
    """Want no more messages where this one went to; print its state."""
    return chosen(server, message_id, wanted).unsubscribe(), state_of


def _words(words: tuple[str, ...], wanted: dict[str, Any], most: int) -> tuple[str | None, str]:
    """Which message, where no options tell it, and what else was given."""
    first = None if given(wanted) else next(iter(words), "")
    rest = words[0 if first is None else 1 :]
    twice = first is None and any(map(IDS["message"].fullmatch, rest))
    if first == "" or twice or len(rest) > most:
        raise click.UsageError(
            "Give the id of a message, or options that tell which, as --to; and one more word, "
            "in quotes where it has blanks.",
            click.get_current_context(),
        )
    return first, "".join(rest)


@click.command(cls=Command)
@endpoint
@filters
@click.argument("words", nargs=-1, metavar="[MESSAGE] TEXT")
def reply(server: Server, words: tuple[str, ...], **wanted: Any) -> Told:
    """Answer a MESSAGE with TEXT, as its recipient would; print its state.

    MESSAGE is an id, or an address, for the latest message to it that can be answered. Without it
    the options tell which.
    """
    message, text = _words(words, wanted, 1)
    if not text:
        raise click.UsageError("Give a text to answer with.", click.get_current_context())
    outbox = outbox_of(server)
    if message is not None and not message.startswith("message-"):
        return outbox.device(message).reply(text), state_of
    if message is None and given(wanted).keys() == {"to"}:
        return outbox.device(wanted["to"]).reply(text), state_of
    return chosen(server, message, wanted).reply(text), state_of


@click.command(cls=Command)
@endpoint
@click.argument("phone")
@click.argument("number")
@click.argument("text")
def write(server: Server, phone: str, number: str, text: str) -> Told:
    """Write TEXT from a PHONE to a NUMBER of an account, which need not have written to it."""
    outbox_of(server).device(phone).write(text, to=number)
    return {"from": phone, "to": number, "text": text}, nothing


@click.command(cls=Command)
@endpoint
@filters
@click.argument("words", nargs=-1, metavar="[MESSAGE_ID] [REASON]")
def fail(server: Server, words: tuple[str, ...], **wanted: Any) -> Told:
    """Let the delivery of a message fail, for a REASON; print its state."""
    message_id, reason = _words(words, wanted, 1)
    message = chosen(server, message_id, wanted, state="sent")
    return (message.fail(reason) if reason else message.fail()), state_of


@click.command(cls=Command)
@endpoint
@filters
def clear(server: Server, **wanted: Any) -> Told:
    """Delete the messages that fit, or all; print how many. Their codes stay as good."""
    deleted = outbox_of(server).clear(**wanted)
    return {"deleted": deleted}, lambda _: click.echo(deleted)


@click.command("mark-read", cls=Command)
@endpoint
@filters
def mark_read(server: Server, **wanted: Any) -> Told:
    """Let the messages that fit, or all, count as read; print how many nobody had read."""
    read = outbox_of(server).mark_read(**wanted)
    return {"read": read}, lambda _: click.echo(read)
