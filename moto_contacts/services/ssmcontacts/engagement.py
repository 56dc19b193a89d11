"""An engagement, and the people whom it pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moto_contacts.gateway.listing import Created
from moto_contacts.gateway.registry import Resource
from moto_contacts.gateway.structures import structure
from moto_contacts.services.ssmcontacts.contact import Contact
from moto_contacts.services.ssmcontacts.page import Page, Receipt
from moto_contacts.services.ssmcontacts.resources import ENGAGEMENT

#: The structures ``ResolutionContact`` from the engaged contact to a person.
Path = tuple[dict[str, Any], ...]


@dataclass(slots=True, eq=False)
class Engagement(Resource):
    """Whoever is to be reached, with what is to be said. Its plan goes on until it is stopped."""

    kind = ENGAGEMENT

    contact: str
    sender: str
    subject: str
    content: str
    public_subject: str | None
    public_content: str | None
    incident_id: str | None
    started_at: datetime
    #: Set by `stop` alone: neither the end of a plan nor an acknowledgement does. Source: seen.
    stopped_at: datetime | None = None
    #: By the ARNs of their contacts.
    people: dict[str, Person] = field(default_factory=dict)
    #: The one that was sent last is the last.
    pages: Created[Page] = field(default_factory=Created)

    def describe(self) -> dict[str, Any]:
        """The structure ``Engagement``."""
        return structure(
            EngagementArn=self.arn,
            ContactArn=self.contact,
            Sender=self.sender,
            IncidentId=self.incident_id,
            StartTime=self.started_at,
            StopTime=self.stopped_at,
        )

    def texts(self) -> dict[str, Any]:
        """What is said to whom is reached, in private and in public."""
        return structure(
            Subject=self.subject,
            Content=self.content,
            PublicSubject=self.public_subject,
            PublicContent=self.public_content,
        )

    @property
    def escalates(self) -> bool:
        """Whether a further stage of an escalation may begin."""
        return self.stopped_at is None and not any(
            person.essential and person.acknowledged for person in self.people.values()
        )

    def stop(self, at: datetime, reason: str | None) -> None:
        """-> stopped: nothing more is sent. Only the first time counts. Source: inferred."""
        if self.stopped_at is not None:
            return
        self.stopped_at = at
        for page in self.pages.values():
            page.stop(Receipt("STOP", at, info=reason))


@dataclass(slots=True, eq=False)
class Person:
    """A person whom an engagement has come to; paged by the plan that they had then."""

    engagement: Engagement
    contact: Contact
    path: Path
    #: Whether what they acknowledge ends the escalation.
    essential: bool = False
    acknowledged: bool = False
    #: By the ARNs of their channels.
    pages: dict[str, Page] = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        """Whether the person is still to be reached."""
        return self.engagement.stopped_at is None and not self.acknowledged

    def acknowledge(self) -> None:
        """-> acknowledged, by any of their pages."""
        self.acknowledged = True
