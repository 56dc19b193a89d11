"""Waiting for messages on the server: several at once, in the way of nobody, until moto resets."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
import requests
from moto import mock_aws
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

import moto_contacts
from moto_contacts import NoSuchMessage
from moto_contacts.console import api, messages
from moto_contacts.console.values import ConsoleError, Places
from moto_contacts.simulation import agenda, clock, outbox
from moto_contacts.simulation.agenda import Origin
from moto_contacts.simulation.messages import Sent
from tests.console.conftest import Send
from tests.console.test_console import ADDRESS, console
from tests.harness import Aws


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as threads:
        yield threads


@pytest.fixture
def alone() -> Iterator[str]:
    """A server that answers one request at a time."""
    application = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, application, threaded=False)
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    server.server_close()


class TestServerWithoutThreads:
    """Nobody is let to keep all others out."""

    def test_message_that_is_there(self, alone: str) -> None:
        with mock_aws():
            outbox.send(sent(ADDRESS))
            assert moto_contacts.outbox(alone).wait_for(to=ADDRESS).to == ADDRESS

    @pytest.mark.parametrize("path", ["messages/wait?timeout=60", "stream"])
    def test_what_would_wait(self, alone: str, path: str) -> None:
        with mock_aws():
            answer = requests.get(f"{alone}/moto-api/contacts/{path}", timeout=30)
        assert answer.status_code == 501
        assert "threads" in answer.json()["message"]

    def test_what_is_wrong_besides(self, alone: str) -> None:
        with mock_aws(), pytest.raises(ValueError, match="There is no channel 'FAX'"):
            moto_contacts.outbox(alone).wait_for(channel="FAX")  # type: ignore[arg-type]


class TestInEveryMode:
    def test_message_that_is_there_already(self, aws: Aws, send: Send) -> None:
        send()
        send()
        assert aws.outbox.wait_for(to=ADDRESS, timeout=0) == aws.outbox.latest()

    def test_message_that_comes_later(self, aws: Aws, send: Send, pool: ThreadPoolExecutor) -> None:
        before = aws.outbox.messages()
        found = pool.submit(aws.outbox.wait_for, to=ADDRESS, timeout=60)
        send()
        assert found.result() not in before
        assert found.result().code == aws.outbox.code()

    def test_newer_than_another(self, aws: Aws, send: Send, pool: ThreadPoolExecutor) -> None:
        send()
        first = aws.outbox.latest()
        found = pool.submit(aws.outbox.wait_for, since=first, timeout=60)
        send()
        assert found.result().id == aws.outbox.latest().id != first.id

    def test_state_that_comes_later(self, aws: Aws, send: Send, pool: ThreadPoolExecutor) -> None:
        arn = send()
        found = pool.submit(aws.outbox.wait_for, state="verified", timeout=60)
        contacts = aws.client("notificationscontacts")
        contacts.activate_email_contact(arn=arn, code=aws.outbox.code())
        assert found.result().state == "verified"

    def test_state_by_the_clock(self, aws: Aws, send: Send, pool: ThreadPoolExecutor) -> None:
        send()
        found = pool.submit(aws.outbox.wait_for, state="expired", timeout=60)
        aws.clock.advance(hours=13)
        assert found.result().state == "expired"

    def test_several_at_once(self, aws: Aws, send: Send, pool: ThreadPoolExecutor) -> None:
        found = [pool.submit(aws.outbox.wait_for, timeout=60) for _ in range(4)]
        send()
        assert {each.result().id for each in found} == {aws.outbox.latest().id}

    def test_time_is_over(self, aws: Aws, send: Send) -> None:
        send()
        with pytest.raises(NoSuchMessage) as caught:
            aws.outbox.wait_for(to="opps@example.com", timeout=0.01)
        assert str(caught.value) == (
            "No message with to=opps@example.com within 0.01 s. Sent so far: 1, the latest to "
            "ops@example.com (notificationscontacts, 123456789012, global). "
            "Did you mean ops@example.com?"
        )

    @pytest.mark.parametrize("timeout", [0.1 + 0.2, 1e-5, math.pi / 100, "1E-2", ".01", "-0"])
    def test_any_number_that_is_not_too_long(self, aws: Aws, timeout: Any) -> None:
        with pytest.raises(NoSuchMessage):
            aws.outbox.wait_for(timeout=timeout)

    @pytest.mark.parametrize(
        "timeout",
        ["61", "-1", "x", "nan", "inf", "1_0", " 1", "1\n", "1e2", "e1", "", "9" * 5000, "True"],
    )
    def test_timeout_has_bounds(self, aws: Aws, timeout: str) -> None:
        answer = console(aws, "GET", "messages/wait", params={"timeout": timeout})
        assert (answer.status_code, answer.json()["error"]) == (400, "InvalidParameter")
        assert "timeout must be a number from 0 to 60" in answer.json()["message"]


class TestInThisProcess:
    @pytest.fixture(autouse=True)
    def _mocked(self, waiting: threading.Semaphore) -> Iterator[None]:
        with mock_aws():
            yield

    def begin(
        self, pool: ThreadPoolExecutor, waiting: threading.Semaphore, **filters: Any
    ) -> Future[Any]:
        found = pool.submit(moto_contacts.outbox().wait_for, timeout=60, **filters)
        waiting.acquire(timeout=30)
        return found

    def test_reset_ends_it(self, pool: ThreadPoolExecutor, waiting: threading.Semaphore) -> None:
        found = self.begin(pool, waiting)
        requests.post("http://motoapi.amazonaws.com/moto-api/reset", timeout=30)
        with pytest.raises(NoSuchMessage, match=r"moto was reset, which ends all waiting"):
            found.result(timeout=30)

    def test_other_messages_do_not_end_it(
        self, pool: ThreadPoolExecutor, waiting: threading.Semaphore
    ) -> None:
        found = self.begin(pool, waiting, to="+14255550100")
        for to in ("+14255550199", "+14255550100"):
            outbox.send(sent(to))
            waiting.acquire(timeout=30)
        assert found.result(timeout=30).to == "+14255550100"

    def test_places_are_bounded_and_given_back(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(messages, "WAITERS", Places(1, "TooManyWaiters", "that wait"))
        with ExitStack() as stack:
            stack.enter_context(messages.WAITERS.taken())
            with pytest.raises(ConsoleError, match="There are 1 that wait already") as caught:
                api.call("GET", "messages/wait", {"timeout": 0})
            assert (caught.value.status, caught.value.error) == (503, "TooManyWaiters")
        for _ in range(2):
            with pytest.raises(NoSuchMessage, match="within 0 s"):
                moto_contacts.outbox().wait_for(timeout=0)

    def test_what_the_agenda_sends_meanwhile(self) -> None:
        origin = Origin("a-service", "Page", {}, "123456789012", "us-east-1")
        page = Sent(*origin, channel="SMS", to=ADDRESS, resource_arn="arn", body="Page", code="1")
        due = clock.now() + timedelta(seconds=0.1)
        agenda.put(due, origin, lambda: outbox.send(page))
        assert moto_contacts.outbox().wait_for(to=ADDRESS, timeout=60).operation == "Page"

    def test_what_has_expired_by_itself_is_seen_at_the_end(self) -> None:
        from freezegun import freeze_time

        with freeze_time("2026-01-01") as frozen:
            outbox.send(sent("+14255550100"), hours=1)
            frozen.tick(7200)
            assert outbox.wait(lambda message: message.state == "expired", 0)


def test_end_of_the_mock_ends_it(pool: ThreadPoolExecutor, waiting: threading.Semaphore) -> None:
    with mock_aws():
        found = pool.submit(moto_contacts.outbox().wait_for, timeout=60)
        assert waiting.acquire(timeout=30)
    with pytest.raises(NoSuchMessage, match="moto was reset"):
        found.result(timeout=30)


def sent(to: str) -> Sent:
    return Sent(
        service="a-service", operation="Send", parameters={}, account="123456789012",
        region="us-east-1", channel="SMS", to=to, resource_arn="arn", body="123456", code="123456",
    )  # fmt: skip


def test_others_are_answered_meanwhile(moto_contacts_server: str) -> None:
    """Every other request is served by the same server while more wait than it has processors."""
    with ThreadPoolExecutor(32) as pool:
        found = [
            pool.submit(moto_contacts.outbox(moto_contacts_server).wait_for, timeout=60)
            for _ in range(32)
        ]
        assert moto_contacts.outbox(moto_contacts_server).messages() == []
        assert not any(each.done() for each in found)
        while not all(each.done() for each in found):  # a waiter may be late for the first reset
            requests.post(f"{moto_contacts_server}/moto-api/reset", timeout=30)
        for each in found:
            with pytest.raises(NoSuchMessage, match="moto was reset"):
                each.result()
