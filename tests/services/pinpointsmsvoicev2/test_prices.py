"""What messages cost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.services.pinpointsmsvoicev2 import prices


@given(st.sampled_from([None, "US", "GB", "ZZ"]), st.integers(1, 30))
def test_each_part_costs_the_same(country: str | None, count: int) -> None:
    assert prices.of(country, "TEXT", count) == count * prices.of(country, "TEXT", 1)


def test_countries_differ() -> None:
    assert prices.of("US", "TEXT", 1) == Decimal("0.00581")
    assert prices.of("DE", "TEXT", 1) != prices.of("US", "TEXT", 1)
    assert prices.of(None, "TEXT", 1) == prices.of("ZZ", "TEXT", 1)


@pytest.mark.parametrize("channel", ["MEDIA", "VOICE"])
def test_what_has_no_parts(channel: str) -> None:
    assert prices.of("US", channel, 9) == prices.of("US", channel, 1) > 0
