"""One message in full, of every kind, and what is copied from it works."""

from __future__ import annotations

import json
import subprocess
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests

import moto_contacts
from moto_contacts.simulation import clock
from moto_contacts.simulation.mail import Attachment
from moto_contacts.simulation.messages import Sent
from tests.messages import Service, send
from tests.page import examples
from tests.page.driver import Page


def test_code_typed_wrong_once_then_right(page: Page) -> None:
    contact = examples.Contact(page.endpoint, "zoe@example.com", "Zoe")
    page.open()
    page.click("#list .open")
    page.shows(".timeline .event", "sent")
    page.until(lambda: page.browser.title == "Contacts")
    assert page.messages()[0]["read"] is True
    contact.activate("aaaaaaa")
    page.shows(".timeline .event", "sent", "wrong code")
    page.ask("POST", "clock", hours=1)
    contact.activate(page.messages()[0]["code"])
    page.shows(".timeline .event", "sent", "wrong code", "verified")

    (message,) = page.messages()
    assert page.texts(".hero .code, .hero .pill") == [message["code"], "verified"]
    shown = page.texts("#detail .to, #detail .subject, #detail .body")
    assert shown == [message["to"], message["subject"], " ".join(message["body"].split())]
    told = page.facts()
    assert list(told) == [
        "From", "Channel", "Kind", "Service", "Account", "Region", "Sent", "Expires",
        "Verified", "Link", "Resource", "Id",
    ]  # fmt: skip
    assert (told["From"], told["Region"]) == (message["sender"], "global")
    assert told["Sent"].endswith("UTC")
    assert page.text("#now").split("\n")[-1].split(" +")[0].endswith("UTC")
    times = page.script(
        "return [...document.querySelectorAll('.timeline time:not(.ago)')]"
        ".map((time) => [time.dateTime, time.title, time.textContent !== ''])"
    )
    assert times == [[each["at"]] * 2 + [True] for each in message["history"]]
    assert page.texts(".timeline .ago")[0].startswith("1 h")
    assert page.text("#detail .operation") == "notificationscontacts · SendActivationCode"
    assert json.loads(page.text(".parameters")) == message["parameters"]
    page.click('[aria-label="Copy the ARN"]')
    page.shows("#announcement", "Copied the ARN")
    assert page.clipboard() == message["resource_arn"]


def test_code_with_a_link_and_its_successor(page: Page) -> None:
    contact = examples.Contact(page.endpoint)
    contact.send()
    page.open(message=page.messages()[1]["id"])
    page.click(".facts a[href^='?']")
    page.until(lambda: page.text(".hero .pill").startswith("pending"))
    code = page.messages()[0]["code"]
    assert page.text(".hero .code") == code
    page.click(".actions button", "Open the link")
    page.shows(".hero .pill", "verified")
    page.ask("DELETE", "messages")
    page.shows("#detail h2", "No such message")
    page.click("#detail .close")
    page.until(lambda: page.query() == {})


def test_link(page: Page) -> None:
    client = examples.lightsail(page.endpoint)
    page.open(message=page.messages()[0]["id"])
    page.click(".hero .verify")
    page.shows(".hero .pill", "verified")
    assert client.get_contact_methods()["contactMethods"][0]["status"] == "Valid"
    assert page.focused("id") == "detail-heading"


def test_end_that_nobody_tells_of(page: Page) -> None:
    examples.Contact(page.endpoint)
    page.ask("POST", "clock", hours=11, minutes=59, seconds=58)
    page.open(message=page.messages()[0]["id"])
    page.shows(".timeline .event", "sent", "expired")


def test_plain_text_its_links_and_what_becomes_of_it(page: Page) -> None:
    facts: dict[str, Any] = {"message_id": "<7>", "parts": 2, "context": {"order": "7"}}
    body = "first\n\n  see (https://example.com/a?b=c), javascript:alert(1) or http://x.example."
    sent = send("plain", body=body, about=SimpleNamespace(facts=lambda: facts))
    page.open(message=sent.id)
    page.shows("#detail .body", body)
    links = page.script(
        "return [...document.querySelectorAll('.body a')]"
        ".map(({href, target, rel}) => [href, target, rel])"
    )
    assert links == [
        [href, "_blank", "noopener noreferrer"]
        for href in ("https://example.com/a?b=c", "http://x.example/")
    ]
    assert page.texts(".hero .pill") == ["sent"]
    assert page.texts("#detail .actions *") == []
    assert "Expires" not in page.facts()
    assert not page.one(".answer").is_displayed()
    shown = ["Message id\n<7>", "Parts\n2", 'Context\n{"order":"7"}']
    assert page.texts(".facts div")[-3:] == shown
    facts["parts"] = 3
    sent.deliver()
    page.shows(".timeline .event", "sent", "delivered")
    assert page.texts(".facts div")[-2] == "Parts\n3"

    failed = send("plain")
    failed.fail("No such number.")
    page.show(failed.id)
    page.until(lambda: page.facts().get("Failed because") == "No such number.")


HTML = """
<p>Hello, <a href="{link}">go</a></p>
<script>parent.pwned = 1</script>
<img src="https://example.com/pixel.png" onerror="parent.pwned = 1">
<link rel="stylesheet" href="https://example.com/style.css">
<meta http-equiv="refresh" content="0; url=https://example.com/">
<form action="https://example.com/"><button>Send</button></form>
"""


def test_mail_whose_html_runs_and_loads_nothing(page: Page) -> None:
    invoice = Attachment("<b>invoice</b>.pdf", "application/pdf", 4, "", b"%PDF")
    headers = (("X-Shop", "<i>yes</i>"),)
    elsewhere = f"{page.root}health".replace("127.0.0.1", "localhost")
    html = HTML.format(link=elsewhere)
    sent = examples.send(kind="plain", html=html, headers=headers, attachments=(invoice,))
    page.expected_complaints.append("favicon.ico")  # of what the link opens
    page.open(message=sent.id)
    page.shows("#detail .to", sent.to)
    frame = page.one("iframe.html")
    assert "allow-scripts" not in str(frame.get_attribute("sandbox"))
    assert "allow-same-origin" not in str(frame.get_attribute("sandbox"))
    page.browser.switch_to.frame(frame)
    try:
        assert page.one("p").text == "Hello, go"
        assert page.browser.execute_script("return document.location.href") == "about:srcdoc"
        page.one("a").click()
    finally:
        page.browser.switch_to.default_content()
    first, second = page.until(lambda: two(page.browser.window_handles))
    page.browser.switch_to.window(second)
    try:
        page.until(lambda: page.browser.current_url == elsewhere)
        assert page.script("return [document.referrer, opener]") == ["", None]
    finally:
        page.browser.close()
        page.browser.switch_to.window(first)
    assert page.script("return window.pwned") is None
    loaded = page.script("return performance.getEntriesByType('resource').map((each) => each.name)")
    assert [each for each in loaded if "example.com" in each] == []
    assert page.text(".headers") == "X-Shop\n<i>yes</i>"
    assert page.text(".attachments") == "<b>invoice</b>.pdf, application/pdf, 4 bytes"

    page.show(examples.send(to="ops@example.com").id)
    page.shows("#detail .to", "ops@example.com")
    assert page.texts("#detail iframe") == []
    assert not page.one("#detail .mail").is_displayed()


def two(windows: list[str]) -> list[str]:
    assert len(windows) == 2
    return windows


THREAD = "arn:aws:a-service:us-east-1:123456789012:engagement/team/1"


def rows(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.script(
        "return [...document.querySelectorAll('.thread tbody tr')]"
        ".map((row) => [...row.cells].map((cell) => cell.innerText.trim()))"
    )
    return found


def told(who: str, to: str, **values: Any) -> Sent:
    return send("page", recipient=who, to=to, thread=THREAD, **values)


def test_time_line_of_an_incident(page: Page) -> None:
    """Zoe was told by SMS and read it after a minute; Ann was called after five."""
    first = told("zoe", "+14255550100")
    clock.advance(timedelta(minutes=1))
    first.open()
    clock.advance(timedelta(minutes=4))
    told("ann", "+14255550101", channel="VOICE")
    send("plain")
    page.open(message=first.id)
    page.until(lambda: len(rows(page)) == 3)
    assert [row[1:] for row in rows(page)] == [
        ["zoe", "SMS +14255550100", "sent"],
        ["zoe", "SMS +14255550100", "read"],
        ["ann", "VOICE +14255550101", "sent"],
    ]
    assert [row[0][:4] for row in rows(page)] == ["+0:0", "+1:0", "+5:0"]
    assert page.text(".thread h3, .thread caption") == "Who was told, and when"
    assert page.texts(".thread [aria-current]") == ["sent", "read"]

    page.script("document.querySelector('.thread tbody tr:last-child a').focus()")
    assert page.focused("ariaLabel") == "sent: ann, VOICE +14255550101"
    told("", "bob@example.com", channel="EMAIL").fail("No such mailbox.")
    page.until(lambda: len(rows(page)) == 5)
    assert [row[1:] for row in rows(page)[3:]] == [
        ["bob@example.com", "EMAIL", "sent"],
        ["bob@example.com", "EMAIL", "failed"],
    ]
    assert page.focused("ariaLabel") == "sent: ann, VOICE +14255550101"
    page.press("\ue007")
    page.shows("#detail .to", "+14255550101")
    assert page.texts(".thread [aria-current]") == ["sent"]

    page.search("recipient:ann")
    page.until(lambda: page.addresses() == ["+14255550101"])
    page.search(f'thread:"{THREAD}"')
    page.until(lambda: len(page.addresses()) == 3)
    page.show(send("page").id)
    page.until(lambda: not page.one(".thread").is_displayed())


def test_engagement_is_acknowledged(page: Page) -> None:
    """As it is brought about: she answers the second of three sends."""
    examples.engagement(page.endpoint)
    page.ask("POST", "clock", minutes=1)
    code = page.messages()[0]["code"]
    page.open(message=page.messages()[0]["id"])
    page.until(lambda: len(rows(page)) == 2)
    page.click(".actions button", "Acknowledge")
    page.until(lambda: len(rows(page)) == 5)
    assert "Acknowledge" not in page.texts(".actions button")
    page.ask("POST", "clock", hours=1)
    page.shows("#tally", "3")  # with the activation of the channel
    assert [row[1:] for row in rows(page)] == [
        ["zoe", "SMS +442071838750", event]
        for event in ("sent", "sent", f"replied {code}", "delivered", "read")
    ]
    assert page.messages()[0]["state"] == "read"


def test_talk_of_a_phone_and_the_reply_to_it(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service()
    talk = "+12065550100 +14255550100"
    first = send("plain", thread=talk, answers=service, body="Your parcel\nhas come.")
    page.open(message=first.id)
    page.put(".reply input", "<b>STOP</b>")
    call = page.text(".answer .call code")
    assert call.endswith('messages/message-1/reply {"text":"<b>STOP</b>"}')
    send("plain", thread=talk, answers=service, body="No more.")  # what is typed stays
    page.until(lambda: len(rows(page)) == 2)
    page.click(".reply button", "Reply")
    page.until(lambda: len(rows(page)) == 3)
    assert [row[-1] for row in rows(page)] == [
        "sent Your parcel has come.",
        "sent No more.",
        "replied <b>STOP</b>",
    ]
    assert [row[2] for row in rows(page)] == ["SMS"] * 3
    assert page.texts(".timeline q") == ["<b>STOP</b>"]
    assert service.told == [("reply", "message-1", "<b>STOP</b>")]
    assert page.script("return document.querySelector('.reply input').value") == ""

    def refuse(sent: Sent, text: str) -> None:
        raise ValueError(f"Nobody knows what {text} means.")

    monkeypatch.setattr(service, "reply", refuse)
    page.expected_complaints = ["409"]
    page.put(".reply input", "x")
    page.click(".reply button", "Reply")
    page.shows("#toast", "Nobody knows what x means.")
    page.click(".actions button", "Unsubscribe")
    page.until(lambda: "unsubscribed" in page.texts(".timeline .event"))
    assert not page.one("#toast").is_displayed()
    page.click(".actions button", "Fail to arrive")
    page.shows(".hero .pill", "failed")
    assert service.told[1:] == [
        ("unsubscribe", "message-1"),
        ("fail", "message-1", "It could not be delivered."),
    ]
    assert page.texts("#detail .actions li") == []
    assert not page.one(".answer").is_displayed()


def snippet(page: Page, name: str) -> str:
    """What is copied as curl, Python or pytest."""
    page.click(f".tabs input[value={name}]")
    page.click(".choose .copy")
    page.shows("#announcement", f"Copied as {name}")
    return page.clipboard()


#: What a snippet for Python leaves behind, of each kind.
LEFT = {"code": "code == '123456'", "plain": "'parcel' in text", "page": "page.code == '654321'"}


@pytest.mark.parametrize("kind", ["code", "link", "plain", "page"])
def test_snippets_of_every_kind(page: Page, kind: str) -> None:
    """Each reads the message, uses it where that is so, and answers where somebody waits."""
    service = Service()
    sent = send(kind, service="lightsail", answers=None if kind == "code" else service)
    page.open(message=sent.id)
    curl, python, test = (snippet(page, name) for name in ("curl", "Python", "pytest"))
    shell = subprocess.run(["sh", "-c", curl], capture_output=True, text=True, timeout=30)
    assert json.JSONDecoder().raw_decode(shell.stdout)[0]["id"] == sent.id, shell.stderr

    names: dict[str, Any] = {}
    exec(python, names)
    assert eval(LEFT.get(kind, "True"), names)
    if kind == "link":
        assert sent.state == "verified"

    yours: dict[str, Any] = {"act": lambda: None, "confirm": print, "check": print}
    exec(test.replace("@mock_aws\n", ""), yours)  # which would throw away what was sent
    yours["test_it"](moto_contacts.outbox())
    replied = [told for told in service.told if told[0] == "reply"]
    said = {"page": "654321", "code": None}.get(kind, "YES")
    assert [text for *_, text in replied] == ([] if said is None else [said] * 3)


def test_snippets_quote_what_a_shell_or_python_would_read(page: Page) -> None:
    to = "a'b\"c\\d$(touch pwned)`touch pwned`\n\0\u202e {x} ü"
    sent = examples.send(to=to, code="c'o\"d\\e")
    page.open(message=sent.id)
    command = snippet(page, "curl")
    answered = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=30)
    assert json.loads(answered.stdout)["code"] == "c'o\"d\\e"
    names: dict[str, Any] = {}
    exec(snippet(page, "Python"), names)
    assert names["code"] == "c'o\"d\\e"
    assert not Path("pwned").exists()

    # A surrogate without its other half is asked for as well as can be.
    url = page.browser.execute_async_script(
        "const done = arguments[0]; import('/moto-api/contacts/page/api.js')"
        r".then(({query}) => done(query('messages/latest', {to: 'a\ud800b'})))"
    )
    assert url == "messages/latest?to=a%EF%BF%BDb"
    assert requests.get(page.root + url, timeout=30).status_code == 404


def test_one_is_marked_as_unread_and_deleted(page: Page) -> None:
    for to in ("ops@example.com", "zoe@example.com"):
        examples.send(to=to)
    page.open()
    page.click("#list .open")
    page.until(lambda: page.browser.title == "(1) Contacts")
    page.click("#detail .mark")
    page.until(lambda: page.browser.title == "(2) Contacts")
    assert page.ask("GET", "messages/message-2?peek=true")["read"] is False
    page.click("#detail .upkeep .danger")
    page.until(lambda: page.addresses() == ["ops@example.com"])
    assert (page.query(), [each["id"] for each in page.messages()]) == ({}, ["message-1"])
