"""The shifts of rotations, of those that are there and of those that might be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Keyed, Listing
from moto_contacts.gateway.structures import structure
from moto_contacts.services.ssmcontacts import errors, rotation_rules, zones
from moto_contacts.services.ssmcontacts.rotation import Rotation
from moto_contacts.services.ssmcontacts.shifts import Override, Shift, Shifts, shifts
from moto_contacts.simulation import clock

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MICROSECOND = timedelta(microseconds=1)


class RotationShifts(Family):
    """List shifts."""

    @operation
    def list_rotation_shifts(
        self, rotation_id: str, end_time: datetime, start_time: datetime | None = None
    ) -> Listing[int, Shift]:
        """The shifts that are on at any moment between the two, whole; without a start, from now.

        Errors: ResourceNotFoundException; ValidationException where the end is not later than the
        start. Source: inferred.
        """
        rotation = self.registry.find(Rotation, rotation_id)
        start = start_time or clock.now()
        return _listing(rotation.shifts, start, end_time, rotation.in_force())

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
    ) -> Listing[int, Shift]:
        """The shifts that such a rotation would have; its members need not be contacts.

        It begins now unless told otherwise, and so does the list of its shifts.
        Errors: ValidationException as on creation of a rotation, for an override that lacks a part,
        and where the end is not later than the start. Source: documented (members), inferred.
        """
        begin = rotation_start_time or clock.now()
        rotation_rules.check(members, recurrence, time_zone_id, begin)
        would_be = shifts(members, recurrence, zones.find(time_zone_id), begin)
        in_force = [_override(each) for each in overrides or []]
        return _listing(would_be, start_time or begin, end_time, in_force)


def _override(preview: dict[str, Any]) -> Override:
    """A structure ``PreviewOverride``. Of its times only the order counts. Source: inferred."""
    if len(preview) < 3:
        raise errors.invalid("part of an override")
    start, end = preview["StartTime"], preview["EndTime"]
    rotation_rules.check_order(start, end)
    return Override(start, end, preview["NewMembers"])


def _listing(
    shifts: Shifts, start: datetime, end: datetime, overrides: Sequence[Override]
) -> Listing[int, Shift]:
    rotation_rules.check_order(start, end)
    return Listing(_Range(shifts, start, rotation_rules.within_time(end), overrides), _describe)


@dataclass(frozen=True, slots=True)
class _Range(Keyed[int, Shift]):
    """Shifts by the microseconds of their starts; a page begins where it begins, not before."""

    shifts: Shifts
    start: datetime
    end: datetime
    overrides: Sequence[Override]

    def after(self, key: int | None, newest_first: bool = False) -> Iterator[tuple[int, Shift]]:
        since = self.start
        if key is not None:
            since = max(since, _EPOCH + key * _MICROSECOND)
        for shift in self.shifts.between(since, self.end, self.overrides):
            start = (shift.start - _EPOCH) // _MICROSECOND
            if key is None or start > key:
                yield start, shift


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
