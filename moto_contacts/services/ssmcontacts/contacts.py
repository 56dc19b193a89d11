"""Contacts: people, escalation plans and on-call schedules."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.listing import Listing, Ordered
from moto_contacts.services.ssmcontacts import errors, plans
from moto_contacts.services.ssmcontacts.contact import Contact
from moto_contacts.services.ssmcontacts.resources import CONTACT
from moto_contacts.services.ssmcontacts.tags import NO_TAGS, Tag, merged


class Contacts(Family):
    """Create, read, change and delete contacts."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._by_alias: Ordered[str, Contact] = Ordered()

    @operation
    def create_contact(
        self,
        alias: str,
        type: str,
        plan: dict[str, Any],
        display_name: str | None = None,
        tags: list[Tag] | None = None,
    ) -> dict[str, Any]:
        """The ARN of a new contact; for a token that came before, the ARN of then.

        Errors: ValidationException for the plan, the tags and a token of another request;
        ServiceQuotaExceededException; ConflictException where a contact of any type has the alias.
        Source: documented (unique alias), inferred (order of checks).
        """

        planned = plans.checked(plan, type, None, self.registry)
        own_tags = merged(NO_TAGS, tags or [], CONTACT, None)
        errors.check_quota("contacts_per_account", len(self._by_alias) + 1, CONTACT, None)
        existing = self._by_alias.get(alias)
        if existing is not None:
            raise errors.conflict(existing, f"Contact with alias {alias} already exists")
        arn = self.scope.arn(f"contact/{alias}")
        contact = Contact(arn, own_tags, alias, type, display_name, [])
        plans.give(contact, planned, self.registry)
        self._by_alias[alias] = contact
        self.registry.add(contact)
        return {"ContactArn": arn}

    @operation
    def get_contact(self, contact_id: str) -> dict[str, Any]:
        """The contact with its plan, which is there even if empty.

        Errors: ResourceNotFoundException. Source: seen.
        """
        contact = self.registry.find(Contact, contact_id)
        return {**contact.describe(), "Plan": {plans.PARTS[contact.type]: contact.planned}}

    @operation
    def update_contact(
        self,
        contact_id: str,
        display_name: str | None = None,
        plan: dict[str, Any] | None = None,
    ) -> None:
        """Changes what is given; a plan replaces the whole plan.

        Errors: ResourceNotFoundException; ValidationException and ServiceQuotaExceededException
        for the plan. Source: seen (an empty plan clears), inferred.
        """
        contact = self.registry.find(Contact, contact_id)
        if plan is not None:
            planned = plans.checked(plan, contact.type, contact.arn, self.registry)
            plans.give(contact, planned, self.registry)
        if display_name is not None:
            contact.display_name = display_name

    @operation
    def delete_contact(self, contact_id: str) -> None:
        """Removes the contact, its channels, policy and tags; its alias is free at once.

        Plans that name it keep its ARN. Errors: ResourceNotFoundException; ConflictException for
        a member of a rotation. Source: documented (plans, rotations), seen (alias), inferred.
        """
        contact = self.registry.find(Contact, contact_id)
        if contact.rotations:
            arns = [rotation.arn for rotation in contact.rotations]
            raise errors.in_use(contact, "Contact is in use by rotations", "ROTATION", arns)
        plans.give(contact, [], self.registry)
        for channel in contact.channels.values():
            channel.revoke_code()
            self.registry.remove(channel)
        self.registry.remove(contact)
        del self._by_alias[contact.alias]

    @operation
    def list_contacts(
        self, alias_prefix: str | None = None, type: str | None = None
    ) -> Listing[str, Contact]:
        """The contacts that fit both filters, by alias.

        Source: seen (order), inferred (case of the prefix counts).
        """
        prefix = alias_prefix or ""

        def wanted(contact: Contact) -> bool:
            return contact.alias.startswith(prefix) and type in (None, contact.type)

        asked = prefix or type
        return Listing(self._by_alias, show=Contact.describe, where=wanted if asked else None)
