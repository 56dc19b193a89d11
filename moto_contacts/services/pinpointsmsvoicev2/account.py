"""What holds for the account as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from moto_contacts.gateway.families import Scope
from moto_contacts.gateway.pagination import Created, paginate
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2.settings import current

_PAGE_SIZE = 100
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


class Account:
    """Attributes and limits. ``used``: name of a limit -> counts the resources there are."""

    def __init__(self, scope: Scope, used: Mapping[str, Callable[[], int]]):
        self._scope = scope
        self._used = used

    def describe_account_attributes(
        self, next_token: str | None = None, max_results: int = _PAGE_SIZE
    ) -> dict[str, Any]:
        """The tier: SANDBOX, unless the settings say otherwise. Source: documented.

        Errors: ValidationException (INVALID_NEXT_TOKEN).
        """
        attributes = [{"Name": "ACCOUNT_TIER", "Value": current.account_tier}]
        return self._page("AccountAttributes", attributes, next_token, max_results)

    def describe_account_limits(
        self, next_token: str | None = None, max_results: int = _PAGE_SIZE
    ) -> dict[str, Any]:
        """How many resources of a kind there are, and how many there can be. Source: documented.

        Errors: ValidationException (INVALID_NEXT_TOKEN).
        """
        limits = {
            **_LIMITS,
            "VERIFIED_DESTINATION_NUMBERS": current.verified_destination_numbers_per_account,
        }
        rows = [
            {"Name": name, "Used": self._used[name]() if name in self._used else 0, "Max": limit}
            for name, limit in limits.items()
        ]
        return self._page("AccountLimits", rows, next_token, max_results)

    def _page(
        self, member: str, rows: Sequence[dict[str, Any]], next_token: str | None, max_results: int
    ) -> dict[str, Any]:
        created: Created[dict[str, Any]] = Created()
        for row in rows:
            created.add(row)
        query = [member, self._scope.account, self._scope.region]
        page, token = paginate(created, query, next_token, max_results)
        return structure(**{member: page}, NextToken=token)
