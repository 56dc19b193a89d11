"""The removal of a contact from its members, which takes as long as moto's state manager says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moto.moto_api import state_manager

from moto_contacts.services.resourcedirectorymaster.contact import Contact
from moto_contacts.services.resourcedirectorymaster.settings import current
from moto_contacts.simulation import clock

#: What moto's state manager calls it.
_TRANSITION = "resourcedirectorymaster::contact_deletion"
state_manager.register_default_transition(_TRANSITION, {"progression": "immediate"})


@dataclass(slots=True, eq=False)
class Deletion:
    """One removal. It fails where members do not let go of the contact."""

    contact: Contact
    #: How often somebody has to look until it is done; 0 where it takes its time.
    looks: int
    due: datetime
    fail_reasons: list[dict[str, Any]] = field(default_factory=list)


def begin(contact: Contact) -> Deletion:
    """The removal that begins now, by moto's transition and by the settings as they are now."""
    transition = state_manager.get_transition(_TRANSITION)
    held = set(current.undeletable_members or ())
    return Deletion(
        contact,
        looks=transition["times"] if transition["progression"] == "manual" else 0,
        due=clock.in_seconds(transition["seconds"] if transition["progression"] == "time" else 0),
        fail_reasons=[
            {"AccountId": member, "MessageTypes": contact.message_types}
            for member in contact.members
            if member in held
        ],
    )
