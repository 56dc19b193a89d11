"""What moto sends by the newer API, shown in the outbox; and mails by templates, which it lacks."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from typing import Any

from moto_contacts.gateway.neighbours import Call, Gated, Later, Show
from moto_contacts.gateway.request import Response
from moto_contacts.gateway.scope import Scope
from moto_contacts.services.ses import envelopes, motos
from moto_contacts.services.ses.envelopes import Envelope
from moto_contacts.services.ses.mails import parts, put_raw
from moto_contacts.services.ses.models import identities
from moto_contacts.services.ses.motos import Rendered
from moto_contacts.services.ses.verifications import matters
from moto_contacts.services.sesv2 import errors, templated
from moto_contacts.services.sesv2.identities import envelope as envelope_of
from moto_contacts.simulation.mail import Attachment, Mail, bare_address

_MOST_RECIPIENTS = 50


def show_email(performed: Call) -> None:
    """Shows a mail that was given in parts, or as MIME."""
    members = performed.members
    content, destination = members["Content"], members.get("Destination") or {}
    message_id = performed.told("MessageId")
    envelope = written(members, content.get("Simple") or {}, destination)
    if "Raw" in content:
        raw = base64.b64decode(content["Raw"]["Data"])
        put_raw(performed, raw, envelope.source, envelope.recipients, message_id)
    else:
        found = _with_attachments(parts(content["Simple"]), content["Simple"])
        envelopes.send(performed.backend.scope, found, envelope, message_id)


def send_email(call: Call) -> Response:
    """Refuses a mail from an address that is not verified; sends what moto lacks.

    Source: documented.
    """
    if _by_template(call):
        return _send_by_template(call)
    found = identities(call.backend.scope)
    with found.scope.lock:
        found.check_held(*envelope_of(call.members))
    return call.hand_on().response


def _send_by_template(call: Call) -> Response:
    """Sends the mail that a template makes, which moto does not do, through moto.

    Errors: MessageRejected for a sender that is not verified; NotFoundException for a template that
    is not there; BadRequestException for none, for data that are no JSON, for addresses.
    Source: documented.
    """
    call.authorize()
    members, scope = call.members, call.backend.scope
    content = members["Content"]["Template"]
    found = templated.rendered(templated.find(scope, content), content.get("TemplateData"))
    envelope = written(members, content, members.get("Destination") or {})
    check_sender(scope, envelope.source, envelope.recipients)
    check_count(len(envelope.recipients))
    wrong = wrong_address(envelope)
    if wrong is not None:
        raise errors.invalid(wrong)
    return call.respond({"MessageId": send(scope, found, content, envelope)})


def send(scope: Scope, found: Rendered, content: Mapping[str, Any], envelope: Envelope) -> str:
    """Sends what a template has made, by moto and to the outbox; returns the id."""
    mail = _with_attachments(found.mail, content)
    to = envelope.destination
    message_id = motos.send(scope.account, scope.region, envelope.source, to, mail)
    with scope.lock:
        envelopes.send(scope, mail, envelope, message_id, found.failure)
    return message_id


def check_sender(scope: Scope, source: str | None, recipients: Iterable[str] = ()) -> None:
    """Nothing; the error for a mail from nobody, or from no verified identity.

    Source: documented, inferred (the first).
    """
    if not source:
        raise errors.invalid("Missing required header 'From'.")
    found = identities(scope)
    with found.scope.lock:
        found.check(source, recipients)


def check_count(recipients: int) -> None:
    """Nothing; the error for more than can be sent to at once. Source: documented."""
    if recipients > _MOST_RECIPIENTS:
        raise errors.invalid(f"Recipient count exceeds {_MOST_RECIPIENTS}.")


def wrong_address(envelope: Envelope) -> str | None:
    """What is wrong with one of the addresses, if anything is. Source: seen (text)."""
    addresses = [bare_address(each) for each in (envelope.source, *envelope.recipients)]
    found = all(re.fullmatch(r"[^@]*@[^@]+", address) for address in addresses)
    return None if found else "Missing final '@domain'"


def written(
    members: Mapping[str, Any], content: Mapping[str, Any], destination: Mapping[str, Any]
) -> Envelope:
    """From whom and to whom a request has a mail with this content go."""
    source = members.get("FromEmailAddress")
    headers = tuple([(each["Name"], each["Value"]) for each in content.get("Headers") or ()])
    return Envelope(source or "", destination, members.get("ReplyToAddresses"), headers)


def _with_attachments(mail: Mail, content: Mapping[str, Any]) -> Mail:
    given = content.get("Attachments")
    return mail._replace(attachments=tuple(map(_attachment, given))) if given else mail


def _attachment(given: Mapping[str, Any]) -> Attachment:
    sent = given["RawContent"]  # of an operation that is ours it has been read
    raw = sent if isinstance(sent, bytes) else base64.b64decode(sent)
    return Attachment(
        name=given["FileName"],
        content_type=given.get("ContentType") or "application/octet-stream",
        size=len(raw),
        content_id=given.get("ContentId") or "",
        content=raw,
    )


def _by_template(call: Call) -> bool:
    body = call.request.body
    if b"Template" not in body and b"\\u" not in body:
        return False  # as most: nothing of it need be read now
    content = isinstance(call.members, dict) and call.members.get("Content")
    return isinstance(content, dict) and content.get("Template") is not None


#: Operation of moto's -> what shows what it has sent.
SHOWN: Mapping[str, Show] = {"SendEmail": Later(show_email)}
#: Operation of moto's -> which calls ours looks at.
GATED: Mapping[str, Gated] = {
    "SendEmail": Gated(lambda call: matters(call) or _by_template(call), send_email)
}
