"""A rotation of people who are on call one after another, and its overrides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from moto_contacts.gateway.structures import structure
from moto_contacts.services.ssmcontacts.resources import ROTATION, Tagged
from moto_contacts.services.ssmcontacts.shifts import Shifts

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
    #: What comes of all this.
    shifts: Shifts
    #: The on-call schedules that have it in their plans.
    schedules: tuple[Contact, ...] = ()

    @property
    def key(self) -> str:
        """Its place in a listing: by name, then by ARN. Source: inferred."""
        return f"{self.name}\0{self.arn}"

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
        return list(self.shifts.on_call(at))

    def staff(self, contacts: list[Contact]) -> None:
        """From now on these are its contacts, and they know of it."""
        for contact in self.contacts:
            contact.rotations = tuple(each for each in contact.rotations if each is not self)
        self.contacts = contacts
        for contact in dict.fromkeys(contacts):
            contact.rotations += (self,)
