"""Alibaba Cloud's RPC protocol: the operation in a header or parameter, flat parameters, JSON back.

Parameters are in the query string, or in a form in the body; the SDKs do either. A list is one
parameter an element, numbered from 1: ``Members.1``, ``Members.2``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from moto_contacts.gateway.protocols.base import ROOT, Protocol, Route, body_members, write_json
from moto_contacts.gateway.request import Request, Response
from moto_contacts.simulation.ids import request_id

if TYPE_CHECKING:
    from botocore.model import Shape

    from moto_contacts.gateway.errors import ServiceError
    from moto_contacts.gateway.model import Operation

_FORM = "application/x-www-form-urlencoded"
_METHODS = ("GET", "POST")
_BOOLEANS = {"true": True, "false": False}


class AlibabaRpcProtocol(Protocol):
    """What both ACS3 and the older RPC signatures carry."""

    def route(self, request: Request) -> Route:
        """The operation of the right API version, or None."""
        if request.method not in _METHODS or request.path not in ROOT:
            return None, {}
        parameters = _parameters(request)
        version = request.headers.get("x-acs-version") or parameters.get("Version")
        action = request.headers.get("x-acs-action") or parameters.get("Action")
        if version != self.model.metadata["apiVersion"] or action is None:
            return None, {}
        return self.model.operation(action), parameters

    def decode(self, operation: Operation, labels: dict[str, Any], request: Request) -> Any:
        """The members, as far as the parameters can be what the model wants; a blank is absent."""
        members: dict[str, Any] = {}
        shape = operation.input_shape
        for name, member in {} if shape is None else shape.members.items():
            if member.type_name == "list":
                members[name] = _elements(labels, name) or labels.get(name) or None
            else:
                members[name] = _value(member, labels[name]) if labels.get(name) else None
        return members

    def encode(self, operation: Operation, result: dict[str, Any], request: Request) -> Response:
        """200 with the result and the id of the request."""
        sent_id = request_id().upper()
        body = write_json({"RequestId": sent_id, **result})
        return Response(200, _headers(sent_id), body)

    def encode_error(self, error: ServiceError, request: Request) -> Response:
        """The code, the message of the model where the error has none, and where to read on."""
        sent_id = request_id().upper()
        shape = self.model.error(error.code)
        modelled = {} if shape is None else shape.metadata["error"]
        headers = _headers(sent_id)
        body = {
            "RequestId": sent_id,
            "HostId": request.host,
            "Code": error.code,
            "Message": error.message or modelled.get("message", ""),
            "Recommend": f"https://api.aliyun.com/troubleshoot?q={error.code}"
            f"&product={self.model.metadata['serviceId']}&requestId={sent_id}",
            **body_members(error, shape, headers),
        }
        status = int(modelled.get("httpStatusCode", 400))
        return Response(status, headers, write_json(body))


def _parameters(request: Request) -> dict[str, str]:
    """All parameters; the SDKs send none twice, and of those that come twice the last counts."""
    pairs = parse_qsl(request.query, keep_blank_values=True)
    if request.content_type == _FORM:
        pairs += parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)
    return dict(pairs)


def _elements(parameters: dict[str, Any], name: str) -> list[str]:
    """The elements of a list in the order of their numbers; gaps are closed."""
    numbered = re.compile(rf"{re.escape(name)}\.([1-9][0-9]{{0,5}})")
    found = {
        int(match[1]): text
        for key, text in parameters.items()
        if (match := numbered.fullmatch(key)) is not None
    }
    return [found[number] for number in sorted(found)]


def _value(shape: Shape, text: str) -> Any:
    """A value as JSON would have had it; text that cannot be one is left for the validator."""
    if shape.type_name in ("integer", "long") and re.fullmatch(r"-?[0-9]{1,19}", text):
        return int(text)
    if shape.type_name == "boolean":
        return _BOOLEANS.get(text.lower(), text)
    return text


def _headers(sent_id: str) -> dict[str, str]:
    return {"Content-Type": "application/json;charset=utf-8", "x-acs-request-id": sent_id}
