"""Answers to messages: by the client, awaited or not, over HTTP and on the command line."""

from __future__ import annotations

import threading
from typing import Any

import pytest
import requests
from click.testing import CliRunner, Result

import moto_contacts
from moto_contacts import aio
from moto_contacts.cli import main
from moto_contacts.client.carriers import NoSuchMessage
from moto_contacts.simulation import agenda, inboxes
from tests.messages import Service, send

WHY = "It could not be delivered."


@pytest.fixture
def server(moto_contacts_server: str) -> str:
    """A server in this process."""
    return moto_contacts_server


@pytest.fixture
def service(server: str) -> Service:
    """What has sent the one message, and waits for answers."""
    service = Service()
    send("page", answers=service, recipient="zoe", thread="arn:engagement")
    return service


def ask(server: str, path: str, **body: Any) -> requests.Response:
    return requests.post(f"{server}/moto-api/contacts/{path}", json=body, timeout=30)


def run(server: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env={"MOTO_CONTACTS_ENDPOINT_URL": server})


class TestClient:
    def test_tells_of_them(self, server: str, service: Service) -> None:
        found = moto_contacts.outbox(server).latest()
        assert (found.recipient, found.thread) == ("zoe", "arn:engagement")
        assert found.answerable

    def test_are_asked_for_by_them(self, server: str, service: Service) -> None:
        send("page", recipient="ann", thread="arn:engagement")
        send("page", recipient="zoe")
        outbox = moto_contacts.outbox(server)
        assert [each.recipient for each in outbox.messages(thread="arn:engagement")] == [
            "ann",
            "zoe",
        ]
        assert [each.thread for each in outbox.messages(recipient="zoe")] == ["", "arn:engagement"]

    def test_reply(self, server: str, service: Service) -> None:
        found = moto_contacts.outbox(server).latest().reply("654321")
        assert service.told == [("reply", found.id, "654321")]
        assert [each.event for each in found.history] == ["sent", "replied"]

    @pytest.mark.parametrize(
        ("arguments", "why"), [([], WHY), (["No such number."], "No such number.")]
    )
    def test_fail(self, server: str, service: Service, arguments: list[str], why: str) -> None:
        found = moto_contacts.outbox(server).latest().fail(*arguments)
        assert service.told == [("fail", found.id, why)]
        assert (found.state, found.failure, found.answerable) == ("failed", why, False)

    def test_unsubscribe(self, server: str, service: Service) -> None:
        found = moto_contacts.outbox(server).latest().unsubscribe()
        assert service.told == [("unsubscribe", found.id)]
        assert [each.event for each in found.history] == ["sent", "unsubscribed"]

    def test_nobody_waits(self, server: str) -> None:
        send("code")
        found = moto_contacts.outbox(server).latest()
        assert not found.answerable
        with pytest.raises(ValueError, match="takes no answer"):
            found.reply("STOP")
        with pytest.raises(ValueError, match="takes no answer"):
            found.unsubscribe()

    def test_delivery_of_a_code_cannot_fail(self, server: str) -> None:
        send("code")
        with pytest.raises(ValueError, match="is pending, not sent"):
            moto_contacts.outbox(server).latest().fail()

    @pytest.mark.anyio
    async def test_awaited(self, server: str, service: Service) -> None:
        found = await aio.outbox(server).latest()
        await found.reply("654321")
        await found.unsubscribe()
        assert (await found.fail("Gone.")).failure == "Gone."
        assert [each[0] for each in service.told] == ["reply", "unsubscribe", "fail"]


PHONE = "+14255550100"


class TestDevice:
    def test_reply(self, server: str, service: Service) -> None:
        found = moto_contacts.outbox(server).device(PHONE).reply("654321")
        assert service.told == [("reply", found.id, "654321")]
        assert [(each.event, each.text) for each in found.history] == [
            ("sent", ""),
            ("replied", "654321"),
        ]

    def test_latest_that_can_be_answered(self, server: str, service: Service) -> None:
        send("plain")
        send("plain", answers=service, one_way=True)
        send("plain", answers=service, to="+14255550101")
        moto_contacts.outbox(server).device(PHONE).reply("STOP")
        assert service.told == [("reply", "message-1", "STOP")]

    def test_of_a_certain_sender(self, server: str, service: Service) -> None:
        send("plain", answers=service, sender="+12065550100")
        send("plain", answers=service, sender="+12065550101")
        moto_contacts.outbox(server).device(PHONE).reply("STOP", to="+12065550100")
        assert service.told == [("reply", "message-2", "STOP")]

    def test_nothing_to_answer(self, server: str) -> None:
        send("plain")
        why = rf"^No message with to=\{PHONE}, sender=shop can be answered\. message-1 to "
        with pytest.raises(NoSuchMessage, match=why):
            moto_contacts.outbox(server).device(PHONE).reply("STOP", to="shop")

    @pytest.mark.anyio
    async def test_awaited(self, server: str, service: Service) -> None:
        found = await aio.outbox(server).device(PHONE).reply("STOP")
        assert service.told == [("reply", found.id, "STOP")]


@pytest.fixture
def inbox(server: str) -> list[tuple[str, str]]:
    """What was written to the one number that can be written to."""
    written: list[tuple[str, str]] = []

    def receive(sender: str, text: str) -> None:
        assert agenda.origin() == ORIGIN
        written.append((sender, text))

    agenda.act(ORIGIN, lambda: inboxes.open_inbox("+12065550100", threading.RLock(), receive))
    return written


ORIGIN = agenda.Origin("a-service", "Request", {}, "123456789012", "us-east-1")
NOBODY = r"^Nobody takes what is written to shop; \+12065550100 can be written to\.$"


class TestWritingFirst:
    """To a number that need not have written before."""

    def test_it_is_taken(self, server: str, inbox: list[tuple[str, str]]) -> None:
        moto_contacts.outbox(server).device(PHONE).write("Hello", to="+12065550100")
        assert inbox == [(PHONE, "Hello")]

    @pytest.mark.anyio
    async def test_awaited(self, server: str, inbox: list[tuple[str, str]]) -> None:
        await aio.outbox(server).device(PHONE).write("Hello", to="+12065550100")
        assert inbox == [(PHONE, "Hello")]

    def test_over_http(self, server: str, inbox: list[tuple[str, str]]) -> None:
        answer = ask(server, "texts", **{"from": PHONE, "to": "+12065550100", "text": "Hello"})
        assert answer.json() == {
            "service": "a-service",
            "account": "123456789012",
            "region": "us-east-1",
        }

    def test_on_the_command_line(self, server: str, inbox: list[tuple[str, str]]) -> None:
        result = run(server, "write", PHONE, "+12065550100", "Hello")
        assert (result.exit_code, result.output) == (0, "")
        assert inbox == [(PHONE, "Hello")]

    def test_nobody_is_there(self, server: str, inbox: list[tuple[str, str]]) -> None:
        with pytest.raises(ValueError, match=NOBODY):
            moto_contacts.outbox(server).device(PHONE).write("Hello", to="shop")
        answer = ask(server, "texts", **{"from": PHONE, "to": "shop", "text": "Hello"})
        assert (answer.status_code, answer.json()["error"]) == (404, "NoSuchAddress")
        assert inbox == []

    def test_nobody_is_anywhere(self, server: str) -> None:
        with pytest.raises(ValueError, match="; no address can be written to"):
            moto_contacts.outbox(server).device(PHONE).write("Hello", to="shop")

    @pytest.mark.parametrize("name", ["from", "to", "text"])
    def test_wrong_body(self, server: str, inbox: list[tuple[str, str]], name: str) -> None:
        body = {"from": PHONE, "to": "+12065550100", "text": "Hello"}
        answer = ask(server, "texts", **{**body, name: None})
        assert answer.status_code == 400
        assert f"{name} must be text" in answer.json()["message"]
        assert inbox == []


class TestHttp:
    @pytest.mark.parametrize(
        ("body", "why"),
        [
            ({"text": "x"}, "from must be text, not 'None'."),
            ({"from": PHONE}, "text must be text, not 'None'."),
            ({"from": PHONE, "text": "x", "to": None}, "to must be text, not 'None'."),
            ({"from": PHONE, "text": "x", "sender": "y"}, "'sender' is not known here"),
        ],
    )
    def test_wrong_reply(self, server: str, service: Service, body: Any, why: str) -> None:
        answer = ask(server, "replies", **body)
        assert answer.status_code == 400
        assert why in answer.json()["message"]
        assert service.told == []

    @pytest.mark.parametrize(
        ("verb", "error"),
        [("reply", "NotAnswerable"), ("unsubscribe", "NotAnswerable"), ("fail", "NotSent")],
    )
    def test_refused(self, server: str, verb: str, error: str) -> None:
        body = {"text": "x"} if verb == "reply" else {}
        answer = ask(server, f"messages/{send('code').id}/{verb}", **body)
        assert (answer.status_code, answer.json()["error"]) == (409, error)

    @pytest.mark.parametrize(
        ("verb", "body", "why"),
        [
            ("reply", {}, "text must be text, not 'None'."),
            ("reply", {"text": 7}, "text must be text, not '7'."),
            ("fail", {"reason": ["x"]}, "reason must be text"),
            ("fail", {"why": "x"}, "'why' is not known here, but reason are."),
        ],
    )
    def test_wrong_body(
        self, server: str, service: Service, verb: str, body: Any, why: str
    ) -> None:
        message = moto_contacts.outbox(server).latest()
        answer = ask(server, f"messages/{message.id}/{verb}", **body)
        assert answer.status_code == 400
        assert why in answer.json()["message"]
        assert service.told == []

    @pytest.mark.parametrize("verb", ["reply", "fail", "unsubscribe"])
    def test_no_such_message(self, server: str, verb: str) -> None:
        body = {"text": "x"} if verb == "reply" else {}
        answer = ask(server, f"messages/message-0/{verb}", **body)
        assert (answer.status_code, answer.json()["error"]) == (404, "NoSuchMessage")


class TestCommandLine:
    @pytest.mark.parametrize(
        ("arguments", "told", "state"),
        [
            (["reply", "ID", "654321"], ("reply", "654321"), "sent"),
            (["reply", PHONE, "654321"], ("reply", "654321"), "sent"),
            (["fail", "ID"], ("fail", WHY), "failed"),
            (["fail", "ID", "Gone."], ("fail", "Gone."), "failed"),
            (["unsubscribe", "ID"], ("unsubscribe",), "sent"),
        ],
    )
    def test_answers(
        self, server: str, service: Service, arguments: list[str], told: Any, state: str
    ) -> None:
        message = moto_contacts.outbox(server).latest()
        result = run(server, *(message.id if each == "ID" else each for each in arguments))
        assert (result.exit_code, result.output) == (0, f"{state}\n")
        assert service.told == [(told[0], message.id, *told[1:])]

    @pytest.mark.parametrize("arguments", [["reply", "x"], ["fail"], ["unsubscribe"]])
    def test_refused(self, server: str, arguments: list[str]) -> None:
        result = run(server, arguments[0], send("code").id, *arguments[1:])
        assert (result.exit_code, result.stdout) == (1, "")
