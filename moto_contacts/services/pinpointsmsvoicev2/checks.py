"""What a message has to pass before it is accepted, in the order in which it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from moto_contacts.gateway.registry import Registry
from moto_contacts.gateway.scope import Scope
from moto_contacts.services.pinpointsmsvoicev2 import (
    countries,
    errors,
    identities,
    parts,
    prices,
)
from moto_contacts.services.pinpointsmsvoicev2.configuration_set import ConfigurationSet
from moto_contacts.services.pinpointsmsvoicev2.opt_out_list import DEFAULT, OptOutList
from moto_contacts.services.pinpointsmsvoicev2.outgoing_message import OutgoingMessage
from moto_contacts.services.pinpointsmsvoicev2.phone_number import PhoneNumber
from moto_contacts.services.pinpointsmsvoicev2.protect_configuration import ProtectConfiguration
from moto_contacts.services.pinpointsmsvoicev2.protect_configurations import account_default
from moto_contacts.services.pinpointsmsvoicev2.recent import Recent
from moto_contacts.services.pinpointsmsvoicev2.resources import PHONE_NUMBER
from moto_contacts.services.pinpointsmsvoicev2.settings import current, places
from moto_contacts.services.pinpointsmsvoicev2.spend_limits import SpendLimits
from moto_contacts.services.pinpointsmsvoicev2.verified_destination_number import (
    VerifiedDestinationNumber,
)

_DAY = timedelta(hours=24)


class Account:
    """Whose message it is: what the checks look at besides the message."""

    __slots__ = ("calls", "registry", "scope", "spend_limits")

    def __init__(self, scope: Scope, registry: Registry, spend_limits: SpendLimits):
        #: How often destinations were called in the last 24 hours.
        self.calls: Recent[str] = Recent(_DAY)
        self.scope = scope
        self.registry = registry
        self.spend_limits = spend_limits


def _has_content(account: Account, message: OutgoingMessage) -> None:
    if message.body is None and not message.media:
        missing = ("messageBody", "mediaUrls") if message.channel == "MEDIA" else ("messageBody",)
        raise errors.invalid("MISSING_PARAMETER", *missing)


def _find_configuration_set(account: Account, message: OutgoingMessage) -> None:
    """Its default type is that of messages, and none of codes. Source: inferred."""
    if message.configuration_set_name is not None:
        found = account.registry.find(ConfigurationSet, message.configuration_set_name)
        message.configuration_set = found
        if message.purpose in _MESSAGES:
            message.message_type = message.message_type or found.default_message_type
        if message.feedback_enabled is None:
            message.feedback_enabled = found.default_message_feedback_enabled


def _find_protect_configuration(account: Account, message: OutgoingMessage) -> None:
    """That of the request, of its configuration set, or of the account. Source: inferred."""
    if message.protect_configuration_id is not None:
        message.protect_configuration = account.registry.find(
            ProtectConfiguration, message.protect_configuration_id
        )
    else:
        of_set = message.configuration_set and message.configuration_set.protect_configuration
        message.protect_configuration = of_set or account_default(account.registry)


def _find_identity(account: Account, message: OutgoingMessage) -> None:
    message.country = countries.of(message.destination)
    if message.origination_identity is not None:
        message.named = identities.find(
            account.registry, message.origination_identity, message.country
        )


def _account_is_in_good_standing(account: Account, message: OutgoingMessage) -> None:
    if current.account_standing != "GOOD":
        raise errors.access_denied(current.account_standing)


def _country_is_open(account: Account, message: OutgoingMessage) -> None:
    """Source: seen (reason)."""
    if message.country in places(current.closed_countries):
        raise errors.invalid("DESTINATION_COUNTRY_BLOCKED", "destinationPhoneNumber")


def _choose_identity(account: Account, message: OutgoingMessage) -> None:
    message.source = identities.choose(account.scope, account.registry, message)
    if message.message_type is None:
        message.message_type = message.source.message_type


def _destination_is_verified(account: Account, message: OutgoingMessage) -> None:
    """In the sandbox; a simulator need not be, for a simulator's number. Source: documented."""
    if current.account_tier != "SANDBOX":
        return
    identity = message.source.identity
    if isinstance(identity, PhoneNumber) and identity.number_type == "SIMULATOR":
        return
    number = account.registry.get(VerifiedDestinationNumber, message.destination)
    if number is None or number.status != "VERIFIED":
        raise _about_destination("DESTINATION_PHONE_NUMBER_NOT_VERIFIED", message)


def _destination_wants_it(account: Account, message: OutgoingMessage) -> None:
    """Whether it is not on the list that is kept to: Default where there is no other.

    Who manages opt-outs alone is kept from nothing.
    Source: documented (managed alone), inferred (Default).
    """
    inbound = message.source.inbound
    if inbound is not None and inbound.self_managed_opt_outs_enabled:
        return
    kept = inbound.opt_out_list if inbound else account.registry.find(OptOutList, DEFAULT)
    if message.destination in kept.by_phone_number:
        raise _about_destination("DESTINATION_PHONE_NUMBER_OPTED_OUT", message)


def _protection_allows_it(account: Account, message: OutgoingMessage) -> None:
    found = message.protect_configuration
    if found is not None:
        message.protection = found.check(
            message.capability, message.destination, message.requested_at
        )


def _price_is_below_the_ceiling(account: Account, message: OutgoingMessage) -> None:
    message.encoding, count = parts.measure(message.body or "")
    if message.channel == "TEXT":
        message.parts = count
    if not message.free:
        message.price = prices.of(message.country, message.channel, message.parts)
    if message.max_price is not None and message.price > Decimal(message.max_price):
        raise errors.invalid("PRICE_OVER_THRESHOLD", _CEILINGS.get(message.channel, "maxPrice"))


def _codes_are_left_for_today(account: Account, message: OutgoingMessage) -> None:
    errors.check_quota("VERIFICATION_ATTEMPTS_PER_DAY", message.codes_today + 1)


def _money_is_left_for_this_month(account: Account, message: OutgoingMessage) -> None:
    if not message.free:
        account.spend_limits.check(message.channel, message.price, message.requested_at)


def _calls_are_left_for_today(account: Account, message: OutgoingMessage) -> None:
    """To the destination, and in the sandbox to whichever, whose reason is inferred."""
    now = message.requested_at
    errors.check_quota(
        "DAILY_DESTINATION_CALL_LIMIT", account.calls.count(message.destination, now) + 1
    )
    if current.account_tier == "SANDBOX":
        errors.check_sandbox_calls(account.calls.total(now) + 1)


def _about_destination(reason: str, message: OutgoingMessage) -> Exception:
    return errors.conflict(reason, PHONE_NUMBER.resource_type, message.destination)


#: Channel -> the field that has the ceiling of the price, where it is not maxPrice.
_CEILINGS = {"VOICE": "maxPricePerMinute"}

#: What somebody has ordered, codes among it, and what is answered without being asked for.
_ORDERED = frozenset({"TEXT", "MEDIA", "VOICE", "CODE"})
_EVERYTHING = _ORDERED | {"ANSWER"}
_MESSAGES = frozenset({"TEXT", "MEDIA", "VOICE"})
Step = Callable[[Account, OutgoingMessage], None]
#: What is checked, and for which purposes; the first that is wrong is what the error tells.
#: Source: inferred (order), documented (each reason).
STEPS: tuple[tuple[Step, frozenset[str]], ...] = (
    (_has_content, _MESSAGES),
    (_find_configuration_set, _ORDERED),
    (_find_protect_configuration, _ORDERED),
    (_find_identity, _EVERYTHING),
    (_account_is_in_good_standing, _ORDERED),
    (_country_is_open, _ORDERED),
    (_choose_identity, _ORDERED),
    (_destination_is_verified, _MESSAGES),
    (_destination_wants_it, _ORDERED),
    (_protection_allows_it, _ORDERED),
    (_price_is_below_the_ceiling, _EVERYTHING),
    (_codes_are_left_for_today, frozenset({"CODE"})),
    (_money_is_left_for_this_month, _ORDERED),
    (_calls_are_left_for_today, frozenset({"VOICE"})),
)
_OF_PURPOSE = {
    purpose: tuple(step for step, purposes in STEPS if purpose in purposes)
    for purpose in _EVERYTHING
}


def check(account: Account, message: OutgoingMessage) -> None:
    """Goes through the steps for its purpose, which fill it in.

    Errors: those of `STEPS`.
    """
    for step in _OF_PURPOSE[message.purpose]:
        step(account, message)
