"""The controls do what the call beside them says."""

from __future__ import annotations

import subprocess
from datetime import datetime, timedelta

import pytest
from botocore.exceptions import ClientError
from selenium.webdriver.support.select import Select

from moto_contacts.simulation.messages import Sent
from tests.messages import send
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


def test_clock(page: Page) -> None:
    page.open()
    page.click("#open-clock")
    expected = timedelta()
    for place, (text, by) in enumerate(
        {"+1 minute": {"minutes": 1}, "+1 hour": {"hours": 1}, "+24 hours": {"hours": 24}}.items()
    ):
        expected += timedelta(**by)
        page.click("#clock-steps .button span", text)
        page.until(lambda to=expected: ahead(page) == to)  # type: ignore[misc]
        ((name, number),) = by.items()
        call = page.text(f"#clock-steps li:nth-child({place + 1}) .call code")
        assert call == f'POST /moto-api/contacts/clock {{"{name}":{number}}}'
    page.until(lambda: "ahead of this computer" in page.text("#clock-ahead"))
    page.until(lambda: page.text("#now").endswith("+1 d 1 h"))

    page.put("#clock-amount", "2.5")
    Select(page.one("#clock-unit")).select_by_visible_text("hours")
    assert copied(page, "#clock-own") == 'POST /moto-api/contacts/clock {"hours":2.5}'
    run_copied(page)
    page.until(lambda: ahead(page) == expected + timedelta(hours=2.5))
    page.click("#clock-own .button")
    page.until(lambda: ahead(page) == expected + timedelta(hours=5))

    page.expected_complaints.append("400")
    page.put("#clock-amount", "999999999")
    Select(page.one("#clock-unit")).select_by_visible_text("weeks")
    page.click("#clock-own .button")
    page.shows("#clock #toast", "That is beyond the year 9000.")

    assert copied(page, "#clock-steps li:last-child") == "DELETE /moto-api/contacts/clock"
    page.click("#clock-steps .button span", "Reset")
    page.until(lambda: page.text("#clock-ahead") == "As this computer's.")
    assert ahead(page) == timedelta()


def test_expire(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    contact = examples.Contact(page.endpoint)
    (message,) = page.messages()
    page.open(message=message["id"])
    page.script("document.querySelector('#detail .actions li:last-child button').focus()")
    contact.activate("aaaaaaa")
    page.shows(".timeline .event", "sent", "wrong code")
    assert page.focused() == "Expire now"  # a button keeps the focus
    call = copied(page, "#detail .actions li:last-child")
    assert call == f"POST /moto-api/contacts/messages/{message['id']}/expire"

    def too_late(sent: Sent) -> None:
        raise ValueError("Somebody was faster.")

    page.expected_complaints.append("409")
    with monkeypatch.context() as patch:
        patch.setattr(Sent, "expire", too_late)
        page.click("#detail .actions .danger span", "Expire now")
        page.shows("#toast", "Somebody was faster.")
    page.click("#detail .actions .danger span", "Expire now")
    page.shows(".hero .pill", "expired")
    page.shows(".timeline .event", "sent", "wrong code", "expired")
    assert page.focused("id") == "detail-heading"

    page.show(send("code").id)  # one that never expires
    page.shows(".hero .pill", "pending")
    assert page.texts("#detail .actions button") == []

    link = send("link")
    page.show(link.id)
    page.shows(".hero .verify span", "Verify now")
    assert copied(page, "#detail .actions").endswith(f"/messages/{link.id}/click")
    run_copied(page)
    page.shows(".hero .pill", "verified")


class TestFaults:
    def test_is_ordered_counted_spent_and_removed(self, page: Page) -> None:
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
        page.shows(
            "#active-faults .what",
            "InvalidInputException: lightsail, CreateContactMethod, any region",
        )
        page.shows("#active-faults .left", "struck 0 times · 1 time left")
        assert page.text("#fault-badge").startswith("1")
        with pytest.raises(ClientError):
            examples.lightsail(page.endpoint)
        page.shows("#active-faults .left", "spent · struck 1 time")
        assert not page.one("#fault-badge").is_displayed()
        (fault,) = page.ask("GET", "faults")["faults"]
        assert copied(page, "#active-faults") == (f"DELETE /moto-api/contacts/faults/{fault['id']}")
        page.click("#active-faults li > .danger")
        page.until(lambda: page.texts("#active-faults .what") == [])
        assert page.ask("GET", "faults") == {"faults": []}

        # All that a rule is, whoever has ordered it.
        page.ask(
            "POST", "faults", error="ThrottlingException", message="Slow down", region="eu-*",
            members={"quotaCode": "L-1"}, probability=0.25, ttl=600, latency=1.5,
        )  # fmt: skip
        page.shows(
            "#active-faults .what",
            "ThrottlingException “Slow down” {\"quotaCode\":\"L-1\"}: any service, "
            "any operation, eu-*, 1.5 s late",
        )  # fmt: skip
        left = page.text("#active-faults .left")
        assert left.startswith("struck 0 times · until it is removed · 25 % of the calls · for ")
        page.ask("POST", "clock", minutes=11)
        page.shows("#active-faults .left", "spent · struck 0 times")

    def test_without_an_error(self, page: Page) -> None:
        page.expected_complaints.append("400")
        page.open()
        page.click("#open-faults")
        page.until(lambda: len(Select(page.one("#fault-service")).options) > 4)
        page.put("#fault-times", "")
        for number, (error, latency) in enumerate((("(no answer)", 0), ("(none, only late)", 1.5))):
            Select(page.one("#fault-error")).select_by_visible_text(error)
            page.put("#fault-latency", str(latency))
            page.click("#fault .button")
            page.until(lambda to=number: len(page.texts("#active-faults .what")) == to + 1)  # type: ignore[misc]
            fault = page.ask("GET", "faults")["faults"][-1]
            assert (fault["drop"], fault["error"]) == (latency == 0, None)
            assert (fault["latency"], fault["times"]) == (latency, None)
        page.put("#fault-latency", "0")
        page.click("#fault .button")
        page.until(lambda: "or it does nothing" in page.text("#faults #toast"))


def test_write(page: Page) -> None:
    sms = examples.connect(page.endpoint, "pinpoint-sms-voice-v2")
    number = sms.request_phone_number(
        IsoCountryCode="US",
        MessageType="TRANSACTIONAL",
        NumberCapabilities=["SMS"],
        NumberType="LONG_CODE",
    )["PhoneNumber"]
    page.expected_complaints.append("404")
    page.open()
    page.click("#open-write")
    for name, text in {"from": PHONE, "to": OTHER, "text": "help"}.items():
        page.put(f"#text [name={name}]", text)
    page.click("#text .button")
    page.until(lambda: page.text("#write #toast").startswith("Nobody takes what is written"))

    page.put("#text [name=to]", number)
    assert copied(page, "#text") == (
        f'POST /moto-api/contacts/texts {{"from":"{PHONE}","to":"{number}","text":"help"}}'
    )
    page.click("#text .button")
    page.until(lambda: page.addresses() == [PHONE])
    assert not page.one("#write").is_displayed()

    page.click("#list .open")  # whose phone writes to whoever has written to it
    page.until(lambda: page.text("#detail .to") == PHONE)
    page.click("#open-write")
    fields = "return [...document.querySelectorAll('#text input')].map((each) => each.value)"
    assert page.script(fields) == [PHONE, number, ""]


ZOE, PHONE, OTHER = "zoe@example.com", "+14255550100", "+14255550101"


class TestScopes:
    @pytest.fixture
    def mixed(self, page: Page) -> Page:
        examples.send(to=ZOE, region="")
        for to in (PHONE, OTHER):
            examples.send(to=to, service="pinpoint-sms-voice-v2", channel="SMS")
        page.open()
        return page

    def left(self, page: Page, *addresses: str) -> None:
        page.until(lambda: [each["to"] for each in page.messages()] == [*addresses])

    def test_clear_asks_first_and_takes_all(self, mixed: Page) -> None:
        mixed.click("#open-clear")
        assert mixed.text("#scope-do") == "Clear 3 messages"
        assert mixed.text("#scope .call code") == "DELETE /moto-api/contacts/messages"
        mixed.click("#scope-cancel")
        self.left(mixed, OTHER, PHONE, ZOE)
        mixed.click("#open-clear")
        mixed.click("#scope-do")
        self.left(mixed)
        mixed.until(lambda: mixed.one("#empty").is_displayed())

    def test_clear_what_a_search_of_filters_shows(self, mixed: Page) -> None:
        mixed.search("service:sms")
        mixed.click("#open-clear")
        assert mixed.text("#scope-do") == "Clear 2 messages"
        assert copied(mixed, "#scope") == (
            'DELETE /moto-api/contacts/messages {"service":"pinpoint-sms-voice-v2"}'
        )
        mixed.click("#scope-do")
        self.left(mixed, ZOE)
        mixed.until(lambda: not mixed.one("#open-clear").is_enabled())

    @pytest.mark.parametrize("query", ["to:+1425 to:100", "-zoe -101", "example text -service:sms"])
    def test_clear_what_any_other_search_shows(self, mixed: Page, query: str) -> None:
        mixed.search(query)
        mixed.until(lambda: len(mixed.addresses()) == 1)
        (shown,) = mixed.addresses()
        mixed.click("#open-clear")
        assert mixed.text("#scope-do") == "Clear 1 message"
        assert '{"ids":["message-' in mixed.text("#scope .call code")
        mixed.click("#scope-do")
        self.left(mixed, *(each for each in (OTHER, PHONE, ZOE) if each != shown))

    def test_clear_all_where_somebody_widens_a_search(self, mixed: Page) -> None:
        mixed.search("region:global")
        mixed.click("#open-clear")
        assert mixed.text("#scope .call code").endswith('{"region":"*global*"}')
        mixed.click("input[value=all]")
        assert mixed.text("#scope-do") == "Clear 3 messages"
        mixed.click("#scope-do")
        self.left(mixed)

    def test_mark_as_read(self, mixed: Page) -> None:
        assert mixed.browser.title == "(3) Contacts"
        mixed.search("to:zoe@")
        mixed.click("#open-read")
        assert copied(mixed, "#scope").endswith('/messages/read {"to":"*zoe@*"}')
        mixed.click("#scope-do")
        mixed.until(lambda: mixed.browser.title == "(2) Contacts")
        assert mixed.one("#open-read").is_enabled() is False
        mixed.search("")
        mixed.click("#open-read")
        assert copied(mixed, "#scope") == "POST /moto-api/contacts/messages/read {}"
        mixed.click("#scope-do")
        mixed.until(lambda: mixed.browser.title == "Contacts")
        assert all(each["read"] for each in mixed.messages())
