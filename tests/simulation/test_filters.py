"""Stars stand for any part of a text, however many there are."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.simulation.filters import FILTERS
from tests.messages import message


@given(st.text("ab*", max_size=8), st.text("ab", max_size=10))
def test_as_a_regular_expression_has_it(wanted: str, text: str) -> None:
    pattern = ".*".join(map(re.escape, wanted.split("*")))
    fits = FILTERS["to"].fits(wanted)(message(to=text))
    assert fits is (re.fullmatch(pattern, text) is not None)
