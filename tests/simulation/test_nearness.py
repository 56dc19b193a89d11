"""What is taken for a slip, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.simulation.nearness import listed, meant, near


@pytest.mark.parametrize(
    ("given_", "known", "found"),
    [
        ("Pending", ["pending", "sent"], ["pending"]),
        ("verifed", ["verified", "delivered"], ["verified"]),
        ("coed", ["code", "codes"], ["code"]),
        ("err", ["message", "error"], ["error"]),
        ("ThrottledException", ["ThrottlingException", "ConflictException"], None),
        ("FooException", ["ConflictException"], []),
        ("opps@example.com", ["ops@example.com", "zed@example.com"], ["ops@example.com"]),
        ("ops@example.com", ["ops@example.org"], ["ops@example.org"]),
        ("alice", ["alice@example.com"], ["alice@example.com"]),
        ("alixe", ["alice@example.com"], []),
        ("+14255550100", ["+14255550101", "+14255550999"], ["+14255550101"]),
        ("x", ["xenon"], []),
        ("a" * 201, ["a" * 202], []),
        ("tags", ["tags_c", "tags_b"], ["tags_b", "tags_c"]),
        ("tags", ["tags_b", "tags_abc", "tags_ab", "tags_abcd"], ["tags_b", "tags_ab", "tags_abc"]),
    ],
)
def test_near(given_: str, known: list[str], found: list[str] | None) -> None:
    assert near(given_, known) == (known[:1] if found is None else found)


def test_what_all_begin_with_makes_nothing_near() -> None:
    assert meant("MOTO_ZZZZ", ["CODE"], "MOTO_") == ""
    assert meant("MOTO_KODE", ["CODE"], "MOTO_") == " Did you mean MOTO_CODE?"


def test_long_lists_are_cut() -> None:
    assert listed([str(number) for number in range(59)]) == "0, 1, 2, 3, 4, 5, 6, 7 and 51 more"
    assert listed({"a": 1, "b": 2}) == "a, b"


@given(st.text(max_size=30), st.integers(0, 29), st.sampled_from("abcdefgh"))
def test_one_character_too_many_is_always_forgiven(name: str, place: int, more: str) -> None:
    known = f"name{name}"
    place = min(place, len(name))
    assert near(f"name{name[:place]}{more}{name[place:]}", [known]) == [known]
