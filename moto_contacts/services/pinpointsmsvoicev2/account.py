"""What holds for the account as a whole."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Created, Listing
from moto_contacts.gateway.registry import Resource
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2.configuration_set import ConfigurationSet
from moto_contacts.services.pinpointsmsvoicev2.opt_out_list import OptOutList
from moto_contacts.services.pinpointsmsvoicev2.phone_number import PhoneNumber
from moto_contacts.services.pinpointsmsvoicev2.pool import Pool
from moto_contacts.services.pinpointsmsvoicev2.protect_configurations import account_default
from moto_contacts.services.pinpointsmsvoicev2.sender_id import SenderId
from moto_contacts.services.pinpointsmsvoicev2.settings import current
from moto_contacts.services.pinpointsmsvoicev2.verified_destination_number import (
    VerifiedDestinationNumber,
)

#: What is counted -> the kind of resources, where there can be any, and the setting or number that
#: limits them. Source: documented.
_LIMITS: dict[str, tuple[type[Resource] | None, str | int]] = {
    "PHONE_NUMBERS": (PhoneNumber, "phone_numbers_per_account"),
    "POOLS": (Pool, "pools_per_account"),
    "CONFIGURATION_SETS": (ConfigurationSet, "configuration_sets_per_account"),
    "OPT_OUT_LISTS": (OptOutList, "opt_out_lists_per_account"),
    "SENDER_IDS": (SenderId, "sender_ids_per_account"),
    "REGISTRATIONS": (None, 25),
    "REGISTRATION_ATTACHMENTS": (None, 25),
    "VERIFIED_DESTINATION_NUMBERS": (
        VerifiedDestinationNumber,
        "verified_destination_numbers_per_account",
    ),
}


class Account(Family):
    """Attributes and limits."""

    @operation
    def describe_account_attributes(self) -> Listing[int, dict[str, Any]]:
        """The tier, SANDBOX unless the settings say otherwise; the default protect configuration.

        Source: documented, inferred (that without a default none is told).

        Errors: ValidationException (INVALID_NEXT_TOKEN).
        """
        default = account_default(self.registry)
        values = structure(
            ACCOUNT_TIER=current.account_tier,
            DEFAULT_PROTECT_CONFIGURATION_ID=default.id if default else None,
        )
        return _listed([{"Name": name, "Value": value} for name, value in values.items()])

    @operation
    def describe_account_limits(self) -> Listing[int, dict[str, Any]]:
        """How many resources of a kind there are, and how many there can be. Source: documented.

        Errors: ValidationException (INVALID_NEXT_TOKEN).
        """
        return _listed(
            [
                {
                    "Name": name,
                    "Used": 0 if kind is None else len(self.registry.all(kind)),
                    "Max": getattr(current, limit) if isinstance(limit, str) else limit,
                }
                for name, (kind, limit) in _LIMITS.items()
            ]
        )


def _listed(rows: list[dict[str, Any]]) -> Listing[int, dict[str, Any]]:
    return Listing(Created(rows), show=dict)
