"""The body of a request, read to its certain end; nothing behind it is touched."""

from __future__ import annotations

import io
import re
from email.message import Message
from typing import IO

from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

_PIECE = 1 << 20
#: More than any client sends of a chunk's extensions, or in a line of a trailer.
_MOST_IN_A_LINE = 8192
#: As many as Python's own server takes in the head of a request.
_MOST_TRAILERS = 100

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,16})[ \t]*(;[^\r\n\0]*)?\r\n")
_TRAILER = re.compile(rb"[\w!#$%&'*+.^`|~-]+:[^\r\n\0]*\r\n", re.ASCII)


def read_body(head: Message, stream: IO[bytes], most: int) -> io.BytesIO:
    """The body that ``head`` announces, at most ``most`` bytes of it.

    What is announced is never allocated; the body takes the memory of the bytes that have come.
    Errors: ``BadRequest`` where it has no certain end or ends too early, and
    ``RequestEntityTooLarge``; what is left in the stream is then no request.
    Source: RFC 9112, sections 6 and 7.
    """
    body = io.BytesIO()
    codings = head.get_all("Transfer-Encoding")
    if codings is None:
        _append(body, stream, _length(head.get_all("Content-Length", ["0"])), most)
    elif [coding.strip().lower() for coding in codings] != ["chunked"]:
        raise BadRequest("Of transfer encodings this server knows only chunked.")
    else:
        while size := _chunk_size(stream):
            _append(body, stream, size, most)
            if stream.read(2) != b"\r\n":
                raise BadRequest(f"A chunk of {size} bytes does not end behind them.")
        _skip_trailers(stream)
    body.seek(0)
    return body


def _length(told: list[str]) -> int:
    lengths = {each.strip() for each in told}
    text = lengths.pop()
    if lengths or not re.fullmatch("[0-9]{1,18}", text):
        raise BadRequest("The Content-Length is no number, or more than one.")
    return int(text)


def _append(body: io.BytesIO, stream: IO[bytes], size: int, most: int) -> None:
    if body.tell() + size > most:
        raise RequestEntityTooLarge(f"A body has at most {most} bytes here.")
    left = size
    while left and (piece := stream.read(min(left, _PIECE))):
        body.write(piece)
        left -= len(piece)
    if left:
        raise BadRequest(f"The body ends {left} bytes before the {size} that were announced.")


def _chunk_size(stream: IO[bytes]) -> int:
    """The size that stands before a chunk; 0 before the trailers. Extensions say nothing to us."""
    line = stream.readline(_MOST_IN_A_LINE)
    told = _CHUNK.fullmatch(line)
    if told is None:
        raise BadRequest(f"No chunk begins with {line[:40]!r}.")
    return int(told[1], 16)


def _skip_trailers(stream: IO[bytes]) -> None:
    for _ in range(_MOST_TRAILERS):
        line = stream.readline(_MOST_IN_A_LINE)
        if line == b"\r\n":
            return
        if _TRAILER.fullmatch(line) is None:
            raise BadRequest(f"No line behind the chunks reads {line[:40]!r}.")
    raise BadRequest(f"There are more than {_MOST_TRAILERS} lines behind the chunks.")
