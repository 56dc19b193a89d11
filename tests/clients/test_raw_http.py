"""HTTP without an SDK: a JSON body or a form, and an Authorization header that says whose it is.

The signature is not checked, but the scope in front of it must name the service and the region. An
error's name is in the body (``__type``), or with rest-json in the header ``x-amzn-ErrorType``; and
where rest-json has nothing to tell it answers with no body at all. The answers to forms are XML.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from botocore.parsers import create_parser

from tests.clients.life_cycles import Refused, by_http, expected, live
from tests.lives import JSON_SERVICES, shapes, signing_name

pytestmark = pytest.mark.clients


def is_query(service: str) -> bool:
    return bool(shapes(service).metadata["protocol"] == "query")


def request(server: str, service: str, operation: str, members: dict[str, str]) -> Any:
    """The request, not yet signed, and the name that it is to be signed with."""
    body = json.dumps(members).encode()
    if is_query(service):
        version = shapes(service).metadata["apiVersion"]
        body = urlencode({"Action": operation, "Version": version, **members}).encode()
        method, url, headers = "POST", f"{server}/", {}
    elif service not in JSON_SERVICES:
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


def read(service: str, operation: str, body: bytes) -> Any:
    """The members of an answer; of one in XML by the parser of botocore's client."""
    if not is_query(service):
        return json.loads(body or "{}")
    shape = shapes(service).operation_model(operation).output_shape
    return create_parser("query").parse({"status_code": 200, "headers": {}, "body": body}, shape)


def error_of(body: bytes) -> dict[str, str]:
    found = ElementTree.fromstring(body).find("{*}Error")
    assert found is not None
    told = {each.tag.rpartition("}")[2]: each.text or "" for each in found}
    return {"__type": told["Code"], **told}


def read_error(service: str, header: str | None, body: bytes) -> Refused:
    """What an answer refuses; its name may stand in a header alone."""
    told = error_of(body) if is_query(service) else json.loads(body)
    name = header or told["__type"]
    return Refused(name.rpartition("#")[2], told.get("message") or told["Message"], told)


@pytest.fixture
def call(server: str) -> Any:
    def call(service: str, operation: str, **members: Any) -> Any:
        try:
            with urllib.request.urlopen(request(server, service, operation, members)) as answer:
                return read(service, operation, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                name = error.headers.get("x-amzn-ErrorType")
                raise read_error(service, name, error.read()) from None

    return call


def test_life_cycle(service: str, call: Any, server: str) -> None:
    assert live(service, call, by_http(server)) == expected(service)
