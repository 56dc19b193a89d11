"""Checks that requests meet every constraint of the model, compiled once per operation.

A shape compiles to a closure that takes a decoded value and returns the value as the operation
gets it (timestamps as datetimes, integral floats as integers, unknown members dropped). What the
closure finds wrong it appends to a list, so that one error can tell of all of it.

The closures of structures and maps are written as Python, with the tests of their members in it: a
valid member costs its tests and no call. Only what does not pass goes to the closure of its own
shape, which finds out why; paths are put together there.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timezone
from threading import RLock
from typing import TYPE_CHECKING, Any

from botocore import xform_name

from moto_contacts.gateway.patterns import UnsupportedPattern, compile_pattern
from moto_contacts.gateway.violations import Violation, Way, path_of

if TYPE_CHECKING:
    from botocore.model import ListShape, MapShape, Shape, StructureShape

Check = Callable[[Any, Way, "str | int", "list[Violation]"], Any]
#: What a container of this kind is called, and the Python types that decoding gives.
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
_INTEGER_BITS = {"integer": 31, "long": 63}


@dataclass(frozen=True, slots=True)
class _Test:
    """A test in Python that a valid value ``it`` passes, what is taken of it, and their names."""

    passes: str
    taken: str = "{it}"
    names: dict[str, Any] = field(default_factory=dict)


#: The parameters of a closure, and its own place as the way to what is in it.
_HEAD = "value, way, key, found"
_HERE = "(way, key)"


class Compiler:
    """Compiles the shapes of one service. ``amendments`` replaces constraints by shape name."""

    def __init__(self, amendments: dict[str, dict[str, Any]] | None = None):
        self._amendments = amendments or {}
        self._checks: dict[str, Check] = {}
        self._tests: dict[str, _Test] = {}
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

    def check(self, shape: Shape) -> Check:
        """The closure for a shape; shapes of one name share one, and may contain themselves."""
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
        if kind == "string":
            return self._string(shape)
        if kind in ("integer", "long", "float", "double"):
            return self._number(shape)
        if kind == "boolean":
            self._tests[shape.name] = _Test("type({it}) is bool")
        return {"boolean": _boolean, "timestamp": _timestamp, "blob": _blob}[kind](
            _echoes(shape), _TYPE_NAMES[kind]
        )

    def _metadata(self, shape: Shape) -> dict[str, Any]:
        metadata: dict[str, Any] = {**shape.metadata, **self._amendments.get(shape.name, {})}
        return metadata

    def _structure(
        self, shape: StructureShape, keys: dict[str, str], head: str = _HEAD, here: str = _HERE
    ) -> Any:
        names: dict[str, Any] = {"echo": _echoes(shape)}
        lines = [
            "if type(value) is not dict:",
            "    found.append(_wrong_type(way, key, value, echo, 'a structure'))",
            "    return value",
            f"here = {here}",
            "result = {}",
        ]
        for name, result_key in keys.items():
            check = self._inline(shape.members[name], "item", names)
            lines += [
                f"item = value.get({name!r})",
                "if item is not None:",
                f"    result[{result_key!r}] = {check}(item, here, {name!r}, found)",
            ]
            if name in shape.required_members:
                lines += [
                    "else:",
                    f"    found.append(Violation(path_of(here, {name!r}), 'required', None, True))",
                ]
        if shape.metadata.get("union"):
            lines += [
                "if len(result) != 1:",
                "    found.append(Violation(path_of(way, key), 'union', value, echo))",
            ]
        return _written(shape, head, lines, names)

    def _inline(self, shape: Shape, it: str, names: dict[str, Any]) -> str:
        """The closure of a shape, in Python, behind the tests that make its call needless."""
        number = len(names)
        names[f"check_{number}"] = self.check(shape)
        test = self._tests.get(shape.name)
        if test is None:
            return f"check_{number}"
        own = {name: f"{name}_{number}" for name in test.names}
        names.update((own[name], value) for name, value in test.names.items())
        passes, taken = (each.format(it=it, **own) for each in (test.passes, test.taken))
        return f"{taken} if {passes} else check_{number}"

    def _list(self, shape: ListShape) -> Check:
        element = self.check(shape.member)
        least, most = _bounds(self._metadata(shape))
        low, high = _limits(least, most)
        echo = _echoes(shape)

        def check(value: Any, way: Way, key: str | int, found: list[Violation]) -> Any:
            if type(value) is not list:
                found.append(_wrong_type(way, key, value, echo, "a list"))
                return value
            if not low <= len(value) <= high:
                found.append(Violation(path_of(way, key), "length", value, echo, (least, most)))
            here = (way, key)
            return [element(item, here, index, found) for index, item in enumerate(value)]

        return check

    def _map(self, shape: MapShape) -> Check:
        least, most = _bounds(self._metadata(shape))
        low, high = _limits(least, most)
        names: dict[str, Any] = {"echo": _echoes(shape), "low": low, "high": high}
        check_key = self._inline(shape.key, "name", names)
        check_value = self._inline(shape.value, "item", names)
        lines = [
            "if type(value) is not dict:",
            "    found.append(_wrong_type(way, key, value, echo, 'a map'))",
            "    return value",
            "if not low <= len(value) <= high:",
            f"    bounds = {least, most}",
            "    found.append(Violation(path_of(way, key), 'length', value, echo, bounds))",
            f"here = {_HERE}",
            "result = {}",
            "for name, item in value.items():",
            f"    {check_key}(name, way, key, found)",  # AWS reports a key at the path of its map
            "    if item is not None:",
            f"        result[name] = {check_value}(item, here, name, found)",
        ]
        check: Check = _written(shape, _HEAD, lines, names)
        return check

    def _string(self, shape: Shape) -> Check:
        metadata = self._metadata(shape)
        least, most = _bounds(metadata)
        enum = metadata.get("enum")
        pattern = metadata.get("pattern", "")
        matches = _matcher(pattern)
        echo = _echoes(shape)
        values = {each: each for each in enum} if enum else None
        low, high = _limits(least, most)
        tests = ["type({it}) is str"]
        if (least, most) != (None, None):
            tests.append("{low} <= len({it}) <= {high}")
        if matches is not None:
            tests.append("{matches}({it})")
        if values is not None:
            tests.append("{it} in {values}")
        self._tests[shape.name] = _Test(
            " and ".join(tests),
            "{it}" if values is None else "{values}[{it}]",
            {"low": low, "high": high, "matches": matches, "values": values},
        )

        def check(value: Any, way: Way, key: str | int, found: list[Violation]) -> Any:
            if type(value) is not str:
                found.append(_wrong_type(way, key, value, echo, "a string"))
                return value
            if not low <= len(value) <= high:
                path = path_of(way, key)
                found.append(Violation(path, "length", value, echo, (least, most)))
            if matches is not None and not matches(value):
                path = path_of(way, key)
                found.append(Violation(path, "pattern", value, echo, expected=pattern))
            if values is not None:
                if value in values:
                    return values[value]  # what is stored of it is the model's, not one more copy
                path = path_of(way, key)
                found.append(Violation(path, "enum", value, echo, expected=", ".join(values)))
            return value

        return check

    def _number(self, shape: Shape) -> Check:
        least, most = _bounds(self._metadata(shape))
        bits = _INTEGER_BITS.get(shape.type_name)
        low, high = _limits(least, most)
        type_name = _TYPE_NAMES[shape.type_name]
        echo = _echoes(shape)
        if bits is not None:
            within = {"low": max(low, -(1 << bits)), "high": min(high, (1 << bits) - 1)}
            test = "type({it}) is int and {low} <= {it} <= {high}"
            self._tests[shape.name] = _Test(test, names=within)

        def check(value: Any, way: Way, key: str | int, found: list[Violation]) -> Any:
            if bits is not None and type(value) is float and value.is_integer():
                value = int(value)
            fits = type(value) is int or (bits is None and type(value) is float)
            if not fits or (bits is not None and not -(1 << bits) <= value < 1 << bits):
                found.append(_wrong_type(way, key, value, echo, type_name))
            elif not low <= value <= high:
                path = path_of(way, key)
                found.append(Violation(path, "range", value, echo, (least, most)))
            return value

        return check


def _boolean(echo: bool, type_name: str) -> Check:
    def check(value: Any, way: Way, key: str | int, found: list[Violation]) -> Any:
        if type(value) is not bool:
            found.append(_wrong_type(way, key, value, echo, type_name))
        return value

    return check


def _timestamp(echo: bool, type_name: str) -> Check:
    def check(value: Any, way: Way, key: str | int, found: list[Violation]) -> Any:
        if type(value) in (int, float):
            try:
                return datetime.fromtimestamp(value, timezone.utc)
            except (OverflowError, ValueError, OSError):
                pass  # a number, but no moment that anybody could mean
        found.append(_wrong_type(way, key, value, echo, type_name))
        return value

    return check


def _blob(echo: bool, type_name: str) -> Check:
    def check(value: Any, way: Way, key: str | int, found: list[Violation]) -> Any:
        if type(value) is str:
            try:
                return base64.b64decode(value, validate=True)
            except (binascii.Error, ValueError):
                pass
        found.append(_wrong_type(way, key, value, echo, type_name))
        return value

    return check


def _written(shape: Shape, head: str, lines: list[str], names: dict[str, Any]) -> Any:
    """A function that returns ``result``, from the lines of its body."""
    body = "".join(f"    {line}\n" for line in [*lines, "return result"])
    source = compile(f"def check({head}):\n{body}", f"<check of {shape.name}>", "exec")
    own = {**globals(), **names}
    exec(source, own)
    return own["check"]


def _wrong_type(way: Way, key: str | int, value: Any, echo: bool, type_name: str) -> Violation:
    return Violation(path_of(way, key), "type", value, echo, expected=type_name)


def _bounds(metadata: dict[str, Any]) -> tuple[Any, Any]:
    return metadata.get("min"), metadata.get("max")


def _limits(least: Any, most: Any) -> tuple[Any, Any]:
    """Bounds that can be compared with: none is infinite."""
    return (
        float("-inf") if least is None else least,
        float("inf") if most is None else most,
    )


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
