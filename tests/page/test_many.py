"""Ten thousand messages."""

from __future__ import annotations

import pytest

from tests.page import examples
from tests.page.driver import Page

MANY = 10_000


@pytest.fixture
def many(page: Page) -> Page:
    for number in range(MANY):
        examples.send(to=f"{number}@example.com", service=("lightsail", "ssm-contacts")[number % 2])
    page.open()
    return page


def test_list(many: Page) -> None:
    """Few rows are in the document, the scrollbar is that of all, and the last can be reached."""
    assert many.text("#tally") == "10000"
    assert many.addresses()[0] == "9999@example.com"
    assert rows(many) < 40
    many.script("document.querySelector('#messages').scrollTop = 1e9")
    many.until(lambda: many.addresses()[-1] == "0@example.com")
    assert rows(many) < 40
    last = many.one("#list .row:last-child")
    assert last.get_dom_attribute("aria-posinset") == "10000"
    assert last.get_dom_attribute("aria-setsize") == "10000"

    # j goes on from the row that has the focus, wherever one has scrolled to.
    many.press("j", "j", "j")
    assert many.focused() == "9997@example.com"
    many.script("document.querySelector('#messages').scrollTop = 180000")
    many.until(lambda: "5490@example.com" in many.addresses())
    assert many.focused() == "9997@example.com"
    many.press("j")
    assert many.focused() == "9996@example.com"

    # What one reads stays where it is when something comes.
    many.script("document.querySelector('#messages').scrollTop = 180000")
    many.until(lambda: "5490@example.com" in many.addresses())
    before = many.script(PLACE, "5490@example.com")
    examples.send(to="new@example.com")
    many.shows("#tally", "10001")
    assert many.script(PLACE, "5490@example.com") == before

    many.search("to:4711@")
    assert many.addresses() == ["4711@example.com"]
    many.search("service:ssm")
    assert many.text("#tally") == "5000 of 10001"


PLACE = (
    "return [...document.querySelectorAll('.open')].find((each) => each.innerText == arguments[0])"
    ".getBoundingClientRect().top"
)


def rows(page: Page) -> int:
    count: int = page.script("return document.querySelectorAll('.row').length")
    return count
