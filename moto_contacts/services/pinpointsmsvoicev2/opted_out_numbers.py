"""The numbers on opt-out lists: put, describe, delete."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Listing, Ordered
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.filters import Attribute, flag, matcher
from moto_contacts.services.pinpointsmsvoicev2.opt_out_list import OptedOutNumber, OptOutList
from moto_contacts.services.pinpointsmsvoicev2.phone_number import PhoneNumber
from moto_contacts.services.pinpointsmsvoicev2.phone_numbering import e164
from moto_contacts.services.pinpointsmsvoicev2.settings import current
from moto_contacts.simulation import clock

#: Source: documented.
_OPT_IN_EVERY = timedelta(days=30)
_FILTERS: dict[str, Attribute[OptedOutNumber]] = {
    "end-user-opted-out": flag(lambda entry: entry.by_person)
}


class OptedOutNumbers(Family):
    """Put numbers on lists, and take them off."""

    @operation
    def put_opted_out_number(self, opt_out_list_name: str, opted_out_number: str) -> dict[str, Any]:
        """The number on the list, put there now or before.

        Errors: ResourceNotFoundException for the list; ValidationException (INVALID_ARN, and
        CANNOT_ADD_OPTED_OUT_NUMBER for a number of the account's own).
        Source: seen (list, EndUserOptedOut), inferred (the first time counts, own numbers).
        """
        found = self.registry.find(OptOutList, opt_out_list_name)
        number = e164(opted_out_number)
        if self.registry.get(PhoneNumber, number) is not None:
            raise errors.invalid("CANNOT_ADD_OPTED_OUT_NUMBER", "optedOutNumber")
        entry = found.opt_out(number, clock.now(), by_person=False)
        return {**found.identify(), **entry.describe()}

    @operation
    def describe_opted_out_numbers(
        self,
        opt_out_list_name: str,
        opted_out_numbers: list[str] | None = None,
        filters: list[dict[str, Any]] | None = None,
    ) -> Listing[int, OptedOutNumber]:
        """The numbers on the list, or those of them that are asked for, in the order of opt-outs.

        Errors: ResourceNotFoundException for the list, and for a number that is not on it;
        ValidationException (INVALID_ARN, INVALID_FILTER_VALUES, INVALID_NEXT_TOKEN).
        Source: documented, inferred (order, intersection).
        """
        found = self.registry.find(OptOutList, opt_out_list_name)
        passes = matcher(filters, _FILTERS)
        chosen: Ordered[int, OptedOutNumber] = Ordered()
        for text in opted_out_numbers or ():
            entry = _entry(found, e164(text))
            chosen[entry.position] = entry
        return Listing(
            chosen if opted_out_numbers else found.numbers,
            show=OptedOutNumber.describe,
            where=passes,
            also=found.identify(),
        )

    @operation
    def delete_opted_out_number(
        self, opt_out_list_name: str, opted_out_number: str
    ) -> dict[str, Any]:
        """Takes the number off the list.

        Errors: ResourceNotFoundException for the list, and for a number that is not on it;
        ValidationException (INVALID_ARN, and PHONE_NUMBER_CANNOT_BE_OPTED_IN where the settings are
        strict, for somebody who has opted out again within 30 days).
        Source: documented, seen (that what an API call put there leaves), inferred (reason).
        """
        found = self.registry.find(OptOutList, opt_out_list_name)
        entry = _entry(found, e164(opted_out_number))
        now = clock.now()
        before = found.opted_in_at.get(entry.phone_number)
        recently = before is not None and now - before < _OPT_IN_EVERY
        if current.strict_opt_in and entry.by_person and recently:
            raise errors.invalid("PHONE_NUMBER_CANNOT_BE_OPTED_IN", "optedOutNumber")
        found.opt_in(entry, now)
        return {**found.identify(), **entry.describe()}


def _entry(found: OptOutList, phone_number: str) -> OptedOutNumber:
    entry = found.by_phone_number.get(phone_number)
    if entry is None:
        raise errors.not_found("opted-out-number", phone_number)
    return entry
