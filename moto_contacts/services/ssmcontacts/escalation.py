"""How an engagement goes on: stage after stage, from whoever was engaged to the people it pages.

All of it happens on the agenda, or as it would there, so that what happens at a moment has that
moment's time however far the clock was moved at once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from moto_contacts.gateway.registry import Registry
from moto_contacts.gateway.scope import Scope
from moto_contacts.gateway.structures import structure
from moto_contacts.services.ssmcontacts import wording
from moto_contacts.services.ssmcontacts.answers import PageAnswers
from moto_contacts.services.ssmcontacts.contact import Contact, ContactChannel
from moto_contacts.services.ssmcontacts.engagement import Engagement, Path, Person
from moto_contacts.services.ssmcontacts.page import Page
from moto_contacts.services.ssmcontacts.rotation import Rotation
from moto_contacts.services.ssmcontacts.settings import current
from moto_contacts.simulation import agenda, clock, codes, outbox
from moto_contacts.simulation.ids import uuid4

#: A stage or a target of a plan.
Part = dict[str, Any]


class Escalation:
    """What carries an engagement out."""

    def __init__(self, scope: Scope, registry: Registry, engagement: Engagement):
        self._scope = scope
        self._registry = registry
        self._engagement = engagement

    def begin(self, contact: Contact) -> None:
        """The plan of whoever is engaged begins: at once, or when a setting says. Source: ours."""
        started_at, seconds = self._engagement.started_at, current.paging_seconds
        engage = partial(self._engage, contact.arn, (), None, False)
        if seconds:
            self._scope.at(clock.later(started_at, timedelta(seconds=seconds)), engage)
        else:
            agenda.as_of(started_at, engage)

    def _engage(self, arn: str, path: Path, stage: int | None, essential: bool) -> None:
        """Whoever has this ARN is to be reached; a contact that is gone is skipped.

        ``stage`` is that of the escalation which names it. Source: documented.
        """
        contact = self._registry.get(Contact, arn)
        if contact is not None:
            step = structure(ContactArn=arn, Type=contact.type, StageIndex=stage)
            _ENGAGE[contact.type](self, contact, (*path, step), essential)

    def _escalate(self, contact: Contact, path: Path, essential: bool) -> None:
        """Its targets are engaged in stages, until an essential one acknowledges."""

        def engage(target: Part, index: int, until: datetime) -> None:
            info = target["ContactTargetInfo"]
            self._engage(info["ContactId"], path, index, info["IsEssential"])

        self._stage(contact.planned, 0, engage, lambda: self._engagement.escalates)

    def _ask_schedule(self, contact: Contact, path: Path, essential: bool) -> None:
        """Whoever is on call now, in any of its rotations, is engaged. Source: documented."""
        for rotation in contact.planned:
            for arn in self._registry.find(Rotation, rotation).on_call(clock.now()):
                self._engage(arn, path, None, essential)

    def _page(self, contact: Contact, path: Path, essential: bool) -> None:
        """The person's own plan begins, once an engagement. Source: inferred (once)."""
        people = self._engagement.people
        person = people.get(contact.arn)
        if person is None:
            person = people[contact.arn] = Person(self._engagement, contact, path)
            send = partial(self._send, person)
            self._stage(contact.planned, 0, send, lambda: person.waits)
        person.essential |= essential

    def _stage(
        self,
        stages: list[Part],
        index: int,
        reach: Callable[[Part, int, datetime], None],
        goes_on: Callable[[], bool],
    ) -> None:
        """A stage begins, if there is one and anybody is still to be reached by it.

        The next one begins when its time is over, whoever was reached. ``reach`` is given a target,
        the number of the stage and its end. Source: seen, inferred (a stage that reaches nobody).
        """
        if index == len(stages) or not goes_on():
            return
        stage = stages[index]
        until = clock.now() + timedelta(minutes=stage["DurationInMinutes"])
        for target in stage["Targets"]:
            reach(target, index, until)
        self._scope.at(until, partial(self._stage, stages, index + 1, reach, goes_on))

    def _send(self, person: Person, target: Part, index: int, until: datetime) -> None:
        """Sends to a channel, now and at each interval before the stage is over.

        A channel that is gone or inactive at that moment is skipped. Source: seen (count),
        documented (skipped), inferred (that one which is activated meanwhile is not).
        """
        if not person.waits:
            return
        info = target["ChannelTargetInfo"]
        channel = self._registry.get(ContactChannel, info["ContactChannelId"])
        if channel is not None and channel.status == "ACTIVATED":
            self._send_page(self._page_to(person, channel))
        interval = info.get("RetryIntervalInMinutes")
        again = clock.now() + timedelta(minutes=interval or 0)
        if interval and again < until:
            self._scope.at(again, partial(self._send, person, target, index, until))

    def _page_to(self, person: Person, channel: ContactChannel) -> Page:
        """The page to a channel, made when it is first sent. Source: documented, inferred."""
        page = person.pages.get(channel.arn)
        if page is None:
            arn = self._scope.arn(f"page/{person.contact.alias}/{uuid4()}")
            code = codes.issue(codes.SIX_DIGITS, channel.address)
            page = Page(arn, self._engagement, person, channel, code)
            person.pages[channel.arn] = page
            self._registry.add(page)
        return page

    def _send_page(self, page: Page) -> None:
        channel = page.channel
        message = self._scope.message(
            kind="page",
            channel=channel.type,
            to=channel.address,
            **wording.of_page(self._engagement, channel.type, page.code),
            code=page.code,
            resource_arn=page.arn,
            recipient=page.person.contact.alias,
            thread=self._engagement.arn,
            answers=PageAnswers(page),
        )
        page.send(outbox.send(message))


#: Type of a contact -> what engaging it means.
_ENGAGE: dict[str, Callable[[Escalation, Contact, Path, bool], None]] = {
    "PERSONAL": Escalation._page,
    "ESCALATION": Escalation._escalate,
    "ONCALL_SCHEDULE": Escalation._ask_schedule,
}
