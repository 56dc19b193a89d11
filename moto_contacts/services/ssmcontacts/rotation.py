"""A rotation of people who are on call one after another, and its overrides."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from moto_contacts.gateway.listing import Ordered
from moto_contacts.gateway.registry import Registry, Resource
from moto_contacts.gateway.structures import structure
from moto_contacts.services.ssmcontacts import zones
from moto_contacts.services.ssmcontacts.resources import ROTATION, ROTATION_OVERRIDE, Tagged
from moto_contacts.services.ssmcontacts.shifts import Override, Shifts, shifts

if TYPE_CHECKING:
    from moto_contacts.services.ssmcontacts.contact import Contact


@dataclass(slots=True, eq=False)
class Rotation(Tagged):
    """A rotation; all but its name may change."""

    kind = ROTATION

    name: str
    #: Shifts go by their order; somebody may come several times.
    contacts: list[Contact]
    #: Where none is given, shifts begin when the rotation was created. Source: inferred.
    start: datetime | None
    created: datetime
    time_zone: str
    #: A structure ``RecurrenceSettings``, as it was given.
    recurrence: dict[str, Any]
    overrides: Registry
    overrides_by_start: Ordered[str, RotationOverride] = field(default_factory=Ordered)
    #: The on-call schedules that have it in their plans.
    schedules: tuple[Contact, ...] = ()

    @property
    def key(self) -> str:
        """Its place in a listing: by name, then by ARN. Source: inferred."""
        return f"{self.name}\0{self.arn}"

    @property
    def shifts(self) -> Shifts:
        """What comes of all this; few ask, so nobody keeps it."""
        members = [contact.arn for contact in self.contacts]
        zone = zones.find(self.time_zone)
        return shifts(members, self.recurrence, zone, self.start or self.created)

    def describe(self) -> dict[str, Any]:
        """The structure ``Rotation``. Of the start only what was given. Source: seen."""
        return structure(
            RotationArn=self.arn,
            Name=self.name,
            ContactIds=[contact.arn for contact in self.contacts],
            StartTime=self.start,
            TimeZoneId=self.time_zone,
            Recurrence=self.recurrence,
        )

    def on_call(self, at: datetime) -> list[str]:
        """The ARNs of whoever is on call at a moment, maybe nobody's; overrides count."""
        return list(self.shifts.on_call(at, self.in_force()))

    def in_force(self) -> list[Override]:
        """What its overrides do, the oldest first."""
        overrides = self.overrides.all(RotationOverride)
        return [each.override for each in overrides.values()]

    def add(self, override: RotationOverride) -> None:
        """From now on this override counts, before those that are there."""
        self.overrides.add(override)
        self.overrides_by_start[override.key] = override

    def remove(self, override: RotationOverride) -> None:
        """From now on there is no such override."""
        self.overrides.remove(override)
        del self.overrides_by_start[override.key]

    def staff(self, contacts: list[Contact]) -> None:
        """From now on these are its contacts, and they know of it."""
        for contact in self.contacts:
            contact.rotations = tuple(each for each in contact.rotations if each is not self)
        self.contacts = contacts
        for contact in dict.fromkeys(contacts):
            contact.rotations += (self,)


@dataclass(slots=True, eq=False)
class RotationOverride(Resource):
    """An override of a rotation, within which its id is its name; it never changes."""

    kind = ROTATION_OVERRIDE

    override: Override
    created: datetime

    @property
    def key(self) -> str:
        """Its place in a listing: by its start, then by its age. Source: inferred."""
        return f"{self.override.start.isoformat(timespec='microseconds')} {self.position:012d}"

    def describe(self) -> dict[str, Any]:
        """The structure ``RotationOverride``."""
        return {
            "RotationOverrideId": self.arn,
            "NewContactIds": list(self.override.members),
            "StartTime": self.override.start,
            "EndTime": self.override.end,
            "CreateTime": self.created,
        }
