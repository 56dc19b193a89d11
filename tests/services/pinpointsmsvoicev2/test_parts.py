"""How texts are divided into messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.services.pinpointsmsvoicev2 import parts

GSM = st.text(st.sampled_from("aZ09 \n@£Ñà"), max_size=1600)
EXTENDED = st.text(st.sampled_from("aZ €{}[]~|^\\"), max_size=1600)
ANY = st.text(max_size=1600)


@pytest.mark.parametrize(
    ("body", "encoding", "count"),
    [
        ("", "GSM", 1),
        ("a" * 160, "GSM", 1),
        ("a" * 161, "GSM", 2),
        ("a" * 306, "GSM", 2),
        ("a" * 307, "GSM", 3),
        ("a" * 158 + "€", "GSM", 1),
        ("a" * 159 + "€", "GSM", 2),
        ("€" * 80, "GSM", 1),
        # 76 in each, for none is divided: 152 places of 153.
        ("€" * 152, "GSM", 2),
        ("€" * 153, "GSM", 3),
        ("ж" * 70, "UNICODE", 1),
        ("ж" * 71, "UNICODE", 2),
        ("ж" * 134, "UNICODE", 2),
        ("ж" * 135, "UNICODE", 3),
        ("😀" * 35, "UNICODE", 1),
        ("😀" * 36, "UNICODE", 2),
        # 33 in each: 66 places of 67.
        ("😀" * 66, "UNICODE", 2),
        ("😀" * 67, "UNICODE", 3),
        ("a" * 66 + "😀" + "a" * 66, "UNICODE", 3),
        ("`", "UNICODE", 1),
        ("ç", "UNICODE", 1),
    ],
)
def test_measure(body: str, encoding: str, count: int) -> None:
    assert parts.measure(body) == (encoding, count)


@given(GSM | EXTENDED | ANY)
def test_there_is_room_and_not_too_much(body: str) -> None:
    encoding, count = parts.measure(body)
    if encoding == "GSM":
        places, alone, each = sum(1 + (one in "\f^{}\\[~]|€") for one in body), 160, 153
    else:
        places, alone, each = len(body.encode("utf-16-be", "surrogatepass")) // 2, 70, 67
    assert (count == 1) == (places <= alone)
    if count > 1:
        # One place of a part may stay free, where what comes next takes two.
        assert (count - 1) * (each - 1) < places <= count * each


@given(GSM, GSM)
def test_more_takes_no_less(one: str, other: str) -> None:
    assert parts.measure(one + other)[1] >= parts.measure(one)[1]
