"""E-mail contacts of User Notifications, through boto3."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.harness import Aws, refused, status

ABSENT = "arn:aws:notifications-contacts::123456789012:emailcontact/a01jjz5n8e8557aswvm1fv4wqrf"
ADDRESS = "ops@example.com"


@pytest.fixture
def contacts(aws: Aws) -> Any:
    return aws.client("notificationscontacts")


@pytest.fixture
def arn(contacts: Any) -> str:
    created: str = contacts.create_email_contact(name="Ops", emailAddress=ADDRESS)["arn"]
    return created


def contact_status(contacts: Any, arn: str) -> str:
    found: str = contacts.get_email_contact(arn=arn)["emailContact"]["status"]
    return found


def wrong(code: str) -> str:
    return ("a" if code[0] != "a" else "b") + code[1:]


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
        with aws.settings(notifications_contacts_email_contacts=1):
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
        assert "nobody" not in error["message"]
        assert contacts.list_email_contacts()["emailContacts"] == []
