"""Phone numbers of the account: request, describe, update, release."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2 import changes, countries, errors
from moto_contacts.services.pinpointsmsvoicev2.access import check_two_way
from moto_contacts.services.pinpointsmsvoicev2.changes import Changes
from moto_contacts.services.pinpointsmsvoicev2.filters import (
    CAPABILITIES,
    MESSAGE_TYPES,
    Attribute,
    check_owner,
    described,
    flag,
    matcher,
)
from moto_contacts.services.pinpointsmsvoicev2.inbound import Inbound
from moto_contacts.services.pinpointsmsvoicev2.opt_out_list import DEFAULT, OptOutList
from moto_contacts.services.pinpointsmsvoicev2.outgoing import Outgoing
from moto_contacts.services.pinpointsmsvoicev2.phone_number import PhoneNumber
from moto_contacts.services.pinpointsmsvoicev2.pool_rules import active_pool, check_fit
from moto_contacts.services.pinpointsmsvoicev2.resources import PHONE_NUMBER, REGISTRATION
from moto_contacts.services.pinpointsmsvoicev2.tags import (
    NO_TAGS,
    TagList,
    check_tag_count,
    read_tags,
    tag_list,
)
from moto_contacts.simulation import clock
from moto_contacts.simulation.ids import hexadecimal
from moto_contacts.simulation.inboxes import close_inbox

#: Number type -> dollars a month. Source: inferred.
_PRICES = {"LONG_CODE": "1.00", "SIMULATOR": "1.00", "TOLL_FREE": "2.00"}
_FILTERS: dict[str, Attribute[PhoneNumber]] = {
    "status": Attribute(
        lambda each: each.status,
        frozenset({"PENDING", "ACTIVE", "ASSOCIATING", "DISASSOCIATING", "DELETED"}),
    ),
    "iso-country-code": Attribute(lambda each: each.iso_country_code),
    "message-type": Attribute(lambda each: each.message_types, MESSAGE_TYPES),
    "number-capability": Attribute(lambda each: each.number_capabilities, CAPABILITIES),
    "number-type": Attribute(
        lambda each: each.number_type,
        frozenset({"SHORT_CODE", "LONG_CODE", "TOLL_FREE", "TEN_DLC", "SIMULATOR"}),
    ),
    "two-way-enabled": flag(lambda each: each.inbound.two_way_enabled),
    "self-managed-opt-outs-enabled": flag(lambda each: each.inbound.self_managed_opt_outs_enabled),
    "opt-out-list-name": Attribute(lambda each: each.inbound.opt_out_list.name),
    "deletion-protection-enabled": flag(lambda each: each.deletion_protection_enabled),
    "two-way-channel-arn": Attribute(lambda each: each.inbound.two_way_channel_arn),
}


class PhoneNumbers(Family):
    """Request, describe, update and release numbers."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._changes = backend.family(Changes)
        self._outgoing = backend.family(Outgoing)

    @operation
    def request_phone_number(
        self,
        iso_country_code: str,
        message_type: str,
        number_capabilities: list[str],
        number_type: str,
        opt_out_list_name: str | None = None,
        pool_id: str | None = None,
        registration_id: str | None = None,
        number_preference: list[dict[str, Any]] | None = None,
        international_sending_enabled: bool | None = None,
        deletion_protection_enabled: bool = False,
        tags: TagList | None = None,
    ) -> dict[str, Any]:
        """A new number, pending; it is active afterwards, unless moto's transition says later.

        One that is toll-free stays pending, for it has to be registered.
        Errors: ValidationException for a country that has none of this type, a simulator's number
        that is not transactional or sends to other countries, a number of 10DLC without a
        registration, a preference for any other, a reserved tag, an ARN of something else, and a
        token that came with other parameters; ResourceNotFoundException for the opt-out list, the
        pool, and any registration; ConflictException for a pool that is not active, or that the
        number does not fit into; ServiceQuotaExceededException for numbers, identities of the pool,
        and tags.
        Source: documented (states, simulators), inferred (reasons, order of checks).
        """
        pairs = read_tags(tags)
        _check_request(
            iso_country_code, message_type, number_type, registration_id, number_preference
        )
        _check_reach(number_type, international_sending_enabled)
        opt_out_list = self.registry.find(OptOutList, opt_out_list_name or DEFAULT)
        pool = active_pool(self.registry, pool_id) if pool_id else None
        if registration_id is not None:
            raise errors.not_found(REGISTRATION.resource_type, registration_id)
        errors.check_quota("PHONE_NUMBERS_PER_ACCOUNT", len(self.registry.all(PhoneNumber)) + 1)
        check_tag_count(pairs)
        number_id = f"phone-{hexadecimal()}"
        number = PhoneNumber(
            arn=self.scope.arn(f"{PHONE_NUMBER.name}/{number_id}"),
            tags=pairs or NO_TAGS,
            id=number_id,
            iso_country_code=iso_country_code,
            message_types=[message_type],
            number_capabilities=number_capabilities,
            deletion_protection_enabled=deletion_protection_enabled,
            phone_number=self._unused(iso_country_code),
            number_type=number_type,
            monthly_leasing_price=_PRICES[number_type],
            created_at=clock.now(),
            international_sending_enabled=international_sending_enabled,
            inbound=Inbound(opt_out_list),
        )
        if pool is not None:
            check_fit(pool, number)
            pool.join(number)
        number.inbound.keep([number])
        self.registry.add(number, number_id, number.phone_number)
        answer = structure(**number.describe(), Tags=tag_list(pairs) or None)
        if number_type != "TOLL_FREE":
            self._changes.begin(changes.REQUEST, number, lambda: self._activate(number))
        return answer

    @operation
    def describe_phone_numbers(
        self,
        phone_number_ids: list[str] | None = None,
        filters: list[dict[str, Any]] | None = None,
        owner: str | None = None,
    ) -> Listing[int, PhoneNumber]:
        """The numbers, or those of the named ones, that pass the filters, the oldest first.

        Errors: ResourceNotFoundException for an ID; ValidationException
        (PARAMETERS_CANNOT_BE_USED_TOGETHER for an owner and IDs, INVALID_ARN,
        INVALID_FILTER_VALUES, INVALID_NEXT_TOKEN). Source: documented, inferred (order).
        """
        check_owner(owner, phone_number_ids, "phoneNumberIds")
        passes = matcher(filters, _FILTERS)
        names = phone_number_ids or ()
        self._changes.look(PhoneNumber, names)
        chosen = [self.registry.find(PhoneNumber, name) for name in names]
        return Listing(
            described(self.registry, PhoneNumber, chosen, owner),
            show=PhoneNumber.describe,
            where=passes,
        )

    @operation
    def update_phone_number(
        self,
        phone_number_id: str,
        two_way_enabled: bool | None = None,
        two_way_channel_arn: str | None = None,
        two_way_channel_role: str | None = None,
        self_managed_opt_outs_enabled: bool | None = None,
        opt_out_list_name: str | None = None,
        international_sending_enabled: bool | None = None,
        deletion_protection_enabled: bool | None = None,
    ) -> dict[str, Any]:
        """Changes what is given of a number that is in no pool.

        Errors: ResourceNotFoundException for the number and the opt-out list; ConflictException
        for a number in a pool, or on its way out; ValidationException
        (TWO_WAY_CHANNEL_NOT_PRESENT, TWO_WAY_NOT_ENABLED, INVALID_ARN,
        INTERNATIONAL_SENDING_NOT_SUPPORTED for a simulator's, and by the settings
        TWO_WAY_TOPIC_NOT_PRESENT, RESOURCE_NOT_ACCESSIBLE, TWO_WAY_NOT_SUPPORTED_IN_COUNTRY and
        TWO_WAY_NOT_SUPPORTED_IN_REGION). Source: documented, seen (role), inferred (reasons).
        """
        number = self.registry.find(PhoneNumber, phone_number_id)
        _check_alone(number)
        _check_reach(number.number_type, international_sending_enabled)
        before = number.inbound.opt_out_list
        opt_out_list = self.registry.find(OptOutList, opt_out_list_name or before.name)
        check_two_way(
            two_way_enabled,
            two_way_channel_arn,
            two_way_channel_role,
            (number.iso_country_code,),
            self.scope.region,
        )
        number.inbound.update(
            two_way_enabled,
            two_way_channel_arn,
            two_way_channel_role,
            self_managed_opt_outs_enabled,
            opt_out_list,
        )
        number.inbound.keep([number], before)
        if international_sending_enabled is not None:
            number.international_sending_enabled = international_sending_enabled
        if deletion_protection_enabled is not None:
            number.deletion_protection_enabled = deletion_protection_enabled
        return number.describe()

    @operation
    def release_phone_number(self, phone_number_id: str) -> dict[str, Any]:
        """The number, deleted; disassociating as long as moto's transition says.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN); ConflictException for
        one that is protected, or in a pool, or on its way out.
        Source: documented, seen (pool), inferred (the other reasons).
        """
        number = self.registry.find(PhoneNumber, phone_number_id)
        if number.deletion_protection_enabled:
            raise number.conflict("DELETION_PROTECTION_ENABLED")
        _check_alone(number)
        number.disassociate()
        self._changes.begin(changes.RELEASE, number, lambda: self._remove(number))
        answer = number.describe()
        del answer["DeletionProtectionEnabled"]
        answer.pop("InternationalSendingEnabled", None)
        return answer

    def _activate(self, number: PhoneNumber) -> None:
        number.activate()
        self._outgoing.listen(number)

    def _remove(self, number: PhoneNumber) -> None:
        number.delete()
        number.inbound.opt_out_list.kept_by.discard(number)
        close_inbox(number.phone_number)
        self.registry.remove(number)

    def _unused(self, country: str) -> str:
        """A number of the country that the account does not have. Source: inferred."""
        numbers = countries.numbers(country, int(hexadecimal(), 16))
        return next(each for each in numbers if self.registry.get(PhoneNumber, each) is None)


def _check_alone(number: PhoneNumber) -> None:
    """Errors: ConflictException for a number that is in a pool, or is just leaving it.

    Source: documented (in it), seen (leaving).
    """
    if number.pool is not None or number.status == "DISASSOCIATING":
        raise number.conflict("PHONE_NUMBER_ASSOCIATED_TO_POOL")


def _check_reach(number_type: str, international: bool | None) -> None:
    """Errors: ValidationException for a simulator's number that is to send to other countries.

    Source: documented (that it cannot), inferred (reason).
    """
    if international and number_type == "SIMULATOR":
        raise errors.invalid("INTERNATIONAL_SENDING_NOT_SUPPORTED", "internationalSendingEnabled")


def _check_request(
    country: str,
    message_type: str,
    number_type: str,
    registration: str | None,
    preference: list[dict[str, Any]] | None,
) -> None:
    """Errors: ValidationException for what cannot be had. Source: documented (what), inferred."""
    if country not in countries.NUMBER_TYPES.get(number_type, countries.PREFIXES):
        raise errors.parameter("country without numbers")
    if number_type == "SIMULATOR" and message_type != "TRANSACTIONAL":
        raise errors.parameter("promotional simulator")
    if number_type == "TEN_DLC" and registration is None:
        raise errors.invalid("MISSING_PARAMETER", "registrationId")
    if number_type != "TEN_DLC" and preference is not None:
        raise errors.parameter("preference")
