"""Calls in which a text is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    NUMBER,
    conflict,
    described_phone,
    phone,
    pool,
    protect,
    quota,
    sender_id,
    validation,
)

SSML = "<speak>Your <emphasis>parcel</emphasis> has come.</speak>"


@pytest.fixture(autouse=True)
def production(aws: Aws) -> Iterator[None]:
    with aws.settings(sms_voice_account_tier="PRODUCTION"):
        yield


@pytest.fixture
def own(sms: Any) -> str:
    return phone(sms)


def call(sms: Any, own: str, to: str = NUMBER, **members: Any) -> str:
    called = sms.send_voice_message(
        **{
            "DestinationPhoneNumber": to,
            "OriginationIdentity": own,
            "MessageBody": "Your parcel has come.",
            **members,
        }
    )
    message_id: str = called["MessageId"]
    return message_id


def refuse(aws: Aws, how: Any, sms: Any, own: str, *error: str, **members: Any) -> None:
    before = aws.outbox.messages()
    parameters = {
        "DestinationPhoneNumber": NUMBER,
        "OriginationIdentity": own,
        "MessageBody": "Your parcel has come.",
        **members,
    }
    how(sms.send_voice_message, *error, **parameters)
    assert aws.outbox.messages() == before


class TestAccepted:
    @pytest.mark.parametrize("members", [{}, {"MessageBody": SSML, "MessageBodyTextType": "SSML"}])
    def test_it_is_answered(self, aws: Aws, sms: Any, own: str, members: dict[str, str]) -> None:
        message_id = call(sms, own, VoiceId="AMY", **members)

        [message] = aws.outbox.messages()
        assert (message.channel, message.kind, message.state) == ("VOICE", "plain", "delivered")
        assert message.sender == described_phone(sms, own)["PhoneNumber"]
        assert (message.facts["message_id"], message.facts["status"]) == (message_id, "COMPLETED")
        assert (message.facts["parts"], message.facts["price"]) == (1, "0.01300")
        assert not message.answerable

    @pytest.mark.parametrize("inside", ["<!-- slowly -->Hello", "<![CDATA[Hello]]>"])
    def test_ssml_with_what_xml_may_have(self, sms: Any, own: str, inside: str) -> None:
        namespace = "http://www.w3.org/2001/10/synthesis"
        body = f'<speak xmlns="{namespace}">{inside}</speak>'
        assert call(sms, own, MessageBody=body, MessageBodyTextType="SSML")

    def test_by_a_pool(self, aws: Aws, sms: Any, own: str) -> None:
        call(sms, pool(sms, own))

        assert aws.outbox.latest().sender == described_phone(sms, own)["PhoneNumber"]

    def test_long_text_costs_no_more(self, aws: Aws, sms: Any, own: str) -> None:
        call(sms, own, MessageBody="a" * 3000)

        assert aws.outbox.latest().facts["parts"] == 1

    def test_nobody_answers(self, aws: Aws, sms: Any, own: str) -> None:
        call(sms, own, "+14254147167")

        assert aws.outbox.latest().facts["status"] == "NO_ANSWER"

    def test_call_that_fails(self, aws: Aws, sms: Any, own: str) -> None:
        with aws.settings(sms_voice_delivery_seconds=60):
            call(sms, own)

        assert aws.outbox.latest().fail("Busy.").facts["status"] == "NO_ANSWER"

    def test_dry_run(self, aws: Aws, sms: Any, own: str) -> None:
        assert call(sms, own, DryRun=True)
        assert aws.outbox.messages() == []


class TestRefused:
    def test_no_text(self, aws: Aws, sms: Any, own: str) -> None:
        for members in ({}, {"MessageBodyTextType": "SSML"}):
            validation(
                sms.send_voice_message,
                "MISSING_PARAMETER",
                "messageBody",
                DestinationPhoneNumber=NUMBER,
                OriginationIdentity=own,
                **members,
            )
        assert aws.outbox.messages() == []

    def test_text_that_is_too_long(self, aws: Aws, sms: Any, own: str) -> None:
        long = ("MAXIMUM_SIZE_EXCEEDED", "messageBody")
        refuse(aws, validation, sms, own, *long, MessageBody="a" * 3001)

    @pytest.mark.parametrize(
        "body",
        [
            "Hello",
            "<speak>",
            "<p>Hello</p>",
            "<unspeak/>",
            '<!DOCTYPE speak [<!ENTITY a "b">]><speak/>',
        ],
    )
    def test_ssml_that_is_none(self, aws: Aws, sms: Any, own: str, body: str) -> None:
        wrong = ("CANNOT_PARSE", "messageBody")
        refuse(aws, validation, sms, own, *wrong, MessageBody=body, MessageBodyTextType="SSML")

    def test_what_only_writes(self, aws: Aws, sms: Any) -> None:
        sender_id(sms, country="GB")
        silent = ("VOICE_CAPABILITY_NOT_AVAILABLE", "originationIdentity")
        for identity in (phone(sms, NumberCapabilities=["SMS"]), "MyShop"):
            refuse(aws, validation, sms, identity, *silent)

    def test_price(self, aws: Aws, sms: Any, own: str) -> None:
        dear = ("PRICE_OVER_THRESHOLD", "maxPricePerMinute")
        refuse(aws, validation, sms, own, *dear, MaxPricePerMinute=".01")

    def test_money(self, aws: Aws, sms: Any, own: str) -> None:
        sms.set_voice_message_spend_limit_override(MonthlyLimit=0)
        refuse(aws, quota, sms, own, "MONTHLY_SPEND_LIMIT_REACHED_FOR_VOICE")

    def test_sandbox(self, aws: Aws, sms: Any, own: str) -> None:
        unverified = ("DESTINATION_PHONE_NUMBER_NOT_VERIFIED", NUMBER, "phone-number")
        with aws.settings(sms_voice_account_tier="SANDBOX"):
            refuse(aws, conflict, sms, own, *unverified)

    def test_protection_of_calls(self, aws: Aws, sms: Any, own: str) -> None:
        protect_id = protect(sms)
        sms.update_protect_configuration_country_rule_set(
            ProtectConfigurationId=protect_id,
            NumberCapability="VOICE",
            CountryRuleSetUpdates={"US": {"ProtectStatus": "BLOCK"}},
        )
        blocked = ("DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION", protect_id)
        refuse(
            aws, conflict, sms, own, *blocked, "protect-configuration",
            ProtectConfigurationId=protect_id,
        )  # fmt: skip

    def test_five_calls_a_day_to_one_destination(self, aws: Aws, sms: Any, own: str) -> None:
        for _ in range(5):
            call(sms, own)
        refuse(aws, quota, sms, own, "DAILY_DESTINATION_CALL_LIMIT")
        call(sms, own, "+14255550199")
        aws.clock.advance(hours=24)

        call(sms, own)

        assert len(aws.outbox.messages()) == 7

    def test_twenty_calls_a_day_in_the_sandbox(self, aws: Aws, sms: Any, own: str) -> None:
        """Whomever they go to, and only there."""
        simulator = phone(sms, NumberType="SIMULATOR")
        with aws.settings(sms_voice_calls_per_destination_per_day=100):
            with aws.settings(sms_voice_account_tier="SANDBOX"):
                for _ in range(20):
                    call(sms, simulator, "+14254147755")
                refuse(
                    aws, quota, sms, simulator, "DAILY_DESTINATION_CALL_LIMIT",
                    DestinationPhoneNumber="+14254147167",
                )  # fmt: skip
            call(sms, own)
            aws.clock.advance(hours=24)
            with aws.settings(sms_voice_account_tier="SANDBOX"):
                call(sms, simulator, "+14254147755")

    def test_calls_that_no_longer_count_are_forgotten(self, aws: Aws, sms: Any, own: str) -> None:
        with aws.settings(sms_voice_calls_per_destination_per_day=1):
            call(sms, own)
            refuse(aws, quota, sms, own, "DAILY_DESTINATION_CALL_LIMIT")
            aws.clock.advance(hours=23)
            call(sms, own, "+14255550199")
            aws.clock.advance(hours=1)
            call(sms, own)
