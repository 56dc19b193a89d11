"""Overrides of rotations: somebody else is on call for a while."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.services.ssmcontacts import errors, rotation_rules
from moto_contacts.services.ssmcontacts.rotation import Rotation, RotationOverride
from moto_contacts.services.ssmcontacts.rotations import people
from moto_contacts.services.ssmcontacts.settings import current
from moto_contacts.services.ssmcontacts.shifts import Override
from moto_contacts.simulation import clock
from moto_contacts.simulation.ids import uuid4


class RotationOverrides(Family):
    """Create, read and delete overrides."""

    @operation
    def create_rotation_override(
        self,
        rotation_id: str,
        new_contact_ids: list[str],
        start_time: datetime,
        end_time: datetime,
    ) -> dict[str, Any]:
        """The id of a new override; for a token that came before, the id of then.

        Its contacts are on call instead of the whole team, and none of them may be nobody.
        Errors: ResourceNotFoundException for the rotation and a contact; ValidationException for
        a contact that is no person or no member of the rotation, for times that are too short, over
        or more than six months ahead, and a token of another request;
        ServiceQuotaExceededException where a setting limits the overrides of a rotation.
        Source: documented (replacement, quota without number; the rest for the console), inferred.
        """
        rotation = self.registry.find(Rotation, rotation_id)
        contacts = people(self.registry, new_contact_ids)
        if current.override_members_only:
            for contact in contacts:
                if contact not in rotation.contacts:
                    raise errors.invalid("no member", arn=contact.arn)
        now = clock.now()
        rotation_rules.check_override(start_time, end_time, now)
        existing = len(rotation.overrides.all(RotationOverride))
        errors.check_quota("overrides_per_rotation", existing + 1, rotation.kind, rotation.arn)
        override = RotationOverride(uuid4(), Override(start_time, end_time, new_contact_ids), now)
        rotation.add(override)
        return {"RotationOverrideId": override.arn}

    @operation
    def get_rotation_override(self, rotation_id: str, rotation_override_id: str) -> dict[str, Any]:
        """The override. Errors: ResourceNotFoundException, for one of another rotation too.

        Source: documented, inferred (another rotation).
        """
        rotation = self.registry.find(Rotation, rotation_id)
        override = rotation.overrides.find(RotationOverride, rotation_override_id)
        return {"RotationArn": rotation.arn, **override.describe()}

    @operation
    def delete_rotation_override(self, rotation_id: str, rotation_override_id: str) -> None:
        """Removes the override; whoever it stood in for is on call again.

        Errors: ResourceNotFoundException, for one of another rotation too. Source: documented.
        """
        rotation = self.registry.find(Rotation, rotation_id)
        rotation.remove(rotation.overrides.find(RotationOverride, rotation_override_id))

    @operation
    def list_rotation_overrides(
        self, rotation_id: str, start_time: datetime, end_time: datetime
    ) -> Listing[str, RotationOverride]:
        """The overrides that are in force at any moment between the two, by their starts.

        Errors: ResourceNotFoundException; ValidationException where the end is not later than the
        start. Source: inferred.
        """
        rotation = self.registry.find(Rotation, rotation_id)
        rotation_rules.check_order(start_time, end_time)
        return Listing(
            rotation.overrides_by_start,
            show=RotationOverride.describe,
            where=lambda each: each.override.start < end_time and each.override.end > start_time,
        )
