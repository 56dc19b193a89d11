"""moto's own SNS; the one file that knows it.

It is read here, and only changed where subscriptions have to be confirmed: moto has those that wait
only while it is asked of them, and gives them nothing then.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moto.sns.models import sns_backends

from moto_contacts.simulation.state import backend_of

#: The attributes of a message as a request has them.
Attributes = Mapping[str, Mapping[str, str]]


def has_opted_out(account: str, region: str, phone_number: str) -> bool:
    """Whether the number is on moto's list of those who have opted out."""
    return phone_number in backend_of(sns_backends, account, region).opt_out_numbers


@dataclass(frozen=True, eq=False, slots=True)
class Subscription:
    """A subscription, be it among moto's or not."""

    _motos: Any

    @property
    def arn(self) -> str:
        """Its ARN."""
        arn: str = self._motos.arn
        return arn

    @property
    def topic_arn(self) -> str:
        """That of its topic."""
        arn: str = self._motos.topic.arn
        return arn

    @property
    def has_topic(self) -> bool:
        """Whether its topic is there; one that was made anew is another."""
        region, account = self.topic_arn.split(":")[3:5]
        topics = backend_of(sns_backends, account, region).topics
        return topics.get(self.topic_arn) is self._motos.topic

    @property
    def protocol(self) -> str:
        """``email``, ``https`` and so on."""
        protocol: str = self._motos.protocol
        return protocol

    @property
    def endpoint(self) -> str:
        """An address, a URL, an ARN."""
        endpoint: str = self._motos.endpoint
        return endpoint

    @property
    def place(self) -> tuple[str, str, str]:
        """Topic, protocol and endpoint, of which there is one at most."""
        return self.topic_arn, self.protocol, self.endpoint

    @property
    def owner(self) -> str:
        """The account."""
        owner: str = self._motos.account_id
        return owner

    def gets(self, message: str, attributes: Attributes) -> bool:
        """Whether moto would give it a message: whether its filter policy lets that pass."""
        matcher: Any = self._motos._filter_policy_matcher
        return matcher is None or bool(matcher.matches(_told(attributes), message))

    def say(self, **attributes: bool) -> None:
        """From now on these are among its attributes, as moto has them: as text in older ones."""
        known = self._motos.attributes
        for name, value in attributes.items():
            known[name] = str(value).lower() if isinstance(known.get(name), str) else value

    @property
    def is_silent(self) -> bool:
        """Whether it gets nothing, even while moto knows of it."""
        return "publish" in vars(self._motos)

    def silence(self) -> None:
        """From now on it gets nothing: in front of moto's method for that there is another."""
        self._motos.publish = _nothing

    def speak(self) -> None:
        """From now on it gets what is published."""
        vars(self._motos).pop("publish", None)

    def sign(self, text: str) -> dict[str, str]:
        """The members that sign a text, by the key and the certificate of moto's messages."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding

        told = self._motos.get_post_data("", "", None)  # moto publishes the certificate with it
        signature = self._motos.private_key().sign(
            text.encode(), padding.PKCS1v15(), hashes.SHA256()
        )
        return {
            "SignatureVersion": told["SignatureVersion"],
            "Signature": base64.b64encode(signature).decode(),
            "SigningCertURL": told["SigningCertURL"],
        }


def subscriptions(topic_arn: str) -> list[Subscription]:
    """Those that get what is published to a topic, of whichever account and region."""
    region, account = topic_arn.split(":")[3:5]
    every = map(
        Subscription, list(backend_of(sns_backends, account, region).subscriptions.values())
    )
    return [each for each in every if each.topic_arn == topic_arn and not each.is_silent]


def _nothing(*_: Any, **__: Any) -> None:
    """What is published to whoever gets nothing."""


def _told(attributes: Attributes) -> dict[str, dict[str, Any]]:
    """The attributes of a message as moto has them."""
    return {
        name: {"Type": each["DataType"], "Value": each.get("StringValue", each.get("BinaryValue"))}
        for name, each in attributes.items()
    }


class Subscriptions:
    """Those that moto has in an account and region."""

    def __init__(self, account: str, region: str):
        self._motos = backend_of(sns_backends, account, region).subscriptions

    def get(self, arn: str) -> Subscription | None:
        """The one of this ARN."""
        found = self._motos.get(arn)
        return None if found is None else Subscription(found)

    def find(self, topic_arn: str, protocol: str, endpoint: str) -> Subscription | None:
        """The one of an endpoint to a topic."""
        place = (topic_arn, protocol, endpoint)
        every = map(Subscription, list(self._motos.values()))
        return next((each for each in every if each.place == place), None)

    def drop(self, topic_arn: str, protocol: str, endpoint: str) -> None:
        """From now on there is none of an endpoint to a topic."""
        found = self.find(topic_arn, protocol, endpoint)
        if found is not None:
            self.take(found)

    def count(self, topic_arn: str) -> int:
        """How many a topic has."""
        return sum(each.topic.arn == topic_arn for each in list(self._motos.values()))

    def put(self, subscription: Subscription) -> None:
        """From now on moto has it."""
        self._motos[subscription.arn] = subscription._motos

    def take(self, subscription: Subscription) -> bool:
        """From now on moto has it no more; whether it had."""
        return self._motos.pop(subscription.arn, None) is not None
