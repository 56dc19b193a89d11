"""Happenings are counted as long as they are recent, whichever way the clock goes."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.simulation.window import Window

NOON = datetime(2026, 1, 1, 12, tzinfo=timezone.utc)
SPAN = timedelta(seconds=60)
moments = st.integers(0, 200).map(lambda seconds: NOON + timedelta(seconds=seconds))


@given(st.lists(st.tuples(moments, st.sampled_from("abc"))))
def test_counts_what_a_look_at_all_would_count(happenings: list[tuple[datetime, str]]) -> None:
    """A clock that was moved back leaves what happened later where it is, and so it is recent."""
    window = Window(SPAN)
    recent: list[tuple[datetime, str]] = []
    for now, key in happenings:
        recent = [each for each in recent if now - each[0] < SPAN]
        assert window.count(key, now) == [each for _, each in recent].count(key)
        window.add(key, now)
        recent.append((now, key))
