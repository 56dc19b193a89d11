"""E-mail contacts of User Notifications, through boto3."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.harness import Aws, refused, status, wrong
from tests.services.notificationscontacts.steps import (
    ABSENT,
    ADDRESS,
    contact_status,
    says_absent,
    says_conflict,
    says_invalid,
)


class TestCreate:
    def test_contact_is_inactive_and_nothing_is_sent(self, aws: Aws, contacts: Any) -> None:
        created = contacts.create_email_contact(name="Ops", emailAddress=ADDRESS, tags={"k": "v"})

        assert status(created) == 201
        contact = contacts.get_email_contact(arn=created["arn"])["emailContact"]
        assert re.fullmatch(
            r"arn:aws:notifications-contacts::123456789012:emailcontact/a[0-9a-hjkmnp-tv-z]{26}",
            created["arn"],
        )
        assert (contact["name"], contact["address"], contact["status"]) == (
            "Ops",
            ADDRESS,
            "inactive",
        )
        assert contact["creationTime"] == contact["updateTime"]
        assert aws.outbox.messages() == []

    def test_address_is_unique_in_any_case(self, contacts: Any, arn: str) -> None:
        error = refused(contacts.create_email_contact, name="x", emailAddress=ADDRESS.upper())

        assert error["Error"]["Code"] == "ConflictException"
        assert status(error) == 409
        assert (error["resourceId"], error["resourceType"]) == (ADDRESS.upper(), "emailcontact")
        assert len(contacts.list_email_contacts()["emailContacts"]) == 1

    def test_quota(self, aws: Aws, contacts: Any, arn: str) -> None:
        with aws.settings(notifications_contacts_email_contacts_per_account=1):
            error = refused(contacts.create_email_contact, name="x", emailAddress="b@example.com")

        assert error["Error"]["Code"] == "ServiceQuotaExceededException"
        assert status(error) == 402
        assert error["serviceCode"] == "notifications-contacts"
        assert error["quotaCode"]
        assert len(contacts.list_email_contacts()["emailContacts"]) == 1

    def test_every_violation_is_told_and_no_value_repeated(self, contacts: Any) -> None:
        error = refused(
            contacts.create_email_contact,
            name="x" * 65,
            emailAddress="nobody at home",
            tags={"aws:x": "1"},
        )

        assert error["Error"]["Code"] == "ValidationException"
        assert status(error) == 400
        assert error["reason"] == "fieldValidationFailed"
        assert [each["name"] for each in error["fieldList"]] == ["name", "emailAddress", "tags"]
        assert "Value with length 65 at '/name'" in error["message"]
        assert error["fieldList"][0]["message"].startswith("Value with length 65 at '/name'")
        assert "nobody" not in error["message"]
        assert contacts.list_email_contacts()["emailContacts"] == []

    def test_names_may_repeat(self, contacts: Any, arn: str) -> None:
        other = contacts.create_email_contact(name="Ops", emailAddress="b@example.com")["arn"]

        assert other != arn
        assert contacts.get_email_contact(arn=other)["emailContact"]["name"] == "Ops"

    @pytest.mark.parametrize("name", ["x", "-", ".", "~", "_", "Ünit 7!", "x" * 64])
    def test_name(self, contacts: Any, name: str) -> None:
        arn = contacts.create_email_contact(name=name, emailAddress=ADDRESS)["arn"]

        assert contacts.get_email_contact(arn=arn)["emailContact"]["name"] == name

    @pytest.mark.parametrize("name", ["", "x" * 65, "!", " ", "Ü"])
    def test_bad_name(self, contacts: Any, name: str) -> None:
        error = refused(contacts.create_email_contact, name=name, emailAddress=ADDRESS)

        assert says_invalid(error, "name")
        assert contacts.list_email_contacts()["emailContacts"] == []

    @pytest.mark.parametrize("address", ["a@b.co", "x" * 242 + "@example.com"])
    def test_shortest_and_longest_address(self, contacts: Any, address: str) -> None:
        arn = contacts.create_email_contact(name="x", emailAddress=address)["arn"]

        assert contacts.get_email_contact(arn=arn)["emailContact"]["address"] == address

    @pytest.mark.parametrize(
        "address", ["a@b.c", "x" * 243 + "@example.com", "example.com", "@example.com", "someone@"]
    )
    def test_bad_address(self, contacts: Any, address: str) -> None:
        error = refused(contacts.create_email_contact, name="x", emailAddress=address)

        assert says_invalid(error, "emailAddress")
        assert contacts.list_email_contacts()["emailContacts"] == []

    def test_200_tags(self, contacts: Any) -> None:
        tags = {f"k{number}": "" for number in range(200)}
        arn = contacts.create_email_contact(name="x", emailAddress=ADDRESS, tags=tags)["arn"]

        assert contacts.list_tags_for_resource(arn=arn)["tags"] == tags

    @pytest.mark.parametrize(
        "tags",
        [{f"k{number}": "" for number in range(201)}, {"": "v"}, {"k" * 129: "v"}, {"aws:k": "v"}],
        ids=["many", "empty key", "long key", "reserved key"],
    )
    def test_bad_tags(self, contacts: Any, tags: dict[str, str]) -> None:
        error = refused(contacts.create_email_contact, name="x", emailAddress=ADDRESS, tags=tags)

        assert says_invalid(error, "tags")
        assert contacts.list_email_contacts()["emailContacts"] == []

    def test_tags_over_the_setting(self, aws: Aws, contacts: Any) -> None:
        with aws.settings(notifications_contacts_tags_per_resource=1):
            error = refused(
                contacts.create_email_contact,
                name="x",
                emailAddress=ADDRESS,
                tags={"a": "1", "b": "2"},
            )

        assert says_invalid(error, "tags")
        assert "at most 1 tags" in error["message"]
        assert contacts.list_email_contacts()["emailContacts"] == []


class TestSendActivationCode:
    def test_mail_with_a_code(self, aws: Aws, contacts: Any, arn: str) -> None:
        answer = contacts.send_activation_code(arn=arn)

        assert status(answer) == 200
        (message,) = aws.outbox.messages()
        assert (message.service, message.operation, message.channel, message.to) == (
            "notificationscontacts",
            "SendActivationCode",
            "EMAIL",
            ADDRESS,
        )
        assert (message.account, message.region) == ("123456789012", "")
        assert message.resource_arn == arn
        assert re.fullmatch("[a-z0-9]{7}", str(message.code))
        assert str(message.code) in message.body
        assert contact_status(contacts, arn) == "inactive"

    def test_new_code_replaces_the_old_one(self, aws: Aws, contacts: Any, arn: str) -> None:
        contacts.send_activation_code(arn=arn)
        old = aws.outbox.latest(to=ADDRESS)
        contacts.send_activation_code(arn=arn)
        new = aws.outbox.latest(to=ADDRESS)

        error = refused(contacts.activate_email_contact, arn=arn, code=old.code)
        assert says_invalid(error)
        assert old.refresh().state == "superseded"
        assert contact_status(contacts, arn) == "inactive"
        contacts.activate_email_contact(arn=arn, code=new.code)
        assert contact_status(contacts, arn) == "active"

    def test_active_contact(self, aws: Aws, contacts: Any, arn: str) -> None:
        contacts.send_activation_code(arn=arn)
        contacts.activate_email_contact(arn=arn, code=aws.outbox.code(to=ADDRESS))
        error = refused(contacts.send_activation_code, arn=arn)

        assert says_conflict(error, arn)
        assert len(aws.outbox.messages()) == 1

    def test_absent(self, aws: Aws, contacts: Any) -> None:
        assert says_absent(refused(contacts.send_activation_code, arn=ABSENT))
        assert aws.outbox.messages() == []

    def test_fixed_code(self, aws: Aws, contacts: Any, arn: str) -> None:
        with aws.settings(code="abc1234"):
            contacts.send_activation_code(arn=arn)

        contacts.activate_email_contact(arn=arn, code="abc1234")
        assert contact_status(contacts, arn) == "active"

    def test_fixed_code_that_cannot_be(self, aws: Aws, contacts: Any, arn: str) -> None:
        with aws.settings(code="123456"):
            error = refused(contacts.send_activation_code, arn=arn)

        assert says_invalid(error)
        assert aws.outbox.messages() == []


class TestActivate:
    @pytest.fixture
    def code(self, aws: Aws, contacts: Any, arn: str) -> str:
        contacts.send_activation_code(arn=arn)
        sent: str = aws.outbox.code(to=ADDRESS)
        return sent

    def test_right_code(self, aws: Aws, contacts: Any, arn: str, code: str) -> None:
        before = contacts.get_email_contact(arn=arn)["emailContact"]
        aws.clock.advance(hours=1)
        answer = contacts.activate_email_contact(arn=arn, code=code)

        assert status(answer) == 200
        after = contacts.get_email_contact(arn=arn)["emailContact"]
        assert after.pop("updateTime") > before.pop("updateTime")
        assert after == {**before, "status": "active"}
        assert aws.outbox.latest(to=ADDRESS).state == "verified"

    def test_active_contact(self, contacts: Any, arn: str, code: str) -> None:
        contacts.activate_email_contact(arn=arn, code=code)

        for typed in (code, wrong(code)):
            error = refused(contacts.activate_email_contact, arn=arn, code=typed)
            assert says_conflict(error, arn)
        assert contact_status(contacts, arn) == "active"

    @pytest.mark.parametrize("typed", ["abc123", "abc12345", "ABC1234", "abc 123", "äbc1234"])
    def test_malformed_code(self, aws: Aws, contacts: Any, arn: str, code: str, typed: str) -> None:
        error = refused(contacts.activate_email_contact, arn=arn, code=typed)

        assert says_invalid(error, "code")
        assert typed not in str(error)
        assert aws.outbox.latest(to=ADDRESS).attempts == 0
        assert contact_status(contacts, arn) == "inactive"

    @pytest.mark.wire
    def test_code_with_the_end_of_a_line(self, contacts: Any, arn: str, code: str) -> None:
        error = refused(contacts.activate_email_contact, arn=arn, code=f"{code}\n")

        assert says_invalid(error, "code")
        assert contact_status(contacts, arn) == "inactive"

    def test_wrong_code(self, aws: Aws, contacts: Any, arn: str, code: str) -> None:
        error = refused(contacts.activate_email_contact, arn=arn, code=wrong(code))

        assert says_invalid(error)
        assert contact_status(contacts, arn) == "inactive"
        assert aws.outbox.latest(to=ADDRESS).attempts == 1

    def test_fifth_attempt_may_succeed(self, contacts: Any, arn: str, code: str) -> None:
        for _ in range(4):
            refused(contacts.activate_email_contact, arn=arn, code=wrong(code))
        contacts.activate_email_contact(arn=arn, code=code)

        assert contact_status(contacts, arn) == "active"

    @pytest.mark.parametrize("right", [True, False])
    def test_sixth_attempt_is_refused_whatever_the_code(
        self, contacts: Any, arn: str, code: str, right: bool
    ) -> None:
        for _ in range(5):
            error = refused(contacts.activate_email_contact, arn=arn, code=wrong(code))
            assert says_invalid(error)
        typed = code if right else wrong(code)
        error = refused(contacts.activate_email_contact, arn=arn, code=typed)

        assert says_conflict(error, arn)
        assert contact_status(contacts, arn) == "inactive"

    def test_new_code_counts_anew(self, aws: Aws, contacts: Any, arn: str, code: str) -> None:
        for _ in range(6):
            refused(contacts.activate_email_contact, arn=arn, code=wrong(code))
        contacts.send_activation_code(arn=arn)
        new = aws.outbox.code(to=ADDRESS)
        for _ in range(4):
            error = refused(contacts.activate_email_contact, arn=arn, code=wrong(new))
            assert says_invalid(error)
        contacts.activate_email_contact(arn=arn, code=new)

        assert contact_status(contacts, arn) == "active"

    def test_attempts_are_a_setting(self, aws: Aws, contacts: Any, arn: str) -> None:
        with aws.settings(notifications_contacts_attempts_per_code=1):
            contacts.send_activation_code(arn=arn)
        code = aws.outbox.code()
        refused(contacts.activate_email_contact, arn=arn, code=wrong(code))
        error = refused(contacts.activate_email_contact, arn=arn, code=code)

        assert says_conflict(error, arn)

    def test_in_time(self, aws: Aws, contacts: Any, arn: str, code: str) -> None:
        aws.clock.advance(hours=11, minutes=50)
        contacts.activate_email_contact(arn=arn, code=code)

        assert contact_status(contacts, arn) == "active"

    def test_too_late(self, aws: Aws, contacts: Any, arn: str, code: str) -> None:
        aws.clock.advance(hours=12, seconds=1)
        error = refused(contacts.activate_email_contact, arn=arn, code=code)

        assert says_invalid(error)
        assert "expired" in error["message"]
        assert contact_status(contacts, arn) == "inactive"
        assert aws.outbox.latest(to=ADDRESS).state == "expired"

    def test_wrong_and_too_late_is_wrong(
        self, aws: Aws, contacts: Any, arn: str, code: str
    ) -> None:
        aws.clock.advance(hours=13)
        error = refused(contacts.activate_email_contact, arn=arn, code=wrong(code))

        assert says_invalid(error)
        assert "expired" not in error["message"]

    def test_life_time_is_a_setting(self, aws: Aws, contacts: Any, arn: str) -> None:
        with aws.settings(notifications_contacts_code_hours=1.0):
            contacts.send_activation_code(arn=arn)
        aws.clock.advance(hours=1, seconds=1)
        error = refused(contacts.activate_email_contact, arn=arn, code=aws.outbox.code(to=ADDRESS))

        assert "expired" in error["message"]

    @pytest.mark.in_process  # the time must stand still
    def test_last_moment(
        self, aws: Aws, contacts: Any, arn: str, code: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        last = aws.outbox.latest(to=ADDRESS).expires_at
        monkeypatch.setattr("moto_contacts.simulation.clock.now", lambda: last)
        contacts.activate_email_contact(arn=arn, code=code)

        assert contact_status(contacts, arn) == "active"

    def test_none_was_sent(self, contacts: Any, arn: str) -> None:
        error = refused(contacts.activate_email_contact, arn=arn, code="abc1234")

        assert says_invalid(error)
        assert contact_status(contacts, arn) == "inactive"

    def test_code_of_another_contact(self, aws: Aws, contacts: Any, arn: str, code: str) -> None:
        other = contacts.create_email_contact(name="x", emailAddress="b@example.com")["arn"]
        contacts.send_activation_code(arn=other)

        assert says_invalid(refused(contacts.activate_email_contact, arn=other, code=code))
        assert contact_status(contacts, other) == "inactive"

    def test_absent(self, contacts: Any) -> None:
        assert says_absent(refused(contacts.activate_email_contact, arn=ABSENT, code="abc1234"))


class TestGet:
    def test_absent(self, contacts: Any, arn: str) -> None:
        assert says_absent(refused(contacts.get_email_contact, arn=ABSENT))


class TestList:
    @pytest.fixture
    def arns(self, contacts: Any) -> list[str]:
        return [
            contacts.create_email_contact(name="x", emailAddress=f"{number}@example.com")["arn"]
            for number in range(7)
        ]

    def listed(self, page: dict[str, Any]) -> list[str]:
        return [each["arn"] for each in page["emailContacts"]]

    def test_oldest_first(self, contacts: Any, arns: list[str]) -> None:
        page = contacts.list_email_contacts()

        assert self.listed(page) == arns
        assert page["emailContacts"][0] == contacts.get_email_contact(arn=arns[0])["emailContact"]
        assert "nextToken" not in page

    def test_pages(self, contacts: Any, arns: list[str]) -> None:
        pages = contacts.get_paginator("list_email_contacts").paginate(
            PaginationConfig={"PageSize": 3}
        )

        assert [self.listed(page) for page in pages] == [arns[:3], arns[3:6], arns[6:]]

    def test_full_last_page_has_no_token(self, contacts: Any, arns: list[str]) -> None:
        assert "nextToken" not in contacts.list_email_contacts(maxResults=7)

    def test_hundred_on_a_page(self, aws: Aws, contacts: Any) -> None:
        with aws.settings(notifications_contacts_email_contacts_per_account=101):
            for number in range(101):
                contacts.create_email_contact(name="x", emailAddress=f"{number}@example.com")

        first = contacts.list_email_contacts()
        assert len(first["emailContacts"]) == 100
        rest = contacts.list_email_contacts(nextToken=first["nextToken"])
        assert [each["address"] for each in rest["emailContacts"]] == ["100@example.com"]
        assert "nextToken" not in rest

    def test_quota_is_a_hundred(self, contacts: Any) -> None:
        for number in range(100):
            contacts.create_email_contact(name="x", emailAddress=f"{number}@example.com")
        error = refused(contacts.create_email_contact, name="x", emailAddress=ADDRESS)

        assert error["Error"]["Code"] == "ServiceQuotaExceededException"

    def test_deletes_between_pages_lose_and_repeat_nothing(
        self, contacts: Any, arns: list[str]
    ) -> None:
        first = contacts.list_email_contacts(maxResults=3)
        for gone in (arns[0], arns[2], arns[3]):
            contacts.delete_email_contact(arn=gone)
        new = contacts.create_email_contact(name="x", emailAddress=ADDRESS)["arn"]
        second = contacts.list_email_contacts(nextToken=first["nextToken"])

        assert self.listed(second) == [*arns[4:], new]

    @pytest.mark.parametrize("size", [0, -1, 101, 10**18])
    def test_bad_size(self, contacts: Any, arns: list[str], size: int) -> None:
        assert says_invalid(refused(contacts.list_email_contacts, maxResults=size), "maxResults")

    @pytest.mark.parametrize("token", ["nonsense", "", "WyJhIiwxXQ", "é", "x" * 10_000])
    def test_bad_token(self, contacts: Any, arns: list[str], token: str) -> None:
        error = refused(contacts.list_email_contacts, nextToken=token)

        assert says_invalid(error, "nextToken")


class TestDelete:
    @pytest.mark.parametrize("active", [False, True])
    def test_gone_in_any_status(self, aws: Aws, contacts: Any, arn: str, active: bool) -> None:
        contacts.send_activation_code(arn=arn)
        if active:
            contacts.activate_email_contact(arn=arn, code=aws.outbox.code(to=ADDRESS))
        answer = contacts.delete_email_contact(arn=arn)

        assert status(answer) == 200
        assert contacts.list_email_contacts()["emailContacts"] == []
        for operation in (
            contacts.get_email_contact,
            contacts.delete_email_contact,
            contacts.send_activation_code,
            contacts.list_tags_for_resource,
        ):
            assert says_absent(refused(operation, arn=arn), arn)
        expected = "verified" if active else "revoked"
        assert aws.outbox.latest(to=ADDRESS).state == expected

    def test_address_is_free_at_once(self, contacts: Any, arn: str) -> None:
        contacts.delete_email_contact(arn=arn)
        again = contacts.create_email_contact(name="x", emailAddress=ADDRESS.upper())["arn"]

        assert again != arn
        assert contact_status(contacts, again) == "inactive"

    def test_only_this_one(self, contacts: Any, arn: str) -> None:
        other = contacts.create_email_contact(name="x", emailAddress="b@example.com")["arn"]
        contacts.delete_email_contact(arn=other)

        assert contact_status(contacts, arn) == "inactive"
