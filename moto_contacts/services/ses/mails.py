"""What moto's SES sends, shown in the outbox: one message for each recipient of a mail."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from email.utils import parseaddr
from itertools import zip_longest
from typing import Any

from moto_contacts.gateway.neighbours import Performed, Show
from moto_contacts.services.ses import motos
from moto_contacts.simulation import mail, outbox
from moto_contacts.simulation.mail import Mail

_FIELDS = ("ToAddresses", "CcAddresses", "BccAddresses")


def send_email(performed: Performed) -> None:
    """Shows a mail that was given in parts."""
    message = performed.members["Message"]
    body = message.get("Body", {})
    text, html = (body.get(name, {}).get("Data") for name in ("Text", "Html"))
    found = Mail(message["Subject"].get("Data", ""), mail.cut(text or ""), html and mail.cut(html))
    _send(performed, found, performed.members["Destination"], performed.told("MessageId"))


def send_raw_email(performed: Performed) -> None:
    """Shows a mail that was given as MIME, to whom the request or its headers name."""
    members = performed.members
    found = mail.read(base64.b64decode(members["RawMessage"]["Data"]))
    to = members.get("Destinations") or found.addresses("To", "Cc", "Bcc")
    _put(performed, found, to, found.headers, performed.told("MessageId"))


def send_templated_email(performed: Performed) -> None:
    """Shows the mail that a template makes."""
    members = performed.members
    found = _rendered(performed, members.get("TemplateData"))
    _send(performed, found, members["Destination"], performed.told("MessageId"))


def send_bulk_templated_email(performed: Performed) -> None:
    """Shows the mail that a template makes for each destination, with what is its own first."""
    members = performed.members
    # moto 5.1.0 writes ids that no client can read; then there are none.
    told = performed.answer.get("Status", ())
    none: dict[str, Any] = {}
    for destination, status in zip_longest(members["Destinations"], told, fillvalue=none):
        own = destination.get("ReplacementTemplateData")
        found = _rendered(performed, own, members.get("DefaultTemplateData"))
        _send(performed, found, destination["Destination"], status.get("MessageId", ""))


#: Operation of moto's -> what shows what it has sent.
SHOWN: Mapping[str, Show] = {
    "SendEmail": send_email,
    "SendRawEmail": send_raw_email,
    "SendTemplatedEmail": send_templated_email,
    "SendBulkTemplatedEmail": send_bulk_templated_email,
}


def _rendered(performed: Performed, *data: str | None) -> Mail:
    scope = performed.backend.scope
    return motos.rendered(scope.account, scope.region, performed.members["Template"], *data)


def _send(
    performed: Performed, found: Mail, destination: Mapping[str, Any], message_id: str
) -> None:
    """Puts a mail in the outbox that has its headers from the request."""
    lists = {name: destination.get(name) or [] for name in _FIELDS}
    to = [address for addresses in lists.values() for address in addresses]
    headers = tuple(_headers(performed.members, found, lists))
    _put(performed, found, to, headers, message_id)


def _headers(
    members: Mapping[str, Any], found: Mail, lists: Mapping[str, list[str]]
) -> Iterator[tuple[str, str]]:
    """Nobody is told who gets a blind copy. Source: documented."""
    yield "From", members["Source"]
    for name, addresses in (
        ("To", lists["ToAddresses"]),
        ("Cc", lists["CcAddresses"]),
        ("Reply-To", members.get("ReplyToAddresses")),
    ):
        if addresses:
            yield name, ", ".join(addresses)
    yield "Subject", found.subject


def _put(
    performed: Performed,
    found: Mail,
    to: Iterable[str],
    headers: tuple[tuple[str, str], ...],
    message_id: str,
) -> None:
    scope = performed.backend.scope
    for address in to:
        sent = scope.message(
            channel="EMAIL",
            to=parseaddr(address)[1],
            sender=performed.members.get("Source") or found.header("From"),
            subject=found.subject,
            body=found.text,
            html=found.html,
            headers=tuple((name, text) for name, text in headers if name.lower() != "bcc"),
            attachments=found.attachments,
            resource_arn="",
            thread=message_id,
        )
        # What a mail has in it stands there once, and not again as it came.
        sent.parameters = {
            name: value for name, value in sent.parameters.items() if name != "RawMessage"
        }
        outbox.show(sent)
