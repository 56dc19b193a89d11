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
from tests.harness import JSON_SERVICES

pytestmark = pytest.mark.clients

#: Method and path of the operations of notificationscontacts.
ROUTES = {
    "CreateEmailContact": ("POST", "/2022-09-19/emailcontacts"),
    "SendActivationCode": ("POST", "/2022-10-31/emailcontacts/{arn}/activate/send"),
    "GetEmailContact": ("GET", "/emailcontacts/{arn}"),
    "ActivateEmailContact": ("PUT", "/emailcontacts/{arn}/activate/{code}"),
}


def request(server: str, service: str, operation: str, members: dict[str, str]) -> Any:
    """The request, not yet signed, and the name that it is to be signed with."""
    body = json.dumps(members).encode()
    if service == "notificationscontacts":
        method, path = ROUTES[operation]
        labels = {name: quote(value, safe="") for name, value in members.items()}
        url = server + path.format(**labels)
        headers = {"Content-Type": "application/json"}
        name = "notifications-contacts"
    else:
        prefix, version, name = JSON_SERVICES[service]
        method, url = "POST", f"{server}/"
        headers = {
            "Content-Type": f"application/x-amz-json-{version}",
            "X-Amz-Target": f"{prefix}.{operation}",
        }
    headers["Authorization"] = (
        f"AWS4-HMAC-SHA256 Credential=testing/20261120/us-east-1/{name}/aws4_request, "
        "SignedHeaders=host, Signature=0"
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


def test_life_cycle(family: str, call: Any, server: str) -> None:
    assert live(family, call, by_http(server)) == expected(family)
