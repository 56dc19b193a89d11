"""Messages arrive, are copied, verified, and run out of time while one looks on."""

from __future__ import annotations

import re

from selenium.webdriver.common.by import By

from tests.page import examples
from tests.page.driver import Page


def pill(page: Page) -> str:
    return page.text("#list .row .pill")


class TestArrival:
    def test_live(self, page: Page) -> None:
        page.open()
        assert page.browser.title == "Contacts"
        examples.Contact(page.endpoint, "zoe@example.com")
        examples.Number(page.endpoint, "+14255550100")
        page.until(lambda: page.addresses() == ["+14255550100", "zoe@example.com"])
        assert page.browser.title == "(2) Contacts"
        assert page.texts("#list .code") == [each["code"] for each in page.messages()]

    def test_is_told_to_a_screen_reader(self, page: Page) -> None:
        page.open()
        examples.Contact(page.endpoint, "zoe@example.com")
        (message,) = page.messages()
        page.shows("#announcement", f"New message to zoe@example.com: code {message['code']}")

    def test_what_was_sent_before(self, page: Page) -> None:
        examples.Contact(page.endpoint, "zoe@example.com")
        page.open()
        assert page.addresses() == ["zoe@example.com"]
        assert page.browser.title == "(1) Contacts"

    def test_reset_of_moto(self, page: Page) -> None:
        examples.Contact(page.endpoint)
        page.open()
        page.script("fetch('/moto-api/reset', {method: 'POST'})")
        page.until(lambda: page.addresses() == [])
        page.shows("#connection", "Live")
        examples.Contact(page.endpoint, "new@example.com")
        page.until(lambda: page.addresses() == ["new@example.com"])

    def test_deleted_elsewhere(self, page: Page) -> None:
        examples.Contact(page.endpoint, "zoe@example.com")
        examples.Contact(page.endpoint, "ops@example.com")
        page.open()
        page.ask("DELETE", "messages", to="ops@example.com")
        page.until(lambda: page.addresses() == ["zoe@example.com"])

    def test_server_that_does_not_stream(self, page: Page) -> None:
        """As behind moto_proxy, where a stream is refused with status 501."""
        refusing = (
            "window.EventSource = class extends EventSource {constructor() { super('health'); } }"
        )
        page.expected_complaints.append("MIME type")
        added = page.browser.execute_cdp_cmd(
            "Page.addScriptToEvaluateOnNewDocument", {"source": refusing}
        )
        try:
            page.open()
            page.shows("#connection", "Every 2 s")
            examples.Contact(page.endpoint, "zoe@example.com")
            page.until(lambda: page.addresses() == ["zoe@example.com"])
            page.ask("DELETE", "messages")
            page.until(lambda: page.addresses() == [])
        finally:
            page.browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)

    def test_connection_that_was_lost(self, page: Page) -> None:
        page.open()
        page.expected_complaints += ["ERR_INTERNET_DISCONNECTED", "ERR_NETWORK"]
        page.browser.set_network_conditions(offline=True, latency=0, throughput=-1)
        try:
            page.ask("POST", "../reset")  # ends the stream
            page.shows("#connection", "Reconnecting")
        finally:
            page.browser.delete_network_conditions()
        examples.Contact(page.endpoint, "zoe@example.com")
        page.until(lambda: page.addresses() == ["zoe@example.com"])
        page.shows("#connection", "Live")


class TestCode:
    def test_one_click_copies_it(self, page: Page) -> None:
        examples.Contact(page.endpoint, "zoe@example.com")
        (message,) = page.messages()
        page.open()
        page.click("#list .code")
        page.shows("#announcement", f"Copied {message['code']}")
        assert page.clipboard() == message["code"]
        assert page.one("#list .code").get_dom_attribute("data-copied") == "Copied"

    def test_copying_it_is_reading_it(self, page: Page) -> None:
        examples.Contact(page.endpoint)
        page.open()
        page.click("#list .code")
        page.until(lambda: page.browser.title == "Contacts")
        assert page.messages()[0]["read"] is True

    def test_page_without_a_clipboard(self, page: Page) -> None:
        """As under http:// on another host than localhost."""
        examples.Contact(page.endpoint)
        (message,) = page.messages()
        page.open()
        page.script("Object.defineProperty(navigator, 'clipboard', {configurable: true})")
        page.click("#list .code")
        page.shows("#announcement", f"Copied {message['code']}")
        assert page.focused() == message["code"]
        page.script("delete navigator.clipboard")
        assert page.clipboard() == message["code"]


class TestLink:
    def test_verify_now(self, page: Page) -> None:
        client = examples.lightsail(page.endpoint)
        page.open()
        page.click("#list .verify")
        page.until(lambda: pill(page) == "verified")
        assert client.get_contact_methods()["contactMethods"][0]["status"] == "Valid"

    def test_focus_stays_in_the_row(self, page: Page) -> None:
        examples.lightsail(page.endpoint, "ops@example.com")
        page.open()
        page.click("#list .verify")
        page.until(lambda: page.focused() == "ops@example.com")


class TestState:
    def test_countdown_by_the_simulated_clock(self, page: Page) -> None:
        examples.Contact(page.endpoint)
        page.open()
        assert re.fullmatch(r"pending · 11:59:\d\d|pending · 12:00:00", pill(page))
        page.ask("POST", "clock", hours=11, minutes=50)
        page.until(lambda: re.fullmatch(r"pending · 9:\d\d|pending · 10:00", pill(page)))
        before = pill(page)
        page.until(lambda: pill(page) != before)

    def test_expired_by_a_clock_that_was_moved_elsewhere(self, page: Page) -> None:
        examples.Contact(page.endpoint)
        page.open()
        page.ask("POST", "clock", hours=13)
        page.until(lambda: pill(page) == "expired")
        page.ask("DELETE", "clock")
        page.until(lambda: pill(page).startswith("pending · "))

    def test_expired_while_one_looks_on(self, page: Page) -> None:
        """Nobody tells of it: the page knows by the clock."""
        examples.Contact(page.endpoint)
        page.ask("POST", "clock", hours=11, minutes=59, seconds=57)
        page.open(q="state:pending")
        page.until(lambda: page.addresses() == [])
        page.search("state:expired")
        page.shows("#list .pill", "expired")

    def test_superseded_verified_and_attempts(self, page: Page) -> None:
        contact = examples.Contact(page.endpoint)
        page.open()
        page.shows("#list .attempts", "0 of 5 attempts")
        contact.activate("aaaaaaa")
        page.shows("#list .attempts", "1 of 5 attempts")
        contact.send()
        page.until(lambda: page.texts("#list .pill")[1:] == ["superseded"])
        contact.activate(page.messages()[0]["code"])
        page.shows("#list .pill", "verified", "superseded")

    def test_attempts_without_a_limit(self, page: Page) -> None:
        number = examples.Number(page.endpoint)
        page.open()
        page.shows("#list .attempts", "")
        number.verify("000000")
        number.verify("000000")
        page.shows("#list .attempts", "2 attempts")

    def test_time_of_the_message(self, page: Page) -> None:
        examples.Contact(page.endpoint)
        page.open()
        time = page.one("#list time")
        assert time.get_dom_attribute("datetime") == page.messages()[0]["created_at"]
        assert time.get_dom_attribute("title") == page.messages()[0]["created_at"]
        page.ask("POST", "clock", hours=3)
        page.until(lambda: "3" in page.text("#list time"))


class TestEmpty:
    def test_outbox(self, page: Page) -> None:
        page.open()
        assert page.text("#empty h3") == "No message yet"
        assert page.one("#open-clear").is_enabled() is False
        page.click("#copy-first")
        page.shows("#announcement", "Copied the Python")
        lines = page.clipboard()
        assert len(lines.splitlines()) == 3
        exec(lines, {})
        page.until(lambda: page.addresses() == ["you@example.com"])
        assert not page.one("#empty").is_displayed()

    def test_search(self, page: Page) -> None:
        examples.Contact(page.endpoint)
        page.open(q="nobody")
        assert page.texts("#no-hits h3, #searched") == ["Nothing fits this search", "nobody"]
        page.click("#no-hits a")
        page.until(lambda: len(page.browser.find_elements(By.CSS_SELECTOR, ".row")) == 1)
