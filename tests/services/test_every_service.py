"""What holds for every operation of every service."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any

import pytest
import requests
from botocore import xform_name
from botocore.exceptions import ClientError

from tests.harness import Aws
from tests.lives import AWS, JSON_SERVICES, OURS, first, implemented, shapes

#: Those whose requests are all ours.
JSON = [client for client in JSON_SERVICES if client in OURS]
MISSING = [
    (client, name)
    for client in JSON
    for name in shapes(client).operation_names
    if name not in implemented(AWS[client])
]
ERRORS = [
    (client, operation, error.error_code)
    for client, package in AWS.items()
    for operation in implemented(package)
    for error in shapes(client).operation_model(operation).error_shapes
]
#: Of each error of a service the first operation that can answer it.
ONCE = list(
    {(client, error): (client, name, error) for client, name, error in ERRORS[::-1]}.values()
)
CREATE = {client: first(client, "Create") for client in JSON}
READ = {client: first(client, "Get", "List", "Describe", needs_nothing=True) for client in JSON}

_SAMPLES: dict[str, Any] = {"integer": 7, "long": 7, "list": [], "timestamp": 1.0}


def sample(shape: Any) -> Any:
    if shape.type_name == "string":
        return shape.enum[0] if shape.enum else "something"
    return _SAMPLES[shape.type_name]


def order(aws: Aws, service: str, operation: str, error: str) -> None:
    """Exception class, status and all members arrive as the model has them."""
    shape = shapes(service).shape_for_error_code(error)
    members = {
        name: sample(member) for name, member in shape.members.items() if name.lower() != "message"
    }
    aws.faults.put(error, "as ordered", operation=operation, times=1, **members)
    client = aws.client(service)

    with pytest.raises(ClientError) as caught:
        getattr(client, xform_name(operation))(**labels(service, operation))

    response = caught.value.response
    assert type(caught.value) is client.exceptions.from_code(error)
    assert type(caught.value).__name__ == shape.name
    told = response["Error"]
    assert (told["Code"], told["Message"]) == (error, "as ordered")
    modelled = shape.metadata.get("error", {}).get("httpStatusCode")
    servers_fault = error in (
        "InternalErrorException",
        "InternalServerException",
        "ServiceException",
    )
    assert response["ResponseMetadata"]["HTTPStatusCode"] == (
        modelled or (500 if servers_fault else 400)
    )
    assert {name: plain(response[name]) for name in members} == members


def plain(value: Any) -> Any:
    """A member as it was ordered: times are numbers."""
    return value.timestamp() if isinstance(value, datetime) else value


def labels(service: str, operation: str) -> dict[str, str]:
    """What is in the path, without which no request can be made."""
    shape = shapes(service).operation_model(operation).input_shape
    members = {} if shape is None else shape.members
    return {
        name: "something"
        for name, member in members.items()
        if member.serialization.get("location") == "uri"
    }


@pytest.mark.parametrize(("service", "operation", "error"), ONCE)
def test_every_modelled_error_can_be_provoked(
    aws: Aws, service: str, operation: str, error: str
) -> None:
    order(aws, service, operation, error)


@pytest.mark.in_process
@pytest.mark.parametrize(
    ("service", "operation", "error"), [each for each in ERRORS if each not in ONCE]
)
def test_by_every_operation(aws: Aws, service: str, operation: str, error: str) -> None:
    order(aws, service, operation, error)


@pytest.mark.parametrize("service", JSON)
def test_operation_that_is_missing_says_so(aws: Aws, service: str) -> None:
    missing(aws, [each for each in MISSING if each[0] == service][:1])


@pytest.mark.in_process
def test_every_operation_that_is_missing_says_so(aws: Aws) -> None:
    assert MISSING
    missing(aws, MISSING)


def missing(aws: Aws, operations: list[tuple[str, str]]) -> None:
    for service, operation in operations:
        answer = aws.post(service, operation, "{}")
        assert answer.status_code == 400, operation
        told = {name.lower(): value for name, value in answer.json().items()}
        assert f"{operation} is not implemented by moto_contacts" in told["message"]
        assert shapes(service).shape_for_error_code(told["__type"]) is not None


@pytest.mark.in_process
@pytest.mark.parametrize("service", JSON)
def test_no_stray_headers(aws: Aws, service: str) -> None:
    """What a web server adds of its own aside."""
    for answer in (aws.post(service, CREATE[service], "{}"), aws.post(service, "Nothing", "{}")):
        assert {name.lower() for name in answer.headers} == {"content-type", "x-amzn-requestid"}


@pytest.mark.parametrize("service", JSON)
class TestBadInput:
    """Whatever arrives is answered by an error of the service's own, and nothing is changed."""

    def refused(self, service: str, answer: requests.Response) -> dict[str, Any]:
        version = JSON_SERVICES[service][1]
        assert answer.status_code == 400
        assert answer.headers["Content-Type"] == f"application/x-amz-json-{version}"
        assert answer.headers["x-amzn-requestid"]
        told: dict[str, Any] = answer.json()
        return told

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"not json",
            b"\xff\xfe",
            b'{"a": NaN}',
            b"[]",
            b'"text"',
            b"null",
            b"[" * 200_000,
            b'{"a":' * 100_000,
            b'{"a": ' + b"9" * 10_000 + b"}",
            b'{"a": "\\ud800"}',
            b'{"a": "\xed\xa0\x80"}',
        ],
        ids=lambda body: body[:12].decode("latin-1") or "empty",
    )
    def test_body_that_is_no_structure(self, aws: Aws, service: str, body: bytes) -> None:
        told = self.refused(service, aws.post(service, CREATE[service], body))
        assert shapes(service).shape_for_error_code(told["__type"]) is not None

    def test_answer_is_short_however_long_the_request(self, aws: Aws, service: str) -> None:
        shape = shapes(service).operation_model(CREATE[service]).input_shape
        wrong = ["x" * 10_000, {"y" * 100_000: [1.5]}] * 20
        answer = aws.post(service, CREATE[service], json.dumps(dict.fromkeys(shape.members, wrong)))

        self.refused(service, answer)
        assert len(answer.content) < 1 << 18

    @pytest.mark.parametrize("depth", [100, 400, 900, 2000])
    def test_nesting_of_any_depth(self, aws: Aws, service: str, depth: int) -> None:
        """Parser, validator and wording give up at depths of their own."""
        shape = shapes(service).operation_model(CREATE[service]).input_shape
        nested = "[" * depth + "]" * depth
        body = "{" + ",".join(f'"{name}": {nested}' for name in shape.members) + "}"
        self.refused(service, aws.post(service, CREATE[service], body))

    def test_every_member_of_the_wrong_type(self, aws: Aws, service: str) -> None:
        shape = shapes(service).operation_model(CREATE[service]).input_shape
        values: list[Any] = [1.5, True, [[]], {"a": {"b": []}}, "\x00", "x" * (1 << 20)]
        for wrong in values:
            body = json.dumps(dict.fromkeys(shape.members, wrong))
            told = self.refused(service, aws.post(service, CREATE[service], body))
            assert "validation error" in str(told).lower()

    @pytest.mark.parametrize(
        "target", ["Nothing", "", "GetContact\u00e9".encode().decode("latin-1")]
    )
    def test_unknown_operation(self, aws: Aws, service: str, target: str) -> None:
        told = self.refused(service, aws.post(service, target, "{}"))
        assert told["__type"] in ("UnknownOperationException", "ValidationException")

    def test_target_of_another_service(self, aws: Aws, service: str) -> None:
        headers = {"X-Amz-Target": f"Other.{CREATE[service]}"}
        self.refused(service, aws.post(service, "x", "{}", **headers))

    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
    def test_other_methods(self, aws: Aws, service: str, method: str) -> None:
        signing_name = JSON_SERVICES[service][2]
        host = f"{signing_name}.us-east-1.amazonaws.com"
        answer = aws.http(method, host, "/any/path?a=b", b"", signing_name)
        self.refused(service, answer)

    @pytest.mark.parametrize("path", ["/some/path", "/index.html"])
    def test_other_paths(self, aws: Aws, service: str, path: str) -> None:
        signing_name, (prefix, version, _) = JSON_SERVICES[service][2], JSON_SERVICES[service]
        answer = aws.http(
            "POST",
            f"{signing_name}.us-east-1.amazonaws.com",
            path,
            b"{}",
            signing_name,
            **{
                "X-Amz-Target": f"{prefix}.{READ[service]}",
                "Content-Type": f"application/x-amz-json-{version}",
            },
        )
        self.refused(service, answer)

    def test_body_as_another_content_type(self, aws: Aws, service: str) -> None:
        """Form data, in the eyes of a web server; to AWS it is a body like any other."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        self.refused(service, aws.post(service, CREATE[service], "a=b&c=d", **headers))

    def test_lone_surrogates_and_binary(self, aws: Aws, service: str) -> None:
        shape = shapes(service).operation_model(CREATE[service]).input_shape
        body = json.dumps(dict.fromkeys(shape.members, "\ud800\x00\U0001f44d"))
        assert self.refused(service, aws.post(service, CREATE[service], body))
        blob = base64.b64encode(bytes(range(256))).decode()
        body = json.dumps(dict.fromkeys(shape.members, blob))
        assert self.refused(service, aws.post(service, CREATE[service], body))
