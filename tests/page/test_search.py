"""A search is a text of fields and words, a URL, and counts beside it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.page import examples
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

    def test_finds_codes(self, searched: Page) -> None:
        code = searched.messages()[0]["code"]
        searched.open(q=code)
        assert searched.addresses() == [ABROAD]

    @pytest.mark.parametrize(
        "terms",
        [
            [],
            [["to", 'blanks and "quotes"']],
            [["to", "back\\slash"], ["state", "pending"]],
            [["", "word"], ["", "two words"], ["", "to:word"]],
        ],
    )
    def test_is_written_as_it_is_read(self, page: Page, terms: list[list[str]]) -> None:
        page.open()
        assert terms == imported(
            page,
            "parse(write(JSON.parse(arguments[0]).map(([field, value]) => ({field, value}))))"
            ".map(({field, value}) => [field, value])",
            json.dumps(terms),
        )


def imported(page: Page, expression: str, *arguments: str) -> Any:
    """The value of an expression of search.js."""
    return page.browser.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "import('/moto-api/contacts/page/search.js')"
        f".then(({{parse, write}}) => done({expression}))",
        *arguments,
    )


class TestUrl:
    def test_search_is_one(self, searched: Page) -> None:
        searched.open()
        searched.search("is:unread")
        searched.until(lambda: searched.addresses() == [ABROAD, PHONE])
        assert searched.query() == {"q": "is:unread"}
        searched.browser.refresh()
        searched.until(lambda: searched.addresses() == [ABROAD, PHONE])
        assert searched.one("#search").get_property("value") == "is:unread"

    def test_message_is_one(self, searched: Page) -> None:
        searched.open(q="state:verified")
        searched.click("#list .open")
        searched.shows("#detail .to", OPS)
        assert searched.query() == {"q": "state:verified", "message": searched.messages()[2]["id"]}
        searched.browser.refresh()
        searched.shows("#detail .to", OPS)
        assert searched.addresses() == [OPS]

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

    def test_what_is_typed_in_one_go_is_one_step_back(self, searched: Page) -> None:
        searched.open()
        searched.press("/", "light", "sail")
        searched.until(lambda: searched.addresses() == [OPS])
        searched.browser.back()
        searched.until(lambda: searched.query() == {})
        assert searched.addresses() == ALL
        assert searched.focused("value") == ""

    def test_every_row_opens_in_a_tab_of_its_own(self, searched: Page) -> None:
        searched.open(q="to:ops")
        link = searched.one("#list .open").get_property("href")
        assert isinstance(link, str)
        first = searched.browser.current_window_handle
        searched.browser.switch_to.new_window("tab")
        try:
            searched.browser.get(link)
            searched.shows("#detail .to", OPS)
        finally:
            searched.browser.close()
            searched.browser.switch_to.window(first)

    def test_click_for_another_tab_is_the_browsers(self, searched: Page) -> None:
        searched.open()
        prevented = searched.script(
            "const link = document.querySelector('#list .open'); let prevented;"
            "addEventListener('click', (event) => {"
            "  prevented = event.defaultPrevented; event.preventDefault(); }, {once: true});"
            "link.dispatchEvent(new MouseEvent('click', "
            "  {bubbles: true, cancelable: true, ctrlKey: true})); return prevented;"
        )
        assert prevented is False


class TestRail:
    def test_counts(self, searched: Page) -> None:
        searched.open()
        assert searched.texts(".rail section h2") == ["Services", "Accounts", "Regions"]
        assert entries(searched) == {
            "All messages": "2 unread of 4",
            "Unread": "2",
            "lightsail": "1",
            "notificationscontacts": "1",
            "pinpoint-sms-voice-v2": "1 unread of 1",
            "ssm-contacts": "1 unread of 1",
            "123456789012": "2 unread of 4",
            "eu-west-1": "1 unread of 1",
            "global": "1",
            "us-east-1": "1 unread of 2",
        }

    def test_narrows_the_search(self, searched: Page) -> None:
        searched.open(q="is:unread")
        assert entries(searched)["lightsail"] == "0"
        searched.click(".facet a .name", "eu-west-1")
        searched.until(lambda: searched.addresses() == [ABROAD])
        assert searched.query() == {"q": "is:unread region:eu-west-1"}
        assert entries(searched)["us-east-1"] == "1 unread of 1"
        assert searched.texts(".facet a[aria-current] .name") == ["eu-west-1"]
        searched.click(".facet a .name", "eu-west-1")  # once more: not any longer
        searched.until(lambda: searched.query() == {"q": "is:unread"})

    def test_goes_along_with_what_comes(self, page: Page) -> None:
        page.open()
        examples.Contact(page.endpoint)
        page.until(lambda: entries(page).get("notificationscontacts") == "1 unread of 1")
        page.ask("POST", "messages/read")
        page.until(lambda: entries(page)["notificationscontacts"] == "1")

    def test_folds_on_a_phone(self, searched: Page) -> None:
        searched.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": False},
        )
        searched.open()
        assert not searched.one("#everything").is_displayed()
        searched.click("#rail summary")
        searched.click(".facet a .name", "ssm-contacts")
        searched.until(lambda: searched.addresses() == [ABROAD])


def entries(page: Page) -> dict[str, str]:
    """What is counted of what, as it is read aloud."""
    pairs = page.script(
        "return [...document.querySelectorAll('.facet a')].map((each) => "
        "[...each.querySelectorAll('.name, .count')].map((part) => part.textContent.trim()))"
    )
    return {name: " ".join(count.split()) for name, count in pairs}
