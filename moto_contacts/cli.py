"""The command ``moto_contacts``, and moto's own server and proxy with the plugin joined.

Exit codes: 0, done; 1, no such message, or something that is refused; 2, a command line that cannot
be read; 3, no server answers.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click

import moto_contacts
from moto_contacts.plugin.extras import MissingExtra
from moto_contacts.simulation.filters import FILTERS
from moto_contacts.simulation.kinds import kind_of

#: The function of a command.
F = Callable[..., Any]


class Failed(click.ClickException):
    """Refused, or not there."""

    exit_code = 1


class Unreachable(click.ClickException):
    """No server answers."""

    exit_code = 3


#: Control characters, and those that turn the direction of what follows or take no place.
_UNSEEN = re.compile(r"[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def visible(text: str) -> str:
    """What a client has sent as a terminal may show it: the invisible spelled out, as the page."""
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


class Command(click.Command):
    """A command whose failures are sentences and exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        """The command's result."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # whoever reads this has seen enough; click ends quietly
            raise
        except ConnectionError as error:
            raise Unreachable(visible(str(error))) from None
        except (LookupError, ValueError, MissingExtra) as error:
            raise Failed(visible(str(error))) from None


class Group(click.Group):
    """A group of such commands."""

    command_class = Command
    group_class = type


#: The URL of a server, and how its certificate is looked at.
Server = dict[str, Any]


def endpoint(function: F) -> F:
    """Adds the options that say which server is meant; the command gets a `Server`."""

    @click.option(
        "--endpoint-url",
        envvar="MOTO_CONTACTS_ENDPOINT_URL",
        default="http://localhost:5000",
        show_default=True,
        show_envvar=True,
        help="The moto server to speak to.",
    )
    @click.option(
        "--ca-bundle",
        envvar="AWS_CA_BUNDLE",
        show_envvar=True,
        help="A file of certificates by which an https:// server is trusted.",
    )
    @click.option("--no-verify-ssl", is_flag=True, help="Trust an https:// server without one.")
    @functools.wraps(function)
    def command(
        endpoint_url: str, ca_bundle: str | None, no_verify_ssl: bool, **options: Any
    ) -> Any:
        verify = False if no_verify_ssl else ca_bundle
        return function(server={"endpoint_url": endpoint_url, "verify": verify}, **options)

    return command


def as_json(function: F) -> F:
    """Adds the option for programs."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


#: By what a state of its kind means.
_COLOURS = {"open": "yellow", "done": "green", "void": "red"}


class FilterOption(click.Option):
    """An option for one of the filters of messages."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help, with the values of a closed set."""
        from moto_contacts.console import filters

        closed = filters.FILTERS[str(self.name)].closed
        if closed is not None:
            self.help = f"{self.help} One of {', '.join(closed())}."
        return super().get_help_record(ctx)


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


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(moto_contacts.__version__)
def main() -> None:
    """Read what a moto server "has sent": codes, links, texts. Move its clock, order its errors."""


@main.command(context_settings={"ignore_unknown_options": True})
@click.option("-H", "--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("-p", "--port", type=int, default=5000, show_default=True, help="Where to listen.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def serve(host: str, port: int, arguments: tuple[str, ...]) -> None:
    """Run moto_contacts_server; further ARGUMENTS, such as -s, are moto_server's."""
    from moto_contacts.plugin.server import main as run

    click.echo(f"The console is at http://{host}:{port}/moto-api/contacts/", err=True)
    run(["-H", host, "-p", str(port), *arguments])


@main.command()
@endpoint
@filters
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@as_json
def messages(server: Server, limit: int | None, as_json: bool, **wanted: Any) -> None:
    """List messages, the latest first."""
    found = moto_contacts.outbox(**server).messages(limit=limit, **wanted)
    if as_json:
        click.echo(json.dumps([_plain(message) for message in found], indent=2, default=_json_of))
        return
    for message in found:
        kind = kind_of(message)
        colour = _COLOURS[kind.states[message.state]]
        click.echo(
            f"{message.id}  {click.style(message.state, fg=colour)}  {visible(message.to)}  "
            f"{message.service}  {click.style(visible(kind.shown(message)), bold=True)}"
        )


def waits(function: F) -> F:
    """Adds the options of a command that waits for a message."""
    wait = click.option("--timeout", type=float, default=30.0, show_default=True, help="Seconds.")
    return endpoint(filters(wait(function)))


@main.command("wait-code")
@waits
def wait_code(server: Server, timeout: float, **wanted: Any) -> None:
    """Wait for a message that has a code; print this, and nothing else."""
    wanted["carries"] = "code"
    click.echo(moto_contacts.outbox(**server).wait_for(timeout=timeout, **wanted).code)


@main.command("wait-link")
@waits
def wait_link(server: Server, timeout: float, **wanted: Any) -> None:
    """Wait for a message that has a link; print this, and nothing else."""
    wanted["carries"] = "link"
    click.echo(moto_contacts.outbox(**server).wait_for(timeout=timeout, **wanted).link)


@main.command("click")
@endpoint
@filters
@click.argument("message_id", required=False)
def click_link(server: Server, message_id: str | None, **wanted: Any) -> None:
    """Open the link of a message, as its reader would; print its state.

    That is MESSAGE_ID, or the latest that has a link and fits the options.
    """
    given = {name: value for name, value in wanted.items() if value is not None}
    if (message_id is None) == (not given):
        raise click.UsageError("Give the id of a message, or options that tell which, as --to.")
    outbox = moto_contacts.outbox(**server)
    if message_id is not None:
        message = outbox.message(message_id)
    else:
        message = outbox.latest(**{**given, "carries": "link"})
    click.echo(message.click().state)


@main.command()
@endpoint
@click.argument("message")
@click.argument("text")
def reply(server: Server, message: str, text: str) -> None:
    """Answer a MESSAGE with TEXT, as its recipient would; print its state.

    MESSAGE is an id, or an address, for the latest message to it that can be answered.
    """
    outbox = moto_contacts.outbox(**server)
    known = message.startswith("message-")
    answered = outbox.message(message).reply(text) if known else outbox.device(message).reply(text)
    click.echo(answered.state)


@main.command()
@endpoint
@click.argument("phone")
@click.argument("number")
@click.argument("text")
def write(server: Server, phone: str, number: str, text: str) -> None:
    """Write TEXT from a PHONE to a NUMBER of an account, which need not have written to it."""
    moto_contacts.outbox(**server).device(phone).write(text, to=number)


@main.command()
@endpoint
@click.argument("message_id")
@click.argument("reason", default="It could not be delivered.")
def fail(server: Server, message_id: str, reason: str) -> None:
    """Let the delivery of a message fail, for a REASON; print its state."""
    outbox = moto_contacts.outbox(**server)
    click.echo(outbox.message(message_id).fail(reason).state)


@main.command()
@endpoint
@click.argument("message_id")
def unsubscribe(server: Server, message_id: str) -> None:
    """Want no more messages where this one went to; print its state."""
    outbox = moto_contacts.outbox(**server)
    click.echo(outbox.message(message_id).unsubscribe().state)


@main.group(cls=Group)
def clock() -> None:
    """Read and move the clock by which codes and links expire."""


@clock.command()
@endpoint
def now(server: Server) -> None:
    """Print the time."""
    click.echo(moto_contacts.clock(**server).now().isoformat())


@clock.command()
@endpoint
@click.option("--weeks", type=float)
@click.option("--days", type=float)
@click.option("--hours", type=float)
@click.option("--minutes", type=float)
@click.option("--seconds", type=float)
def advance(server: Server, **by: float | None) -> None:
    """Move the clock forward; print the new time."""
    if all(number is None for number in by.values()):
        raise click.UsageError("Say by how much, as --hours 24.")
    click.echo(moto_contacts.clock(**server).advance(**by).isoformat())


@clock.command("reset")
@endpoint
def reset_clock(server: Server) -> None:
    """Take all moves back; print the time."""
    click.echo(moto_contacts.clock(**server).reset().isoformat())


@main.group(cls=Group)
def settings() -> None:
    """Read and change quotas, switches, and what is measured."""


@settings.command("list")
@endpoint
@as_json
def list_settings(server: Server, as_json: bool) -> None:
    """List all settings with their values."""
    found = moto_contacts.settings(**server).all()
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    for name, each in found.items():
        value = each["value"] if isinstance(each["value"], str) else json.dumps(each["value"])
        click.echo(f"{name}  {click.style(value, bold=True)}  {each['from']}  {each['help']}")


@settings.command("set")
@endpoint
@click.argument("name")
@click.argument("value")
def set_setting(server: Server, name: str, value: str) -> None:
    """Set NAME to VALUE, written as in the environment, until moto's next reset."""
    from moto_contacts.console import settings

    moto_contacts.settings(**server).set(**{name: settings.read_text(name, value)})


@settings.command("reset")
@endpoint
def reset_settings(server: Server) -> None:
    """Forget whatever was set."""
    moto_contacts.settings(**server).reset()


@main.group(cls=Group)
def faults() -> None:
    """Order errors, delays and dropped connections."""


@faults.command("list")
@endpoint
@as_json
def list_faults(server: Server, as_json: bool) -> None:
    """List the rules, with how often each has struck."""
    rules = moto_contacts.faults(**server).all()
    if as_json:
        click.echo(json.dumps(rules, indent=2))
        return
    for rule in rules:
        does = rule["error"] or ("drop" if rule["drop"] else f"{rule['latency']} s late")
        click.echo(
            f"{rule['id']}  {click.style(does, bold=True)}  {rule['service']}  "
            f"{rule['operation']}  {rule['region']}  struck {rule['struck']}"
        )


@faults.command("put")
@endpoint
@click.argument("error", required=False)
@click.option("--message", default="", help="The text of the error.")
@click.option("--member", multiple=True, metavar="NAME=JSON", help="A further member; repeatable.")
@click.option("--drop", is_flag=True, help="Close the connection without an answer.")
@click.option("--latency", type=float, default=0.0, help="Seconds by which the answer is late.")
@click.option("--service", default="*", show_default=True, help="A glob.")
@click.option("--operation", default=".*", show_default=True, help="A regular expression.")
@click.option("--region", default="*", show_default=True, help="A glob.")
@click.option("--times", type=int, help="How often it strikes; always without it.")
@click.option("--probability", type=float, default=1.0, help="How likely it strikes.")
@click.option("--ttl", type=float, help="Seconds of the simulated clock for which it is there.")
def put_fault(server: Server, member: tuple[str, ...], **rule: Any) -> None:
    """Strike the next calls that fit with ERROR; print the id of the rule."""
    members = {name: _json(text) for name, _, text in (each.partition("=") for each in member)}
    click.echo(moto_contacts.faults(**server).put(**rule, **members).id)


@faults.command("reset")
@endpoint
def reset_faults(server: Server) -> None:
    """Remove all rules."""
    moto_contacts.faults(**server).reset()


@main.command()
def demo() -> None:
    """Verify a contact in every service, in this process, and print a table of it."""
    from moto_contacts.demo import run

    if not run(click.echo):
        raise Failed("Some step was not as it should be.")


def server() -> None:
    """``moto_server``, with its arguments and answers; faster, and without the ``.pth`` file."""
    try:
        from moto_contacts.plugin.server import main as run
    except MissingExtra as why:
        raise SystemExit(f"Error: {why}") from None
    run()


def proxy() -> None:
    """``moto_proxy``, with its arguments, where the ``.pth`` file is not at work."""
    from moto.proxy import main as run

    run()


def _json(text: str) -> Any:
    """A value as JSON has it; what is no JSON is text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _plain(message: moto_contacts.Message) -> dict[str, Any]:
    return {name: value for name, value in vars(message).items() if not name.startswith("_")}


def _json_of(value: Any) -> Any:
    """What JSON has no form for: a time, or an event of a message's history."""
    if isinstance(value, datetime):
        return value.isoformat()
    return {name: each for name, each in vars(value).items() if each != ""}
