"""To which of a user's addresses a code goes, and what answers say of that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from moto_contacts.services.cognitoidp.motos import Pool, User

_MEDIA = {"phone_number": "SMS", "email": "EMAIL"}
ATTRIBUTES = tuple(_MEDIA)
#: What a pool calls the ways of recovery -> attribute.
_RECOVERY = {"verified_phone_number": "phone_number", "verified_email": "email"}
#: Source: seen, in pools that were made without the setting.
_LEGACY_RECOVERY = ("verified_phone_number", "verified_email")


class Delivery(NamedTuple):
    """An address of a user's: an attribute, and what is in there."""

    attribute: str
    address: str

    @property
    def medium(self) -> str:
        """SMS or EMAIL."""
        return _MEDIA[self.attribute]

    def details(self) -> dict[str, Any]:
        """The structure ``CodeDeliveryDetails``."""
        return {
            "Destination": masked(self.address),
            "DeliveryMedium": self.medium,
            "AttributeName": self.attribute,
        }

    def parameters(self) -> dict[str, str]:
        """The same, among ``ChallengeParameters``. Source: seen."""
        return {
            "CODE_DELIVERY_DELIVERY_MEDIUM": self.medium,
            "CODE_DELIVERY_DESTINATION": masked(self.address),
        }


def masked(address: str) -> str:
    """``f***@e***`` and ``+********8920``: what may be told of an address. Source: seen."""
    name, at, host = address.partition("@")
    if at:
        return f"{name[:1]}***@{host[:1]}***"
    digits = re.sub(r"\D", "", address)
    return f"+{'*' * (len(digits) - 4)}{digits[-4:]}"


def of(user: User, attribute: str) -> Delivery | None:
    """By this attribute, where the user has it."""
    address = user.attribute(attribute)
    return Delivery(attribute, address) if address else None


def is_current(user: User, delivery: Delivery) -> bool:
    """Whether the address is the user's now."""
    return user.attribute(delivery.attribute) == delivery.address


def made_up(username: str) -> Delivery:
    """Where a code would go of a user who does not exist, and must not be told from others.

    Source: documented (that there is one), inferred (which).
    """
    return Delivery("email", username if "@" in username else f"{username}@example.com")


def for_sign_up(pool: Pool, user: User) -> Delivery | None:
    """By the phone before the mail, of what the pool verifies by itself. Source: documented."""
    verified = pool.auto_verified
    return _first(user, [name for name in ATTRIBUTES if name in verified])


def for_password(pool: Pool, user: User, strict: bool) -> Delivery | None:
    """By what the pool recovers accounts by: where ``strict``, only if it is verified.

    Without, what is verified comes first; moto verifies nothing. Source: documented (strict).
    """
    ways = pool.recovery or _LEGACY_RECOVERY
    names = [_RECOVERY[way] for way in ways if way in _RECOVERY]
    verified = _first(user, filter(user.is_verified, names))
    return verified or (None if strict else _first(user, names))


def for_invitation(user: User, media: Iterable[str]) -> list[Delivery]:
    """By each medium that was asked for; else by the phone, or by the mail where there is none.

    Source: documented (media, the phone), inferred (the mail).
    """
    wanted = [name for name in ATTRIBUTES if _MEDIA[name] in media]
    found = [each for name in wanted or ATTRIBUTES if (each := of(user, name)) is not None]
    return found if wanted else found[:1]


def for_challenge(name: str, user: User) -> Delivery | None:
    """By what a challenge of this name asks for; None for one that sends nothing."""
    attribute = {"SMS_MFA": "phone_number", "SMS_OTP": "phone_number", "EMAIL_OTP": "email"}
    return _first(user, filter(None, (attribute.get(name),)))


def _first(user: User, names: Iterable[str]) -> Delivery | None:
    for name in names:
        found = of(user, name)
        if found is not None:
            return found
    return None
