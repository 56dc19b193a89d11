"""Events of messages: their JSON, their order, and where they go."""

from __future__ import annotations

import base64
import json
import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest

import moto_contacts
from tests.benchmarks.texts import LIMITLESS, soak
from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.hearers import Bucket, Group, Queue, tell
from tests.services.pinpointsmsvoicev2.steps import (
    NUMBER,
    create,
    described_phone,
    phone,
    protect,
    send,
    text,
)

FAILURE = "+14254147167"
DELIVERED = ["TEXT_QUEUED", "TEXT_PENDING", "TEXT_DELIVERED"]


@pytest.fixture(autouse=True)
def production(aws: Aws) -> Iterator[None]:
    with aws.settings(sms_voice_account_tier="PRODUCTION"):
        yield


@pytest.fixture
def queue(aws: Aws, sms: Any) -> Queue:
    """It is told of everything."""
    queue = Queue(aws)
    tell(sms, queue)
    return queue


def message(sms: Any, to: str = NUMBER, **members: Any) -> str:
    """The ID of a message of the configuration set."""
    return text(sms, to, ConfigurationSetName="mine", **members)


class TestJson:
    def test_text(self, sms: Any, queue: Queue) -> None:
        own = described_phone(sms, phone(sms))["PhoneNumber"]
        message_id = message(sms, OriginationIdentity=own, Context={"order": "7"})

        [queued, _, last] = queue.events()
        at, requested = last.pop("eventTimestamp"), last.pop("messageRequestTimestamp")
        assert last == {
            "eventType": "TEXT_DELIVERED",
            "eventVersion": "1.0",
            "isFinal": True,
            "originationPhoneNumber": own,
            "destinationPhoneNumber": NUMBER,
            "isInternationalSend": False,
            "isoCountryCode": "US",
            "messageId": message_id,
            "messageEncoding": "GSM",
            "messageType": "TRANSACTIONAL",
            "messageStatus": "DELIVERED",
            "messageStatusDescription": "Message has been accepted by phone",
            "context": {"order": "7"},
            "totalMessageParts": 1,
            "totalMessagePrice": last["totalMessagePrice"],
            "totalCarrierFee": 0.0,
        }
        assert 0 < last["totalMessagePrice"] < 1
        assert at >= requested > 1_600_000_000_000
        assert (queued["messageStatus"], queued["isFinal"]) == ("QUEUED", False)

    def test_context_is_there_where_the_request_had_one(self, sms: Any, queue: Queue) -> None:
        message(sms)

        assert "context" not in queue.events()[0]

    def test_destination_of_no_country(self, sms: Any, queue: Queue) -> None:
        message(sms, "+999123456789")

        assert "isoCountryCode" not in queue.events()[0]

    def test_from_another_country(self, sms: Any, queue: Queue) -> None:
        own = phone(sms, "GB", InternationalSendingEnabled=True)
        message(sms, OriginationIdentity=own)

        assert queue.events()[0]["isInternationalSend"] is True

    @pytest.mark.parametrize(("suspect", "recommendation"), [(True, "BLOCK"), (False, "ALLOW")])
    def test_monitored(
        self, aws: Aws, sms: Any, queue: Queue, suspect: bool, recommendation: str
    ) -> None:
        protect_id = self.rule(sms, "MONITOR")
        with aws.settings(sms_voice_suspect_traffic=suspect):
            message(sms, ProtectConfigurationId=protect_id)

        found = queue.events()[-1]
        assert found["eventType"] == "TEXT_DELIVERED"
        assert found["protectConfiguration"] == {
            "protectConfigurationId": protect_id,
            "protectStatus": "MONITOR",
        }
        assessment = found["protectConfigurationAssessment"]
        assert assessment["protectRecommendation"] == recommendation
        assert ("protectInsights" in assessment) is suspect

    def test_filtered(self, sms: Any, queue: Queue) -> None:
        message(sms, ProtectConfigurationId=self.rule(sms, "FILTER"))

        [found] = queue.events()
        assert (found["eventType"], found["isFinal"]) == ("TEXT_PROTECT_BLOCKED", True)
        assert (found["messageStatus"], found["totalMessagePrice"]) == ("PROTECT_BLOCKED", 0)
        insights = found["protectConfigurationAssessment"]["protectInsights"]
        assert insights == {"blockReason": "AIT_SUSPECTED"}

    def test_allowed(self, sms: Any, queue: Queue) -> None:
        message(sms, ProtectConfigurationId=protect(sms))

        assert "protectConfiguration" not in queue.events()[0]

    def rule(self, sms: Any, status: str) -> str:
        protect_id = protect(sms)
        sms.update_protect_configuration_country_rule_set(
            ProtectConfigurationId=protect_id,
            NumberCapability="SMS",
            CountryRuleSetUpdates={"US": {"ProtectStatus": status}},
        )
        return protect_id


class TestSequence:
    def test_success(self, sms: Any, queue: Queue) -> None:
        message(sms)

        assert queue.types() == DELIVERED

    @pytest.mark.parametrize(
        ("receipts", "told"),
        [
            ("CARRIER", [("TEXT_PENDING", False), ("TEXT_SUCCESSFUL", True)]),
            ("BOTH", [("TEXT_SUCCESSFUL", False), ("TEXT_DELIVERED", True)]),
        ],
    )
    def test_what_the_carrier_says(
        self, aws: Aws, sms: Any, queue: Queue, receipts: str, told: list[tuple[str, bool]]
    ) -> None:
        """That it has taken the message may be the last that anybody hears, or not."""
        with aws.settings(sms_voice_delivery_receipts=receipts):
            message(sms)

        assert [(each["eventType"], each["isFinal"]) for each in queue.events()][-2:] == told
        assert aws.outbox.latest().state == "delivered"

    def test_call_in_the_sandbox(self, aws: Aws, sms: Any, queue: Queue) -> None:
        """It lasts no longer than 30 seconds."""
        own = phone(sms, NumberType="SIMULATOR")
        with aws.settings(sms_voice_account_tier="SANDBOX", sms_voice_delivery_seconds=90):
            sms.send_voice_message(
                DestinationPhoneNumber="+14254147755",
                OriginationIdentity=own,
                MessageBody="Hello",
                ConfigurationSetName="mine",
            )
        aws.clock.advance(seconds=90)

        last = queue.events()[-1]
        assert (last["eventType"], last["callDurationInSeconds"]) == ("VOICE_COMPLETED", 30)

    def test_failure(self, sms: Any, queue: Queue) -> None:
        message(sms, FAILURE)

        assert queue.types() == ["TEXT_QUEUED", "TEXT_UNREACHABLE"]

    def test_expired(self, aws: Aws, sms: Any, queue: Queue) -> None:
        with aws.settings(sms_voice_delivery_seconds=60):
            message(sms, TimeToLive=5)
        assert queue.types() == ["TEXT_QUEUED", "TEXT_PENDING"]
        aws.clock.advance(seconds=5)

        [last] = queue.events()
        assert (last["eventType"], last["isFinal"]) == ("TEXT_TTL_EXPIRED", True)
        assert last["eventTimestamp"] - last["messageRequestTimestamp"] == 5000

    def test_call_that_comes_too_late_is_never_answered(
        self, aws: Aws, sms: Any, queue: Queue
    ) -> None:
        with aws.settings(sms_voice_delivery_seconds=60):
            sms.send_voice_message(
                DestinationPhoneNumber=NUMBER,
                OriginationIdentity=phone(sms),
                MessageBody="Hello",
                ConfigurationSetName="mine",
                TimeToLive=5,
            )
        aws.clock.advance(seconds=5)

        assert queue.types() == ["VOICE_INITIATED", "VOICE_RINGING", "VOICE_TTL_EXPIRED"]

    def test_person_who_is_not_reached(self, aws: Aws, sms: Any, queue: Queue) -> None:
        with aws.settings(sms_voice_delivery_seconds=60):
            message(sms)
        aws.outbox.latest().fail("off")

        assert queue.types() == ["TEXT_QUEUED", "TEXT_PENDING", "TEXT_UNREACHABLE"]

    def test_dry_run(self, sms: Any, queue: Queue) -> None:
        message(sms, DryRun=True)

        assert queue.events() == []

    def test_code(self, sms: Any, queue: Queue) -> None:
        send(sms, create(sms), ConfigurationSetName="mine", Context={"why": "code"})

        found = queue.events()
        assert [each["eventType"] for each in found] == DELIVERED
        assert found[0]["context"] == {"why": "code"}

    def test_call(self, aws: Aws, sms: Any, queue: Queue) -> None:
        phone(sms)
        with aws.settings(sms_voice_delivery_seconds=61):
            send(sms, create(sms), "VOICE", ConfigurationSetName="mine")
            aws.clock.advance(seconds=61)

        found = queue.events()
        told = [(each["eventType"], each["callDurationInSeconds"]) for each in found]
        begun = ("VOICE_INITIATED", "VOICE_RINGING", "VOICE_ANSWERED")
        assert told == [*((each, 0) for each in begun), ("VOICE_COMPLETED", 61)]
        assert [each["totalDurationInMinutes"] for each in found] == [0, 0, 0, 2]
        assert "messageEncoding" not in found[0]

    @pytest.mark.parametrize(
        ("to", "last", "minutes"), [(NUMBER, "VOICE_COMPLETED", 1), (FAILURE, "VOICE_NO_ANSWER", 0)]
    )
    def test_voice_message(self, sms: Any, queue: Queue, to: str, last: str, minutes: int) -> None:
        """The first minute costs, however short the call is; what nobody answers costs nothing."""
        said = {"MessageBody": "Your parcel is here.", "Context": {"order": "7"}}
        sms.send_voice_message(
            DestinationPhoneNumber=to,
            OriginationIdentity=phone(sms),
            ConfigurationSetName="mine",
            **said,
        )

        found = queue.events()
        assert [each["eventType"] for each in found[:2]] == ["VOICE_INITIATED", "VOICE_RINGING"]
        assert (found[-1]["eventType"], found[-1]["isFinal"]) == (last, True)
        assert found[-1]["totalDurationInMinutes"] == minutes
        assert [each["totalMessagePrice"] > 0 for each in found] == [
            *(False for _ in found[1:]),
            minutes > 0,
        ]
        assert found[-1]["context"] == {"order": "7"}

    @pytest.mark.parametrize(
        ("url", "told"),
        [
            ("s3://my-media/cat.png", ["MEDIA_QUEUED", "MEDIA_PENDING", "MEDIA_DELIVERED"]),
            ("s3://my-media/absent.png", ["MEDIA_QUEUED", "MEDIA_FILE_INACCESSIBLE"]),
        ],
    )
    def test_media_message(
        self, aws: Aws, sms: Any, queue: Queue, url: str, told: list[str]
    ) -> None:
        s3 = aws.client("s3")
        s3.create_bucket(Bucket="my-media")
        s3.put_object(Bucket="my-media", Key="cat.png", Body=b"a cat")
        sms.send_media_message(
            DestinationPhoneNumber=NUMBER,
            OriginationIdentity=phone(sms, NumberCapabilities=["SMS", "MMS"]),
            ConfigurationSetName="mine",
            MediaUrls=[url],
        )

        assert queue.types() == told


class TestDestinations:
    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            (("TEXT_ALL",), DELIVERED),
            (("VOICE_ALL", "TEXT_SENT"), []),
            (("TEXT_DELIVERED", "TEXT_UNREACHABLE"), DELIVERED[2:]),
        ],
    )
    def test_types(self, aws: Aws, sms: Any, asked: tuple[str, ...], told: list[str]) -> None:
        queue = Queue(aws)
        tell(sms, queue, *asked)
        message(sms)

        assert queue.types() == told

    def test_several(self, aws: Aws, sms: Any, queue: Queue) -> None:
        other = Queue(aws, "other")
        tell(sms, other, "TEXT_DELIVERED", name="other")
        message(sms)

        assert queue.types() == DELIVERED
        assert other.types() == DELIVERED[2:]

    def test_disabled(self, sms: Any, queue: Queue) -> None:
        sms.update_event_destination(
            ConfigurationSetName="mine", EventDestinationName="it", Enabled=False
        )
        message(sms)

        assert queue.events() == []

    def test_set_that_was_deleted_meanwhile(self, aws: Aws, sms: Any, queue: Queue) -> None:
        with aws.settings(sms_voice_delivery_seconds=60):
            message(sms)
        queue.events()
        sms.delete_configuration_set(ConfigurationSetName="mine")
        aws.clock.advance(seconds=60)

        assert queue.events() == []

    def test_message_without_the_set(self, sms: Any, queue: Queue) -> None:
        text(sms)

        assert queue.events() == []

    def test_delivery_stream(self, aws: Aws, sms: Any) -> None:
        bucket = Bucket(aws)
        tell(sms, bucket, "TEXT_DELIVERED")
        message_id = message(sms)

        [record] = bucket.records()
        assert json.loads(record)["messageId"] == message_id

    def test_delivery_stream_of_older_versions(
        self, aws: Aws, sms: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """They decode what they are given; this one keeps it as it is."""
        import moto.firehose.models

        bucket = Bucket(aws)
        tell(sms, bucket, "TEXT_DELIVERED")
        decodes = hasattr(moto.firehose.models, "b64decode")
        monkeypatch.setattr(moto.firehose.models, "b64decode", base64.b64decode, raising=False)
        message_id = message(sms)

        [record] = bucket.records()
        kept = record if decodes else base64.b64decode(record)
        assert json.loads(kept)["messageId"] == message_id

    def test_log_group(self, aws: Aws, sms: Any) -> None:
        """A clock that is far ahead does not matter to it."""
        group = Group(aws)
        tell(sms, group)
        aws.clock.advance(days=30)
        message(sms)
        message(sms)

        assert [each["eventType"] for each in group.events()] == 2 * DELIVERED

    @pytest.mark.parametrize(
        "destination",
        [
            {"SnsDestination": {"TopicArn": "arn:aws:sns:us-east-1:123456789012:absent"}},
            {"SnsDestination": {"TopicArn": "arn:aws:sns:nowhere-9:123456789012:absent"}},
            {"SnsDestination": {"TopicArn": "arn:aws:sqs:us-east-1:123456789012:queue"}},
            {"SnsDestination": {"TopicArn": "arn:aws:sns:us-east-1"}},
        ],
    )
    def test_absent(
        self, aws: Aws, sms: Any, destination: dict[str, Any], caplog: pytest.LogCaptureFixture
    ) -> None:
        """The log says so, once an event; no call fails."""
        sms.create_configuration_set(ConfigurationSetName="mine")
        it = {"ConfigurationSetName": "mine", "EventDestinationName": "it"}
        sms.create_event_destination(**it, MatchingEventTypes=["TEXT_DELIVERED"], **destination)
        with caplog.at_level(logging.WARNING, "moto_contacts"):
            message(sms)

        assert caplog.text.count("is not there, so nobody is told") == 1
        assert aws.outbox.latest().state == "delivered"

    def test_subscriber_that_sends(
        self, aws: Aws, sms: Any, queue: Queue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """From another thread, while the event is told: nobody waits for anybody."""
        from moto.sns.models import SNSBackend

        publish = SNSBackend.publish
        answered: list[str] = []

        def slow(self: Any, *args: Any, **members: Any) -> Any:
            if not answered:
                other = threading.Thread(target=lambda: answered.append(text(sms)))
                other.start()
                other.join(20)
            return publish(self, *args, **members)

        monkeypatch.setattr(SNSBackend, "publish", slow)
        message(sms)

        assert len(answered) == 1
        assert queue.types() == DELIVERED

    def test_events_of_one_message_from_two_threads(
        self, aws: Aws, sms: Any, queue: Queue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A later one that another thread brings waits for those before."""
        from moto.sns.models import SNSBackend

        publish = SNSBackend.publish
        ended: list[threading.Thread] = []

        def slow(self: Any, *args: Any, **members: Any) -> Any:
            if not ended:
                ended.append(threading.Thread(target=aws.clock.advance, kwargs={"seconds": 60}))
                ended[0].start()
                ended[0].join(20)
            return publish(self, *args, **members)

        monkeypatch.setattr(SNSBackend, "publish", slow)
        with aws.settings(sms_voice_delivery_seconds=60):
            message(sms)

        assert not ended[0].is_alive()
        assert queue.types() == DELIVERED


def test_many_threads() -> None:
    """None of their messages is lost or doubled, and the events of each come in order."""
    with moto_contacts.settings(**LIMITLESS):
        assert soak(threads=8, share=10) == 80


@pytest.mark.wire
def test_send_and_wait_for_the_delivery(aws: Aws, sms: Any) -> None:
    """What applications do: they know a message by the ID in the event, and wait for the last."""
    queue = Queue(aws)
    tell(sms, queue, "TEXT_ALL")
    sent = {message(sms, to, Context={"to": to}) for to in (NUMBER, FAILURE)}

    ended = {each["messageId"]: each for each in queue.events() if each["isFinal"]}
    assert ended.keys() == sent
    assert {each["context"]["to"]: each["messageStatus"] for each in ended.values()} == {
        NUMBER: "DELIVERED",
        FAILURE: "UNREACHABLE",
    }
