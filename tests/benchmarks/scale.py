"""Many resources and many messages: pages, memory, and the outbox."""

from __future__ import annotations

import gc
import json
import tracemalloc
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from moto import mock_aws

import moto_contacts
from moto_contacts import catalogue
from moto_contacts.gateway.dispatch import dispatch, invoke
from moto_contacts.gateway.request import Request
from moto_contacts.plugin.entry import MOTO
from moto_contacts.simulation.messages import Sent
from moto_contacts.simulation.outbox import Outbox
from moto_contacts.simulation.state import backend_of, simulation_backends
from tests.benchmarks.escalations import reachable
from tests.benchmarks.runner import Effort, Row, Variant, at_most, compare, interleave

REGION = "us-east-1"
_FEW, _MANY = "000000000001", "000000000002"
_NO_LIMITS: dict[str, Any] = dict.fromkeys(
    (
        "ssm_contacts_contacts_per_account",
        "ssm_contacts_rotations_per_account",
        "sms_voice_verified_destination_numbers_per_account",
        "notifications_contacts_email_contacts_per_account",
        "resourcedirectory_contacts_per_directory",
    ),
    1_000_000,
)

#: Performs an operation: its name, its members in wire spelling.
Do = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Listing:
    """An operation that lists, and how to make what it lists."""

    package: str
    operation: str
    #: Adds the resource of this number; called with `Do` and with what names its parent.
    add: Callable[..., object]
    #: The member with the size of a page, and the greatest; None where the service fixes it.
    size: tuple[str, int] | None = ("MaxResults", 100)
    page: int = 5
    #: The members with the token, of request and answer; None where pages have numbers.
    token: tuple[str, str] | None = ("NextToken", "NextToken")
    #: Makes what the resources are of; the members that name it.
    parent: Callable[[Do], dict[str, Any]] = lambda do: {}

    def pages(self, account: str, count: int) -> dict[str, Callable[[], Any]]:
        """Fills an account, and says how to read its first page and the one in the middle."""
        service = catalogue.service(self.package)

        def do(operation: str, /, **members: Any) -> dict[str, Any]:
            return invoke(service, operation, account, REGION, members)

        parent = self.parent(do)
        for number in range(count):
            self.add(do, number, **parent)
        half = count // 2
        read = partial(do, self.operation, **parent)
        if self.token is None:
            first = partial(read, PageSize=self.page)
            return {"first": first, "middle": partial(first, PageNumber=half // self.page + 1)}
        given, found = self.token
        token: dict[str, Any] = {}
        while half > 0:
            step = min(half, self.size[1]) if self.size else self.page
            token = {given: read(**token, **self._sized(step))[found]}
            half -= step
        read = partial(read, **self._sized(self.page))
        return {"first": read, "middle": partial(read, **token)}

    def _sized(self, size: int) -> dict[str, int]:
        return {} if self.size is None else {self.size[0]: size}


def _letters(number: int) -> str:
    """A number in letters, for names that take no digits."""
    return f"{number:07d}".translate(str.maketrans("0123456789", "abcdefghij"))


def _person(do: Do, number: int) -> dict[str, Any]:
    return do("CreateContact", Alias=f"zoe-{number:07d}", Type="PERSONAL", Plan={"Stages": []})


LISTINGS = [
    Listing("ssmcontacts", "ListContacts", _person),
    Listing(
        "ssmcontacts",
        "ListContactChannels",
        lambda do, number, **parent: do(
            "CreateContactChannel",
            Name=f"mail-{number}",
            Type="EMAIL",
            DeliveryAddress={"SimpleAddress": f"zoe-{number}@example.com"},
            DeferActivation=True,
            **parent,
        ),
        parent=lambda do: {"ContactId": _person(do, 0)["ContactArn"]},
    ),
    Listing(
        "ssmcontacts",
        "ListPagesByContact",
        lambda do, number, **parent: do(
            "StartEngagement", Sender="cli", Subject="s", Content="c", **parent
        ),
        parent=lambda do: {"ContactId": reachable(do, "zoe")},
    ),
    Listing(
        "ssmcontacts",
        "ListRotations",
        lambda do, number: do(
            "CreateRotation",
            Name=f"rotation {number:07d}",
            ContactIds=[_person(do, number)["ContactArn"]],
            TimeZoneId="UTC",
            Recurrence={
                "NumberOfOnCalls": 1,
                "RecurrenceMultiplier": 1,
                "DailySettings": [{"HourOfDay": 9, "MinuteOfHour": 0}],
            },
        ),
    ),
    Listing(
        "pinpointsmsvoicev2",
        "DescribeVerifiedDestinationNumbers",
        lambda do, number: do(
            "CreateVerifiedDestinationNumber", DestinationPhoneNumber=f"+1425{number:07d}"
        ),
    ),
    Listing(
        "notificationscontacts",
        "ListEmailContacts",
        lambda do, number: do(
            "CreateEmailContact", name="zoe", emailAddress=f"zoe-{number}@example.com"
        ),
        size=("maxResults", 100),
        token=("nextToken", "nextToken"),
    ),
    Listing(
        "lightsail",
        "GetOperations",
        lambda do, number: do("TagResource", resourceName="SMS", tags=[{"key": "a"}]),
        size=None,
        page=200,
        token=("pageToken", "nextPageToken"),
        parent=lambda do: _nothing(
            do("CreateContactMethod", protocol="SMS", contactEndpoint="+12065550100")
        ),
    ),
    Listing(
        "resourcedirectorymaster",
        "ListMessageContacts",
        lambda do, number: do(
            "AddMessageContact",
            Name=_letters(number),
            EmailAddress=f"zoe-{number}@example.com",
            Title="CEO",
            MessageTypes=["FaultMessage"],
        ),
        token=None,
    ),
]


def _nothing(answer: Any) -> dict[str, Any]:
    return {}


def pages(effort: Effort) -> Iterator[Row]:
    """A page of many, against the same page where there are two pages; without a client."""
    for listing in LISTINGS:
        with mock_aws(), moto_contacts.settings(**_NO_LIMITS):
            few = listing.pages(_FEW, 2 * listing.page)
            many = listing.pages(_MANY, effort.size)
            for which in few:
                samples = interleave(
                    {"many": Variant(many[which]), "few": Variant(few[which])},
                    effort.rounds,
                    effort.calls,
                )
                what = f"{listing.operation}: {which} page of {effort.size:,} against"
                yield compare(f"{what} {2 * listing.page}", samples, "many", "few", at_most(2))


@dataclass(frozen=True)
class Creation:
    """A request that stores something and sends nothing."""

    package: str
    what: str
    path: str
    target: str
    body: Callable[[int], dict[str, Any]]


CREATIONS = [
    Creation(
        "ssmcontacts",
        "a contact of ssm-contacts",
        "/",
        "SSMContacts.CreateContact",
        lambda number: {
            "Alias": f"zoe-{number:07d}",
            "Type": "PERSONAL",
            "Plan": {"Stages": []},
            "IdempotencyToken": str(uuid.uuid4()),
        },
    ),
    Creation(
        "pinpointsmsvoicev2",
        "a verified destination number",
        "/",
        "PinpointSMSVoiceV2.CreateVerifiedDestinationNumber",
        lambda number: {
            "DestinationPhoneNumber": f"+1425{number:07d}",
            "ClientToken": str(uuid.uuid4()),
        },
    ),
    Creation(
        "notificationscontacts",
        "a contact of notificationscontacts",
        "/2022-09-19/emailcontacts",
        "",
        lambda number: {"name": f"zoe {number}", "emailAddress": f"zoe-{number}@example.com"},
    ),
]


def memory(effort: Effort) -> Iterator[Row]:
    """What a resource takes, with all that its request leaves behind, idempotency records too."""
    for creation in CREATIONS:
        with mock_aws(), moto_contacts.settings(**_NO_LIMITS):
            count = min(effort.size, 20_000)
            _create(creation, range(100))
            gc.collect()
            tracemalloc.start()
            try:
                before = tracemalloc.get_traced_memory()[0]
                _create(creation, range(100, 100 + count))
                gc.collect()
                used = tracemalloc.get_traced_memory()[0] - before
            finally:
                tracemalloc.stop()
        note = "idempotency record included; no message was sent"
        yield Row(f"memory of {creation.what}", used / count / 1000, at_most(1), "kB", note=note)


def _create(creation: Creation, numbers: range) -> None:
    service = catalogue.service(creation.package)
    for number in numbers:
        body = json.dumps(creation.body(number)).encode()
        headers = {"X-Amz-Target": creation.target}
        request = Request("POST", "https", "localhost", creation.path, "", headers, body)
        response = dispatch(service, request, MOTO)
        assert response.status in (200, 201), response.body


#: What is read of the outbox: many messages have the service, one alone has the region.
READS: dict[str, Callable[[moto_contacts.client.Outbox], Any]] = {
    "latest by address": lambda box: box.latest(to="zoe-7@example.com"),
    "messages to an address": lambda box: box.messages(to="zoe-7@example.com"),
    "latest by a filter that many fit": lambda box: box.latest(service="lightsail"),
    "latest by a filter that the oldest fits": lambda box: box.latest(region="eu-west-1"),
    "wait for an address": lambda box: box.wait_for(to="zoe-7@example.com"),
    "wait by a filter that many fit": lambda box: box.wait_for(service="lightsail"),
}


def messages(effort: Effort) -> Iterator[Row]:
    """Reading an outbox of many messages, against one of a hundred, by the Python client."""
    with mock_aws():
        parts = backend_of(simulation_backends, "simulation", "aws").parts
        outboxes = {"many": _outbox(effort.size), "few": _outbox(100)}

        def reader(name: str, read: Callable[[Any], Any]) -> Callable[[], Any]:
            def read_it() -> Any:
                parts[Outbox] = outboxes[name]
                return read(client)

            return read_it

        client = moto_contacts.outbox()
        for what, read in READS.items():
            samples = interleave(
                {name: Variant(reader(name, read)) for name in outboxes},
                effort.rounds,
                effort.calls,
            )
            yield compare(
                f"outbox, {what}: {effort.size:,} messages against 100",
                samples,
                "many",
                "few",
                at_most(2),
            )


def _outbox(count: int) -> Outbox:
    box = Outbox()
    for number in range(count):
        box.add(
            Sent(
                service=("lightsail", "ssm-contacts")[number % 2],
                operation="Send",
                parameters={},
                account=_FEW,
                region=REGION if number else "eu-west-1",
                channel="EMAIL",
                to=f"zoe-{number}@example.com",
                resource_arn="arn",
                body="Your code is 123456.",
                code="123456",
            )
        )
    return box
