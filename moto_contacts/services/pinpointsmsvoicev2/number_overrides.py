"""What protect configurations say of single numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timezone
from operator import gt, lt
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.filters import Attribute, matcher
from moto_contacts.services.pinpointsmsvoicev2.phone_numbering import e164
from moto_contacts.services.pinpointsmsvoicev2.protect_configuration import (
    NumberOverride,
    ProtectConfiguration,
)
from moto_contacts.simulation import clock

_FILTERS: dict[str, Attribute[NumberOverride]] = {
    "iso-country-code": Attribute(lambda each: each.iso_country_code),
    "action": Attribute(lambda each: each.action, frozenset({"ALLOW", "BLOCK"})),
}
#: Filter by a time -> the time of an override, and how it compares with that of the filter.
_TIMES: dict[
    str,
    tuple[Callable[[NumberOverride], datetime | None], Callable[[datetime, datetime], bool]],
] = {
    "expires-before": (lambda each: each.expires_at, lt),
    "expires-after": (lambda each: each.expires_at, gt),
    "created-before": (lambda each: each.created_at, lt),
    "created-after": (lambda each: each.created_at, gt),
}
_BEGINNING = "destination-phone-number-begins-with"


class NumberOverrides(Family):
    """Put, delete and list overrides, of which one that has expired is none."""

    @operation
    def put_protect_configuration_rule_set_number_override(
        self,
        protect_configuration_id: str,
        destination_phone_number: str,
        action: str,
        expiration_timestamp: datetime | None = None,
    ) -> dict[str, Any]:
        """What holds for the number from now on, until it expires; its age is that of the first.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN, INVALID_PARAMETER for
        a time that has passed, and a token that came with other parameters).
        Source: documented, inferred (reason, age).
        """
        found = self.registry.find(ProtectConfiguration, protect_configuration_id)
        now = clock.now()
        if expiration_timestamp is not None and expiration_timestamp <= now:
            raise errors.parameter("past expiration")
        phone_number = e164(destination_phone_number)
        before = found.overrides.get(phone_number)
        created_at = before.created_at if before is not None and before.holds(now) else now
        override = NumberOverride(phone_number, action, created_at, expiration_timestamp)
        found.overrides[phone_number] = override
        return {**found.identify(), **override.describe()}

    @operation
    def delete_protect_configuration_rule_set_number_override(
        self, protect_configuration_id: str, destination_phone_number: str
    ) -> dict[str, Any]:
        """What held for the number.

        Errors: ResourceNotFoundException for the configuration, and where nothing held;
        ValidationException (INVALID_ARN). Source: documented, inferred (nothing held).
        """
        found = self.registry.find(ProtectConfiguration, protect_configuration_id)
        phone_number = e164(destination_phone_number)
        override = found.overrides.get(phone_number)
        if override is None or not override.holds(clock.now()):
            raise errors.not_found("phone-number", phone_number)
        del found.overrides[phone_number]
        return {**found.identify(), **override.describe()}

    @operation
    def list_protect_configuration_rule_set_number_overrides(
        self, protect_configuration_id: str, filters: list[dict[str, Any]] | None = None
    ) -> Listing[str, NumberOverride]:
        """What holds for numbers and passes the filters, by number.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN,
        INVALID_FILTER_VALUES, INVALID_NEXT_TOKEN). Source: documented, inferred (order, times).
        """
        found = self.registry.find(ProtectConfiguration, protect_configuration_id)
        passes, now = _passes(filters or []), clock.now()
        return Listing(
            found.overrides,
            show=NumberOverride.describe,
            where=lambda each: each.holds(now) and passes(each),
            also=found.identify(),
        )


def _passes(filters: Sequence[Mapping[str, Any]]) -> Callable[[NumberOverride], bool]:
    """Whether an override passes every filter, by one of its values."""
    by_value = matcher([each for each in filters if each["Name"] in _FILTERS], _FILTERS)
    tests = [] if by_value is None else [by_value]
    for name, values in ((each["Name"], each["Values"]) for each in filters):
        if name == _BEGINNING:
            tests.append(_begins(tuple(map(e164, values))))
        elif name in _TIMES:
            tests.append(_compares(name, [_time(name, value) for value in values]))
    return lambda override: all(test(override) for test in tests)


def _begins(beginnings: tuple[str, ...]) -> Callable[[NumberOverride], bool]:
    return lambda override: override.phone_number.startswith(beginnings)


def _compares(name: str, moments: Sequence[datetime]) -> Callable[[NumberOverride], bool]:
    read, fits = _TIMES[name]

    def test(override: NumberOverride) -> bool:
        own = read(override)
        return own is not None and any(fits(own, moment) for moment in moments)

    return test


def _time(name: str, text: str) -> datetime:
    """A time as filters have it: seconds since 1970, or ISO 8601. Source: inferred."""
    try:
        if text.replace(".", "", 1).isdecimal():
            return datetime.fromtimestamp(float(text), timezone.utc)
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except (ValueError, OverflowError, OSError):
        raise errors.invalid_filter_values(name, ["a time"]) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
