"""The AWS SDK for JavaScript 2, in a process of Node's; see javascript/version_2.mjs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clients.interpreters import Interpreter
from tests.clients.life_cycles import by_http, expected, live
from tests.clients.test_javascript import HERE
from tests.clients.tools import need

pytestmark = pytest.mark.clients

#: What the last version of it has of the clients whose contacts are verified.
CLIENTS = {
    "lightsail": "lightsail",
    "ssm-contacts": "ssmcontacts",
    "pinpoint-sms-voice-v2": "pinpointsmsvoicev2",
    "cognito-idp": "cognitoidentityserviceprovider",
    "sns": "sns",
}


@pytest.fixture(scope="module")
def node(_stock_server: str) -> Iterator[Interpreter]:
    need(
        HERE / "node_modules" / "aws-sdk",
        "The AWS SDK for JavaScript 2",
        "install Node.js 18 or newer, then: npm ci --prefix tests/clients/javascript",
    )
    with Interpreter("node", HERE / "version_2.mjs", _stock_server) as node:
        yield node


@pytest.mark.parametrize("service", CLIENTS)
def test_life_cycle(service: str, node: Interpreter, server: str) -> None:
    def call(service: str, operation: str, **members: object) -> dict[str, object]:
        return node.call(CLIENTS[service], operation, **members)

    assert live(service, call, by_http(server)) == {**expected(service), "reason": None}
