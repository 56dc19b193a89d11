"""Identities by the newer API: the same as by the older one, spelled otherwise."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from moto_contacts.gateway.neighbours import Call, Gated, Show
from moto_contacts.gateway.request import Response
from moto_contacts.services.ses import verifications
from moto_contacts.services.ses.envelopes import Envelope
from moto_contacts.services.ses.models import identities
from moto_contacts.services.ses.motos import has_identity
from moto_contacts.services.ses.settings import checked
from moto_contacts.services.ses.verifications import matters, named, tell
from moto_contacts.services.sesv2 import errors

_IDENTITY = named("EmailIdentity")


def _create(call: Call) -> Response:
    """As `verifications.verify`; what there is already is refused. Source: documented."""
    address, scope = _IDENTITY(call.members), call.backend.scope
    if checked() and has_identity(scope.account, scope.region, address):
        raise errors.identity_exists(address)
    verifications.hold(call, address)
    return call.hand_on().response


def _one(call: Call, answer: dict[str, Any]) -> None:
    _amend(call, answer, _IDENTITY(call.members), "VerifiedForSendingStatus")


def _all(call: Call, answer: dict[str, Any]) -> None:
    for each in answer["EmailIdentities"]:
        _amend(call, each, each["IdentityName"], "SendingEnabled")


def _amend(call: Call, told: dict[str, Any], address: str, may_send: str) -> None:
    """Says of an address whether it is verified, and so may send."""
    status = identities(call.backend.scope).status(address).upper()
    if "@" in address and (checked() or status != "SUCCESS"):
        told["VerificationStatus"] = status
        told[may_send] = status == "SUCCESS"


def envelope(members: Mapping[str, Any]) -> tuple[str, list[str]]:
    """From whom and to whom a mail goes."""
    source = members.get("FromEmailAddress") or ""
    to = Envelope("", members.get("Destination") or {}).recipients
    raw = members["Content"].get("Raw")
    if raw is None:
        return source, to
    return verifications.raw_envelope(base64.b64decode(raw["Data"]), source, to)


#: Operation of moto's -> what shows the link that it sends.
SHOWN: Mapping[str, Show] = {"CreateEmailIdentity": verifications.show(_IDENTITY)}
#: Operation of moto's -> what is done of it.
GATED: Mapping[str, Gated] = {
    "CreateEmailIdentity": Gated(matters, _create),
    "GetEmailIdentity": tell(_one),
    "ListEmailIdentities": tell(_all),
    "DeleteEmailIdentity": verifications.forget(_IDENTITY),
}
