"""Checks our own answers against the output shapes; on in the test-suite, off for users."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from botocore.model import Shape

    from moto_contacts.gateway.errors import ServiceError
    from moto_contacts.gateway.model import Operation

_PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "structure": (dict,),
    "map": (dict,),
    "list": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (float, int),
    "double": (float, int),
    "timestamp": (datetime,),
    "blob": (str,),
}


class AnswerError(AssertionError):
    """An answer that the service's model does not allow: a bug of this plugin."""


#: Shape name -> constraints in place of the model's.
Amendments = Mapping[str, Mapping[str, Any]]


def check(operation: Operation, result: dict[str, Any], amendments: Amendments) -> None:
    """Raises `AnswerError` for members that are unknown, missing or of the wrong type."""
    if operation.output_shape is None:
        wrong = [f"{operation.name}.{name} is unknown" for name in result]
    else:
        wrong = list(_wrong(operation.output_shape, result, operation.name, amendments))
    if wrong:
        raise AnswerError("; ".join(wrong))


def check_error(operation: Operation, error: ServiceError, amendments: Amendments) -> None:
    """Raises `AnswerError` for an error that the operation does not have, and for its members."""
    shape = operation.errors.get(error.code)
    if shape is None:
        raise AnswerError(f"{operation.name} has no error {error.code}.")
    wrong = [
        complaint
        for name, value in error.members.items()
        for complaint in (
            _wrong(shape.members[name], value, f"{error.code}.{name}", amendments)
            if name in shape.members
            else [f"{error.code}.{name} is unknown"]
        )
    ]
    if wrong:
        raise AnswerError("; ".join(wrong))


def _wrong(shape: Shape, value: Any, path: str, amendments: Amendments) -> Iterator[str]:
    kind = shape.type_name
    metadata = {**shape.metadata, **amendments.get(shape.name, {})}
    enum = metadata.get("enum")
    if not _is_a(kind, value):
        yield f"{path} is no {kind}: {value!r}"
    elif kind == "structure":
        yield from (
            f"{path}.{name} is missing" for name in set(metadata.get("required", ())) - value.keys()
        )
        for name, item in value.items():
            if name in shape.members:
                yield from _wrong(shape.members[name], item, f"{path}.{name}", amendments)
            else:
                yield f"{path}.{name} is unknown"
    elif kind == "list":
        for index, item in enumerate(value):
            yield from _wrong(shape.member, item, f"{path}[{index}]", amendments)
    elif kind == "map":
        for name, item in value.items():
            yield from _wrong(shape.key, name, f"{path} key", amendments)
            yield from _wrong(shape.value, item, f"{path}[{name}]", amendments)
    elif kind == "string" and enum and value not in enum:
        yield f"{path} is none of {enum}: {value!r}"


def _is_a(kind: str, value: Any) -> bool:
    """Whether a value is of a kind: a truth is no number, and freezegun's moments are moments."""
    types = _PYTHON_TYPES[kind]
    return type(value) in types or (kind == "timestamp" and isinstance(value, types))
