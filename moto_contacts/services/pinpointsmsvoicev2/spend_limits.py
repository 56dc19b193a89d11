"""What can be spent in a month on messages of each kind."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.listing import Created, Listing
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.settings import current

_NOTHING = Decimal(0)
#: In the order of the model.
_KINDS = ("TEXT", "VOICE", "MEDIA", "NOTIFY", "RCS")


class SpendLimits(Family):
    """Describe the limits; set and delete lower ones of one's own, in dollars."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        #: Kind of messages -> the limit that somebody has set.
        self._overrides: dict[str, int] = {}
        #: The month that is paid for, and kind of messages -> what they have cost in it so far.
        self._month = (0, 0)
        self._spent: dict[str, Decimal] = {}

    def check(self, kind: str, price: Decimal, at: datetime) -> None:
        """Errors: ServiceQuotaExceededException where messages of the kind have cost all that they
        may cost in a month, or would cost more with this one. Source: inferred (calendar months).
        """
        limit = self._limit(kind)
        spent = self._in_month_of(at).get(kind, _NOTHING)
        if spent >= limit or spent + price > limit:
            raise errors.spent(kind)

    def spend(self, kind: str, price: Decimal, at: datetime) -> None:
        """A message of the kind has cost this."""
        spent = self._in_month_of(at)
        spent[kind] = spent.get(kind, _NOTHING) + price

    @operation
    def describe_spend_limits(self) -> Listing[int, dict[str, Any]]:
        """Of each kind of messages the limit that holds, and the most that can be set.

        Errors: ValidationException (INVALID_NEXT_TOKEN). Source: documented, inferred (figures).
        """
        rows = [
            {
                "Name": f"{kind}_MESSAGE_MONTHLY_SPEND_LIMIT",
                "EnforcedLimit": self._limit(kind),
                "MaxLimit": current.dollars_per_month,
                "Overridden": kind in self._overrides,
            }
            for kind in _KINDS
        ]
        return Listing(Created(rows), show=dict)

    @operation
    def set_text_message_spend_limit_override(self, monthly_limit: int) -> dict[str, Any]:
        """The limit of texts from now on; 0 lets none go.

        Errors: ValidationException (REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT).
        Source: documented.
        """
        return self._set("TEXT", monthly_limit)

    @operation
    def set_voice_message_spend_limit_override(self, monthly_limit: int) -> dict[str, Any]:
        """The limit of calls from now on; 0 lets none go.

        Errors: ValidationException (REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT).
        Source: documented.
        """
        return self._set("VOICE", monthly_limit)

    @operation
    def set_media_message_spend_limit_override(self, monthly_limit: int) -> dict[str, Any]:
        """The limit of messages with media from now on; 0 lets none go.

        Errors: ValidationException (REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT).
        Source: documented.
        """
        return self._set("MEDIA", monthly_limit)

    @operation
    def set_notify_message_spend_limit_override(self, monthly_limit: int) -> dict[str, Any]:
        """The limit of messages of Notify from now on; 0 lets none go.

        Errors: ValidationException (REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT).
        Source: documented.
        """
        return self._set("NOTIFY", monthly_limit)

    @operation
    def set_rcs_message_spend_limit_override(self, monthly_limit: int) -> dict[str, Any]:
        """The limit of messages over RCS from now on; 0 lets none go.

        Errors: ValidationException (REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT).
        Source: documented.
        """
        return self._set("RCS", monthly_limit)

    @operation
    def delete_text_message_spend_limit_override(self) -> dict[str, Any]:
        """The limit of texts, which is the most again. Source: documented, inferred (none set)."""
        return self._delete("TEXT")

    @operation
    def delete_voice_message_spend_limit_override(self) -> dict[str, Any]:
        """The limit of calls, which is the most again. Source: documented, inferred (none set)."""
        return self._delete("VOICE")

    @operation
    def delete_media_message_spend_limit_override(self) -> dict[str, Any]:
        """The limit of messages with media, which is the most again.

        Source: documented, inferred (none set).
        """
        return self._delete("MEDIA")

    @operation
    def delete_notify_message_spend_limit_override(self) -> dict[str, Any]:
        """The limit of messages of Notify, which is the most again.

        Source: documented, inferred (none set).
        """
        return self._delete("NOTIFY")

    @operation
    def delete_rcs_message_spend_limit_override(self) -> dict[str, Any]:
        """The limit of messages over RCS, which is the most again.

        Source: documented, inferred (none set).
        """
        return self._delete("RCS")

    def _limit(self, kind: str) -> int:
        limit: int = self._overrides.get(kind, current.dollars_per_month)
        return limit

    def _in_month_of(self, at: datetime) -> dict[str, Decimal]:
        month = (at.year, at.month)
        if month != self._month:
            self._month, self._spent = month, {}
        return self._spent

    def _set(self, kind: str, limit: int) -> dict[str, Any]:
        if limit > current.dollars_per_month:
            raise errors.invalid("REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT", "monthlyLimit")
        self._overrides[kind] = limit
        return {"MonthlyLimit": limit}

    def _delete(self, kind: str) -> dict[str, Any]:
        self._overrides.pop(kind, None)
        return {"MonthlyLimit": current.dollars_per_month}
