"""Which country a number is of."""

from __future__ import annotations

import pytest

from moto_contacts.services.pinpointsmsvoicev2 import countries


@pytest.mark.parametrize(
    ("phone_number", "country"),
    [
        ("+14255550100", "US"),
        ("+14165550100", "CA"),
        ("+17875550100", "PR"),
        ("+16715550100", "GU"),
        ("+442079460000", "GB"),
        ("+447937404990", "JE"),
        ("+77011234567", "KZ"),
        ("+79161234567", "RU"),
        ("+99912345678", None),
    ],
)
def test_country(phone_number: str, country: str | None) -> None:
    assert countries.of(phone_number) == country


def test_numbers_that_are_made_are_of_their_country() -> None:
    for country, prefixes in countries.PREFIXES.items():
        assert {countries.of(f"+{prefix}5550100") for prefix in prefixes} == {country}


def test_what_is_special_is_of_known_countries() -> None:
    special = countries.WITHOUT_SENDER_IDS | countries.REGISTERED_SENDER_IDS
    assert special.union(*countries.NUMBER_TYPES.values()) <= countries.PREFIXES.keys()
