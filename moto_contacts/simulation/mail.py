"""What is in a mail: texts, headers and attachments, read from MIME by Python's ``email``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses, parseaddr
from typing import NamedTuple

#: Characters of a text, and bytes of an attachment, that are kept.
_MOST = 10 << 20
_ATOMS = r"[\w+-]+(?:\.[\w+-]+)*"
#: An address with nothing around it.
_BARE = re.compile(f"{_ATOMS}@{_ATOMS}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part of a mail that is no text of it; an image within its HTML is one, too."""

    name: str
    content_type: str
    #: How many bytes it has had.
    size: int
    #: What HTML calls it behind ``cid:``; maybe blank.
    content_id: str
    #: Nothing of one that is too large.
    content: bytes


class Mail(NamedTuple):
    """One mail, whoever gets it."""

    subject: str
    text: str
    html: str | None = None
    #: In their order; a name may come twice.
    headers: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    #: The headers with their encoded words as they came: a comma in there parts no addresses.
    encoded: tuple[tuple[str, str], ...] = ()

    def addresses(self, *names: str) -> list[str]:
        """The addresses in headers of these names."""
        wanted = {name.lower() for name in names}
        lists = [getaddresses([text]) for name, text in self.encoded if name.lower() in wanted]
        return [address for found in lists for _, address in found if address]

    def header(self, name: str) -> str:
        """The first header of a name; a blank where there is none."""
        return next((text for each, text in self.headers if each.lower() == name.lower()), "")


class _Policy(Compat32):
    """Headers with bytes that are no ASCII are UTF-8. Broken parts are no errors."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The text of a header."""
        return value.encode("ascii", "surrogateescape").decode("utf-8", "replace")


_POLICY = _Policy()


def bare_address(text: str) -> str:
    """The address of ``Zoe <zoe@example.com>``; a blank where there is none.

    Most have nothing around them, and the parser takes as long as all that is done with them.
    """
    return text if _BARE.fullmatch(text) else parseaddr(text)[1]


def read(raw: bytes) -> Mail:
    """The mail that MIME is; whatever is broken in there is kept as text. Raises nothing."""
    message = message_from_bytes(raw, policy=_POLICY)
    texts: dict[str, str] = {}
    attachments = []
    for part in _parts(message):
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and kind not in texts and not _is_attached(part):
            texts[kind] = cut(_text(part))
        else:
            attachments.append(_attachment(part, kind))
    encoded = tuple((name, _unfolded(str(text))) for name, text in message.items())
    headers = tuple((name, _decoded(text)) for name, text in encoded)
    subject = next((text for name, text in headers if name.lower() == "subject"), "")
    html = texts.get("text/html")
    return Mail(subject, texts.get("text/plain", ""), html, headers, tuple(attachments), encoded)


def _parts(message: Message) -> Iterator[Message]:
    """The parts that have none; of a mail that is attached not its own, for it is one."""
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message
        return
    for part in _within(message):
        yield from _parts(part)


def _within(message: Message) -> list[Message]:
    """The parts, or the mails that are attached; nothing of what has but content."""
    found = message.get_payload()
    return [each for each in found if isinstance(each, Message)] if isinstance(found, list) else []


def _is_attached(part: Message) -> bool:
    """Whether a text is none of the mail itself: it is a file, or HTML calls it by its id."""
    named = part.get_filename() is not None or part["Content-ID"] is not None
    return named or part.get_content_disposition() == "attachment"


def cut(text: str) -> str:
    """The text, or its beginning and how long it was."""
    if len(text) <= _MOST:
        return text
    return f"{text[:_MOST]}\n[moto_contacts has cut this text, which had {len(text)} characters.]"


def _content(part: Message) -> bytes:
    if part.is_multipart():  # a mail, or what tells of the delivery of one
        return b"\n".join(map(_whole, _within(part)))
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _whole(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except ValueError:  # broken, with bytes that are no ASCII
        return message.as_string().encode("utf-8", "replace")


def _text(part: Message) -> str:
    content = _content(part)
    try:
        return content.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):  # a charset that nobody knows
        return content.decode("utf-8", "replace")


def _attachment(part: Message, kind: str) -> Attachment:
    content = _content(part)
    return Attachment(
        name=_decoded(part.get_filename() or ""),
        content_type=kind,
        size=len(content),
        content_id=_decoded(part["Content-ID"] or "").strip("<> "),
        content=content if len(content) <= _MOST else b"",
    )


def _decoded(text: object) -> str:
    """A header with its encoded words read, and without its folds."""
    try:
        found = str(make_header(decode_header(str(text))))
    except (LookupError, ValueError):  # words in no charset, or none of its own
        found = str(text)
    return _unfolded(found.encode("utf-8", "replace").decode())


def _unfolded(text: str) -> str:
    return " ".join(line.strip() for line in text.splitlines())
