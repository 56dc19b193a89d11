"""One message in full, and what is copied from it works."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests

from tests.clients.tools import run
from tests.page import examples
from tests.page.driver import Page


@pytest.fixture
def opened(page: Page) -> Page:
    """The page of a contact's code, typed wrong once, then right."""
    contact = examples.Contact(page.endpoint, "zoe@example.com", "Zoe")
    contact.activate("aaaaaaa")
    page.ask("POST", "clock", hours=1)
    contact.activate(page.messages()[0]["code"])
    page.open()
    page.click("#list .open")
    page.shows("#detail .to", "zoe@example.com")
    return page


def facts(page: Page) -> dict[str, str]:
    return dict(zip(page.texts(".facts dt"), page.texts(".facts dd"), strict=True))


class TestContents:
    def test_code_and_text(self, opened: Page) -> None:
        (message,) = opened.messages()
        assert opened.text(".hero .code") == message["code"]
        assert opened.text("#detail .subject") == message["subject"]
        assert opened.text("#detail .body") == message["body"]
        assert opened.text(".hero .pill") == "verified"

    def test_facts(self, opened: Page) -> None:
        (message,) = opened.messages()
        shown = facts(opened)
        assert shown["From"] == message["sender"]
        assert shown["Account"] == message["account"]
        assert shown["Region"] == "global"
        assert shown["Resource"].startswith(message["resource_arn"])
        assert shown["Id"] == message["id"]
        assert list(shown) == [
            "From", "Channel", "Kind", "Service", "Account", "Region", "Sent", "Expires",
            "Verified", "Link", "Resource", "Id",
        ]  # fmt: skip

    def test_arn_is_copied(self, opened: Page) -> None:
        opened.click('[aria-label="Copy the ARN"]')
        opened.shows("#announcement", "Copied the ARN")
        assert opened.clipboard() == opened.messages()[0]["resource_arn"]

    def test_timeline(self, opened: Page) -> None:
        assert opened.texts(".timeline .event") == ["sent", "wrong code", "verified"]
        told = [each["at"] for each in opened.messages()[0]["history"]]
        times = opened.script(
            "return [...document.querySelectorAll('.timeline time:not(.ago)')]"
            ".map((time) => [time.dateTime, time.title, time.textContent !== ''])"
        )
        assert times == [[at, at, True] for at in told]
        assert opened.texts(".timeline .ago")[0].startswith("1 h")

    def test_timeline_goes_on(self, page: Page) -> None:
        contact = examples.Contact(page.endpoint)
        page.open(message=page.messages()[0]["id"])
        page.shows(".timeline .event", "sent")
        contact.activate("aaaaaaa")
        page.shows(".timeline .event", "sent", "wrong code")
        contact.send()
        page.shows(".timeline .event", "sent", "wrong code", "superseded")

    def test_end_that_nobody_tells_of(self, page: Page) -> None:
        examples.Contact(page.endpoint)
        page.ask("POST", "clock", hours=11, minutes=59, seconds=58)
        page.open(message=page.messages()[0]["id"])
        page.shows(".timeline .event", "sent", "expired")

    def test_request_that_sent_it(self, opened: Page) -> None:
        (message,) = opened.messages()
        assert opened.text("#detail .operation") == "notificationscontacts · SendActivationCode"
        assert json.loads(opened.text(".parameters")) == message["parameters"]
        assert message["resource_arn"] in opened.text(".parameters")

    def test_opening_is_reading(self, opened: Page) -> None:
        opened.until(lambda: opened.browser.title == "Contacts")
        assert opened.messages()[0]["read"] is True

    def test_lines_of_the_text_are_kept(self, page_in_process: Page) -> None:
        examples.send(body="first\n\n  second")
        page_in_process.open(message=page_in_process.messages()[0]["id"])
        page_in_process.shows("#detail .body", "first\n\n  second")

    def test_what_else_the_service_tells(self, page_in_process: Page) -> None:
        facts: dict[str, Any] = {"message_id": "<7>", "parts": 2, "context": {"order": "7"}}
        sent = examples.send(kind="plain", about=SimpleNamespace(facts=lambda: facts))
        page_in_process.open(message=sent.id)
        shown = ["Message id\n<7>", "Parts\n2", 'Context\n{"order":"7"}']
        page_in_process.until(lambda: page_in_process.texts(".facts div")[-3:] == shown)

        facts["parts"] = 3
        sent.deliver()
        page_in_process.until(lambda: page_in_process.texts(".facts div")[-2] == "Parts\n3")

    def test_message_that_has_replaced_it(self, page: Page) -> None:
        examples.Contact(page.endpoint).send()
        page.open(message=page.messages()[1]["id"])
        page.click(".facts a")
        page.until(lambda: page.text(".hero .pill").startswith("pending"))

    def test_message_that_is_not_there(self, page: Page) -> None:
        page.open(message="message-0")
        page.shows("#detail h2", "No such message")
        page.click("#detail .close")
        page.until(lambda: page.query() == {})

    def test_message_that_goes_while_it_is_open(self, opened: Page) -> None:
        opened.ask("DELETE", "messages")
        opened.shows("#detail h2", "No such message")

    def test_verify_now(self, page: Page) -> None:
        client = examples.lightsail(page.endpoint)
        page.open(message=page.messages()[0]["id"])
        page.click(".hero .verify")
        page.shows(".hero .pill", "verified")
        assert client.get_contact_methods()["contactMethods"][0]["status"] == "Valid"
        assert page.focused("id") == "detail-heading"


def snippet(page: Page, name: str) -> str:
    """What is copied as curl, boto3 or pytest."""
    page.click(f".tabs input[value={name}]")
    page.click(".choose .copy")
    page.shows("#announcement", f"Copied as {name}")
    return page.clipboard()


class TestSnippets:
    def test_curl(self, opened: Page) -> None:
        ended = subprocess.run(
            ["sh", "-c", snippet(opened, "curl")], capture_output=True, text=True, timeout=30
        )
        assert json.loads(ended.stdout)["code"] == opened.messages()[0]["code"], ended.stderr

    def test_python(self, opened: Page) -> None:
        text = snippet(opened, "boto3") + "print(code, client.meta.service_model.service_name)"
        ended = run(sys.executable, "-c", text)
        code = opened.messages()[0]["code"]
        assert ended.stdout.split() == [code, "notificationscontacts"], ended.stderr

    def test_python_of_a_link(self, page: Page) -> None:
        examples.lightsail(page.endpoint)
        page.open(message=page.messages()[0]["id"])
        ended = run(sys.executable, "-c", snippet(page, "boto3"))
        assert page.messages()[0]["state"] == "verified", ended.stderr

    def test_python_of_a_service_that_is_not_botocores(self, page: Page) -> None:
        examples.message_contact(page.endpoint)
        page.open(message=page.messages()[0]["id"])
        ended = run(sys.executable, "-c", snippet(page, "boto3"))
        assert page.messages()[0]["state"] == "verified", ended.stderr

    @pytest.mark.parametrize("link", [False, True])
    def test_pytest(self, page: Page, pytester: pytest.Pytester, link: bool) -> None:
        if link:
            examples.lightsail(page.endpoint, "zoe@example.com")
            yours = (
                "client = boto3.client('lightsail', 'us-east-1')\n"
                "    client.create_contact_method("
                "protocol='Email', contactEndpoint='zoe@example.com')\n"
            )
        else:
            examples.Contact(page.endpoint, "zoe@example.com")
            yours = (
                "global client, arn\n"
                "    client = boto3.client('notificationscontacts', 'us-east-1')\n"
                "    arn = client.create_email_contact("
                "name='Zoe', emailAddress='zoe@example.com')['arn']\n"
                "    client.send_activation_code(arn=arn)\n"
            )
        page.open(message=page.messages()[0]["id"])
        pytester.makepyfile(
            "import boto3\n"
            + snippet(page, "pytest")
            + f"def sign_up():\n    {yours}"
            + "def confirm(code):\n    client.activate_email_contact(arn=arn, code=code)\n"
        )
        pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)

    def test_quotes_what_a_shell_or_python_would_read(self, page_in_process: Page) -> None:
        to = "a'b\"c\\d$(touch pwned)`touch pwned`\n\0\u202e {x} ü"
        examples.send(to=to, code="c'o\"d\\e")
        page = page_in_process
        page.open(message=page.messages()[0]["id"])
        answered = subprocess.run(
            ["sh", "-c", snippet(page, "curl")], capture_output=True, text=True, timeout=30
        )
        assert json.loads(answered.stdout)["code"] == "c'o\"d\\e"
        ended = run(sys.executable, "-c", snippet(page, "boto3") + "print(code)")
        assert ended.stdout == "c'o\"d\\e\n", ended.stderr
        assert not Path("pwned").exists()

    def test_unpaired_surrogate_is_asked_for_as_well_as_can_be(self, page: Page) -> None:
        page.open()
        url = page.browser.execute_async_script(
            "const done = arguments[0]; import('/moto-api/contacts/page/api.js')"
            r".then(({query}) => done(query('messages/latest', {to: 'a\ud800b'})))"
        )
        assert url == "messages/latest?to=a%EF%BF%BDb"
        assert requests.get(page.root + url, timeout=30).status_code == 404
