"""What has happened of late, against a plain list of all that ever has."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.services.pinpointsmsvoicev2.recent import Recent

START = datetime(2030, 1, 1, tzinfo=timezone.utc)
SPAN = timedelta(seconds=10)


@given(st.lists(st.tuples(st.integers(0, 15), st.sampled_from("abc"))))
def test_as_counted_by_hand(steps: list[tuple[int, str]]) -> None:
    recent: Recent[str] = Recent(SPAN)
    ever: list[tuple[datetime, str]] = []
    now = START
    for seconds, key in steps:
        now += timedelta(seconds=seconds)
        recent.add(key, now)
        ever.append((now, key))
        counts = [each for at, each in ever if at > now - SPAN]
        assert recent.total(now) == len(counts)
        for each in "abcd":
            assert recent.count(each, now) == counts.count(each)


def test_what_has_not_happened_yet_does_not_count() -> None:
    recent: Recent[str] = Recent(SPAN)
    recent.add("a", START)
    recent.add("a", START + timedelta(seconds=5))
    assert recent.count("a", START + timedelta(seconds=1)) == 1
    assert recent.count("a", START + timedelta(seconds=5)) == 1


def test_nothing_is_kept_of_what_is_over() -> None:
    recent: Recent[int] = Recent(SPAN)
    for number in range(1000):
        recent.add(number, START + timedelta(seconds=number))
    assert (len(recent._happened), len(recent._counts)) == (10, 10)
