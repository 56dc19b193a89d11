"""Time zones: which there are, and what their clocks skip."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.services.ssmcontacts import zones

KNOWN = available_timezones()


def test_every_zone_of_iana_is_found_but_short_ids() -> None:
    refused = []
    for name in sorted(KNOWN):
        try:
            assert zones.find(name).key == name
        except LookupError:
            refused.append(name)
    assert set(refused) <= {"EST", "HST", "MST", "Factory", "localtime"}


@given(st.text("AEUPZaeuprsTC/-+_.\\ \n", max_size=20))
def test_other_text_is_none(name: str) -> None:
    if name not in KNOWN:
        with pytest.raises(LookupError):
            zones.find(name)


@pytest.mark.parametrize(
    ("zone", "year", "gap", "hours"),
    [
        ("America/Nuuk", 2026, "2026-03-28T23:00", 1),
        ("Australia/Lord_Howe", 2026, "2026-10-04T02:00", 0.5),
        ("Antarctica/Troll", 2026, "2026-03-29T01:00", 2),
        ("Pacific/Apia", 2011, "2011-12-30T00:00", 24),
        ("America/Argentina/Tucuman", 2004, "2004-06-13T00:00", 1),  # 12 days after it was set back
    ],
)
def test_gaps(zone: str, year: int, gap: str, hours: float) -> None:
    start = datetime.fromisoformat(gap)
    found = zones.gaps(ZoneInfo(zone), year, year)

    assert zones.Gap(start, start + timedelta(hours=hours)) in found


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Africa/Casablanca", "Pacific/Kiritimati"])
def test_gaps_are_what_no_clock_shows(zone: str) -> None:
    """Of every hour of three years."""
    own = ZoneInfo(zone)
    gaps = list(zones.gaps(own, 1994, 1996))
    for hour in range(3 * 365 * 24):
        time = datetime(1994, 1, 1) + timedelta(hours=hour)
        skipped = zones.local(zones.moment(time, own), own) != time
        assert skipped == any(gap.start <= time < gap.end for gap in gaps), time


def test_only_gaps_of_a_day() -> None:
    found = list(zones.gaps(ZoneInfo("Pacific/Apia"), 2000, 2020, only_days=True))

    assert timedelta(days=1) in [gap.length for gap in found]
    assert {gap.start.year for gap in found} == {2011}
    assert list(zones.gaps(ZoneInfo("Europe/Berlin"), 2000, 2020, only_days=True)) == []


def test_in_order_whatever_the_batches() -> None:
    batches = [(3, [2, 5, 1]), (4, [4, 3]), (9, [6, 4])]

    assert list(zones.in_order(batches)) == [1, 2, 3, 4, 4, 5, 6]


def test_moments_go_by_the_first_time_that_comes_twice() -> None:
    berlin = ZoneInfo("Europe/Berlin")

    twice = zones.moment(datetime(2026, 10, 25, 2, 30), berlin)
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=timezone.utc)
    skipped = zones.moment(datetime(2026, 3, 29, 2, 30), berlin)
    assert zones.local(skipped, berlin) == datetime(2026, 3, 29, 3, 30)
