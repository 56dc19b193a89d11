"""A message contact: where it can be reached, what of that is verified, and what it is bound to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Resource
from moto_contacts.gateway.structures import structure
from moto_contacts.services.resourcedirectorymaster import errors
from moto_contacts.services.resourcedirectorymaster.settings import current
from moto_contacts.simulation.messages import Sent

#: The parameter with an address, the one with a number.
EMAIL_ADDRESS, PHONE_NUMBER = "EmailAddress", "PhoneNumber"

#: Both regions of the product lie in it. Source: inferred; samples name no zone.
_ZONE = timezone(timedelta(hours=8))


@dataclass(slots=True)
class Target:
    """An address or number of a contact: the one that counts, and the one to be verified."""

    value: str | None = None
    #: None where nothing is. Of a contact that was never verified, this counts already.
    pending: str | None = None
    #: The latest message to the pending one.
    sent: Sent | None = None

    def change(self, value: str, at_once: bool) -> None:
        """Asks for another value: to be verified, and counting ``at_once`` or only then.

        The value that was asked for last stays as it is; the one that counts ends a pending change.
        """
        if value == (self.pending or self.value):
            return
        self.drop()
        if at_once:
            self.value = value
        elif value == self.value:
            return
        self.pending = value

    def verify(self) -> None:
        """pending -> counting."""
        self.value, self.pending, self.sent = self.pending, None, None

    def revoke(self) -> None:
        """The link that was sent last leads nowhere."""
        if self.sent is not None:
            self.sent.revoke()
            self.sent = None

    def drop(self) -> None:
        """Nothing is to be verified any more."""
        self.revoke()
        self.pending = None


@dataclass(slots=True, eq=False)
class Contact(Resource):
    """A contact of the directory."""

    kind = Kind("contact")

    id: str
    name: str
    title: str
    message_types: list[str]
    created_at: datetime
    targets: dict[str, Target] = field(
        default_factory=lambda: {EMAIL_ADDRESS: Target(), PHONE_NUMBER: Target()}
    )
    #: What the contact is bound to, and since when.
    members: dict[str, datetime] = field(default_factory=dict)
    #: Whether all that the contact was added with has been verified; never again false.
    verified: bool = False
    deleting: bool = False
    #: Why it could not be deleted when that was asked for last; None where it never was.
    fail_reasons: list[dict[str, Any]] | None = None

    @property
    def named(self) -> tuple[str, str]:
        """What the registry calls it: its id, and its name, told from any id."""
        return self.id, named(self.name)

    @property
    def status(self) -> str:
        """Verifying, Active or Deleting."""
        if self.deleting:
            return "Deleting"
        return "Active" if self.verified else "Verifying"

    def describe(self) -> dict[str, Any]:
        """The structure ``Contact``, with the address and number that count."""
        return structure(
            ContactId=self.id,
            Name=self.name,
            EmailAddress=self.targets[EMAIL_ADDRESS].value,
            PhoneNumber=self.targets[PHONE_NUMBER].value,
            Title=self.title,
            MessageTypes=self.message_types,
            Members=list(self.members),
            Status=self.status,
            CreateDate=written(self.created_at),
        )

    def reach(self, addresses: dict[str, str | None]) -> None:
        """Asks for other addresses and numbers; None leaves one as it is.

        What an active contact is to get counts once it is verified; a contact that was never
        verified has nothing to go on with meanwhile, so it gets it at once.
        Source: documented (active), seen (never verified).
        """
        for kind, value in addresses.items():
            if value is not None:
                self.targets[kind].change(value, at_once=not self.verified)

    def verify(self, kind: str) -> None:
        """The pending address or number counts; Verifying -> Active where it was the last one.

        Source: documented (counts), inferred (the last one, not any).
        """
        self.targets[kind].verify()
        self.verified = self.verified or not self.to_verify()

    def to_verify(self) -> list[str]:
        """The addresses and numbers that are yet to be verified; none while it is being deleted."""
        pending = [target.pending for target in self.targets.values()]
        return [] if self.deleting else [value for value in pending if value is not None]

    def revoke(self) -> None:
        """No link that was sent leads anywhere."""
        for target in self.targets.values():
            target.revoke()


def named(name: str) -> str:
    """What the registry calls the contact of a name. No id has a blank."""
    return f"name {name}"


def written(moment: datetime) -> str:
    """A moment as the service writes it. Source: documented (form), inferred (zone)."""
    return moment.astimezone(_ZONE).strftime("%Y-%m-%d %H:%M:%S")


def check_country(phone_number: str | None) -> None:
    """Whether the site sends to the country of a number: the Chinese one to China alone.

    Errors: InvalidParameter.MobileCountryCode. Source: documented (China), inferred (the other).
    """
    everywhere = current.site == "international"
    if phone_number is not None and not everywhere and not phone_number.startswith("86-"):
        raise errors.refused("InvalidParameter.MobileCountryCode")


def in_directory(member: str) -> bool:
    """Whether the directory has this member, folder or root: any, until a test registers some."""
    registered = current.members
    return registered is None or member in registered
