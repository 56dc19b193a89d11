"""aiobotocore and aioboto3, in an environment of their own: they name their botocore to the letter,
and pip tries every newer boto3 before it finds the one for it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clients.interpreters import Interpreter
from tests.clients.life_cycles import expected
from tests.clients.tools import ROOT, need

pytestmark = pytest.mark.clients

PYTHON = ROOT / ".venv-aioboto3" / "bin" / "python"


@pytest.fixture(scope="module")
def libraries() -> Iterator[Interpreter]:
    """Takes a server and a service of it; says what each library saw."""
    need(
        PYTHON,
        "aioboto3",
        "python3 -m venv .venv-aioboto3 && "
        ".venv-aioboto3/bin/pip install aioboto3 pytest -e '.[async]'",
    )
    with Interpreter(PYTHON, "-m", "tests.clients.asynchronous_life_cycles") as libraries:
        yield libraries


def test_life_cycle(service: str, server: str, libraries: Interpreter) -> None:
    seen = libraries.ask(server, service)
    assert seen == dict.fromkeys(("aiobotocore", "aioboto3"), expected(service))
