"""The stock server that the clients talk to, empty at the start of each test."""

from __future__ import annotations

import pytest

from tests.clients.life_cycles import FAMILIES


@pytest.fixture
def server(stock_server: str) -> str:
    return stock_server


@pytest.fixture(params=FAMILIES)
def family(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name
