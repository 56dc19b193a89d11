"""The two dialects in which AWS services tell of broken constraints."""

from __future__ import annotations

from typing import Any

import pytest

from moto_contacts.gateway import wording
from moto_contacts.gateway.violations import Violation


def violation(kind: str, value: Any, *path: str | int, echo: bool = True, **more: Any) -> Violation:
    return Violation(path or ("Name",), kind, value, echo, **more)


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (
            violation("required", None),
            "Value null at 'name' failed to satisfy constraint: Member must not be null",
        ),
        (
            violation("length", "abc", bounds=(1, 2)),
            "Value 'abc' at 'name' failed to satisfy constraint: "
            "Member must have length less than or equal to 2",
        ),
        (
            violation("length", "", bounds=(1, None)),
            "Value '' at 'name' failed to satisfy constraint: "
            "Member must have length greater than or equal to 1",
        ),
        (
            violation("range", 9, bounds=(0, 5)),
            "Value '9' at 'name' failed to satisfy constraint: "
            "Member must have value less than or equal to 5",
        ),
        (
            violation("enum", "x", expected="A, B"),
            "Value 'x' at 'name' failed to satisfy constraint: "
            "Member must satisfy enum value set: [A, B]",
        ),
        (
            violation("pattern", "x", expected="[0-9]+"),
            "Value 'x' at 'name' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: [0-9]+",
        ),
        (
            violation("type", [True, None, 1.5], expected="a string"),
            "Value '[true, null, 1.5]' at 'name' failed to satisfy constraint: "
            "Member must be a string",
        ),
        (
            violation("union", {"a": False}, "One"),
            "Value '{a=false}' at 'one' failed to satisfy constraint: "
            "Member must have exactly one of its members set",
        ),
        (
            violation("pattern", "secret", echo=False, expected="[0-9]+"),
            "Value at 'name' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: [0-9]+",
        ),
        (
            violation("required", None, "Tags", 0, "Key"),
            "Value null at 'tags.1.member.key' failed to satisfy constraint: "
            "Member must not be null",
        ),
    ],
)
def test_coral(found: Violation, text: str) -> None:
    assert wording.coral([found]) == f"1 validation error detected: {text}"


def test_coral_joins_several() -> None:
    found = [violation("required", None, "A"), violation("required", None, "B")]
    assert wording.coral(found) == (
        "2 validation errors detected: "
        "Value null at 'a' failed to satisfy constraint: Member must not be null; "
        "Value null at 'b' failed to satisfy constraint: Member must not be null"
    )


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (
            violation("length", "abc", "list", 0, bounds=(4, 8)),
            "Value with length 3 at '/list/0' failed to satisfy constraint: "
            "Member must have length between 4 and 8, inclusive",
        ),
        (
            violation("length", "abc", bounds=(4, None)),
            "Value with length 3 at '/Name' failed to satisfy constraint: "
            "Member must have length greater than or equal to 4",
        ),
        (
            violation("range", 101, "maxResults", bounds=(1, 100)),
            "Value at '/maxResults' failed to satisfy constraint: "
            "Member must be between 1 and 100, inclusive",
        ),
        (
            violation("range", 101, bounds=(None, 100)),
            "Value at '/Name' failed to satisfy constraint: "
            "Member must be less than or equal to 100",
        ),
        (
            violation("required", None),
            "Value at '/Name' failed to satisfy constraint: Member must not be null",
        ),
    ],
)
def test_smithy(found: Violation, text: str) -> None:
    assert wording.smithy([found]) == f"1 validation error detected. {text}"
