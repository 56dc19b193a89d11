"""Time that passes: an escalation over people with plans of their own, all of it in one leap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import boto3
from moto import mock_aws

import moto_contacts
from moto_contacts import catalogue
from moto_contacts.gateway.dispatch import invoke
from moto_contacts.simulation import clock
from tests.benchmarks.runner import Effort, Row, Samples, Variant, at_most, compare, interleave

_ACCOUNT, _REGION = "123456789012", "us-east-1"
#: Stages of the escalation, and targets of each.
_STAGES, _TARGETS = 10, 10


def escalations(effort: Effort) -> Iterator[Row]:
    """What a page costs from its engagement on, against a call by boto3 that reads a contact."""
    with mock_aws():
        client = boto3.Session("testing", "testing").client("ssm-contacts", _REGION)
        contact, person = _escalation(), reachable(_do, "ann")

        def escalate() -> None:
            _do("StartEngagement", ContactId=contact, Sender="cli", Subject="s", Content="c")
            clock.advance(timedelta(hours=3))

        def call() -> Any:
            return client.get_contact(ContactId=person)

        escalate()
        pages = len(moto_contacts.outbox().messages(kind="page"))
        samples = interleave(
            {
                "pages": Variant(escalate, after=lambda _: moto_contacts.outbox().clear()),
                "a call": Variant(call, together=100),
            },
            effort.rounds // 4 + 1,
            1,
        )
        each = [seconds / pages for seconds in samples.seconds["pages"]]
        per_page = Samples({"a page": each, "a call": samples.seconds["a call"]})
        what = f"a page of an escalation, {_STAGES} x {_TARGETS} people, {pages:,} pages"
        yield compare(f"{what}, against a call", per_page, "a page", "a call", at_most(3))


def _escalation() -> str:
    """The ARN of an escalation to that many people."""
    stages = []
    for stage in range(_STAGES):
        people = [reachable(_do, f"zoe-{stage}-{target}") for target in range(_TARGETS)]
        targets = [{"ContactTargetInfo": {"ContactId": arn, "IsEssential": True}} for arn in people]
        stages.append({"DurationInMinutes": 5, "Targets": targets})
    arn: str = _do("CreateContact", Alias="team", Type="ESCALATION", Plan={"Stages": stages})[
        "ContactArn"
    ]
    return arn


def _do(operation: str, /, **members: Any) -> dict[str, Any]:
    return invoke(catalogue.service("ssmcontacts"), operation, _ACCOUNT, _REGION, members)


def reachable(do: Callable[..., dict[str, Any]], alias: str) -> str:
    """The ARN of a person who is sent to every minute, for five minutes."""
    arn: str = do("CreateContact", Alias=alias, Type="PERSONAL", Plan={})["ContactArn"]
    address = {"SimpleAddress": f"{alias}@example.com"}
    channel = do(
        "CreateContactChannel", ContactId=arn, Name="mail", Type="EMAIL", DeliveryAddress=address
    )
    code = moto_contacts.outbox().code(to=address["SimpleAddress"])
    named = {"ContactChannelId": channel["ContactChannelArn"]}
    do("ActivateContactChannel", **named, ActivationCode=code)
    target = {"ChannelTargetInfo": {**named, "RetryIntervalInMinutes": 1}}
    stages = [{"DurationInMinutes": 5, "Targets": [target]}]
    do("UpdateContact", ContactId=arn, Plan={"Stages": stages})
    return arn
