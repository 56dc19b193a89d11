"""A mail with HTML, headers and attachments; whatever its HTML is, it does nothing."""

from __future__ import annotations

from moto_contacts.simulation.mail import Attachment
from tests.page import examples
from tests.page.driver import Page

HTML = """
<p>Hello</p>
<script>parent.pwned = 1</script>
<img src="https://example.com/pixel.png" onerror="parent.pwned = 1">
<link rel="stylesheet" href="https://example.com/style.css">
<meta http-equiv="refresh" content="0; url=https://example.com/">
<form action="https://example.com/"><button>Send</button></form>
"""


def test_html_is_shown_and_runs_and_loads_nothing(page_in_process: Page) -> None:
    page = page_in_process
    page.browser.execute_cdp_cmd("Network.enable", {})
    sent = examples.send(html=HTML)
    page.open(message=sent.id)
    page.shows("#detail .to", sent.to)
    frame = page.one("iframe.html")
    assert frame.get_attribute("sandbox") == ""
    page.browser.switch_to.frame(frame)
    try:
        assert page.one("p").text == "Hello"
        assert page.browser.execute_script("return document.location.href") == "about:srcdoc"
    finally:
        page.browser.switch_to.default_content()
    assert page.script("return window.pwned") is None
    loaded = page.script("return performance.getEntriesByType('resource').map((each) => each.name)")
    assert [each for each in loaded if "example.com" in each] == []


def test_headers_and_attachments(page_in_process: Page) -> None:
    page = page_in_process
    invoice = Attachment("<b>invoice</b>.pdf", "application/pdf", 4, "", b"%PDF")
    sent = examples.send(headers=(("X-Shop", "<i>yes</i>"),), attachments=(invoice,))
    page.open(message=sent.id)
    page.shows("#detail .to", sent.to)
    assert page.text(".headers") == "X-Shop\n<i>yes</i>"
    assert page.text(".attachments") == "<b>invoice</b>.pdf, application/pdf, 4 bytes"


def test_message_that_is_no_mail_has_none_of_it(page_in_process: Page) -> None:
    page = page_in_process
    sent = examples.send()
    page.open(message=sent.id)
    page.shows("#detail .to", sent.to)
    assert page.script("return document.querySelector('#detail .mail').hidden") is True
    assert page.script("return document.querySelectorAll('iframe').length") == 0
