"""Messages that belong together, as one time line on the page of each of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from moto_contacts.simulation import clock
from moto_contacts.simulation.messages import Sent
from tests.messages import Service, send
from tests.page import examples
from tests.page.driver import Page

THREAD = "arn:aws:a-service:us-east-1:123456789012:engagement/team/1"


def told(who: str, to: str, **values: Any) -> Sent:
    return send("page", recipient=who, to=to, thread=THREAD, **values)


@pytest.fixture
def opened(page_in_process: Page) -> Page:
    """Zoe was told by SMS and read it after a minute; Ann was called after five."""
    first = told("zoe", "+14255550100")
    clock.advance(timedelta(minutes=1))
    first.open()
    clock.advance(timedelta(minutes=4))
    told("ann", "+14255550101", channel="VOICE")
    send("plain")
    page_in_process.open(message=first.id)
    page_in_process.shows("#detail .to", "+14255550100")
    return page_in_process


def rows(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.script(
        "return [...document.querySelectorAll('.thread tbody tr')]"
        ".map((row) => [...row.cells].map((cell) => cell.innerText.trim()))"
    )
    return found


def test_who_when_how_and_what(opened: Page) -> None:
    found = rows(opened)
    assert [row[1:] for row in found] == [
        ["zoe", "SMS +14255550100", "sent"],
        ["zoe", "SMS +14255550100", "read"],
        ["ann", "VOICE +14255550101", "sent"],
    ]
    assert [row[0][:4] for row in found] == ["+0:0", "+1:0", "+5:0"]
    assert opened.text(".thread caption") == f"{THREAD}, the oldest first"


def test_goes_on(opened: Page) -> None:
    told("bob", "bob@example.com", channel="EMAIL").fail("No such mailbox.")
    opened.until(lambda: len(rows(opened)) == 5)
    assert [row[1:] for row in rows(opened)[3:]] == [
        ["bob", "EMAIL bob@example.com", "sent"],
        ["bob", "EMAIL bob@example.com", "failed"],
    ]


def test_leads_to_each_message_by_keyboard(opened: Page) -> None:
    opened.script("document.querySelector('.thread tbody tr:last-child a').focus()")
    assert opened.focused("ariaLabel") == "sent: ann, VOICE +14255550101"
    opened.press("\ue007")
    opened.shows("#detail .to", "+14255550101")
    assert opened.texts(".thread [aria-current]") == ["sent"]
    assert len(rows(opened)) == 3


def test_message_that_is_open_is_marked(opened: Page) -> None:
    assert opened.texts(".thread [aria-current]") == ["sent", "read"]


def test_focus_stays_when_something_comes(opened: Page) -> None:
    opened.script("document.querySelector('.thread tbody tr:last-child a').focus()")
    told("bob", "bob@example.com", channel="EMAIL")
    opened.until(lambda: len(rows(opened)) == 4)
    assert opened.focused("ariaLabel") == "sent: ann, VOICE +14255550101"


def test_is_searched_for(opened: Page) -> None:
    opened.search("recipient:ann")
    opened.until(lambda: opened.addresses() == ["+14255550101"])
    opened.search(f'thread:"{THREAD}"')
    opened.until(lambda: opened.addresses() == ["+14255550101", "+14255550100"])
    opened.search("ann")
    opened.until(lambda: opened.addresses() == ["+14255550101"])


def test_where_the_recipient_is_not_known(page_in_process: Page) -> None:
    told("", "zoe@example.com", channel="EMAIL")
    page_in_process.open(message="message-1")
    page_in_process.until(lambda: page_in_process.texts(".thread tbody th") == ["zoe@example.com"])


def test_message_that_belongs_to_no_others(page_in_process: Page) -> None:
    send("page")
    page_in_process.open(message="message-1")
    page_in_process.shows("#detail .to", "+14255550100")
    assert not page_in_process.one(".thread").is_displayed()


def test_engagement(page: Page) -> None:
    """As it is brought about: she replies to the second of three sends."""
    examples.engagement(page.endpoint)
    page.ask("POST", "clock", minutes=1)
    code = page.messages()[0]["code"]
    page.open(message=page.messages()[0]["id"])
    page.until(lambda: len(rows(page)) == 2)
    page.click(".reply button", "Reply")
    page.until(lambda: len(rows(page)) == 5)
    page.ask("POST", "clock", hours=1)
    page.shows("#tally", "3")  # with the activation of the channel
    assert [row[1:] for row in rows(page)] == [
        ["zoe", "SMS +442071838750", event]
        for event in ("sent", "sent", f"replied {code}", "delivered", "read")
    ]
    assert [row[0] for row in rows(page)][:2] == ["+0:00", "+1:00"]
    assert page.messages()[0]["state"] == "read"
    assert page.text(".hero .code") == code


def test_phone_and_its_answers_read_as_one(page_in_process: Page) -> None:
    talk = "+12065550100 +14255550100"
    first = send("plain", thread=talk, answers=Service(), body="Your parcel\nhas come.")
    first.reply("<b>STOP</b>")
    send("plain", thread=talk, body="No more.")
    page_in_process.open(message=first.id)
    page_in_process.shows("#detail .to", "+14255550100")

    assert [row[-1] for row in rows(page_in_process)] == [
        "sent Your parcel has come.",
        "replied <b>STOP</b>",
        "sent No more.",
    ]
    assert page_in_process.texts(".timeline q") == ["<b>STOP</b>"]
