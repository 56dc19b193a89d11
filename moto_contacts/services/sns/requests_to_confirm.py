"""What SNS sends to an endpoint that is to confirm something: a mail, or a POST.

Source: seen (headers, members and texts of a POST), inferred (mails).
"""

from __future__ import annotations

import ipaddress
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter

from moto_contacts.services.sns.motos import Subscription
from moto_contacts.services.sns.settings import current
from moto_contacts.simulation import clock
from moto_contacts.simulation.messages import LINK
from moto_contacts.simulation.warned import warn_once

_AGENT = "Amazon Simple Notification Service Agent"
_PATIENCE = 5  # seconds; AWS has 15


class NotDelivered(UserWarning):
    """An endpoint was not told what it is to confirm."""


@dataclass(frozen=True)
class Wording:
    """How one kind of these messages is worded."""

    type: str
    #: With ``topic`` and ``arn``; a POST has one more sentence.
    message: str
    rest: str
    subject: str
    link: str


SUBSCRIPTION = Wording(
    "SubscriptionConfirmation",
    "You have chosen to subscribe to the topic {topic}.",
    "To confirm the subscription, visit the SubscribeURL included in this message.",
    "AWS Notification - Subscription Confirmation",
    "To confirm this subscription, open this link: ",
)
UNSUBSCRIPTION = Wording(
    "UnsubscribeConfirmation",
    "You have chosen to deactivate subscription {arn}.",
    "To cancel this operation and restore the subscription, visit the SubscribeURL included in "
    "this message.",
    "AWS Notification - Unsubscribe Confirmation",
    "To restore the subscription, open this link: ",
)


@dataclass(frozen=True)
class RequestToConfirm:
    """One of these messages."""

    wording: Wording
    subscription: Subscription
    token: str
    #: Scheme and host of SNS, as whoever has subscribed reaches it.
    base_url: str
    message_id: str

    @property
    def url(self) -> str:
        """The ``SubscribeURL``."""
        topic = self.subscription.topic_arn
        query = {"Action": "ConfirmSubscription", "TopicArn": topic, "Token": self.token}
        return f"{self.base_url}/?{urlencode(query, safe=':')}"

    def facts(self) -> dict[str, str]:
        """What a reader of the mail may want to call the API with."""
        topic = self.subscription.topic_arn
        return {"TopicArn": topic, "Token": self.token, "SubscribeURL": self.url}

    def mail(self) -> tuple[str, str]:
        """Subject and text; for ``email-json`` that is JSON, but for a signature."""
        if self.subscription.protocol == "email-json":
            return self.wording.subject, json.dumps(self._members(), indent=2)
        return self.wording.subject, f"{self._message()}\n{self.wording.link}{LINK}"

    def post(self) -> None:
        """Posts it to an endpoint of http or https; who is not there, or refuses, is no error.

        It goes to this machine, or to who stands in for the endpoint in this process; elsewhere by
        a setting alone, for nothing shall leave the machine. Source: ours.
        """
        members = self._members()
        text = "".join(f"{name}\n{members[name]}\n" for name in sorted(members))
        body = {**members, **self.subscription.sign(text)}
        headers = {
            "x-amz-sns-message-type": self.wording.type,
            "x-amz-sns-message-id": members["MessageId"],
            "x-amz-sns-topic-arn": members["TopicArn"],
            "Content-Type": "text/plain; charset=UTF-8",
            "User-Agent": _AGENT,
        }
        with requests.Session() as session:
            session.trust_env = False
            if current.http_endpoints != "any" and not _is_here(self.subscription.endpoint):
                for scheme in ("http://", "https://"):
                    session.mount(scheme, _Closed())
            try:
                data = json.dumps(body, indent=2)
                endpoint = self.subscription.endpoint
                session.post(
                    endpoint,
                    data=data,
                    headers=headers,
                    timeout=_PATIENCE,
                    allow_redirects=False,  # they may lead elsewhere
                )
            except requests.RequestException as why:
                _say(self.wording.type, self.subscription.endpoint, why)

    def _message(self) -> str:
        found = self.subscription
        return self.wording.message.format(topic=found.topic_arn, arn=found.arn)

    def _members(self) -> dict[str, Any]:
        now = clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {
            "Type": self.wording.type,
            "MessageId": self.message_id,
            "Token": self.token,
            "TopicArn": self.subscription.topic_arn,
            "Message": f"{self._message()}\n{self.wording.rest}",
            "SubscribeURL": self.url,
            "Timestamp": now,
        }


class _Closed(HTTPAdapter):
    """Lets nothing out; who replaces sending in this process, as ``responses`` does, is asked."""

    def get_connection_with_tls_context(self, *_: Any, **__: Any) -> Any:
        raise requests.ConnectionError(
            "it is none of this machine, which nothing leaves unless sns_http_endpoints is 'any'"
        )

    get_connection = get_connection_with_tls_context  # of older versions of requests


def _is_here(url: str) -> bool:
    """Whether the host of a URL is this machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _say(what: str, endpoint: str, why: Exception) -> None:
    warn_once(f"The {what} to {endpoint} was not delivered: {why}.", NotDelivered)
