"""The marker that type checkers know is the one that pytest takes."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

import moto_contacts


def test_is_pytests() -> None:
    marked = moto_contacts.mark(code="123456", faults=[{"error": "ServiceException", "times": 2}])
    fault = {"error": "ServiceException", "times": 2}
    assert marked == pytest.mark.moto_contacts(code="123456", faults=[fault])


def test_strict() -> None:
    marked = moto_contacts.mark(strict=False)
    assert marked == pytest.mark.moto_contacts(strict=False)


def test_says_nothing_of_what_it_was_not_told() -> None:
    assert moto_contacts.mark() == pytest.mark.moto_contacts()


def test_faults_are_what_put_takes() -> None:
    """The members of errors aside, which the models name."""
    source = ast.parse(Path(inspect.getfile(moto_contacts.mark)).read_text())
    (order,) = (
        each
        for each in ast.walk(source)
        if isinstance(each, ast.ClassDef) and each.name == "FaultOrder"
    )
    typed = [each.target.id for each in order.body if isinstance(each, ast.AnnAssign)]  # type: ignore[union-attr]
    assert typed == [*inspect.signature(moto_contacts.Faults.put).parameters][1:-1]
