"""A message of each kind, as the console and the client tell it."""

from __future__ import annotations

import re
from typing import Any

import pytest

import moto_contacts
from moto_contacts import NoSuchMessage
from moto_contacts.client import Outbox
from moto_contacts.simulation.kinds import KindName
from tests.messages import KINDS, send

TO = "+14255550100"


@pytest.fixture
def outbox(moto_contacts_server: str) -> Outbox:
    """That of a server in this process, which a test fills by itself; one message of each kind."""
    for kind in KINDS:
        send(kind)
    return moto_contacts.outbox(moto_contacts_server)


@pytest.mark.parametrize("kind", KINDS)
def test_kind_is_told_and_searched_for(outbox: Outbox, kind: KindName) -> None:
    (found,) = outbox.messages(kind=kind)
    carries = {"code": found.code, "link": found.link}
    assert found.kind == kind
    wanted = {"plain": [], "page": ["code"]}.get(kind, [kind])
    assert [name for name, value in carries.items() if value] == wanted


def test_plain_text_is_read(outbox: Outbox) -> None:
    found = outbox.latest(kind="plain")
    assert (found.body, found.state, found.failure) == ("Your parcel has come.", "sent", None)


def test_its_states_are_told(outbox: Outbox) -> None:
    sent = send("plain", to="+14255550199")
    sent.deliver()
    assert outbox.latest(state="delivered").to == "+14255550199"
    failed = send("plain")
    failed.fail("No such number.")
    found = outbox.message(failed.id)
    assert (found.state, found.failure) == ("failed", "No such number.")
    assert [each.event for each in found.history] == ["sent", "failed"]


@pytest.mark.parametrize(
    ("kind", "instead"), [("link", "it carries a link"), ("plain", "it carries a plain text")]
)
def test_code_of_another_kind(outbox: Outbox, kind: KindName, instead: str) -> None:
    with pytest.raises(NoSuchMessage, match=rf"fits but for carries: {instead}\."):
        outbox.code(kind=kind)


def test_code_of_what_carries_a_link(outbox: Outbox) -> None:
    with pytest.raises(
        ValueError, match=r"^code\(\) expects a message that carries 'code', not 'l"
    ):
        outbox.code(carries="link")
    assert outbox.code(kind="code", carries=None) == outbox.code(kind="code", carries="code")


@pytest.mark.parametrize(("kind", "carries"), [("code", "a code"), ("plain", "a plain text")])
def test_click_on_another_kind(outbox: Outbox, kind: KindName, carries: str) -> None:
    with pytest.raises(ValueError, match=f"has no link; it carries {carries}"):
        outbox.latest(kind=kind).click()


class TestDevice:
    @pytest.mark.parametrize("kind", KINDS)
    def test_expects_a_kind(self, outbox: Outbox, kind: str) -> None:
        assert outbox.device(TO).expect(kind=kind, within=0).kind == kind

    @pytest.mark.parametrize(
        ("code", "kind"), [(True, "code"), (False, "link"), ("123456", "code"), (None, "code")]
    )
    def test_kind_of_a_code(self, outbox: Outbox, code: bool | str | None, kind: str) -> None:
        assert outbox.device(TO).expect(code=code, within=0).kind == kind

    @pytest.mark.parametrize(
        ("kind", "what"),
        [("code", "a code"), ("link", "a link"), ("plain", "a plain text"), ("page", "a page")],
    )
    def test_misses_a_kind(self, outbox: Outbox, kind: KindName, what: str) -> None:
        outbox.clear(kind=kind)
        with pytest.raises(AssertionError, match=rf"^Expected {what} to \{TO} within 0 s\."):
            outbox.device(TO).expect(kind=kind, within=0)

    def test_plain_text_is_no_link(self, outbox: Outbox) -> None:
        outbox.clear(kind="link")
        with pytest.raises(AssertionError, match="Expected a link"):
            outbox.device(TO).expect(code=False, within=0)

    def test_rejects_each_kind_by_what_it_carries(self, outbox: Outbox) -> None:
        code, link, plain, page = reversed(outbox.messages())
        where = "(a-service, 123456789012, us-east-1)"
        with pytest.raises(AssertionError) as caught:
            outbox.device(TO).reject()
        assert str(caught.value) == (
            f"Expected nothing more to {TO}, but got {code.id}, SMS with the code 123456 {where}; "
            f"{link.id}, SMS with a link {where}; "
            f"{plain.id}, SMS with the text 'Your parcel has come.' {where}; "
            f"{page.id}, SMS with the accept code 654321 {where}."
        )

    @pytest.mark.parametrize(
        ("code", "kind", "why"),
        [
            (
                None,
                "text",
                "There is no kind 'text' of messages; there are code, link, plain, page.",
            ),
            (True, "link", "code=True expects a message of kind 'code', not 'link'."),
            (False, "plain", "code=False expects a message of kind 'link', not 'plain'."),
            ("123456", "plain", "code='123456' expects a message of kind 'code', not 'plain'."),
            (123456, None, "code must be text, True, False or None, not 123456."),
        ],
    )
    def test_refuses(self, outbox: Outbox, code: Any, kind: str | None, why: str) -> None:
        with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
            outbox.device(TO).expect(code=code, kind=kind)
