"""The stock server that the clients talk to, empty at the start of each test."""

from __future__ import annotations

import pytest

from tests.lives import AWS, life


@pytest.fixture
def server(stock_server: str) -> str:
    return stock_server


@pytest.fixture(params=[client for client in AWS if hasattr(life(AWS[client]), "verify")])
def service(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name
