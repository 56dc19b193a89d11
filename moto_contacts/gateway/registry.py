"""The resources of an account and region: by ARN, id or name, each of a kind.

What a name may be the name of is data: see `References`. What is not found is one error, worded by
the service, whoever looked for it.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, TypeVar

from moto_contacts.gateway.listing import Created
from moto_contacts.gateway.references import Kind

if TYPE_CHECKING:
    from moto_contacts.gateway.errors import ServiceError


@dataclass(slots=True, eq=False)
class Resource:
    """What a registry holds; the dataclass of each kind of resource is one."""

    kind: ClassVar[Kind]
    arn: str
    #: Its further names, and its place among its kind: the registry's.
    names: tuple[str, ...] = field(default=(), init=False, repr=False)
    position: int = field(default=0, init=False, repr=False)


R = TypeVar("R", bound=Resource)


class Registry:
    """All resources of one backend."""

    def __init__(self, not_found: Callable[[Kind | None, str], ServiceError]):
        self._not_found = not_found
        self._by_arn: dict[str, Resource] = {}
        self._by_name: defaultdict[Kind, dict[str, Resource]] = defaultdict(dict)
        self._by_kind: defaultdict[Kind, Created[Resource]] = defaultdict(Created)

    def within(self) -> Registry:
        """An empty one, for what has its name within one resource alone."""
        return Registry(self._not_found)

    def add(self, resource: Resource, *names: str) -> None:
        """From now on there is the resource, under its ARN and these further names."""
        resource.position = self._by_kind[resource.kind].add(resource)
        self._by_arn[resource.arn] = resource
        self.rename(resource, *names)

    def rename(self, resource: Resource, *names: str) -> None:
        """From now on these are its further names, in place of those before."""
        named = self._by_name[resource.kind]
        for name in resource.names:
            del named[name]
        for name in names:
            named[name] = resource
        resource.names = names

    def remove(self, resource: Resource) -> None:
        """From now on there is no such resource; whoever holds it may go on reading it."""
        self.rename(resource)
        del self._by_kind[resource.kind][resource.position]
        del self._by_arn[resource.arn]

    def get(self, kind: type[R], name: str) -> R | None:
        """The resource of this ARN or name, where there is one of the kind.

        Of a class above several kinds, which has none of its own, whichever has the name is one.
        """
        found = self._by_arn.get(name)
        if found is None:
            own = getattr(kind, "kind", None)
            named = ChainMap(*self._by_name.values()) if own is None else self._by_name[own]
            found = named.get(name)
        return found if isinstance(found, kind) else None

    def find(self, kind: type[R], name: str) -> R:
        """The resource of this ARN or name, or the service's error for what is not there."""
        found = self.get(kind, name)
        if found is None:
            raise self._not_found(getattr(kind, "kind", None), name)
        return found

    def __iter__(self) -> Iterator[Resource]:
        """All resources of whatever kind, the oldest first."""
        return iter(self._by_arn.values())

    def all(self, kind: type[R]) -> Created[R]:
        """All resources of a kind, the oldest first."""
        return self._by_kind[kind.kind]  # type: ignore[return-value]
