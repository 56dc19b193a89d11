"""Contacts: people, escalation plans and on-call schedules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from moto_contacts.gateway.families import Scope
from moto_contacts.gateway.idempotency import Performed
from moto_contacts.gateway.pagination import Created, Ordered, paginate
from moto_contacts.gateway.structures import structure
from moto_contacts.services.ssmcontacts import errors, plans
from moto_contacts.services.ssmcontacts.resources import Resources
from moto_contacts.services.ssmcontacts.settings import current
from moto_contacts.services.ssmcontacts.tags import NO_TAGS, Tag, merged

if TYPE_CHECKING:
    from moto_contacts.services.ssmcontacts.contact_channels import ContactChannel

#: Where ``MaxResults`` is absent or 0. Source: inferred.
PAGE_SIZE = 100


@dataclass(slots=True)
class Contact:
    """A contact of any type; only its display name and its plan ever change."""

    arn: str
    alias: str
    type: str
    display_name: str | None
    #: The stages or the rotations of its plan, whichever its type has.
    planned: list[Any]
    tags: Mapping[str, str]
    policy: str | None = None
    channels: Created[ContactChannel] = field(default_factory=Created)

    def describe(self) -> dict[str, Any]:
        """The structure ``Contact``. A display name may be blank, which is not none."""
        return structure(
            ContactArn=self.arn,
            Alias=self.alias,
            DisplayName=self.display_name,
            Type=self.type,
        )


class Contacts:
    """Create, read, change and delete contacts."""

    def __init__(self, scope: Scope, resources: Resources):
        self._scope = scope
        self._resources = resources
        self._by_alias: Ordered[str, Contact] = Ordered()
        self._performed = Performed()

    def create_contact(
        self,
        alias: str,
        type: str,
        plan: dict[str, Any],
        display_name: str | None = None,
        tags: list[Tag] | None = None,
        idempotency_token: str | None = None,
    ) -> dict[str, Any]:
        """The ARN of a new contact; for a token that came before, the ARN of then.

        Errors: ValidationException for the plan, the tags and a token of another request;
        ServiceQuotaExceededException; ConflictException where a contact of any type has the alias.
        Source: documented (unique alias), inferred (order of checks).
        """

        def perform() -> dict[str, Any]:
            planned = plans.checked(plan, type, None, self._resources)
            own_tags = merged(NO_TAGS, tags or [], None)
            if len(self._by_alias) >= current.contacts_per_account:
                raise errors.too_many_contacts()
            existing = self._by_alias.get(alias)
            if existing is not None:
                raise errors.alias_exists(existing.arn, alias)
            arn = self._scope.arn(f"contact/{alias}")
            contact = Contact(arn, alias, type, display_name, planned, own_tags)
            self._by_alias[alias] = self._resources[arn] = contact
            return {"ContactArn": arn}

        parameters = (alias, type, plan, display_name, tags)
        return self._performed.once("CreateContact", idempotency_token, parameters, perform)

    def get_contact(self, contact_id: str) -> dict[str, Any]:
        """The contact with its plan, which is there even if empty.

        Errors: ResourceNotFoundException. Source: seen.
        """
        contact: Contact = self._resources.find(contact_id)
        return {**contact.describe(), "Plan": {plans.PARTS[contact.type]: contact.planned}}

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
        contact: Contact = self._resources.find(contact_id)
        if plan is not None:
            contact.planned = plans.checked(plan, contact.type, contact.arn, self._resources)
        if display_name is not None:
            contact.display_name = display_name

    def delete_contact(self, contact_id: str) -> None:
        """Removes the contact, its channels, policy and tags; its alias is free at once.

        Plans that name it keep its ARN. Errors: ResourceNotFoundException.
        Source: documented (plans), seen (alias), inferred.
        """
        contact: Contact = self._resources.find(contact_id)
        for channel in contact.channels.values():
            channel.revoke_code()
            del self._resources[channel.arn]
        del self._resources[contact.arn]
        del self._by_alias[contact.alias]

    def list_contacts(
        self,
        next_token: str | None = None,
        max_results: int | None = None,
        alias_prefix: str | None = None,
        type: str | None = None,
    ) -> dict[str, Any]:
        """A page of the contacts that fit both filters, by alias.

        Source: seen (order), inferred (case of the prefix counts).
        """
        prefix = alias_prefix or ""
        page, token = paginate(
            self._by_alias,
            ["ListContacts", self._scope.account, self._scope.region, prefix, type],
            next_token,
            max_results or PAGE_SIZE,
            where=lambda each: each.alias.startswith(prefix) and type in (None, each.type),
        )
        return structure(Contacts=[each.describe() for each in page], NextToken=token)
