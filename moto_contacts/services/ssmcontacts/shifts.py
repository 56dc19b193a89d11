"""The shifts of a rotation: who is on call when, with coverage and overrides.

Pure arithmetic: no state, no service. Source: inferred as a whole; documented are that the first
shift starts with the rotation, that shifts go by the order of the members, and what overrides are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any
from zoneinfo import ZoneInfo

from moto_contacts.services.ssmcontacts import zones
from moto_contacts.services.ssmcontacts.coverage import Coverage, covers_all, windows
from moto_contacts.services.ssmcontacts.hand_offs import HandOffs, cycle


@dataclass(frozen=True, slots=True)
class Override:
    """Who is on call instead of whoever else would be, between two moments."""

    start: datetime
    end: datetime
    members: Sequence[str]


@dataclass(frozen=True, slots=True)
class Shift:
    """Who is on call between two moments, and instead of whom, if somebody has said so."""

    start: datetime
    end: datetime
    members: Sequence[str]
    overridden: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Shifts:
    """All shifts of a rotation, for ever; `shifts` makes them."""

    members: Sequence[str]
    on_calls: int
    hand_offs: HandOffs
    #: None for round the clock.
    coverage: Coverage | None

    def between(
        self, since: datetime, until: datetime, overrides: Sequence[Override] = ()
    ) -> Iterator[Shift]:
        """The shifts that end later than ``since`` and start before ``until``, whole, in order.

        Of overrides, the oldest first, the newest counts; they change who is on call, and never
        when somebody is.
        """
        since = max(since, self.hand_offs.start)
        if since >= until:
            return
        turns = self.hand_offs.turns(since)
        if self.coverage is not None:
            turns = self.coverage.covered(turns, since)
        for number, start, end in turns:  # pragma: no branch  # they have no end
            if start >= until:
                return
            for shift in _overridden(Shift(start, end, self._team(number)), overrides):
                if shift.start < until and shift.end > since:
                    yield shift

    def on_call(self, at: datetime, overrides: Sequence[Override] = ()) -> Sequence[str]:
        """Whoever is on call at a moment, maybe nobody."""
        shift = next(self.between(at, at + datetime.resolution, overrides), None)
        return [] if shift is None else shift.members

    def _team(self, turn: int) -> list[str]:
        """Whose turn it is: at a hand-off the whole team changes."""
        first, count = turn * self.on_calls, len(self.members)
        return [self.members[each % count] for each in range(first, first + self.on_calls)]


def shifts(
    members: Sequence[str], recurrence: Mapping[str, Any], zone: ZoneInfo, start: datetime
) -> Shifts:
    """The shifts of these members by a structure ``RecurrenceSettings``, from a moment on.

    Of the kinds of settings it has exactly one, and of windows, if any, each has both ends.
    """
    by_day = windows(recurrence.get("ShiftCoverages") or {})
    return Shifts(
        members,
        recurrence["NumberOfOnCalls"],
        HandOffs(cycle(recurrence, zones.local(start, zone)), zone, start),
        None if not by_day or covers_all(by_day) else Coverage(by_day, zone),
    )


def _overridden(regular: Shift, overrides: Sequence[Override]) -> Iterator[Shift]:
    """The parts of a shift, each as long as one override, or none, counts."""
    near = [each for each in overrides if each.start < regular.end and each.end > regular.start]
    if not near:
        yield regular
        return
    edges = {edge for each in near for edge in (each.start, each.end)}
    cuts = [edge for edge in sorted(edges) if regular.start < edge < regular.end]
    parts = pairwise([regular.start, *cuts, regular.end])
    for newest, same in groupby(parts, lambda part: _newest(near, part[0])):
        (start, end), *further = same
        end = further[-1][1] if further else end
        if newest is None:
            yield replace(regular, start=start, end=end)
        else:
            yield Shift(start, end, newest.members, overridden=regular.members)


def _newest(overrides: Sequence[Override], at: datetime) -> Override | None:
    return next((each for each in reversed(overrides) if each.start <= at < each.end), None)
