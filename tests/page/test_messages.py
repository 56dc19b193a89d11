"""Messages arrive, are copied, verified, and run out of time while one looks on."""

from __future__ import annotations

import re

from tests.messages import send
from tests.page import examples
from tests.page.driver import Page


def pill(page: Page) -> str:
    return page.text("#list .row .pill")


class TestArrival:
    def test_live_from_the_stock_server(self, stock_page: Page) -> None:
        page = stock_page
        examples.Contact(page.endpoint, "before@example.com")
        page.open()
        assert page.addresses() == ["before@example.com"]
        assert page.browser.title == "(1) Contacts"

        examples.Contact(page.endpoint, "zoe@example.com")
        page.until(lambda: page.addresses() == ["zoe@example.com", "before@example.com"])
        code = page.messages()[0]["code"]
        page.shows("#announcement", f"New message to zoe@example.com: code {code}")
        assert page.browser.title == "(2) Contacts"
        assert page.texts("#list .code") == [each["code"] for each in page.messages()]
        assert page.texts("#list .origin")[0] == "notificationscontacts · EMAIL · global"

        page.ask("DELETE", "messages", to="before@example.com")
        page.until(lambda: page.addresses() == ["zoe@example.com"])
        page.script("fetch('/moto-api/reset', {method: 'POST'})")
        page.until(lambda: page.addresses() == [])
        page.shows("#connection", "Live")
        examples.Contact(page.endpoint, "new@example.com")
        page.until(lambda: page.addresses() == ["new@example.com"])

    def test_news_of_each_kind(self, page: Page) -> None:
        page.open()
        page.shows("#connection", "Live")
        for kind, news in {
            "code": ": code 123456",
            "link": ", with a link",
            "plain": ": Your parcel has come.",
            "page": ": page with the code 654321",
        }.items():
            send(kind)
            page.shows("#announcement", f"New message to +14255550100{news}")

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
            send(to="zoe@example.com")
            page.until(lambda: page.addresses() == ["zoe@example.com"])
            page.ask("DELETE", "messages")
            page.until(lambda: page.addresses() == [])
        finally:
            page.browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)

    def test_connection_that_was_lost(self, page: Page) -> None:
        """What could not be asked meanwhile is complained of until the server is back."""
        send("link")
        page.open()
        page.expected_complaints += ["ERR_INTERNET_DISCONNECTED", "ERR_NETWORK"]
        page.browser.set_network_conditions(offline=True, latency=0, throughput=-1)
        try:
            page.click("#list .verify")
            page.until(lambda: page.text("#toast").endswith("not at all."))
            page.ask("POST", "../reset")  # ends the stream
            page.shows("#connection", "Reconnecting")
        finally:
            page.browser.delete_network_conditions()
        send(to="zoe@example.com")
        page.until(lambda: page.addresses() == ["zoe@example.com"])
        page.shows("#connection", "Live")
        assert not page.one("#toast").is_displayed()


class TestUse:
    def test_one_click_copies_a_code_and_reads_it(self, page: Page) -> None:
        examples.Contact(page.endpoint)
        (message,) = page.messages()
        page.open()
        page.click("#list .code")
        page.shows("#announcement", f"Copied {message['code']}")
        assert page.clipboard() == message["code"]
        assert page.one("#list .code").get_dom_attribute("data-copied") == "Copied"
        page.until(lambda: page.browser.title == "Contacts")
        assert page.messages()[0]["read"] is True

        # As under http:// on another host than localhost.
        page.script("Object.defineProperty(navigator, 'clipboard', {configurable: true})")
        page.script("document.querySelector('#announcement').textContent = ''")
        page.click("#list .code")
        page.shows("#announcement", f"Copied {message['code']}")
        assert page.focused() == message["code"]

    def test_verify_now(self, page: Page) -> None:
        client = examples.lightsail(page.endpoint)
        page.open()
        page.click("#list .verify")
        page.until(lambda: pill(page) == "verified")
        assert client.get_contact_methods()["contactMethods"][0]["status"] == "Valid"
        page.until(lambda: page.focused() == "ops@example.com")


class TestState:
    def test_by_the_simulated_clock(self, page: Page) -> None:
        contact = examples.Contact(page.endpoint)
        page.open(q="state:pending")
        assert re.fullmatch(r"pending · 11:59:\d\d|pending · 12:00:00", pill(page))
        time = page.one("#list time")
        assert time.get_dom_attribute("datetime") == page.messages()[0]["created_at"]
        page.ask("POST", "clock", hours=11, minutes=50)
        page.until(lambda: re.fullmatch(r"pending · 9:\d\d|pending · 10:00", pill(page)))
        before = pill(page)
        page.until(lambda: pill(page) != before)
        assert "11" in page.text("#list time")

        page.ask("POST", "clock", hours=1)
        page.until(lambda: page.addresses() == [])
        page.search("state:expired")
        page.shows("#list .pill", "expired")
        page.ask("DELETE", "clock")
        page.until(lambda: page.addresses() == [])
        page.search("")
        page.until(lambda: pill(page).startswith("pending · "))

        # Nobody tells of time that passes by itself: the page knows.
        page.search("state:pending")
        page.ask("POST", "clock", hours=11, minutes=59, seconds=58)
        page.until(lambda: page.addresses() == [])
        page.ask("DELETE", "clock")

        page.search("")
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


def test_empty_outbox_and_its_first_message(page: Page) -> None:
    page.open()
    assert page.text("#empty h3") == "No message yet"
    assert page.one("#open-clear").is_enabled() is page.one("#open-read").is_enabled() is False
    page.click("#copy-first")
    page.shows("#announcement", "Copied the Python")
    lines = page.clipboard()
    assert len(lines.splitlines()) == 3
    exec(lines, {})
    page.until(lambda: page.addresses() == ["you@example.com"])
    assert not page.one("#empty").is_displayed()
    page.search("nobody")
    page.shows("#no-hits h3, #searched", "Nothing fits this search", "nobody")
    assert page.one("#open-clear").is_enabled() is False
    page.click("#no-hits a")
    page.until(lambda: page.addresses() == ["you@example.com"])
