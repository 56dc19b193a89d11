"""Alibaba's cores for Node, of the older and the newer signature; see javascript/alibaba.mjs."""

from __future__ import annotations

import json

import pytest

from tests.clients.test_javascript import HERE
from tests.clients.tools import need, run

pytestmark = pytest.mark.clients


@pytest.mark.parametrize("core", ["rpc", "openapi"])
def test_message_contact(core: str, server: str) -> None:
    need(
        HERE / "node_modules" / "@alicloud",
        "Alibaba's SDK for Node",
        "install Node.js 18 or newer, then: npm ci --prefix tests/clients/javascript",
    )
    ended = run("node", HERE / "alibaba.mjs", server, core)
    assert ended.returncode == 0, ended.stderr
    seen = {"before": "Verifying", "refused": "InvalidParameter.ContactId", "after": "Active"}
    assert json.loads(ended.stdout) == seen
