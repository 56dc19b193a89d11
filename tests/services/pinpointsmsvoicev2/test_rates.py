"""Throttling, where the settings are strict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from freezegun import freeze_time

from tests.harness import Aws, refused, status
from tests.services.pinpointsmsvoicev2.steps import NUMBER, arn, phone, text

OTHER = "+14255550199"
LIST = arn("opt-out-list/Default")


@pytest.fixture(autouse=True)
def strict(aws: Aws) -> Iterator[None]:
    """Time stands still, but for what a test moves the clock by."""
    frozen = freeze_time("2026-01-01", real_asyncio=True)
    with (
        frozen,
        aws.settings(sms_voice_account_tier="PRODUCTION", sms_voice_strict_throttling=True),
    ):
        yield


def throttled(call: Callable[..., Any], **members: Any) -> None:
    error = refused(call, **members)
    assert error["Error"]["Code"] == "ThrottlingException"
    assert error["Message"] == "Rate exceeded"
    assert status(error) == 400


def test_one_call_a_second(aws: Aws, sms: Any) -> None:
    sms.describe_pools()
    throttled(sms.describe_pools)
    sms.describe_phone_numbers()
    aws.clock.advance(seconds=1)
    sms.describe_pools()


def test_regions_are_apart(aws: Aws, sms: Any) -> None:
    sms.describe_pools()
    aws.client("pinpoint-sms-voice-v2", "eu-west-1").describe_pools()


def test_ten_calls_a_second(sms: Any) -> None:
    for _ in range(10):
        sms.list_tags_for_resource(ResourceArn=LIST)
    throttled(sms.list_tags_for_resource, ResourceArn=LIST)


def test_one_message_a_second_to_a_recipient(aws: Aws, sms: Any) -> None:
    text(sms)
    text(sms, OTHER)
    throttled(sms.send_text_message, DestinationPhoneNumber=NUMBER, MessageBody="Hi")
    assert len(aws.outbox.messages()) == 2
    aws.clock.advance(seconds=1)
    text(sms)


def test_recipient_without_a_plus_is_the_same(sms: Any) -> None:
    text(sms)
    throttled(
        sms.send_text_message, DestinationPhoneNumber=NUMBER.removeprefix("+"), MessageBody="Hi"
    )


def test_what_is_only_tried(sms: Any) -> None:
    for _ in range(5):
        text(sms, DryRun=True)
    members = {"DestinationPhoneNumber": OTHER, "MessageBody": "Hi", "DryRun": True}
    throttled(sms.send_text_message, **members)
    text(sms)


@pytest.mark.parametrize(("tier", "most"), [("SANDBOX", 5), ("PRODUCTION", 20)])
def test_people_who_are_called_a_minute(aws: Aws, sms: Any, tier: str, most: int) -> None:
    simulator = phone(sms, NumberType="SIMULATOR", NumberCapabilities=["SMS", "VOICE"])
    members = {"OriginationIdentity": simulator, "MessageBody": "Hi"}

    def call() -> None:
        aws.clock.advance(seconds=1)
        sms.send_voice_message(DestinationPhoneNumber="+14254147755", **members)

    with aws.settings(
        sms_voice_account_tier=tier, sms_voice_calls_per_destination_per_day=most + 1
    ):
        for _ in range(most):
            call()
        throttled(sms.send_voice_message, DestinationPhoneNumber="+14254147755", **members)
        text(sms, OriginationIdentity=simulator, DestinationPhoneNumber="+14254147167")
        aws.clock.advance(seconds=60)
        call()


def test_call_that_is_refused_does_not_count(aws: Aws, sms: Any) -> None:
    text(sms)
    for _ in range(3):
        throttled(sms.send_text_message, DestinationPhoneNumber=NUMBER, MessageBody="Hi")
        aws.clock.advance(seconds=0.3)
    aws.clock.advance(seconds=0.1)
    text(sms)


def test_clock_that_was_set_back(aws: Aws, sms: Any) -> None:
    """Calls that have not been made yet, by its time, do not count."""
    aws.clock.advance(hours=1)
    sms.describe_pools()
    aws.clock.reset()
    sms.describe_pools()


def test_sent_again_until_it_is_taken(aws: Aws, sms: Any) -> None:
    """What applications do: they wait, and try again."""
    sent: list[str] = []
    tries = 0
    while len(sent) < 3:
        tries += 1
        try:
            sent.append(text(sms))
        except sms.exceptions.ThrottlingException:
            aws.clock.advance(seconds=0.5)

    assert tries == 3 + 2 * 2
    assert len({*sent}) == len(aws.outbox.messages()) == 3


def test_nothing_is_throttled_by_default(aws: Aws, sms: Any) -> None:
    with aws.settings(sms_voice_strict_throttling=False):
        for _ in range(3):
            sms.describe_pools()
