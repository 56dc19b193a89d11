"""When an alarm is raised: how many of how many data points are beyond a threshold."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import NamedTuple

OK, ALARM, INSUFFICIENT_DATA = "OK", "ALARM", "INSUFFICIENT_DATA"

_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "GreaterThanOrEqualToThreshold": operator.ge,
    "GreaterThanThreshold": operator.gt,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}
#: How to treat missing data -> the state where nothing was measured; None for the one before.
_UNMEASURED = {"breaching": ALARM, "notBreaching": OK, "ignore": None, "missing": INSUFFICIENT_DATA}
#: How many points before the periods may stand in for missing ones. Source: documented, of
#: CloudWatch, by an example.
_FURTHER = 2


class Condition(NamedTuple):
    """``needed`` of ``periods`` data points have to breach: M out of N."""

    comparison: str
    threshold: float
    periods: int
    needed: int
    missing: str

    @property
    def range(self) -> int:
        """How many of the latest points are looked at."""
        return self.periods + _FURTHER

    def judge(self, points: Sequence[float | None], state: str) -> str:
        """The state after these points, the latest last, in the state ``state``.

        None is a point that is missing. Only where fewer than ``periods`` points are real does it
        matter how those are treated. Too few points that all breach raise the alarm nevertheless
        when the first of them is as old as ``needed`` points would be. Source: documented, of
        CloudWatch; inferred (the state stays where they are not so old).
        """
        looked_at = points[-self.range :]
        real = [point for point in looked_at if point is not None][-self.periods :]
        if not real:
            return _UNMEASURED[self.missing] or state
        breaches = _OPERATORS[self.comparison]
        breaching = sum(breaches(point, self.threshold) for point in real)
        filled = self.periods - len(real) if self.missing == "breaching" else 0
        if breaching + filled >= self.needed:
            return ALARM
        if breaching < len(real) or self.missing == "notBreaching":
            return OK
        oldest = next(place for place, point in enumerate(looked_at) if point is not None)
        old_enough = len(looked_at) - oldest >= self.needed
        return ALARM if self.missing == "missing" and old_enough else state
