"""What a message is sent from: what the request names, or else what the account chooses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import NoReturn

from moto_contacts.gateway.errors import ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Registry
from moto_contacts.gateway.scope import Scope
from moto_contacts.services.pinpointsmsvoicev2 import countries, errors, sender_ids, simulator
from moto_contacts.services.pinpointsmsvoicev2.identity import Identity
from moto_contacts.services.pinpointsmsvoicev2.outgoing_message import OutgoingMessage, Source
from moto_contacts.services.pinpointsmsvoicev2.phone_number import PhoneNumber
from moto_contacts.services.pinpointsmsvoicev2.phone_numbering import e164
from moto_contacts.services.pinpointsmsvoicev2.pool import Pool
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
_SHARED = Source(AWS_OWNED)
#: Kind of an origination identity, and the names it has when it is not named by ARN; the first
#: that fits counts, and what fits none is a sender ID, which may be any text.
_NAMES = {
    PHONE_NUMBER: re.compile(r"phone-.*|\+?[0-9]+"),
    POOL: re.compile("pool-.*"),
    RCS_AGENT: re.compile("rcs-.*"),
    SENDER_ID: re.compile(".*"),
}
#: What has to be registered before anything is sent from it. Source: documented.
_REGISTERED = {"TOLL_FREE", "TEN_DLC"}
#: Where nothing is sent from what several accounts share. Source: documented.
_NOTHING_SHARED = {"US"}


def rcs_agent(rcs_agent_id: str) -> NoReturn:
    """No RCS agent. Errors: ResourceNotFoundException. Source: inferred."""
    raise errors.not_found(RCS_AGENT.resource_type, rcs_agent_id)


def find(registry: Registry, name: str, country: str | None) -> Identity | Pool:
    """What a request names, by ARN, ID, number or text. Errors: ResourceNotFoundException."""
    kind = REFERENCES.kind_of(name) or next(
        kind for kind, form in _NAMES.items() if form.fullmatch(name)
    )
    found = _FIND[kind](registry, name, country)
    if found is None:
        raise errors.not_found(kind.resource_type, name)
    return found


def choose(scope: Scope, registry: Registry, message: OutgoingMessage) -> Source:
    """What the message comes from: the identity that it names, one of its pool, or the account's.

    Errors: ConflictException and ValidationException of the first of `_OBSTACLES` for an identity
    that is named; ConflictException for a pool that is not active, sends another type of messages,
    or has nothing for the country (seen: not even what could send there by itself), and where the
    account has nothing. Source: seen, inferred (order).
    """
    named = message.named
    if named is None:
        return _of_account(scope, registry, message)
    if isinstance(named, Pool):
        return _of_pool(named, message)
    for obstacle in _OBSTACLES:
        error = obstacle(named, message)
        if error is not None:
            raise error
    return own(named)


def _of_pool(pool: Pool, message: OutgoingMessage) -> Source:
    pool.check_active()
    if message.message_type not in (None, pool.message_type):
        raise pool.conflict("MESSAGE_TYPE_MISMATCH")
    of_country = (
        each for each in pool.identities.values() if each.iso_country_code == message.country
    )
    member = _first_usable(of_country, message)
    if member is not None:
        return Source(member.sender, member, pool, pool.inbound)
    if pool.shared_routes_enabled and message.country not in _NOTHING_SHARED:
        return Source(AWS_OWNED, pool=pool, inbound=pool.inbound)
    raise pool.conflict("NO_ORIGINATION_IDENTITIES_FOUND")


def _of_account(scope: Scope, registry: Registry, message: OutgoingMessage) -> Source:
    """The oldest number, or else sender ID, that can send there; then the default of the
    configuration set, for texts to where there are sender IDs; then one of AWS's own, where the
    settings assume one. Source: documented (order), seen (nothing to send from).
    """
    every = chain(registry.all(PhoneNumber).values(), registry.all(SenderId).values())
    identity = _first_usable(every, message)
    if identity is not None:
        return own(identity)
    default = message.configuration_set and message.configuration_set.default_sender_id
    if default and message.channel == "TEXT" and _sender_id_trouble(message.country) is None:
        return Source(default)
    if not current.assume_identity:
        raise errors.conflict("NO_ORIGINATION_IDENTITIES_FOUND", "account", scope.account)
    return _SHARED


def own(identity: Identity) -> Source:
    """What comes from the identity, or answers it, by itself."""
    inbound = identity.inbound if isinstance(identity, PhoneNumber) else None
    return Source(identity.sender, identity, inbound=inbound)


def _first_usable(identities: Iterable[Identity], message: OutgoingMessage) -> Identity | None:
    for each in identities:
        if not any(obstacle(each, message) for obstacle in _OBSTACLES):
            return each
    return None


def _not_active(identity: Identity, message: OutgoingMessage) -> ServiceError | None:
    """Source: seen (registration), inferred."""
    if not isinstance(identity, PhoneNumber) or identity.status == "ACTIVE":
        return None
    unregistered = identity.status == "PENDING" and identity.number_type in _REGISTERED
    return identity.conflict("REGISTRATION_NOT_COMPLETE" if unregistered else "RESOURCE_NOT_ACTIVE")


def _cannot_carry(identity: Identity, message: OutgoingMessage) -> ServiceError | None:
    """Source: inferred (which reason)."""
    if message.capability in identity.number_capabilities:
        return None
    if message.channel == "VOICE":
        return errors.invalid("VOICE_CAPABILITY_NOT_AVAILABLE", "originationIdentity")
    return identity.conflict("NUMBER_CAPABILITIES_MISMATCH")


def _does_not_reach(identity: Identity, message: OutgoingMessage) -> ServiceError | None:
    """Source: documented (simulators), seen (sender IDs), inferred (reasons)."""
    if _reaches(identity, message):
        return None
    reason = _sender_id_trouble(message.country) if isinstance(identity, SenderId) else None
    return errors.invalid(
        reason or "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY", "originationIdentity"
    )


def _sends_other_type(identity: Identity, message: OutgoingMessage) -> ServiceError | None:
    """Source: inferred."""
    if message.message_type is None or message.message_type in identity.message_types:
        return None
    return identity.conflict("MESSAGE_TYPE_MISMATCH")


#: Why an identity cannot send a message, the first first.
_OBSTACLES: tuple[Callable[[Identity, OutgoingMessage], ServiceError | None], ...] = (
    _not_active,
    _cannot_carry,
    _does_not_reach,
    _sends_other_type,
)


def _reaches(identity: Identity, message: OutgoingMessage) -> bool:
    """A simulator's number reaches the simulators of its country, and verifies none of them."""
    if isinstance(identity, PhoneNumber):
        if identity.number_type == "SIMULATOR" and not (
            message.purpose != "CODE" and simulator.is_simulator(message.destination)
        ):
            return False
        if identity.international_sending_enabled:
            return True
    return identity.iso_country_code == message.country


def _sender_id_trouble(country: str | None) -> str | None:
    """Why no sender ID of another country can send there, where that is the country's doing."""
    if country in countries.WITHOUT_SENDER_IDS:
        return "SENDER_ID_NOT_SUPPORTED"
    return "SENDER_ID_NOT_REGISTERED" if country in countries.REGISTERED_SENDER_IDS else None


def _sender_id(registry: Registry, name: str, country: str | None) -> SenderId | None:
    """The one of the country, or else of any. Source: inferred."""
    by_arn = registry.get(SenderId, name)
    there = registry.get(SenderId, sender_ids.key(name.upper(), country or ""))
    others = (each for each in registry.all(SenderId).values() if each.id == name.upper())
    return by_arn or there or next(others, None)


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
