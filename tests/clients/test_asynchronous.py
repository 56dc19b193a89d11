"""aiobotocore and aioboto3, in an environment of their own: they name their botocore to the letter,
and pip tries every newer boto3 before it finds the one for it.
"""

from __future__ import annotations

import json

import pytest

from tests.clients.life_cycles import expected
from tests.clients.tools import ROOT, need, run

pytestmark = pytest.mark.clients

PYTHON = ROOT / ".venv-aioboto3" / "bin" / "python"


def test_life_cycle(service: str, server: str) -> None:
    need(
        PYTHON,
        "aioboto3",
        "python3 -m venv .venv-aioboto3 && "
        ".venv-aioboto3/bin/pip install aioboto3 pytest -e '.[async]'",
    )
    ended = run(PYTHON, "-m", "tests.clients.asynchronous_life_cycles", server, service)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == dict.fromkeys(("aiobotocore", "aioboto3"), expected(service))
