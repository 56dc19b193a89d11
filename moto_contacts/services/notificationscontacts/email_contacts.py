"""E-mail contacts and their activation."""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moto.moto_api._internal import mock_random

from moto_contacts.gateway.families import Scope
from moto_contacts.gateway.pagination import Created, paginate
from moto_contacts.gateway.structures import structure
from moto_contacts.services.notificationscontacts import errors
from moto_contacts.services.notificationscontacts.settings import current
from moto_contacts.simulation import clock, codes, outbox
from moto_contacts.simulation.messages import LINK, Sent, Verdict

_CODE = codes.CodeFormat(7, string.ascii_lowercase + string.digits)
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_PAGE_SIZE = 100


@dataclass(slots=True)
class EmailContact:
    """A contact: inactive until the code sent to its address is typed back, or its link opened."""

    arn: str
    name: str
    address: str
    created_at: datetime
    updated_at: datetime
    status: str = "inactive"
    tags: dict[str, str] = field(default_factory=dict)
    #: The message with the code that counts now.
    sent: Sent | None = None
    position: int = 0

    def describe(self) -> dict[str, Any]:
        """The structure ``EmailContact``."""
        return {
            "arn": self.arn,
            "name": self.name,
            "address": self.address,
            "status": self.status,
            "creationTime": self.created_at,
            "updateTime": self.updated_at,
        }

    def activate(self) -> None:
        """inactive -> active. There is no way back. Source: documented."""
        self.status = "active"
        self.updated_at = clock.now()
        self.sent = None


class EmailContacts:
    """Create, read, delete, send and type back codes."""

    def __init__(self, scope: Scope):
        self._scope = scope
        self._by_position: Created[EmailContact] = Created()
        self._by_arn: dict[str, EmailContact] = {}
        self._by_address: dict[str, EmailContact] = {}

    def create_email_contact(
        self, name: str, email_address: str, tags: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """The ARN of a new, inactive contact. Nothing is sent yet.

        Errors: ValidationException for too many tags; ConflictException where the address is taken,
        in any case of its letters; ServiceQuotaExceededException.
        Source: seen (conflict), inferred (quota, case).
        """
        tags = within_limit(tags or {})
        if email_address.lower() in self._by_address:
            raise errors.address_exists(email_address)
        limit = current.email_contacts_per_account
        if len(self._by_arn) >= limit:
            raise errors.too_many_contacts(email_address, limit)
        now = clock.now()
        contact = EmailContact(
            arn=self._scope.arn(f"emailcontact/{_new_id()}"),
            name=name,
            address=email_address,
            created_at=now,
            updated_at=now,
            tags=tags,
        )
        contact.position = self._by_position.add(contact)
        self._by_arn[contact.arn] = contact
        self._by_address[email_address.lower()] = contact
        return {"arn": contact.arn}

    def get_email_contact(self, arn: str) -> dict[str, Any]:
        """The contact. Errors: ResourceNotFoundException. Source: documented."""
        return {"emailContact": self.find(arn).describe()}

    def list_email_contacts(
        self, max_results: int = _PAGE_SIZE, next_token: str | None = None
    ) -> dict[str, Any]:
        """A page of contacts, the oldest first. Source: inferred (order, default size)."""
        query = ["ListEmailContacts", self._scope.account, self._scope.partition]
        page, token = paginate(self._by_position, query, next_token, max_results)
        return structure(emailContacts=[each.describe() for each in page], nextToken=token)

    def delete_email_contact(self, arn: str) -> None:
        """Removes the contact, whatever its status; its address is free at once.

        Errors: ResourceNotFoundException. Source: documented (any status), inferred (at once).
        """
        contact = self.find(arn)
        if contact.sent is not None:
            contact.sent.revoke()
        del self._by_position[contact.position]
        del self._by_arn[arn]
        del self._by_address[contact.address.lower()]

    def send_activation_code(self, arn: str) -> None:
        """Mails a code that counts from now on, for 12 hours; the one before no longer does.

        The code is the token of a link: whoever opens it activates the contact, too, and makes one
        of the attempts that a code has.
        Errors: ResourceNotFoundException; ConflictException where the contact is active.
        Source: documented (format, life time), seen (conflict, link with the code as its token),
        inferred (replacement, the form of the link, what a click counts as).
        """
        contact = self.find(arn)
        if contact.status == "active":
            raise errors.already_active(arn)
        code = codes.issue(_CODE, contact.address)
        contact.sent = outbox.send(
            self._scope.message(
                channel="EMAIL",
                to=contact.address,
                sender="no-reply@notifications.aws.com",
                subject="Activate your email contact",
                body=(
                    f"Your activation code for {contact.name} is {code}. "
                    f"To open this link activates the contact, too: {LINK}"
                ),
                code=code,
                token=code,
                resource_arn=arn,
                confirm=contact.activate,
                attempts_allowed=current.attempts_per_code,
            ),
            hours=current.code_hours,
            replaces=contact.sent,
        )

    def activate_email_contact(self, arn: str, code: str) -> None:
        """Makes the contact active, for the right code in time.

        Five attempts are judged, the sixth is refused whatever its code; a new code counts anew.
        Errors: ResourceNotFoundException; ConflictException where the contact is active or the
        attempts are used up; ValidationException for a wrong or an expired code and where none was
        sent. Source: documented (limits), inferred (which error, order of checks).
        """
        contact = self.find(arn)
        if contact.status == "active":
            raise errors.already_active(arn)
        if contact.sent is None:
            raise errors.wrong_code()
        verdict = contact.sent.judge(code)
        if verdict is Verdict.LOCKED:
            raise errors.too_many_attempts(arn)
        if verdict is Verdict.WRONG:
            raise errors.wrong_code()
        if verdict is Verdict.EXPIRED:
            raise errors.code_expired()
        contact.activate()

    def find(self, arn: str) -> EmailContact:
        """The contact of this ARN, or ResourceNotFoundException."""
        contact = self._by_arn.get(arn)
        if contact is None:
            raise errors.email_contact_not_found(arn)
        return contact


def within_limit(tags: dict[str, str]) -> dict[str, str]:
    """The tags, if a contact can have as many. Errors: ValidationException. Source: inferred."""
    limit = current.tags_per_resource
    if len(tags) > limit:
        raise errors.too_many_tags(limit)
    return tags


def _new_id() -> str:
    """``a`` and a lower-case ULID, as real ids have it. Source: seen.

    All of it comes from moto's generator, the place of the time too, so that a seed repeats it.
    """
    return f"a0{''.join(mock_random.choices(_CROCKFORD, k=25))}"
