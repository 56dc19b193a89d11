"""Server-sent events: of what is sent and what becomes of it, until moto resets."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import boto3
import pytest
import requests

import moto_contacts
from moto_contacts.console import stream
from moto_contacts.console.values import Places
from moto_contacts.simulation import agenda, clock, outbox
from moto_contacts.simulation.agenda import Origin
from moto_contacts.simulation.messages import Sent
from tests.console.test_console import ADDRESS, console
from tests.harness import Aws

Event = tuple[str, dict[str, Any]]


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> threading.Semaphore:
    """Is released whenever a stream gives its place back."""
    given_back = threading.Semaphore(0)

    class Told(Places):
        @contextmanager
        def taken(self) -> Iterator[None]:
            with super().taken():
                try:
                    yield
                finally:
                    given_back.release()

    monkeypatch.setattr(stream, "STREAMS", Told(2, "TooManyStreams", "streams"))
    return given_back


class Listener:
    """One open stream of a server."""

    def __init__(self, server: str, **headers: str):
        self.answer = requests.get(
            f"{server}/moto-api/contacts/stream", stream=True, headers=headers, timeout=60
        )
        assert self.answer.headers["Content-Type"] == "text/event-stream"
        assert self.answer.headers["X-Accel-Buffering"] == "no"
        self._lines = self.answer.iter_lines(chunk_size=1, decode_unicode=True)
        self.last_id = ""
        assert self.line() == "retry: 1000"
        self.last_id = self.line().removeprefix("id: ")
        assert self.line() == ""
        assert self.event()[0] == "clock"

    def line(self) -> str:
        line: str = next(self._lines)
        return line

    def event(self) -> Event:
        fields: dict[str, str] = {}
        while "event" not in fields:
            while (line := self.line()) != "":
                name, _, value = line.partition(":")
                fields[name] = value.strip()
        self.last_id = fields.get("id", self.last_id)
        return fields["event"], json.loads(fields["data"])

    def close(self) -> None:
        self.answer.close()


@pytest.fixture
def server(moto_contacts_server: str) -> str:
    return moto_contacts_server


@pytest.fixture
def arn(server: str) -> str:
    contacts = boto3.client("notificationscontacts", "us-east-1", endpoint_url=server)
    arn: str = contacts.create_email_contact(name="Ops", emailAddress=ADDRESS)["arn"]
    return arn


def send(server: str, arn: str) -> None:
    boto3.client("notificationscontacts", "us-east-1", endpoint_url=server).send_activation_code(
        arn=arn
    )


def test_life_of_messages(server: str, arn: str, free: threading.Semaphore) -> None:
    listener = Listener(server)
    send(server, arn)
    name, first = listener.event()
    assert (name, first["to"], first["state"]) == ("sent", ADDRESS, "pending")
    assert next(outbox.newest_first()).read is False, "nobody has asked for it"
    assert first == console_at(server, f"messages/{first['id']}")
    name, read = listener.event()
    assert (name, read["id"], read["read"]) == ("changed", first["id"], True)

    send(server, arn)
    told = [listener.event() for _ in range(2)]
    assert [(name, each["state"]) for name, each in told] == [
        ("sent", "pending"),
        ("changed", "superseded"),
    ]
    contacts = boto3.client("notificationscontacts", "us-east-1", endpoint_url=server)
    with pytest.raises(contacts.exceptions.ClientError):
        contacts.activate_email_contact(arn=arn, code="wrong12")
    name, wrong = listener.event()
    assert (name, wrong["state"], wrong["attempts"]) == ("changed", "pending", 1)
    moto_contacts.clock(server).advance(hours=13)
    assert listener.event()[0] == "clock"
    name, late = listener.event()
    assert (name, late["state"]) == ("changed", "expired")
    moto_contacts.outbox(server).clear()
    assert listener.event() == ("deleted", {})
    requests.post(f"{server}/moto-api/reset", timeout=30)
    assert listener.event() == ("reset", {})
    with pytest.raises(StopIteration):
        listener.line()
    assert free.acquire(timeout=30)


def test_what_the_agenda_sends_meanwhile(server: str, free: threading.Semaphore) -> None:
    """Long before there would be a sign of life."""
    listener = Listener(server)
    origin = Origin("a-service", "Page", {}, "123456789012", "us-east-1")
    page = Sent(*origin, channel="SMS", to=ADDRESS, resource_arn="arn", body="Page", code="1")
    agenda.put(clock.now() + timedelta(seconds=0.1), origin, lambda: outbox.send(page))
    name, message = listener.event()
    assert (name, message["operation"]) == ("sent", "Page")
    listener.close()


def test_goes_on_where_it_was_left(server: str, arn: str, free: threading.Semaphore) -> None:
    listener = Listener(server)
    send(server, arn)
    listener.event()
    listener.close()
    send(server, arn)
    again = Listener(server, **{"Last-Event-ID": listener.last_id})
    assert again.event()[0] == "sent"
    assert again.event()[0] == "changed"
    again.close()


@pytest.mark.parametrize("left", ["before the reset", "9" * 18])
def test_id_of_another_time(server: str, arn: str, left: str, free: threading.Semaphore) -> None:
    """From an outbox that is gone, or from a server that was another process: all is new."""
    listener = Listener(server)
    send(server, arn)
    listener.event()
    listener.close()
    requests.post(f"{server}/moto-api/reset", timeout=30)
    contacts = boto3.client("notificationscontacts", "us-east-1", endpoint_url=server)
    send(server, contacts.create_email_contact(name="Ops", emailAddress=ADDRESS)["arn"])
    last = left if left.isdigit() else listener.last_id
    again = Listener(server, **{"Last-Event-ID": last})
    assert again.event()[0] == "sent"
    again.close()


def test_ends_when_nobody_listens(
    server: str, free: threading.Semaphore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT", 0.01)
    listener = Listener(server)
    assert listener.line() == ":", "a sign of life"
    listener.close()
    assert free.acquire(timeout=30)


def test_number_is_bounded(
    server: str, free: threading.Semaphore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT", 0.01)
    listeners = [Listener(server) for _ in range(2)]
    answer = requests.get(f"{server}/moto-api/contacts/stream", timeout=30)
    assert (answer.status_code, answer.json()["error"]) == (503, "TooManyStreams")
    assert "There are 2 streams already" in answer.json()["message"]
    for listener in listeners:
        listener.close()
        assert free.acquire(timeout=30)


def test_stream_that_nobody_reads_gives_its_place_back(free: threading.Semaphore) -> None:
    stream.events("http://x").close()  # type: ignore[attr-defined]
    assert free.acquire(blocking=False)


def test_needs_a_server(aws: Aws, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--mode").endswith("server"):
        with requests.get(
            f"{aws.endpoint}/moto-api/contacts/stream", stream=True, timeout=30
        ) as it:
            assert it.status_code == 200
        return
    answer = console(aws, "GET", "stream")
    assert (answer.status_code, answer.json()["error"]) == (501, "NeedsServer")
    assert (
        "Only a moto_server, or another web server with threads, can stream"
        in answer.json()["message"]
    )


def console_at(server: str, path: str) -> Any:
    return requests.get(f"{server}/moto-api/contacts/{path}", timeout=30).json()
