"""Verification codes of End User Messaging SMS: sent, replaced, typed back."""

from __future__ import annotations

import re
from typing import Any

import botocore.session
import pytest

from tests.harness import Aws, refused, wrong
from tests.services.pinpointsmsvoicev2.steps import (
    ABSENT,
    NUMBER,
    TYPE,
    arn,
    conflict,
    create,
    described,
    not_found,
    quota,
    send,
    validation,
)

SERVICE = "pinpoint-sms-voice-v2"
LANGUAGES = botocore.session.get_session().get_service_model(SERVICE).shape_for("LanguageCode").enum


def verify(sms: Any, number_id: str, code: str) -> dict[str, Any]:
    answer: dict[str, Any] = sms.verify_destination_number(
        VerifiedDestinationNumberId=number_id, VerificationCode=code
    )
    return answer


def verified(aws: Aws, sms: Any, number_id: str) -> None:
    send(sms, number_id)
    verify(sms, number_id, aws.outbox.code(to=NUMBER))


def status_of(sms: Any) -> str:
    [found] = described(sms)
    status: str = found["Status"]
    return status


class TestSend:
    def test_text_message_carries_six_digits(self, aws: Aws, sms: Any, number_id: str) -> None:
        message_id = send(sms, number_id)

        [message] = aws.outbox.messages()
        assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", message_id)
        assert re.fullmatch("[0-9]{6}", str(message.code))
        assert str(message.code) in message.body
        assert (message.channel, message.to, message.sender) == ("SMS", NUMBER, "AWS")
        assert (message.service, message.operation, message.account, message.region) == (
            SERVICE,
            "SendDestinationNumberVerificationCode",
            "123456789012",
            "us-east-1",
        )
        assert message.resource_arn == arn(f"{TYPE}/{number_id}")
        assert status_of(sms) == "PENDING"

    def test_voice_message_says_digit_by_digit(self, aws: Aws, sms: Any, number_id: str) -> None:
        send(sms, number_id, "VOICE")

        [message] = aws.outbox.messages()
        assert message.channel == "VOICE"
        assert ", ".join(str(message.code)) in message.body
        verify(sms, number_id, str(message.code))
        assert status_of(sms) == "VERIFIED"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_language_of_the_model(
        self, aws: Aws, sms: Any, number_id: str, language: str
    ) -> None:
        send(sms, number_id, LanguageCode=language)
        send(sms, number_id, "VOICE", LanguageCode=language)

        spoken, written = aws.outbox.messages(to=NUMBER)
        assert str(written.code) in written.body
        assert ", ".join(str(spoken.code)) in spoken.body

    def test_languages_differ_and_american_english_is_the_default(
        self, aws: Aws, sms: Any, number_id: str
    ) -> None:
        with aws.settings(code="123456"):
            for language in ("EN_US", "DE_DE", "JA_JP"):
                send(sms, number_id, LanguageCode=language)
            send(sms, number_id)

        default, japanese, german, english = (each.body for each in aws.outbox.messages())
        assert default == english
        assert len({english, german, japanese}) == 3

    def test_by_arn(self, aws: Aws, sms: Any, number_id: str) -> None:
        send(sms, arn(f"{TYPE}/{number_id}"))

        assert len(aws.outbox.messages(to=NUMBER)) == 1

    def test_context_and_country_parameters_are_taken(
        self, aws: Aws, sms: Any, number_id: str
    ) -> None:
        send(
            sms,
            number_id,
            Context={"order": "a b"},
            DestinationCountryParameters={"IN_ENTITY_ID": "1", "IN_TEMPLATE_ID": "2"},
        )

        assert len(aws.outbox.messages(to=NUMBER)) == 1

    @pytest.mark.parametrize(
        ("field", "parameters"),
        [
            ("verificationChannel", {"VerificationChannel": "text"}),
            ("languageCode", {"LanguageCode": "EN"}),
            ("context", {"Context": {"a b": "c"}}),
            ("context.a", {"Context": {"a": " c"}}),
            ("context", {"Context": {str(number): "a" for number in range(6)}}),
            ("destinationCountryParameters", {"DestinationCountryParameters": {"US": "1"}}),
            ("originationIdentity", {"OriginationIdentity": "not an identity"}),
            ("configurationSetName", {"ConfigurationSetName": "a" * 257}),
            ("verifiedDestinationNumberId", {"VerifiedDestinationNumberId": "a b"}),
        ],
    )
    def test_broken_constraint(
        self, aws: Aws, sms: Any, number_id: str, field: str, parameters: dict[str, Any]
    ) -> None:
        validation(
            sms.send_destination_number_verification_code,
            "INVALID_PARAMETER",
            field,
            **{
                "VerifiedDestinationNumberId": number_id,
                "VerificationChannel": "TEXT",
                **parameters,
            },
        )
        assert aws.outbox.messages() == []

    def test_channel_is_required(self, sms: Any, number_id: str) -> None:
        validation(
            sms.send_destination_number_verification_code,
            "INVALID_PARAMETER",
            "verificationChannel",
            VerifiedDestinationNumberId=number_id,
        )

    def test_all_broken_constraints_are_told_at_once(self, sms: Any) -> None:
        validation(
            sms.send_destination_number_verification_code,
            "INVALID_PARAMETER",
            "verifiedDestinationNumberId",
            "verificationChannel",
            "languageCode",
            LanguageCode="?",
        )

    def test_unknown_number(self, aws: Aws, sms: Any) -> None:
        not_found(
            sms.send_destination_number_verification_code,
            TYPE,
            ABSENT,
            VerifiedDestinationNumberId=ABSENT,
            VerificationChannel="TEXT",
        )
        assert aws.outbox.messages() == []

    def test_verified_number_comes_before_what_is_named(
        self, aws: Aws, sms: Any, number_id: str
    ) -> None:
        verified(aws, sms, number_id)

        conflict(
            sms.send_destination_number_verification_code,
            "VERIFICATION_ALREADY_COMPLETE",
            number_id,
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="TEXT",
            OriginationIdentity="pool-1",
        )
        assert len(aws.outbox.messages()) == 1

    def test_fixed_code_that_is_no_code_of_the_service(
        self, aws: Aws, sms: Any, number_id: str
    ) -> None:
        with aws.settings(codes={NUMBER: "1234567"}, sms_voice_codes_per_number_per_day=1):
            error = validation(
                sms.send_destination_number_verification_code,
                "OTHER",
                VerifiedDestinationNumberId=number_id,
                VerificationChannel="TEXT",
            )
            assert "6 digits" in error["Message"]
        with aws.settings(sms_voice_codes_per_number_per_day=1):
            send(sms, number_id)  # the failure was not counted

        assert len(aws.outbox.messages()) == 1


class TestDailyQuota:
    def refuse(self, sms: Any, number_id: str) -> None:
        quota(
            sms.send_destination_number_verification_code,
            "VERIFICATION_ATTEMPTS_PER_DAY",
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="VOICE",
        )

    def test_five_codes_and_the_last_still_counts(self, aws: Aws, sms: Any, number_id: str) -> None:
        for _ in range(5):
            send(sms, number_id)
        self.refuse(sms, number_id)

        assert len(aws.outbox.messages()) == 5
        verify(sms, number_id, aws.outbox.code(to=NUMBER))

    def test_day_rolls(self, aws: Aws, sms: Any, number_id: str) -> None:
        with aws.settings(sms_voice_codes_per_number_per_day=2):
            send(sms, number_id)
            aws.clock.advance(hours=12)
            send(sms, number_id)
            self.refuse(sms, number_id)
            aws.clock.advance(hours=12)
            send(sms, number_id)
            self.refuse(sms, number_id)

        assert len(aws.outbox.messages()) == 3

    def test_each_number_has_its_own(self, aws: Aws, sms: Any, number_id: str) -> None:
        with aws.settings(sms_voice_codes_per_number_per_day=1):
            send(sms, number_id)
            send(sms, create(sms, "+14255550101"))

        assert len(aws.outbox.messages()) == 2

    def test_deletion_resets_it(self, aws: Aws, sms: Any, number_id: str) -> None:
        with aws.settings(sms_voice_codes_per_number_per_day=1):
            send(sms, number_id)
            sms.delete_verified_destination_number(VerifiedDestinationNumberId=number_id)
            send(sms, create(sms))
        assert len(aws.outbox.messages()) == 2


class TestVerify:
    def test_right_code_verifies(self, aws: Aws, sms: Any, number_id: str) -> None:
        send(sms, number_id)
        answer = verify(sms, number_id, aws.outbox.code(to=NUMBER))

        del answer["ResponseMetadata"]
        [found] = described(sms)
        assert answer == found
        assert found["Status"] == "VERIFIED"
        assert aws.outbox.latest().state == "verified"

    def test_by_arn(self, aws: Aws, sms: Any, number_id: str) -> None:
        send(sms, number_id)
        verify(sms, arn(f"{TYPE}/{number_id}"), aws.outbox.code(to=NUMBER))

        assert status_of(sms) == "VERIFIED"

    def test_wrong_codes_without_end_then_the_right_one(
        self, aws: Aws, sms: Any, number_id: str
    ) -> None:
        send(sms, number_id)
        code = aws.outbox.code(to=NUMBER)

        for _ in range(20):
            error = validation(
                sms.verify_destination_number,
                "VERIFICATION_CODE_MISMATCH",
                "verificationCode",
                VerifiedDestinationNumberId=number_id,
                VerificationCode=wrong(code),
            )
            assert "Invalid verification code" in error["Message"]
        assert status_of(sms) == "PENDING"

        verify(sms, number_id, code)

        assert status_of(sms) == "VERIFIED"

    def test_nothing_was_sent(self, sms: Any, number_id: str) -> None:
        validation(
            sms.verify_destination_number,
            "VERIFICATION_CODE_MISMATCH",
            "verificationCode",
            VerifiedDestinationNumberId=number_id,
            VerificationCode="123456",
        )
        assert status_of(sms) == "PENDING"

    def test_new_code_replaces_the_one_before(self, aws: Aws, sms: Any, number_id: str) -> None:
        send(sms, number_id)
        old = aws.outbox.code(to=NUMBER)
        send(sms, number_id)

        validation(
            sms.verify_destination_number,
            "VERIFICATION_CODE_MISMATCH",
            "verificationCode",
            VerifiedDestinationNumberId=number_id,
            VerificationCode=old,
        )
        verify(sms, number_id, aws.outbox.code(to=NUMBER))
        assert [each.state for each in aws.outbox.messages()] == ["verified", "superseded"]

    def test_code_of_another_number(self, aws: Aws, sms: Any, number_id: str) -> None:
        other = create(sms, "+14255550101")
        send(sms, number_id)
        send(sms, other)

        validation(
            sms.verify_destination_number,
            "VERIFICATION_CODE_MISMATCH",
            "verificationCode",
            VerifiedDestinationNumberId=number_id,
            VerificationCode=aws.outbox.code(to="+14255550101"),
        )

    def test_code_expires_after_a_day_and_a_new_one_counts(
        self, aws: Aws, sms: Any, number_id: str
    ) -> None:
        send(sms, number_id)
        code = aws.outbox.code(to=NUMBER)
        aws.clock.advance(hours=24, seconds=1)

        conflict(
            sms.verify_destination_number,
            "VERIFICATION_CODE_EXPIRED",
            number_id,
            VerifiedDestinationNumberId=number_id,
            VerificationCode=code,
        )
        assert status_of(sms) == "PENDING"

        send(sms, number_id)
        verify(sms, number_id, aws.outbox.code(to=NUMBER))
        assert status_of(sms) == "VERIFIED"

    def test_wrong_code_is_wrong_even_when_late(self, aws: Aws, sms: Any, number_id: str) -> None:
        send(sms, number_id)
        aws.clock.advance(hours=25)

        validation(
            sms.verify_destination_number,
            "VERIFICATION_CODE_MISMATCH",
            "verificationCode",
            VerifiedDestinationNumberId=number_id,
            VerificationCode=wrong(aws.outbox.code(to=NUMBER)),
        )

    def test_code_counts_until_its_time_is_up(self, aws: Aws, sms: Any, number_id: str) -> None:
        send(sms, number_id)
        aws.clock.advance(hours=23, minutes=59)

        verify(sms, number_id, aws.outbox.code(to=NUMBER))

        assert status_of(sms) == "VERIFIED"

    def test_life_time_is_a_setting(self, aws: Aws, sms: Any, number_id: str) -> None:
        with aws.settings(sms_voice_code_hours=1):
            send(sms, number_id)
        aws.clock.advance(hours=2)

        conflict(
            sms.verify_destination_number,
            "VERIFICATION_CODE_EXPIRED",
            number_id,
            VerifiedDestinationNumberId=number_id,
            VerificationCode=aws.outbox.code(to=NUMBER),
        )

    @pytest.mark.parametrize("right", [True, False])
    def test_verified_number_takes_no_code(
        self, aws: Aws, sms: Any, number_id: str, right: bool
    ) -> None:
        verified(aws, sms, number_id)
        code = aws.outbox.code(to=NUMBER)

        conflict(
            sms.verify_destination_number,
            "VERIFICATION_ALREADY_COMPLETE",
            number_id,
            VerifiedDestinationNumberId=number_id,
            VerificationCode=code if right else wrong(code),
        )
        assert status_of(sms) == "VERIFIED"

    def test_recreated_number_is_pending_and_takes_no_old_code(
        self, aws: Aws, sms: Any, number_id: str
    ) -> None:
        send(sms, number_id)
        sms.delete_verified_destination_number(VerifiedDestinationNumberId=number_id)
        recreated = create(sms)

        validation(
            sms.verify_destination_number,
            "VERIFICATION_CODE_MISMATCH",
            "verificationCode",
            VerifiedDestinationNumberId=recreated,
            VerificationCode=aws.outbox.code(to=NUMBER),
        )
        assert status_of(sms) == "PENDING"

    @pytest.mark.parametrize("code", ["12 456", "1" * 21, "", 123456])
    def test_malformed_code(self, aws: Aws, sms: Any, number_id: str, code: Any) -> None:
        error = refused(
            sms.verify_destination_number,
            VerifiedDestinationNumberId=number_id,
            VerificationCode=code,
        )

        assert error["Reason"] == "INVALID_PARAMETER"
        assert {each["Name"] for each in error["Fields"]} == {"verificationCode"}

    @pytest.mark.parametrize("name", [ABSENT, arn(f"{TYPE}/{ABSENT}")])
    def test_unknown_number(self, sms: Any, name: str) -> None:
        not_found(
            sms.verify_destination_number,
            TYPE,
            name,
            VerifiedDestinationNumberId=name,
            VerificationCode="123456",
        )

    def test_arn_of_something_else(self, sms: Any) -> None:
        validation(
            sms.verify_destination_number,
            "INVALID_ARN",
            "verifiedDestinationNumberId",
            VerifiedDestinationNumberId=arn("phone-number/phone-1"),
            VerificationCode="123456",
        )
