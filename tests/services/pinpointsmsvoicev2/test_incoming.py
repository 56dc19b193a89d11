"""What people answer: keywords, opt-outs, automatic answers, and what two-way channels are told."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moto_contacts.client.carriers import NoSuchMessage
from moto_contacts.services.pinpointsmsvoicev2 import incoming
from moto_contacts.services.pinpointsmsvoicev2.inbound import MANDATORY, Inbound
from moto_contacts.services.pinpointsmsvoicev2.opt_out_list import DEFAULT_SINCE, OptOutList
from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    NUMBER,
    Queue,
    conflict,
    create,
    described_phone,
    phone,
    pool,
    queue,
    send,
    sender_id,
    text,
    two_way,
)

BRITISH = "+447700900123"
STOPPED = MANDATORY["STOP"].message


@pytest.fixture(autouse=True)
def production(aws: Aws) -> Iterator[None]:
    with aws.settings(sms_voice_account_tier="PRODUCTION"):
        yield


@pytest.fixture
def own(sms: Any) -> str:
    """The ID of a number of the account."""
    return phone(sms)


@pytest.fixture
def heard(aws: Aws) -> Queue:
    return queue(aws)


def opted_out(sms: Any, name: str = "Default") -> list[tuple[str, bool]]:
    found = sms.describe_opted_out_numbers(OptOutListName=name)["OptedOutNumbers"]
    return [(each["OptedOutNumber"], each["EndUserOptedOut"]) for each in found]


class TestStop:
    @pytest.mark.parametrize("said", ["STOP", "stop", " Stop. Now! ", "optout", "Arret"])
    def test_it_opts_out(self, aws: Aws, sms: Any, own: str, said: str) -> None:
        text(sms, OriginationIdentity=own)

        aws.outbox.device(NUMBER).reply(said)

        assert opted_out(sms) == [(NUMBER, True)]
        conflict(
            sms.send_text_message,
            "DESTINATION_PHONE_NUMBER_OPTED_OUT",
            NUMBER,
            "phone-number",
            DestinationPhoneNumber=NUMBER,
            MessageBody="Come.",
            OriginationIdentity=own,
        )

    def test_it_is_answered(self, aws: Aws, sms: Any, own: str) -> None:
        text(sms, OriginationIdentity=own)

        answered = aws.outbox.device(NUMBER).reply("STOP")

        answer, question = aws.outbox.messages()
        assert (answer.kind, answer.to, answer.body) == ("plain", NUMBER, STOPPED)
        assert answer.sender == described_phone(sms, own)["PhoneNumber"]
        assert answer.facts["status"] == "DELIVERED"
        assert answer.thread == question.thread == f"{answer.sender} {NUMBER}"
        assert answered.id == question.id
        assert [(each.event, each.text) for each in question.history] == [
            ("sent", ""),
            ("delivered", ""),
            ("replied", "STOP"),
        ]

    def test_answer_is_of_the_type_of_the_number(self, aws: Aws, sms: Any) -> None:
        text(sms, OriginationIdentity=phone(sms, MessageType="PROMOTIONAL"))

        aws.outbox.device(NUMBER).reply("STOP")

        assert aws.outbox.latest().facts["message_type"] == "PROMOTIONAL"

    def test_twice_is_once(self, aws: Aws, sms: Any, own: str) -> None:
        text(sms, OriginationIdentity=own)

        aws.outbox.device(NUMBER).reply("STOP")
        aws.outbox.device(NUMBER).reply("STOP")

        assert opted_out(sms) == [(NUMBER, True)]

    def test_unsubscribing_is_the_same(self, aws: Aws, sms: Any, own: str) -> None:
        text(sms, OriginationIdentity=own)

        aws.outbox.latest().unsubscribe()

        assert opted_out(sms) == [(NUMBER, True)]

    def test_answer_to_a_code(self, aws: Aws, sms: Any) -> None:
        number_id = create(sms)
        send(sms, number_id)

        aws.outbox.device(NUMBER).reply("STOP")

        assert opted_out(sms) == [(NUMBER, True)]
        assert aws.outbox.latest(kind="code").state == "pending"

    def test_list_of_the_pool(self, aws: Aws, sms: Any, own: str) -> None:
        sms.create_opt_out_list(OptOutListName="shop")
        pool_id = pool(sms, own)
        sms.update_pool(PoolId=pool_id, OptOutListName="shop")
        text(sms, OriginationIdentity=pool_id)

        aws.outbox.device(NUMBER).reply("STOP")

        assert (opted_out(sms), opted_out(sms, "shop")) == ([], [(NUMBER, True)])

    def test_what_several_accounts_share_keeps_to_the_list_of_the_pool(
        self, aws: Aws, sms: Any
    ) -> None:
        sender_id(sms)
        sms.create_opt_out_list(OptOutListName="shop")
        pool_id = pool(sms, "MyShop", "GB")
        sms.update_pool(PoolId=pool_id, SharedRoutesEnabled=True, OptOutListName="shop")
        german = "+4915123456789"
        text(sms, german, OriginationIdentity=pool_id)

        aws.outbox.device(german).reply("STOP")

        assert opted_out(sms, "shop") == [(german, True)]
        sms.delete_pool(PoolId=pool_id)
        aws.outbox.device(german).reply("HELP")
        assert len(aws.outbox.messages(to=german)) == 2

    def test_account_of_the_number_alone(self, aws: Aws, sms: Any, own: str) -> None:
        elsewhere = aws.client("pinpoint-sms-voice-v2", "eu-west-1")
        text(sms, OriginationIdentity=own)

        aws.outbox.device(NUMBER).reply("STOP")

        assert opted_out(elsewhere) == []


class TestKeywords:
    def test_help(self, aws: Aws, sms: Any, own: str) -> None:
        text(sms, OriginationIdentity=own)

        aws.outbox.device(NUMBER).reply("help me")

        assert aws.outbox.latest().body == MANDATORY["HELP"].message
        assert opted_out(sms) == []

    def test_own_message_of_stop(self, aws: Aws, sms: Any, own: str) -> None:
        sms.put_keyword(OriginationIdentity=own, Keyword="STOP", KeywordMessage="Farewell.")
        text(sms, OriginationIdentity=own)

        aws.outbox.device(NUMBER).reply("QUIT")

        assert aws.outbox.latest().body == "Farewell."

    def test_own_keywords(self, aws: Aws, sms: Any, own: str) -> None:
        for word, action in (("JOIN", "OPT_IN"), ("LEAVE", "OPT_OUT"), ("LEAVE IT", None)):
            sms.put_keyword(
                OriginationIdentity=own,
                Keyword=word,
                KeywordMessage=f"You said {word}.",
                **({"KeywordAction": action} if action else {}),
            )
        text(sms, OriginationIdentity=own)
        device = aws.outbox.device(NUMBER)

        for said, out in (
            ("leave it", []),
            ("leave", [(NUMBER, True)]),
            ("Join us", []),
            ("join", []),
        ):
            device.reply(said)
            assert opted_out(sms) == out
        told = [each.body for each in aws.outbox.messages()]
        assert told[:-1] == [
            "You said JOIN.",
            "You said JOIN.",
            "You said LEAVE.",
            "You said LEAVE IT.",
        ]
        assert text(sms, OriginationIdentity=own)

    @pytest.mark.parametrize("said", ["Thank you", "stopover", "END of story", "", "HELPFUL"])
    def test_what_is_no_keyword(self, aws: Aws, sms: Any, own: str, said: str) -> None:
        text(sms, OriginationIdentity=own)

        aws.outbox.device(NUMBER).reply(said)

        assert len(aws.outbox.messages()) == 1
        assert opted_out(sms) == []

    def test_number_that_was_released_hears_nothing(self, aws: Aws, sms: Any, own: str) -> None:
        text(sms, OriginationIdentity=own)
        sms.release_phone_number(PhoneNumberId=own)

        aws.outbox.device(NUMBER).reply("STOP")

        assert len(aws.outbox.messages()) == 1
        assert opted_out(sms) == []

    @given(said=st.text())
    def test_what_is_found_begins_the_text(self, said: str) -> None:
        kept = OptOutList("arn", {}, "Default", DEFAULT_SINCE)
        found = incoming._keyword(Inbound(kept), said)
        assert found is None or (
            said.strip().upper().startswith(found.word) or said.strip().upper() in incoming._AS_STOP
        )


class TestWritingFirst:
    """Somebody writes to a number that has never written to them."""

    def test_topic_is_told(self, aws: Aws, sms: Any, own: str, heard: Queue) -> None:
        two_way(sms, own, heard.topic)
        number = described_phone(sms, own)["PhoneNumber"]

        aws.outbox.device(NUMBER).write("Are you open?", to=number)

        [told] = heard.told()
        assert (told["originationNumber"], told["destinationNumber"]) == (NUMBER, number)
        assert (told["messageKeyword"], told["messageBody"]) == (
            "KEYWORD_123456789012",
            "Are you open?",
        )
        assert "previousPublishedMessageId" not in told
        assert aws.outbox.messages() == []

    def test_keyword(self, aws: Aws, sms: Any, own: str) -> None:
        """The answer comes from the number, and can be answered."""
        number = described_phone(sms, own)["PhoneNumber"]
        phone_of_a_person = aws.outbox.device(NUMBER)

        phone_of_a_person.write("help", to=number)

        answer = phone_of_a_person.expect(kind="plain")
        assert (answer.sender, answer.body) == (number, MANDATORY["HELP"].message)
        phone_of_a_person.reply("STOP", to=number)
        assert opted_out(sms) == [(NUMBER, True)]

    def test_number_of_a_pool_does_as_the_pool_does(self, aws: Aws, sms: Any, own: str) -> None:
        pool_id = pool(sms, own)
        sms.put_keyword(OriginationIdentity=pool_id, Keyword="NEWS", KeywordMessage="No news.")

        aws.outbox.device(NUMBER).write("news?", to=described_phone(sms, own)["PhoneNumber"])

        assert aws.outbox.latest().body == "No news."

    def test_number_of_another_account_and_region(self, aws: Aws, sms: Any, own: str) -> None:
        abroad = aws.client("pinpoint-sms-voice-v2", "eu-west-1")
        number = described_phone(abroad, phone(abroad, "GB"))["PhoneNumber"]

        aws.outbox.device(BRITISH).write("STOP", to=number)

        assert opted_out(abroad) == [(BRITISH, True)]
        assert opted_out(sms) == []
        assert aws.outbox.latest().region == "eu-west-1"

    def test_number_that_is_not_there(self, aws: Aws, sms: Any, own: str) -> None:
        """Nor is one that is pending yet, or has been released."""
        toll_free = described_phone(sms, phone(sms, NumberType="TOLL_FREE"))["PhoneNumber"]
        number = described_phone(sms, own)["PhoneNumber"]
        sms.release_phone_number(PhoneNumberId=own)

        for nobody in (toll_free, number):
            with pytest.raises(ValueError, match="Nobody takes what is written"):
                aws.outbox.device(NUMBER).write("STOP", to=nobody)


class TestTwoWay:
    def test_topic_is_told(self, aws: Aws, sms: Any, own: str, heard: Queue) -> None:
        two_way(sms, own, heard.topic)
        message_id = text(sms, OriginationIdentity=own)

        aws.outbox.device(NUMBER).reply("Thank you")

        [told] = heard.told()
        assert len(told.pop("inboundMessageId")) == 36
        assert told == {
            "originationNumber": NUMBER,
            "destinationNumber": described_phone(sms, own)["PhoneNumber"],
            "messageKeyword": "KEYWORD_123456789012",
            "messageBody": "Thank you",
            "previousPublishedMessageId": message_id,
        }

    def test_it_is_told_of_keywords(self, aws: Aws, sms: Any, own: str, heard: Queue) -> None:
        two_way(sms, own, heard.topic)
        text(sms, OriginationIdentity=own)

        aws.outbox.device(NUMBER).reply("stop it")

        assert [(each["messageKeyword"], each["messageBody"]) for each in heard.told()] == [
            ("STOP", "stop it")
        ]
        assert opted_out(sms) == [(NUMBER, True)]

    def test_who_manages_opt_outs_alone(self, aws: Aws, sms: Any, own: str, heard: Queue) -> None:
        two_way(sms, own, heard.topic, SelfManagedOptOutsEnabled=True)
        text(sms, OriginationIdentity=own)

        aws.outbox.device(NUMBER).reply("STOP")
        aws.outbox.device(NUMBER).reply("HELP")

        assert [each["messageBody"] for each in heard.told()] == ["STOP", "HELP"]
        assert opted_out(sms) == []
        assert len(aws.outbox.messages()) == 1

    def test_topic_of_another_region(self, aws: Aws, sms: Any, own: str) -> None:
        heard = queue(aws, "eu-west-1")
        two_way(sms, own, heard.topic)
        text(sms, OriginationIdentity=own)

        aws.outbox.device(NUMBER).reply("Thank you")

        assert len(heard.told()) == 1

    @pytest.mark.parametrize(
        "channel",
        ["connect.us-east-1.amazonaws.com", "arn:aws:sns:us-east-1:123456789012:absent"],
    )
    def test_channel_that_nobody_is_at(self, aws: Aws, sms: Any, own: str, channel: str) -> None:
        two_way(sms, own, channel)
        text(sms, OriginationIdentity=own)

        aws.outbox.device(NUMBER).reply("HELP")

        assert aws.outbox.latest().body == MANDATORY["HELP"].message

    def test_topic_that_fails(
        self, aws: Aws, sms: Any, own: str, heard: Queue, caplog: pytest.LogCaptureFixture
    ) -> None:
        """Its subscribers hear nothing, and the person none of that."""
        from moto.sns.models import sns_backends

        two_way(sms, own, heard.topic)
        text(sms, OriginationIdentity=own)
        topics = sns_backends["123456789012"]["us-east-1"]
        topics.topics[heard.topic] = None

        with caplog.at_level(logging.WARNING, "moto_contacts"):
            aws.outbox.device(NUMBER).reply("HELP")

        assert aws.outbox.latest().body == MANDATORY["HELP"].message
        assert "could not be told" in caplog.text


class TestDevice:
    def test_it_answers_the_latest_that_can_be(self, aws: Aws, sms: Any, own: str) -> None:
        sender_id(sms)
        reached = phone(sms, "GB")
        text(sms, BRITISH, OriginationIdentity=reached)
        text(sms, BRITISH, OriginationIdentity="MyShop")

        answered = aws.outbox.device(BRITISH).reply("Hello")

        assert answered.sender == described_phone(sms, reached)["PhoneNumber"]

    def test_it_answers_whom_it_wants(self, aws: Aws, sms: Any, own: str) -> None:
        first = described_phone(sms, own)["PhoneNumber"]
        text(sms, OriginationIdentity=own)
        text(sms, OriginationIdentity=phone(sms))

        assert aws.outbox.device(NUMBER).reply("Hello", to=first).sender == first

    def test_nothing_can_be_answered(self, aws: Aws, sms: Any) -> None:
        sender_id(sms)
        text(sms, BRITISH, OriginationIdentity="MyShop")

        with pytest.raises(NoSuchMessage, match=r"^No message with to=\+447700900123 can be"):
            aws.outbox.device(BRITISH).reply("STOP")

        with pytest.raises(ValueError, match="takes no answer"):
            aws.outbox.latest().reply("STOP")

    def test_what_did_not_arrive(self, aws: Aws, sms: Any, own: str) -> None:
        text(sms, "+14254147167", OriginationIdentity=own)

        with pytest.raises(NoSuchMessage):
            aws.outbox.device("+14254147167").reply("STOP")


class TestFailure:
    def test_message_has_another_end(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_delivery_seconds=60):
            text(sms)

        message = aws.outbox.latest().fail("The phone is off.")
        assert (message.state, message.facts["status"]) == ("failed", "UNREACHABLE")
        assert message.failure == "The phone is off."

        aws.clock.advance(seconds=60)
        assert aws.outbox.latest().facts["status"] == "UNREACHABLE"

    @pytest.mark.parametrize(
        "status",
        [
            "BLOCKED",
            "CARRIER_BLOCKED",
            "CARRIER_UNREACHABLE",
            "INVALID",
            "INVALID_MESSAGE",
            "SPAM",
            "UNKNOWN",
            "UNREACHABLE",
        ],
    )
    def test_every_end_that_there_is(self, aws: Aws, sms: Any, heard: Queue, status: str) -> None:
        """Whoever says it as the reason has the event of it."""
        sms.create_configuration_set(ConfigurationSetName="mine")
        sms.create_event_destination(
            ConfigurationSetName="mine",
            EventDestinationName="it",
            MatchingEventTypes=[f"TEXT_{status}"],
            SnsDestination={"TopicArn": heard.topic},
        )
        with aws.settings(sms_voice_delivery_seconds=60):
            text(sms, ConfigurationSetName="mine")
        aws.outbox.latest().fail(status)

        [event] = heard.told()
        assert (event["messageStatus"], event["isFinal"]) == (status, True)
        message = aws.outbox.latest()
        assert (message.state, message.facts["status"]) == ("failed", status)

    @pytest.mark.parametrize(
        ("reason", "status"), [("BUSY", "BUSY"), ("FAILED", "FAILED"), ("SPAM", "NO_ANSWER")]
    )
    def test_call(self, aws: Aws, sms: Any, own: str, reason: str, status: str) -> None:
        with aws.settings(sms_voice_delivery_seconds=60):
            sms.send_voice_message(
                DestinationPhoneNumber=NUMBER, OriginationIdentity=own, MessageBody="Hello"
            )

        assert aws.outbox.latest().fail(reason).facts["status"] == status

    def test_what_was_delivered_has_not_failed(self, aws: Aws, sms: Any) -> None:
        text(sms)

        with pytest.raises(ValueError, match="is delivered, not sent"):
            aws.outbox.latest().fail()
        assert aws.outbox.latest().facts["status"] == "DELIVERED"
