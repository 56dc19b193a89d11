"""Messages with media, whose files are in moto's S3."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    NUMBER,
    conflict,
    phone,
    quota,
    validation,
)


@pytest.fixture(autouse=True)
def production(aws: Aws) -> Iterator[None]:
    with aws.settings(sms_voice_account_tier="PRODUCTION"):
        yield


@pytest.fixture
def own(sms: Any) -> str:
    return phone(sms, NumberCapabilities=["SMS", "MMS"])


@pytest.fixture
def files(aws: Aws) -> Any:
    """Files in a bucket called media."""
    s3 = aws.client("s3")
    s3.create_bucket(Bucket="media")
    for name, size in (("cat.png", 9), ("cat.exe", 9), ("big.png", 600 * 1024 + 1)):
        s3.put_object(Bucket="media", Key=name, Body=b"x" * size)
    return s3


def send(sms: Any, own: str, **members: Any) -> str:
    sent = sms.send_media_message(
        **{"DestinationPhoneNumber": NUMBER, "OriginationIdentity": own, **members}
    )
    message_id: str = sent["MessageId"]
    return message_id


class TestAccepted:
    def test_with_a_file(self, aws: Aws, sms: Any, own: str, files: Any) -> None:
        message_id = send(sms, own, MediaUrls=["s3://media/cat.png"], MessageBody="A cat.")

        [message] = aws.outbox.messages()
        assert (message.channel, message.kind, message.state) == ("SMS", "plain", "delivered")
        assert message.body == "A cat."
        assert message.facts["media"] == ["s3://media/cat.png"]
        assert (message.facts["message_id"], message.facts["status"]) == (message_id, "DELIVERED")
        assert message.facts["price"] == "0.01100"
        assert message.answerable

    def test_text_alone(self, aws: Aws, sms: Any, own: str) -> None:
        send(sms, own, MessageBody="No cat.")

        assert aws.outbox.latest().facts["status"] == "DELIVERED"

    @pytest.mark.parametrize(
        ("name", "status"),
        [
            ("media/dog.png", "FILE_INACCESSIBLE"),
            ("absent/cat.png", "FILE_INACCESSIBLE"),
            ("media/cat.exe", "FILE_TYPE_UNSUPPORTED"),
            ("media/big.png", "FILE_SIZE_EXCEEDED"),
        ],
    )
    def test_file_that_cannot_be_sent(
        self, aws: Aws, sms: Any, own: str, files: Any, name: str, status: str
    ) -> None:
        send(sms, own, MediaUrls=[f"s3://{name}"])

        message = aws.outbox.latest()
        assert (message.state, message.facts["status"]) == ("failed", status)
        assert message.failure

    def test_dry_run(self, aws: Aws, sms: Any, own: str) -> None:
        assert send(sms, own, MessageBody="No cat.", DryRun=True)
        assert aws.outbox.messages() == []


class TestRefused:
    def test_neither_text_nor_file(self, aws: Aws, sms: Any, own: str) -> None:
        validation(
            sms.send_media_message,
            "MISSING_PARAMETER",
            "messageBody",
            "mediaUrls",
            DestinationPhoneNumber=NUMBER,
            OriginationIdentity=own,
        )
        assert aws.outbox.messages() == []

    def test_number_without_mms(self, aws: Aws, sms: Any) -> None:
        only_sms = phone(sms)
        conflict(
            sms.send_media_message,
            "NUMBER_CAPABILITIES_MISMATCH",
            only_sms,
            "phone-number",
            DestinationPhoneNumber=NUMBER,
            OriginationIdentity=only_sms,
            MessageBody="No cat.",
        )
        assert aws.outbox.messages() == []

    def test_money(self, aws: Aws, sms: Any, own: str) -> None:
        sms.set_media_message_spend_limit_override(MonthlyLimit=0)
        quota(
            sms.send_media_message,
            "MONTHLY_SPEND_LIMIT_REACHED_FOR_MEDIA",
            DestinationPhoneNumber=NUMBER,
            OriginationIdentity=own,
            MessageBody="No cat.",
        )
        assert aws.outbox.messages() == []
