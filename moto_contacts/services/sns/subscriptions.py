"""Subscriptions that wait for somebody to confirm them; all others are moto's alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend
from moto_contacts.gateway.errors import ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Resource
from moto_contacts.services.sns import errors, motos
from moto_contacts.services.sns.motos import Subscription
from moto_contacts.services.sns.requests_to_confirm import (
    SUBSCRIPTION,
    UNSUBSCRIPTION,
    RequestToConfirm,
    Wording,
)
from moto_contacts.services.sns.settings import checked, current
from moto_contacts.simulation import agenda, clock, outbox
from moto_contacts.simulation.ids import hexadecimal, request_id, uuid4
from moto_contacts.simulation.messages import Sent
from moto_contacts.simulation.state import Flag

MAIL_SENDER = "no-reply@sns.amazonaws.com"
_MAILS = ("email", "email-json")
#: Protocols whose endpoints have to confirm, in the account of the topic. Source: documented.
CONFIRMED = (*_MAILS, "http", "https")


class Held(Flag):
    """Any subscription of the running test may be waiting."""


@dataclass(slots=True, eq=False)
class Pending(Resource):
    """A subscription that waits, and of which moto does not know meanwhile."""

    kind = Kind("subscription")

    subscription: Subscription
    #: Its end, where nobody confirms it.
    end: agenda.Entry

    def describe(self) -> dict[str, Any]:
        """The structure ``Subscription``, with a word in place of the ARN. Source: seen."""
        found = self.subscription
        return {
            "SubscriptionArn": "PendingConfirmation",
            "Owner": found.owner,
            "Protocol": found.protocol,
            "Endpoint": found.endpoint,
            "TopicArn": found.topic_arn,
        }


@dataclass(frozen=True, slots=True)
class _Ticket:
    """What a token is good for."""

    subscription: Subscription
    expires_at: datetime
    #: The mail that has it; None for what was posted.
    sent: Sent | None

    @property
    def expired(self) -> bool:
        return self.sent.expired if self.sent is not None else clock.now() > self.expires_at


class Subscriptions(Family):
    """Those of one account and region that wait, and the tokens of those that have waited."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._tickets: dict[str, _Ticket] = {}
        #: ARNs that only a signed call ends.
        self._owned: set[str] = set()
        #: ARNs of which a mail was shown.
        self._shown: set[str] = set()
        #: Topic -> how many were unsubscribed.
        self._deleted: Counter[str] = Counter()
        #: Topic -> one that is subscribed to it, or was, of each of which anything is kept here.
        self._topics: dict[str, Subscription] = {}

    @property
    def motos(self) -> motos.Subscriptions:
        """All that do not wait."""
        return motos.Subscriptions(self.scope.account, self.scope.region)

    def pending(self, topic_arn: str | None = None) -> list[Pending]:
        """Those that wait, of one topic or of all, the oldest first."""
        self.tidy()
        found = self.registry.all(Pending).values()
        return [each for each in found if topic_arn in (None, each.subscription.topic_arn)]

    def waiting(self, topic_arn: str, protocol: str, endpoint: str) -> Pending | None:
        """The one of an endpoint to a topic."""
        place = (topic_arn, protocol, endpoint)
        return next((each for each in self.pending() if each.subscription.place == place), None)

    @contextmanager
    def lent(self, pending: Pending | None) -> Iterator[None]:
        """Within it moto knows of the subscription; if it removes it, that is gone."""
        if pending is None:
            yield
            return
        self.motos.put(pending.subscription)
        try:
            yield
        finally:
            if not self.motos.take(pending.subscription):
                self.forget(pending)

    def hold(self, subscription: Subscription) -> Pending:
        """From now on it waits. Source: documented."""
        Held.put_up()
        self._topics[subscription.topic_arn] = subscription
        self.motos.take(subscription)
        subscription.silence()
        subscription.say(PendingConfirmation=True, ConfirmationWasAuthenticated=False)
        pending = Pending(subscription.arn, subscription, self._end(subscription.arn))
        self.registry.add(pending)
        return pending

    def take_place(self, subscription: Subscription) -> None:
        """One of the same endpoint that was unsubscribed before can be had back no more.

        There would be two of it. Source: inferred.
        """
        for arn in {
            each.subscription.arn
            for each in self._tickets.values()
            if each.subscription.place == subscription.place
        } - {subscription.arn}:
            self._forget_tokens(arn)

    def ask(self, pending: Pending, base_url: str) -> None:
        """Sends a token that confirms it, for the first time or again; those before stay good.

        Where nobody confirms it in time, it is gone. Source: documented (time), inferred.
        """
        pending.end.cancel()
        pending.end = self._end(pending.arn)
        self._send(SUBSCRIPTION, pending.subscription, base_url)

    def show(self, subscription: Subscription, base_url: str) -> None:
        """Shows the mail that SNS sends where moto has confirmed at once; its link does nothing."""
        if subscription.protocol not in _MAILS or subscription.arn in self._shown:
            return
        self._shown.add(subscription.arn)
        # moto's next ids are to be those that they are without us.
        token = (request_id() + request_id()).replace("-", "")
        request = RequestToConfirm(SUBSCRIPTION, subscription, token, base_url, request_id())
        outbox.show(self._mail(request, confirm=_nothing), current.token_hours)

    def confirm(self, token: str, signed: bool = False, owned: bool = False) -> str:
        """The ARN of what the token confirms, or restores; once more changes nothing.

        Errors: InvalidParameter; AuthorizationError where it was confirmed so that only owners may
        end it, and the call is not signed. Source: seen.
        """
        self.tidy()
        ticket = self._tickets.get(token)
        if ticket is None or ticket.expired:
            raise errors.invalid_parameter("Token")
        subscription = ticket.subscription
        arn = subscription.arn
        if arn in self._owned and not signed:
            raise errors.already_confirmed()
        if signed and owned:
            self._owned.add(arn)
        if self.motos.get(arn) is None:
            pending = self.registry.get(Pending, arn)
            if pending is not None:
                self._leave(pending)
            subscription.say(PendingConfirmation=False, ConfirmationWasAuthenticated=signed)
            subscription.speak()
            self.motos.put(subscription)
        if ticket.sent is not None and ticket.sent.state == "pending":
            ticket.sent.verify()
        return arn

    def check_end(self, arn: str, signed: bool) -> None:
        """Nothing; the error where only owners may end it. Source: documented."""
        if arn in self._owned and not signed:
            raise errors.must_be_signed()

    def ended(self, subscription: Subscription, base_url: str) -> None:
        """It was unsubscribed; whoever had to confirm it is told how to have it back.

        Source: documented, seen.
        """
        self.tidy()
        self._topics[subscription.topic_arn] = subscription
        self._deleted[subscription.topic_arn] += 1
        self._forget_tokens(subscription.arn)
        if checked() and subscription.protocol in CONFIRMED:
            self._send(UNSUBSCRIPTION, subscription, base_url)

    def forget(self, pending: Pending) -> None:
        """It is gone, and its tokens are worth nothing."""
        self._leave(pending)
        self._forget_tokens(pending.arn)

    def tidy(self) -> None:
        """What was of topics that are gone is gone: moto deletes some without a call of SNS's.

        Source: ours (that it is found when somebody asks).
        """
        gone = [arn for arn, subscribed in self._topics.items() if not subscribed.has_topic]
        for topic_arn in gone:
            waiting = self.registry.all(Pending).values()
            for pending in [each for each in waiting if each.subscription.topic_arn == topic_arn]:
                self._leave(pending)
            every = {each.subscription for each in self._tickets.values()}
            for arn in {each.arn for each in every if each.topic_arn == topic_arn}:
                self._forget_tokens(arn)
            del self._deleted[topic_arn], self._topics[topic_arn]

    def counts(self, topic_arn: str) -> dict[str, str]:
        """The attributes of a topic that count its subscriptions. Source: documented."""
        return {
            "SubscriptionsPending": str(len(self.pending(topic_arn))),
            "SubscriptionsConfirmed": str(self.motos.count(topic_arn)),
            "SubscriptionsDeleted": str(self._deleted[topic_arn]),
        }

    def _leave(self, pending: Pending) -> None:
        """It waits no more."""
        pending.end.cancel()
        self.registry.remove(pending)

    def _end(self, arn: str) -> agenda.Entry:
        due = clock.later(clock.now(), timedelta(hours=current.pending_hours))
        return self.scope.at(due, lambda: self.forget(self.registry.find(Pending, arn)))

    def _forget_tokens(self, arn: str) -> None:
        self._owned.discard(arn)
        for token, ticket in list(self._tickets.items()):
            if ticket.subscription.arn == arn:
                del self._tickets[token]
                if ticket.sent is not None and ticket.sent.state == "pending":
                    ticket.sent.revoke()

    def _send(self, wording: Wording, subscription: Subscription, base_url: str) -> None:
        token = hexadecimal() + hexadecimal()
        request = RequestToConfirm(wording, subscription, token, base_url, uuid4())
        hours, sent = current.token_hours, None
        if subscription.protocol in _MAILS:
            confirm = partial(self._click, token)
            sent = outbox.send(self._mail(request, confirm=confirm), hours)
        else:
            agenda.afterwards(request.post)
        expires_at = clock.later(clock.now(), timedelta(hours=hours))
        self._tickets[token] = _Ticket(subscription, expires_at, sent)

    def _click(self, token: str) -> None:
        with suppress(ServiceError):  # which has no reader here
            self.confirm(token)

    def _mail(self, request: RequestToConfirm, **values: Any) -> Sent:
        subject, body = request.mail()
        return self.scope.message(
            channel="EMAIL",
            to=request.subscription.endpoint,
            sender=MAIL_SENDER,
            subject=subject,
            body=body,
            token=request.token,
            about=request,
            resource_arn=request.subscription.arn,
            **values,
        )


def _nothing() -> None:
    """What a link does of a subscription that is confirmed already."""
