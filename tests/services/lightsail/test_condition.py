"""When data points raise an alarm: CloudWatch's documented examples, and what always holds."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.services.lightsail.condition import ALARM, INSUFFICIENT_DATA, OK, Condition

TREATMENTS = ("missing", "ignore", "breaching", "notBreaching")
STATES = (OK, ALARM, INSUFFICIENT_DATA)
#: None of the three.
KEPT = "kept"


def condition(needed: int, periods: int, missing: str) -> Condition:
    return Condition("GreaterThanThreshold", 50.0, periods, needed, missing)


def points(text: str) -> list[float | None]:
    """X breaches, 0 does not, - is missing; the latest is the last."""
    return [{"X": 90.0, "0": 10.0, "-": None}[each] for each in text.replace(" ", "")]


@pytest.mark.parametrize(
    ("needed", "sent", "states"),
    [
        # Three of three.
        (3, "0 - X - X", (OK, OK, OK, OK)),
        (3, "- - - - 0", (OK, OK, OK, OK)),
        (3, "- - - - -", (INSUFFICIENT_DATA, KEPT, ALARM, OK)),
        (3, "0 X X - X", (ALARM, ALARM, ALARM, ALARM)),
        (3, "- - X - -", (ALARM, KEPT, ALARM, OK)),
        # Too young to raise it.
        (3, "- - - - X", (KEPT, KEPT, ALARM, OK)),
        (3, "- - - X -", (KEPT, KEPT, ALARM, OK)),
        # Two of three.
        (2, "0 - X - X", (ALARM, ALARM, ALARM, ALARM)),
        (2, "0 0 X 0 X", (ALARM, ALARM, ALARM, ALARM)),
        (2, "0 - X - -", (OK, OK, ALARM, OK)),
        (2, "- - - - 0", (OK, OK, ALARM, OK)),
        (2, "- - - X -", (ALARM, KEPT, ALARM, OK)),
    ],
)  # fmt: skip
def test_documented_examples(needed: int, sent: str, states: tuple[str, ...]) -> None:
    judged = tuple(
        condition(needed, 3, missing).judge(points(sent), KEPT) for missing in TREATMENTS
    )

    assert judged == states


@pytest.mark.parametrize(
    ("comparison", "breaching"),
    [
        ("GreaterThanOrEqualToThreshold", (False, True, True)),
        ("GreaterThanThreshold", (False, False, True)),
        ("LessThanThreshold", (True, False, False)),
        ("LessThanOrEqualToThreshold", (True, True, False)),
    ],
)
def test_comparisons(comparison: str, breaching: tuple[bool, ...]) -> None:
    judge = Condition(comparison, 50.0, 1, 1, "missing").judge

    assert tuple(judge([value], OK) == ALARM for value in (49.9, 50.0, 50.1)) == breaching


conditions = st.integers(1, 6).flatmap(
    lambda periods: st.builds(
        condition, st.integers(1, periods), st.just(periods), st.sampled_from(TREATMENTS)
    )
)
measured = st.lists(st.sampled_from([90.0, 10.0, None]), max_size=12)


@given(conditions, measured, st.sampled_from(STATES))
def test_judged_again_it_stays(rule: Condition, sent: Sequence[float | None], state: str) -> None:
    """So a state changes at a new point only."""
    once = rule.judge(sent, state)

    assert rule.judge(sent, once) == once


@given(conditions, measured, st.sampled_from(STATES))
def test_what_is_out_of_range_does_not_matter(
    rule: Condition, sent: Sequence[float | None], state: str
) -> None:
    assert rule.judge(sent, state) == rule.judge(sent[-rule.range :], state)


@given(conditions, st.lists(st.sampled_from([90.0, 10.0]), min_size=8, max_size=12))
def test_without_gaps_it_is_m_out_of_n(rule: Condition, sent: Sequence[float]) -> None:
    breaching = sum(value > 50 for value in sent[-rule.periods :])

    assert rule.judge(sent, KEPT) == (ALARM if breaching >= rule.needed else OK)
