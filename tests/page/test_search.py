"""A search is a text of fields and words, a URL, and counts beside it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys

from tests.page import examples
from tests.page.browser import set_view
from tests.page.driver import Page

ZOE, OPS, PHONE, ABROAD = "zoe@example.com", "ops@example.com", "+14255550100", "+442071838750"


@pytest.fixture
def searched(page: Page) -> Page:
    """The page of four messages: the first is read, the last is the newest."""
    examples.Contact(page.endpoint, ZOE, "Zoe Doe")
    page.ask("POST", "messages/read")
    examples.lightsail(page.endpoint, OPS)
    page.ask("POST", f"messages/{page.messages()[0]['id']}/click")
    page.ask("POST", "messages/read", to=ZOE)
    examples.Number(page.endpoint, PHONE)
    examples.ssm_contacts(page.endpoint, "amara", ABROAD, "VOICE")
    return page


ALL = [ABROAD, PHONE, OPS, ZOE]


#: What each query finds.
FOUND = {
    "": ALL,
    "to:zoe@example.com": [ZOE],
    "to:+1425": [PHONE],
    "to:+1*100": [PHONE],
    "to:+1*1*9": [],
    "carries:link": [OPS, ZOE],
    "TO:OPS@EXAMPLE.COM": [OPS],
    "service:lightsail": [OPS],
    "region:eu-west-1": [ABROAD],
    "region:global": [ZOE],
    "account:123456789012": ALL,
    "account:1": ALL,
    "channel:voice": [ABROAD],
    "channel:SMS": [PHONE],
    "kind:link": [OPS],
    "kind:code": [ABROAD, PHONE, ZOE],
    "kind:plain": [],
    "state:verified": [OPS],
    "state:pending": [ABROAD, PHONE, ZOE],
    "is:unread": [ABROAD, PHONE],
    "is:read": [OPS, ZOE],
    "-is:read": [ABROAD, PHONE],
    "-subscription": [ABROAD, PHONE, ZOE],
    '-"Zoe Doe" -state:verified': [ABROAD, PHONE],
    '"-subscription"': [],
    "is:nonsense": [],
    "subscription": [OPS],
    "no-reply@notifications": [ZOE],
    '"Zoe Doe"': [ZOE],
    '"Doe Zoe"': [],
    "doe zoe": [ZOE],
    "state:pending channel:EMAIL": [ZOE],
    "state:": ALL,
    "http://nowhere": [],
    "nothing:known": [],
}


class TestQuery:
    def test_finds(self, searched: Page) -> None:
        searched.open()
        found = {}
        for query in FOUND:
            searched.search(query)
            found[query] = searched.addresses()
        assert found == FOUND
        searched.search(searched.messages()[0]["code"])
        assert searched.addresses() == [ABROAD]

    def test_is_written_as_it_is_read(self, page: Page) -> None:
        page.open()
        for terms in (
            [],
            [["to", 'blanks and "quotes"', False]],
            [["to", "back\\slash", True], ["state", "pending", False]],
            [["", "word", True], ["", "two words", True], ["", "to:word", False]],
            [["", "-word", False], ["", "-word", True]],
        ):
            assert terms == imported(
                page,
                "parse(write(JSON.parse(arguments[0])"
                ".map(([field, value, not]) => ({field, value, not}))))"
                ".map(({field, value, not}) => [field, value, not ?? false])",
                json.dumps(terms),
            )

    def test_says_what_cannot_mean_what_it_says(self, page: Page) -> None:
        page.open()
        for query, doubt in {
            "state:pend http://x to:x": "",
            "stat:pending": "There is no stat: to search in; it is looked for as text. There are ",
            "-state:verifed": "No state is called verifed. There are pending, verified, ",
            "is:new": "No is is called new. There are unread, read.",
        }.items():
            page.search(query)
            page.until(lambda to=doubt: page.text("#doubts").startswith(to))  # type: ignore[misc]
            assert bool(page.text("#doubts")) == bool(doubt)

    def test_suggests_fields_and_values(self, page: Page) -> None:
        for to in ("zoe@example.com", "ops@example.com"):
            examples.send(to=to)
        page.open()
        page.press("/", "-se")
        page.shows("#suggestions code", "-service:", "-sender:")
        page.press(Keys.ARROW_DOWN)
        assert page.one("#search").get_dom_attribute("aria-activedescendant") == "suggestion-0"
        page.press(Keys.ENTER)
        page.until(lambda: "-service:lightsail" in page.texts("#suggestions code"))
        page.press("ssm-c")
        page.shows("#suggestions code", "-service:ssm-contacts")
        page.click("#suggestions li")
        page.press("to:")
        page.shows("#suggestions code", "to:ops@example.com", "to:zoe@example.com")
        page.press(Keys.ARROW_UP, Keys.ENTER)
        page.until(lambda: page.addresses() == ["zoe@example.com"])
        assert page.query() == {"q": "-service:ssm-contacts to:zoe@example.com "}
        page.press("state:verif")
        page.shows("#suggestions code", "state:verified")
        page.press(Keys.ESCAPE)
        assert page.focused("id") == "search"
        assert not page.one("#suggestions").is_displayed()
        page.put("#search", "")
        page.press(Keys.ARROW_DOWN)
        page.until(lambda: "carries:" in page.texts("#suggestions code"))


def imported(page: Page, expression: str, *arguments: str) -> Any:
    """The value of an expression of search.js."""
    return page.browser.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "import('/moto-api/contacts/page/search.js')"
        f".then(({{parse, write}}) => done({expression}))",
        *arguments,
    )


class TestUrl:
    def test_search_and_message_are_one_each(self, searched: Page) -> None:
        searched.open()
        searched.search("state:verified")
        searched.until(lambda: searched.addresses() == [OPS])
        searched.click("#list .open")
        searched.shows("#detail .to", OPS)
        assert searched.query() == {"q": "state:verified", "message": searched.messages()[2]["id"]}
        searched.browser.refresh()
        searched.shows("#detail .to", OPS)
        assert searched.addresses() == [OPS]
        assert searched.one("#search").get_property("value") == "state:verified"
        prevented = searched.script(  # a click for another tab is the browser's
            "const link = document.querySelector('#list .open'); let prevented;"
            "addEventListener('click', (event) => {"
            "  prevented = event.defaultPrevented; event.preventDefault(); }, {once: true});"
            "link.dispatchEvent(new MouseEvent('click', "
            "  {bubbles: true, cancelable: true, ctrlKey: true})); return prevented;"
        )
        assert prevented is False

    def test_back_and_forward(self, searched: Page) -> None:
        searched.open()
        searched.click(".facet a .name", "lightsail")
        searched.until(lambda: searched.addresses() == [OPS])
        searched.click("#list .open")
        searched.shows("#detail .to", OPS)
        searched.browser.back()
        searched.until(lambda: not searched.one("#detail").is_displayed())
        assert searched.focused() == OPS
        searched.browser.back()
        searched.until(lambda: searched.addresses() == ALL)
        assert searched.one("#search").get_property("value") == ""
        searched.browser.forward()
        searched.until(lambda: searched.addresses() == [OPS])
        searched.browser.back()

        searched.press("/", "light", "sail")  # in one go, so it is one step back
        searched.until(lambda: searched.addresses() == [OPS])
        searched.browser.back()
        searched.until(lambda: searched.query() == {})
        assert searched.addresses() == ALL
        assert searched.focused("value") == ""


class TestRail:
    def test_counts_and_narrows(self, searched: Page) -> None:
        searched.open()
        assert searched.texts(".rail section h2") == [
            "States", "Kinds", "Channels", "Services", "Recipients", "Regions", "Accounts",
        ]  # fmt: skip
        assert entries(searched) == {
            "All messages": "2 unread of 4",
            "Unread": "2",
            "pending": "2 unread of 3",
            "verified": "1",
            "code": "2 unread of 3",
            "link": "1",
            "EMAIL": "2",
            "SMS": "1 unread of 1",
            "VOICE": "1 unread of 1",
            "lightsail": "1",
            "notificationscontacts": "1",
            "pinpoint-sms-voice-v2": "1 unread of 1",
            "ssm-contacts": "1 unread of 1",
            ABROAD: "1 unread of 1",
            PHONE: "1 unread of 1",
            OPS: "1",
            ZOE: "1",
            "123456789012": "2 unread of 4",
            "eu-west-1": "1 unread of 1",
            "global": "1",
            "us-east-1": "1 unread of 2",
        }
        searched.search("is:unread")
        searched.until(lambda: entries(searched)["lightsail"] == "0")
        searched.click(".facet a .name", "eu-west-1")
        searched.until(lambda: searched.addresses() == [ABROAD])
        assert searched.query() == {"q": "is:unread region:eu-west-1"}
        assert entries(searched)["us-east-1"] == "1 unread of 1"
        assert searched.texts(".facet a[aria-current] .name") == ["eu-west-1"]
        searched.click(".facet a .name", "eu-west-1")  # once more: not any longer
        searched.until(lambda: searched.query() == {"q": "is:unread"})
        searched.click(".facet a .name", "VOICE")
        searched.until(lambda: searched.query() == {"q": "is:unread channel:VOICE"})
        searched.ask("POST", "messages/read")
        searched.until(lambda: searched.addresses() == [])

    def test_long_lists_fold(self, page: Page) -> None:
        for number in range(12):
            examples.send(to=f"{number}@example.com")
        page.open(q="to:3@example.com")
        shown = [f"{number}@example.com" for number in (11, 10, 9, 8, 7, 3)]
        recipients = "section:nth-child(5)"
        page.shows(f"{recipients} .name", *shown)  # what is chosen is not folded away
        page.click(f"{recipients} button", "Show all 12")
        page.until(lambda: len(page.texts(f"{recipients} .name")) == 12)
        assert page.one(f"{recipients} button").get_dom_attribute("aria-expanded") == "true"
        page.click(f"{recipients} button", "Fewer")
        page.shows(f"{recipients} .name", *shown)

    def test_on_a_phone(self, searched: Page) -> None:
        """The filters fold, open, close when one is chosen, and leave a message alone."""
        set_view(searched.browser, 360, 740)
        searched.open()
        assert searched.texts("#list .origin")[0] == "ssm-contacts · VOICE · eu-west-1"
        assert not searched.one("#everything").is_displayed()
        searched.click("#rail summary")
        assert searched.one("#everything").is_displayed()
        searched.click(".facet a .name", "ssm-contacts")
        searched.until(lambda: searched.addresses() == [ABROAD])
        assert not searched.one("#everything").is_displayed()
        assert searched.text("#rail summary") == "Filters, 1 on"
        searched.click("#rail summary")
        searched.click("#list .open")
        searched.shows("#detail .to", ABROAD)
        assert not searched.one(".rail").is_displayed()


def entries(page: Page) -> dict[str, str]:
    """What is counted of what, as it is read aloud."""
    pairs = page.script(
        "return [...document.querySelectorAll('.facet a')].map((each) => "
        "[...each.querySelectorAll('.name, .count')].map((part) => part.textContent.trim()))"
    )
    return {name: " ".join(count.split()) for name, count in pairs}
