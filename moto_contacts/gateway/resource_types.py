"""A type of CloudFormation's as a row of data: which operations stand behind a resource.

A resource is known by its model: what a template gives of it, its properties, and what only AWS
knows of it, its attributes. A row says how operations are told of the one and tell of the other.
All that an operation's own checks can refuse is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

import jmespath

from moto_contacts.gateway.structures import canonical

if TYPE_CHECKING:
    from botocore.model import Shape

#: Property or attribute -> its value.
Model = Mapping[str, Any]
#: What a member of a request is taken from: a property or attribute as it is, or what is made of
#: them; an absent one, or None, is left out.
Source = str | Callable[[Model], Any]
#: An operation, and what it is called with.
Request = tuple[str, dict[str, Any]]


class Malformed(Exception):
    """Properties that no request can be made of, as CloudFormation words it."""

    @classmethod
    def key(cls, name: str) -> Malformed:
        """A key that the type does not have."""
        return cls(f"#: extraneous key [{name}] is not permitted")

    @classmethod
    def missing(cls, name: str, where: str = "#") -> Malformed:
        """A key that there must be."""
        return cls(f"{where}: required key [{name}] not found")

    @classmethod
    def unlike(cls, name: str) -> Malformed:
        """The text of a property that is not as it must be."""
        return cls(f"#/{name}: failed validation constraint for keyword [pattern]")


class Change(Protocol):
    """A part of how a resource is changed in place."""

    @property
    def calls(self) -> tuple[Call, ...]:
        """All that it may call."""
        ...

    def changes(self, before: Model, after: Model) -> Iterator[tuple[Call, Model]]:
        """The calls that make its part of one model that of another, and what of. `Malformed`."""
        ...


@dataclass(frozen=True)
class Call:
    """An operation, what it is told of a resource, and what it tells of it."""

    operation: str
    members: Mapping[str, Source]
    #: Attribute -> where the answer has it, in JMESPath.
    gives: Mapping[str, str] = field(default_factory=dict)

    @property
    def calls(self) -> tuple[Call, ...]:
        """As a `Change`, itself."""
        return (self,)

    def request(self, model: Model) -> dict[str, Any]:
        """The members for a resource. Raises `Malformed`."""
        values = {
            member: model.get(source) if isinstance(source, str) else source(model)
            for member, source in self.members.items()
        }
        return {member: value for member, value in values.items() if value is not None}

    def changes(self, before: Model, after: Model) -> Iterator[tuple[Call, Model]]:
        """Itself, where it would be told something else than before."""
        if self.request(before) != self.request(after):
            yield self, after

    def read(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        """The attributes that an answer tells; moments as text."""
        return {name: _plain(jmespath.search(way, answer)) for name, way in self.gives.items()}


@dataclass(frozen=True)
class Tags:
    """The `Change` of tags; all of them are in the property ``Tags``."""

    #: With the tags that are new or have another value as ``Tags``.
    tag: Call
    #: With the keys that are gone as ``TagKeys``.
    untag: Call

    @property
    def calls(self) -> tuple[Call, ...]:
        """Both."""
        return self.tag, self.untag

    def changes(self, before: Model, after: Model) -> Iterator[tuple[Call, Model]]:
        """What makes the tags of one model those of another."""
        old, new = pairs(before), pairs(after)
        gone = [key for key in old if key not in new]
        if gone:
            yield self.untag, {**after, "TagKeys": gone}
        given = [tag for tag in structures(after, "Tags") if old.get(tag["Key"]) != tag["Value"]]
        if given:
            yield self.tag, {**after, "Tags": given}


@dataclass(frozen=True)
class Parts:
    """The `Change` of parts of a resource: they come, change and go by operations of their own.

    Each operation is told of the model, with what the part is known by as ``Key``, and itself as
    ``Part``; of one that goes, as it was.
    """

    #: The parts of a model, by what each is known by. May raise `Malformed`.
    of: Callable[[Model], Mapping[Any, Any]]
    #: For one that is new.
    add: tuple[Call, ...] = ()
    #: For one that is there, but differs.
    change: tuple[Call, ...] = ()
    #: For one that is there no more.
    remove: tuple[Call, ...] = ()

    @property
    def calls(self) -> tuple[Call, ...]:
        """All of them."""
        return self.add + self.change + self.remove

    def changes(self, before: Model, after: Model) -> Iterator[tuple[Call, Model]]:
        """What makes the parts of one model those of another: first they go, then they come."""
        old, new = self.of(before), self.of(after)
        gone = [key for key in old if key not in new]
        come = [key for key in new if key not in old]
        other = [key for key in new if key in old and old[key] != new[key]]
        for keys, parts, calls in (
            (gone, old, self.remove),
            (other, new, self.change),
            (come, new, self.add),
        ):
            for key in keys:
                for call in calls:
                    yield call, {**after, "Key": key, "Part": parts[key]}


@dataclass(frozen=True)
class ResourceType:
    """A type; which properties it has says CloudFormation's schema, against which a test holds it.

    A change of a property that is ``create_only`` is a replacement; so is every change where there
    is no ``update``. In none of these does the order of a list matter.
    """

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    create_only: tuple[str, ...]
    #: What ``Fn::GetAtt`` knows.
    attributes: tuple[str, ...]
    create: Call
    delete: Call
    update: tuple[Change, ...] = ()
    #: What must find nothing before ``create``, which would write over what there is, and
    #: something before ``update``, which would make it anew.
    vacant: Call | None = None
    #: What is called behind ``create``.
    then: tuple[Call, ...] = ()
    #: What makes all that a template says of what was created, of which attributes alone are known.
    complete: tuple[Change, ...] = ()
    #: What is asked for, of nothing in particular, before a resource is made or changed; what it
    #: gives is known meanwhile.
    look: Call | None = None
    #: What tells of attributes that nothing else tells of.
    read: Call | None = None
    #: The attribute or property that ``Ref`` is; or several, with a bar between.
    identifier: str = "Arn"
    #: The property for which a name is made up where a template has none.
    named: str | None = None
    #: Of these a template gives exactly one.
    one_of: tuple[str, ...] = ()
    #: Property -> a regular expression of its text, where the operations take more than that.
    patterns: Mapping[str, str] = field(default_factory=dict)

    @property
    def properties(self) -> tuple[str, ...]:
        """Those that a template may give."""
        return self.required + self.optional

    @property
    def identifiers(self) -> list[str]:
        """The attributes or properties that ``Ref`` is made of."""
        return self.identifier.split("|")

    def reference(self, model: Model) -> Any:
        """What ``Ref`` is; None where that is not known yet."""
        found = [model.get(name) for name in self.identifiers]
        if None in found:
            return None
        return found[0] if len(found) == 1 else "|".join(map(str, found))

    def check(self, properties: Model) -> None:
        """Raises `Malformed` for a property too many or too few, and for text of another form."""
        if not isinstance(properties, dict):
            raise Malformed("#: expected type: JSONObject")
        for name in properties:
            if name not in self.properties:
                raise Malformed.key(name)
        for name in self.required:
            if name not in properties:
                raise Malformed.missing(name)
        given = [name for name in self.one_of if name in properties]
        if self.one_of and len(given) != 1:
            raise Malformed(f"#: {len(given)} subschemas matched instead of one")
        for name, pattern in self.patterns.items():
            value = text(properties.get(name))
            if isinstance(value, str) and not re.fullmatch(pattern, value, re.ASCII):
                raise Malformed.unlike(name)

    def replaces(self, before: Model, after: Model) -> bool:
        """Whether a resource must be made anew to become the one of another model."""
        fixed = self.create_only if self.update else self.properties
        return any(_unordered(before.get(name)) != _unordered(after.get(name)) for name in fixed)

    def known(self, model: Model) -> dict[str, Any]:
        """What a model has that no template gives."""
        return {name: model[name] for name in model if name not in self.properties}

    def completions(self, model: Model) -> Iterator[tuple[Call, Model]]:
        """The calls that make what was just created all that a model says. Raises `Malformed`."""
        yield from ((call, model) for call in self.then)
        for change in self.complete:
            yield from change.changes(self.known(model), model)

    def changes(self, before: Model, after: Model) -> Iterator[tuple[Call, Model]]:
        """The calls that make one model of a resource another one. Raises `Malformed`."""
        for change in self.update:
            yield from change.changes(before, after)


def values(model: Model, name: str) -> list[Any]:
    """The value of a property that is a list, maybe absent. Raises `Malformed` for another."""
    found = model.get(name, [])
    if not isinstance(found, list):
        raise Malformed(f"#/{name}: expected type: JSONArray")
    return _present(found)


def structure(model: Model, name: str) -> dict[str, Any]:
    """The value of a property that is a structure, likewise."""
    found = model.get(name, {})
    if not isinstance(found, dict):
        raise Malformed(f"#/{name}: expected type: JSONObject")
    return found


def structures(model: Model, name: str) -> list[dict[str, Any]]:
    """The value of a property that is a list of structures, likewise."""
    found = values(model, name)
    if not all(isinstance(each, dict) for each in found):
        raise Malformed(f"#/{name}: expected type: JSONObject")
    return found


def by_name(model: Model, name: str, known_by: str) -> dict[Any, dict[str, Any]]:
    """The structures of a list by one member of each. Raises `Malformed` for two of one name."""
    found: dict[Any, dict[str, Any]] = {}
    for each in structures(model, name):
        key = text(each.get(known_by))
        if not isinstance(key, str):
            raise Malformed(f"#/{name}: required key [{known_by}] not found")
        if key in found:
            raise Malformed(f"#/{name}: array items are not unique")
        found[key] = each
    return found


def pairs(model: Model) -> dict[str, str]:
    """Key -> value of the tags in the property ``Tags``, likewise."""
    found: dict[str, str] = {}
    for tag in structures(model, "Tags"):
        for part in ("Key", "Value"):
            if not isinstance(text(tag.get(part)), str):
                raise Malformed(f"#/Tags: required key [{part}] not found")
        found[tag["Key"]] = tag["Value"]
    return found


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """The value with its keys, at any depth, as ``names`` has them; others stay.

    Raises `Malformed` for one that is new as it stands.
    """
    if isinstance(value, list):
        return [renamed(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    for key in value:
        if key in names.values() and key not in names:
            raise Malformed.key(key)
    return {names.get(key, key): renamed(each, names) for key, each in value.items()}


def typed(value: Any, shape: Shape | None) -> Any:
    """The value with numbers, booleans and text of the types that an operation's shape has.

    Templates may write each of them as text, and parameters always do. What cannot be made of the
    right type stays as it is, for the operation to refuse. Raises `Malformed` for a key that the
    shape does not have. Source: documented (text), inferred.
    """
    kind = None if shape is None else shape.type_name
    if kind == "structure" and isinstance(value, dict):
        for key in value:
            if key not in shape.members:  # type: ignore[union-attr]
                raise Malformed.key(key)
        return {key: typed(each, shape.members[key]) for key, each in value.items()}  # type: ignore[union-attr]
    if kind == "list" and isinstance(value, list):
        return [typed(each, shape.member) for each in _present(value)]  # type: ignore[union-attr]
    if kind == "map" and isinstance(value, dict):
        return {key: typed(each, shape.value) for key, each in value.items()}  # type: ignore[union-attr]
    if isinstance(value, str):
        pattern, convert = _FROM_TEXT.get(kind or "", _AS_IT_IS)
        return convert(value) if pattern.fullmatch(value) else value
    if kind == "string":
        return text(value)
    return value


def text(value: Any) -> Any:
    """What templates may write as text without saying so, as text: numbers, booleans and dates."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool | int | float) else value


_INTEGER = (re.compile("[-+]?[0-9]{1,18}", re.ASCII), int)
_NUMBER = (
    re.compile(r"[-+]?([0-9]{1,18}(\.[0-9]{0,18})?|\.[0-9]{1,18})([eE][-+]?[0-9]{1,4})?", re.ASCII),
    float,
)
_AS_IT_IS: tuple[re.Pattern[str], Callable[[str], Any]] = (re.compile("(?!)"), str)
#: Kind of a shape -> the text that means a value of it, and what makes that of it.
_FROM_TEXT: dict[str, tuple[re.Pattern[str], Callable[[str], Any]]] = {
    "integer": _INTEGER,
    "long": _INTEGER,
    "float": _NUMBER,
    "double": _NUMBER,
    "boolean": (re.compile("true|false", re.IGNORECASE), lambda text: text.lower() == "true"),
}


def _unordered(value: Any) -> Any:
    """The value; a list with its items in an order of ours, whichever they were in."""
    if not isinstance(value, list):
        return value
    return sorted(value, key=canonical)


def _present(items: list[Any]) -> list[Any]:
    """Without what is ``AWS::NoValue``, which moto leaves in lists."""
    return [each for each in items if each is not None]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{value.isoformat(timespec='milliseconds').removesuffix('+00:00')}Z"
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value
