"""Which country a number is of."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.services.pinpointsmsvoicev2 import countries, simulator


@pytest.mark.parametrize(
    ("phone_number", "country"),
    [
        ("+14255550100", "US"),
        ("+14165550100", "CA"),
        ("+17875550100", "PR"),
        ("+16715550100", "GU"),
        ("+442079460000", "GB"),
        ("+447937404990", "JE"),
        ("+447781123456", "GG"),
        ("+447624123456", "IM"),
        ("+39066981234", "VA"),
        ("+390669812345", "VA"),
        ("+390612345678", "IT"),
        ("+77011234567", "KZ"),
        ("+79161234567", "RU"),
        # Numbers that nobody has.
        ("+15555550100", "US"),
        ("+4411", "GB"),
        ("+99912345678", None),
        ("+80012345678", None),
        ("+881612345678", None),
        ("+1", None),
        ("+1234567890123456789", None),
    ],
)
def test_country(phone_number: str, country: str | None) -> None:
    assert countries.of(phone_number) == country


@pytest.mark.parametrize("country", simulator.NUMBERS)
def test_simulators_are_of_their_countries(country: str) -> None:
    assert {countries.of(number) for number in simulator.NUMBERS[country]} == {country}


@given(st.from_regex(r"\+[1-9][0-9]{1,18}", fullmatch=True))
def test_any_number_is_of_a_country_that_there_is_or_of_none(phone_number: str) -> None:
    country = countries.of(phone_number)
    assert country is None or country in countries.NAMES


@pytest.mark.parametrize("country", countries.PREFIXES)
def test_numbers_that_are_made_are_of_their_country(country: str) -> None:
    for first in (0, 550_100, -1):
        made = list(islice(countries.numbers(country, first), 3))
        assert len(set(made)) == 3
        assert {countries.of(number) for number in made} == {country}


def test_what_is_special_is_of_known_countries() -> None:
    special = countries.WITHOUT_SENDER_IDS | countries.REGISTERED_SENDER_IDS
    assert special.union(*countries.NUMBER_TYPES.values()) <= countries.PREFIXES.keys()
