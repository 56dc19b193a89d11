"""Everything by the keyboard; what has the focus."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

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


def test_slash_focuses_the_search(three: Page) -> None:
    three.press("/")
    assert three.focused("id") == "search"
    assert three.focused("value") == ""


def test_j_and_k_move(three: Page) -> None:
    seen = []
    for key in "jjjjkkkk":
        three.press(key)
        seen.append(three.focused()[0])
    assert "".join(seen) == "cbaabccc"


def test_j_begins_at_the_top_and_goes_on_below(three: Page) -> None:
    three.press("j", "j")
    assert three.focused() == "b@example.com"
    three.press("k")
    assert three.focused() == "c@example.com"


def test_enter_opens_and_escape_closes(three: Page) -> None:
    three.press("j", "j", Keys.ENTER)
    three.until(lambda: open_message(three) == "b@example.com")
    assert three.focused("id") == "detail-heading"
    three.press(Keys.ESCAPE)
    three.until(lambda: open_message(three) is None)
    assert three.focused() == "b@example.com"


def test_j_opens_the_next_while_one_is_open(three: Page) -> None:
    three.press("j", Keys.ENTER, "j")
    three.until(lambda: open_message(three) == "b@example.com")
    assert three.focused("id") == "detail-heading"
    three.browser.back()
    three.until(lambda: open_message(three) is None)


def test_escape_leaves_the_search(three: Page) -> None:
    three.press("/", "b@", Keys.ESCAPE)
    three.until(lambda: three.focused() == "b@example.com")
    assert three.query() == {"q": "b@"}


def test_enter_goes_from_the_search_to_what_was_found(three: Page) -> None:
    three.press("/", "a@", Keys.ENTER)
    three.until(lambda: three.focused() == "a@example.com")


def test_question_mark_shows_the_keys(three: Page) -> None:
    three.press("?")
    assert three.texts("dialog[open] h2") == ["Keyboard shortcuts"]
    three.press(Keys.ESCAPE)
    assert three.texts("dialog[open] h2") == []


def test_typing_is_typing(three: Page) -> None:
    three.press("/", "jk?/")
    assert three.focused("value") == "jk?/"
    assert three.texts("dialog[open] h2") == []


def test_keys_that_are_held_belong_to_the_browser(three: Page) -> None:
    ActionChains(three.browser).key_down(Keys.CONTROL).send_keys("j").key_up(Keys.CONTROL).perform()
    ActionChains(three.browser).key_down(Keys.ALT).send_keys("k").key_up(Keys.ALT).perform()
    assert three.focused("tagName") == "BODY"


def test_keys_can_be_switched_off(three: Page) -> None:
    """WCAG 2.1.4: a shortcut of a single character can be turned off."""
    three.press("?")
    three.click("#keys-on")
    three.press(Keys.ESCAPE)
    try:
        three.open()
        three.press("j", "/", "?")
        assert three.focused("tagName") == "BODY"
    finally:
        three.script("localStorage.clear()")


def test_dialogs_give_the_focus_back(three: Page) -> None:
    three.click("#open-clock")
    assert three.script("return document.querySelector('#clock').contains(document.activeElement)")
    three.press(Keys.ESCAPE)
    assert three.focused("id") == "open-clock"


def test_skip_link_comes_first(three: Page) -> None:
    three.press(Keys.TAB)
    assert three.focused() == "Skip to messages"
    three.press(Keys.ENTER)
    assert three.focused("id") == "messages"
    three.press(Keys.TAB)
    assert three.focused() == "c@example.com"


def test_focus_stays_where_it_is_when_messages_come(three: Page) -> None:
    three.press("j", "j")
    examples.Contact(three.endpoint, "d@example.com")
    three.until(lambda: three.addresses()[0] == "d@example.com")
    assert three.focused() == "b@example.com"


def test_focus_goes_to_a_neighbour_when_its_message_goes(three: Page) -> None:
    three.press("j", "j")
    three.ask("DELETE", "messages", to="b@example.com")
    three.until(lambda: len(three.addresses()) == 2)
    assert three.focused() == "a@example.com"
    three.ask("DELETE", "messages")
    three.until(lambda: three.focused("id") == "messages")
