"""What is known of a phone number: its country, its type and its network."""

from __future__ import annotations

import re
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2 import countries, errors, networks

_NO_DIGIT = re.compile("[^0-9]")
#: What an answer can hold. Source: documented.
_DIGITS = range(2, 20)
#: Type of a number by the name that the library has for it; all others are OTHER.
_TYPES = {
    "FIXED_LINE": "LANDLINE",
    "FIXED_LINE_OR_MOBILE": "MOBILE",
    "MOBILE": "MOBILE",
    "VOIP": "VOIP",
}


class CarrierLookup(Family):
    """Look a phone number up."""

    @operation
    def carrier_lookup(
        self, phone_number: str, enable_cleansing: bool | None = None
    ) -> dict[str, Any]:
        """What is known of the number: of one that nobody can have, that it is INVALID.

        Numbers of North America, which tell no type, are MOBILE.
        Errors: ValidationException (INVALID_PARAMETER) for fewer than two digits, and more than 19.
        Source: documented (members, INVALID), ours (whose number it is).
        """
        digits = _NO_DIGIT.sub("", phone_number)
        if len(digits) not in _DIGITS:
            raise errors.parameter("digits")
        written = f"+{digits}"
        found = _look_up(written)
        # One with digits that are dialled within its country only is nobody's, as it is written.
        if found is None or (not enable_cleansing and found["E164PhoneNumber"] != written):
            return {"E164PhoneNumber": written, "PhoneNumberType": "INVALID"}
        if enable_cleansing and found["E164PhoneNumber"] != phone_number:
            found["OriginalPhoneNumber"] = phone_number
        return found


def _look_up(written: str) -> dict[str, Any] | None:
    """The members that tell of a number; None where nobody can have it."""
    # Only here, for it takes long to import, and 10 MB.
    import phonenumbers
    from phonenumbers import carrier

    try:
        parsed = phonenumbers.parse(written)
    except phonenumbers.NumberParseException:
        return None
    e164: str = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    country = countries.of(e164)
    if country is None or not phonenumbers.is_valid_number(parsed):
        return None
    name = phonenumbers.PhoneNumberType.to_string(phonenumbers.number_type(parsed))
    number_type = _TYPES.get(name, "OTHER")
    network = None
    if number_type == "MOBILE":
        network = networks.of(country, carrier.name_for_number(parsed, "en"), e164[1:])
    return structure(
        E164PhoneNumber=e164,
        DialingCountryCode=str(parsed.country_code),
        IsoCountryCode=country,
        Country=countries.NAMES[country],
        MCC=network and network.mcc,
        MNC=network and network.mnc,
        Carrier=network and network.carrier,
        PhoneNumberType=number_type,
    )
