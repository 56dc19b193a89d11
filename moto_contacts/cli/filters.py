"""The options by which messages are chosen."""

from __future__ import annotations

from typing import Any

import click
from click.shell_completion import CompletionItem

import moto_contacts
from moto_contacts.cli.shell import F, Server, endpoint
from moto_contacts.client import Message, Outbox
from moto_contacts.simulation.filters import FILTERS


class FilterOption(click.Option):
    """An option for one of the filters of messages."""

    def closed(self) -> list[str]:
        """The values of a closed set; none of an open one."""
        from moto_contacts.console import filters

        closed = filters.FILTERS[str(self.name)].closed
        return [] if closed is None else list(closed())

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help, with the values of a closed set."""
        values = self.closed()
        given = super().get_help_record(ctx)
        if given is None or not values:
            return given
        return given[0], f"{given[1]} One of {', '.join(values)}."

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The values of a closed set that begin so."""
        return [CompletionItem(each) for each in self.closed() if each.startswith(incomplete)]


def _checked(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    from moto_contacts.console import filters

    try:
        return None if value is None else filters.checked(str(option.name), value)
    except ValueError as why:
        raise click.BadParameter(str(why)) from None


def filters(function: F) -> F:
    """Adds an option for each filter of messages."""
    since = "Only newer ones than a message, by its id, or than a time."
    function = click.option("--since", help=since)(function)
    for name, each in reversed(tuple(FILTERS.items())):
        add = click.option(f"--{name}", cls=FilterOption, callback=_checked, help=each.help)
        function = add(function)
    return function


def one(function: F) -> F:
    """Adds what tells of one message: its id, or filters."""
    return endpoint(filters(click.argument("message_id", required=False)(function)))


def outbox_of(server: Server) -> Outbox:
    """The outbox of a server."""
    return moto_contacts.outbox(**server)


def given(wanted: dict[str, Any]) -> dict[str, Any]:
    """The filters that were given."""
    return {name: value for name, value in wanted.items() if value is not None}


def needing(wanted: dict[str, Any], **needs: str) -> dict[str, Any]:
    """The filters that were given, and what a command needs of a message besides."""
    filters = given(wanted)
    for name, need in needs.items():
        if filters.get(name, need) != need:
            other = f"--{name} {filters[name]} is another"
            raise click.UsageError(
                f"It needs a message with --{name} {need}, and {other}.",
                click.get_current_context(),
            )
    return {**filters, **needs}


def chosen(server: Server, message_id: str | None, wanted: dict[str, Any], **needs: str) -> Message:
    """The message of an id, or the latest that fits the filters and what it ``needs``."""
    if (message_id is None) == (not given(wanted)):
        raise click.UsageError(
            "Give the id of a message, or options that tell which, as --to.",
            click.get_current_context(),
        )
    outbox = outbox_of(server)
    if message_id is not None:
        return outbox.message(message_id)
    return outbox.latest(**needing(wanted, **needs))
