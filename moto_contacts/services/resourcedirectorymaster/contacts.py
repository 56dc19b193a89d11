"""Message contacts: add, change, read, delete."""

from __future__ import annotations

import string
from functools import partial
from typing import Any, TypeVar

from moto.moto_api._internal import mock_random

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.structures import structure
from moto_contacts.services.resourcedirectorymaster import errors
from moto_contacts.services.resourcedirectorymaster.contact import (
    EMAIL_ADDRESS,
    PHONE_NUMBER,
    Contact,
    check_country,
    in_directory,
    named,
    written,
)
from moto_contacts.services.resourcedirectorymaster.deletion import Deletion, begin
from moto_contacts.services.resourcedirectorymaster.settings import current
from moto_contacts.simulation import clock

T = TypeVar("T")

_PAGE_SIZE = 10


class Contacts(Family):
    """The contacts of one directory."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        #: The deletions that wait until somebody has looked often enough.
        self._watched: list[Deletion] = []

    @operation
    def add_message_contact(
        self,
        name: str,
        email_address: str,
        title: str,
        message_types: list[str],
        phone_number: str | None = None,
    ) -> dict[str, Any]:
        """The id and date of a new contact whose address and number are to be verified.

        Nothing is sent yet. Addresses and numbers may be those of other contacts.
        Errors: InvalidParameter.MobileCountryCode, InvalidParameter.Name.AlreadyUsed,
        LimitExceeded.Contacts. Source: documented, inferred (other contacts, order of checks).
        """
        check_country(phone_number)
        self._check_name(name)
        if len(self.registry.all(Contact)) >= current.contacts_per_directory:
            raise errors.refused("LimitExceeded.Contacts")
        contact_id = _new_id()
        arn = f"acs:resourcemanager:*:{self.scope.account}:contact/{contact_id}"
        contact = Contact(arn, contact_id, name, title, message_types, clock.now())
        contact.reach({EMAIL_ADDRESS: email_address, PHONE_NUMBER: phone_number})
        self.registry.add(contact, *contact.named)
        return {"Contact": {"ContactId": contact.id, "CreateDate": written(contact.created_at)}}

    @operation
    def update_message_contact(
        self,
        contact_id: str,
        name: str | None = None,
        email_address: str | None = None,
        phone_number: str | None = None,
        title: str | None = None,
        message_types: list[str] | None = None,
    ) -> None:
        """Changes what is given: an address or number of an active contact once it is verified.

        Errors: InvalidParameter.MobileCountryCode, EntityNotExists.Contact,
        ContactStatusMismatchAction, InvalidParameter.Name.AlreadyUsed.
        Source: documented, inferred (order of checks).
        """
        check_country(phone_number)
        contact = self.find_changeable(contact_id)
        if name is not None and name != contact.name:
            self._check_name(name)
            contact.name = name
            self.registry.rename(contact, *contact.named)
        contact.title = title or contact.title
        contact.message_types = message_types or contact.message_types
        contact.reach({EMAIL_ADDRESS: email_address, PHONE_NUMBER: phone_number})

    @operation
    def cancel_message_contact_update(
        self, contact_id: str, email_address: str | None = None, phone_number: str | None = None
    ) -> None:
        """Drops pending changes: the address and number that were verified go on counting.

        A contact that was never verified has none to go back to. All that is given must be
        pending, and something must be given.
        Errors: InvalidParameter.MobileCountryCode, EntityNotExists.Contact,
        ContactStatusMismatchAction. Source: documented, inferred (what must be given).
        """
        check_country(phone_number)
        contact = self.find_changeable(contact_id)
        given = structure(EmailAddress=email_address, PhoneNumber=phone_number)
        dropped = [contact.targets[kind] for kind in given]
        is_pending = [target.pending for target in dropped] == list(given.values())
        if not (contact.verified and given and is_pending):
            raise errors.refused("ContactStatusMismatchAction")
        for target in dropped:
            target.drop()

    @operation
    def get_message_contact(self, contact_id: str) -> dict[str, Any]:
        """The contact. Errors: EntityNotExists.Contact. Source: documented."""
        self._look(contact_id)
        return {"Contact": self.find(contact_id).describe()}

    @operation
    def list_message_contacts(
        self,
        contact_id: str | None = None,
        member: str | None = None,
        page_number: int = 1,
        page_size: int = _PAGE_SIZE,
    ) -> dict[str, Any]:
        """A page of contacts, the oldest first: all, one, or those bound to a member itself.

        Errors: EntityNotExists.Contact, EntityNotExists.Member.
        Source: documented, inferred (order, page size, that AssociatedDate needs a member).
        """
        if member is not None and not in_directory(member):
            raise errors.refused("EntityNotExists.Member")
        self._look(contact_id)
        found = (
            list(self.registry.all(Contact).values())
            if contact_id is None
            else [self.find(contact_id)]
        )
        if member is not None:
            found = [each for each in found if member in each.members]
        page, counts = _page(found, page_number, page_size)
        contacts = [
            structure(
                **contact.describe(),
                AssociatedDate=None if member is None else written(contact.members[member]),
            )
            for contact in page
        ]
        return {"Contacts": contacts, **counts}

    @operation
    def list_message_contact_verifications(
        self, contact_id: str, page_number: int = 1, page_size: int = _PAGE_SIZE
    ) -> dict[str, Any]:
        """A page of what is to be verified: the address, then the number.

        Errors: EntityNotExists.Contact. Source: documented, inferred (order, page size).
        """
        page, counts = _page(self.find(contact_id).to_verify(), page_number, page_size)
        verifications = [{"ContactId": contact_id, "Target": target} for target in page]
        return {"ContactVerifications": verifications, **counts}

    @operation
    def delete_message_contact(
        self, contact_id: str, retain_contact_in_members: bool = True
    ) -> dict[str, Any]:
        """Deleted where the members keep the contact; Deleting where it is taken from them first.

        That takes as long as moto's state manager says for ``resourcedirectorymaster::
        contact_deletion`` as it begins: no time, by default; seconds are the simulated clock's.
        Members that the setting ``resourcedirectory_undeletable_members`` names do not let go, and
        the deletion fails.
        Errors: EntityNotExists.Contact; ConcurrentCallNotSupported while it is being deleted.
        Source: documented, inferred (the error, that no member is needed for Deleting).
        """
        contact = self.find(contact_id)
        if contact.deleting:
            raise errors.refused("ConcurrentCallNotSupported")
        contact.revoke()
        if retain_contact_in_members:
            self.registry.remove(contact)
            return {"Status": "Deleted"}
        contact.deleting = True
        deletion = begin(contact)
        if deletion.looks:
            self._watched.append(deletion)
        else:
            self.scope.at(deletion.due, partial(self._finish, deletion))
        return {"Status": "Deleting"}

    @operation
    def get_message_contact_deletion_status(self, contact_id: str) -> dict[str, Any]:
        """How far the deletion is: Deleting or Failed; no status where none was asked for.

        Errors: EntityNotExists.Contact once it is done. Source: documented, inferred (the rest).
        """
        self._look(contact_id)
        contact = self.find(contact_id)
        status, reasons = None, []
        if contact.deleting:
            status = "Deleting"
        elif contact.fail_reasons is not None:
            status, reasons = "Failed", contact.fail_reasons
        told = structure(ContactId=contact_id, Status=status, FailReasonList=reasons)
        return {"ContactDeletionStatus": told}

    def find(self, contact_id: str) -> Contact:
        """The contact of this id. Errors: EntityNotExists.Contact."""
        return self.registry.find(Contact, contact_id)

    def find_changeable(self, contact_id: str) -> Contact:
        """The contact, where it is not being deleted.

        Errors: EntityNotExists.Contact, ContactStatusMismatchAction.
        """
        contact = self.find(contact_id)
        if contact.deleting:
            raise errors.refused("ContactStatusMismatchAction")
        return contact

    def _check_name(self, name: str) -> None:
        if self.registry.get(Contact, named(name)) is not None:
            raise errors.refused("InvalidParameter.Name.AlreadyUsed")

    def _look(self, contact_id: str | None) -> None:
        """Somebody looks at a contact, or at all: what moto's manual transitions count."""
        for deletion in list(self._watched):
            if contact_id in (None, deletion.contact.id):
                deletion.looks -= 1
                if not deletion.looks:
                    self._watched.remove(deletion)
                    self._finish(deletion)

    def _finish(self, deletion: Deletion) -> None:
        contact = deletion.contact
        contact.deleting = False
        if deletion.fail_reasons:
            contact.fail_reasons = deletion.fail_reasons
        else:
            self.registry.remove(contact)


def _page(items: list[T], number: int, size: int) -> tuple[list[T], dict[str, int]]:
    """The items of a page, maybe none, and the members that tell where it is."""
    first = (number - 1) * size
    counts = {"TotalCount": len(items), "PageNumber": number, "PageSize": size}
    return items[first : first + size], counts


def _new_id() -> str:
    """Source: inferred from samples; only the prefix is sure."""
    return f"c-{''.join(mock_random.choices(string.ascii_lowercase + string.digits, k=16))}"
