"""The compiled validator against the installed models."""

from __future__ import annotations

import functools
from datetime import datetime, timezone
from typing import Any

import pytest
from botocore import xform_name
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moto_contacts.gateway.model import Model
from moto_contacts.gateway.validation import Compiler
from moto_contacts.gateway.violations import Violation
from tests.gateway import shapes

OPERATIONS = [
    (name, operation)
    for name, operation in shapes.operations()
    if (shape := shapes.service(name).operation_model(operation).input_shape) and shape.members
]


@functools.cache
def model(name: str) -> Model:
    return Model(name)


def check(name: str, operation: str, value: Any) -> tuple[Any, list[Violation]]:
    found: list[Violation] = []
    known = model(name).operation(operation)
    assert known is not None
    return known.accept(value, found), found


slow = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@slow
@given(st.data())
def test_what_the_model_allows_is_never_refused(data: st.DataObject) -> None:
    name, operation = data.draw(st.sampled_from(OPERATIONS))
    value = data.draw(shapes.valid(shapes.service(name).operation_model(operation).input_shape))

    accepted, found = check(name, operation, value)

    assert found == []
    assert accepted.keys() == {xform_name(member) for member in value}


@slow
@given(st.data())
def test_one_broken_constraint_is_found_where_it_is(data: st.DataObject) -> None:
    name, operation = data.draw(st.sampled_from(OPERATIONS))
    shape = shapes.service(name).operation_model(operation).input_shape
    value = data.draw(shapes.valid(shape))
    ways = list(shapes.breaks(shape, value))
    if not ways:
        return
    path, kind, wrong = data.draw(st.sampled_from(ways))

    _, found = check(name, operation, shapes.broken(shape, value, path, wrong))

    assert (path, kind) in [(each.path, each.kind) for each in found]
    # Nothing else is blamed: what was valid before still is.
    assert {each.path[: len(path)] for each in found} == {path}


class TestConversions:
    """What an operation gets is not always what was sent."""

    def test_unknown_members_are_dropped_at_every_depth(self) -> None:
        accepted, found = check(
            "ssm-contacts",
            "CreateContact",
            {
                "Alias": "a",
                "Type": "PERSONAL",
                "Plan": {"Stages": [{"DurationInMinutes": 1, "Targets": [], "New": 1}], "X": 2},
                "Y": 3,
            },
        )
        assert found == []
        assert accepted == {
            "alias": "a",
            "type": "PERSONAL",
            "plan": {"Stages": [{"DurationInMinutes": 1, "Targets": []}]},
        }

    def test_null_is_absent(self) -> None:
        accepted, found = check("ssm-contacts", "ListContacts", {"AliasPrefix": None})
        assert (accepted, found) == ({}, [])
        _, found = check("lightsail", "GetOperation", {"operationId": None})
        assert [(each.path, each.kind) for each in found] == [(("operationId",), "required")]

    def test_null_in_a_list_is_no_value(self) -> None:
        _, found = check("lightsail", "GetContactMethods", {"protocols": ["SMS", None]})
        assert [(each.path, each.kind) for each in found] == [(("protocols", 1), "type")]

    def test_null_in_a_map_is_absent(self) -> None:
        members = {"name": "a", "emailAddress": "a@example.com", "tags": {"a": None, "b": "1"}}
        accepted, found = check("notificationscontacts", "CreateEmailContact", members)
        assert found == []
        assert accepted["tags"] == {"b": "1"}

    def test_whole_floats_become_integers(self) -> None:
        accepted, found = check("ssm-contacts", "ListContacts", {"MaxResults": 5.0})
        assert found == []
        assert type(accepted["max_results"]) is int

    def test_timestamps_become_datetimes(self) -> None:
        accepted, found = check(
            "ssm-contacts",
            "ListRotationShifts",
            {
                "RotationId": "arn:aws:ssm-contacts:us-east-1:123456789012:rotation/x",
                "EndTime": 1.5,
            },
        )
        assert found == []
        assert accepted["end_time"] == datetime(1970, 1, 1, 0, 0, 1, 500_000, timezone.utc)

    def test_lengths_count_code_points(self) -> None:
        members = {"name": "👍a" * 32, "emailAddress": "a@example.com"}
        assert check("notificationscontacts", "CreateEmailContact", members)[1] == []
        members["name"] += "👍"
        (violation,) = check("notificationscontacts", "CreateEmailContact", members)[1]
        assert (violation.path, violation.size()) == (("name",), 65)

    def test_request_that_is_no_structure(self) -> None:
        values: tuple[Any, ...] = ([], "text", 1, None)
        for value in values:
            (violation,) = check("lightsail", "GetOperation", value)[1]
            assert violation.kind == "type"

    def test_operation_without_members_takes_anything(self) -> None:
        compiler = Compiler()
        assert compiler.input(None)({"a": 1}, []) == {}

    def test_map_key_is_told_at_the_path_of_its_map(self) -> None:
        members = {"name": "a", "emailAddress": "a@example.com", "tags": {"aws:a": "1"}}
        (violation,) = check("notificationscontacts", "CreateEmailContact", members)[1]
        assert (violation.path, violation.kind, violation.value) == (("tags",), "pattern", "aws:a")


class TestTypes:
    """Each kind of shape, with what it takes and what it does not."""

    @pytest.mark.parametrize(
        ("service", "shape", "good", "bad"),
        [
            ("pinpoint-sms-voice-v2", "PrimitiveBoolean", True, [0, "true", None]),
            ("pinpoint-sms-voice-v2", "AttachmentBody", "aGk=", ["a", "%%%%", 1]),
            ("pinpoint-sms-voice-v2", "MonthlyLimit", 5, [True, "5", 1.5, -1, 1 << 70]),
            ("lightsail", "double", 1.5, ["1", False, [], float("inf"), -(10**400)]),
            ("lightsail", "timestamp", 0, ["now", 1e300, float("nan"), {}]),
        ],
    )
    def test_values(self, service: str, shape: str, good: Any, bad: list[Any]) -> None:
        check_value = Compiler().check(shapes.service(service).shape_for(shape))
        found: list[Violation] = []
        check_value(good, None, "it", found)
        assert found == []
        for value in bad:
            found.clear()
            check_value(value, None, "it", found)
            assert [each.path for each in found] == [("it",)], value

    def test_blobs_are_decoded(self) -> None:
        shape = shapes.service("pinpoint-sms-voice-v2").shape_for("AttachmentBody")
        assert Compiler().check(shape)("aGk=", None, "it", []) == b"hi"

    def test_union_has_exactly_one_member(self) -> None:
        service = shapes.service("pinpoint-sms-voice-v2")
        union = next(
            service.shape_for(name)
            for name in service.shape_names
            if service.shape_for(name).metadata.get("union")
        )
        found: list[Violation] = []
        Compiler().check(union)({}, None, "it", found)
        assert [(each.path, each.kind) for each in found] == [(("it",), "union")]


class TestCompiler:
    def test_amendment_replaces_a_constraint(self) -> None:
        shape = shapes.service("lightsail").shape_for("ResourceName")
        amended = Compiler({"ResourceName": {"pattern": "x+"}}).check(shape)
        found: list[Violation] = []
        amended("xx", None, "name", found)
        assert found == []
        amended("yy", None, "name", found)
        assert [each.expected for each in found] == ["x+"]

    def test_pattern_that_we_cannot_read_is_not_checked(self) -> None:
        shape = shapes.service("lightsail").shape_for("ResourceName")
        amended = Compiler({"ResourceName": {"pattern": r"(a)\1"}}).check(shape)
        found: list[Violation] = []
        assert amended("anything", None, "name", found) == "anything"
        assert found == []

    @pytest.mark.parametrize("name", shapes.SERVICES)
    def test_every_operation_of_the_model_compiles(self, name: str) -> None:
        for operation in model(name).operation_names:
            known = model(name).operation(operation)
            assert known is not None
            assert callable(known.accept)

    def test_sensitive_members_are_not_repeated(self) -> None:
        members = {"name": "", "emailAddress": "nobody"}
        name, _, address = check("notificationscontacts", "CreateEmailContact", members)[1]
        assert (name.path, name.echo) == (("name",), False)
        assert (address.path, address.echo) == (("emailAddress",), True)
