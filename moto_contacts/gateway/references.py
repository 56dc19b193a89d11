"""The kinds of resources, and which member of a request names which: data, checked beforehand.

A member that is in no table would reach the operation with the ARN of anything; the test-suite
holds every member of the models against the tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from botocore import xform_name

if TYPE_CHECKING:
    from botocore.model import Shape

    from moto_contacts.gateway.model import Operation

#: A step of the way to a value: into a member, or (None) into each item of a list.
Step = str | None


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """A kind of resource."""

    #: As ARNs name it, in front of the slash.
    name: str
    #: What errors call it; where it has its name there, nothing need be said.
    type: str = ""
    #: A regular expression of what ARNs have behind the slash.
    form: str = ".+"

    @property
    def resource_type(self) -> str:
        """The ``ResourceType`` of errors."""
        return self.type or self.name


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a request at which a resource is named."""

    member: str
    argument: str
    #: From the value of the argument on.
    way: tuple[Step, ...]
    #: Whether an ARN is of a kind that is named there; most are asked for again and again.
    takes: Callable[[str], object]


@dataclass(frozen=True)
class References:
    """What the members of one service take, by the name of the member or of its shape."""

    #: A regular expression of what ARNs of the service begin with, up to the kind of resource.
    head: str
    takes: Mapping[str, tuple[Kind, ...]]
    #: Whether an ARN is the only name; else what does not begin like one is a name of its own.
    arns_only: bool = False

    def wrong(self, operation: Operation, members: Mapping[str, Any]) -> tuple[str, str] | None:
        """The first member whose value is no ARN that it takes, with the value; None where all are.

        ``members`` are the operation's keyword arguments.
        """
        found = operation.references
        for reference in self._find(operation) if found is None else found:
            value = members.get(reference.argument)
            if value is None:
                continue
            for name in _values(value, reference.way) if reference.way else (value,):
                if (self.arns_only or name.startswith("arn:")) and not reference.takes(name):
                    return reference.member, name
        return None

    def kind_of(self, arn: str) -> Kind | None:
        """The kind of resource that an ARN of the service names, if it does."""
        return next((kind for kind, arns in self._kinds.items() if arns.fullmatch(arn)), None)

    @cached_property
    def _kinds(self) -> dict[Kind, re.Pattern[str]]:
        return {kind: self._arns((kind,)) for kinds in self.takes.values() for kind in kinds}

    def _find(self, operation: Operation) -> list[Reference]:
        shape = operation.input_shape
        members = {} if shape is None else shape.members
        found = operation.references = [
            reference
            for name, member in members.items()
            for reference in self._within(member, name, xform_name(name), (), frozenset())
        ]
        return found

    def _within(
        self, shape: Shape, name: str, argument: str, way: tuple[Step, ...], seen: frozenset[str]
    ) -> Iterator[Reference]:
        if shape.type_name == "list":
            yield from self._within(shape.member, name, argument, (*way, None), seen)
        elif shape.type_name == "structure" and shape.name not in seen:
            inside = seen | {shape.name}
            for inner, member in shape.members.items():
                yield from self._within(member, inner, argument, (*way, inner), inside)
        kinds = self.takes.get(name) or self.takes.get(shape.name)
        if kinds and shape.type_name == "string":
            yield Reference(name, argument, way, lru_cache(self._arns(kinds).fullmatch))

    def _arns(self, kinds: tuple[Kind, ...]) -> re.Pattern[str]:
        resources = "|".join(f"{re.escape(kind.name)}/(?:{kind.form})" for kind in kinds)
        return re.compile(f"{self.head}(?:{resources})")


def _values(value: Any, way: tuple[Step, ...]) -> Iterator[str]:
    """The values at the end of a way, where the request goes so far."""
    if value is None:
        return
    if not way:
        yield value
    elif way[0] is None:
        for item in value:
            yield from _values(item, way[1:])
    else:
        yield from _values(value.get(way[0]), way[1:])
