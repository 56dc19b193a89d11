"""Whatever a client sends is text, and a mail's HTML reaches nobody."""

from __future__ import annotations

import json
import socket

import pytest

from tests.page import examples
from tests.page.browser import set_view
from tests.page.driver import Page

HOSTILE = [
    "<script>window.pwned = 1</script>",
    '<img src=x onerror="window.pwned = 1">',
    "javascript:window.pwned=1",
    '"><svg onload="window.pwned = 1">',
    "</p></li></ul><iframe srcdoc='<script>parent.pwned = 1</script>'></iframe>",
    "<a href=javascript:window.pwned=1>click</a>",
    "{{constructor.constructor('window.pwned = 1')()}}",
    "${window.pwned = 1}",
    "__proto__",
]

#: What stands beside each character that cannot be seen.
UNSEEN = {
    "\u202egpj.exe": "[U+202E]gpj.exe",
    "nul\0nul": "nul[U+0000]nul",
    "zero\u200bwidth": "zero[U+200B]width",
    "\ufeff": "[U+FEFF]",
    "escape\x1b[31m": "escape[U+001B][31m",
}


def test_is_shown_and_nothing_of_it_runs(page: Page) -> None:
    sent = {
        text: examples.send(
            to=text, sender=text, subject=text, body=text, code=text, account=text, region=text,
            service=text, operation=text, resource_arn=text, recipient=text, thread=text,
            parameters={text: text},
        )
        for text in HOSTILE
    }  # fmt: skip
    page.open()
    assert page.addresses() == HOSTILE[::-1]
    page.click("section:last-child button")  # the accounts, all of them
    assert set(HOSTILE) <= set(page.texts("section:last-child .name"))
    for text, message in sent.items():
        page.show(message.id)
        page.shows("#detail .to", text)
        for place in ("#detail .subject", "#detail .body", ".hero .code"):
            assert page.text(place) == text
        assert json.loads(page.text(".parameters")) == {text: text}
        assert f"From\n{text}" in page.text(".facts")
        for name in ("curl", "Python", "pytest"):
            page.click(f".tabs input[value={name}]")
        assert page.texts("#detail .body a, .facts a[href^=javascript]") == []
    page.search(HOSTILE[1])
    page.until(lambda: page.text("#tally").endswith(f"of {len(HOSTILE)}"))
    page.search("to:<b>nobody")
    page.shows("#searched", "to:<b>nobody")
    assert page.script("return window.pwned") is None
    assert page.script("return document.querySelectorAll('img, iframe, script').length") == 2

    # The policy would hold even where the page failed to.
    page.script(
        "const script = document.createElement('script'); script.textContent = 'window.pwned = 1';"
        "document.body.append(script)"
    )
    assert page.script("return window.pwned") is None
    page.expected_complaints.append("Content Security Policy")


def test_what_cannot_be_seen_is_spelled_out(page: Page) -> None:
    sent = [examples.send(to=text, subject=text, body=text, sender=text) for text in UNSEEN]
    page.open()
    assert page.addresses() == [*UNSEEN.values()][::-1]
    for message, shown in zip(sent, UNSEEN.values(), strict=True):
        page.show(message.id)
        page.shows("#detail .to, #detail .subject, #detail .body", shown, shown, shown)


def test_very_long_texts(page: Page) -> None:
    text = "x" * 10_000
    sent = examples.send(to=text, sender=text, subject=text, body=text, code=text)
    page.open()
    for width in (1280, 360):
        set_view(page.browser, width, 740)
        page.go()
        page.until(lambda: page.one("#list .row").size["height"] < 100)
        assert not wider_than_the_window(page)
        page.show(sent.id)
        page.shows("#detail .body", text)
        assert not wider_than_the_window(page)


def wider_than_the_window(page: Page) -> bool:
    wider: bool = page.script(
        "return [document.documentElement, ...document.querySelectorAll('main, section, ul')]"
        ".some((each) => each.scrollWidth > each.clientWidth + 1 && each.checkVisibility())"
    )
    return wider


def test_through_real_services(page: Page) -> None:
    """An address that they take as it is; where a link leads tells it, and does not cut it."""
    address = "<img/src=x/onerror=window.pwned=1>@example.com" + "x" * 60
    examples.lightsail(page.endpoint, address)
    examples.Contact(page.endpoint, address)
    page.open()
    assert page.addresses() == [address, address]
    link = page.messages()[1]["link"]
    set_view(page.browser, 360, 740)
    page.browser.get(link)
    assert page.text("main").startswith(f"Verified\n{address} is verified now.")
    assert not wider_than_the_window(page)
    page.click("main a")
    page.shows("#detail .to", address)
    assert page.text(".hero .pill") == "verified"
    assert page.script("return window.pwned") is None


HOST = "http://127.0.0.1:{port}"


@pytest.mark.parametrize(
    "html",
    [
        f'<link rel="preconnect" href="{HOST}">',
        f'<LINK\nrel="preconnect" href="{HOST}" crossorigin>',
        f'<svg><foreignObject><link/rel="preconnect"/href="{HOST}">',
        f'<template shadowrootmode="open"><link rel="preconnect" href="{HOST}"></template>',
        f'<iframe srcdoc="&lt;link rel=preconnect href={HOST}&gt;"></iframe>',
        f'<meta http-equiv="refresh" content="0; url={HOST}">',
        f'<img src="{HOST}" attributionsrc="{HOST}"><script src="{HOST}"></script>',
    ],
)
def test_mail_connects_to_no_host(page: Page, html: str) -> None:
    """Nor by a hint, to which browsers do not hold the policy, as one of the page's own shows."""
    page.expected_complaints.append("Content Security Policy")
    with listener() as named, listener() as witness:
        sent = examples.send(kind="plain", html=f"{html.format(port=port(named))}<p>Hello</p>")
        page.open(message=sent.id)
        page.shows("#detail .to", sent.to)
        page.browser.switch_to.frame(page.one("iframe.html"))
        try:
            page.until(lambda: page.one("body"))
        finally:
            page.browser.switch_to.default_content()
        page.script(
            "const hint = document.createElement('link'); hint.rel = 'preconnect';"
            "hint.href = arguments[0]; document.head.append(hint)",
            HOST.format(port=port(witness)),
        )
        witness.accept()[0].close()
        named.settimeout(0)
        with pytest.raises(BlockingIOError):
            named.accept()


def listener() -> socket.socket:
    """Hears of a connection, though nothing is asked by it."""
    opened = socket.create_server(("127.0.0.1", 0))
    opened.settimeout(10)
    return opened


def port(opened: socket.socket) -> int:
    number: int = opened.getsockname()[1]
    return number
