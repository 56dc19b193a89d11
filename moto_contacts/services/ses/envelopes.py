"""Mails in the outbox: one message for each recipient of a mail, whichever API has sent it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from moto_contacts.gateway.scope import Scope
from moto_contacts.simulation import clock, outbox
from moto_contacts.simulation.mail import Mail, bare_address
from moto_contacts.simulation.messages import ended

_FIELDS = ("ToAddresses", "CcAddresses", "BccAddresses")
#: Members that say what a mail has in it, which stands there once, and not again as it came.
_CONTENT = ("RawMessage", "Content")
#: One name and text each, in their order.
Headers = tuple[tuple[str, str], ...]


class Envelope(NamedTuple):
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

    def written(self, subject: str) -> Headers:
        """All headers. Nobody is told who gets a blind copy. Source: documented."""
        to, copied = self.destination.get("ToAddresses"), self.destination.get("CcAddresses")
        found = [("From", self.source)]
        if to:
            found.append(("To", ", ".join(to)))
        if copied:
            found.append(("Cc", ", ".join(copied)))
        if self.reply_to:
            found.append(("Reply-To", ", ".join(self.reply_to)))
        return (*found, ("Subject", subject), *self.headers)


def send(
    scope: Scope, mail: Mail, envelope: Envelope, message_id: str, failure: str | None = None
) -> None:
    """Puts a mail in the outbox; with a reason, as one that was never sent."""
    headers = envelope.written(mail.subject)
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
    shown = tuple([each for each in headers if each[0].lower() != "bcc"])
    end = {} if failure is None else ended("failed", clock.now(), failure)
    for address in to:
        sent = scope.message(
            **end,
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
