"""Coverage of a week: when there is any, and when it is all of the time."""

from __future__ import annotations

from typing import Any

import pytest

from moto_contacts.services.ssmcontacts.coverage import covers_all, windows
from moto_contacts.services.ssmcontacts.hand_offs import DAYS_OF_WEEK
from tests.services.ssmcontacts.steps import time_of_day


def every_day(*hours: tuple[int, int]) -> dict[str, Any]:
    times = [{"Start": time_of_day(start), "End": time_of_day(end)} for start, end in hours]
    return dict.fromkeys(DAYS_OF_WEEK, times)


SUNDAY_NIGHT = [{"Start": time_of_day(22), "End": time_of_day(6)}]


@pytest.mark.parametrize(
    ("coverages", "expected"),
    [
        (every_day((0, 0)), True),
        (every_day((9, 9)), True),
        (every_day((0, 12), (12, 0)), True),
        (every_day((6, 18), (17, 7)), True),
        (every_day((0, 12), (13, 0)), False),
        (every_day((6, 18), (18, 5)), False),
        (every_day((9, 17)), False),
        ({**every_day((0, 0)), "WED": SUNDAY_NIGHT}, False),
        ({**every_day((6, 6)), "SUN": [*every_day((6, 22))["SUN"], *SUNDAY_NIGHT]}, True),
        ({"MON": every_day((0, 0))["MON"]}, False),
    ],
)
def test_whether_it_is_round_the_clock(coverages: Any, expected: bool) -> None:
    assert covers_all(windows(coverages)) is expected
