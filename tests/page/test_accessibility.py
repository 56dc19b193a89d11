"""axe-core finds nothing, in any view, scheme and width; nothing is wider than its window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.clients.tools import need
from tests.page import examples
from tests.page.browser import set_view
from tests.page.driver import Page
from tests.page.test_hostile import wider_than_the_window

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
#: Everything once a view; what a scheme or a width can change, in each of these besides.
EVERYTHING = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS = {"type": "rule", "values": ["color-contrast"]}
SIZES = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}
#: Width and height, colour scheme, forced colours. A window of 1280 x 800 at 200 % is one of half.
VIEWS: list[tuple[int, int, str, bool, dict[str, Any]]] = [
    (1280, 800, "light", False, EVERYTHING),
    (1280, 800, "dark", False, COLOURS),
    (1280, 800, "dark", True, COLOURS),
    (640, 400, "light", False, SIZES),
    (360, 740, "light", False, SIZES),
]


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe complains of, and where; the frame of a mail, a stranger's, is not asked."""
    found: list[str] = page.browser.execute_async_script(
        "const [runOnly, done] = arguments;"
        "axe.run(document, {runOnly, iframes: false, resultTypes: ['violations']})"
        ".then(({violations}) =>"
        "  done(violations.flatMap(({id, nodes}) => nodes.map(({target, failureSummary}) =>"
        "    `${id}: ${target} ${failureSummary}`))))",
        rules,
    )
    return found


def detail_of(to: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        (found,) = page.ask("GET", f"messages?peek=true&to={to}&limit=1")["messages"]
        page.show(found)

    return act


def dialog(selector: str, query: str = "") -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.go(**({"q": query} if query else {}))
        page.click(selector)

    return act


def faults(page: Page) -> None:
    page.ask("POST", "faults", error="ThrottlingException", times=2, ttl=60, region="eu-*")
    page.go()
    page.click("#open-faults")
    page.until(lambda: len(page.texts("#active-faults .what")) == 1)


def suggesting(page: Page) -> None:
    page.go()
    page.one("#search").send_keys("se")
    page.until(lambda: page.one("#suggestions li").is_displayed())


def empty(page: Page) -> None:
    page.script("document.querySelector('#search').value = ''")
    page.go()
    page.ask("DELETE", "messages")
    page.until(lambda: page.one("#empty").is_displayed())


STATES: dict[str, Callable[[Page], None]] = {
    "list": lambda page: page.go(),
    "code": detail_of("zoe@example.com"),
    "link": detail_of("ops@example.com"),
    "page and its thread": detail_of("+4915112345678"),
    "mail with HTML": detail_of("shop@example.com"),
    "detail of nothing": lambda page: page.go(message="message-0"),
    "clock": dialog("#open-clock"),
    "clear": dialog("#open-clear", "is:unread"),
    "write": dialog("#open-write"),
    "keys": dialog("#open-keys"),
    "no hits, with a doubt": lambda page: page.go(q="nobody:here"),
    "suggestions": suggesting,
    "faults": faults,
    "empty": empty,
}


def test_every_state(page: Page) -> None:
    need(AXE, "axe-core", "install Node.js 18 or newer, then: npm ci --prefix tests/page")
    examples.a_working_day(page.endpoint)
    examples.engagement(page.endpoint, "noor", "+4915112345678")
    examples.send(to="shop@example.com", kind="plain", html="<p>Hi</p>", headers=(("A", "b"),))
    page.open()
    page.script(AXE.read_text())
    found: dict[str, list[str]] = {}
    for name, show in STATES.items():
        set_view(page.browser, 1280)
        show(page)
        found[name] = []
        for width, height, scheme, forced, rules in VIEWS:
            set_view(page.browser, width, height, scheme, forced=forced)
            told = violations(page, rules)
            if wider_than_the_window(page):
                told.append("too wide")
            found[name] += [f"{width} {scheme} {forced}: {each}" for each in told]
        page.script("document.querySelector('dialog[open]')?.close()")
    assert found == {name: [] for name in STATES}


def test_schemes_differ(page: Page) -> None:
    page.open()
    ground = "return getComputedStyle(document.body).backgroundColor"
    seen = {page.script(ground)}
    for scheme, forced in (("dark", False), ("light", True)):
        set_view(page.browser, 1280, 800, scheme, forced=forced)
        seen.add(page.script(ground))
    assert len(seen) == 3


def test_rows_are_dense(page: Page) -> None:
    """As many as a window of 1280 x 800 shows whole."""
    for number in range(30):
        examples.send(to=f"{number}@example.com", code="a1b2c3d", subject="A subject")
    page.open()
    whole = page.script(
        "const {bottom} = document.querySelector('#messages').getBoundingClientRect();"
        "return [...document.querySelectorAll('.row')]"
        ".filter((row) => row.getBoundingClientRect().bottom <= bottom).length"
    )
    assert whole in range(16, 19)
    wide = "return document.querySelector(arguments[0]).getBoundingClientRect().width"
    assert page.script(wide, ".row .code") <= page.script(wide, ".row .secret") < 130
