"""AWS JSON 1.0 and 1.1."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from moto_contacts.gateway.protocols.base import (
    ROOT,
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
    from moto_contacts.gateway.errors import ServiceError
    from moto_contacts.gateway.model import Model, Operation


class JsonProtocol(Protocol):
    """AWS JSON 1.0 and 1.1: ``POST /``, the operation in ``X-Amz-Target``, members in the body."""

    def __init__(self, model: Model):
        super().__init__(model)
        self._prefix = model.metadata["targetPrefix"]
        self._content_type = f"application/x-amz-json-{model.metadata['jsonVersion']}"
        self._targeted = lru_cache(maxsize=256)(self._find)

    def route(self, request: Request) -> Route:
        """The operation that the target header names, or None."""
        if request.method != "POST" or request.path not in ROOT:
            return None, {}
        return self._targeted(request.headers.get("X-Amz-Target") or ""), {}

    def _find(self, target: str) -> Operation | None:
        prefix, _, name = target.partition(".")
        return self.model.operation(name) if prefix == self._prefix else None

    def decode(self, operation: Operation, labels: dict[str, Any], request: Request) -> Any:
        """The members as the body has them."""
        return read_json(request.body)

    def encode(self, operation: Operation, result: dict[str, Any], request: Request) -> Response:
        """200 with the result as JSON."""
        headers = {"Content-Type": self._content_type, "x-amzn-requestid": request_id()}
        return Response(200, headers, write_json(result, epoch_seconds))

    def encode_error(self, error: ServiceError, request: Request) -> Response:
        """The error's members beside ``__type``, with the status that the model gives it."""
        headers = {"Content-Type": self._content_type, "x-amzn-requestid": request_id()}
        shape = self.model.error(error.code)
        members = error_members(error, shape, headers)
        body = write_json({"__type": error.code, **members}, epoch_seconds)
        return Response(status(shape, default=400), headers, body)
