"""AWS query: the operation and its members are a flat form, the answer is XML.

``Entries.member.2.Id=x`` is the member ``Id`` of the second element of the list ``Entries``. Lists
and maps that the model calls flattened leave the word between their name and the number out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timezone
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes
from xml.sax.saxutils import escape, unescape

from moto_contacts.gateway.protocols.base import ROOT, Protocol, Route, Unreadable, status
from moto_contacts.gateway.request import Request, Response
from moto_contacts.simulation.ids import request_id

if TYPE_CHECKING:
    from botocore.model import Shape, StructureShape

    from moto_contacts.gateway.errors import ServiceError
    from moto_contacts.gateway.model import Model, Operation

_ACTION = re.compile(r"(?:^|&)Action=(\w+)")
_NUMBER = re.compile("[1-9][0-9]{0,5}")
_BOOLEANS = {"true": True, "false": False}
#: Where the value of a name stands beside those of longer names that begin with it.
_TEXT = ""
#: Parts of a name; one with more of them is none of any model's.
_DEEPEST = 64
#: Characters that no XML 1.0 can have, however they are written.
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: The values of a form: part of a name -> what is further down; at `_TEXT` the value itself.
Tree = dict[str, Any]


class QueryProtocol(Protocol):
    """``Action`` and members in a form, or in the query string; XML back."""

    def __init__(self, model: Model):
        super().__init__(model)
        namespace = model.metadata.get("xmlNamespace")
        self._namespace = f' xmlns="{namespace}"' if namespace else ""

    def route(self, request: Request) -> Route:
        """The operation that the parameter ``Action`` names, or None."""
        named = None
        if request.path in ROOT:
            named = _ACTION.search(_text(request.body)) or _ACTION.search(request.query)
        return (None if named is None else self.model.operation(named[1])), {}

    def decode(self, operation: Operation, labels: dict[str, Any], request: Request) -> Any:
        """The members, as far as the parameters can be what the model wants."""
        try:
            tree = _tree(f"{request.query}&{request.body.decode()}")
        except UnicodeError:
            raise Unreadable("The request body is no form") from None
        shape = operation.input_shape
        return {} if shape is None else _structure(shape, tree)

    def encode(self, operation: Operation, result: dict[str, Any], request: Request) -> Response:
        """200 with the result in the element that the model wraps it in, and the request's id."""
        shape = operation.output_shape
        members = "" if shape is None else "".join(_elements(shape, result))
        wrapper = None if shape is None else shape.serialization.get("resultWrapper")
        if wrapper is not None:
            members = f"<{wrapper}>{members}</{wrapper}>"
        sent_id = request_id()
        name = f"{operation.name}Response"
        return _respond(
            200,
            sent_id,
            f"<{name}{self._namespace}>{members}<ResponseMetadata><RequestId>{sent_id}</RequestId>"
            f"</ResponseMetadata></{name}>",
        )

    def encode_error(self, error: ServiceError, request: Request) -> Response:
        """The code as the model has it, whose fault it is, the message and further members."""
        shape = self.model.error(error.code)
        code = status(shape, default=400)
        sent_id = request_id()
        told = {
            "Type": "Sender" if code < 500 else "Receiver",
            "Code": error.code,
            "Message": error.message,
        }
        text = "".join(_element(name, _escape(value)) for name, value in told.items())
        members = "" if shape is None else "".join(_elements(shape, error.members))
        return _respond(
            code,
            sent_id,
            f"<ErrorResponse{self._namespace}><Error>{text}{members}</Error>"
            f"<RequestId>{sent_id}</RequestId></ErrorResponse>",
        )

    def asked(self, request: Request, name: str) -> str:
        """That of the parameter of this name, where that is written as it is."""
        text = f"&{request.query}&{_text(request.body)}".rpartition(f"&{name}=")
        return _unquoted(text[2].partition("&")[0]) if text[1] else ""

    def told(self, body: bytes, name: str) -> str:
        """That of the first element of this name, without a parser of XML."""
        text = body.decode().partition(f"<{name}>")[2].partition("<")[0]
        return unescape(text) if "&" in text else text


def _respond(code: int, sent_id: str, text: str) -> Response:
    headers = {"Content-Type": "text/xml", "x-amzn-requestid": sent_id}
    return Response(code, headers, f'<?xml version="1.0"?>\n{text}\n'.encode())


def _text(body: bytes) -> str:
    return body.decode("latin-1")


def _tree(form: str) -> Tree:
    """The parameters by the parts of their names. Of one that comes twice the last counts."""
    tree: Tree = {}
    for pair in form.split("&"):
        name, _, text = pair.partition("=")
        if "%" in name or "+" in name:
            name = _unquoted(name)
        if "%" in text or "+" in text:
            text = _unquoted(text)
        parts = name.split(".", _DEEPEST)
        if len(parts) > _DEEPEST:
            continue
        node = tree
        for part in parts:
            node = node.setdefault(f".{part}", {})
        node[_TEXT] = text
    return tree


def _unquoted(text: str) -> str:
    """As `urllib.parse.unquote_plus`, with fewer calls on the way: a form has many."""
    return unquote_to_bytes(text.replace("+", " ")).decode(errors="replace")


def _structure(shape: StructureShape, node: Tree) -> dict[str, Any]:
    found = {}
    for name, part, member in _members(shape):
        if part in node:
            found[name] = _value(member, node[part])
    return found


@cache
def _members(shape: StructureShape) -> tuple[tuple[str, str, Shape], ...]:
    """The members of a structure: their names, and the parts of names that they are told by."""
    return tuple(
        (name, f".{_name(member, name)}", member) for name, member in shape.members.items()
    )


def _value(shape: Shape, node: Tree) -> Any:
    """A value as JSON would have had it; what cannot be one is left for the validator."""
    kind = shape.type_name
    if kind == "string":
        return node.get(_TEXT)
    if kind == "structure":
        return _structure(shape, node)
    if kind == "list":
        return [_value(shape.member, each) for each in _numbered(node, _entry(shape))]
    if kind == "map":
        key, value = f".{_name(shape.key, 'key')}", f".{_name(shape.value, 'value')}"
        return {
            each.get(key, {}).get(_TEXT, ""): _value(shape.value, each.get(value, {}))
            for each in _numbered(node, _entry(shape))
        }
    return _scalar(kind, node.get(_TEXT))


def _numbered(node: Tree, between: str | None) -> list[Tree]:
    """What is numbered, in the order of the numbers; gaps are closed."""
    inner = node if between is None else node.get(f".{between}", {})
    found = {int(part[1:]): each for part, each in inner.items() if _NUMBER.fullmatch(part[1:])}
    return [found[number] for number in sorted(found)]


def _scalar(kind: str, text: str | None) -> Any:
    if text is None:
        return None
    if kind in ("integer", "long"):
        return int(text) if re.fullmatch(r"-?[0-9]{1,19}", text) else text
    if kind == "boolean":
        return _BOOLEANS.get(text, text)
    if kind in ("float", "double"):
        return float(text) if re.fullmatch(r"-?[0-9]{1,400}(\.[0-9]{1,400})?", text) else text
    return _moment(text) if kind == "timestamp" else text


def _moment(text: str) -> Any:
    """Seconds since 1970 of a time in ISO 8601; what is none stays as it is."""
    try:
        moment = datetime.fromisoformat(re.sub("Z$", "+00:00", text))
    except ValueError:
        return text
    return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).timestamp()


def _name(shape: Shape, default: str) -> str:
    """The name of a member on the wire. A flattened list bears that of its elements."""
    name: str = shape.serialization.get("name", default)
    if shape.type_name == "list" and shape.serialization.get("flattened"):
        name = shape.member.serialization.get("name", name)
    return name


@cache
def _entry(shape: Shape) -> str | None:
    """The word between the name of a list or map and its elements; None for a flattened one."""
    if shape.serialization.get("flattened"):
        return None
    return "entry" if shape.type_name == "map" else _name(shape.member, "member")


def _elements(shape: StructureShape, members: dict[str, Any]) -> Iterator[str]:
    """The members of a structure as XML; those that the model lacks are left out."""
    for name, member in shape.members.items():
        value = members.get(name)
        if value is None:
            continue
        flattened = member.type_name in ("list", "map") and _entry(member) is None
        inside = _items(member, value) if flattened else [_written(member, value)]
        yield from (_element(_name(member, name), each) for each in inside)


def _items(shape: Shape, value: Any) -> list[str]:
    """What is inside of the elements of a list or map, one after the other."""
    if shape.type_name == "list":
        return [_written(shape.member, each) for each in value]
    key, held = _name(shape.key, "key"), _name(shape.value, "value")
    return [
        _element(key, _escape(each)) + _element(held, _written(shape.value, value[each]))
        for each in value
    ]


def _written(shape: Shape, value: Any) -> str:
    """What is inside of a value's element."""
    if shape.type_name == "structure":
        return "".join(_elements(shape, value))
    if shape.type_name in ("list", "map"):
        between = _entry(shape) or "member"
        return "".join(_element(between, each) for each in _items(shape, value))
    if shape.type_name == "boolean":
        return "true" if value else "false"
    if shape.type_name == "timestamp":
        text: str = value.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return text
    return _escape(str(value))


def _element(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>"


def _escape(text: str) -> str:
    """Text as XML has it; a reader takes a bare carriage return for a line feed."""
    return escape(NO_XML.sub("?", text), {"\r": "&#13;"})
