"""The rows of CloudFormation's types against its public schemas, as cfn-lint ships them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from moto_contacts.catalogue import services
from moto_contacts.gateway.resource_types import ResourceType, Tags

TYPES = {row.name: (service, row) for service in services() for row in service.resource_types}
#: Type -> properties of which a change replaces, though the schema does not say so.
STRICTER = {"AWS::SSMContacts::Rotation": {"Name"}}


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", name).schema
    return found


def named(pointers: list[str]) -> set[str]:
    """``/properties/EmailContact/Arn`` -> ``EmailContact.Arn``."""
    return {pointer.removeprefix("/properties/").replace("/", ".") for pointer in pointers}


def calls(row: ResourceType) -> set[str]:
    """The operations of a row."""
    asked = (call for call in (row.read, row.look) if call)
    changes = (call for change in (*row.complete, *row.update) for call in change.calls)
    found = (row.create, row.delete, *row.then, *asked, *changes)
    return {call.operation for call in found}


@pytest.mark.parametrize("name", TYPES)
class TestRow:
    def test_properties(self, name: str) -> None:
        row, said = TYPES[name][1], schema(name)
        read_only = named(said.get("readOnlyProperties", []))
        # Where a resource may be given in several ways, what all of them ask for.
        asked = [set(way["required"]) for way in said.get("oneOf", [])]
        always = set(said.get("required", [])).union(*[set.intersection(*asked)] if asked else [])

        assert set(row.properties) == said["properties"].keys() - read_only
        assert set(row.required) == always
        fixed = named(said.get("createOnlyProperties", [])) | STRICTER.get(name, set())
        assert set(row.create_only) == fixed
        ways = set().union(*asked) - always
        assert set(row.one_of) == ways

    def test_order_of_what_replaces(self, name: str) -> None:
        row, said = TYPES[name][1], schema(name)
        for property in row.create_only if row.update else row.properties:
            found = said["properties"][property]
            found = said.get("definitions", {}).get(found.get("$ref", "").split("/")[-1], found)
            assert found.get("type") != "array" or found["insertionOrder"] is False

    def test_forms_of_text(self, name: str) -> None:
        row, said = TYPES[name][1], schema(name)["properties"]
        for property, pattern in row.patterns.items():
            form = said[property]
            if "enum" in form:
                assert all(re.fullmatch(pattern, value) for value in form["enum"])
            elif "minLength" in form:
                assert form["minLength"] == 1
                assert form["pattern"] == f"^{pattern.removesuffix('+')}*$"
            else:
                assert form["pattern"] == f"^{pattern}$"

    def test_references(self, name: str) -> None:
        row, said = TYPES[name][1], schema(name)
        assert set(row.identifiers) == named(said["primaryIdentifier"])
        assert set(row.attributes) == named(said.get("readOnlyProperties", []))

    def test_what_can_be_done(self, name: str) -> None:
        row, handlers = TYPES[name][1], schema(name)["handlers"]
        assert bool(row.update) == ("update" in handlers)
        assert any(isinstance(change, Tags) for change in row.update) == any(
            permission.endswith(":UntagResource")
            for permission in handlers.get("update", {}).get("permissions", [])
        )

    def test_operations_are_those_that_the_handlers_may_call(self, name: str) -> None:
        service, row = TYPES[name]
        allowed = {
            permission.partition(":")[2]
            for handler in schema(name)["handlers"].values()
            for permission in handler["permissions"]
        }
        assert calls(row) <= allowed
        assert all(map(service.model.operation, calls(row)))
