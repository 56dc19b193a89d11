"""The head of a request: what is plain, as nearly every client's is, is read by one pattern.

Python's own server has it read by what was made for mails, in half the time that all the rest of a
request takes. That goes on reading what is not plain here, and judges it.
"""

from __future__ import annotations

import re
from http.client import HTTPMessage
from io import BufferedReader

#: Python's own server refuses a head of more fields.
_MOST_FIELDS = 99

#: Of no other version and spelling; the group is all but the end of the line.
REQUEST_LINE = re.compile(rb"([A-Z]+ /(?!/)[!-~]* HTTP/1\.1)\r\n")
_HEAD = re.compile(r"(?:[!-9;-~]+:[^\r\n]*\r\n)+\r\n")
_FIELD = re.compile(r"([^:\r\n]+):[ \t]*([^\r\n]*)\r\n")


class _Head(HTTPMessage):
    def items(self) -> list[tuple[str, str]]:
        """The fields as they have come, for what is plain has nothing to decode."""
        return list(self.raw_items())


def take_head(stream: BufferedReader) -> HTTPMessage | None:
    """The fields of a head, behind which the stream stands then; None where it is not plain.

    It is not where a line is continued or spelled unusually, nor where it has come in pieces; then
    nothing is taken from the stream.
    """
    before, end, _ = stream.peek().partition(b"\r\n\r\n")
    text = (before + end).decode("latin-1")
    fields = _FIELD.findall(text)
    if len(fields) > _MOST_FIELDS or _HEAD.fullmatch(text) is None:
        return None
    stream.read(len(text))
    head = _Head()
    for name, value in fields:
        head.set_raw(name, value)
    return head
