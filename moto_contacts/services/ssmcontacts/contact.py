"""A contact, and the channels by which a person is reached."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from moto_contacts.gateway.listing import Created, Ordered
from moto_contacts.gateway.registry import Resource
from moto_contacts.gateway.structures import structure
from moto_contacts.services.ssmcontacts.resources import CONTACT, CONTACT_CHANNEL, Tagged
from moto_contacts.simulation.messages import Sent, Verdict

if TYPE_CHECKING:
    from moto_contacts.services.ssmcontacts.page import Page
    from moto_contacts.services.ssmcontacts.rotation import Rotation


@dataclass(slots=True, eq=False)
class Contact(Tagged):
    """A contact of any type; only its display name and its plan ever change."""

    kind = CONTACT

    alias: str
    type: str
    display_name: str | None
    #: The stages or the rotations of its plan, whichever its type has.
    planned: list[Any]
    policy: str | None = None
    #: Those that it is a member of.
    rotations: tuple[Rotation, ...] = ()
    #: By their positions in the registry.
    channels: Ordered[int, ContactChannel] = field(default_factory=Ordered)
    _pages: Created[Page] | None = field(default=None, init=False, repr=False)

    @property
    def pages(self) -> Created[Page]:
        """Those to a person; the one that was sent last is the last. Most have none."""
        if self._pages is None:
            self._pages = Created()
        return self._pages

    def describe(self) -> dict[str, Any]:
        """The structure ``Contact``. A display name may be blank, which is not none."""
        return structure(
            ContactArn=self.arn,
            Alias=self.alias,
            DisplayName=self.display_name,
            Type=self.type,
        )


@dataclass(slots=True, eq=False)
class ContactChannel(Resource):
    """A way to reach a person; used only while it is activated."""

    kind = CONTACT_CHANNEL

    contact: Contact
    name: str
    type: str
    address: str
    status: str = "NOT_ACTIVATED"
    #: The message with the code that counts now.
    sent: Sent | None = None
    codes_sent: int = 0

    def describe(self) -> dict[str, Any]:
        """The structure ``ContactChannel``, the address in full."""
        return {
            "ContactChannelArn": self.arn,
            "ContactArn": self.contact.arn,
            "Name": self.name,
            "Type": self.type,
            "DeliveryAddress": {"SimpleAddress": self.address},
            "ActivationStatus": self.status,
        }

    def activate(self, code: str) -> bool:
        """-> ACTIVATED, whether it was or not, for the right code in time; else nothing changes."""
        right = self.sent is not None and self.sent.judge(code) is Verdict.RIGHT
        if right:
            self.status = "ACTIVATED"
        return right

    def deactivate(self) -> None:
        """-> NOT_ACTIVATED. The last code stays good for a way back. Source: documented."""
        self.status = "NOT_ACTIVATED"

    def move(self, address: str) -> None:
        """-> NOT_ACTIVATED at another address, for nobody has proved to read what goes there.

        Source: inferred.
        """
        self.address = address
        self.revoke_code()
        self.status = "NOT_ACTIVATED"

    def revoke_code(self) -> None:
        """The last code works no more."""
        if self.sent is not None:
            self.sent.revoke()
            self.sent = None
