"""The controls do what the call beside them says."""

from __future__ import annotations

import subprocess
from datetime import datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError
from selenium.webdriver.support.select import Select

from tests.page import examples
from tests.page.driver import Page


def copied(page: Page, place: str) -> str:
    """The call that stands there, after copying it as curl."""
    page.click(f"{place} .copy-curl")
    page.shows("#announcement", "Copied the call as curl")
    return page.text(f"{place} .call code")


def run_copied(page: Page) -> None:
    command = page.clipboard()
    subprocess.run(["sh", "-c", command], check=True, capture_output=True, timeout=30)


def ahead(page: Page) -> timedelta:
    """How far the clock is ahead, to the minute."""
    now = datetime.fromisoformat(page.ask("GET", "clock")["now"])
    return timedelta(minutes=round((now - datetime.now(now.tzinfo)) / timedelta(minutes=1)))


class TestClock:
    @pytest.mark.parametrize(
        ("place", "text", "by"),
        [
            (1, "+1 minute", {"minutes": 1}),
            (2, "+1 hour", {"hours": 1}),
            (3, "+24 hours", {"hours": 24}),
        ],
    )
    def test_advances(self, page: Page, place: int, text: str, by: dict[str, int]) -> None:
        page.open()
        page.click("#open-clock")
        page.click("#clock-steps .button span", text)
        page.until(lambda: ahead(page) == timedelta(**by))
        page.until(lambda: "ahead of this computer" in page.text("#clock-ahead"))
        (name, number), *_ = by.items()
        call = copied(page, f"#clock-steps li:nth-child({place})")
        assert call == f'POST /moto-api/contacts/clock {{"{name}":{number}}}'
        run_copied(page)
        page.until(lambda: ahead(page) == 2 * timedelta(**by))

    def test_own_amount(self, page: Page) -> None:
        page.open()
        page.click("#open-clock")
        amount = page.one("#clock-amount")
        amount.clear()
        amount.send_keys("2.5")
        Select(page.one("#clock-unit")).select_by_visible_text("hours")
        assert copied(page, "#clock-own") == 'POST /moto-api/contacts/clock {"hours":2.5}'
        page.click("#clock-own .button")
        page.until(lambda: ahead(page) == timedelta(hours=2.5))

    def test_reset(self, page: Page) -> None:
        page.ask("POST", "clock", hours=5)
        page.open()
        page.until(lambda: page.text("#now").endswith("+5 h"))
        page.click("#open-clock")
        assert copied(page, "#clock-steps li:last-child") == "DELETE /moto-api/contacts/clock"
        page.click("#clock-steps .button span", "Reset")
        page.until(lambda: page.text("#clock-ahead") == "As this computer's.")
        assert ahead(page) == timedelta()

    def test_error_in_words(self, page: Page) -> None:
        page.expected_complaints.append("400")
        page.open()
        page.click("#open-clock")
        amount = page.one("#clock-amount")
        amount.clear()
        amount.send_keys("999999999")
        Select(page.one("#clock-unit")).select_by_visible_text("weeks")
        page.click("#clock-own .button")
        page.shows("#clock #toast", "That is beyond the year 9000.")


class TestExpire:
    def test_now(self, page: Page) -> None:
        examples.Contact(page.endpoint)
        (message,) = page.messages()
        page.open(message=message["id"])
        call = copied(page, "#detail .actions li:last-child")
        assert call == f"POST /moto-api/contacts/messages/{message['id']}/expire"
        page.click("#detail .actions .quiet span", "Expire now")
        page.shows(".hero .pill", "expired")
        page.shows(".timeline .event", "sent", "expired")
        assert page.messages()[0]["state"] == "expired"
        assert page.focused("id") == "detail-heading"

    def test_button_keeps_the_focus_while_codes_are_typed(self, page: Page) -> None:
        contact = examples.Contact(page.endpoint)
        page.open(message=page.messages()[0]["id"])
        page.script("document.querySelector('#detail .actions li:last-child button').focus()")
        contact.activate("aaaaaaa")
        page.shows(".timeline .event", "sent", "wrong code")
        assert page.focused() == "Expire now"

    def test_only_what_can_expire(self, page: Page) -> None:
        examples.ssm_contacts(page.endpoint)
        page.open(message=page.messages()[0]["id"])
        page.shows(".hero .pill", "pending")
        assert page.texts("#detail .actions button") == []

    def test_of_a_link_the_call_of_verify_now(self, page: Page) -> None:
        examples.lightsail(page.endpoint)
        (message,) = page.messages()
        page.open(message=message["id"])
        call = copied(page, "#detail .actions")
        assert call == f"POST /moto-api/contacts/messages/{message['id']}/click"
        run_copied(page)
        page.shows(".hero .pill", "verified")

    def test_too_late(self, page: Page) -> None:
        """Somebody was faster: the server refuses in words, and the page shows them."""
        examples.Contact(page.endpoint)
        (message,) = page.messages()
        page.expected_complaints.append("409")
        page.open(message=message["id"])
        page.script(
            "document.addEventListener('click', () => { const ask = new XMLHttpRequest();"
            f"ask.open('POST', 'messages/{message['id']}/expire', false); ask.send(); }},"
            "{capture: true, once: true})"
        )
        page.click("#detail .actions .quiet span", "Expire now")
        page.until(lambda: "expired" in page.text("#toast"))


class TestFaults:
    def test_is_ordered_counted_and_removed(self, page: Page) -> None:
        page.open()
        page.click("#open-faults")
        page.until(lambda: len(Select(page.one("#fault-service")).options) > 4)
        Select(page.one("#fault-service")).select_by_visible_text("lightsail")
        Select(page.one("#fault-operation")).select_by_visible_text("CreateContactMethod")
        Select(page.one("#fault-error")).select_by_visible_text("InvalidInputException")
        assert copied(page, "#fault") == (
            'POST /moto-api/contacts/faults {"error":"InvalidInputException","service":"lightsail",'
            '"operation":"CreateContactMethod","times":1}'
        )
        page.click("#fault .button")
        what = "InvalidInputException: lightsail, CreateContactMethod, 1 time"
        page.shows("#active-faults .what", what)
        page.shows("#fault-count", "1")
        with pytest.raises(ClientError, match="InvalidInputException"):
            examples.connect(page.endpoint, "lightsail").create_contact_method(
                protocol="Email", contactEndpoint="ops@example.com"
            )
        page.shows("#active-faults .struck", "struck 1 time")
        (fault,) = page.ask("GET", "faults")["faults"]
        assert copied(page, "#active-faults") == (f"DELETE /moto-api/contacts/faults/{fault['id']}")
        page.click("#active-faults li > .quiet")
        page.shows("#active-faults .what")
        assert page.ask("GET", "faults") == {"faults": []}

    @pytest.mark.parametrize(
        ("error", "ordered"),
        [
            ("(no answer)", {"drop": True, "error": None, "latency": 0}),
            ("(none, only late)", {"drop": False, "error": None, "latency": 1.5}),
        ],
    )
    def test_without_an_error(self, page: Page, error: str, ordered: dict[str, Any]) -> None:
        page.open()
        page.click("#open-faults")
        page.until(lambda: len(Select(page.one("#fault-service")).options) > 4)
        Select(page.one("#fault-error")).select_by_visible_text(error)
        page.one("#fault-times").clear()
        page.one("#fault-latency").clear()
        page.one("#fault-latency").send_keys(str(ordered["latency"]))
        page.click("#fault .button")
        page.until(lambda: len(page.texts("#active-faults .what")) == 1)
        (fault,) = page.ask("GET", "faults")["faults"]
        assert {name: fault[name] for name in ordered} == ordered
        assert fault["times"] is None

    def test_error_in_words(self, page: Page) -> None:
        page.expected_complaints.append("400")
        page.open()
        page.click("#open-faults")
        page.until(lambda: len(Select(page.one("#fault-service")).options) > 4)
        Select(page.one("#fault-error")).select_by_visible_text("(none, only late)")
        page.click("#fault .button")
        page.until(lambda: "or it does nothing" in page.text("#faults #toast"))


class TestScopes:
    @pytest.fixture
    def mixed(self, page: Page) -> Page:
        examples.Contact(page.endpoint, "zoe@example.com")
        examples.Number(page.endpoint, "+14255550100")
        examples.Number(page.endpoint, "+14255550101")
        return page

    def test_clear_asks_first(self, mixed: Page) -> None:
        mixed.open()
        mixed.click("#open-clear")
        assert mixed.text("#scope-do") == "Clear 3 messages"
        assert mixed.text("#scope .call code") == "DELETE /moto-api/contacts/messages"
        mixed.click("#scope-cancel")
        assert len(mixed.messages()) == 3
        mixed.click("#open-clear")
        mixed.click("#scope-do")
        mixed.until(lambda: mixed.addresses() == [])
        assert mixed.messages() == []
        assert mixed.one("#empty").is_displayed()

    def test_clear_what_the_search_finds(self, mixed: Page) -> None:
        mixed.open(q="service:sms")
        mixed.click("#open-clear")
        assert mixed.text("#scope-do") == "Clear 2 messages"
        assert copied(mixed, "#scope") == (
            'DELETE /moto-api/contacts/messages {"service":"pinpoint-sms-voice-v2"}'
        )
        mixed.click("#scope-do")
        mixed.until(lambda: [each["to"] for each in mixed.messages()] == ["zoe@example.com"])

    def test_clear_all_in_spite_of_a_search(self, mixed: Page) -> None:
        mixed.open(q="region:global")
        mixed.click("#open-clear")
        assert mixed.text("#scope .call code").endswith('{"region":"*global*"}')
        mixed.click("input[value=all]")
        assert mixed.text("#scope-do") == "Clear 3 messages"
        mixed.click("#scope-do")
        mixed.until(lambda: mixed.messages() == [])

    @pytest.mark.parametrize("query", ["to:+1425 to:100", "confirm", "is:unread", "state:e"])
    def test_search_that_the_api_cannot_tell(self, mixed: Page, query: str) -> None:
        mixed.open(q=query)
        mixed.click("#open-clear")
        assert not mixed.one("input[value=search]").is_enabled()
        assert "no filter for this search" in mixed.text("#scope-why")
        assert mixed.text("#scope-do") == "Clear 3 messages"

    def test_mark_all_as_read(self, mixed: Page) -> None:
        mixed.open()
        assert mixed.browser.title == "(3) Contacts"
        mixed.click("#open-read")
        assert copied(mixed, "#scope") == "POST /moto-api/contacts/messages/read {}"
        mixed.click("#scope-do")
        mixed.until(lambda: mixed.browser.title == "Contacts")
        assert all(each["read"] for each in mixed.messages())

    def test_mark_what_the_search_finds_as_read(self, mixed: Page) -> None:
        mixed.open(q="to:zoe@")
        mixed.click("#open-read")
        assert copied(mixed, "#scope").endswith('/messages/read {"to":"*zoe@*"}')
        mixed.click("#scope-do")
        mixed.until(lambda: mixed.browser.title == "(2) Contacts")
