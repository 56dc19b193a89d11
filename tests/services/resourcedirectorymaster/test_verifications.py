"""Alibaba Cloud's message contacts: links that verify them."""

from __future__ import annotations

import pytest
import requests

from tests.harness import Aws
from tests.services.resourcedirectorymaster.steps import ADDRESS, NUMBER, Directory

MAIL = "SendEmailVerificationForMessageContact"
TEXT = "SendPhoneVerificationForMessageContact"


class TestSend:
    def test_mail_with_link(self, aws: Aws, directory: Directory, zoe: str) -> None:
        answer = directory(MAIL, contact_id=zoe, email_address=ADDRESS)

        assert answer == {}
        (message,) = aws.outbox.messages()
        assert (message.service, message.operation) == ("resourcedirectorymaster", MAIL)
        assert (message.channel, message.to) == ("EMAIL", ADDRESS)
        assert (message.account, message.region) == ("123456789012", "")
        assert message.resource_arn == f"acs:resourcemanager:*:123456789012:contact/{zoe}"
        assert message.sender
        assert message.subject
        assert (message.code, message.state, message.expires_at) == (None, "pending", None)
        assert message.link
        assert message.link in message.body
        assert "Zoe" in message.body

    def test_text_with_link(self, aws: Aws, directory: Directory, zoe: str) -> None:
        answer = directory(TEXT, contact_id=zoe, phone_number=NUMBER)

        assert answer == {}
        (message,) = aws.outbox.messages()
        assert (message.operation, message.channel, message.to) == (TEXT, "SMS", NUMBER)
        assert (message.code, message.subject) == (None, "")
        assert message.link
        assert message.link in message.body

    def test_nothing_is_verified_by_sending(self, directory: Directory, zoe: str) -> None:
        directory.send(zoe, ADDRESS)
        directory.send(zoe, NUMBER)

        assert directory.to_verify(zoe) == [ADDRESS, NUMBER]
        assert directory.status(zoe) == "Verifying"

    def test_new_link_replaces_the_old_one(self, aws: Aws, directory: Directory, zoe: str) -> None:
        directory.send(zoe, ADDRESS)
        first = aws.outbox.latest()
        directory.send(zoe, ADDRESS)
        second = aws.outbox.latest()

        assert first.link != second.link
        assert first.click().state == "superseded"
        assert directory.to_verify(zoe) == [ADDRESS, NUMBER]
        assert second.click().state == "verified"
        assert directory.to_verify(zoe) == [NUMBER]

    @pytest.mark.parametrize(
        ("operation", "code", "arguments"),
        [
            (MAIL, "MissingParameter.EmailAddress", {}),
            (MAIL, "InvalidParameter.EmailAddress", {"email_address": "zoe"}),
            (TEXT, "MissingParameter.PhoneNumber", {}),
            (TEXT, "InvalidParameter.PhoneNumber", {"phone_number": "13900001111"}),
            (TEXT, "InvalidParameter.MobileCountryCode", {"phone_number": "1-2065550100"}),
        ],
    )
    def test_refused(
        self,
        aws: Aws,
        directory: Directory,
        zoe: str,
        operation: str,
        code: str,
        arguments: dict[str, str],
    ) -> None:
        directory.refused(operation, code, contact_id=zoe, **arguments)

        assert aws.outbox.messages() == []

    @pytest.mark.parametrize(
        ("operation", "arguments"),
        [
            (MAIL, {"email_address": "other@example.com"}),
            (MAIL, {"email_address": f"{'z' * 300}@example.com"}),
            (TEXT, {"phone_number": "86-13900002222"}),
        ],
    )
    def test_not_to_be_verified(
        self, aws: Aws, directory: Directory, zoe: str, operation: str, arguments: dict[str, str]
    ) -> None:
        directory.refused(
            operation, "EntityNotExists.Contact.Verification", contact_id=zoe, **arguments
        )

        assert aws.outbox.messages() == []

    def test_no_number(self, directory: Directory) -> None:
        directory.refused(
            TEXT,
            "EntityNotExists.Contact.Verification",
            contact_id=directory.add(),
            phone_number=NUMBER,
        )

    def test_verified_already(self, directory: Directory, zoe: str) -> None:
        directory.verify(zoe, ADDRESS)

        directory.refused(
            MAIL, "EntityNotExists.Contact.Verification", contact_id=zoe, email_address=ADDRESS
        )


class TestClick:
    def test_active_when_all_is_verified(self, directory: Directory, zoe: str) -> None:
        directory.verify(zoe, NUMBER)

        assert directory.status(zoe) == "Verifying"
        assert directory.to_verify(zoe) == [ADDRESS]
        directory.verify(zoe, ADDRESS)
        assert directory.status(zoe) == "Active"
        assert directory.to_verify(zoe) == []

    def test_address_alone(self, directory: Directory) -> None:
        contact_id = directory.add()
        directory.verify(contact_id, ADDRESS)

        assert directory.status(contact_id) == "Active"

    def test_once(self, aws: Aws, directory: Directory) -> None:
        contact_id = directory.add()
        directory.verify(contact_id, ADDRESS)
        directory("UpdateMessageContact", contact_id=contact_id, email_address="new@example.com")

        assert aws.outbox.latest(to=ADDRESS).click().state == "verified"
        assert directory.to_verify(contact_id) == ["new@example.com"]

    def test_each_contact_has_its_own(self, aws: Aws, directory: Directory, zoe: str) -> None:
        other = directory.add(name="Yan", phone_number=NUMBER)
        directory.verify(zoe, ADDRESS)

        assert directory.to_verify(other) == [ADDRESS, NUMBER]

    def test_links_live_for_ever(self, aws: Aws, directory: Directory) -> None:
        contact_id = directory.add()
        directory.send(contact_id, ADDRESS)
        aws.clock.advance(weeks=500)

        assert aws.outbox.latest().click().state == "verified"
        assert directory.status(contact_id) == "Active"

    def test_links_that_expire(self, aws: Aws, directory: Directory) -> None:
        contact_id = directory.add()
        with aws.settings(resourcedirectory_link_hours=24):
            directory.send(contact_id, ADDRESS)
        aws.clock.advance(hours=25)

        assert aws.outbox.latest().click().state == "expired"
        assert directory.to_verify(contact_id) == [ADDRESS]
        directory.verify(contact_id, ADDRESS)
        assert directory.status(contact_id) == "Active"

    @pytest.mark.wire
    def test_link_opens_over_http(self, aws: Aws, directory: Directory) -> None:
        contact_id = directory.add()
        directory.send(contact_id, ADDRESS)
        page = requests.get(str(aws.outbox.latest().link), timeout=30)

        assert page.status_code == 200
        assert directory.status(contact_id) == "Active"


class TestQuota:
    LIMIT = "SendValidateCodeExceedsLimitForAccount"

    def test_ten_a_minute_to_one_address(self, aws: Aws, directory: Directory, zoe: str) -> None:
        for _ in range(10):
            directory.send(zoe, ADDRESS)

        directory.refused(MAIL, self.LIMIT, contact_id=zoe, email_address=ADDRESS)
        assert len(aws.outbox.messages()) == 10
        directory.send(zoe, NUMBER)
        aws.clock.advance(minutes=1)
        directory.verify(zoe, ADDRESS)

    def test_a_hundred_a_day_of_the_account(self, aws: Aws, directory: Directory, zoe: str) -> None:
        with aws.settings(resourcedirectory_messages_per_address_per_minute=1000):
            for _ in range(100):
                directory.send(zoe, ADDRESS)

            directory.refused(MAIL, self.LIMIT, contact_id=zoe, email_address=ADDRESS)
            directory.refused(TEXT, self.LIMIT, contact_id=zoe, phone_number=NUMBER)
            assert len(aws.outbox.messages()) == 100
            aws.clock.advance(hours=24)
            directory.send(zoe, NUMBER)

    def test_other_quotas(self, aws: Aws, directory: Directory, zoe: str) -> None:
        with aws.settings(resourcedirectory_messages_per_account_per_day=1):
            directory.send(zoe, ADDRESS)
            directory.refused(TEXT, self.LIMIT, contact_id=zoe, phone_number=NUMBER)
        with aws.settings(resourcedirectory_messages_per_address_per_minute=1):
            directory.refused(MAIL, self.LIMIT, contact_id=zoe, email_address=ADDRESS)
            directory.verify(zoe, NUMBER)

    def test_refused_calls_do_not_count(self, aws: Aws, directory: Directory, zoe: str) -> None:
        with aws.settings(resourcedirectory_messages_per_account_per_day=1):
            directory.refused(
                MAIL,
                "EntityNotExists.Contact.Verification",
                contact_id=zoe,
                email_address="other@example.com",
            )
            directory.verify(zoe, ADDRESS)
