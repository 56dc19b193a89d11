"""Bodies of requests, whole or in chunks: read back exactly, or refused; nothing else."""

from __future__ import annotations

import io
import re
import socket
import sys
import tracemalloc
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

import moto_contacts
from moto_contacts.plugin import server
from moto_contacts.plugin.bodies import read_body
from tests.harness import run_process

NEXT = b"GET / HTTP/1.1\r\n\r\n"
TOKEN = st.text("abcxyzABC019-_.!", min_size=1, max_size=9)
#: What may stand in a quoted extension or in a trailer.
TEXT = st.text(st.characters(codec="latin-1", exclude_characters='\r\n\0"'), max_size=20)


def head(**fields: str) -> Message:
    message = Message()
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    return message


CHUNKED = head(transfer_encoding="chunked")


@st.composite
def chunked(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """A body, and the same in chunks: of any sizes, with any extensions and trailers."""
    parts = draw(st.lists(st.binary(min_size=1, max_size=600), max_size=12))
    extension = st.builds(
        lambda blank, name, value: f'{blank};{name}="{value}"', st.sampled_from(["", " ", "\t"]),
        TOKEN, TEXT,
    )  # fmt: skip

    def size(number: int) -> bytes:
        spelled = draw(st.sampled_from([f"{number:x}", f"{number:X}", f"{number:09x}"]))
        return (spelled + draw(st.sampled_from(["", draw(extension)]))).encode("latin-1") + b"\r\n"

    trailers = [
        f"{name}:{value}\r\n".encode("latin-1")
        for name, value in draw(st.lists(st.tuples(TOKEN, TEXT), max_size=5))
    ]
    pieces = [size(len(part)) + part + b"\r\n" for part in parts]
    return b"".join(parts), b"".join([*pieces, size(0), *trailers, b"\r\n"])


@given(chunked())
def test_any_body_in_any_chunks_reads_back(both: tuple[bytes, bytes]) -> None:
    body, sent = both
    stream = io.BytesIO(sent + NEXT)
    assert read_body(CHUNKED, stream, most=len(body)).read() == body
    assert stream.read() == NEXT


@given(chunked(), st.data())
def test_chunks_that_are_cut_off_are_refused(
    both: tuple[bytes, bytes], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(both[1]) - 1))
    with pytest.raises(BadRequest):
        read_body(CHUNKED, io.BytesIO(both[1][:cut]), most=1 << 20)


@given(chunked(), st.data())
def test_chunks_with_anything_in_between_are_read_or_refused(
    both: tuple[bytes, bytes], data: st.DataObject
) -> None:
    sent = both[1]
    start = data.draw(st.integers(0, len(sent)))
    end = data.draw(st.integers(start, min(start + 4, len(sent))))
    stream = io.BytesIO(sent[:start] + data.draw(st.binary(max_size=9)) + sent[end:])
    try:
        body = read_body(CHUNKED, stream, most=9999).getvalue()
    except (BadRequest, RequestEntityTooLarge):
        return
    assert len(body) <= len(stream.getvalue())


@given(st.binary(max_size=60) | st.from_regex(rb"\A[0-9a-f]{1,40}[ ;x]*\r?\n.{0,9}\Z"))
def test_garbage_is_refused_or_empty(sent: bytes) -> None:
    try:
        body = read_body(CHUNKED, io.BytesIO(sent), most=9999).getvalue()
    except (BadRequest, RequestEntityTooLarge):
        return
    assert body in sent


@pytest.mark.parametrize(
    "sent",
    [
        b"-1\r\n", b"+1\r\na\r\n0\r\n\r\n", b"0x1\r\na\r\n0\r\n\r\n", b"1_0\r\n", b" 1\r\na\r\n",
        b"\r\n", b"1\na\n0\n\n", b"1;\0\r\na\r\n0\r\n\r\n",
        b"1;" + b"x" * 9000 + b"\r\na\r\n0\r\n\r\n", b"1" * 17 + b"\r\n",
        b"0\r\n: no name\r\n\r\n", b"0\r\n folded: x\r\n\r\n",
        b"0\r\n" + b"a: b\r\n" * 101 + b"\r\n",
    ],
)  # fmt: skip
def test_refused_form(sent: bytes) -> None:
    with pytest.raises(BadRequest):
        read_body(CHUNKED, io.BytesIO(sent), most=1 << 40)


def test_as_much_as_may_be_and_no_more() -> None:
    sent = b"2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"
    assert read_body(CHUNKED, io.BytesIO(sent), most=3).read() == b"abc"
    with pytest.raises(RequestEntityTooLarge):
        read_body(CHUNKED, io.BytesIO(sent), most=2)


@pytest.mark.parametrize(
    ("announced", "sent"),
    [(CHUNKED, b"3fffffff\r\nab"), (head(content_length=str(0x3FFFFFFF)), b"ab")],
)
def test_what_is_announced_takes_no_memory(announced: Message, sent: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(BadRequest, match="1073741821 bytes before"):
            read_body(announced, io.BytesIO(sent), most=1 << 30)
        assert tracemalloc.get_traced_memory()[1] < 1 << 22
    finally:
        tracemalloc.stop()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with server.running() as url:
        yield url


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_garbage_behind_a_head_is_answered_or_ends_the_connection(url: str, sent: bytes) -> None:
    answer = _answer(url, sent)
    statuses = re.findall(rb"(?m)^HTTP/1\.1 (\d+) ", answer)
    assert set(statuses) <= {b"400", b"405", b"413"}, answer  # there is no POST .../health


def _answer(url: str, body: bytes) -> bytes:
    """All that comes back for a chunked body, until the server ends the connection."""
    host, port = urlsplit(url).hostname, urlsplit(url).port
    with socket.create_connection((host, port), timeout=30) as line:
        line.sendall(
            b"POST /moto-api/contacts/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n" + body
        )
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_server_process_outlives_a_large_chunk_that_is_cut_off() -> None:
    command = [str(Path(sys.executable).with_name("moto_contacts_server"))]
    with run_process(command) as (endpoint, process):
        answer = _answer(endpoint, b"500000\r\nab")
        assert answer.startswith(b"HTTP/1.1 400 BAD REQUEST\r\n")
        assert b"ends 5242878 bytes before the 5242880" in answer
        assert moto_contacts.outbox(endpoint).messages() == []
        assert process.poll() is None


def test_pytest_process_outlives_a_large_chunk_that_is_cut_off(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import socket
        from urllib.parse import urlsplit

        def test_it(moto_contacts_server):
            parts = urlsplit(moto_contacts_server)
            with socket.create_connection((parts.hostname, parts.port), timeout=30) as line:
                head = b"POST / HTTP/1.1\\r\\nHost: x\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n"
                line.sendall(head + b"500000\\r\\nab")
                line.shutdown(socket.SHUT_WR)
                assert line.recv(100).startswith(b"HTTP/1.1 400 ")
        """
    )
    pytester.runpytest_subprocess().assert_outcomes(passed=1)
