"""Text messages: by the hundred thousand, and from many threads at once."""

from __future__ import annotations

import gc
import itertools
import json
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from moto import mock_aws

import moto_contacts
from moto_contacts import catalogue
from moto_contacts.gateway.dispatch import invoke
from moto_contacts.simulation.outbox import Outbox
from moto_contacts.simulation.state import backend_of, simulation_backends
from tests.benchmarks.runner import Effort, Row, Variant, at_least, at_most, compare, interleave

REGION = "us-east-1"
_FEW, _MANY = "000000000001", "000000000002"
#: For accounts that send, and have, as much as they like.
LIMITLESS: dict[str, Any] = {
    "sms_voice_account_tier": "PRODUCTION",
    "sms_voice_dollars_per_month": 1_000_000,
    "sms_voice_phone_numbers_per_account": 1_000_000,
    "sms_voice_pools_per_account": 1_000_000,
}
THREADS = 64
_NUMBER: dict[str, Any] = {
    "IsoCountryCode": "US",
    "MessageType": "TRANSACTIONAL",
    "NumberCapabilities": ["SMS"],
    "NumberType": "LONG_CODE",
}
_EVENTS = ["TEXT_QUEUED", "TEXT_PENDING", "TEXT_DELIVERED"]
_numbers = itertools.count(1)

Do = Callable[..., dict[str, Any]]


def _do(account: str) -> Do:
    """Performs an operation of the account."""
    service = catalogue.service("pinpointsmsvoicev2")

    def do(operation: str, /, **members: Any) -> dict[str, Any]:
        return invoke(service, operation, account, REGION, members)

    return do


def texts(effort: Effort) -> Iterator[Row]:
    """Calls of an account with much against those of one with ten; memory; many threads."""
    with mock_aws(), moto_contacts.settings(**LIMITLESS):
        yield from _scale(effort)
    with mock_aws(), moto_contacts.settings(**LIMITLESS):
        yield _memory(effort)
    with mock_aws(), moto_contacts.settings(**LIMITLESS):
        yield _soak(effort)


def _scale(effort: Effort) -> Iterator[Row]:
    """Each side has an outbox of its own, which all accounts would share."""
    parts = backend_of(simulation_backends, "simulation", "aws").parts
    calls: dict[str, dict[str, Callable[[], Any]]] = {}
    for name, account, size, pools in (
        ("few", _FEW, 10, 2),
        ("many", _MANY, effort.size, max(2, effort.size // 1000)),
    ):
        parts[Outbox] = outbox = Outbox()
        found = _fill(_do(account), size, pools)
        calls[name] = {what: partial(_within, parts, outbox, call) for what, call in found.items()}
    for what in calls["few"]:
        samples = interleave(
            {name: Variant(calls[name][what]) for name in calls}, effort.rounds, effort.calls
        )
        yield compare(f"{what}: {effort.size:,} against 10", samples, "many", "few", at_most(2))


def _within(parts: dict[type, object], outbox: Outbox, call: Callable[[], Any]) -> Any:
    parts[Outbox] = outbox
    return call()


def _fill(do: Do, size: int, pools: int) -> dict[str, Callable[[], Any]]:
    """An account with so many messages and opted-out numbers; pools of ten numbers each."""
    pool = one = ""
    for _ in range(pools):
        numbers = [do("RequestPhoneNumber", **_NUMBER)["PhoneNumberId"] for _ in range(10)]
        one = numbers[0]
        made = {"OriginationIdentity": numbers[0], "IsoCountryCode": "US"}
        pool = do("CreatePool", **made, MessageType="TRANSACTIONAL")["PoolId"]
        for number in numbers[1:]:
            do("AssociateOriginationIdentity", PoolId=pool, OriginationIdentity=number)
    for number in range(size):
        opted_out = f"+1425{number:07d}"
        do("PutOptedOutNumber", OptOutListName="Default", OptedOutNumber=opted_out)
        do("SendTextMessage", DestinationPhoneNumber=f"+1206{number:07d}", MessageBody="Hello")
    last = f"+1425{size - 1:07d}"
    text = {"DestinationPhoneNumber": "+12065550100", "MessageBody": "Hello"}
    return {
        "SendTextMessage": partial(do, "SendTextMessage", **text),
        "SendTextMessage from a pool": partial(
            do, "SendTextMessage", **text, OriginationIdentity=pool
        ),
        "PutOptedOutNumber": partial(
            do, "PutOptedOutNumber", OptOutListName="Default", OptedOutNumber=last
        ),
        "DescribeOptedOutNumbers of one": partial(
            do, "DescribeOptedOutNumbers", OptOutListName="Default", OptedOutNumbers=[last]
        ),
        "DescribeOptedOutNumbers, first page": partial(
            do, "DescribeOptedOutNumbers", OptOutListName="Default", MaxResults=5
        ),
        "DescribeOptedOutNumbers, a page of one": partial(
            do, "DescribeOptedOutNumbers", OptOutListName="Default", MaxResults=1
        ),
        "DescribeOptedOutNumbers, a page in the middle": partial(
            do, "DescribeOptedOutNumbers", MaxResults=1, **_middle(do, size)
        ),
        "DescribePools of one": partial(do, "DescribePools", PoolIds=[pool]),
        "DescribePools, first page": partial(do, "DescribePools", MaxResults=1),
        "ListPoolOriginationIdentities": partial(do, "ListPoolOriginationIdentities", PoolId=pool),
        "DescribePhoneNumbers of one": partial(do, "DescribePhoneNumbers", PhoneNumberIds=[one]),
        "RequestPhoneNumber and ReleasePhoneNumber": partial(_come_and_go, do),
        "CreateOptOutList and DeleteOptOutList": partial(_list_and_no_list, do),
        "PutOptedOutNumber and DeleteOptedOutNumber": partial(_out_and_in, do),
    }


def _middle(do: Do, size: int) -> dict[str, str]:
    """What asks for the page behind the first half of the list Default."""
    asked = {"OptOutListName": "Default"}
    for start in range(0, size // 2, 100):
        page = do("DescribeOptedOutNumbers", **asked, MaxResults=min(100, size // 2 - start))
        asked["NextToken"] = page["NextToken"]
    return asked


def _come_and_go(do: Do) -> None:
    do("ReleasePhoneNumber", PhoneNumberId=do("RequestPhoneNumber", **_NUMBER)["PhoneNumberId"])


def _list_and_no_list(do: Do) -> None:
    do("CreateOptOutList", OptOutListName="mine")
    do("DeleteOptOutList", OptOutListName="mine")


def _out_and_in(do: Do) -> None:
    number = {"OptOutListName": "Default", "OptedOutNumber": "+12065550199"}
    do("PutOptedOutNumber", **number)
    do("DeleteOptedOutNumber", **number)


def _memory(effort: Effort) -> Row:
    """What a message takes, with its place in the outbox and all that its request leaves behind."""
    do, count = _do(_MANY), min(effort.size, 20_000)

    def send(numbers: range) -> None:
        for number in numbers:
            # From JSON, for a request brings each of its texts anew.
            members = json.loads(
                json.dumps(
                    {
                        "DestinationPhoneNumber": f"+1206{number:07d}",
                        "MessageBody": f"Your parcel {number} is here.",
                    }
                )
            )
            do("SendTextMessage", **members)

    send(range(100))
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        send(range(100, 100 + count))
        gc.collect()
        used = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    return Row("memory of a text message", used / count / 1000, at_most(1.5), "kB")


def _soak(effort: Effort) -> Row:
    """Nothing is lost, doubled or out of order, of messages and of their events at a topic."""
    threads = min(THREADS, effort.size // 20)
    share = -(-effort.size // 5 // threads)
    told = soak(threads, share)
    return Row(
        f"{threads} threads send texts whose events go to a topic: messages, all told in order",
        told,
        at_least(threads * share),
    )


def soak(threads: int, share: int) -> int:
    """How many messages so many threads have sent, each of them its share.

    Raises where one is lost or doubled, or its events are, or come out of order.
    """
    from moto.sns.models import sns_backends

    account = f"{next(_numbers):012d}"
    do, topics = _do(account), sns_backends[account][REGION]
    topic = topics.create_topic("events")
    do("CreateConfigurationSet", ConfigurationSetName="mine")
    do(
        "CreateEventDestination",
        ConfigurationSetName="mine",
        EventDestinationName="topic",
        MatchingEventTypes=["ALL"],
        SnsDestination={"TopicArn": topic.arn},
    )

    def send(thread: int) -> list[str]:
        return [
            do(
                "SendTextMessage",
                DestinationPhoneNumber=f"+1206{thread:02d}{number:05d}",
                MessageBody="Hello",
                ConfigurationSetName="mine",
            )["MessageId"]
            for number in range(share)
        ]

    with ThreadPoolExecutor(threads) as pool:
        sent = [each for ids in pool.map(send, range(threads)) for each in ids]
    told: dict[str, list[str]] = {}
    for _, message, *_rest in topic.sent_notifications:
        event = json.loads(message)
        told.setdefault(event["messageId"], []).append(event["eventType"])
    assert len(sent) == len(set(sent)) == threads * share
    assert told.keys() == set(sent), "lost or doubled"
    assert all(types == _EVENTS for types in told.values()), "events lost, doubled or out of order"
    kept = moto_contacts.outbox().messages(account=account)
    assert sorted(each.to for each in kept) == sorted(
        f"+1206{thread:02d}{number:05d}" for thread in range(threads) for number in range(share)
    )
    return len(told)
