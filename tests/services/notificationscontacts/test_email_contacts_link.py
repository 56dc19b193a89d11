"""The link in an activation mail: its token is the code, so to open it is to type the code."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.harness import Aws, refused, wrong
from tests.services.notificationscontacts.steps import ADDRESS, contact_status, says_conflict


@pytest.fixture
def link(aws: Aws, contacts: Any, arn: str) -> str:
    """The link in the text of a mail that was sent to the contact."""
    contacts.send_activation_code(arn=arn)
    found: str = aws.outbox.latest(to=ADDRESS).body.rpartition(" ")[2]
    return found


def opened(link: str) -> tuple[int, str]:
    """Status and title of the page that a link opens."""
    page = requests.get(link, timeout=30)
    return page.status_code, page.text.partition("<h1>")[2].partition("</h1>")[0]


def test_its_token_is_the_code(aws: Aws, link: str) -> None:
    message = aws.outbox.latest(to=ADDRESS)
    assert parse_qs(urlsplit(link).query) == {"token": [message.code]}
    assert (message.link, message.kind) == (link, "code")


def test_token_that_is_typed_activates(contacts: Any, arn: str, link: str) -> None:
    contacts.activate_email_contact(arn=arn, code=parse_qs(urlsplit(link).query)["token"][0])
    assert contact_status(contacts, arn) == "active"


def test_opening_it_activates(aws: Aws, contacts: Any, arn: str, link: str) -> None:
    before = contacts.get_email_contact(arn=arn)["emailContact"]
    aws.clock.advance(hours=1)
    assert opened(link) == (200, "Verified")

    after = contacts.get_email_contact(arn=arn)["emailContact"]
    assert after["status"] == "active"
    assert after["updateTime"] > before["updateTime"]
    message = aws.outbox.latest(to=ADDRESS)
    assert (message.state, message.attempts) == ("verified", 1)


def test_click_by_the_client_activates(aws: Aws, contacts: Any, arn: str, link: str) -> None:
    assert aws.outbox.latest(to=ADDRESS).click().state == "verified"
    assert contact_status(contacts, arn) == "active"


def test_after_the_code_was_typed(aws: Aws, contacts: Any, arn: str, link: str) -> None:
    contacts.activate_email_contact(arn=arn, code=aws.outbox.code(to=ADDRESS))
    assert opened(link) == (409, "Already verified")


def test_code_after_it_was_opened(aws: Aws, contacts: Any, arn: str, link: str) -> None:
    opened(link)
    error = refused(contacts.activate_email_contact, arn=arn, code=aws.outbox.code(to=ADDRESS))
    assert says_conflict(error, arn)


def test_replaced(contacts: Any, arn: str, link: str) -> None:
    contacts.send_activation_code(arn=arn)
    assert opened(link) == (410, "Replaced")
    assert contact_status(contacts, arn) == "inactive"


def test_too_late(aws: Aws, contacts: Any, arn: str, link: str) -> None:
    aws.clock.advance(hours=12, seconds=1)
    assert opened(link) == (410, "Expired")
    assert contact_status(contacts, arn) == "inactive"


def test_contact_that_is_deleted(contacts: Any, arn: str, link: str) -> None:
    contacts.delete_email_contact(arn=arn)
    assert opened(link) == (410, "No longer valid")


def test_five_wrong_codes_lock_it(aws: Aws, contacts: Any, arn: str, link: str) -> None:
    for _ in range(5):
        refused(contacts.activate_email_contact, arn=arn, code=wrong(aws.outbox.code(to=ADDRESS)))
    assert opened(link) == (409, "Too many attempts")
    assert contact_status(contacts, arn) == "inactive"
    assert aws.outbox.latest(to=ADDRESS).history[-1].event == "locked"


def test_another_token_opens_nothing(aws: Aws, contacts: Any, arn: str, link: str) -> None:
    assert opened(link[:-7] + wrong(link[-7:])) == (404, "Unknown link")
    assert contact_status(contacts, arn) == "inactive"


def test_same_code_for_everybody(aws: Aws, contacts: Any, arn: str) -> None:
    """A fixed code is in each mail; a link is only that of its own."""
    other = contacts.create_email_contact(name="Zoe", emailAddress="zoe@example.com")["arn"]
    with aws.settings(code="abc1234"):
        contacts.send_activation_code(arn=arn)
        contacts.send_activation_code(arn=other)
    assert opened(str(aws.outbox.latest(to=ADDRESS).link)) == (200, "Verified")
    assert [contact_status(contacts, each) for each in (arn, other)] == ["active", "inactive"]
