"""What applications do with messages, told as they do it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import NUMBER, phone, queue, two_way

SERVICE = "pinpoint-sms-voice-v2"


@pytest.fixture(autouse=True)
def production(aws: Aws) -> Iterator[None]:
    with aws.settings(sms_voice_account_tier="PRODUCTION"):
        yield


class Shop:
    """Sends news to its customers, again and again where it is throttled, never where it must not.

    It goes by the reason, which is no member of ``Error``.
    """

    def __init__(self, sms: Any, number_id: str):
        self._sms = sms
        self._number_id = number_id
        #: Who wants no news.
        self.lost: list[str] = []

    def tell(self, customer: str, news: str, attempts: int = 5) -> str | None:
        for _ in range(attempts):
            try:
                sent = self._sms.send_text_message(
                    DestinationPhoneNumber=customer,
                    OriginationIdentity=self._number_id,
                    MessageBody=news,
                )
            except self._sms.exceptions.ThrottlingException:
                continue
            except self._sms.exceptions.ConflictException as error:
                if error.response["Reason"] != "DESTINATION_PHONE_NUMBER_OPTED_OUT":
                    raise
                self.lost.append(error.response["ResourceId"])
                return None
            message_id: str = sent["MessageId"]
            return message_id
        return None


@pytest.fixture
def shop(sms: Any) -> Shop:
    return Shop(sms, phone(sms))


def throttle(aws: Aws, times: int) -> Any:
    return aws.faults.put(
        "ThrottlingException", service=SERVICE, operation="SendTextMessage", times=times
    )


class TestRetries:
    def test_it_goes_through_once(self, aws: Aws, shop: Shop) -> None:
        throttle(aws, 3)

        message_id = shop.tell(NUMBER, "Sale!")

        assert [each.facts["message_id"] for each in aws.outbox.messages()] == [message_id]
        assert [each["struck"] for each in aws.faults.all()] == [3]

    def test_it_gives_up(self, aws: Aws, shop: Shop) -> None:
        throttle(aws, 9)

        assert shop.tell(NUMBER, "Sale!") is None
        assert aws.outbox.messages() == []


class TestOptOuts:
    def test_customer_leaves_and_comes_back(self, aws: Aws, sms: Any) -> None:
        number_id = phone(sms)
        sms.put_keyword(
            OriginationIdentity=number_id,
            Keyword="BACK",
            KeywordMessage="Welcome back.",
            KeywordAction="OPT_IN",
        )
        shop, customer = Shop(sms, number_id), aws.outbox.device(NUMBER)

        assert shop.tell(NUMBER, "Sale!")
        assert customer.expect(kind="plain").body == "Sale!"
        customer.reply("Stop")
        customer.expect(kind="plain")
        assert shop.tell(NUMBER, "More sale!") is None
        customer.reject()
        customer.reply("back")
        assert customer.expect(kind="plain").body == "Welcome back."
        assert shop.tell(NUMBER, "Even more!")
        assert customer.expect(kind="plain").body == "Even more!"
        assert shop.lost == [NUMBER]

    def test_shop_that_keeps_a_list_of_its_own(self, aws: Aws, sms: Any) -> None:
        """It hears of STOP on a queue, and says what AWS does not say for it."""
        number_id, heard = phone(sms), queue(aws)
        two_way(sms, number_id, heard.topic, SelfManagedOptOutsEnabled=True)
        sms.create_opt_out_list(OptOutListName="shop")
        sms.update_phone_number(PhoneNumberId=number_id, OptOutListName="shop")
        shop, customer = Shop(sms, number_id), aws.outbox.device(NUMBER)
        shop.tell(NUMBER, "Sale!")
        customer.ignore()

        customer.reply("STOP")
        customer.reject()
        for told in heard.told():
            if told["messageBody"] == "STOP":
                gone = told["originationNumber"]
                sms.put_opted_out_number(OptOutListName="shop", OptedOutNumber=gone)
                shop.tell(gone, "You are off our list.")

        assert customer.expect(kind="plain").body == "You are off our list."
        [kept] = sms.describe_opted_out_numbers(OptOutListName="shop")["OptedOutNumbers"]
        assert (kept["OptedOutNumber"], kept["EndUserOptedOut"]) == (NUMBER, False)


class TestCodes:
    def test_one_time_code(self, aws: Aws, sms: Any) -> None:
        """The application has made it up, so that it is in a text like any other."""
        codes = iter(["041776", "982310"])
        waiting: dict[str, str] = {}

        def log_in(customer: str) -> None:
            waiting[customer] = next(codes)
            sms.send_text_message(
                DestinationPhoneNumber=customer,
                MessageBody=f"{waiting[customer]} is your code for the shop.",
                TimeToLive=300,
            )

        log_in(NUMBER)
        log_in(NUMBER)

        first, second = aws.outbox.messages(to=NUMBER)[::-1]
        assert (first.code, second.kind) == (None, "plain")
        found = re.search(r"\b\d{6}\b", second.body)
        assert found is not None
        assert found[0] == waiting[NUMBER] == "982310"

    def test_code_that_comes_too_late(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_delivery_seconds=600):
            sms.send_text_message(
                DestinationPhoneNumber=NUMBER, MessageBody="041776 is your code.", TimeToLive=300
            )

        aws.clock.advance(minutes=10)

        assert aws.outbox.latest().state == "expired"


class Panel:
    """Verifies numbers for whoever runs it, in PHP: its SDK says this on the wire."""

    def __init__(self, aws: Aws):
        self._aws = aws

    def call(self, operation: str, **members: Any) -> Any:
        answer = self._aws.http(
            "POST",
            "sms-voice.us-east-1.amazonaws.com",
            "/",
            json.dumps(members),
            "sms-voice",
            **{
                "X-Amz-Target": f"PinpointSMSVoiceV2.{operation}",
                "Content-Type": "application/x-amz-json-1.0",
                "User-Agent": "aws-sdk-php/3.300.0 ua/2.0 OS/Linux#6.1 lang/php#8.3",
            },
        )
        return answer.json()

    def add(self, phone_number: str) -> str:
        """Adds a number, or finds it, and texts it a code; returns its ID."""
        known = self.call(
            "DescribeVerifiedDestinationNumbers", DestinationPhoneNumbers=[phone_number]
        )["VerifiedDestinationNumbers"]
        found = known[0] if known else None
        if found is None:
            found = self.call(
                "CreateVerifiedDestinationNumber", DestinationPhoneNumber=phone_number
            )
        number_id: str = found["VerifiedDestinationNumberId"]
        self.call(
            "SendDestinationNumberVerificationCode",
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="TEXT",
        )
        return number_id

    def type(self, number_id: str, code: str) -> str:
        """The status that typing a code has led to, or the reason why not."""
        answer = self.call(
            "VerifyDestinationNumber", VerifiedDestinationNumberId=number_id, VerificationCode=code
        )
        status: str = answer.get("Status") or answer["Reason"]
        return status


class TestPanel:
    def test_number_is_verified_and_then_written_to(self, aws: Aws, sms: Any) -> None:
        panel = Panel(aws)
        with aws.settings(sms_voice_account_tier="SANDBOX"):
            text = {"DestinationPhoneNumber": NUMBER, "MessageBody": "Hello."}
            refused = panel.call("SendTextMessage", **text)
            assert refused["__type"] == "ConflictException"
            assert refused["Reason"] == "DESTINATION_PHONE_NUMBER_NOT_VERIFIED"

            number_id = panel.add(NUMBER)
            first = aws.outbox.code(to=NUMBER)
            assert panel.add(NUMBER) == number_id
            assert panel.type(number_id, first) == "VERIFICATION_CODE_MISMATCH"
            assert panel.type(number_id, aws.outbox.code(to=NUMBER)) == "VERIFIED"
            assert panel.type(number_id, "1") == "VERIFICATION_ALREADY_COMPLETE"

            sent = panel.call("SendTextMessage", **text)
        assert aws.outbox.latest(kind="plain").facts["message_id"] == sent["MessageId"]
