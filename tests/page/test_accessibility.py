"""axe-core finds nothing, in any view, scheme and width; nothing is wider than a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clients.tools import need
from tests.page import examples
from tests.page.browser import set_view
from tests.page.driver import Page
from tests.page.test_hostile import wider_than_the_window

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe complains of, and where."""
    found: list[str] = page.browser.execute_async_script(
        "const [tags, done] = arguments;"
        "axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(({violations}) =>"
        "  done(violations.flatMap(({id, nodes}) => nodes.map(({target, failureSummary}) =>"
        "    `${id}: ${target} ${failureSummary}`))))",
        TAGS,
    )
    return found


def opening(selector: str, query: str = "") -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.open(**({"q": query} if query else {}))
        page.click(selector)

    return act


def detail_of(to: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        (found,) = page.ask("GET", f"messages?peek=true&to={to}&limit=1")["messages"]
        page.open(message=found["id"])

    return act


def faults(page: Page) -> None:
    page.ask("POST", "faults", error="ThrottlingException", times=2)
    page.open()
    page.click("#open-faults")
    page.until(lambda: len(page.texts("#active-faults .what")) == 1)


def empty(page: Page) -> None:
    page.ask("DELETE", "messages")
    page.open()


VIEWS: dict[str, Callable[[Page], None]] = {
    "list": lambda page: page.open(),
    "detail of a code": detail_of("zoe@example.com"),
    "detail of a link": detail_of("ops@example.com"),
    "detail of a page": detail_of("+4915112345678"),
    "detail of nothing": lambda page: page.open(message="message-0"),
    "clock": opening("#open-clock"),
    "clear": opening("#open-clear", "is:unread"),
    "keys": opening("#open-keys"),
    "no hits": lambda page: page.open(q="nobody"),
    "faults": faults,
    "empty": empty,
}


@pytest.mark.parametrize("width", [1280, 360])
def test_every_view(page: Page, width: int) -> None:
    need(AXE, "axe-core", "install Node.js 18 or newer, then: npm ci --prefix tests/page")
    examples.a_working_day(page.endpoint)
    examples.engagement(page.endpoint, "noor", "+4915112345678")
    found = {}
    for name, show in VIEWS.items():
        set_view(page.browser, width, 740)
        show(page)
        page.script(AXE.read_text())
        found[name] = ["too wide"] if wider_than_the_window(page) else []
        for scheme in ("light", "dark"):
            set_view(page.browser, width, 740, scheme)
            found[name] += [f"{scheme}: {each}" for each in violations(page)]
    assert found == {name: [] for name in VIEWS}


def test_schemes_differ(page: Page) -> None:
    page.open()
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = page.script(ground)
    set_view(page.browser, 1280, 800, "dark")
    assert page.script(ground) != light
