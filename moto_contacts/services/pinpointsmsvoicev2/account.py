"""What holds for the account as a whole."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Created, Listing
from moto_contacts.services.pinpointsmsvoicev2.settings import current
from moto_contacts.services.pinpointsmsvoicev2.verified_destination_numbers import (
    VerifiedDestinationNumber,
)

#: The limits that nothing changes. Source: documented.
_LIMITS = {
    "PHONE_NUMBERS": 25,
    "POOLS": 25,
    "CONFIGURATION_SETS": 25,
    "OPT_OUT_LISTS": 25,
    "SENDER_IDS": 200,
    "REGISTRATIONS": 25,
    "REGISTRATION_ATTACHMENTS": 25,
}


class Account(Family):
    """Attributes and limits."""

    @operation
    def describe_account_attributes(self) -> Listing[int, dict[str, Any]]:
        """The tier: SANDBOX, unless the settings say otherwise. Source: documented.

        Errors: ValidationException (INVALID_NEXT_TOKEN).
        """
        return _listed([{"Name": "ACCOUNT_TIER", "Value": current.account_tier}])

    @operation
    def describe_account_limits(self) -> Listing[int, dict[str, Any]]:
        """How many resources of a kind there are, and how many there can be. Source: documented.

        Errors: ValidationException (INVALID_NEXT_TOKEN).
        """
        limits = {
            **_LIMITS,
            "VERIFIED_DESTINATION_NUMBERS": current.verified_destination_numbers_per_account,
        }
        used = {
            "OPT_OUT_LISTS": 1,  # the list Default, which every account has
            "VERIFIED_DESTINATION_NUMBERS": len(self.registry.all(VerifiedDestinationNumber)),
        }
        return _listed(
            [
                {"Name": name, "Used": used.get(name, 0), "Max": limit}
                for name, limit in limits.items()
            ]
        )


def _listed(rows: list[dict[str, Any]]) -> Listing[int, dict[str, Any]]:
    return Listing(Created(rows), show=dict)
