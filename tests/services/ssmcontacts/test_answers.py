"""What a person does with a page: by the outbox, as a test would have it."""

from __future__ import annotations

from typing import Any

import pytest

from moto_contacts import Message
from tests.harness import Aws, wrong
from tests.services.ssmcontacts.steps import (
    PHONE,
    accept,
    activate,
    activation,
    engage,
    pages_of,
    reachable,
    receipts,
    sends,
    set_plan,
    stage,
    to_contact,
)


@pytest.fixture
def engagement(ssm: Any, zoe: str, phone: str) -> str:
    return engage(ssm, zoe)


@pytest.fixture
def page(ssm: Any, engagement: str) -> str:
    arn: str = pages_of(ssm, engagement)[0]["PageArn"]
    return arn


def latest(aws: Aws) -> Message:
    return aws.outbox.latest(to=PHONE, kind="page")


def told(ssm: Any, page: str) -> list[Any]:
    """The receipts without their times."""
    found = receipts(ssm, page)
    for each in found:
        del each["ReceiptTime"]
    return found


def code_of(message: Message) -> str:
    assert message.code is not None
    return message.code


def test_message_says_whose_it_is(aws: Aws, engagement: str) -> None:
    sent = latest(aws)
    assert (sent.recipient, sent.thread, sent.answerable) == ("zoe", engagement, True)


class TestReply:
    def test_code_delivers_and_reads(self, aws: Aws, ssm: Any, page: str, phone: str) -> None:
        code = code_of(latest(aws))
        answered = latest(aws).reply(f" {code}\n")

        answer = {"ContactChannelArn": phone, "ReceiptInfo": code}
        assert told(ssm, page) == [
            {"ReceiptType": "DELIVERED", **answer},
            {"ReceiptType": "READ", **answer},
            {"ReceiptType": "SENT", "ContactChannelArn": phone},
        ]
        events = [each.event for each in answered.history]
        assert (answered.state, events) == ("read", ["sent", "replied", "delivered", "read"])

    def test_times_are_those_of_the_receipts(self, aws: Aws, ssm: Any, page: str) -> None:
        latest(aws).reply(code_of(latest(aws)))

        found = ssm.describe_page(PageId=page)
        delivered, read, _ = (each["ReceiptTime"] for each in receipts(ssm, page))
        assert (found["DeliveryTime"], found["ReadTime"]) == (delivered, read)

    def test_ends_the_sends(self, aws: Aws, ssm: Any, engagement: str) -> None:
        latest(aws).reply(code_of(latest(aws)))
        aws.clock.advance(hours=1)

        assert sends(aws, ssm, engagement) == [(0, PHONE)]

    def test_to_an_earlier_send(self, aws: Aws, ssm: Any, page: str) -> None:
        aws.clock.advance(seconds=90)
        second, first = aws.outbox.messages(kind="page")
        first.reply(code_of(first))

        assert [each.refresh().state for each in (first, second)] == ["read", "sent"]
        assert "ReadTime" in ssm.describe_page(PageId=page)

    def test_other_text_does_nothing(self, aws: Aws, ssm: Any, page: str) -> None:
        for text in (wrong(code_of(latest(aws))), "", "who is this?", "\ud800"):
            answered = latest(aws).reply(text)

        assert answered.state == "sent"
        assert [each["ReceiptType"] for each in receipts(ssm, page)] == ["SENT"]

    @pytest.mark.parametrize("text", ["UNSUBSCRIBE", " unsubscribe "])
    def test_keyword(self, aws: Aws, ssm: Any, page: str, phone: str, text: str) -> None:
        latest(aws).reply(text)

        assert activation(ssm, phone) == "NOT_ACTIVATED"
        assert [each["ReceiptType"] for each in receipts(ssm, page)] == ["SENT"]

    def test_of_an_essential_contact(self, aws: Aws, ssm: Any, team: str) -> None:
        ann, bob = (reachable(aws, ssm, alias) for alias in ("ann", "bob"))
        set_plan(ssm, team, stage(to_contact(ann)), stage(to_contact(bob)))
        engage(ssm, team)
        page = aws.outbox.latest(kind="page")
        page.reply(code_of(page))
        aws.clock.advance(hours=1)

        assert [each.recipient for each in aws.outbox.messages(kind="page")] == ["ann"]

    def test_when_it_is_stopped(self, aws: Aws, ssm: Any, engagement: str, page: str) -> None:
        ssm.stop_engagement(EngagementId=engagement)
        answered = latest(aws).reply(code_of(latest(aws)))

        assert answered.state == "read"
        assert "ReadTime" in ssm.describe_page(PageId=page)


class TestFail:
    def test_receipt_says_why(self, aws: Aws, ssm: Any, page: str, phone: str) -> None:
        failed = latest(aws).fail("The telephone is off.")

        assert told(ssm, page)[0] == {
            "ReceiptType": "ERROR",
            "ContactChannelArn": phone,
            "ReceiptInfo": "The telephone is off.",
        }
        assert (failed.state, failed.failure) == ("failed", "The telephone is off.")

    def test_long_reason_is_cut(self, aws: Aws, ssm: Any, page: str) -> None:
        latest(aws).fail("x" * 3000)

        assert told(ssm, page)[0]["ReceiptInfo"] == "x" * 2048

    def test_others_are_sent_all_the_same(self, aws: Aws, ssm: Any, engagement: str) -> None:
        latest(aws).fail()
        aws.clock.advance(hours=1)

        assert len(sends(aws, ssm, engagement)) == 3
        assert latest(aws).state == "sent"

    def test_is_acknowledged_by_a_call(self, aws: Aws, ssm: Any, page: str) -> None:
        latest(aws).fail()
        accept(ssm, page)

        types = [each["ReceiptType"] for each in receipts(ssm, page)]
        assert types == ["ERROR", "READ", "SENT"]
        message = latest(aws)
        assert message.state == "failed"
        assert [each.event for each in message.history] == ["sent", "failed", "read"]

    def test_stop_is_nothing_that_happens_to_it(
        self, aws: Aws, ssm: Any, engagement: str, page: str
    ) -> None:
        latest(aws).fail()
        ssm.stop_engagement(EngagementId=engagement)

        assert [each.event for each in latest(aws).history] == ["sent", "failed"]


class TestUnsubscribe:
    def test_nothing_more_is_sent_there(
        self, aws: Aws, ssm: Any, engagement: str, phone: str
    ) -> None:
        latest(aws).unsubscribe()
        aws.clock.advance(hours=1)

        assert activation(ssm, phone) == "NOT_ACTIVATED"
        assert sends(aws, ssm, engagement) == [(0, PHONE)]

    def test_way_back(self, aws: Aws, ssm: Any, zoe: str, engagement: str, phone: str) -> None:
        latest(aws).unsubscribe()
        ssm.send_activation_code(ContactChannelId=phone)
        activate(ssm, phone, aws.outbox.code(to=PHONE, kind="code"))

        assert activation(ssm, phone) == "ACTIVATED"
        assert len(pages_of(ssm, engage(ssm, zoe))) == 1

    def test_channel_that_is_gone(self, aws: Aws, ssm: Any, engagement: str, phone: str) -> None:
        ssm.delete_contact_channel(ContactChannelId=phone)

        assert latest(aws).unsubscribe().state == "sent"
