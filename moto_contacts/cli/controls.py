"""The commands that control a server: its clock, settings, codes and faults, and moto's reset."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click
from click.shell_completion import CompletionItem

import moto_contacts
from moto_contacts.cli.shell import (
    Command,
    Group,
    Server,
    ask,
    cell,
    endpoint,
    nothing,
    reset_moto,
    table,
)
from moto_contacts.client.carriers import path_of

#: What a command prints: for programs, and how for people.
Told = tuple[Any, Callable[[Any], None]]


@click.group(cls=Group)
def clock() -> None:
    """Read and move the clock by which codes and links expire."""


def _now(told: dict[str, Any]) -> None:
    click.echo(told["now"].isoformat())


@clock.command()
@endpoint
def now(server: Server) -> Told:
    """Print the time."""
    return {"now": moto_contacts.clock(**server).now()}, _now


@clock.command()
@endpoint
@click.option("--weeks", type=float)
@click.option("--days", type=float)
@click.option("--hours", type=float)
@click.option("--minutes", type=float)
@click.option("--seconds", type=float)
def advance(server: Server, **by: float | None) -> Told:
    """Move the clock forward; print the new time."""
    if all(number is None for number in by.values()):
        context = click.get_current_context()
        raise click.UsageError("Say by how much, as --hours 24.", context)
    return {"now": moto_contacts.clock(**server).advance(**by)}, _now


@clock.command("reset")
@endpoint
def reset_clock(server: Server) -> Told:
    """Take all moves back; print the time."""
    return {"now": moto_contacts.clock(**server).reset()}, _now


class SettingName(click.types.StringParamType):
    """The name of a setting."""

    name = "name"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The settings that begin so."""
        from moto_contacts.console import settings

        return [CompletionItem(each) for each in settings.known() if each.startswith(incomplete)]


@click.group(cls=Group)
def settings() -> None:
    """Read and change quotas, switches, and what is measured."""


def _print_settings(found: dict[str, Any]) -> None:
    rows = []
    for name, each in found.items():
        value = each["value"] if isinstance(each["value"], str) else json.dumps(each["value"])
        rows.append([cell(name), cell(value, bold=True), cell(each["from"]), cell(each["help"])])
    table(("setting", "value", "from", ""), rows)


@settings.command("list")
@endpoint
def list_settings(server: Server) -> Told:
    """List all settings with their values."""
    return moto_contacts.settings(**server).all(), _print_settings


@settings.command("set")
@endpoint
@click.argument("name", type=SettingName())
@click.argument("value")
def set_setting(server: Server, name: str, value: str) -> Told:
    """Set NAME to VALUE, written as in the environment, until moto's next reset."""
    from moto_contacts.console import settings

    read = {name: settings.read_text(name, value)}
    moto_contacts.settings(**server).set(**read)
    return read, nothing


@settings.command("reset")
@endpoint
def reset_settings(server: Server) -> Told:
    """Forget whatever was set."""
    found = moto_contacts.settings(**server)
    found.reset()
    return found.all(), nothing


@click.group(cls=Group)
def codes() -> None:
    """Fix the codes that are sent, for all or by address, or let them be random again."""


def _print_codes(found: dict[str, Any]) -> None:
    rows = [("*", found["code"]), *(found["codes"] or {}).items()]
    table(("to", "code"), [[cell(to), cell(code, bold=True)] for to, code in rows if code])


@codes.command("list")
@endpoint
def list_codes(server: Server) -> Told:
    """List the codes that are fixed: for all addresses, which is a star, and for single ones."""
    return ask(server, "GET", "codes"), _print_codes


@codes.command("set")
@endpoint
@click.option("--to", help="The address that it is for; without it all that have none.")
@click.argument("code")
def set_code(server: Server, to: str | None, code: str) -> Told:
    """Fix the CODE that is sent from now on, until moto's next reset."""
    if to is None:
        moto_contacts.settings(**server).set(code=code)
    else:
        fixed = ask(server, "GET", "codes")["codes"] or {}
        moto_contacts.settings(**server).set(codes={**fixed, to: code})
    return ask(server, "GET", "codes"), nothing


@codes.command("reset")
@endpoint
def reset_codes(server: Server) -> Told:
    """Let all codes be random again."""
    return ask(server, "DELETE", "codes"), nothing


@click.group(cls=Group)
def faults() -> None:
    """Order errors, delays and dropped connections."""


def _print_faults(rules: list[dict[str, Any]]) -> None:
    rows = []
    for rule in rules:
        does = rule["error"] or ("drop" if rule["drop"] else f"{rule['latency']} s late")
        cells = [cell(rule[name]) for name in ("service", "operation", "region")]
        struck = cell(f"struck {rule['struck']}")
        rows.append([cell(rule["id"]), cell(does, bold=True), *cells, struck])
    table(("id", "does", "service", "operation", "region", ""), rows)


@faults.command("list")
@endpoint
def list_faults(server: Server) -> Told:
    """List the rules, with how often each has struck."""
    return moto_contacts.faults(**server).all(), _print_faults


def _members(ctx: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, Any]:
    found = {}
    for each in given:
        name, separator, text = each.partition("=")
        if not separator:
            raise click.BadParameter(f"It is NAME=JSON, as retryAfterSeconds=1, not {each!r}.")
        found[name] = _json(text)
    return found


def _json(text: str) -> Any:
    """A value as JSON has it; what is no JSON is text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


@faults.command("put")
@endpoint
@click.argument("error", required=False)
@click.option("--message", default="", help="The text of the error.")
@click.option("--member", "members", multiple=True, metavar="NAME=JSON", callback=_members,
              help="A further member; repeatable.")  # fmt: skip
@click.option("--drop", is_flag=True, help="Close the connection without an answer.")
@click.option("--latency", type=float, default=0.0, help="Seconds by which the answer is late.")
@click.option("--service", default="*", show_default=True, help="A glob.")
@click.option("--operation", default=".*", show_default=True, help="A regular expression.")
@click.option("--region", default="*", show_default=True, help="A glob.")
@click.option("--times", type=int, help="How often it strikes; always without it.")
@click.option("--probability", type=float, default=1.0, help="How likely it strikes.")
@click.option("--ttl", type=float, help="Seconds of the simulated clock for which it is there.")
def put_fault(server: Server, members: dict[str, Any], **rule: Any) -> Told:
    """Strike the next calls that fit with ERROR; print the id of the rule."""
    # Not by the verb, whose further members cannot have the names of its arguments.
    told = ask(server, "POST", "faults", {**rule, "members": members})
    return told, lambda _: click.echo(told["id"])


@faults.command("remove")
@endpoint
@click.argument("fault_id")
def remove_fault(server: Server, fault_id: str) -> Told:
    """Remove a rule."""
    return ask(server, "DELETE", path_of("fault", fault_id)), nothing


@faults.command("reset")
@endpoint
def reset_faults(server: Server) -> Told:
    """Remove all rules."""
    moto_contacts.faults(**server).reset()
    return [], nothing


@click.command(cls=Command)
@endpoint
def reset(server: Server) -> Told:
    """Reset all of moto: every service, and the outbox, the clock, settings and faults with it."""
    return reset_moto(server), nothing
