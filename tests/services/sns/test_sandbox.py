"""The SMS sandbox: numbers, their codes, their limits."""

from __future__ import annotations

from typing import Any

import pytest
from moto.sns.models import sns_backends

from tests.harness import Aws, refused, status, wrong
from tests.services.sns.steps import NUMBER, OPTED_OUT, OTHER, numbers


def says(error: dict[str, Any], code: str, expected: int = 400) -> bool:
    return error["Error"]["Code"] == code and status(error) == expected


def verify(sns: Any, code: str, number: str = NUMBER) -> Any:
    return sns.verify_sms_sandbox_phone_number(PhoneNumber=number, OneTimePassword=code)


class TestCreate:
    def test_sends_a_code(self, aws: Aws, sns: Any) -> None:
        sns.create_sms_sandbox_phone_number(PhoneNumber=NUMBER)

        message = aws.outbox.latest(to=NUMBER)
        assert (message.channel, message.kind, message.state) == ("SMS", "code", "pending")
        assert message.code is not None
        assert message.code in message.body
        assert numbers(sns) == {NUMBER: "Pending"}

    @pytest.mark.parametrize(
        ("language", "word"), [("de-DE", "Bestätigungscode"), ("kr-KR", "확인"), ("en-US", "Your")]
    )
    def test_in_a_language(self, aws: Aws, sns: Any, language: str, word: str) -> None:
        sns.create_sms_sandbox_phone_number(PhoneNumber=NUMBER, LanguageCode=language)
        assert word in aws.outbox.latest(to=NUMBER).body

    def test_again_sends_a_code_that_counts_alone(self, aws: Aws, sns: Any, pending: str) -> None:
        first = aws.outbox.code(to=pending)
        sns.create_sms_sandbox_phone_number(PhoneNumber=pending)

        error = refused(
            sns.verify_sms_sandbox_phone_number, PhoneNumber=pending, OneTimePassword=first
        )
        assert says(error, "VerificationException")
        verify(sns, aws.outbox.code(to=pending))
        assert numbers(sns) == {pending: "Verified"}

    def test_verified_number(self, aws: Aws, sns: Any, pending: str) -> None:
        verify(sns, aws.outbox.code(to=pending))
        error = refused(sns.create_sms_sandbox_phone_number, PhoneNumber=pending)
        assert says(error, "UserError")
        assert numbers(sns) == {pending: "Verified"}

    def test_number_that_has_opted_out(self, aws: Aws, sns: Any) -> None:
        error = refused(sns.create_sms_sandbox_phone_number, PhoneNumber=OPTED_OUT)
        assert says(error, "OptedOut")
        assert (numbers(sns), aws.outbox.messages()) == ({}, [])

    def test_full_sandbox(self, aws: Aws, sns: Any, pending: str) -> None:
        with aws.settings(sns_sandbox_numbers_per_account=1):
            error = refused(sns.create_sms_sandbox_phone_number, PhoneNumber=OTHER)
        assert says(error, "UserError")
        assert numbers(sns) == {pending: "Pending"}

    def test_five_codes_in_a_day(self, aws: Aws, sns: Any, pending: str) -> None:
        for _ in range(4):
            sns.create_sms_sandbox_phone_number(PhoneNumber=pending)
        error = refused(sns.create_sms_sandbox_phone_number, PhoneNumber=pending)
        assert says(error, "Throttled", 429)
        assert len(aws.outbox.messages(to=pending)) == 5
        aws.clock.advance(hours=24)
        sns.create_sms_sandbox_phone_number(PhoneNumber=pending)
        assert len(aws.outbox.messages(to=pending)) == 6

    @pytest.mark.parametrize("number", ["nobody", "+1425", "+1" + "4" * 20])
    def test_what_is_no_number(self, sns: Any, number: str) -> None:
        error = refused(sns.create_sms_sandbox_phone_number, PhoneNumber=number)
        assert says(error, "InvalidParameter")
        assert error["Error"]["Message"].startswith("Invalid parameter: PhoneNumber Reason: ")
        assert number not in error["Error"]["Message"]
        assert numbers(sns) == {}

    def test_empty_number(self, aws: Aws, sns: Any) -> None:
        error = refused(sns.create_sms_sandbox_phone_number, PhoneNumber="")
        assert says(error, "InvalidParameter")
        assert error["Error"]["Message"].startswith("Invalid parameter: PhoneNumber Reason: ")
        assert (numbers(sns), aws.outbox.messages()) == ({}, [])

    def test_language_that_there_is_not(self, sns: Any) -> None:
        error = refused(sns.create_sms_sandbox_phone_number, PhoneNumber=NUMBER, LanguageCode="tlh")
        assert says(error, "InvalidParameter")
        assert numbers(sns) == {}

    def test_fixed_code_that_could_not_be_one(self, aws: Aws, sns: Any) -> None:
        with aws.settings(code="abcdefg"):
            error = refused(sns.create_sms_sandbox_phone_number, PhoneNumber=NUMBER)
        assert says(error, "InvalidParameter")
        assert numbers(sns) == {}

    def test_number_that_can_be_sent_no_code(self, aws: Aws, sns: Any) -> None:
        with aws.settings(sns_codes_per_number_per_day=0):
            error = refused(sns.create_sms_sandbox_phone_number, PhoneNumber=NUMBER)
        assert says(error, "Throttled", 429)
        assert numbers(sns) == {}


class TestVerify:
    def test_right_code(self, aws: Aws, sns: Any, pending: str) -> None:
        verify(sns, aws.outbox.code(to=pending))
        assert numbers(sns) == {pending: "Verified"}
        assert aws.outbox.latest(to=pending).state == "verified"

    def test_wrong_code(self, aws: Aws, sns: Any, pending: str) -> None:
        code = wrong(aws.outbox.code(to=pending))
        error = refused(
            sns.verify_sms_sandbox_phone_number, PhoneNumber=pending, OneTimePassword=code
        )
        assert says(error, "VerificationException")
        assert (error["Status"], error["Message"]) == (
            "Pending",
            "The one-time password is not correct.",
        )
        assert numbers(sns) == {pending: "Pending"}

    def test_late_code(self, aws: Aws, sns: Any, pending: str) -> None:
        code = aws.outbox.code(to=pending)
        aws.clock.advance(minutes=16)
        error = refused(
            sns.verify_sms_sandbox_phone_number, PhoneNumber=pending, OneTimePassword=code
        )
        assert says(error, "VerificationException")
        assert "expired" in error["Message"]
        assert numbers(sns) == {pending: "Pending"}

    def test_twice(self, aws: Aws, sns: Any, pending: str) -> None:
        code = aws.outbox.code(to=pending)
        verify(sns, code)
        error = refused(
            sns.verify_sms_sandbox_phone_number, PhoneNumber=pending, OneTimePassword=code
        )
        assert says(error, "VerificationException")
        assert error["Status"] == "Verified"

    def test_number_that_is_not_there(self, sns: Any) -> None:
        error = refused(
            sns.verify_sms_sandbox_phone_number, PhoneNumber=NUMBER, OneTimePassword="123456"
        )
        assert says(error, "ResourceNotFound", 404)


class TestDelete:
    def test_frees_the_number(self, aws: Aws, sns: Any, pending: str) -> None:
        sns.delete_sms_sandbox_phone_number(PhoneNumber=pending)
        assert numbers(sns) == {}
        assert aws.outbox.latest(to=pending).state == "revoked"
        sns.create_sms_sandbox_phone_number(PhoneNumber=pending)
        assert numbers(sns) == {pending: "Pending"}

    def test_verified_one(self, aws: Aws, sns: Any, pending: str) -> None:
        verify(sns, aws.outbox.code(to=pending))
        sns.delete_sms_sandbox_phone_number(PhoneNumber=pending)
        assert numbers(sns) == {}

    def test_number_that_is_not_there(self, sns: Any) -> None:
        error = refused(sns.delete_sms_sandbox_phone_number, PhoneNumber=NUMBER)
        assert says(error, "ResourceNotFound", 404)

    def test_young_one_where_the_settings_are_strict(
        self, aws: Aws, sns: Any, pending: str
    ) -> None:
        with aws.settings(sns_strict_deletion=True):
            error = refused(sns.delete_sms_sandbox_phone_number, PhoneNumber=pending)
            assert says(error, "UserError")
            assert numbers(sns) == {pending: "Pending"}
            aws.clock.advance(hours=24)
            sns.delete_sms_sandbox_phone_number(PhoneNumber=pending)
        assert numbers(sns) == {}


class TestList:
    def test_pages(self, sns: Any, pending: str) -> None:
        sns.create_sms_sandbox_phone_number(PhoneNumber=OTHER)
        first = sns.list_sms_sandbox_phone_numbers(MaxResults=1)
        second = sns.list_sms_sandbox_phone_numbers(MaxResults=1, NextToken=first["NextToken"])
        assert [each["PhoneNumber"] for each in first["PhoneNumbers"]] == [pending]
        assert [each["PhoneNumber"] for each in second["PhoneNumbers"]] == [OTHER]
        assert "NextToken" not in second

    def test_token_that_nobody_gave(self, sns: Any) -> None:
        error = refused(sns.list_sms_sandbox_phone_numbers, NextToken="x")
        assert says(error, "InvalidParameter")

    def test_each_account_and_region_has_its_own(self, aws: Aws, sns: Any, pending: str) -> None:
        assert numbers(aws.client("sns", "eu-west-1")) == {}
        assert numbers(sns) == {pending: "Pending"}

    def test_moto_has_another_list_to_itself(self, sns: Any, pending: str) -> None:
        assert sns.list_topics()["Topics"] == []
        assert sns_backends["123456789012"]["us-east-1"].sms_messages == {}


@pytest.mark.parametrize("inside", [True, False])
def test_account_status_is_a_setting(aws: Aws, sns: Any, inside: bool) -> None:
    with aws.settings(sns_in_sandbox=inside):
        assert sns.get_sms_sandbox_account_status()["IsInSandbox"] is inside
