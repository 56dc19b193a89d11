"""The page as a reader has it before them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from selenium import webdriver
from selenium.common.exceptions import (
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
)
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

T = TypeVar("T")

#: Texts of all that a selector finds, in one go: elements may be replaced between two questions.
_TEXTS = "return [...document.querySelectorAll(arguments[0])].map((each) => each.innerText)"


class Page:
    """A browser at a server's page."""

    def __init__(self, browser: webdriver.Chrome, endpoint: str):
        self.browser = browser
        self.endpoint = endpoint
        self.root = f"{endpoint}/moto-api/contacts/"
        #: What the console of the browser may complain of: parts of its texts.
        self.expected_complaints: list[str] = []

    # What the server is asked behind the page's back.

    def ask(self, method: str, path: str, **body: Any) -> Any:
        response = requests.request(method, self.root + path, json=body or None, timeout=30)
        response.raise_for_status()
        return response.json()

    def messages(self) -> list[dict[str, Any]]:
        """All messages, newest first, none of them read by this."""
        found: list[dict[str, Any]] = self.ask("GET", "messages?peek=true")["messages"]
        return found

    # What a reader does.

    def open(self, **query: str) -> None:
        """Loads the page, until it shows what the server has."""
        self.browser.get(self.root + (f"?{urlencode(query)}" if query else ""))
        self.until(lambda: self.one("#messages[aria-busy=false]"))

    def go(self, **query: str) -> None:
        """Shows another search or message without loading the page again, as its links do."""
        self.script(
            "history.pushState(null, '', arguments[0]);"
            "dispatchEvent(new PopStateEvent('popstate'))",
            self.root + (f"?{urlencode(query)}" if query else ""),
        )
        self.until(lambda: self.query() == query)

    def show(self, message: Any) -> None:
        """Opens a message, until it is shown."""
        self.go(message=message if isinstance(message, str) else message["id"])
        self.until(lambda: self.one("#detail .to"))

    def put(self, selector: str, text: str) -> None:
        """Puts a text in the place of what a field has."""
        self.script(
            "const [field, text] = arguments; field.value = text;"
            "field.dispatchEvent(new Event('input', {bubbles: true}))",
            self.one(selector),
            text,
        )

    def click(self, selector: str, text: str | None = None) -> None:
        """Clicks what a selector finds, or the one of them with that text."""

        def done() -> bool:
            self.one(selector, text).click()
            return True

        self.until(done)

    def press(self, *keys: str) -> None:
        """Types keys, one after the other, at whatever has the focus."""
        for key in keys:
            self.browser.switch_to.active_element.send_keys(key)

    def search(self, text: str) -> None:
        """Puts a search in the place of the one before, until the page has taken it."""
        self.put("#search", text)
        self.until(lambda: self.query().get("q", "") == text)

    def script(self, text: str, *arguments: Any) -> Any:
        return self.browser.execute_script(text, *arguments)

    # What a reader sees.

    def one(self, selector: str, text: str | None = None) -> WebElement:
        for found in self.browser.find_elements(By.CSS_SELECTOR, selector):
            if text is None or found.text == text:
                return found
        raise NoSuchElementException(f"{selector} {text!r}")

    def text(self, selector: str) -> str:
        return self.one(selector).text

    def texts(self, selector: str) -> list[str]:
        found: list[str] = self.script(_TEXTS, selector)
        return [each.strip() for each in found]

    def addresses(self) -> list[str]:
        """Of the rows in view, from the top."""
        return self.texts("#list .open")

    def facts(self) -> dict[str, str]:
        """What the detail tells of the message."""
        return dict(zip(self.texts(".facts dt"), self.texts(".facts dd"), strict=True))

    def focused(self, property_: str = "innerText") -> str:
        """What the focused element says, or another property of it."""
        found: str = self.script(f"return document.activeElement.{property_}")
        return found

    def query(self) -> dict[str, str]:
        """What the URL says."""
        asked = parse_qs(urlsplit(self.browser.current_url).query)
        return {name: values[0] for name, values in asked.items()}

    def clipboard(self) -> str:
        copied: str = self.browser.execute_async_script(
            "navigator.clipboard.readText().then(arguments[0])"
        )
        return copied

    def until(self, true: Callable[[], T]) -> T:
        """Waits for something; what it returned."""
        passing = (
            AssertionError,
            ElementNotInteractableException,
            NoSuchElementException,
            StaleElementReferenceException,
        )
        wait = WebDriverWait(self.browser, 10, 0.03, passing)
        return wait.until(lambda _: true())

    def shows(self, selector: str, *texts: str) -> None:
        """Waits until what a selector finds has these texts."""
        try:
            self.until(lambda: self.texts(selector) == list(texts))
        except Exception:
            assert self.texts(selector) == list(texts)
            raise
