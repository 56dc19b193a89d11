"""One option chooses how the behaviour suite reaches moto: in process, by server, by proxy."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.harness import Aws, Carrier, lasting_mock, open_carrier, run_server
from tests.models import read_once

#: The ordinary one is in process without the early door.
MODES = ("decorator", "ordinary", "server", "contacts_server", "proxy")

SERVICES = Path(__file__).parent / "tests" / "services"

# Before anything creates a client: credentials that are nobody's, and our own answers checked
# against the models, in the servers that we start too.
os.environ.update(
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    AWS_DEFAULT_REGION="us-east-1",
)
# Models that are older than our answers do not know all of their members: with these it is 0.
os.environ.setdefault("MOTO_CONTACTS_CHECK_ANSWERS", "1")

read_once()

pytest_plugins = ["pytester"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--mode",
        choices=MODES,
        default="decorator",
        help="how the behaviour suite reaches moto",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "in_process: needs the mock in this process; skipped in the other modes"
    )
    config.addinivalue_line(
        "markers", "wire: of one family and yet about the wire; runs in every mode"
    )
    config.addinivalue_line(
        "markers", "clients: a real client in a process of its own, or over HTTP by hand"
    )
    if config.getoption("--mode") == "decorator":
        # How long an example takes is the machine's affair; it may be busy with something else.
        # Half of the usual number, for these tests run often.
        from hypothesis import settings

        settings.register_profile("unhurried", settings.default, deadline=None, max_examples=50)
        settings.load_profile("unhurried")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What has nothing that goes over the wire, because reading it takes longer than running it."""
    if config.getoption("--mode") == "decorator":
        return None
    if collection_path.parent == SERVICES.parent:
        return collection_path.name not in ("services", "console")
    if not collection_path.match("test_*.py"):
        return None
    text = collection_path.read_text()
    return "aws: Aws" not in text or (_of_a_family(collection_path) and "mark.wire" not in text)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In the other modes only what goes over the wire means anything new.

    That one operation or another is called makes no difference to the wire, so of the tests of a
    service only `test_wire` runs in every mode, and what is marked; and the lives of all services,
    in `test_lives`, where every operation and every error comes once.
    """
    mode = config.getoption("--mode")
    if mode == "decorator":
        return
    kept = [
        item
        for item in items
        if "aws" in getattr(item, "fixturenames", ())
        and (mode == "ordinary" or not item.get_closest_marker("in_process"))
        and (not _of_a_family(item.path) or item.get_closest_marker("wire"))
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if "aws" not in getattr(item, "fixturenames", ()):
        lasting_mock.stop()


def _of_a_family(path: Path) -> bool:
    return path.parent.parent == SERVICES and path.name != "test_wire.py"


@pytest.fixture(scope="session")
def _stock_server() -> Iterator[str]:
    with run_server("moto_server") as endpoint:
        yield endpoint


@pytest.fixture
def stock_server(_stock_server: str) -> str:
    """The URL of the stock moto_server, in a process of its own, empty at the test's start."""
    requests.post(f"{_stock_server}/moto-api/reset", timeout=30)
    return _stock_server


@pytest.fixture
def pytester(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Without the plugins of our tests that those of users need not have: they take two seconds.

    In this process what a run imports of moto stays, or the next one would be served by a second
    moto; all else of it goes.
    """
    plugins = ("schemathesis", "hypothesispytest", "anyio", "pytest_cov")
    monkeypatch.setenv("PYTEST_ADDOPTS", " ".join(f"-p no:{name}" for name in plugins))
    monkeypatch.delenv("CI", raising=False)  # there pytest says more
    lasting_mock.stop()

    def restore(snapshot: object) -> None:
        for name, module in list(sys.modules.items()):
            if (getattr(module, "__file__", None) or "").startswith(str(pytester.path)):
                del sys.modules[name]

    monkeypatch.setattr("_pytest.pytester.SysModulesSnapshot.restore", restore)
    return pytester


@pytest.fixture(scope="session")
def carrier(request: pytest.FixtureRequest) -> Iterator[Carrier]:
    with open_carrier(request.config.getoption("--mode")) as carrier:
        yield carrier
    lasting_mock.stop()


@pytest.fixture
def aws(carrier: Carrier) -> Iterator[Aws]:
    """AWS in the mode of the run: clients, raw HTTP, and what the simulation offers."""
    with carrier.mock():
        yield Aws(carrier)
