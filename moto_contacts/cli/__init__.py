"""The command ``moto_contacts``, and moto's own server and proxy with the plugin joined.

Exit codes: 0, done; 1, no such message, or something that is refused; 2, a command line that cannot
be read; 3, no server answers.
"""

from __future__ import annotations

import click

import moto_contacts
from moto_contacts.cli import controls, messages, programs, watch
from moto_contacts.cli.shell import Group, speak_any_script
from moto_contacts.plugin.extras import MissingExtra


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(moto_contacts.__version__)
def main() -> None:
    """Read what a moto server "has sent": codes, links, texts. Move its clock, order its errors."""
    speak_any_script()


for _command in (
    programs.serve,
    programs.demo,
    messages.messages,
    messages.show,
    messages.attachment,
    messages.wait_code,
    messages.wait_link,
    messages.click_link,
    messages.reply,
    messages.write,
    messages.acknowledge,
    messages.fail,
    messages.unsubscribe,
    messages.expire,
    messages.clear,
    messages.mark_read,
    watch.watch,
    controls.clock,
    controls.settings,
    controls.codes,
    controls.faults,
    controls.reset,
):
    main.add_command(_command)


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
