"""The marker that type checkers know is the one that pytest takes."""

from __future__ import annotations

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
