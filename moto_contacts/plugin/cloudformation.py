"""The classes that moto's CloudFormation wants, made of the rows of the services.

moto asks a class to make a resource and then keeps it with its stack; properties come with their
references resolved. Whatever goes wrong becomes moto's own error: it is the only one that clients
are told of, in process and by a server.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from typing import Any, ClassVar

from moto_contacts import catalogue
from moto_contacts.gateway.dispatch import invoke
from moto_contacts.gateway.errors import Dropped, ServiceError
from moto_contacts.gateway.protocols.query import NO_XML
from moto_contacts.gateway.resource_types import Call, Malformed, Model, ResourceType, typed
from moto_contacts.gateway.service import Service
from moto_contacts.plugin.templates import joined

_REFUSALS = (ServiceError, Dropped, Malformed)


class StackResource:
    """A resource that a stack has made; what is particular to a type is its row."""

    row: ClassVar[ResourceType]
    service: ClassVar[Service]

    def __init__(self, account_id: str, region_name: str, stack_id: str | None):
        self.account_id = account_id
        self.region_name = region_name
        self.stack_id = stack_id
        #: Properties and attributes; empty for what a false condition keeps from being made.
        self.model: Model = {}
        #: Its name, where that was made up.
        self.made_up: str | None = None
        #: The tags that its stack has handed on to it.
        self.handed_on: dict[str, str] = {}

    @classmethod
    def cloudformation_type(cls) -> str:
        """The name of the type."""
        return cls.row.name

    @classmethod
    def cloudformation_name_type(cls) -> str:
        """The property for which moto makes up a name; there is none."""
        return ""

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        """Whether ``Fn::GetAtt`` knows the attribute."""
        return attr in cls.row.attributes

    @property
    def physical_resource_id(self) -> Any:
        """What ``Ref`` is."""
        return self.row.reference(self.model)

    def get_cfn_attribute(self, attribute_name: str) -> Any:
        """What ``Fn::GetAtt`` is: as it was when the stack has made or changed the resource.

        Source: inferred.
        """
        if not self.has_cfn_attr(attribute_name):
            raise _motos("UnformattedGetAttTemplateException")()
        return self.model.get(attribute_name)

    def is_created(self) -> bool:
        """Whether the stack need not wait. moto would never look again, however the clock moves."""
        return True

    @classmethod
    def create_from_cloudformation_json(
        cls,
        resource_name: str,
        cloudformation_json: dict[str, Any],
        account_id: str,
        region_name: str,
        **about: Any,
    ) -> StackResource:
        """A new resource. Where it is refused, the stack that was to be made has none of ours."""
        resource = cls(account_id, region_name, about["StackId"])
        try:
            with _told("create", about["LogicalId"]):
                resource._make(joined(cloudformation_json.get("Properties", {})), resource_name)
        except _motos("ValidationError"):
            _roll_back(resource)
            raise
        return resource

    @classmethod
    def update_from_cloudformation_json(
        cls,
        original_resource: Any,
        new_resource_name: str,
        cloudformation_json: dict[str, Any],
        account_id: str,
        region_name: str,
    ) -> StackResource:
        """The resource with other properties: itself, or another one in its place."""
        if original_resource is None:  # for its condition is false
            return cls(account_id, region_name, None)
        properties = joined(cloudformation_json.get("Properties", {}))
        with _told("update", original_resource.logical_resource_id):
            resource = original_resource
            before = resource.model if isinstance(resource, cls) else {}
            kept = resource._kept(properties) if before else properties
            if before and not cls.row.replaces(before, kept):
                resource._change(kept)
            else:
                resource = cls(account_id, region_name, getattr(resource, "stack_id", None))
                resource._make(properties, new_resource_name)
                replaced = getattr(original_resource, "physical_resource_id", None)
                if replaced != resource.physical_resource_id:
                    _replace(original_resource, resource)
        _clean_up(resource)
        return resource  # type: ignore[no-any-return]

    def delete(self, account_id: str, region_name: str) -> None:
        """Removes the resource; one that is gone already is no error.

        A refusal is one of its whole stack's deletion. While the stack goes on it is none: what is
        left over is tried again behind later changes. Source: documented (clean-up, its failures).
        """
        try:
            with _told("delete", getattr(self, "logical_resource_id", "")):
                self._remove()
        except _motos("ValidationError"):
            if _stack(self) is None:
                raise

    def _named(self, properties: Model, made_up: str | None) -> Model:
        """The properties, with a name that is made up where they have none, and need one."""
        name = self.row.named
        if name is None or made_up is None or not isinstance(properties, dict):
            return properties
        return properties if name in properties else {**properties, name: made_up}

    def _kept(self, properties: Model) -> Model:
        """The properties with what they need not say: its name, the stack's tags."""
        return self._tagged(self._named(properties, self.made_up))

    def _tagged(self, properties: Model) -> Model:
        """The properties with the tags of the stack, behind which the resource's own stand.

        Tags that cannot change stay those of its creation. moto has a stack's new tags behind its
        update, so they come with the next one. Source: documented.
        """
        row = self.row
        if "Tags" not in row.properties or not isinstance(properties, dict):
            return properties
        if not self.model or (row.update and "Tags" not in row.create_only):
            self.handed_on = dict(getattr(_stack(self), "tags", None) or {})
        own = properties.get("Tags", [])
        if not self.handed_on or not isinstance(own, list):
            return properties
        keys = [tag.get("Key") for tag in own if isinstance(tag, dict)]
        handed_on = [
            {"Key": key, "Value": value} for key, value in self.handed_on.items() if key not in keys
        ]
        return {**properties, "Tags": [*handed_on, *own]}

    def _make(self, properties: Model, made_up: str) -> None:
        """Makes all of it or nothing. A made-up name is as long as most may be.

        Source: documented (names), ours (length).
        """
        named = self._named(properties, made_up[-64:])
        if named is not properties:
            self.made_up = made_up[-64:]
        given = self._tagged(named)
        self.row.check(given)
        self._look(given)
        asked = self._ask()
        self.model = {**given, **self._call(self.row.create, {**given, **asked})}
        try:
            for call, model in self.row.completions({**self.model, **asked}):
                self._call(call, model)
            self._read()
        except Exception:
            with suppress(*_REFUSALS):
                self._remove()
            raise

    def _look(self, properties: Model) -> None:
        """Raises `ServiceError` where something is there that creation would write over."""
        if self.row.vacant is None:
            return
        try:
            self._call(self.row.vacant, properties)
        except ServiceError as error:
            if not self._is_absence(error):
                raise
        else:
            name = self.row.reference(properties)
            message = f"Resource of type '{self.row.name}' with identifier '{name}' already exists."
            raise ServiceError("AlreadyExists", message)

    def _ask(self) -> Model:
        """What has to be known beside the model."""
        return {} if self.row.look is None else self._call(self.row.look, {})

    def _is_absence(self, error: ServiceError) -> bool:
        return error.code == self.service.dialect.not_found(None, "").code

    def _change(self, properties: Model) -> None:
        """Does all of a change, or undoes what it has done of it."""
        self.row.check(properties)
        before = self.model
        after = {**self.row.known(before), **properties}
        asked = self._ask()
        changes = list(self.row.changes({**before, **asked}, {**after, **asked}))
        if changes and self.row.vacant is not None:
            self._call(self.row.vacant, before)  # where it is gone, a change would make it anew
        try:
            for call, model in changes:
                self._call(call, model)
        except Exception:
            for call, model in self.row.changes({**after, **asked}, {**before, **asked}):
                with suppress(*_REFUSALS):
                    self._call(call, model)
            raise
        self.model = after
        self._read()

    def _remove(self) -> None:
        if not self.model:
            return
        try:
            self._call(self.row.delete, self.model)
        except ServiceError as error:
            if not self._is_absence(error):
                raise
        self.model = {}

    def _read(self) -> None:
        if self.row.read is not None:
            self.model = {**self.model, **self._call(self.row.read, self.model)}

    def _call(self, call: Call, model: Model) -> dict[str, Any]:
        """The attributes that an operation tells."""
        operation = self.service.model.operation(call.operation)
        shape = None if operation is None else operation.input_shape
        members = typed(call.request(model), shape)
        return call.read(
            invoke(self.service, call.operation, self.account_id, self.region_name, members)
        )


def _stack(resource: StackResource) -> Any:
    """The stack that a resource is of, where moto can find it: instances of sets may be hidden."""
    backends = sys.modules["moto.cloudformation.models"].cloudformation_backends
    return backends[resource.account_id][resource.region_name].stacks.get(resource.stack_id)


def _roll_back(refused: StackResource) -> None:
    """Leaves nothing of ours of a stack that was not to be, or of what an update was to add.

    What is not there, moto would make whenever somebody looks at the stack. So in a stack that was
    not to be all of ours are unmade resources; of a stack that goes on they are no part.
    """
    stack = _stack(refused)
    if stack is None:
        return
    resources = stack.resource_map
    templates, made = resources._resource_json_map, resources._parsed_resources
    kinds = sys.modules["moto.cloudformation.parsing"].get_model_map()
    missing = {
        name: template["Type"]
        for name, template in templates.items()
        if name not in made and issubclass(kinds.get(template["Type"], object), StackResource)
    }
    if stack.status.endswith("_COMPLETE"):
        resources._resource_json_map = {
            name: template for name, template in templates.items() if name not in missing
        }
        return
    for resource in reversed(made.values()):
        if isinstance(resource, StackResource):
            resource.delete(refused.account_id, refused.region_name)
    for name, kind in missing.items():
        made[name] = kinds[kind](refused.account_id, refused.region_name, refused.stack_id)
        made[name].logical_resource_id = name
        made[name].cf_resource_type = made[name].type = kind


def _clean_up(changed: StackResource) -> None:
    """Removes what an update has given up and could not remove, while others still needed it.

    CloudFormation removes last; moto does so first.
    """
    stack = _stack(changed)
    if stack is None:
        return
    for name, resource in stack.resource_map._parsed_resources.items():
        if isinstance(resource, StackResource) and name not in stack.resource_map.resources:
            resource.delete(changed.account_id, changed.region_name)


def _replace(old: Any, new: StackResource) -> None:
    """Puts the new resource in the old one's place, and has those that refer to it follow.

    moto updates what has other text in the template, and no more. Where one of ours cannot follow,
    there is no new resource either. Source: documented (the old one goes last).
    """
    stack = _stack(new)
    if stack is not None:
        made = stack.resource_map._parsed_resources
        template = stack.resource_map._resource_json_map.get(old.logical_resource_id, {})
        made[old.logical_resource_id] = new
        try:
            _follow(old.logical_resource_id, stack.resource_map)
        except Exception:
            made[old.logical_resource_id] = old
            with suppress(*_REFUSALS):
                new._remove()
            raise
        if template.get("UpdateReplacePolicy") == "Retain":
            return
    # One of another type may be moto's, whose resources differ in how they are deleted.
    with suppress(AttributeError, TypeError):
        old.delete(new.account_id, new.region_name)


def _follow(logical_id: str, resources: Any) -> None:
    """Updates those that refer to a resource, each behind those of them that it refers to itself.

    To update one too many does nothing, so any mention of the name is taken for a reference.
    """
    templates, made = resources._resource_json_map, resources._parsed_resources
    words = {
        name: set(re.findall(r"\w+", json.dumps(templates[name])))
        for name, resource in made.items()
        if isinstance(resource, StackResource) and name in templates and name != logical_id
    }
    waiting = [name for name in words if logical_id in words[name]]
    while waiting:
        name = min(waiting, key=lambda each: len(words[each].intersection(waiting) - {each}))
        waiting.remove(name)
        made[name] = sys.modules["moto.cloudformation.parsing"].parse_and_update_resource(
            name, templates[name], resources, resources._account_id, resources._region_name
        )


@contextmanager
def _told(what: str, logical_id: str) -> Iterator[None]:
    """Has whatever goes wrong told by moto, in the words of whoever refused it.

    Source: documented (the form), inferred.
    """
    try:
        yield
    except Malformed as why:
        told = f"Properties validation failed for resource {logical_id} with message:\n{why}"
    except ServiceError as error:
        told = (
            f"The following resource(s) failed to {what}: [{logical_id}]. Resource handler "
            f'returned message: "{error.message} (Error Code: {error.code})"'
        )
    except Dropped:
        told = (
            f"The following resource(s) failed to {what}: [{logical_id}]. Resource handler "
            'returned message: "The connection was closed (Error Code: NetworkFailure)"'
        )
    else:
        return
    refused, told = _motos("ValidationError"), NO_XML.sub("?", told)
    # Older versions of moto write the text into XML as it stands.
    raise refused(message=escape(told) if hasattr(refused, "get_body") else told) from None


def _motos(exception: str) -> Any:
    return getattr(sys.modules["moto.cloudformation.exceptions"], exception)


def classes(base: Any, packages: list[str]) -> dict[str, type]:
    """Type -> a class, of all services in these packages; ``base`` is ``CloudFormationModel``.

    moto finds direct subclasses of that alone, by looking for them. What it has is left to it.
    """
    known = {each.cloudformation_type() for each in base.__subclasses__()}
    return {
        row.name: type(base)(
            row.name.rpartition("::")[2],
            (StackResource, base),
            # By the module moto's dashboard knows the service.
            {"__module__": f"moto.{package}.models", "row": row, "service": service},
        )
        for package in packages
        for service in [catalogue.service(package)]
        for row in service.resource_types
        if row.name not in known
    }
