"""Pools and the identities in them."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2 import changes, errors
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
from moto_contacts.services.pinpointsmsvoicev2.identity import Identity
from moto_contacts.services.pinpointsmsvoicev2.inbound import Inbound
from moto_contacts.services.pinpointsmsvoicev2.opt_out_list import DEFAULT, OptOutList
from moto_contacts.services.pinpointsmsvoicev2.phone_number import PhoneNumber
from moto_contacts.services.pinpointsmsvoicev2.pool import Pool
from moto_contacts.services.pinpointsmsvoicev2.pool_rules import (
    active_pool,
    check_fit,
    check_free,
    check_type,
    find_identity,
)
from moto_contacts.services.pinpointsmsvoicev2.resources import POOL
from moto_contacts.services.pinpointsmsvoicev2.tags import (
    NO_TAGS,
    TagList,
    check_tag_count,
    read_tags,
    tag_list,
)
from moto_contacts.simulation import clock
from moto_contacts.simulation.ids import hexadecimal

_FILTERS: dict[str, Attribute[Pool]] = {
    "status": Attribute(lambda each: each.status, frozenset({"CREATING", "ACTIVE", "DELETING"})),
    "message-type": Attribute(lambda each: each.message_type, MESSAGE_TYPES),
    "two-way-enabled": flag(lambda each: each.inbound.two_way_enabled),
    "self-managed-opt-outs-enabled": flag(lambda each: each.inbound.self_managed_opt_outs_enabled),
    "opt-out-list-name": Attribute(lambda each: each.inbound.opt_out_list.name),
    "shared-routes-enabled": flag(lambda each: each.shared_routes_enabled),
    "deletion-protection-enabled": flag(lambda each: each.deletion_protection_enabled),
    "two-way-channel-arn": Attribute(lambda each: each.inbound.two_way_channel_arn),
}
_IDENTITY_FILTERS: dict[str, Attribute[Identity]] = {
    "iso-country-code": Attribute(lambda each: each.iso_country_code),
    "number-capability": Attribute(lambda each: each.number_capabilities, CAPABILITIES),
}


class Pools(Family):
    """Create, describe, update and delete pools; put identities in, and take them out."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._changes = backend.family(Changes)

    @operation
    def create_pool(
        self,
        origination_identity: str,
        message_type: str,
        iso_country_code: str | None = None,
        deletion_protection_enabled: bool = False,
        tags: TagList | None = None,
    ) -> dict[str, Any]:
        """A new pool, in creation; it is active afterwards, unless moto's transition says later.

        What it does with answers is what its first identity, a number, did.
        Errors: ValidationException for the country (COUNTRY_CODE_MISMATCH, INVALID_ARN,
        MISSING_PARAMETER, INVALID_PARAMETER), a reserved tag, and a token that came with other
        parameters; ResourceNotFoundException for the identity; ConflictException for a number that
        is not active or in a pool, and for an identity of the other type;
        ServiceQuotaExceededException for pools and for tags.
        Source: documented, seen (country), inferred (reasons, order of checks).
        """
        pairs = read_tags(tags)
        identity = find_identity(self.registry, origination_identity, iso_country_code)
        check_free(identity)
        check_type(identity, message_type)
        errors.check_quota("POOLS_PER_ACCOUNT", len(self.registry.all(Pool)) + 1)
        check_tag_count(pairs)
        pool_id = f"pool-{hexadecimal()}"
        pool = Pool(
            arn=self.scope.arn(f"{POOL.name}/{pool_id}"),
            tags=pairs or NO_TAGS,
            id=pool_id,
            message_type=message_type,
            deletion_protection_enabled=deletion_protection_enabled,
            created_at=clock.now(),
            inbound=(
                identity.inbound
                if isinstance(identity, PhoneNumber)
                else Inbound(self.registry.find(OptOutList, DEFAULT))
            ),
        )
        pool.inbound.keep([pool])
        pool.join(identity)
        self.registry.add(pool, pool_id)
        answer = structure(**pool.describe(), Tags=tag_list(pairs) or None)
        self._changes.begin(changes.CREATION, pool, pool.activate)
        return answer

    @operation
    def describe_pools(
        self,
        pool_ids: list[str] | None = None,
        filters: list[dict[str, Any]] | None = None,
        owner: str | None = None,
    ) -> Listing[int, Pool]:
        """The pools, or those of the named ones, that pass the filters, the oldest first.

        Errors: ResourceNotFoundException for an ID; ValidationException
        (PARAMETERS_CANNOT_BE_USED_TOGETHER for an owner and IDs, INVALID_ARN,
        INVALID_FILTER_VALUES, INVALID_NEXT_TOKEN). Source: documented, inferred (order).
        """
        check_owner(owner, pool_ids, "poolIds")
        passes = matcher(filters, _FILTERS)
        names = pool_ids or ()
        self._changes.look(Pool, names)
        chosen = [self.registry.find(Pool, name) for name in names]
        return Listing(
            described(self.registry, Pool, chosen, owner), show=Pool.describe, where=passes
        )

    @operation
    def update_pool(
        self,
        pool_id: str,
        two_way_enabled: bool | None = None,
        two_way_channel_arn: str | None = None,
        two_way_channel_role: str | None = None,
        self_managed_opt_outs_enabled: bool | None = None,
        opt_out_list_name: str | None = None,
        shared_routes_enabled: bool | None = None,
        deletion_protection_enabled: bool | None = None,
    ) -> dict[str, Any]:
        """Changes what is given, for the numbers in the pool, too.

        Errors: ResourceNotFoundException for the pool and the opt-out list; ConflictException for
        a pool that is not active; ValidationException (TWO_WAY_CHANNEL_NOT_PRESENT,
        TWO_WAY_NOT_ENABLED, INVALID_ARN, and by the settings TWO_WAY_TOPIC_NOT_PRESENT,
        RESOURCE_NOT_ACCESSIBLE, TWO_WAY_NOT_SUPPORTED_IN_COUNTRY and
        TWO_WAY_NOT_SUPPORTED_IN_REGION). Source: documented, seen (role), inferred (numbers,
        reasons).
        """
        pool = active_pool(self.registry, pool_id)
        before = pool.inbound.opt_out_list
        opt_out_list = self.registry.find(OptOutList, opt_out_list_name or before.name)
        check_two_way(
            two_way_enabled,
            two_way_channel_arn,
            two_way_channel_role,
            (each.iso_country_code for each in pool.phone_numbers),
            self.scope.region,
        )
        pool.inbound.update(
            two_way_enabled,
            two_way_channel_arn,
            two_way_channel_role,
            self_managed_opt_outs_enabled,
            opt_out_list,
        )
        pool.inbound.keep([pool, *pool.phone_numbers], before)
        if shared_routes_enabled is not None:
            pool.shared_routes_enabled = shared_routes_enabled
        if deletion_protection_enabled is not None:
            pool.deletion_protection_enabled = deletion_protection_enabled
        return pool.describe()

    @operation
    def delete_pool(self, pool_id: str) -> dict[str, Any]:
        """The pool, which goes; its identities are free at once.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN); ConflictException for
        one that is protected, or not active. Source: documented, inferred (reasons).
        """
        pool = active_pool(self.registry, pool_id)
        if pool.deletion_protection_enabled:
            raise pool.conflict("DELETION_PROTECTION_ENABLED")
        pool.delete()
        self._changes.begin(changes.DELETION, pool, lambda: self._remove(pool))
        answer = pool.describe()
        del answer["DeletionProtectionEnabled"]
        return answer

    @operation
    def associate_origination_identity(
        self, pool_id: str, origination_identity: str, iso_country_code: str | None = None
    ) -> dict[str, Any]:
        """The identity is in the pool; a number is associating as long as moto's transition says.

        Errors: ResourceNotFoundException for the pool and the identity; ValidationException for
        the country, an ARN of something else, and a token that came with other parameters;
        ConflictException for a pool or a number that is not active, an identity that is in the
        pool, a number that is in another, and one that does not fit;
        ServiceQuotaExceededException. Source: documented, seen (country), inferred (reasons).
        """
        pool = active_pool(self.registry, pool_id)
        identity = find_identity(self.registry, origination_identity, iso_country_code)
        if pool in identity.pools:
            raise identity.conflict("RESOURCE_ALREADY_ASSOCIATED")
        check_free(identity)
        check_fit(pool, identity)
        pool.join(identity)
        if isinstance(identity, PhoneNumber):
            identity.associate()
            self._changes.begin(changes.ASSOCIATION, identity, identity.activate)
        return _association(pool, identity)

    @operation
    def disassociate_origination_identity(
        self, pool_id: str, origination_identity: str, iso_country_code: str | None = None
    ) -> dict[str, Any]:
        """The identity is no longer in the pool; a number that is pending stays so.

        Errors: ResourceNotFoundException for the pool and the identity; ValidationException for
        the country, an ARN of something else, and a token that came with other parameters;
        ConflictException for a pool that is not active, an identity that is not in it, and the
        last number of the pool. Source: documented, seen (last number), inferred (reasons).
        """
        pool = active_pool(self.registry, pool_id)
        identity = find_identity(self.registry, origination_identity, iso_country_code)
        if pool not in identity.pools:
            raise identity.conflict("PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL")
        if pool.phone_numbers == [identity]:
            raise identity.conflict("LAST_PHONE_NUMBER")
        pool.leave(identity)
        if isinstance(identity, PhoneNumber) and identity.status != "PENDING":
            identity.disassociate()
            self._changes.begin(changes.ASSOCIATION, identity, identity.activate)
        return _association(pool, identity)

    @operation
    def list_pool_origination_identities(
        self, pool_id: str, filters: list[dict[str, Any]] | None = None
    ) -> Listing[int, Identity]:
        """The identities in the pool that pass the filters, in the order in which they joined.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN,
        INVALID_FILTER_VALUES, INVALID_NEXT_TOKEN). Source: documented, inferred (order).
        """
        pool = self.registry.find(Pool, pool_id)
        return Listing(
            pool.identities,
            show=lambda each: each.describe_in_pool(),
            where=matcher(filters, _IDENTITY_FILTERS),
            also=pool.identify(),
        )

    def _remove(self, pool: Pool) -> None:
        self.registry.remove(pool)
        pool.inbound.opt_out_list.kept_by.discard(pool)


def _association(pool: Pool, identity: Identity) -> dict[str, Any]:
    described_there = identity.describe_in_pool()
    members = ("OriginationIdentityArn", "OriginationIdentity", "IsoCountryCode")
    return {**pool.identify(), **{name: described_there[name] for name in members}}
