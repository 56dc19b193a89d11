"""Everything by the keyboard; what has the focus."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.messages import Service, send
from tests.page import examples
from tests.page.driver import Page


@pytest.fixture
def three(page: Page) -> Page:
    """The page of three messages: c, b, a."""
    for name in "abc":
        examples.Contact(page.endpoint, f"{name}@example.com")
    page.open()
    return page


def open_message(page: Page) -> str | None:
    return page.text("#detail .to") if page.query().get("message") else None


def test_moving_opening_closing(three: Page) -> None:
    three.press(Keys.TAB)
    assert three.focused() == "Skip to messages"
    three.press(Keys.ENTER)
    assert three.focused("id") == "messages"
    three.press(Keys.TAB)
    assert three.focused() == "c@example.com"

    seen = []
    for key in "jjjkkkj":
        three.press(key)
        seen.append(three.focused()[0])
    assert "".join(seen) == "baabccb"

    three.press(Keys.ENTER)
    three.until(lambda: open_message(three) == "b@example.com")
    assert three.focused("id") == "detail-heading"
    three.press("j")  # opens the next while one is open
    three.until(lambda: open_message(three) == "a@example.com")
    assert three.focused("id") == "detail-heading"
    three.press(Keys.ESCAPE)
    three.until(lambda: open_message(three) is None)
    assert three.focused() == "a@example.com"
    three.browser.back()
    three.until(lambda: open_message(three) == "a@example.com")


def test_typing_is_typing_and_held_keys_are_the_browsers(three: Page) -> None:
    ActionChains(three.browser).key_down(Keys.CONTROL).send_keys("j").key_up(Keys.CONTROL).perform()
    ActionChains(three.browser).key_down(Keys.ALT).send_keys("k").key_up(Keys.ALT).perform()
    assert three.focused("tagName") == "BODY"

    three.press("/")
    assert (three.focused("id"), three.focused("value")) == ("search", "")
    three.press("jk?/")
    assert three.focused("value") == "jk?/"
    assert three.texts("dialog[open] h2") == []
    three.put("#search", "")
    three.press("b@", Keys.ESCAPE)
    three.until(lambda: three.focused() == "b@example.com")
    assert three.query() == {"q": "b@"}
    three.press("/")
    three.put("#search", "a@")
    three.press(Keys.ENTER)
    three.until(lambda: three.focused() == "a@example.com")

    three.press("?")
    assert three.texts("dialog[open] h2") == ["Keyboard shortcuts"]
    three.click("#keys-on")  # WCAG 2.1.4: a shortcut of a single character can be turned off
    three.press(Keys.ESCAPE)
    try:
        three.open()
        three.press("j", "/", "?")
        assert three.focused("tagName") == "BODY"
    finally:
        three.script("localStorage.clear()")
    three.click("#open-clock")
    assert three.script("return document.querySelector('#clock').contains(document.activeElement)")
    three.press(Keys.ESCAPE)
    assert three.focused("id") == "open-clock"


def test_focus_stays_when_messages_come_and_go(three: Page) -> None:
    three.press("j", "j")
    assert three.focused() == "b@example.com"
    examples.Contact(three.endpoint, "d@example.com")
    three.until(lambda: three.addresses()[0] == "d@example.com")
    assert three.focused() == "b@example.com"
    three.ask("DELETE", "messages", to="b@example.com")
    three.until(lambda: len(three.addresses()) == 3)
    assert three.focused() == "a@example.com"
    three.ask("DELETE", "messages")
    three.until(lambda: three.focused("id") == "messages")


def test_same_keys_for_every_kind(page: Page) -> None:
    """c copies what one uses of it, u marks it as unread, r replies, Delete deletes."""
    service = Service()
    for kind in ("code", "link", "plain", "page"):
        send(kind, to=f"{kind}@example.com", answers=service)
    page.open()
    used = {"code": "123456", "link": page.messages()[2]["link"], "page": "654321"}
    for message in page.messages():
        kind = message["kind"]
        page.show(message)
        page.until(lambda id=message["id"]: page.ask("GET", f"messages/{id}?peek=true")["read"])  # type: ignore[misc]
        page.press("c")
        copied = used.get(kind, message["body"])
        page.until(lambda text=copied: page.clipboard() == text)  # type: ignore[misc]
        page.press("u")
        page.until(lambda: page.one("#detail .mark").is_enabled() is False)
        page.press("r", "YES", Keys.ENTER)
        page.until(lambda: "replied" in page.texts(".timeline .event"))
        assert service.told[-1] == ("reply", message["id"], "YES")
        page.script("document.activeElement.blur()")
        page.press(Keys.DELETE)
        page.until(lambda: page.query() == {})
        page.until(lambda to=message["to"]: to not in page.addresses())  # type: ignore[misc]
    assert page.messages() == []


def test_arrows_page_and_end_scroll_at_once(page: Page) -> None:
    for number in range(60):
        send("plain", to=f"{number}@example.com")
    page.open()
    assert page.focused("tagName") == "BODY"
    place = "return Math.round(document.querySelector('#messages').scrollTop)"
    seen = [0]
    for key in (Keys.ARROW_DOWN, Keys.PAGE_DOWN, Keys.END):
        page.press(key)
        seen.append(page.script(place))
    assert seen == sorted(set(seen))
    page.until(lambda: page.addresses()[-1] == "0@example.com")
    page.press(Keys.PAGE_UP, Keys.ARROW_UP)
    assert 0 < page.script(place) < seen[-1]
    page.press(Keys.HOME)
    assert page.script(place) == 0
