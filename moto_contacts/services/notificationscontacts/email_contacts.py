"""E-mail contacts and their activation."""

from __future__ import annotations

from base64 import b32encode
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moto.moto_api._internal import mock_random

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.gateway.registry import Resource
from moto_contacts.services.notificationscontacts import errors
from moto_contacts.services.notificationscontacts.errors import EMAIL_CONTACT
from moto_contacts.services.notificationscontacts.settings import CODE, current
from moto_contacts.simulation import clock, codes, outbox
from moto_contacts.simulation.messages import LINK, Sent, Verdict

_CROCKFORD = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz"
)


@dataclass(slots=True, eq=False)
class EmailContact(Resource):
    """A contact: inactive until the code sent to its address is typed back, or its link opened."""

    kind = EMAIL_CONTACT

    name: str
    address: str
    created_at: datetime
    updated_at: datetime
    status: str = "inactive"
    tags: dict[str, str] = field(default_factory=dict)
    #: The message with the code that counts now.
    sent: Sent | None = None

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


class EmailContacts(Family):
    """Create, read, delete, send and type back codes."""

    @operation
    def create_email_contact(
        self, name: str, email_address: str, tags: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """The ARN of a new, inactive contact. Nothing is sent yet.

        Errors: ValidationException for too many tags; ConflictException where the address is taken,
        in any case of its letters; ServiceQuotaExceededException.
        Source: seen (conflict), inferred (quota, case).
        """
        tags = within_limit(tags or {})
        if self.registry.get(EmailContact, email_address.lower()) is not None:
            raise errors.conflict("address", email_address)
        limit = current.email_contacts_per_account
        if len(self.registry.all(EmailContact)) >= limit:
            raise errors.too_many_contacts(email_address, limit)
        now = clock.now()
        contact = EmailContact(
            arn=self.scope.arn(f"emailcontact/{_new_id()}"),
            name=name,
            address=email_address,
            created_at=now,
            updated_at=now,
            tags=tags,
        )
        self.registry.add(contact, email_address.lower())
        return {"arn": contact.arn}

    @operation
    def get_email_contact(self, arn: str) -> dict[str, Any]:
        """The contact. Errors: ResourceNotFoundException. Source: documented."""
        return {"emailContact": self.registry.find(EmailContact, arn).describe()}

    @operation
    def list_email_contacts(self) -> Listing[int, EmailContact]:
        """All contacts, the oldest first. Source: inferred (order)."""
        return Listing(self.registry.all(EmailContact), show=EmailContact.describe)

    @operation
    def delete_email_contact(self, arn: str) -> None:
        """Removes the contact, whatever its status; its address is free at once.

        Errors: ResourceNotFoundException. Source: documented (any status), inferred (at once).
        """
        contact = self.registry.find(EmailContact, arn)
        if contact.sent is not None:
            contact.sent.revoke()
        self.registry.remove(contact)

    @operation
    def send_activation_code(self, arn: str) -> None:
        """Mails a code that counts from now on, for 12 hours; the one before no longer does.

        The code is the token of a link: whoever opens it activates the contact, too, and makes one
        of the attempts that a code has.
        Errors: ResourceNotFoundException; ConflictException where the contact is active.
        Source: documented (format, life time), seen (conflict, link with the code as its token),
        inferred (replacement, the form of the link, what a click counts as).
        """
        contact = self.registry.find(EmailContact, arn)
        if contact.status == "active":
            raise errors.conflict("active", arn)
        code = codes.issue(CODE, contact.address)
        contact.sent = outbox.send(
            self.scope.message(
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

    @operation
    def activate_email_contact(self, arn: str, code: str) -> None:
        """Makes the contact active, for the right code in time.

        Five attempts are judged, the sixth is refused whatever its code; a new code counts anew.
        Errors: ResourceNotFoundException; ConflictException where the contact is active or the
        attempts are used up; ValidationException for a wrong or an expired code and where none was
        sent. Source: documented (limits), inferred (which error, order of checks).
        """
        contact = self.registry.find(EmailContact, arn)
        if contact.status == "active":
            raise errors.conflict("active", arn)
        if contact.sent is None:
            raise errors.invalid("code")
        verdict = contact.sent.judge(code)
        if verdict is Verdict.LOCKED:
            raise errors.conflict("attempts", arn)
        if verdict is Verdict.WRONG:
            raise errors.invalid("code")
        if verdict is Verdict.EXPIRED:
            raise errors.invalid("late code")
        contact.activate()


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
    return f"a0{b32encode(mock_random.randbytes(16))[:25].translate(_CROCKFORD).decode()}"
