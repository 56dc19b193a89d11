"""What moto's SES sends, shown in the outbox."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from functools import partial
from itertools import zip_longest
from typing import Any

from moto_contacts.gateway.neighbours import Call, Show
from moto_contacts.gateway.scope import Scope
from moto_contacts.services.ses import envelopes, motos
from moto_contacts.services.ses.envelopes import Envelope
from moto_contacts.services.ses.motos import Rendered
from moto_contacts.simulation import mail, outbox
from moto_contacts.simulation.mail import Mail

#: Puts the mail of these members of a request, and of this id, in the outbox.
Write = Callable[[Scope, Mapping[str, Any], str], None]


def later(write: Write) -> Show:
    """Shows a mail, when somebody looks, in which there is nothing but what the request brings."""

    def show(performed: Call) -> None:
        scope, members = performed.backend.scope, performed.members
        written = partial(write, scope, members, performed.told("MessageId"))
        outbox.later(written, len(performed.request.body))

    return show


def write_email(scope: Scope, members: Mapping[str, Any], message_id: str) -> None:
    """A mail that was given in parts."""
    found = Rendered(parts(members["Message"]))
    _send(scope, members, found, members["Destination"], message_id)


def parts(message: Mapping[str, Any]) -> Mail:
    """The mail that subject, text and HTML are."""
    body = message.get("Body", {})
    text, html = body.get("Text", {}).get("Data"), body.get("Html", {}).get("Data")
    return Mail(message["Subject"].get("Data", ""), mail.cut(text or ""), html and mail.cut(html))


def write_raw_email(scope: Scope, members: Mapping[str, Any], message_id: str) -> None:
    """A mail that was given as MIME, to whom the request or its headers name."""
    raw = base64.b64decode(members["RawMessage"]["Data"])
    put_raw(scope, raw, members.get("Source"), members.get("Destinations"), message_id)


def put_raw(
    scope: Scope, raw: bytes, source: str | None, to: list[str] | None, message_id: str
) -> None:
    """Shows a mail that is MIME; its headers say what the request does not."""
    found = mail.read(raw)
    to = to or found.addresses("To", "Cc", "Bcc")
    sender = source or found.header("From")
    envelopes.put(scope, found, sender, to, found.headers, message_id)


def send_templated_email(performed: Call) -> None:
    """Shows the mail that a template makes."""
    scope, members = performed.backend.scope, performed.members
    found = _rendered(scope, members, members.get("TemplateData"))
    _send(scope, members, found, members["Destination"], performed.told("MessageId"))


def send_bulk_templated_email(performed: Call) -> None:
    """Shows the mail that a template makes for each destination, with what is its own first."""
    scope, members = performed.backend.scope, performed.members
    # moto 5.1.0 writes ids that no client can read; then there are none.
    told = performed.answer.get("Status", ())
    none: dict[str, Any] = {}
    for destination, status in zip_longest(members["Destinations"], told, fillvalue=none):
        own = destination.get("ReplacementTemplateData")
        found = _rendered(scope, members, own, members.get("DefaultTemplateData"))
        _send(scope, members, found, destination["Destination"], status.get("MessageId", ""))


#: Operation of moto's -> what shows what it has sent.
SHOWN: Mapping[str, Show] = {
    "SendEmail": later(write_email),
    "SendRawEmail": later(write_raw_email),
    "SendTemplatedEmail": send_templated_email,
    "SendBulkTemplatedEmail": send_bulk_templated_email,
}


def _rendered(scope: Scope, members: Mapping[str, Any], *data: str | None) -> Rendered:
    template = motos.template(scope.account, scope.region, members["Template"])
    assert template is not None  # or moto would have refused
    return motos.rendered(template, *data)


def _send(
    scope: Scope,
    members: Mapping[str, Any],
    found: Rendered,
    destination: Mapping[str, Any],
    message_id: str,
) -> None:
    envelope = Envelope(members["Source"], destination, members.get("ReplyToAddresses"))
    envelopes.send(scope, found.mail, envelope, message_id, found.failure)
