"""The shifts of rotations, of those that are there and of those that might be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Keyed, Listing
from moto_contacts.gateway.structures import structure
from moto_contacts.services.ssmcontacts import errors, rotation_rules, zones
from moto_contacts.services.ssmcontacts.rotation import Rotation
from moto_contacts.services.ssmcontacts.shifts import Override, Shift, Shifts, shifts
from moto_contacts.simulation import clock

#: At a time that counts as now: the shifts, and from when on they are listed.
_Known = Callable[[datetime], tuple[Shifts, datetime]]


class RotationShifts(Family):
    """List shifts."""

    @operation
    def list_rotation_shifts(
        self, rotation_id: str, end_time: datetime, start_time: datetime | None = None
    ) -> Listing[str, Shift]:
        """The shifts that are on at any moment between the two, whole; without a start, from now.

        Errors: ResourceNotFoundException; ValidationException where the end is not later than the
        start. Source: inferred.
        """
        rotation = self.registry.find(Rotation, rotation_id)
        known, in_force = rotation.shifts, rotation.in_force()
        return _listing(lambda now: (known, start_time or now), end_time, in_force)

    @operation
    def list_preview_rotation_shifts(
        self,
        end_time: datetime,
        members: list[str],
        time_zone_id: str,
        recurrence: dict[str, Any],
        rotation_start_time: datetime | None = None,
        start_time: datetime | None = None,
        overrides: list[dict[str, Any]] | None = None,
    ) -> Listing[str, Shift]:
        """The shifts that such a rotation would have; its members need not be contacts.

        It begins now unless told otherwise, and so does the list of its shifts.
        Errors: ValidationException as on creation of a rotation, for an override that lacks a part,
        and where the end is not later than the start. Source: documented (members), inferred.
        """
        start = rotation_start_time or clock.now()
        rotation_rules.check(members, recurrence, time_zone_id, start)
        zone = zones.find(time_zone_id)

        def would_be(now: datetime) -> tuple[Shifts, datetime]:
            begin = rotation_start_time or now
            return shifts(members, recurrence, zone, begin), start_time or begin

        return _listing(would_be, end_time, [_override(each) for each in overrides or []])


def _override(preview: dict[str, Any]) -> Override:
    """A structure ``PreviewOverride``. Of its times only the order counts. Source: inferred."""
    if len(preview) < 3:
        raise errors.invalid("part of an override")
    start, end = preview["StartTime"], preview["EndTime"]
    rotation_rules.check_order(start, end)
    return Override(start, end, preview["NewMembers"])


def _listing(known: _Known, end: datetime, overrides: Sequence[Override]) -> Listing[str, Shift]:
    return Listing(_Range(known, clock.now(), end, overrides), _describe)


@dataclass(frozen=True, slots=True)
class _Range(Keyed[str, Shift]):
    """Shifts by their starts; a page begins where it begins, not before.

    A key tells the time of the first page, too: what begins now, for want of a start, does not
    begin anew with each page, and its end is not over before the last one.
    """

    known: _Known
    now: datetime
    end: datetime
    overrides: Sequence[Override]

    def after(self, key: str | None, newest_first: bool = False) -> Iterator[tuple[str, Shift]]:
        now, last = self.now, None
        if key is not None:
            now, last = map(datetime.fromisoformat, key.split())
        shifts, start = self.known(now)
        rotation_rules.check_order(start, self.end)
        until = rotation_rules.within_time(self.end)
        since = start if last is None else max(start, last)
        for shift in shifts.between(since, until, self.overrides):
            if last is None or shift.start > last:
                yield f"{now.isoformat()} {shift.start.isoformat()}", shift


def _describe(shift: Shift) -> dict[str, Any]:
    """The structure ``RotationShift``."""
    details = None
    if shift.overridden is not None:
        details = {"OverriddenContactIds": list(shift.overridden)}
    return structure(
        ContactIds=list(shift.members),
        StartTime=shift.start,
        EndTime=shift.end,
        Type="REGULAR" if details is None else "OVERRIDDEN",
        ShiftDetails=details,
    )
