"""The numbers that an account's SMS can come from: those that another service has."""

from __future__ import annotations

from typing import Any

from moto_contacts.catalogue import service
from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.dispatch import invoke
from moto_contacts.gateway.listing import Created, Listing

_PAGE = 100


class OriginationNumbers(Family):
    """List."""

    @operation
    def list_origination_numbers(self) -> Listing[int, dict[str, Any]]:
        """The phone numbers that AWS End User Messaging SMS has for the account and region.

        Source: documented, inferred (order).
        """
        found: Created[dict[str, Any]] = Created()
        members: dict[str, Any] = {"MaxResults": _PAGE}
        while True:
            page = self._ask(members)
            for number in page["PhoneNumbers"]:
                found.add(number)
            if "NextToken" not in page:
                return Listing(found, show=_described)
            members["NextToken"] = page["NextToken"]

    def _ask(self, members: dict[str, Any]) -> dict[str, Any]:
        account, region = self.scope.account, self.scope.region
        numbers = service("pinpointsmsvoicev2")
        return invoke(numbers, "DescribePhoneNumbers", account, region, members, is_call=False)


def _described(number: dict[str, Any]) -> dict[str, Any]:
    """The structure ``PhoneNumberInformation``. Source: inferred (which member is which)."""
    return {
        "CreatedAt": number["CreatedTimestamp"],
        "PhoneNumber": number["PhoneNumber"],
        "Status": number["Status"].capitalize(),
        "Iso2CountryCode": number["IsoCountryCode"],
        "RouteType": number["MessageType"].capitalize(),
        "NumberCapabilities": number["NumberCapabilities"],
    }
