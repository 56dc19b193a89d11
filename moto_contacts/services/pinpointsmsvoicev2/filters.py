"""The filters that all descriptions take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from moto_contacts.services.pinpointsmsvoicev2 import errors

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Attribute(Generic[T]):
    """What a filter looks at: how it is read, and the only values that it can have, if limited."""

    read: Callable[[T], str | None]
    values: frozenset[str] | None = None


def matcher(
    filters: Sequence[Mapping[str, Any]], attributes: Mapping[str, Attribute[T]]
) -> Callable[[T], bool]:
    """Whether a resource passes every filter: its attribute is one of the filter's values.

    Errors: ValidationException (INVALID_FILTER_VALUES) for a value that the attribute never has.
    Source: inferred.
    """
    wanted = []
    for name, values in ((each["Name"], each["Values"]) for each in filters):
        attribute = attributes[name]
        if attribute.values is not None and not attribute.values.issuperset(values):
            raise errors.invalid_filter_values(name, attribute.values)
        wanted.append((attribute.read, values))
    return lambda resource: all(read(resource) in values for read, values in wanted)
