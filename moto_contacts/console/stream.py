"""New messages and changes of their state as server-sent events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from moto_contacts.console.messages import show
from moto_contacts.console.values import Places
from moto_contacts.simulation import clock, outbox

#: Each keeps a thread of the server.
STREAMS = Places(16, "TooManyStreams", "streams")
#: Seconds after which a silent stream shows that it is alive, and finds out if nobody listens.
HEARTBEAT = 15.0


def events(base_url: str, last_event_id: str | None = None) -> Iterator[bytes]:
    """The events after the one with that id, or from now on, until moto resets.

    ``sent`` and ``changed`` carry the message as it is now; several changes of one message that
    come at once are one event. ``deleted`` says that messages were, ``reset`` that all are gone,
    ``clock`` what time it is, at the start and whenever the clock was moved. Nothing counts as read
    by this. Raises `ConsoleError` at once where too many streams are open.
    """
    stream = _events(base_url, last_event_id)
    next(stream)  # only a generator that has begun gives its place back when nobody goes on
    return stream


def _events(base_url: str, last_event_id: str | None) -> Iterator[bytes]:
    with STREAMS.taken():
        box = outbox.current()
        known = re.fullmatch("[0-9]{1,18}", last_event_id or "")
        seen = int(known[0]) if known else box.last
        if seen > box.last:  # of an outbox before this one: all of this one is new
            seen = 0
        yield b""
        yield f"retry: 1000\nid: {seen}\n\n".encode()
        told = None
        while True:
            with box.changes:
                newer, deleted, closed = box.changed_after(seen), box.deleted > seen, box.closed
                before, seen = seen, box.last
            moved = clock.moved()
            if moved != told and not closed:
                told = moved
                yield _event("clock", {"now": clock.now().isoformat()})
            if deleted:
                yield _event("deleted", {})
            for message in newer:
                name = "sent" if message.added > before else "changed"
                yield _event(name, show(message, base_url), message.changed)
            if closed:
                yield _event("reset", {})
                return
            silent, woken = 0.0, False
            while not woken and silent < HEARTBEAT:
                pause = clock.pause(HEARTBEAT - silent)
                with box.changes:
                    woken = box.wait_beyond(seen, pause)
                silent += pause
                clock.catch_up()
            if not woken:
                yield b":\n\n"


def _event(name: str, data: Any, serial: int | None = None) -> bytes:
    place = "" if serial is None else f"id: {serial}\n"
    return f"event: {name}\n{place}data: {json.dumps(data)}\n\n".encode()
