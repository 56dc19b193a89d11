"""An opt-out list, and the numbers on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from moto_contacts.gateway.listing import Created
from moto_contacts.gateway.registry import Resource
from moto_contacts.services.pinpointsmsvoicev2.resources import OPT_OUT_LIST, Shareable

#: The list that every account has in every region. Source: documented.
DEFAULT = "Default"
#: When that was made: the day of the API. Backends are made while moto resets, when there is no
#: simulated time to be had. Source: ours.
DEFAULT_SINCE = datetime(2022, 3, 31, tzinfo=timezone.utc)


@dataclass(slots=True, eq=False)
class OptedOutNumber:
    """A number that wants no messages."""

    #: E.164, with its plus.
    phone_number: str
    opted_out_at: datetime
    #: Whether the person did it, by a message; an entry by API is none of these. Source: seen.
    by_person: bool
    #: The key of its place on the list.
    position: int = 0

    def describe(self) -> dict[str, Any]:
        """The structure ``OptedOutNumberInformation``."""
        return {
            "OptedOutNumber": self.phone_number,
            "OptedOutTimestamp": self.opted_out_at,
            "EndUserOptedOut": self.by_person,
        }


@dataclass(slots=True, eq=False)
class OptOutList(Shareable):
    """Numbers to which nothing is sent from whatever uses the list."""

    kind = OPT_OUT_LIST

    name: str
    created_at: datetime
    #: The one that was put last is the last.
    numbers: Created[OptedOutNumber] = field(default_factory=Created)
    #: The same, by their phone numbers.
    by_phone_number: dict[str, OptedOutNumber] = field(default_factory=dict)
    #: The numbers and pools that keep to it.
    kept_by: set[Resource] = field(default_factory=set)
    #: Phone number of somebody who had opted out themselves -> when it was last taken off.
    opted_in_at: dict[str, datetime] = field(default_factory=dict)

    def identify(self) -> dict[str, Any]:
        """The members that every answer about it or its numbers has."""
        return {"OptOutListArn": self.arn, "OptOutListName": self.name}

    def describe(self) -> dict[str, Any]:
        """The structure ``OptOutListInformation``."""
        return {**self.identify(), "CreatedTimestamp": self.created_at}

    def opt_out(self, phone_number: str, at: datetime, by_person: bool) -> OptedOutNumber:
        """-> on the list. One that is there already stays as it is. Source: inferred."""
        entry = self.by_phone_number.get(phone_number)
        if entry is None:
            entry = OptedOutNumber(phone_number, at, by_person)
            entry.position = self.numbers.add(entry)
            self.by_phone_number[phone_number] = entry
        return entry

    def opt_in(self, entry: OptedOutNumber, at: datetime) -> None:
        """-> off the list."""
        del self.by_phone_number[entry.phone_number]
        del self.numbers[entry.position]
        if entry.by_person:
            self.opted_in_at[entry.phone_number] = at
