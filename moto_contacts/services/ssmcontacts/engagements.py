"""Engagements: whoever is to be reached, from the start to the stop."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.gateway.times import in_milliseconds
from moto_contacts.services.ssmcontacts.contact import Contact, ContactChannel
from moto_contacts.services.ssmcontacts.engagement import Engagement
from moto_contacts.services.ssmcontacts.escalation import Escalation
from moto_contacts.simulation import clock, codes
from moto_contacts.simulation.ids import uuid4


class Engagements(Family):
    """Start, stop and read engagements."""

    @operation
    def start_engagement(
        self,
        contact_id: str,
        sender: str,
        subject: str,
        content: str,
        public_subject: str | None = None,
        public_content: str | None = None,
        incident_id: str | None = None,
    ) -> dict[str, Any]:
        """The ARN of a new engagement, whose plan begins at once; it may be one that pages nobody.

        For a token that came before it is the ARN of then, and nobody is paged again.
        Errors: ResourceNotFoundException; ValidationException for the token of another request.
        Source: documented, inferred (empty plans, schedules).
        """
        contact = self.registry.find(Contact, contact_id)
        codes.check_fixed(codes.SIX_DIGITS, self._is_told)
        engagement = Engagement(
            self.scope.arn(f"engagement/{contact.alias}/{uuid4()}"),
            contact.arn,
            sender,
            subject,
            content,
            public_subject,
            public_content,
            incident_id,
            in_milliseconds(clock.now()),
        )
        self.registry.add(engagement)
        Escalation(self.scope, self.registry, engagement).begin(contact)
        return {"EngagementArn": engagement.arn}

    @operation
    def stop_engagement(self, engagement_id: str, reason: str | None = None) -> None:
        """Nothing more is sent, and no stage begins; once more changes nothing.

        Errors: ResourceNotFoundException. Source: documented, seen (a day later), inferred.
        """
        engagement = self.registry.find(Engagement, engagement_id)
        engagement.stop(clock.now(), reason)

    @operation
    def describe_engagement(self, engagement_id: str) -> dict[str, Any]:
        """The engagement with its texts. Errors: ResourceNotFoundException.

        Source: documented, seen (StopTime only once it was stopped).
        """
        engagement = self.registry.find(Engagement, engagement_id)
        return {**engagement.describe(), **engagement.texts()}

    @operation
    def list_engagements(
        self,
        incident_id: str | None = None,
        time_range_value: dict[str, datetime] | None = None,
    ) -> Listing[int, Engagement]:
        """The engagements of an incident that began in a time, its ends included; the latest first.

        Source: seen (order), inferred (range).
        """
        within = time_range_value or {}
        start, end = within.get("StartTime"), within.get("EndTime")
        return Listing(
            self.registry.all(Engagement),
            show=Engagement.describe,
            where=lambda each: (
                incident_id in (None, each.incident_id)
                and (start is None or start <= each.started_at)
                and (end is None or each.started_at <= end)
            ),
            newest_first=True,
        )

    def _is_told(self, address: str) -> bool:
        """Whether anybody is told of pages there."""
        channels = self.registry.all(ContactChannel).values()
        return any(channel.address == address for channel in channels)
