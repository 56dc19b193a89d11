"""What the fragments of the documents need around them to run: a scene each, in this process."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from moto import mock_aws

import moto_contacts
from moto_contacts.simulation import agenda, inboxes
from tests.messages import Service, send

NUMBER = "+14255550100"
#: What documents call a running server.
SERVER = "http://localhost:5000"


@dataclass
class Scene:
    """Names that are there already, what happens before certain statements, and in place of ..."""

    names: dict[str, Any] = field(default_factory=dict)
    #: A part of a statement -> what somebody else does just before it runs.
    cues: dict[str, Callable[[], object]] = field(default_factory=dict)
    act: Callable[[], object] = lambda: None


def _plain() -> object:
    return send("plain", to=NUMBER)


def _code() -> object:
    return send("code", to=NUMBER)


def _page() -> object:
    return send("page", to=NUMBER, answers=Service())


def _calls(region: str, times: int) -> Callable[[], None]:
    """Calls a service so often, and minds no error."""
    once = Config(retries={"total_max_attempts": 1})
    contacts = boto3.client("ssm-contacts", region, config=once)

    def act() -> None:
        for _ in range(times):
            with contextlib.suppress(ClientError):
                contacts.list_contacts()

    return act


def readme() -> Scene:
    """Somebody sends what the reader waits for, and makes the calls that shall fail."""
    _code()
    send("link", to="ops@example.com")
    _page()
    cues = {"wait_for(": _code, "code=True": _code, 'kind="plain"': _plain}
    return Scene({"moto_contacts": moto_contacts}, cues, _calls("eu-west-1", 3))


def awaited() -> Scene:
    """A code is there, and three calls fail."""
    _code()
    return Scene(act=_calls("us-east-1", 3))


def messages() -> Scene:
    """A page, a phone that can answer, and somebody who takes what a phone writes."""
    sent = _page()
    written: list[tuple[str, ...]] = []
    somebody = agenda.Origin("a-service", "Open", {}, "123456789012", "us-east-1")

    def take(*what: str) -> None:
        written.append(what)

    agenda.act(somebody, inboxes.open_inbox, "+12065550100", contextlib.nullcontext(), take)
    cues = {"page.fail": lambda: setattr(sent, "reached", "sent"), ".reply(\n": _page}
    return Scene({"outbox": moto_contacts.outbox()}, cues)


def lightsail() -> Scene:
    """A verified address that alarms are told to."""
    client = boto3.client("lightsail", "us-east-1")
    client.create_contact_method(protocol="Email", contactEndpoint="ops@example.com")
    outbox = moto_contacts.outbox()
    outbox.latest().click()
    names = {"lightsail": client, "contacts_outbox": outbox, "moto_contacts": moto_contacts}
    return Scene(names)


def alibaba() -> Scene:
    """Nobody signs up: that the block can be entered is what counts."""

    async def sign_up() -> None: ...

    names = {"asyncio": asyncio, "sign_up": sign_up, "mock_aws": mock_aws}
    return Scene({**names, "moto_contacts": moto_contacts})


#: Document -> the scene of its fragments, which run in their order, with one set of names.
SCENES: dict[str, Callable[[], Scene]] = {
    "README.md": readme,
    "docs/awaited.md": awaited,
    "docs/messages.md": messages,
    "docs/services/lightsail.md": lightsail,
    "docs/services/resourcedirectorymaster.md": alibaba,
}


class _Acting(ast.NodeTransformer):
    """Where a document has three dots, somebody acts."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if isinstance(node.value, ast.Constant) and node.value.value is ...:
            return ast.copy_location(ast.parse("act()").body[0], node)
        return node


def play(scene: Scene, fragments: list[str], server: str) -> None:
    """Runs fragments, statement by statement."""
    names = {**scene.names, "act": scene.act}
    with contextlib.closing(asyncio.new_event_loop()) as loop:
        _run([text.replace(SERVER, server) for text in fragments], scene.cues, names, loop)


def _run(
    fragments: list[str],
    cues: dict[str, Callable[[], object]],
    names: dict[str, Any],
    loop: asyncio.AbstractEventLoop,
) -> None:
    for text in fragments:
        lines = text.splitlines()
        for statement in ast.parse(text).body:
            end = statement.end_lineno or statement.lineno
            written = "\n".join(lines[statement.lineno - 1 : end])
            for part, cue in cues.items():
                if part in written:
                    cue()
            tree = ast.fix_missing_locations(_Acting().visit(ast.Module([statement], [])))
            done = eval(compile(tree, "<fragment>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), names)
            if inspect.isawaitable(done):
                loop.run_until_complete(done)
