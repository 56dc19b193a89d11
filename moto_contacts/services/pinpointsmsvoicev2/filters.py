"""What all descriptions take: filters, names, and whose resources are meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from moto_contacts.gateway.listing import Created, Ordered
from moto_contacts.gateway.registry import Registry, Resource
from moto_contacts.services.pinpointsmsvoicev2 import errors

#: What a message type can be.
MESSAGE_TYPES = frozenset({"TRANSACTIONAL", "PROMOTIONAL"})
#: What a number can carry.
CAPABILITIES = frozenset({"SMS", "VOICE", "MMS", "RCS"})

T = TypeVar("T")
R = TypeVar("R", bound=Resource)


@dataclass(frozen=True, slots=True)
class Attribute(Generic[T]):
    """What a filter looks at: how it is read, and the only values that it can have, if limited."""

    #: One value, several of which one has to fit, or none.
    read: Callable[[T], str | Collection[str] | None]
    values: frozenset[str] | None = None


def flag(read: Callable[[T], bool | None]) -> Attribute[T]:
    """The attribute of a switch, which filters write as true and false."""
    return Attribute(
        lambda resource: None if (on := read(resource)) is None else str(on).lower(),
        frozenset({"true", "false"}),
    )


def matcher(
    filters: Sequence[Mapping[str, Any]] | None, attributes: Mapping[str, Attribute[T]]
) -> Callable[[T], bool] | None:
    """Whether a resource passes every filter: its attribute is one of the filter's values.

    None where there are no filters.
    Errors: ValidationException (INVALID_FILTER_VALUES) for a value that the attribute never has.
    Source: inferred.
    """
    if not filters:
        return None
    wanted = []
    for name, values in ((each["Name"], each["Values"]) for each in filters):
        attribute = attributes[name]
        if attribute.values is not None and not attribute.values.issuperset(values):
            raise errors.invalid_filter_values(name, attribute.values)
        wanted.append((attribute.read, values))
    return lambda resource: all(
        not _values(read(resource)).isdisjoint(values) for read, values in wanted
    )


def check_owner(owner: str | None, names: Collection[Any] | None, member: str) -> None:
    """Errors: ValidationException for an owner and names together. Source: documented."""
    if owner is not None and names:
        raise errors.invalid("PARAMETERS_CANNOT_BE_USED_TOGETHER", "owner", member)


def described(
    registry: Registry, kind: type[R], chosen: Iterable[R] | None, owner: str | None = None
) -> Ordered[int, R]:
    """What a description looks through, the oldest first: those chosen, or all where none are.

    Other accounts share nothing, so what they own is nothing. Source: inferred.
    """
    if owner == "SHARED":
        return Created()
    by_age: Ordered[int, R] = Ordered()
    for resource in chosen or ():
        by_age[resource.position] = resource
    return by_age if len(by_age) else registry.all(kind)


def _values(found: str | Collection[str] | None) -> set[str]:
    return {found} if isinstance(found, str) else set(found or ())
