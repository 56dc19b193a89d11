"""How requests are read and answers written on the wire: JSON with a target header, and rest-json.

A protocol finds the operation of a request, decodes its members (unchecked), and encodes results
and errors. It knows the model, never a service.
"""

from __future__ import annotations

import json
import math
import re
from abc import ABC, abstractmethod
from datetime import datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote

from moto_contacts.gateway.request import Request, Response
from moto_contacts.simulation.ids import request_id

if TYPE_CHECKING:
    from botocore.model import Shape, StructureShape

    from moto_contacts.gateway.errors import ServiceError
    from moto_contacts.gateway.model import Model, Operation

#: An operation and the members that the path gave.
Route = tuple["Operation | None", dict[str, Any]]


class Unreadable(Exception):
    """A request from which no members can be read; says why."""


class Protocol(ABC):
    """What every protocol does with requests and answers."""

    def __init__(self, model: Model):
        self.model = model

    @abstractmethod
    def route(self, request: Request) -> Route:
        """The operation that a request asks for, or None, and what was found on the way."""

    @abstractmethod
    def decode(self, operation: Operation, labels: dict[str, Any], request: Request) -> Any:
        """The members, unchecked. Raises `Unreadable`."""

    @abstractmethod
    def encode(self, operation: Operation, result: dict[str, Any], request: Request) -> Response:
        """The answer of an operation that has succeeded."""

    @abstractmethod
    def encode_error(self, error: ServiceError, request: Request) -> Response:
        """The answer of an operation that has failed."""


class JsonProtocol(Protocol):
    """AWS JSON 1.0 and 1.1: ``POST /``, the operation in ``X-Amz-Target``, members in the body."""

    def __init__(self, model: Model):
        super().__init__(model)
        self._prefix = model.metadata["targetPrefix"]
        self._content_type = f"application/x-amz-json-{model.metadata['jsonVersion']}"

    def route(self, request: Request) -> Route:
        """The operation that the target header names, or None."""
        prefix, _, name = (request.headers.get("X-Amz-Target") or "").partition(".")
        if prefix != self._prefix or request.method != "POST":
            return None, {}
        return self.model.operation(name), {}

    def decode(self, operation: Operation, labels: dict[str, Any], request: Request) -> Any:
        """The members as the body has them."""
        return _read_json(request.body)

    def encode(self, operation: Operation, result: dict[str, Any], request: Request) -> Response:
        """200 with the result as JSON."""
        return Response(200, self._headers(), write_json(result, _epoch_seconds))

    def encode_error(self, error: ServiceError, request: Request) -> Response:
        """The error's members beside ``__type``, with the status that the model gives it."""
        headers = self._headers()
        shape = self.model.error(error.code)
        members = _error_members(error, shape, headers)
        body = write_json({"__type": error.code, **members}, _epoch_seconds)
        return Response(_status(shape, default=400), headers, body)

    def _headers(self) -> dict[str, str]:
        return {"Content-Type": self._content_type, "x-amzn-requestid": request_id()}


class RestJsonProtocol(Protocol):
    """AWS rest-json: the operation is the method and path, members are in path, query and body."""

    def route(self, request: Request) -> Route:
        """The operation of the method and path, with the labels of the path decoded."""
        path = request.path
        for method, pattern, operation in self._routes:
            match = pattern.fullmatch(path) if method == request.method else None
            if match is not None:
                return operation, {name: unquote(text) for name, text in match.groupdict().items()}
        return None, {}

    def decode(self, operation: Operation, labels: dict[str, Any], request: Request) -> Any:
        """The members of path, query string and body together."""
        members = _read_json(request.body) if request.body else {}
        if type(members) is not dict:
            return members
        query = parse_qs(request.query, keep_blank_values=True)
        for name, member in operation.located_members:
            location = member.serialization.get("location")
            wire_name = member.serialization.get("name", name)
            if location == "uri":
                members[name] = labels[wire_name]
            else:
                texts = query.get(wire_name)
                members[name] = None if texts is None else _from_query(member, texts)
        return members

    def encode(self, operation: Operation, result: dict[str, Any], request: Request) -> Response:
        """The status that the model gives success; no body where the model gives no members."""
        status = int(operation.http.get("responseCode", 200))
        shape = operation.output_shape
        body = write_json(result, _iso8601) if shape is not None and shape.members else b""
        return Response(status, self._headers(), body)

    def encode_error(self, error: ServiceError, request: Request) -> Response:
        """The error's name in ``x-amzn-errortype``, its members in body and headers."""
        headers = self._headers()
        headers["x-amzn-errortype"] = error.code
        shape = self.model.error(error.code)
        body = write_json(_error_members(error, shape, headers), _iso8601)
        return Response(_status(shape, default=404 if shape is None else 400), headers, body)

    def _headers(self) -> dict[str, str]:
        return {"Content-Type": "application/json", "x-amzn-requestid": request_id()}

    @cached_property
    def _routes(self) -> list[tuple[str, re.Pattern[str], Operation]]:
        """Method, path and operation; the paths with more fixed text are tried first.

        A label takes slashes too, for an ARN has them and not every client encodes them.
        """
        routes = []
        for name in self.model.operation_names:
            operation = self.model.operation(name)
            assert operation is not None
            uri = operation.http["requestUri"]
            fixed = re.split(r"\{(\w+)\+?\}", uri)
            pattern = "".join(
                f"(?P<{part}>.*?)" if index % 2 else re.escape(part)
                for index, part in enumerate(fixed)
            )
            weight = sum(len(part) for part in fixed[::2])
            routes.append((weight, operation.http["method"], re.compile(pattern), operation))
        routes.sort(key=lambda route: route[0], reverse=True)
        return [route[1:] for route in routes]


def _refuse_constant(text: str) -> Any:
    raise ValueError(f"{text} is not JSON")


# json.loads and json.dumps would make these anew for every body.
_decode = json.JSONDecoder(parse_constant=_refuse_constant).decode


def _read_json(body: bytes) -> Any:
    try:
        value = _decode(body.decode())
        if b"\\ud" in body or b"\\uD" in body:
            # Half a surrogate pair is no text: nothing of it could be written out again.
            json.dumps(value, ensure_ascii=False).encode()
    except ValueError:  # includes JSONDecodeError and UnicodeError
        raise Unreadable("The request body is not valid JSON") from None
    return value


def write_json(value: Any, timestamps: Any = None) -> bytes:
    """Compact JSON; ``timestamps`` says how a datetime is written."""
    return _encoder(timestamps).encode(value).encode()


@cache
def _encoder(timestamps: Any) -> json.JSONEncoder:
    return json.JSONEncoder(default=timestamps, separators=(",", ":"), check_circular=False)


def _epoch_seconds(moment: datetime) -> float:
    return math.floor(moment.timestamp() * 1000) / 1000


def _iso8601(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _from_query(shape: Shape, texts: list[str]) -> Any:
    """A value as JSON would have had it; text that cannot be one is left for the validator."""
    if shape.type_name == "list":
        return texts
    if shape.type_name in ("integer", "long"):
        return int(texts[0]) if re.fullmatch(r"-?[0-9]{1,19}", texts[0]) else texts[0]
    return texts[0]


def _error_members(
    error: ServiceError, shape: StructureShape | None, headers: dict[str, str]
) -> dict[str, Any]:
    """The members for the body, in the model's spelling; those bound to headers go there."""
    known = {} if shape is None else shape.members
    message = next((name for name in known if name.lower() == "message"), "message")
    members = {message: error.message, **body_members(error, shape, headers)}
    if "RequestId" in known:
        members.setdefault("RequestId", headers["x-amzn-requestid"])
    return members


def body_members(
    error: ServiceError, shape: StructureShape | None, headers: dict[str, str]
) -> dict[str, Any]:
    """The further members for the body; those bound to headers go there."""
    known = {} if shape is None else shape.members
    members = {}
    for name, value in error.members.items():
        member = known.get(name)
        if member is not None and member.serialization.get("location") == "header":
            headers[member.serialization["name"]] = str(value)
        else:
            members[name] = value
    return members


def _status(shape: StructureShape | None, default: int) -> int:
    """The modelled status. JSON services answer 400 for the client's errors, 500 for their own."""
    if shape is None:
        return default
    modelled = shape.metadata.get("error", {}).get("httpStatusCode")
    # botocore keeps the trait `fault` out of `metadata`.
    is_fault = shape._shape_model.get("fault")
    return int(modelled or (500 if is_fault else default))
