"""The AWS SDK for JavaScript v3, in a process of Node's; see javascript/life_cycle.mjs."""

from __future__ import annotations

import json

import pytest

from tests.clients.life_cycles import expected
from tests.clients.tools import ROOT, need, run

pytestmark = pytest.mark.clients

HERE = ROOT / "tests" / "clients" / "javascript"


def test_life_cycle(service: str, server: str) -> None:
    need(
        HERE / "node_modules",
        "The AWS SDK for JavaScript",
        "install Node.js 18 or newer, then: npm ci --prefix tests/clients/javascript",
    )
    ended = run("node", HERE / "life_cycle.mjs", server, service)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == expected(service)
