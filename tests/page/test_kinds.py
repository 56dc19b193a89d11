"""A message of each kind, as the page has it: to copy, to open, to read."""

from __future__ import annotations

import pytest

from tests.messages import KINDS, send
from tests.page import examples
from tests.page.driver import Page

#: What a row has to press, what the detail can do, and how its snippet for pytest goes on.
SHOWN = {
    "code": (["123456"], "code = contacts_outbox.code(", "confirm(code)"),
    "link": (["Verify now"], "contacts_outbox.latest(", ".click()"),
    "plain": ([""], "text = contacts_outbox.latest(", ".body"),
    "page": (["654321"], "page = contacts_outbox.latest(", "page.reply(page.code)"),
}


def opened(page: Page) -> Page:
    page.open()
    page.click("#list .open")
    page.until(lambda: page.one("#detail .to"))
    return page


@pytest.mark.parametrize("kind", KINDS)
def test_row(page_in_process: Page, kind: str) -> None:
    send(kind)
    page_in_process.open()
    assert page_in_process.texts("#list .secret") == SHOWN[kind][0]


@pytest.mark.parametrize("kind", KINDS)
def test_snippet(page_in_process: Page, kind: str) -> None:
    send(kind)
    page = opened(page_in_process)
    page.click(".tabs input[value=pytest]")
    snippet = page.text(".reading code")
    assert all(part in snippet for part in SHOWN[kind][1:])


@pytest.mark.parametrize(
    ("kind", "news"),
    [
        ("code", "New message to +14255550100: code 123456"),
        ("link", "New message to +14255550100, with a link"),
        ("plain", "New message to +14255550100: Your parcel has come."),
        ("page", "New message to +14255550100: page with the code 654321"),
    ],
)
def test_news(page_in_process: Page, kind: str, news: str) -> None:
    page_in_process.open()
    page_in_process.shows("#connection", "Live")
    send(kind)
    page_in_process.shows("#announcement", news)


@pytest.mark.parametrize("kind", KINDS)
def test_is_searched_for(page_in_process: Page, kind: str) -> None:
    for each in KINDS:
        send(each, to=f"{each}@example.com")
    page_in_process.open(q=f"kind:{kind}")
    assert page_in_process.addresses() == [f"{kind}@example.com"]


class TestPlain:
    def test_shows_its_text_and_no_end(self, page_in_process: Page) -> None:
        send("plain")
        page = opened(page_in_process)
        assert page.text("#list .about") == page.text("#detail .body") == "Your parcel has come."
        assert (page.texts(".hero .pill"), page.texts("#detail .actions *")) == (["sent"], [])
        assert "Expires" not in page.texts(".facts dt")

    def test_what_becomes_of_it(self, page_in_process: Page) -> None:
        sent = send("plain")
        page = opened(page_in_process)
        sent.deliver()
        page.shows(".hero .pill", "delivered")
        page.shows(".timeline .event", "sent", "delivered")

    def test_why_it_has_failed(self, page_in_process: Page) -> None:
        send("plain").fail("No such number.")
        page = opened(page_in_process)
        facts = dict(zip(page.texts(".facts dt"), page.texts(".facts dd"), strict=True))
        assert (facts["Kind"], facts["Failed because"]) == ("plain", "No such number.")


class TestCodeWithLink:
    def test_link_can_be_opened_too(self, page: Page) -> None:
        examples.Contact(page.endpoint)
        opened(page)
        (message,) = page.messages()
        assert page.text(".hero .code") == message["code"]
        page.click(".actions button", "Open the link")
        page.shows(".hero .pill", "verified")
        assert page.messages()[0]["state"] == "verified"
