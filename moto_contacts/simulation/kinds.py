"""The kinds of messages: one is typed back, one clicked, one only read, one acknowledged.

Whoever says of a message what it is and what to do with it asks here: the log, the client and its
devices, the command line and pytest's report. The page does the same in its ``kinds.js``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

#: What a message says of itself -> which values that has.
Channel: TypeAlias = Literal["EMAIL", "SMS", "VOICE"]
KindName: TypeAlias = Literal["code", "link", "plain", "page"]
State: TypeAlias = Literal[
    "pending", "verified", "superseded", "revoked", "expired", "locked",
    "sent", "delivered", "read", "failed", "blocked", "stopped",
]  # fmt: skip

#: Characters of a text that is quoted where there is one line for it.
_SHORT = 80
#: Control characters, and those that turn the direction of what follows or take no place.
_UNSEEN = re.compile(r"[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def visible(text: str) -> str:
    """What a client has sent as a terminal may show it: the invisible spelled out, as the page."""
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


class Told(Protocol):
    """What is asked of a message: one in the outbox, or a reader's."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def service(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def to(self) -> str: ...
    @property
    def code(self) -> str | None: ...
    @property
    def body(self) -> str: ...


class Read(Told, Protocol):
    """What is asked of a reader's message besides: whose link has a host."""

    @property
    def link(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """What the messages of a kind have in common, and how they are worded."""

    #: What such a message carries, whichever it is.
    noun: str
    #: State -> whether something may still become of it ("open"), it has reached what it was sent
    #: for ("done"), or it never will ("void"). A new one is in the first.
    states: Mapping[str, str]
    #: What a reader is shown where there is one line for all of it.
    _shown: str
    _carries: str
    _use: str

    def shown(self, message: Read) -> str:
        """The code, the link, or the text in quotes."""
        text = _quoted(message.body)
        return self._shown.format(code=message.code, link=message.link, text=text)

    def carries(self, message: Told) -> str:
        """What a certain one carries."""
        return self._carries.format(code=message.code, text=_quoted(message.body))

    def use(self, message: Told) -> str:
        """What it is good for: a sentence."""
        where = ", ".join(part for part in (message.service, message.region) if part)
        return self._use.format(
            to=message.to,
            where=where,
            id=message.id,
            carries=self.carries(message),
        )


def _quoted(body: str) -> str:
    """A text in quotes and in one line, the invisible spelled out."""
    text = " ".join(body.split())
    return repr(text if len(text) <= _SHORT else f"{text[: _SHORT - 3]}...")


_VERIFICATION = {
    "pending": "open",
    "verified": "done",
    "superseded": "void",
    "revoked": "void",
    "expired": "void",
    # Too many wrong codes were typed.
    "locked": "void",
}

KINDS: Mapping[str, Kind] = {
    "code": Kind(
        noun="a code",
        states=_VERIFICATION,
        _shown="{code}",
        _carries="the code {code}",
        _use="To verify {to} ({where}) use {carries}.",
    ),
    "link": Kind(
        noun="a link",
        states=_VERIFICATION,
        _shown="{link}",
        _carries="a link",
        _use="To verify {to} ({where}) open the link of {id}.",
    ),
    "plain": Kind(
        noun="a plain text",
        states={
            "sent": "open",
            "delivered": "done",
            "read": "done",
            "failed": "void",
            "expired": "void",
            "blocked": "void",
            "stopped": "void",
        },
        _shown="{text}",
        _carries="the text {text}",
        _use="{to} ({where}) can read {carries}.",
    ),
    "page": Kind(
        noun="a page",
        states={
            "sent": "open",
            "delivered": "open",
            "read": "done",
            "failed": "void",
            "stopped": "void",
        },
        _shown="{code}",
        _carries="the accept code {code}",
        _use="To acknowledge the page to {to} ({where}) use {carries}.",
    ),
}


def kind_of(message: Told) -> Kind:
    """How a message is worded."""
    return KINDS[message.kind]
