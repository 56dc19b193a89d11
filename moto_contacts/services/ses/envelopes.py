"""Mails in the outbox: one message for each recipient of a mail, whichever API has sent it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from moto_contacts.gateway.scope import Scope
from moto_contacts.simulation import outbox
from moto_contacts.simulation.mail import Mail, bare_address

_FIELDS = ("ToAddresses", "CcAddresses", "BccAddresses")
#: Members that say what a mail has in it, which stands there once, and not again as it came.
_CONTENT = ("RawMessage", "Content")
#: One name and text each, in their order.
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Envelope:
    """From whom a mail comes and to whom it goes, where it is not MIME that says so."""

    source: str
    #: The structure ``Destination``.
    destination: Mapping[str, Any]
    reply_to: Sequence[str] | None = None
    #: Further headers.
    headers: Headers = ()

    @property
    def recipients(self) -> list[str]:
        """To, Cc and Bcc."""
        return [address for name in _FIELDS for address in self.destination.get(name) or []]

    def written(self, subject: str) -> Iterator[tuple[str, str]]:
        """All headers. Nobody is told who gets a blind copy. Source: documented."""
        yield "From", self.source
        for name, addresses in (
            ("To", self.destination.get("ToAddresses")),
            ("Cc", self.destination.get("CcAddresses")),
            ("Reply-To", self.reply_to),
        ):
            if addresses:
                yield name, ", ".join(addresses)
        yield "Subject", subject
        yield from self.headers


def send(
    scope: Scope, mail: Mail, envelope: Envelope, message_id: str, failure: str | None = None
) -> None:
    """Puts a mail in the outbox; with a reason, as one that was never sent."""
    headers = tuple(envelope.written(mail.subject))
    put(scope, mail, envelope.source, envelope.recipients, headers, message_id, failure)


def put(
    scope: Scope,
    mail: Mail,
    sender: str,
    to: Iterable[str],
    headers: Headers,
    message_id: str,
    failure: str | None = None,
) -> None:
    """Likewise, with all headers as they are."""
    shown = tuple((name, text) for name, text in headers if name.lower() != "bcc")
    for address in to:
        sent = scope.message(
            without=_CONTENT,
            channel="EMAIL",
            to=bare_address(address),
            sender=sender,
            subject=mail.subject,
            body=mail.text,
            html=mail.html,
            headers=shown,
            attachments=mail.attachments,
            resource_arn="",
            thread=message_id,
        )
        outbox.show(sent)
        if failure is not None:
            sent.fail(failure)
