"""AWS rest-json."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote

from moto_contacts.gateway.protocols.base import (
    Protocol,
    Route,
    epoch_seconds,
    error_members,
    read_json,
    status,
    write_json,
)
from moto_contacts.gateway.request import Request, Response
from moto_contacts.simulation.ids import request_id

if TYPE_CHECKING:
    from botocore.model import Shape

    from moto_contacts.gateway.errors import ServiceError
    from moto_contacts.gateway.model import Operation


class RestJsonProtocol(Protocol):
    """AWS rest-json: the operation is the method and path, members are in path, query and body."""

    def route(self, request: Request) -> Route:
        """The operation of the method and path, with the labels of the path decoded."""
        plain, routes = self._routes
        path = request.path
        name = plain.get((request.method, path))
        if name is not None:
            return self.model.operation(name), {}
        for method, pattern, name in routes:
            match = pattern.fullmatch(path) if method == request.method else None
            if match is not None:
                labels = {name: unquote(text) for name, text in match.groupdict().items()}
                return self.model.operation(name), labels
        return None, {}

    def decode(self, operation: Operation, labels: dict[str, Any], request: Request) -> Any:
        """The members of path, query string and body together."""
        members = read_json(request.body) if request.body else {}
        if type(members) is not dict:
            return members
        for name, wire_name, _ in operation.in_path:
            members[name] = labels[wire_name]
        query = parse_qs(request.query, keep_blank_values=True) if request.query else {}
        for name, wire_name, member in operation.in_query:
            texts = query.get(wire_name)
            members[name] = None if texts is None else _from_query(member, texts)
        return members

    def encode(self, operation: Operation, result: dict[str, Any], request: Request) -> Response:
        """The status that the model gives success; no body where the model gives no members."""
        status = int(operation.http.get("responseCode", 200))
        shape = operation.output_shape
        body = write_json(result, self._time) if shape is not None and shape.members else b""
        return Response(status, self._headers(), body)

    def encode_error(self, error: ServiceError, request: Request) -> Response:
        """The error's name in ``x-amzn-errortype``, its members in body and headers."""
        headers = self._headers()
        headers["x-amzn-errortype"] = error.code
        shape = self.model.error(error.code)
        body = write_json(error_members(error, shape, headers), self._time)
        return Response(status(shape, default=404 if shape is None else 400), headers, body)

    def _headers(self) -> dict[str, str]:
        return {"Content-Type": "application/json", "x-amzn-requestid": request_id()}

    @cached_property
    def _time(self) -> Callable[[datetime], Any]:
        """How a time is written in a body; the shapes of one model agree on it."""
        return _iso8601 if self.model.times_are_text else epoch_seconds

    @cached_property
    def _routes(self) -> tuple[dict[tuple[str, str], str], list[tuple[str, re.Pattern[str], str]]]:
        """Method and path -> operation; and those of paths with labels, most fixed text first.

        A label takes slashes too, for an ARN has them and not every client encodes them.
        """
        plain, routes = {}, []
        for name, http in self.model.routes():
            method, uri = http["method"], http["requestUri"]
            fixed = re.split(r"\{(\w+)\+?\}", uri)
            if len(fixed) == 1:
                plain[method, uri] = name
                continue
            pattern = "".join(
                f"(?P<{part}>.*?)" if index % 2 else re.escape(part)
                for index, part in enumerate(fixed)
            )
            weight = sum(len(part) for part in fixed[::2])
            routes.append((weight, method, re.compile(pattern), name))
        routes.sort(key=lambda route: route[0], reverse=True)
        return plain, [route[1:] for route in routes]


@lru_cache(maxsize=1024)
def _iso8601(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _from_query(shape: Shape, texts: list[str]) -> Any:
    """A value as JSON would have had it; text that cannot be one is left for the validator."""
    if shape.type_name == "list":
        return texts
    if shape.type_name in ("integer", "long"):
        return int(texts[0]) if re.fullmatch(r"-?[0-9]{1,19}", texts[0]) else texts[0]
    return texts[0]
