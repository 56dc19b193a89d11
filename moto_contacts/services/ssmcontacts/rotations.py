"""Rotations: who is on call one after another."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.listing import Listing, Ordered
from moto_contacts.gateway.registry import Registry
from moto_contacts.gateway.times import in_milliseconds
from moto_contacts.services.ssmcontacts import errors, rotation_rules
from moto_contacts.services.ssmcontacts.contact import Contact
from moto_contacts.services.ssmcontacts.resources import ROTATION
from moto_contacts.services.ssmcontacts.rotation import Rotation
from moto_contacts.services.ssmcontacts.tags import NO_TAGS, Tag, merged
from moto_contacts.simulation import clock
from moto_contacts.simulation.ids import uuid4


class Rotations(Family):
    """Create, read, change and delete rotations."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._by_name: Ordered[str, Rotation] = Ordered()

    @operation
    def create_rotation(
        self,
        name: str,
        contact_ids: list[str],
        time_zone_id: str,
        recurrence: dict[str, Any],
        start_time: datetime | None = None,
        tags: list[Tag] | None = None,
    ) -> dict[str, Any]:
        """The ARN of a new rotation; for a token that came before, the ARN of then.

        Names need not differ, and it may start at any time; without one, it does now.
        Errors: ResourceNotFoundException for a contact; ValidationException for one that is no
        person, for recurrence, time zone, start, tags and a token of another request;
        ServiceQuotaExceededException. Source: documented (people), seen (start), inferred.
        """
        contacts = people(self.registry, contact_ids)
        now = in_milliseconds(clock.now())
        rotation_rules.check(contacts, recurrence, time_zone_id, start_time or now)
        own_tags = merged(NO_TAGS, tags or [], ROTATION, None)
        existing = len(self.registry.all(Rotation))
        errors.check_quota("rotations_per_account", existing + 1, ROTATION, None)
        rotation = Rotation(
            self.scope.arn(f"rotation/{uuid4()}"),
            own_tags,
            name,
            [],
            start_time,
            now,
            time_zone_id,
            recurrence,
            self.registry.within(),
        )
        rotation.staff(contacts)
        self.registry.add(rotation)
        self._by_name[rotation.key] = rotation
        return {"RotationArn": rotation.arn}

    @operation
    def get_rotation(self, rotation_id: str) -> dict[str, Any]:
        """The rotation; a start that was not given is absent.

        Errors: ResourceNotFoundException. Source: seen (start), documented.
        """
        return self.registry.find(Rotation, rotation_id).describe()

    @operation
    def update_rotation(
        self,
        rotation_id: str,
        recurrence: dict[str, Any],
        contact_ids: list[str] | None = None,
        start_time: datetime | None = None,
        time_zone_id: str | None = None,
    ) -> None:
        """Changes what is given, and the whole recurrence; overrides stay.

        Errors: ResourceNotFoundException, for a contact too; ValidationException as on creation.
        Source: documented, inferred (a start in the past).
        """
        rotation = self.registry.find(Rotation, rotation_id)
        contacts = rotation.contacts
        if contact_ids is not None:
            contacts = people(self.registry, contact_ids)
        start = start_time or rotation.start
        time_zone = time_zone_id or rotation.time_zone
        rotation_rules.check(contacts, recurrence, time_zone, start or rotation.created)
        rotation.staff(contacts)
        rotation.start, rotation.time_zone, rotation.recurrence = start, time_zone, recurrence

    @operation
    def delete_rotation(self, rotation_id: str) -> None:
        """Removes the rotation, its tags and overrides, and takes it out of every schedule.

        Errors: ResourceNotFoundException. Source: documented, inferred (nothing is in its way).
        """
        rotation = self.registry.find(Rotation, rotation_id)
        for schedule in rotation.schedules:
            schedule.planned = [arn for arn in schedule.planned if arn != rotation.arn]
        rotation.staff([])
        del self._by_name[rotation.key]
        self.registry.remove(rotation)

    @operation
    def list_rotations(self, rotation_name_prefix: str | None = None) -> Listing[str, Rotation]:
        """The rotations whose names begin so, by name.

        Source: inferred (order; case of the prefix counts).
        """
        prefix = rotation_name_prefix or ""

        def wanted(rotation: Rotation) -> bool:
            return rotation.name.startswith(prefix)

        return Listing(self._by_name, show=Rotation.describe, where=wanted if prefix else None)


def people(registry: Registry, arns: list[str]) -> list[Contact]:
    """The contacts with these ARNs, who are to be on call.

    Errors: ResourceNotFoundException; ValidationException for one that is no person.
    """
    contacts = [registry.find(Contact, arn) for arn in arns]
    for contact in contacts:
        if contact.type != "PERSONAL":
            raise errors.invalid("no person on call", arn=contact.arn)
    return contacts
