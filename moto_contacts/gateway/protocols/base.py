"""What all protocols share.

A protocol finds the operation of a request, decodes its members (unchecked), and encodes results
and errors. It knows the model, never a service.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from moto_contacts.gateway.request import Request, Response
from moto_contacts.gateway.times import to_seconds

if TYPE_CHECKING:
    from botocore.model import StructureShape

    from moto_contacts.gateway.errors import ServiceError
    from moto_contacts.gateway.model import Model, Operation

#: An operation and the members that the path gave.
Route = tuple["Operation | None", dict[str, Any]]


#: The one path of a protocol that names the operation elsewhere.
ROOT = ("/", "")


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

    def asked(self, request: Request, name: str) -> str:
        """The text of a member of a request, found at once; a blank where there may be none."""
        return ""

    def told(self, body: bytes, name: str) -> str:
        """The text of a member of an answer, which is not held to the model for it.

        Whoever publishes a thousand messages is not to wait for all of them to be read twice.
        """
        text: str = read_json(body)[name]
        return text


def _refuse_constant(text: str) -> Any:
    raise ValueError(f"{text} is not JSON")


# json.loads and json.dumps would make these anew for every body.
_decoder: Any = json.JSONDecoder(parse_constant=_refuse_constant)
#: A value at a place in a text, and where it ends; ``StopIteration`` where there is none.
_scan = _decoder.scan_once
#: What JSON may have around it.
_BLANKS = " \t\r\n"


def read_json(body: bytes) -> Any:
    try:
        text = body.decode().strip(_BLANKS)
        value, end = _scan(text, 0)
        if end != len(text):
            raise ValueError
        if b"\\ud" in body or b"\\uD" in body:
            # Half a surrogate pair is no text: nothing of it could be written out again.
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, StopIteration):  # ValueError includes JSONDecodeError and UnicodeError
        raise Unreadable("The request body is not valid JSON") from None
    return value


def write_json(value: Any, timestamps: Any = None) -> bytes:
    """Compact JSON; ``timestamps`` says how a datetime is written."""
    return "".join(_encoder(timestamps)(value, 0)).encode()


#: The time that was written last, for one answer tells it several times; and what was written.
_last: tuple[datetime | None, float] = None, 0.0


def epoch_seconds(moment: datetime) -> float:
    """A time as JSON services write it."""
    global _last
    last, seconds = _last
    if moment is not last:
        seconds = to_seconds(moment)
        _last = moment, seconds
    return seconds


@cache
def _encoder(timestamps: Any) -> Callable[[Any, int], Iterable[str]]:
    """What writes a value in pieces; a `json.JSONEncoder` makes it anew for every value."""
    options = json.JSONEncoder(default=timestamps, separators=(",", ":"), check_circular=False)
    module: Any = json.encoder
    try:
        encoder: Callable[[Any, int], Iterable[str]] = module.c_make_encoder(
            None,
            options.default,
            module.encode_basestring_ascii,
            options.indent,
            options.key_separator,
            options.item_separator,
            options.sort_keys,
            options.skipkeys,
            options.allow_nan,
        )
    except TypeError:  # another Python has it otherwise, or not at all
        return lambda value, level: [options.encode(value)]
    return encoder


def error_members(
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


def status(shape: StructureShape | None, default: int) -> int:
    """The modelled status. JSON services answer 400 for the client's errors, 500 for their own."""
    if shape is None:
        return default
    modelled = shape.metadata.get("error", {}).get("httpStatusCode")
    # botocore keeps the trait `fault` out of `metadata`.
    is_fault = shape._shape_model.get("fault")
    return int(modelled or (500 if is_fault else default))
