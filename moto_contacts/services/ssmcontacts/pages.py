"""Pages, their receipts, and how they are acknowledged by a call."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Created, Listing
from moto_contacts.services.ssmcontacts import errors
from moto_contacts.services.ssmcontacts.contact import Contact, ContactChannel
from moto_contacts.services.ssmcontacts.engagement import Engagement
from moto_contacts.services.ssmcontacts.page import Page, Receipt
from moto_contacts.simulation import clock, codes


class Pages(Family):
    """Read pages and what has happened to them; say that one was received, or read."""

    @operation
    def describe_page(self, page_id: str) -> dict[str, Any]:
        """The page with the texts of its engagement. Errors: ResourceNotFoundException.

        Source: seen (SentTime is that of the latest send).
        """
        page = self.registry.find(Page, page_id)
        return {**page.describe(), **page.engagement.texts()}

    @operation
    def list_pages_by_contact(self, contact_id: str) -> Listing[int, Page]:
        """The pages to a person, those sent last first; of other contacts none.

        Errors: ResourceNotFoundException. Source: inferred (order, other contacts).
        """
        contact = self.registry.find(Contact, contact_id)
        return Listing(contact.pages, show=Page.describe, newest_first=True)

    @operation
    def list_pages_by_engagement(self, engagement_id: str) -> Listing[int, Page]:
        """The pages of an engagement, those sent last first.

        Errors: ResourceNotFoundException. Source: inferred (order; that they are there at once).
        """
        engagement = self.registry.find(Engagement, engagement_id)
        return Listing(engagement.pages, show=Page.describe, newest_first=True)

    @operation
    def list_page_receipts(self, page_id: str) -> Listing[str, Receipt]:
        """What has happened to the page: by type, then by time.

        Errors: ResourceNotFoundException. Source: seen (type), inferred.
        """
        page = self.registry.find(Page, page_id)
        return Listing(page.receipts, show=Receipt.describe)

    @operation
    def list_page_resolutions(self, page_id: str) -> Listing[int, dict[str, Any]]:
        """The way from whoever was engaged to the person who is paged.

        Errors: ResourceNotFoundException. Source: documented, inferred (StageIndex).
        """
        page = self.registry.find(Page, page_id)
        return Listing(Created(page.person.path), show=dict)

    @operation
    def accept_page(
        self,
        page_id: str,
        accept_type: str,
        accept_code: str,
        contact_channel_id: str | None = None,
        note: str | None = None,
        accept_code_validation: str | None = None,
    ) -> None:
        """The page has arrived, or is acknowledged, also once its plan is over or stopped.

        The code counts only where its validation is enforced.
        Errors: ResourceNotFoundException; ValidationException for a wrong code, and for a channel
        of somebody else. Source: documented, seen (late), inferred (no validation by itself).
        """
        page = self.registry.find(Page, page_id)
        if contact_channel_id is not None:
            channel = self.registry.find(ContactChannel, contact_channel_id)
            if channel.contact is not page.person.contact:
                raise errors.invalid("channel of another", arn=contact_channel_id)
        if accept_code_validation == "ENFORCE" and not codes.same(accept_code, page.code):
            raise errors.invalid("accept code")
        accept = {"DELIVERED": page.deliver, "READ": page.read}[accept_type]
        accept(Receipt(accept_type, clock.now(), contact_channel_id, note))
