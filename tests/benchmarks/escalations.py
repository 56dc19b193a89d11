"""Time that passes: an escalation over people with plans of their own, all of it in one leap."""

from __future__ import annotations

from collections.abc import Iterator
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
        contact, person = _escalation(), _person("ann")

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
        people = [_person(f"zoe-{stage}-{target}") for target in range(_TARGETS)]
        targets = [{"ContactTargetInfo": {"ContactId": arn, "IsEssential": True}} for arn in people]
        stages.append({"DurationInMinutes": 5, "Targets": targets})
    arn: str = _do("CreateContact", Alias="team", Type="ESCALATION", Plan={"Stages": stages})[
        "ContactArn"
    ]
    return arn


def _person(alias: str) -> str:
    """The ARN of a person who is sent to every minute, for five minutes."""
    arn: str = _do("CreateContact", Alias=alias, Type="PERSONAL", Plan={})["ContactArn"]
    contact = {"ContactId": arn}
    address = f"{alias}@example.com"
    channel = _do(
        "CreateContactChannel",
        **contact,
        Name="mail",
        Type="EMAIL",
        DeliveryAddress={"SimpleAddress": address},
    )
    code = moto_contacts.outbox().code(to=address)
    named = {"ContactChannelId": channel["ContactChannelArn"]}
    _do("ActivateContactChannel", **named, ActivationCode=code)
    target = {"ChannelTargetInfo": {**named, "RetryIntervalInMinutes": 1}}
    _do(
        "UpdateContact", **contact, Plan={"Stages": [{"DurationInMinutes": 5, "Targets": [target]}]}
    )
    return arn


def _do(operation: str, **members: Any) -> dict[str, Any]:
    return invoke(catalogue.service("ssmcontacts"), operation, _ACCOUNT, _REGION, members)
