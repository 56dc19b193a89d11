"""What applications say of what they have sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import not_found, text

ABSENT = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(autouse=True)
def production(aws: Aws) -> Iterator[None]:
    with aws.settings(sms_voice_account_tier="PRODUCTION"):
        yield


def feedback(aws: Aws) -> str:
    told: str = aws.outbox.latest().facts["feedback"]
    return told


class TestPut:
    @pytest.mark.parametrize("status", ["RECEIVED", "FAILED"])
    def test_it_is_said(self, aws: Aws, sms: Any, status: str) -> None:
        message_id = text(sms, MessageFeedbackEnabled=True)
        assert feedback(aws) == "PENDING"

        said = sms.put_message_feedback(MessageId=message_id, MessageFeedbackStatus=status)

        assert (said["MessageId"], said["MessageFeedbackStatus"]) == (message_id, status)
        assert feedback(aws) == status

    def test_nobody_says_anything(self, aws: Aws, sms: Any) -> None:
        message_id = text(sms, MessageFeedbackEnabled=True)

        aws.clock.advance(minutes=59)
        assert feedback(aws) == "PENDING"
        aws.clock.advance(minutes=1)
        assert feedback(aws) == "FAILED"
        sms.put_message_feedback(MessageId=message_id, MessageFeedbackStatus="RECEIVED")
        assert feedback(aws) == "RECEIVED"

    def test_message_that_is_not_there(self, aws: Aws, sms: Any) -> None:
        tried = text(sms, MessageFeedbackEnabled=True, DryRun=True)
        for name in (ABSENT, tried):
            not_found(
                sms.put_message_feedback,
                "message",
                name,
                MessageId=name,
                MessageFeedbackStatus="RECEIVED",
            )

    def test_message_without_feedback(self, aws: Aws, sms: Any) -> None:
        message_id = text(sms)
        not_found(
            sms.put_message_feedback,
            "message",
            message_id,
            MessageId=message_id,
            MessageFeedbackStatus="RECEIVED",
        )
        assert "feedback" not in aws.outbox.latest().facts
