"""What moto's SES sends, shown in the outbox."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from moto_contacts.gateway.neighbours import Call, Later, Show
from moto_contacts.services.ses import envelopes, motos
from moto_contacts.services.ses.envelopes import Envelope
from moto_contacts.services.ses.motos import Rendered
from moto_contacts.simulation import mail
from moto_contacts.simulation.mail import Mail


def send_email(performed: Call) -> None:
    """Shows a mail that was given in parts."""
    members = performed.members
    found = Rendered(parts(members["Message"]))
    _send(performed, found, members["Destination"], performed.told("MessageId"))


def parts(message: Mapping[str, Any]) -> Mail:
    """The mail that subject, text and HTML are."""
    body = message.get("Body", {})
    text, html = body.get("Text", {}).get("Data"), body.get("Html", {}).get("Data")
    return Mail(message["Subject"].get("Data", ""), mail.cut(text or ""), html and mail.cut(html))


def send_raw_email(performed: Call) -> None:
    """Shows a mail that was given as MIME, to whom the request or its headers name."""
    members = performed.members
    raw = base64.b64decode(members["RawMessage"]["Data"])
    to, source = members.get("Destinations"), members.get("Source")
    put_raw(performed, raw, source, to, performed.told("MessageId"))


def put_raw(
    performed: Call, raw: bytes, source: str | None, to: list[str] | None, message_id: str
) -> None:
    """Shows a mail that is MIME; its headers say what the request does not."""
    found = mail.read(raw)
    to = to or found.addresses("To", "Cc", "Bcc")
    sender = source or found.header("From")
    envelopes.put(performed.backend.scope, found, sender, to, found.headers, message_id)


def send_templated_email(performed: Call) -> None:
    """Shows the mail that a template makes."""
    members = performed.members
    found = _rendered(performed, members.get("TemplateData"))
    _send(performed, found, members["Destination"], performed.told("MessageId"))


def send_bulk_templated_email(performed: Call) -> None:
    """Shows the mail that a template makes for each destination, with what is its own first."""
    members = performed.members
    # moto 5.1.0 writes ids that no client can read; then there are none.
    told = performed.answer.get("Status", ())
    none: dict[str, Any] = {}
    for destination, status in zip_longest(members["Destinations"], told, fillvalue=none):
        own = destination.get("ReplacementTemplateData")
        found = _rendered(performed, own, members.get("DefaultTemplateData"))
        _send(performed, found, destination["Destination"], status.get("MessageId", ""))


#: Operation of moto's -> what shows what it has sent. moto's reset forgets templates.
SHOWN: Mapping[str, Show] = {
    "SendEmail": Later(send_email),
    "SendRawEmail": Later(send_raw_email),
    "SendTemplatedEmail": send_templated_email,
    "SendBulkTemplatedEmail": send_bulk_templated_email,
}


def _rendered(performed: Call, *data: str | None) -> Rendered:
    scope = performed.backend.scope
    template = motos.template(scope.account, scope.region, performed.members["Template"])
    assert template is not None  # or moto would have refused
    try:
        return motos.rendered(template, *data)
    except ValueError:
        return Rendered(Mail(template.subject, ""), "The template data are no JSON object.")


def _send(
    performed: Call, found: Rendered, destination: Mapping[str, Any], message_id: str
) -> None:
    members = performed.members
    envelope = Envelope(members["Source"], destination, members.get("ReplyToAddresses"))
    envelopes.send(performed.backend.scope, found.mail, envelope, message_id, found.failure)
