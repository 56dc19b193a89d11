"""Hypothesis strategies over the shapes of the models: valid requests, and broken ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from moto_contacts.catalogue import CLIENTS
from tests.lives import shapes as service

__all__ = ["service"]

SERVICES = tuple(CLIENTS.values())

#: Java -> Python, for the handful of constructs that differ. The sets are smaller on purpose.
_JAVA = {
    r"[^_\p{Z}]": "[a-z]",
    r"\p{L}": "a-z",
    r"\p{M}": "",
    r"\p{N}": "0-9",
    r"\p{P}": "!",
    r"\p{S}": "+",
    r"\p{Z}": " ",
    r"[\w-.~]": r"[\w.~-]",
    "([\\w+=\\/,.@:-]+)*": "[\\w/]*",
}


def operations() -> list[tuple[str, str]]:
    return [(name, operation) for name in SERVICES for operation in service(name).operation_names]


def python_pattern(pattern: str) -> re.Pattern[str]:
    for java, python in _JAVA.items():
        pattern = pattern.replace(java, python)
    return re.compile(pattern, re.ASCII)


def valid(shape: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Values that meet every constraint of a shape."""
    return _VALID[shape.type_name](shape, depth)


def _structure(shape: Any, depth: int) -> st.SearchStrategy[Any]:
    members = {
        name: st.deferred(lambda m=member: valid(m, depth + 1))  # type: ignore[misc]
        for name, member in shape.members.items()
    }
    if shape.metadata.get("union"):
        return st.one_of([st.fixed_dictionaries({name: item}) for name, item in members.items()])
    required = {name: members[name] for name in shape.required_members}
    optional = {name: item for name, item in members.items() if name not in required}
    return st.fixed_dictionaries(required, optional=optional if depth < 3 else {})


def _list(shape: Any, depth: int) -> st.SearchStrategy[Any]:
    least = shape.metadata.get("min", 0)
    most = min(shape.metadata.get("max", 3), least + 2)
    return st.lists(valid(shape.member, depth + 1), min_size=least, max_size=most)


def _map(shape: Any, depth: int) -> st.SearchStrategy[Any]:
    least = shape.metadata.get("min", 0)
    most = min(shape.metadata.get("max", 2), least + 2)
    return st.dictionaries(
        valid(shape.key, depth + 1), valid(shape.value, depth + 1), min_size=least, max_size=most
    )


#: What the dot of Java leaves out; of these Python's takes all but the first.
_LINES = set("\n\r\u0085\u2028\u2029")


def _string(shape: Any, depth: int) -> st.SearchStrategy[Any]:
    metadata = shape.metadata
    least, most = metadata.get("min", 0), metadata.get("max", 1 << 20)
    if metadata.get("enum"):
        return st.sampled_from(metadata["enum"])
    if not metadata.get("pattern"):
        return st.text(min_size=least, max_size=min(most, least + 20))
    texts = st.from_regex(python_pattern(metadata["pattern"]), fullmatch=True)
    if least > 20:
        # Long ones are rare by chance: make them of the shortest by repeating the last character.
        texts = texts.map(lambda text: text + text[-1:] * (least - len(text)))
        texts = texts.filter(lambda text: python_pattern(metadata["pattern"]).fullmatch(text))
    return texts.filter(lambda text: least <= len(text) <= most and not _LINES & set(text))


def _integer(shape: Any, depth: int) -> st.SearchStrategy[Any]:
    bits = 31 if shape.type_name == "integer" else 63
    least = shape.metadata.get("min", -(1 << bits))
    most = shape.metadata.get("max", (1 << bits) - 1)
    numbers = st.integers(least, most)
    # Some clients write whole numbers with a fraction; a double holds these exactly.
    return st.one_of(numbers, numbers.filter(lambda number: abs(number) < 1 << 53).map(float))


def _number(shape: Any, depth: int) -> st.SearchStrategy[Any]:
    return st.floats(shape.metadata.get("min"), shape.metadata.get("max"), allow_nan=False,
                     allow_infinity=False)  # fmt: skip


_VALID = {
    "structure": _structure,
    "list": _list,
    "map": _map,
    "string": _string,
    "integer": _integer,
    "long": _integer,
    "float": _number,
    "double": _number,
    "boolean": lambda shape, depth: st.booleans(),
    "timestamp": lambda shape, depth: st.integers(0, 4_000_000_000),
    "blob": lambda shape, depth: st.sampled_from(["", "aGVsbG8="]),
}

Path = tuple[Any, ...]
#: Where, which constraint, and the value that breaks it (ABSENT: by not being there).
Break = tuple[Path, str, Any]
ABSENT = object()


def breaks(shape: Any, value: Any, path: Path = ()) -> Iterator[Break]:
    """Every way in which one constraint at one place of a valid value can be broken."""
    kind, metadata = shape.type_name, shape.metadata
    if path:
        yield from ((path, "type", wrong) for wrong in _WRONG_TYPES[kind])
    if kind == "structure":
        for name, item in value.items():
            if name in shape.required_members:
                yield (*path, name), "required", ABSENT
            yield from breaks(shape.members[name], item, (*path, name))
        if metadata.get("union") and path:
            yield path, "union", {}
    elif kind == "list":
        for index, item in enumerate(value):
            yield from breaks(shape.member, item, (*path, index))
        if value and metadata.get("max", 1 << 20) < 1000:
            yield path, "length", value[:1] * (metadata["max"] + 1)
    elif kind == "map":
        for name, item in value.items():
            yield from breaks(shape.value, item, (*path, name))
    elif kind == "string":
        if metadata.get("max", 1 << 30) < 10_000:
            yield path, "length", "a" * (metadata["max"] + 1)
        if metadata.get("min"):
            yield path, "length", "a" * (metadata["min"] - 1)
        if metadata.get("enum"):
            yield path, "enum", "No Such Value"
        if metadata.get("pattern"):
            matches = python_pattern(metadata["pattern"]).fullmatch
            yield from (
                (path, "pattern", text)
                for text in ("", " ", "a\n", "!", "\u00b5\u2028", "x y", "[]", "'")
                if not matches(text) and r"\p" not in metadata["pattern"]
            )
    elif kind in ("integer", "long"):
        if "max" in metadata:
            yield path, "range", metadata["max"] + 1
        if "min" in metadata:
            yield path, "range", metadata["min"] - 1


def broken(shape: Any, value: Any, at: Path, wrong: Any) -> Any:
    """A copy of a value with another one in one place."""
    if not at:
        return wrong
    step, rest = at[0], at[1:]
    copy = dict(value) if isinstance(value, dict) else list(value)
    if not rest and wrong is ABSENT:
        del copy[step]
    else:
        copy[step] = broken(shape, value[step], rest, wrong)
    return copy


_WRONG_TYPES: dict[str, tuple[Any, ...]] = {
    "structure": ("text", ["list"], 1),
    "list": ("text", {"a": "structure"}, True),
    "map": ("text", ["list"], 1.5),
    "string": (1, True, ["list"], {"a": "structure"}),
    "integer": ("1", True, 1.5, ["list"], 1 << 40, float("inf")),
    "long": ("1", False, 1.5, {}, 1 << 80),
    "float": ("1.5", True, []),
    "double": ("1.5", True, []),
    "boolean": ("true", 1, 0.0),
    "timestamp": ("2026-01-01T00:00:00Z", True, 1e300, {}),
    "blob": ("not base64!", 1, []),
}
