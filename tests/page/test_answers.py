"""What a recipient does with a message, done on the page."""

from __future__ import annotations

import pytest

from moto_contacts.simulation.messages import Sent
from tests.messages import Service, send
from tests.page.driver import Page


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def opened(page_in_process: Page, service: Service) -> Page:
    """The page of a message whose service waits for answers."""
    send("page", answers=service, recipient="zoe")
    page_in_process.open(message="message-1")
    page_in_process.shows("#detail .to", "+14255550100")
    return page_in_process


def put(page: Page, text: str) -> None:
    page.script(
        "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))",
        page.one(".reply input"),
        text,
    )


def test_code_is_ready_to_be_sent(opened: Page, service: Service) -> None:
    assert opened.script("return document.querySelector('.reply input').value") == "654321"
    opened.click(".reply button", "Reply")
    opened.shows(".timeline .event", "sent", "replied")
    assert service.told == [("reply", "message-1", "654321")]


def test_code_of_a_verification_is_not(page_in_process: Page, service: Service) -> None:
    send("code", answers=service)
    page_in_process.open(message="message-1")
    page_in_process.shows("#detail .to", "+14255550100")
    assert page_in_process.script("return document.querySelector('.reply input').value") == ""


def test_any_other_text(opened: Page, service: Service) -> None:
    put(opened, "STOP")
    shown = opened.texts(".actions .call code")[0]
    assert shown.endswith('messages/message-1/reply {"text":"STOP"}')
    opened.click(".reply button", "Reply")
    opened.shows(".timeline .event", "sent", "replied")
    assert service.told == [("reply", "message-1", "STOP")]


def test_by_keyboard_and_by_name(opened: Page, service: Service) -> None:
    opened.script("document.querySelector('.reply input').focus()")
    assert opened.focused("ariaLabel") == "Reply of zoe"
    opened.press("\ue007")
    opened.shows(".timeline .event", "sent", "replied")
    assert opened.focused("ariaLabel") == "Reply of zoe"


def test_it_fails_to_arrive(opened: Page, service: Service) -> None:
    opened.click(".actions button", "Fail to arrive")
    opened.shows(".hero .pill", "failed")
    assert service.told == [("fail", "message-1", "It could not be delivered.")]
    assert opened.texts("#detail .actions li") == []


def test_unsubscribe(opened: Page, service: Service) -> None:
    opened.click(".actions button", "Unsubscribe")
    opened.shows(".timeline .event", "sent", "unsubscribed")
    assert service.told == [("unsubscribe", "message-1")]


def test_what_was_delivered_cannot_fail(page_in_process: Page, service: Service) -> None:
    send("page", answers=service).deliver()
    page_in_process.open(message="message-1")
    page_in_process.shows(".hero .pill", "delivered")
    assert "Fail to arrive" not in page_in_process.texts(".actions button")


def test_nobody_waits(page_in_process: Page) -> None:
    send("plain")
    page_in_process.open(message="message-1")
    page_in_process.shows(".hero .pill", "sent")
    assert page_in_process.texts("#detail .actions li") == []


def test_refusal_is_told(opened: Page, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(sent: Sent, text: str) -> None:
        raise ValueError(f"Nobody knows what {text} means.")

    monkeypatch.setattr(service, "reply", refuse)
    opened.expected_complaints = ["409"]
    opened.click(".reply button", "Reply")
    opened.shows("#toast", "Nobody knows what 654321 means.")
