"""A client of the console that a generator writes, from the description that a server hands out."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore import xform_name
from botocore.config import Config

from moto_contacts.sessions import new_session
from tests.clients.tools import run
from tests.console.test_openapi import DESCRIPTION
from tests.harness import refused

pytestmark = pytest.mark.clients

PACKAGE = "console_as_generated"

ADDRESS = "ana@example.com"

#: What is read without saying more, and answered in JSON that ends.
READ = [
    xform_name(told["operationId"])
    for path, methods in DESCRIPTION["paths"].items()
    for method, told in methods.items()
    if method == "get" and "{" not in path
    if "application/json" in told["responses"]["200"]["content"]
]


@pytest.fixture(scope="module")
def _generated(_stock_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    here = tmp_path_factory.mktemp("generated")
    (here / "config.yml").write_text("post_hooks: []")  # that put its imports in order
    ended = run(
        *(sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"),
        *("--url", f"{_stock_server}/moto-api/contacts/openapi.json", "--fail-on-warning"),
        *("--output-path", here / PACKAGE, "--config", here / "config.yml"),
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    sys.path.insert(0, str(here))
    yield
    sys.path.remove(str(here))


@pytest.fixture
def models(_generated: None) -> Any:
    return importlib.import_module(f"{PACKAGE}.models")


@pytest.fixture
def ask(_generated: None, server: str) -> Iterator[Callable[..., Any]]:
    """Calls an operation of the generated client, and returns what that made of the answer."""
    client = importlib.import_module(f"{PACKAGE}.client").Client(
        base_url=f"{server}/moto-api/contacts", raise_on_unexpected_status=True
    )

    def ask(operation: str, **arguments: Any) -> Any:
        module = importlib.import_module(f"{PACKAGE}.api.default.{operation}")
        return module.sync_detailed(client=client, **arguments)

    with client:
        yield ask


@pytest.fixture
def contacts(server: str) -> Any:
    once = Config(retries={"total_max_attempts": 1})
    return new_session().client("notificationscontacts", endpoint_url=server, config=once)


@pytest.fixture
def contact(contacts: Any) -> str:
    """One that waits for the code that it has been sent."""
    arn: str = contacts.create_email_contact(name="ana", emailAddress=ADDRESS)["arn"]
    contacts.send_activation_code(arn=arn)
    return arn


def test_code_is_read_and_typed_back(
    contacts: Any, contact: str, ask: Callable[..., Any], models: Any
) -> None:
    message = ask("latest_message", to=ADDRESS, state=models.State.PENDING).parsed
    contacts.activate_email_contact(arn=contact, code=message.code)
    after = ask("read_message", message_id=message.id).parsed
    assert (after.state, after.resource_arn) == (models.State.VERIFIED, contact)


@pytest.mark.usefixtures("contact")
def test_clock_is_moved(ask: Callable[..., Any], models: Any) -> None:
    before = ask("read_clock").parsed.now
    after = ask("advance_clock", body=models.Duration(days=2)).parsed.now
    assert (after - before).days == 2
    (message,) = ask("list_messages").parsed.messages
    assert message.state == models.State.EXPIRED


def test_fault_is_put(contacts: Any, ask: Callable[..., Any], models: Any) -> None:
    rule = models.FaultToAdd(error="ThrottlingException", service="notifications*")
    put = ask("add_fault", body=rule).parsed
    assert refused(contacts.list_email_contacts)["Error"]["Code"] == "ThrottlingException"
    assert ask("read_fault", fault_id=put.id).parsed.struck == 1


@pytest.mark.parametrize(
    ("operation", "arguments", "status", "error"),
    [
        ("read_message", {"message_id": "message-7"}, 404, "NoSuchMessage"),
        ("list_messages", {"since": "yesterday"}, 400, "InvalidParameter"),
    ],
)
def test_error_is_what_its_schema_says(
    operation: str,
    arguments: dict[str, str],
    status: int,
    error: str,
    ask: Callable[..., Any],
    models: Any,
) -> None:
    answer = ask(operation, **arguments)
    assert isinstance(answer.parsed, models.Error)
    assert (answer.status_code, answer.parsed.error) == (status, error)


@pytest.mark.usefixtures("contact")
@pytest.mark.parametrize("operation", READ)
def test_whatever_is_read_is_read_whole(operation: str, ask: Callable[..., Any]) -> None:
    answer = ask(operation)
    assert answer.parsed.to_dict() == json.loads(answer.content)
