"""What is read from moto's own SNS, of which nothing is changed; the one file that knows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from moto.sns.models import sns_backends

#: The attributes of a message as a request has them.
Attributes = Mapping[str, Mapping[str, str]]


class Subscriber(NamedTuple):
    """Who is subscribed to a topic: ``sms``, ``email`` and so on, and where."""

    arn: str
    protocol: str
    endpoint: str


def subscribers(topic_arn: str, message: str, attributes: Attributes) -> Iterator[Subscriber]:
    """Those of a topic that moto would give a message to: whose filter policy lets it pass."""
    region, account = topic_arn.split(":")[3:5]
    told = {
        name: {"Type": each["DataType"], "Value": each.get("StringValue", each.get("BinaryValue"))}
        for name, each in attributes.items()
    }
    for each in list(sns_backends[account][region].subscriptions.values()):
        if each.topic.arn != topic_arn:
            continue
        matcher: Any = each._filter_policy_matcher
        if matcher is None or matcher.matches(told, message):
            yield Subscriber(each.arn, each.protocol, each.endpoint)


def has_opted_out(account: str, region: str, phone_number: str) -> bool:
    """Whether the number is on moto's list of those who have opted out."""
    return phone_number in sns_backends[account][region].opt_out_numbers
