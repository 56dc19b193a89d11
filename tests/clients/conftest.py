"""The stock server that the clients talk to, empty at the start of each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from tests.clients.life_cycles import FAMILIES
from tests.harness import run_server


@pytest.fixture(scope="session")
def session_server() -> Iterator[str]:
    with run_server("moto_server") as endpoint:
        yield endpoint


@pytest.fixture
def server(session_server: str) -> str:
    requests.post(f"{session_server}/moto-api/reset", timeout=30)
    return session_server


@pytest.fixture(params=FAMILIES)
def family(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name
