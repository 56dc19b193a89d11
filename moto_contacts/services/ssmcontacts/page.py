"""A page: what an engagement sends to one channel of a person, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from moto_contacts.gateway.listing import Ordered
from moto_contacts.gateway.registry import Resource
from moto_contacts.gateway.structures import structure
from moto_contacts.services.ssmcontacts.resources import PAGE
from moto_contacts.simulation.messages import Sent

if TYPE_CHECKING:
    from moto_contacts.services.ssmcontacts.contact import ContactChannel
    from moto_contacts.services.ssmcontacts.engagement import Engagement, Person


@dataclass(frozen=True, slots=True)
class Receipt:
    """Something that has happened to a page."""

    type: str
    at: datetime
    #: The ARN of the channel, where it is known.
    channel: str | None = None
    info: str | None = None

    def describe(self) -> dict[str, Any]:
        """The structure ``Receipt``."""
        return structure(
            ContactChannelArn=self.channel,
            ReceiptType=self.type,
            ReceiptInfo=self.info or None,
            ReceiptTime=self.at,
        )


@dataclass(slots=True, eq=False)
class Page(Resource):
    """One for an engagement, a person and a channel, however often it is sent."""

    kind = PAGE

    engagement: Engagement
    person: Person
    channel: ContactChannel
    #: What acknowledges it, the same at every send.
    code: str
    #: Its places among the pages of its engagement and of its contact: the latest send is last.
    places: tuple[int, int] = (0, 0)
    #: The latest one is the last.
    sends: list[Sent] = field(default_factory=list)
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    read_at: datetime | None = None
    #: By type, then in the order of their addition. Source: seen (type), inferred.
    receipts: Ordered[str, Receipt] = field(default_factory=Ordered)

    def describe(self) -> dict[str, Any]:
        """The structure ``Page``."""
        return structure(
            PageArn=self.arn,
            EngagementArn=self.engagement.arn,
            ContactArn=self.person.contact.arn,
            Sender=self.engagement.sender,
            IncidentId=self.engagement.incident_id,
            SentTime=self.sent_at,
            DeliveryTime=self.delivered_at,
            ReadTime=self.read_at,
        )

    def send(self, message: Sent) -> None:
        """It has gone out, for the first time or again; the latest time counts. Source: seen."""
        lists = (self.engagement.pages, self.person.contact.pages)
        for pages, place in zip(lists, self.places, strict=True):
            pages.pop(place, None)
        self.places = (lists[0].add(self), lists[1].add(self))
        self.sends.append(message)
        self.sent_at = message.created_at
        self._note(Receipt("SENT", message.created_at, self.channel.arn))

    def deliver(self, receipt: Receipt, sent: Sent | None = None) -> None:
        """It has arrived; the first time counts. ``sent`` is the send, if it is known which.

        Source: inferred (repetition).
        """
        self.delivered_at = self.delivered_at or receipt.at
        self._note(receipt, sent, "delivered")

    def read(self, receipt: Receipt, sent: Sent | None = None) -> None:
        """Its reader has acknowledged it, arrived or not: nothing more is sent to this person.

        The first time counts. Source: seen, inferred (repetition).
        """
        self.read_at = self.read_at or receipt.at
        self._note(receipt, sent, "read")
        self.person.acknowledge()

    def fail(self, receipt: Receipt) -> None:
        """A send did not arrive; others are sent all the same. Source: inferred."""
        self._note(receipt)

    def stop(self, receipt: Receipt) -> None:
        """Its engagement is stopped. Source: documented (type), inferred."""
        self._note(receipt, None, "stopped" if self.read_at is None else None)

    def _note(self, receipt: Receipt, sent: Sent | None = None, state: str | None = None) -> None:
        """Adds the receipt; a send, else the latest one, reaches a state if it still can."""
        self.receipts[f"{receipt.type} {len(self.receipts):09}"] = receipt
        sent = sent or self.sends[-1]
        if (
            state is not None
            and not sent.advance(state, receipt.at)
            and sent.state == "failed"
            and state in ("delivered", "read")
        ):
            sent.mention(state)
