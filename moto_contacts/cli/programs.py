"""The commands that run something in this process: a server, the demonstration."""

from __future__ import annotations

import socket

import click

from moto_contacts.cli.shell import Command, Failed


def _free(host: str, port: int) -> None:
    """Nothing, where a server can listen there. Raises `Failed`."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as why:
        raise Failed(
            f"Nothing can listen at {host}, port {port}: {str(why.strerror).lower()}. "
            "-p takes another port, 0 any that is free."
        ) from None


@click.command(cls=Command, context_settings={"ignore_unknown_options": True})
@click.option("-H", "--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), default=5000, show_default=True,
    help="Where to listen; 0 for any port that is free.",
)  # fmt: skip
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def serve(host: str, port: int, arguments: tuple[str, ...]) -> None:
    """Run moto_contacts_server; further ARGUMENTS, such as -s, are moto_server's."""
    from moto_contacts.plugin.server import main as run

    _free(host, port)
    run(["-H", host, "-p", str(port), *arguments], _say)


def _say(url: str) -> None:
    click.echo(f"The console is at {url}/moto-api/contacts/", err=True)


@click.command(cls=Command)
def demo() -> None:
    """Verify a contact in every service, in this process, and print a table of it."""
    from moto_contacts.demo import run

    if not run(click.echo):
        raise Failed("Some step was not as it should be.")
