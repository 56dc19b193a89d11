"""HTTP without an SDK: a JSON body, and an Authorization header that says whose request it is.

The signature is not checked, but the scope in front of it must name the service and the region. An
error's name is in the body (``__type``), or with rest-json in the header ``x-amzn-ErrorType``; and
where rest-json has nothing to tell it answers with no body at all.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import quote

import pytest

from tests.clients.life_cycles import Refused, by_http, expected, live
from tests.lives import JSON_SERVICES, shapes, signing_name

pytestmark = pytest.mark.clients


def request(server: str, service: str, operation: str, members: dict[str, str]) -> Any:
    """The request, not yet signed, and the name that it is to be signed with."""
    body = json.dumps(members).encode()
    if service not in JSON_SERVICES:
        route = shapes(service).operation_model(operation).http
        labels = {name: quote(value, safe="") for name, value in members.items()}
        method, url = route["method"], server + route["requestUri"].format(**labels)
        headers = {"Content-Type": "application/json"}
    else:
        prefix, version, _ = JSON_SERVICES[service]
        method, url = "POST", f"{server}/"
        headers = {
            "Content-Type": f"application/x-amz-json-{version}",
            "X-Amz-Target": f"{prefix}.{operation}",
        }
    scope = f"20261120/us-east-1/{signing_name(service)}/aws4_request"
    headers["Authorization"] = (
        f"AWS4-HMAC-SHA256 Credential=testing/{scope}, SignedHeaders=host, Signature=0"
    )
    return urllib.request.Request(url, body, headers, method=method)


@pytest.fixture
def call(server: str) -> Any:
    def call(service: str, operation: str, **members: Any) -> Any:
        try:
            with urllib.request.urlopen(request(server, service, operation, members)) as answer:
                return json.loads(answer.read() or "{}")
        except urllib.error.HTTPError as error:
            with error:
                told = json.load(error)
            name = error.headers.get("x-amzn-ErrorType") or told["__type"]
            message = told.get("message") or told["Message"]
            raise Refused(name.rpartition("#")[2], message, told) from None

    return call


def test_life_cycle(service: str, call: Any, server: str) -> None:
    assert live(service, call, by_http(server)) == expected(service)
