"""Settings of this process are changed by nothing but the console that has checked them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

import moto_contacts
from moto_contacts.console import api

TO = "+14255550100"
CODES = {TO: "123456"}
#: Path -> where its answer has the codes.
TELL = {
    "settings": ("codes", "value"),
    "settings/kept": ("kept", 0, "settings", "codes"),
    "codes": ("codes",),
}


@pytest.fixture(autouse=True)
def _mocked() -> Iterator[None]:
    with mock_aws():
        yield


def codes(path: str) -> Any:
    """The codes, as a path tells them."""
    told: Any = api.call("GET", path, {})
    for step in TELL[path]:
        told = told[step]
    return told


@pytest.mark.parametrize("path", TELL)
def test_by_who_was_told(path: str) -> None:
    with moto_contacts.settings(codes=dict(CODES)):
        codes(path)[TO] = "no code"
        assert codes(path) == CODES


def test_by_who_has_set_them() -> None:
    given = dict(CODES)
    moto_contacts.settings().set(codes=given)
    given[TO] = "no code"
    assert codes("settings") == CODES


def test_by_who_has_them_kept() -> None:
    given = dict(CODES)
    with moto_contacts.settings(codes=given):
        given[TO] = "no code"
        assert codes("settings/kept") == CODES
