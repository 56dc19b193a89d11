"""What an identity has to be like to join a pool."""

from __future__ import annotations

from moto_contacts.gateway.registry import Registry
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.identity import Identity
from moto_contacts.services.pinpointsmsvoicev2.phone_number import PhoneNumber
from moto_contacts.services.pinpointsmsvoicev2.pool import Pool
from moto_contacts.services.pinpointsmsvoicev2.resources import RCS_AGENT, REFERENCES, SENDER_ID
from moto_contacts.services.pinpointsmsvoicev2.sender_ids import find_sender_id
from moto_contacts.services.pinpointsmsvoicev2.settings import current


def active_pool(registry: Registry, name: str) -> Pool:
    """The pool. Errors: ResourceNotFoundException; ConflictException for one that is not active."""
    pool = registry.find(Pool, name)
    pool.check_active()
    return pool


def find_identity(registry: Registry, name: str, country: str | None) -> Identity:
    """The phone number or sender ID of this name and country.

    Errors: ResourceNotFoundException; ValidationException (COUNTRY_CODE_MISMATCH; for a sender ID
    without its country INVALID_ARN or MISSING_PARAMETER; for a number without it
    INVALID_PARAMETER, where the settings are strict).
    Source: seen (no country), inferred (the rest).
    """
    kind = REFERENCES.kind_of(name)
    if kind is RCS_AGENT or name.startswith("rcs-"):
        raise errors.not_found(RCS_AGENT.resource_type, name)
    if kind is SENDER_ID or not (kind or name.startswith("phone-")):
        if country is None:
            raise (
                errors.invalid("INVALID_ARN", "originationIdentity")
                if kind
                else errors.invalid("MISSING_PARAMETER", "isoCountryCode")
            )
        return find_sender_id(registry, name, country)
    if country is None and current.strict_country_codes:
        raise errors.parameter("no country")
    number = registry.find(PhoneNumber, name)
    if country not in (None, number.iso_country_code):
        raise errors.invalid("COUNTRY_CODE_MISMATCH", "isoCountryCode")
    return number


def check_type(identity: Identity, message_type: str) -> None:
    """Errors: ConflictException where the identity sends no such messages."""
    if message_type not in identity.message_types:
        raise identity.conflict("MESSAGE_TYPE_MISMATCH")


def check_free(identity: Identity) -> None:
    """Errors: ConflictException for a number that is not active, or in another pool.

    Source: documented (pool), inferred (active). A sender ID may be in many.
    """
    if isinstance(identity, PhoneNumber):
        if identity.pools:
            raise identity.conflict("PHONE_NUMBER_ASSOCIATED_TO_POOL")
        if identity.status != "ACTIVE":
            raise identity.conflict("RESOURCE_NOT_ACTIVE")


def check_fit(pool: Pool, identity: Identity) -> None:
    """Errors: ConflictException for an identity of another type, or a number that differs in what
    it does with answers, or in what it can carry; ServiceQuotaExceededException for a full pool.

    Source: documented (that they have to be the same), inferred (order).
    """
    check_type(identity, pool.message_type)
    if isinstance(identity, PhoneNumber):
        reason = identity.inbound.mismatch(pool.inbound)
        if reason is not None:
            raise identity.conflict(reason)
        others = pool.phone_numbers
        if others and set(others[0].number_capabilities) != set(identity.number_capabilities):
            raise identity.conflict("NUMBER_CAPABILITIES_MISMATCH")
    errors.check_quota("ORIGINATION_IDENTITIES_PER_POOL", len(pool.identities) + 1)
