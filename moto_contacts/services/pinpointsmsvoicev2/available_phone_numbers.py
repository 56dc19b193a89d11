"""Phone numbers that can be had."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Listing, Ordered
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.phone_number import PhoneNumber
from moto_contacts.services.pinpointsmsvoicev2.resources import REGISTRATION

#: Where such numbers are. Source: documented.
_COUNTRY = "US"
#: What each of them can carry.
_CAPABILITIES = frozenset({"SMS", "MMS", "VOICE"})
#: Of each of these there are the hundred numbers that are nobody's, for films and books.
_AREAS = (206, 212, 303, 305, 312, 404, 415, 512, 617, 702)

#: PreferenceType -> whether a number, in digits, fits a pattern.
_FITS: dict[str, Callable[[str, str], bool]] = {
    "StartsWith": str.startswith,
    "EndsWith": str.endswith,
    "Contains": str.__contains__,
    "ExactMatch": str.__eq__,
}


class AvailablePhoneNumbers(Family):
    """List those that can be requested."""

    @operation
    def list_available_phone_numbers(
        self,
        iso_country_code: str,
        number_capabilities: list[str],
        number_type: str,
        registration_id: str | None = None,
        number_preference: list[dict[str, Any]] | None = None,
    ) -> Listing[str, str]:
        """Numbers of 10DLC that can carry all of this and fit the preference, ten a page.

        It is the same thousand each time, but for those that the account has.
        Errors: ValidationException for any other country, an ARN of something else, and
        INVALID_NEXT_TOKEN; ResourceNotFoundException for any registration.
        Source: documented, inferred (that none is required), ours (which numbers).
        """
        if iso_country_code != _COUNTRY:
            raise errors.parameter("country without numbers")
        if registration_id is not None:
            raise errors.not_found(REGISTRATION.resource_type, registration_id)
        fits = _preferred(number_preference)
        can = _CAPABILITIES.issuperset(number_capabilities)
        return Listing(
            _stock(),
            show=str,
            where=lambda each: can and fits(each) and self.registry.get(PhoneNumber, each) is None,
            page_size=10,
        )


@cache
def _stock() -> Ordered[str, str]:
    """All of them, by number."""
    numbers: Ordered[str, str] = Ordered()
    for area in _AREAS:
        for last in range(100):
            number = f"+1{area}55501{last:02d}"
            numbers[number] = number
    return numbers


def _preferred(preference: list[dict[str, Any]] | None) -> Callable[[str], bool]:
    """Whether a number fits one of the patterns of the one preference, where there is one.

    A pattern is meant with or without the country's 1, unless it begins with a plus.
    Source: inferred.
    """
    if preference is None:
        return lambda number: True
    [wanted] = preference
    [how] = wanted["PreferenceType"]
    fits, patterns = _FITS[how], wanted["Filter"]

    def test(number: str) -> bool:
        written = {True: (number,), False: (number[1:], number[2:])}
        return any(
            fits(digits, pattern)
            for pattern in patterns
            for digits in written[pattern.startswith("+")]
        )

    return test
