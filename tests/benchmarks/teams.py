"""An account with a thousand people on call, against one with ten; without a client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from moto import mock_aws

import moto_contacts
from moto_contacts import catalogue
from moto_contacts.gateway.dispatch import invoke
from tests.benchmarks.runner import Effort, Row, Variant, at_most, compare, interleave

_FEW, _MANY, _REGION = "000000000001", "000000000002", "us-east-1"
_PAGE = 10
_PEOPLE = 1000
#: Of people for a rotation; so many of them are in each.
_SHARE, _TEAM = 2, 5
_CHANNELS = ("EMAIL", "SMS", "VOICE")
_ADDRESSES = {"EMAIL": "zoe@example.com", "SMS": "+14255550100", "VOICE": "+14255550100"}
_DAILY = {
    "NumberOfOnCalls": 1,
    "RecurrenceMultiplier": 1,
    "DailySettings": [{"HourOfDay": 9, "MinuteOfHour": 0}],
}

#: Performs an operation: its name, its members in wire spelling.
Do = Callable[..., dict[str, Any]]


def teams(effort: Effort) -> Iterator[Row]:
    """What is listed, read, made and deleted where there is much of it, against little."""
    service = catalogue.service("ssmcontacts")

    def do(account: str, operation: str, /, **members: Any) -> dict[str, Any]:
        return invoke(service, operation, account, _REGION, members)

    limits: dict[str, Any] = dict.fromkeys(
        ("ssm_contacts_contacts_per_account", "ssm_contacts_rotations_per_account"), 2 * _PEOPLE
    )
    people = min(_PEOPLE, effort.size)
    with mock_aws(), moto_contacts.settings(**limits):
        many = _calls(partial(do, _MANY), people)
        few = _calls(partial(do, _FEW), _PAGE)
        for what in few:
            samples = interleave(
                {"many": Variant(many[what]), "few": Variant(few[what])},
                effort.rounds,
                effort.calls,
            )
            yield compare(
                f"{what}, with {people:,} people against {_PAGE}",
                samples,
                "many",
                "few",
                at_most(2),
            )


def _calls(do: Do, count: int) -> dict[str, Callable[[], Any]]:
    """Fills an account, and says what can be done in it again and again."""
    people = [_person(do, f"zoe-{number:04d}") for number in range(count)]
    rotations = [
        _rotation(do, f"rotation {number:04d}", (people * 2)[number : number + _TEAM])
        for number in range(count // _SHARE)
    ]
    person, rotation = people[count // 2], rotations[len(rotations) // 2]

    def person_comes_and_goes() -> None:
        do("DeleteContact", ContactId=_person(do, "zoe-0500-and-a-half"))

    def rotation_comes_and_goes() -> None:
        do("DeleteRotation", RotationId=_rotation(do, "rotation 0250.5", people[:_TEAM]))

    return {
        "a page of contacts": partial(do, "ListContacts", MaxResults=_PAGE),
        "a contact": partial(do, "GetContact", ContactId=person),
        "channels of a contact": partial(do, "ListContactChannels", ContactId=person),
        "a page of rotations": partial(do, "ListRotations", MaxResults=_PAGE // _SHARE),
        "a rotation": partial(do, "GetRotation", RotationId=rotation),
        "a contact with channels, made and deleted": person_comes_and_goes,
        "a rotation, made and deleted": rotation_comes_and_goes,
    }


def _person(do: Do, alias: str) -> str:
    arn: str = do("CreateContact", Alias=alias, Type="PERSONAL", Plan={})["ContactArn"]
    for kind in _CHANNELS:
        do(
            "CreateContactChannel",
            ContactId=arn,
            Name=kind,
            Type=kind,
            DeliveryAddress={"SimpleAddress": _ADDRESSES[kind]},
            DeferActivation=True,
        )
    return arn


def _rotation(do: Do, name: str, people: list[str]) -> str:
    arn: str = do(
        "CreateRotation", Name=name, ContactIds=people, TimeZoneId="UTC", Recurrence=_DAILY
    )["RotationArn"]
    return arn
