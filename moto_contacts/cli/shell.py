"""What all commands have in common: how they fail, which server they ask, how they print."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from io import TextIOWrapper
from typing import Any

import click

from moto_contacts.client.carriers import PATIENCE, BlockingCarrier
from moto_contacts.client.trust import (
    NoServer,
    NoTls,
    NotTrusted,
    check_endpoint,
    request,
)
from moto_contacts.client.verbs import finish
from moto_contacts.console.values import Json
from moto_contacts.plugin.extras import MissingExtra
from moto_contacts.simulation.kinds import visible

#: The function of a command.
F = Callable[..., Any]


class Failed(click.ClickException):
    """Refused, or not there."""

    exit_code = 1


class Unreachable(click.ClickException):
    """No server answers."""

    exit_code = 3


def _worded(error: ConnectionError) -> str:
    """Why a server could not be asked, in the words of the command line."""
    if isinstance(error, NoServer):
        return (
            f"No server answers at {error.endpoint}: {error.why}. Start one by `moto_contacts "
            "serve`, or name another by --endpoint-url."
        )
    if isinstance(error, NotTrusted):
        return (
            f"The certificate of {error.endpoint} is not trusted: {error.why}. Name the file that "
            "holds it by --ca-bundle, or use --no-verify-ssl."
        )
    if isinstance(error, NoTls):
        return f"There is no TLS with {error.endpoint}: {error.why}. Is it an http:// server?"
    return str(error)


class _OneLine(click.Command):
    """A command, or a group, whose command line is refused in one line."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """The context, in which colours are as ``NO_COLOR`` says."""
        if os.environ.get("NO_COLOR"):
            extra.setdefault("color", False)
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as why:
            raise _plain(why) from None


def _plain(error: click.UsageError) -> click.UsageError:
    """The error, without the usage above it."""
    help_of = f" See {error.ctx.command_path} --help." if error.ctx else ""
    return click.UsageError(f"{visible(error.format_message())}{help_of}")


class Command(_OneLine):
    """A command whose failures are sentences and exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        """The command's result."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # whoever reads this has seen enough; click ends quietly
            raise
        except ConnectionError as error:
            raise Unreachable(visible(_worded(error))) from None
        except (LookupError, ValueError, MissingExtra) as error:
            raise Failed(visible(str(error))) from None
        except click.UsageError as error:
            raise _plain(error) from None
        except OSError as error:  # of what is written to
            raise Failed(visible(str(error))) from None


def speak_any_script() -> None:
    """What the output has no characters for is spelled out from now on, instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # there may be none, or somebody else's
            stream.reconfigure(errors="backslashreplace")


class Group(_OneLine, click.Group):
    """A group of such commands."""

    command_class = Command
    group_class = type

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is left of the arguments; without any the help, for click's releases differ here."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), err=True, color=ctx.color)
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """The result of the command that was named."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise _plain(error) if error.ctx else error from None


#: The URL of a server, and how its certificate is looked at.
Server = dict[str, Any]


def _endpoint(ctx: click.Context, option: click.Parameter, value: str) -> str:
    try:
        return check_endpoint(value)
    except ValueError as why:
        raise click.BadParameter(str(why)) from None


def endpoint(function: F) -> F:
    """Adds the options that say which server is meant, and ``--json``; the command gets a `Server`.

    A command returns what it prints: what is JSON for programs, and a function that prints it for
    people. Of an iterator each is printed as it comes, as JSON in a line.
    """

    @click.option(
        "--endpoint-url",
        envvar="MOTO_CONTACTS_ENDPOINT_URL",
        default="http://localhost:5000",
        show_default=True,
        show_envvar=True,
        callback=_endpoint,
        help="The moto server to speak to.",
    )
    @click.option(
        "--ca-bundle",
        envvar="AWS_CA_BUNDLE",
        show_envvar=True,
        help="A file of certificates by which an https:// server is trusted.",
    )
    @click.option("--no-verify-ssl", is_flag=True, help="Trust an https:// server without one.")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON.")
    @functools.wraps(function)
    def command(
        endpoint_url: str, ca_bundle: str | None, no_verify_ssl: bool, as_json: bool, **options: Any
    ) -> None:
        verify = False if no_verify_ssl else ca_bundle
        told, show = function(server={"endpoint_url": endpoint_url, "verify": verify}, **options)
        for each in told if isinstance(told, Iterator) else [told]:
            if as_json:
                print_json(each, None if isinstance(told, Iterator) else 2)
            else:
                show(each)

    return command


def ask(server: Server, method: str, path: str, values: Json | None = None) -> Any:
    """The answer of a server's console to what no verb of Python's asks so."""
    return finish(BlockingCarrier(**server).ask(method, path, values))


def reset_moto(server: Server) -> Any:
    """What moto itself answers to a reset. Raises ``ConnectionError``."""
    endpoint, verify = server["endpoint_url"], server["verify"]
    answer = request(endpoint, verify, "POST", "/moto-api/reset", timeout=PATIENCE)
    try:
        told = answer.json() if answer.status_code == 200 else None
    except ValueError:
        told = None
    if told != {"status": "ok"}:
        raise ConnectionError(f"{endpoint} is no moto server.")
    return told


def print_json(told: Any, indent: int | None = 2) -> None:
    """Prints JSON."""
    click.echo(json.dumps(told, indent=indent, default=_json_of))


def _json_of(value: Any) -> Any:
    """What JSON has no form for: a time, a message, an event of its history."""
    if isinstance(value, datetime):
        return value.isoformat()
    fields = {name: each for name, each in vars(value).items() if not name.startswith("_")}
    return {name: each for name, each in fields.items() if name != "text" or each != ""}


def nothing(told: Any) -> None:
    """Prints nothing, for there is nothing to say to people."""


#: A cell: its text, and how it is styled.
Cell = tuple[str, dict[str, Any]]


def cell(text: str, **style: Any) -> Cell:
    """A cell of a table, with what a client has sent made visible."""
    return visible(text), style


def is_terminal() -> bool:
    """Whether a person is looking."""
    return sys.stdout is not None and sys.stdout.isatty()  # it may have been closed


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Prints rows: for a terminal in columns and with a header, else with a tab between cells."""
    told = [list(row) for row in rows]
    lines = [header(head), *told] if told and is_terminal() else told
    widths = [max(len(text) for text, _ in column) for column in zip(*lines, strict=True)]
    for each in lines:
        line(each, widths)


def header(head: Sequence[str]) -> list[Cell]:
    """The first line of a table."""
    return [cell(name, dim=True) for name in head]


def line(cells: Sequence[Cell], widths: Sequence[int]) -> None:
    """Prints a row: for a terminal as wide as it is told, else with a tab between cells."""
    texts = [click.style(text, **style) if style else text for text, style in cells]
    if is_terminal():
        blanks = [" " * (width - len(text)) for (text, _), width in zip(cells, widths, strict=True)]
        click.echo("  ".join(map("".join, zip(texts, blanks, strict=True))).rstrip())
    else:
        click.echo("\t".join(texts))
