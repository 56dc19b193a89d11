"""Checks that requests meet every constraint of the model, compiled once per operation.

A shape compiles to a function that takes a decoded value and returns the value as the operation
gets it (timestamps as datetimes, integral floats as integers, unknown members dropped). What the
function finds wrong it appends to a list, so that one error can tell of all of it.

The functions are written as Python, from rules: a container's has the rules of its strings,
numbers and booleans in it, as one test each, so that a valid one costs its test and no call. Only
what does not pass goes to the function of its own shape, which goes through the same rules one by
one to find out why; it is written when it is first called.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from threading import RLock
from typing import TYPE_CHECKING, Any

from botocore import xform_name

from moto_contacts.gateway.patterns import UnsupportedPattern, compile_pattern
from moto_contacts.gateway.times import from_seconds
from moto_contacts.gateway.violations import Violation, Way, path_of

if TYPE_CHECKING:
    from botocore.model import ListShape, MapShape, Shape, StructureShape

Check = Callable[[Any, Way, "str | int", "list[Violation]"], Any]
#: What a value of this kind is called.
_TYPE_NAMES = {
    "structure": "a structure",
    "list": "a list",
    "map": "a map",
    "string": "a string",
    "boolean": "a boolean",
    "integer": "an integer",
    "long": "an integer",
    "float": "a number",
    "double": "a number",
    "timestamp": "a timestamp",
    "blob": "base64-encoded",
}
#: JSON may say more than any double is.
_LARGEST = sys.float_info.max
_NUMBER = f"type({{it}}) in (int, float) and {-_LARGEST} <= {{it}} <= {_LARGEST}"
#: What decoding gives for it: a test of ``{it}``.
_TYPE_TESTS = {
    "structure": "type({it}) is dict",
    "list": "type({it}) is list",
    "map": "type({it}) is dict",
    "string": "type({it}) is str",
    "boolean": "type({it}) is bool",
    "integer": f"type({{it}}) is int and {-(1 << 31)} <= {{it}} < {1 << 31}",
    "long": f"type({{it}}) is int and {-(1 << 63)} <= {{it}} < {1 << 63}",
    "float": _NUMBER,
    "double": _NUMBER,
}


@dataclass(frozen=True, slots=True)
class _Rule:
    """A test of ``{it}`` in Python, and what is told of a value that does not pass."""

    test: str
    kind: str
    bounds: tuple[Any, Any] = (None, None)
    expected: str = ""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """What a shape without members asks of a value of its type."""

    rules: list[_Rule]
    #: What is taken of a valid one.
    taken: str = "{it}"
    #: What the tests name.
    names: dict[str, Any] = field(default_factory=dict)


#: The parameters of a function, and its own place as the way to what is in it.
_HEAD = "value, way, key, found"
_HERE = "(way, key)"


class Compiler:
    """Compiles the shapes of one service. ``amendments`` replaces constraints by shape name."""

    def __init__(self, amendments: dict[str, dict[str, Any]] | None = None):
        self._amendments = amendments or {}
        self._checks: dict[str, Check] = {}
        self._leaves: dict[str, _Leaf] = {}
        # Shapes that contain themselves are half compiled for a while; nobody else may see that.
        self._lock = RLock()

    def input(self, shape: StructureShape | None) -> Callable[[Any, list[Violation]], Any]:
        """A function from decoded members and a list for violations to keyword arguments."""
        if shape is None or not shape.members:
            return lambda value, found: {}
        keys = {name: xform_name(name) for name in shape.members}
        with self._lock:
            accept: Callable[[Any, list[Violation]], Any] = self._structure(
                shape, keys, "value, found, way=None, key=''", "None"
            )
        return accept

    def members(self, shape: StructureShape, value: Mapping[str, Any]) -> dict[str, Any]:
        """Members that fit their shapes, as an operation would have them: times read, say."""
        with self._lock:
            checks = {name: self.check(shape.members[name]) for name in value}
        return {name: check(value[name], None, name, []) for name, check in checks.items()}

    def check(self, shape: Shape) -> Check:
        """The function of a shape; shapes of one name share one, and may contain themselves."""
        name = shape.name
        if name not in self._checks:
            self._checks[name] = lambda *args: self._checks[name](*args)
            self._checks[name] = self._compile(shape)
        return self._checks[name]

    def _compile(self, shape: Shape) -> Check:
        kind = shape.type_name
        if kind == "structure":
            check: Check = self._structure(shape, {name: name for name in shape.members})
            return check
        if kind == "list":
            return self._list(shape)
        if kind == "map":
            return self._map(shape)
        if kind in _READERS:
            return _reading(_READERS[kind], _echoes(shape), _TYPE_NAMES[kind])
        self._leaves[shape.name] = leaf = _leaf(shape, self._metadata(shape))
        written = cache(partial(_write_leaf, shape, leaf))
        return lambda *args: written()(*args)

    def _metadata(self, shape: Shape) -> dict[str, Any]:
        metadata: dict[str, Any] = {**shape.metadata, **self._amendments.get(shape.name, {})}
        return metadata

    def _structure(
        self, shape: StructureShape, keys: dict[str, str], head: str = _HEAD, here: str = _HERE
    ) -> Any:
        names: dict[str, Any] = {}
        echo = _echoes(shape)
        lines = [*_refuse_type(shape, echo), "result = {}"]
        for name, result_key in keys.items():
            check = self._inline(shape.members[name], "item", names)
            lines += [  # null is absent
                f"if {name!r} in value and (item := value[{name!r}]) is not None:",
                f"    result[{result_key!r}] = {check}(item, {here}, {name!r}, found)",
            ]
            if name in shape.required_members:
                lines += [
                    "else:",
                    f"    path = path_of({here}, {name!r})",
                    "    found.append(Violation(path, 'required', None, True))",
                ]
        if shape.metadata.get("union"):
            lines += _refuse([_Rule("len(result) == 1", "union")], echo)
        return _written(shape, head, lines, names)

    def _list(self, shape: ListShape) -> Check:
        names: dict[str, Any] = {}
        echo = _echoes(shape)
        check_item = self._inline(shape.member, "item", names)
        lines = [
            *_refuse_type(shape, echo),
            *_refuse(_length(self._metadata(shape)), echo),
            f"here = {_HERE}",
            "result = []",
            "for index, item in enumerate(value):",
            f"    result.append({check_item}(item, here, index, found))",
        ]
        check: Check = _written(shape, _HEAD, lines, names)
        return check

    def _map(self, shape: MapShape) -> Check:
        names: dict[str, Any] = {}
        echo = _echoes(shape)
        check_key = self._inline(shape.key, "name", names)
        check_value = self._inline(shape.value, "item", names)
        lines = [
            *_refuse_type(shape, echo),
            *_refuse(_length(self._metadata(shape)), echo),
            f"here = {_HERE}",
            "result = {}",
            "for name, item in value.items():",
            f"    {check_key}(name, way, key, found)",  # AWS reports a key at the path of its map
            "    if item is not None:",
            f"        result[name] = {check_value}(item, here, name, found)",
        ]
        check: Check = _written(shape, _HEAD, lines, names)
        return check

    def _inline(self, shape: Shape, it: str, names: dict[str, Any]) -> str:
        """The function of a shape, in Python, behind the test that makes its call needless."""
        number = len(names)
        names[f"check_{number}"] = self.check(shape)
        leaf = self._leaves.get(shape.name)
        if leaf is None:
            return f"check_{number}"
        own = {name: f"{name}_{number}" for name in leaf.names}
        names.update((own[name], value) for name, value in leaf.names.items())
        tests = [_TYPE_TESTS[shape.type_name], *(rule.test for rule in leaf.rules)]
        test = " and ".join(tests)
        return f"{leaf.taken} if {test} else check_{number}".format(it=it, **own)


def _leaf(shape: Shape, metadata: dict[str, Any]) -> _Leaf:
    if shape.type_name != "string":
        return _Leaf(_bounds("{it}", "range", metadata))
    rules = _length(metadata)
    names: dict[str, Any] = {}
    taken = "{it}"
    pattern, enum = metadata.get("pattern", ""), metadata.get("enum")
    matches = _matcher(pattern)
    if matches is not None:
        rules.append(_Rule("{matches}({it})", "pattern", expected=pattern))
        names["matches"] = matches
    if enum:
        rules.append(_Rule("{it} in {values}", "enum", expected=", ".join(enum)))
        # What is stored of it is the model's, not one more copy.
        names["values"], taken = {each: each for each in enum}, "{values}[{it}]"
    return _Leaf(rules, taken, names)


def _length(metadata: dict[str, Any]) -> list[_Rule]:
    return _bounds("len({it})", "length", {**metadata, "min": metadata.get("min") or None})


def _bounds(measure: str, kind: str, metadata: dict[str, Any]) -> list[_Rule]:
    """One rule, or none where nothing is too small or too great."""
    least, most = bounds = metadata.get("min"), metadata.get("max")
    if bounds == (None, None):
        return []
    low = "" if least is None else f"{least} <= "
    high = "" if most is None else f" <= {most}"
    return [_Rule(f"{low}{measure}{high}", kind, bounds)]


def _write_leaf(shape: Shape, leaf: _Leaf) -> Check:
    """The function that goes through the rules, and makes integers of whole numbers."""
    echo = _echoes(shape)
    lines = [*_refuse_type(shape, echo), *_refuse(leaf.rules, echo), "result = value"]
    if shape.type_name in ("integer", "long"):
        whole = "if type(value) is float and value.is_integer():"
        lines = [whole, "    value = int(value)", *lines]
    check: Check = _written(shape, _HEAD, lines, leaf.names)
    return check


def _refuse_type(shape: Shape, echo: bool) -> list[str]:
    """The lines that have nothing more to do with a value of another type."""
    kind = shape.type_name
    rule = _Rule(_TYPE_TESTS[kind], "type", expected=_TYPE_NAMES[kind])
    return [*_refuse([rule], echo), "    return value"]


def _refuse(rules: list[_Rule], echo: bool) -> list[str]:
    """The lines that find a value which does not pass, whichever rules it breaks."""
    lines = []
    for rule in rules:
        test = rule.test.format(it="value", matches="matches", values="values")
        told = f"{rule.kind!r}, value, {echo}, {rule.bounds}, {rule.expected!r}"
        lines += [
            f"if not ({test}):",
            f"    found.append(Violation(path_of(way, key), {told}))",
        ]
    return lines


def _written(shape: Shape, head: str, lines: list[str], names: dict[str, Any]) -> Any:
    """A function that returns ``result``, from the lines of its body."""
    body = "".join(f"    {line}\n" for line in [*lines, "return result"])
    source = compile(f"def check({head}):\n{body}", f"<check of {shape.name}>", "exec")
    own = {"Violation": Violation, "path_of": path_of, **names}
    exec(source, own)
    return own["check"]


def _read_timestamp(value: Any) -> datetime:
    if type(value) not in (int, float):
        raise ValueError
    return from_seconds(value)


def _read_blob(value: Any) -> bytes:
    if type(value) is not str:
        raise ValueError
    return base64.b64decode(value, validate=True)


#: Kinds whose values are something else in Python than on the wire.
_READERS: dict[str, Callable[[Any], Any]] = {"timestamp": _read_timestamp, "blob": _read_blob}


def _reading(read: Callable[[Any], Any], echo: bool, type_name: str) -> Check:
    def check(value: Any, way: Way, key: str | int, found: list[Violation]) -> Any:
        try:
            return read(value)
        except (OverflowError, ValueError, OSError):  # a number, but no moment; no base64
            found.append(Violation(path_of(way, key), "type", value, echo, expected=type_name))
            return value

    return check


def _matcher(pattern: str) -> Callable[[str], object] | None:
    if not pattern:
        return None
    try:
        return compile_pattern(pattern)
    except UnsupportedPattern:
        # A newer model may bring a construct that we cannot read yet. Refusing every value, or
        # crashing, would be worse than not checking; the test-suite tells us of such a pattern.
        return None


def _echoes(shape: Shape) -> bool:
    """Whether nothing inside the shape is marked sensitive."""
    return not any(inner.metadata.get("sensitive") for inner in _inside(shape, set()))


def _inside(shape: Shape, seen: set[str]) -> Iterator[Shape]:
    if shape.name in seen:
        return
    seen.add(shape.name)
    yield shape
    if shape.type_name == "structure":
        children = list(shape.members.values())
    elif shape.type_name == "list":
        children = [shape.member]
    elif shape.type_name == "map":
        children = [shape.key, shape.value]
    else:
        children = []
    for child in children:
        yield from _inside(child, seen)
