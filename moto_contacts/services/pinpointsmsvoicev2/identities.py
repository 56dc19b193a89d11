"""Who a message is sent from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import NamedTuple, NoReturn

from moto_contacts.gateway.errors import ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Registry
from moto_contacts.gateway.scope import Scope
from moto_contacts.services.pinpointsmsvoicev2 import countries, errors, sender_ids
from moto_contacts.services.pinpointsmsvoicev2.configuration_set import ConfigurationSet
from moto_contacts.services.pinpointsmsvoicev2.identity import Identity
from moto_contacts.services.pinpointsmsvoicev2.inbound import Inbound
from moto_contacts.services.pinpointsmsvoicev2.opt_out_list import DEFAULT, OptOutList
from moto_contacts.services.pinpointsmsvoicev2.phone_number import PhoneNumber
from moto_contacts.services.pinpointsmsvoicev2.phone_numbering import e164
from moto_contacts.services.pinpointsmsvoicev2.pool import Pool
from moto_contacts.services.pinpointsmsvoicev2.protect_configurations import check_destination
from moto_contacts.services.pinpointsmsvoicev2.resources import (
    PHONE_NUMBER,
    POOL,
    RCS_AGENT,
    REFERENCES,
    SENDER_ID,
)
from moto_contacts.services.pinpointsmsvoicev2.sender_id import SenderId
from moto_contacts.services.pinpointsmsvoicev2.settings import current

#: What the outbox shows as the sender where AWS sends from an identity of its own.
AWS_OWNED = "AWS"
#: Kind of an origination identity, and the names it has when it is not named by ARN; the first
#: that fits counts, and what fits none is a sender ID, which may be any text.
_NAMES = {
    PHONE_NUMBER: re.compile(r"phone-.*|\+?[0-9]+"),
    POOL: re.compile("pool-.*"),
    RCS_AGENT: re.compile("rcs-.*"),
    SENDER_ID: re.compile(".*"),
}
#: Channel of a message -> what a number needs for it.
_CAPABILITIES = {"TEXT": "SMS", "VOICE": "VOICE"}


def sender(
    scope: Scope,
    registry: Registry,
    channel: str,
    destination: str,
    origination_identity: str | None,
    configuration_set_name: str | None,
) -> str:
    """The sender of a message, as its recipient sees it.

    Where the request names none, that is the default sender ID of the configuration set, for
    texts; then the oldest number, or else sender ID, of the account that reaches the destination;
    then one of AWS's own, where the settings assume one.
    Errors: ResourceNotFoundException for a configuration set or an identity that is not there;
    ConflictException (NO_ORIGINATION_IDENTITIES_FOUND where nothing is left to send from,
    RESOURCE_NOT_ACTIVE, NUMBER_CAPABILITIES_MISMATCH, DESTINATION_PHONE_NUMBER_OPTED_OUT, and a
    destination that a protect configuration blocks);
    ValidationException (VOICE_CAPABILITY_NOT_AVAILABLE, INVALID_IDENTITY_FOR_DESTINATION_COUNTRY).
    Source: documented (default), seen (nothing to send from), inferred (order, reasons).
    """
    configuration_set = (
        None
        if configuration_set_name is None
        else registry.find(ConfigurationSet, configuration_set_name)
    )
    found = _source(scope, registry, channel, destination, origination_identity, configuration_set)
    _check_opted_out(registry, found.inbound, destination)
    check_destination(registry, configuration_set, _CAPABILITIES[channel], destination)
    return found.sender


def rcs_agent(rcs_agent_id: str) -> NoReturn:
    """No RCS agent. Errors: ResourceNotFoundException. Source: inferred."""
    raise errors.not_found(RCS_AGENT.resource_type, rcs_agent_id)


class _Source(NamedTuple):
    """What a message comes from."""

    #: As its recipient sees it.
    sender: str
    #: What is done with answers; None where that is AWS's affair.
    inbound: Inbound | None = None


def _source(
    scope: Scope,
    registry: Registry,
    channel: str,
    destination: str,
    origination_identity: str | None,
    configuration_set: ConfigurationSet | None,
) -> _Source:
    """What the message comes from, whether or not its destination wants any."""
    if origination_identity is not None:
        return _named(registry, channel, destination, origination_identity)
    if channel == "TEXT" and configuration_set and configuration_set.default_sender_id:
        return _Source(configuration_set.default_sender_id)
    own = chain(registry.all(PhoneNumber).values(), registry.all(SenderId).values())
    identity = _first_usable(own, channel, destination)
    if identity is not None:
        return _Source(identity.sender, _inbound(identity))
    if not current.assume_identity:
        raise errors.conflict("NO_ORIGINATION_IDENTITIES_FOUND", "account", scope.account)
    return _Source(AWS_OWNED)


def _named(registry: Registry, channel: str, destination: str, name: str) -> _Source:
    """The identity of this name, or one of the pool of this name, that can send there."""
    kind = REFERENCES.kind_of(name) or _kind_of_name(name)
    found = _FIND[kind](registry, name, countries.of(destination))
    if found is None:
        raise errors.not_found(kind.resource_type, name)
    if isinstance(found, Identity):
        obstacle = _obstacle(found, channel, destination)
        if obstacle is not None:
            raise obstacle
        return _Source(found.sender, _inbound(found))
    if found.status != "ACTIVE":
        raise found.conflict("RESOURCE_NOT_ACTIVE")
    member = _first_usable(found.identities.values(), channel, destination)
    if member is None:
        raise found.conflict("NO_ORIGINATION_IDENTITIES_FOUND")
    return _Source(member.sender, found.inbound)


def _first_usable(
    identities: Iterable[Identity], channel: str, destination: str
) -> Identity | None:
    usable = (each for each in identities if _obstacle(each, channel, destination) is None)
    return next(usable, None)


def _inbound(identity: Identity) -> Inbound | None:
    return identity.inbound if isinstance(identity, PhoneNumber) else None


def _obstacle(identity: Identity, channel: str, destination: str) -> ServiceError | None:
    """Why nothing can be sent from an identity to a destination, if so. Source: inferred."""
    if isinstance(identity, PhoneNumber) and identity.status != "ACTIVE":
        return identity.conflict("RESOURCE_NOT_ACTIVE")
    if _CAPABILITIES[channel] not in identity.number_capabilities:
        if channel == "VOICE":
            return errors.invalid("VOICE_CAPABILITY_NOT_AVAILABLE", "originationIdentity")
        return identity.conflict("NUMBER_CAPABILITIES_MISMATCH")
    if not _reaches(identity, countries.of(destination)):
        return errors.invalid("INVALID_IDENTITY_FOR_DESTINATION_COUNTRY", "originationIdentity")
    return None


def _reaches(identity: Identity, country: str | None) -> bool:
    """Whether an identity can send to a country; a simulator's number reaches nobody's phone.

    Source: documented.
    """
    if isinstance(identity, PhoneNumber):
        if identity.number_type == "SIMULATOR":
            return False
        if identity.international_sending_enabled:
            return True
    return identity.iso_country_code == country


def _check_opted_out(registry: Registry, inbound: Inbound | None, destination: str) -> None:
    """Errors: ConflictException where the destination is on the list that is kept to.

    That is Default where there is no other; who manages opt-outs alone is kept from nothing.
    Source: documented (managed alone), inferred (Default).
    """
    if inbound is not None and inbound.self_managed_opt_outs_enabled:
        return
    kept_to = registry.find(OptOutList, DEFAULT if inbound is None else inbound.opt_out_list_name)
    if destination in kept_to.by_phone_number:
        raise errors.conflict(
            "DESTINATION_PHONE_NUMBER_OPTED_OUT", PHONE_NUMBER.resource_type, destination
        )


def _sender_id(registry: Registry, name: str, country: str | None) -> SenderId | None:
    """The one of the country, or else of any. Source: inferred."""
    by_arn = registry.get(SenderId, name)
    own = registry.get(SenderId, sender_ids.key(name.upper(), country or ""))
    others = (each for each in registry.all(SenderId).values() if each.id == name.upper())
    return by_arn or own or next(others, None)


#: Kind of what is named -> what finds it, by its name and the country of the destination.
_FIND: dict[Kind, Callable[[Registry, str, str | None], Identity | Pool | None]] = {
    PHONE_NUMBER: lambda registry, name, country: (
        registry.get(PhoneNumber, name) or registry.get(PhoneNumber, e164(name))
    ),
    POOL: lambda registry, name, country: registry.get(Pool, name),
    # Nothing creates one yet.
    RCS_AGENT: lambda registry, name, country: None,
    SENDER_ID: _sender_id,
}


def _kind_of_name(name: str) -> Kind:
    return next(kind for kind, form in _NAMES.items() if form.fullmatch(name))
