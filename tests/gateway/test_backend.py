"""Families, and which of their methods are operations."""

from __future__ import annotations

from typing import Any

import pytest

from moto_contacts.gateway.backend import Family, FamilyBackend, operation


class Kept(Family):
    @operation
    def list_things(self, name: str, *, limit: int = 1) -> dict[str, Any]:
        return {"Name": name, "Limit": limit}

    def helper(self) -> None:
        """Not marked, and so no operation."""


class Other(Family):
    @operation
    def list_things(self) -> dict[str, Any]:
        return {}


def test_only_what_is_marked_is_an_operation() -> None:
    assert Kept.operations() == ["list_things"]
    assert getattr(Kept.list_things, "parameters") == {"name", "limit"}  # noqa: B009 - set by the mark


def test_families_of_one_backend_have_no_operation_in_common() -> None:
    with pytest.raises(TypeError, match="Kept and Other both have list_things"):

        class Backend(FamilyBackend):
            families = (Kept, Other)
