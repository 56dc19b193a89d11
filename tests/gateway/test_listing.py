"""Pages over ordered keys."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.gateway.errors import InvalidToken
from moto_contacts.gateway.listing import Created, Ordered, paginate

QUERY = ["ListThings", "123456789012", "us-east-1", {"prefix": "a"}]


def ordered(*keys: str) -> Ordered[str, str]:
    items: Ordered[str, str] = Ordered()
    for key in keys:
        items[key] = key
    return items


def walk(items: Ordered[str, str], limit: int, newest_first: bool = False) -> list[str]:
    seen: list[str] = []
    token = None
    while True:
        page, token = paginate(items, QUERY, token, limit, newest_first=newest_first)
        assert len(page) <= limit
        seen += page
        if token is None:
            return seen


@given(st.sets(st.text(max_size=3)), st.integers(1, 5), st.booleans())
def test_pages_together_are_everything_in_order(
    keys: set[str], limit: int, newest_first: bool
) -> None:
    assert walk(ordered(*keys), limit, newest_first) == sorted(keys, reverse=newest_first)


@given(st.sets(st.integers(0, 30), min_size=1), st.data())
def test_changes_between_pages_lose_and_repeat_nothing(keys: set[int], data: st.DataObject) -> None:
    """Whoever is there all the time is seen once; whoever comes or goes, at most once."""
    items: Ordered[int, int] = Ordered()
    for key in keys:
        items[key] = key
    stable = set(keys)
    seen: list[int] = []
    token = None
    while True:
        page, token = paginate(items, QUERY, token, 2)
        seen += page
        if token is None:
            break
        for key in data.draw(st.sets(st.integers(0, 30), max_size=3)):
            if key in items:
                del items[key]
                stable.discard(key)
            else:
                items[key] = key
    assert len(seen) == len(set(seen))
    assert stable <= set(seen)
    assert seen == sorted(seen)


def test_deleting_the_anchor() -> None:
    items = ordered("a", "b", "c", "d")
    page, token = paginate(items, QUERY, None, 2)
    del items["b"]
    assert (page, paginate(items, QUERY, token, 2)) == (["a", "b"], (["c", "d"], None))


def test_filter_leaves_no_empty_last_page() -> None:
    items = ordered("a1", "b", "a2", "c")
    page, token = paginate(items, QUERY, None, 2, where=lambda value: value.startswith("a"))
    assert (page, token) == (["a1", "a2"], None)


def test_values_in_order_of_creation_never_reuse_a_key() -> None:
    items: Created[str] = Created()
    first, second = items.add("x"), items.add("y")
    del items[second]
    third = items.add("z")
    assert first < second < third
    assert list(items.values()) == ["x", "z"]
    assert len(items) == 2
    assert second not in items


def test_replacing_a_value_keeps_its_place() -> None:
    items = ordered("a", "b")
    items["a"] = "new"
    assert list(items.items()) == [("a", "new"), ("b", "b")]


def _forged(*parts: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "token",
    ["", "x", "!!!!", "é", "\ud800", "null", _forged(), _forged("sum", "a"), _forged("a", 1, 2),
     base64.urlsafe_b64encode(b"[" * 100_000).decode()],
)  # fmt: skip
def test_garbage_is_no_token(token: str) -> None:
    with pytest.raises(InvalidToken):
        paginate(ordered("a", "b"), QUERY, token, 1)


def test_token_of_another_query() -> None:
    _, token = paginate(ordered("a", "b"), QUERY, None, 1)
    with pytest.raises(InvalidToken):
        paginate(ordered("a", "b"), [*QUERY[:-1], {"prefix": "b"}], token, 1)


def test_tokens_are_the_same_in_every_process() -> None:
    code = (
        "from tests.gateway.test_listing import QUERY, ordered, paginate;"
        "print(paginate(ordered('a', 'b'), QUERY, None, 1)[1])"
    )
    tokens = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert tokens == {f"{paginate(ordered('a', 'b'), QUERY, None, 1)[1]}\n"}


def test_start_of_a_page_is_found_without_reading_what_comes_before() -> None:
    items: Ordered[int, int] = Ordered()
    for key in range(10_000):
        items[key] = key
    touched: list[int] = []

    def look(value: int) -> bool:
        touched.append(value)
        return True

    _, token = paginate(items, QUERY, None, 5_000)
    page, _ = paginate(items, QUERY, token, 3, where=look)
    assert page == [5_000, 5_001, 5_002]
    assert touched == [5_000, 5_001, 5_002, 5_003]


def test_query_may_have_times() -> None:
    query = ["List", {"since": datetime(2026, 1, 1, tzinfo=timezone.utc)}]
    _, token = paginate(ordered("a", "b"), query, None, 1)

    assert paginate(ordered("a", "b"), query, token, 1) == (["b"], None)
    with pytest.raises(InvalidToken):
        paginate(ordered("a", "b"), ["List", {"since": None}], token, 1)
