"""What moto's operations on identities send and say, where addresses have to be verified.

Both APIs are served here: what differs is where their requests have an address, and how answers
spell a status.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from moto_contacts.gateway.neighbours import Call, Gated, Show
from moto_contacts.gateway.request import Response
from moto_contacts.services.ses.envelopes import Envelope
from moto_contacts.services.ses.identities import Held
from moto_contacts.services.ses.models import identities
from moto_contacts.services.ses.motos import has_identity
from moto_contacts.services.ses.settings import checked
from moto_contacts.simulation import mail
from moto_contacts.simulation.mail import bare_address

#: The members of a request -> the address that it is about.
AddressOf = Callable[[Mapping[str, Any]], str]


def matters(call: Call) -> bool:
    """Whether any address may be unverified."""
    return Held.is_up or checked()


def named(member: str) -> AddressOf:
    """The address in a member."""
    return lambda members: bare_address(members[member])


def show(address_of: AddressOf) -> Show:
    """Mails the link that verifies the address; a domain gets none."""

    def shown(performed: Call) -> None:
        address = address_of(performed.members)
        if "@" in address:
            _send(performed, address)

    return shown


def _send(performed: Call, address: str) -> None:
    found = identities(performed.backend.scope)
    with found.scope.lock:
        found.send(address)


def verify(address_of: AddressOf) -> Gated:
    """Has an address that moto does not know yet wait for its link; one that waits is sent another.

    One that is verified stays so. Source: documented, inferred (the last).
    """

    def do(call: Call) -> Response:
        hold(call, address_of(call.members))
        return call.hand_on().response

    return Gated(matters, do)


def hold(call: Call, address: str) -> None:
    """From now on the address waits for its link, where addresses have to, and it is new."""
    scope = call.backend.scope
    if checked() and "@" in address and not has_identity(scope.account, scope.region, address):
        found = identities(scope)
        with found.scope.lock:
            found.hold(address)


def forget(address_of: AddressOf) -> Gated:
    """Lets go of an identity that is deleted, whose link is dead then. Source: inferred."""

    def do(call: Call) -> Response:
        performed = call.hand_on()
        found = identities(call.backend.scope)
        with found.scope.lock:
            found.release(address_of(call.members))
        return performed.response

    return Gated(matters, do)


def send(envelope_of: Callable[[Mapping[str, Any]], tuple[str, list[str]]]) -> Gated:
    """Refuses a mail from an address that is not verified. Source: documented."""

    def do(call: Call) -> Response:
        found = identities(call.backend.scope)
        source, recipients = envelope_of(call.members)
        with found.scope.lock:
            found.check_held(source, recipients)
        return call.hand_on().response

    return Gated(matters, do)


def tell(change: Callable[[Call, dict[str, Any]], None]) -> Gated:
    """Has something changed in what moto tells."""

    def do(call: Call) -> Response:
        return call.hand_on().amended(lambda answer: change(call, answer))

    return Gated(matters, do)


def _attributes(call: Call, answer: dict[str, Any]) -> None:
    """An address has no ``VerificationToken``. Source: documented."""
    found = identities(call.backend.scope)
    for address, told in answer["VerificationAttributes"].items():
        status = found.status(address)
        if "@" in address and (checked() or status != "Success"):
            told["VerificationStatus"] = status
            told.pop("VerificationToken", None)


def _verified(call: Call, answer: dict[str, Any]) -> None:
    found = identities(call.backend.scope)
    answer["VerifiedEmailAddresses"] = [
        each for each in answer["VerifiedEmailAddresses"] if found.status(each) == "Success"
    ]


def _in_parts(members: Mapping[str, Any]) -> tuple[str, list[str]]:
    return members["Source"], Envelope("", members["Destination"]).recipients


def _in_bulk(members: Mapping[str, Any]) -> tuple[str, list[str]]:
    entries = members["Destinations"]
    return members["Source"], list(_recipients(each["Destination"] for each in entries))


def _recipients(destinations: Iterator[Mapping[str, Any]]) -> Iterator[str]:
    for each in destinations:
        yield from Envelope("", each).recipients


def _raw(members: Mapping[str, Any]) -> tuple[str, list[str]]:
    raw = base64.b64decode(members["RawMessage"]["Data"])
    return raw_envelope(raw, members.get("Source"), members.get("Destinations"))


def raw_envelope(raw: bytes, source: str | None, to: list[str] | None) -> tuple[str, list[str]]:
    """From whom and to whom MIME goes; its headers say what the request does not."""
    found = mail.read(raw)
    sender = source or next(iter(found.addresses("From")), "")
    return sender, to or found.addresses("To", "Cc", "Bcc")


_ADDRESS = named("EmailAddress")
#: Operation of moto's -> what shows the link that it sends.
SHOWN: Mapping[str, Show] = {
    "VerifyEmailIdentity": show(_ADDRESS),
    "VerifyEmailAddress": show(_ADDRESS),
}
#: Operation of moto's -> what is done of it.
GATED: Mapping[str, Gated] = {
    "VerifyEmailIdentity": verify(_ADDRESS),
    "VerifyEmailAddress": verify(_ADDRESS),
    "GetIdentityVerificationAttributes": tell(_attributes),
    "ListVerifiedEmailAddresses": tell(_verified),
    "DeleteIdentity": forget(named("Identity")),
    "SendEmail": send(_in_parts),
    "SendTemplatedEmail": send(_in_parts),
    "SendRawEmail": send(_raw),
    "SendBulkTemplatedEmail": send(_in_bulk),
}
