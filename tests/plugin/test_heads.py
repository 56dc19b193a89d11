"""The head of a request: as Python's own server reads it, or left to that."""

from __future__ import annotations

import http.client
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from moto_contacts.plugin.heads import REQUEST_LINE, take_head

BODY = b"{}\r\n\r\nGET / HTTP/1.1\r\n\r\n"
PLAIN = b"Host: x\r\nX_a:\t 1 \t\r\nx-\xe9: \xe9\r\nEmpty:\r\nhost: y:z\r\n\r\n"
#: Pieces that heads are made of, and what does not belong into one.
PIECES = st.sampled_from(
    [b"Host", b"a_b", b":", b" ", b"\t", b"x", b"\r\n", b"\r\n\r\n", b"\n", b"\r", b"\0", b"\x85",
     b"\xe9", b"From ", b"Content-Type: multipart/mixed\r\n", b"Name: value\r\n"]
)  # fmt: skip


def stream_of(sent: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(sent))


@pytest.mark.parametrize(
    "head", [b"Host: x\r\n\r\n", PLAIN.replace(b"x-\xe9", b"x"), b"a:b\r\n" * 99 + b"\r\n"]
)
def test_plain_head_is_read(head: bytes) -> None:
    stream = stream_of(head + BODY)
    taken = take_head(stream)
    assert taken is not None
    assert taken.items() == http.client.parse_headers(io.BytesIO(head)).items()
    assert stream.read() == BODY


@pytest.mark.parametrize(
    "head",
    [
        b"", b"\r\n", b"Host: x\r\n", b"Host: x\n\n", b": x\r\n\r\n", b"Host : x\r\n\r\n",
        b"Host: x\r\n folded\r\n\r\n", b"Host: x\ry: z\r\n\r\n", b"no field\r\n\r\n",
        PLAIN, b"a:b\r\n" * 100 + b"\r\n", b"a: " + b"b" * 9000 + b"\r\n\r\n",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_in_the_stream(head: bytes) -> None:
    stream = stream_of(head)
    assert take_head(stream) is None
    assert stream.read() == head


@given(st.lists(PIECES, max_size=12).map(b"".join), st.binary(max_size=9))
@example(PLAIN, BODY)
def test_whatever_comes_is_read_as_by_pythons_server(head: bytes, body: bytes) -> None:
    sent = b"Host: x\r\n" + head + b"\r\n\r\n" + body
    stream, again = stream_of(sent), io.BytesIO(sent)
    taken = take_head(stream)
    if taken is not None:
        expected = http.client.parse_headers(again)
        assert taken.items() == expected.items()
    assert stream.read() == again.read()


@pytest.mark.parametrize(
    "line",
    [
        b"GET / HTTP/1.0\r\n", b"GET / HTTP/1.1\n", b"GET / HTTP/01.1\r\n", b"GET /\r\n",
        b"GET //host/path HTTP/1.1\r\n", b"GET http://host/ HTTP/1.1\r\n", b"get / HTTP/1.1\r\n",
        b"GET  / HTTP/1.1\r\n", b"GET /\xe9 HTTP/1.1\r\n", b"GET / / HTTP/1.1\r\n",
    ],
)  # fmt: skip
def test_request_line_that_is_left_to_pythons_server(line: bytes) -> None:
    assert REQUEST_LINE.fullmatch(line) is None
