"""Whatever a client sends is text."""

from __future__ import annotations

import json

import pytest

from tests.page import examples
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


@pytest.mark.parametrize("text", HOSTILE)
def test_is_shown_and_nothing_of_it_runs(page_in_process: Page, text: str) -> None:
    page = page_in_process
    sent = examples.send(
        to=text, sender=text, subject=text, body=text, code=text, account=text, region=text,
        service=text, operation=text, resource_arn=text, parameters={text: text},
    )  # fmt: skip
    page.open(message=sent.id, q=f'"{text}"'.replace('"><', r"\"><"))
    page.shows("#detail .to", text)
    for place in ("#detail .subject", "#detail .body", ".hero .code"):
        assert page.text(place) == text
    assert page.text("#list .open, #no-hits #searched")
    assert json.loads(page.text(".parameters")) == {text: text}
    assert f"From\n{text}" in page.text(".facts")
    for name in ("curl", "boto3", "pytest"):
        page.click(f".tabs input[value={name}]")
    page.open()
    assert page.addresses() == [text]
    assert text in page.texts(".facet .name")
    assert page.script("return window.pwned") is None
    assert page.script("return document.querySelectorAll('img, iframe, script').length") == 2


@pytest.mark.parametrize("text", UNSEEN)
def test_what_cannot_be_seen_is_spelled_out(page_in_process: Page, text: str) -> None:
    page = page_in_process
    sent = examples.send(to=text, subject=text, body=text, sender=text)
    page.open(message=sent.id)
    page.shows("#detail .to, #detail .subject, #detail .body", *[UNSEEN[text]] * 3)
    assert page.addresses() == [UNSEEN[text]]


def test_very_long_texts(page_in_process: Page) -> None:
    page = page_in_process
    text = "x" * 10_000
    sent = examples.send(to=text, sender=text, subject=text, body=text, code=text)
    for width in (1280, 360):
        metrics = {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": False}
        page.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        page.open()
        assert page.one("#list .row").size["height"] < 100
        assert not wider_than_the_window(page)
        page.open(message=sent.id)
        page.shows("#detail .body", text)
        assert not wider_than_the_window(page)


def wider_than_the_window(page: Page) -> bool:
    wider: bool = page.script(
        "return [document.documentElement, ...document.querySelectorAll('main, section, ul')]"
        ".some((each) => each.scrollWidth > each.clientWidth + 1 && each.checkVisibility())"
    )
    return wider


def test_through_real_services(page: Page) -> None:
    """An address that they take as it is."""
    address = "<img/src=x/onerror=window.pwned=1>@example.com"
    examples.lightsail(page.endpoint, address)
    examples.Contact(page.endpoint, address)
    for message in page.messages():
        page.open(message=message["id"])
        page.shows("#detail .to", address)
    assert page.addresses() == [address, address]
    assert page.script("return window.pwned") is None


def test_search_is_text_too(page: Page) -> None:
    examples.Contact(page.endpoint)
    page.open(q=HOSTILE[1])
    assert page.text("#searched") == HOSTILE[1]


def test_nothing_inline_is_allowed(page: Page) -> None:
    """The policy would hold even where the page failed to."""
    page.open()
    page.script(
        "const script = document.createElement('script'); script.textContent = 'window.pwned = 1';"
        "document.body.append(script)"
    )
    assert page.script("return window.pwned") is None
    page.expected_complaints.append("Content Security Policy")
