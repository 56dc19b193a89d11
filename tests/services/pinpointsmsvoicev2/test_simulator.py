"""Destinations that simulate a phone."""

from __future__ import annotations

from typing import Any

import pytest

from moto_contacts.services.pinpointsmsvoicev2 import countries, simulator
from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import text

ROWS = sorted(simulator.NUMBERS.items())


def test_there_are_those_of_25_countries() -> None:
    assert len(ROWS) == 25
    assert len({number for _, numbers in ROWS for number in numbers}) == 50


@pytest.mark.parametrize(("country", "numbers"), ROWS)
def test_they_are_of_their_country_and_end_as_they_do(
    aws: Aws, sms: Any, country: str, numbers: tuple[str, str]
) -> None:
    with aws.settings(sms_voice_account_tier="PRODUCTION"):
        for number in numbers:
            assert countries.of(number) == country
            assert simulator.is_simulator(number)
            text(sms, number)

    ends = [each.facts["status"] for each in aws.outbox.messages()[::-1]]
    assert ends == ["DELIVERED", "UNREACHABLE"]


def test_others_are_none() -> None:
    assert not simulator.is_simulator("+14255550100")
