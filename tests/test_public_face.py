"""What ``moto_contacts`` offers, and how little of it there is."""

from __future__ import annotations

import pytest

import moto_contacts


def test_names() -> None:
    assert len(moto_contacts.__all__) <= 14
    assert set(moto_contacts.__all__) < set(dir(moto_contacts))
    for name in moto_contacts.__all__:
        assert getattr(moto_contacts, name).__doc__


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'inbox'"):
        moto_contacts.inbox  # type: ignore[attr-defined]  # noqa: B018
