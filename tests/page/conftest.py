"""One browser for the session; for each test a server without messages and a silent console.

To load the page takes longer than what most tests look at, so a test here is a story: it loads
once, and goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium import webdriver

from tests.clients.tools import need
from tests.page.browser import CHROMEDRIVER, CHROMIUM, HOW, open_browser, set_view
from tests.page.driver import Page


@pytest.fixture(scope="session")
def browser() -> Iterator[webdriver.Chrome]:
    need(CHROMIUM, "Chromium", HOW)
    need(CHROMEDRIVER, "Chromium's driver", HOW)
    with open_browser() as browser:
        permissions = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
        browser.execute_cdp_cmd("Browser.grantPermissions", permissions)
        yield browser


def at(browser: webdriver.Chrome, endpoint: str) -> Iterator[Page]:
    """A page whose scripts have run without a complaint: no error, no violation of the policy."""
    set_view(browser, 1280)
    browser.get("about:blank")
    browser.get_log("browser")
    page = Page(browser, endpoint)
    yield page
    complaints = [
        entry["message"]
        for entry in browser.get_log("browser")
        if not any(part in entry["message"] for part in page.expected_complaints)
    ]
    browser.get("about:blank")
    assert complaints == []


@pytest.fixture
def stock_page(browser: webdriver.Chrome, stock_server: str) -> Iterator[Page]:
    """A page of the stock server, in a process of its own."""
    yield from at(browser, stock_server)


@pytest.fixture
def page(browser: webdriver.Chrome, moto_contacts_server: str) -> Iterator[Page]:
    """A page of a server in this process, whose outbox a test can fill by itself."""
    yield from at(browser, moto_contacts_server)
