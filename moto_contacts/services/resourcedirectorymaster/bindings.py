"""What a contact is bound to: members, folders, or the whole directory."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.services.resourcedirectorymaster import errors
from moto_contacts.services.resourcedirectorymaster.contact import Contact, in_directory, written
from moto_contacts.services.resourcedirectorymaster.contacts import Contacts
from moto_contacts.services.resourcedirectorymaster.settings import current
from moto_contacts.simulation import clock


class Bindings(Family):
    """Bind and unbind. A contact need not be active for it. Source: inferred."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._contacts = backend.family(Contacts)

    @operation
    def associate_members(self, contact_id: str, members: list[str]) -> dict[str, Any]:
        """The bindings, new ones and those that were there, which stay as they are.

        Errors: InvalidParameter.Members for too many in one call,
        InvalidParameter.Members.Duplicate, EntityNotExists.Contact, ContactStatusMismatchAction,
        InvalidMember, LimitExceeded.ContactMembers.
        Source: documented, inferred (repeated bindings, order of checks, too many in one call).
        """
        if len(members) > current.targets_per_call:
            raise errors.invalid("Members")
        contact = self._admit(contact_id, members)
        now = clock.now()
        bound = contact.members | {each: now for each in members if each not in contact.members}
        if len(bound) > current.bindings_per_contact:
            raise errors.refused("LimitExceeded.ContactMembers")
        contact.members = bound
        return _describe(contact, {member: bound[member] for member in members})

    @operation
    def disassociate_members(self, contact_id: str, members: list[str]) -> dict[str, Any]:
        """The bindings that are no more, and the time of that; unbound members are no error.

        Errors: QuotaExceeded.Members for more than a contact can have,
        InvalidParameter.Members.Length for too many in one call,
        InvalidParameter.Members.Duplicate, EntityNotExists.Contact, ContactStatusMismatchAction,
        InvalidMember. Source: documented, inferred (unbound members, which error is for what).
        """
        if len(members) > current.bindings_per_contact:
            raise errors.refused("QuotaExceeded.Members")
        if len(members) > current.targets_per_call:
            raise errors.refused("InvalidParameter.Members.Length")
        contact = self._admit(contact_id, members)
        for member in members:
            contact.members.pop(member, None)
        return _describe(contact, dict.fromkeys(members, clock.now()))

    def _admit(self, contact_id: str, members: list[str]) -> Contact:
        if len(set(members)) < len(members):
            raise errors.refused("InvalidParameter.Members.Duplicate")
        contact = self._contacts.find_changeable(contact_id)
        if not all(map(in_directory, members)):
            raise errors.refused("InvalidMember")
        return contact


def _describe(contact: Contact, dates: dict[str, datetime]) -> dict[str, Any]:
    bindings = [
        {"ContactId": contact.id, "MemberId": member, "ModifyDate": written(date)}
        for member, date in dates.items()
    ]
    return {"Members": bindings}
