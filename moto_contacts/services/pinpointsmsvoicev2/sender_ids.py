"""Sender IDs: request, describe, update, release."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.gateway.registry import Registry
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2 import countries, errors
from moto_contacts.services.pinpointsmsvoicev2.filters import (
    MESSAGE_TYPES,
    Attribute,
    check_owner,
    described,
    flag,
    matcher,
)
from moto_contacts.services.pinpointsmsvoicev2.resources import SENDER_ID
from moto_contacts.services.pinpointsmsvoicev2.sender_id import SenderId
from moto_contacts.services.pinpointsmsvoicev2.settings import current
from moto_contacts.services.pinpointsmsvoicev2.tags import (
    NO_TAGS,
    TagList,
    check_tag_count,
    read_tags,
    tag_list,
)
from moto_contacts.simulation import clock

#: A letter somewhere, and no hyphen at either end. Source: documented.
_FORM = re.compile("(?!-)(?=.*[A-Z]).*(?<!-)")
_FILTERS: dict[str, Attribute[SenderId]] = {
    "sender-id": Attribute(lambda each: each.id),
    "iso-country-code": Attribute(lambda each: each.iso_country_code),
    "message-type": Attribute(lambda each: each.message_types, MESSAGE_TYPES),
    "deletion-protection-enabled": flag(lambda each: each.deletion_protection_enabled),
    # Nothing registers one yet.
    "registered": flag(lambda each: False),
}


class SenderIds(Family):
    """Request, describe, update and release sender IDs, each of one country."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        #: Name in the registry -> when it was released last.
        self._released_at: dict[str, datetime] = {}

    @operation
    def request_sender_id(
        self,
        sender_id: str,
        iso_country_code: str,
        message_types: list[str] | None = None,
        deletion_protection_enabled: bool = False,
        tags: TagList | None = None,
    ) -> dict[str, Any]:
        """A new sender ID, in upper case, for messages of both types unless the request says.

        Errors: ValidationException (INVALID_PARAMETER for a malformed one, an unknown country and
        a reserved tag, SENDER_ID_NOT_SUPPORTED, SENDER_ID_REQUIRES_REGISTRATION, and a token that
        came with other parameters); ConflictException for one that is there;
        ServiceQuotaExceededException for sender IDs and for tags.
        Source: seen (upper case, release), documented (form), inferred (reasons, countries).
        """
        pairs = read_tags(tags)
        name = sender_id.upper()
        own_key = key(name, iso_country_code)
        if not _FORM.fullmatch(name):
            raise errors.parameter("sender ID")
        if iso_country_code not in countries.PREFIXES:
            raise errors.parameter("unknown country")
        if iso_country_code in countries.WITHOUT_SENDER_IDS:
            raise errors.invalid("SENDER_ID_NOT_SUPPORTED", "isoCountryCode")
        if iso_country_code in countries.REGISTERED_SENDER_IDS or self._rests(own_key):
            raise errors.invalid("SENDER_ID_REQUIRES_REGISTRATION", "senderId")
        if self.registry.get(SenderId, own_key) is not None:
            raise errors.conflict("RESOURCE_ALREADY_EXISTS", SENDER_ID.resource_type, name)
        errors.check_quota("SENDER_IDS_PER_ACCOUNT", len(self.registry.all(SenderId)) + 1)
        check_tag_count(pairs)
        created = SenderId(
            arn=self.scope.arn(f"{SENDER_ID.name}/{own_key}"),
            tags=pairs or NO_TAGS,
            id=name,
            iso_country_code=iso_country_code,
            message_types=list(dict.fromkeys(message_types or ("TRANSACTIONAL", "PROMOTIONAL"))),
            number_capabilities=["SMS"],
            deletion_protection_enabled=deletion_protection_enabled,
        )
        self.registry.add(created, own_key)
        return structure(**created.describe(), Tags=tag_list(pairs) or None)

    @operation
    def describe_sender_ids(
        self,
        sender_ids: list[dict[str, str]] | None = None,
        filters: list[dict[str, Any]] | None = None,
        owner: str | None = None,
    ) -> Listing[int, SenderId]:
        """The sender IDs, or those of the named ones, that pass the filters, the oldest first.

        Errors: ResourceNotFoundException for a name; ValidationException (COUNTRY_CODE_MISMATCH
        for an ARN, PARAMETERS_CANNOT_BE_USED_TOGETHER for an owner and names, INVALID_ARN,
        INVALID_FILTER_VALUES, INVALID_NEXT_TOKEN). Source: documented, inferred (order, mismatch).
        """
        check_owner(owner, sender_ids, "senderIds")
        passes = matcher(filters, _FILTERS)
        chosen = [
            find_sender_id(self.registry, each["SenderId"], each["IsoCountryCode"])
            for each in sender_ids or ()
        ]
        return Listing(
            described(self.registry, SenderId, chosen, owner), show=SenderId.describe, where=passes
        )

    @operation
    def update_sender_id(
        self,
        sender_id: str,
        iso_country_code: str,
        deletion_protection_enabled: bool | None = None,
    ) -> dict[str, Any]:
        """Protects the sender ID from its release, or no longer.

        Errors: ResourceNotFoundException; ValidationException (COUNTRY_CODE_MISMATCH for an ARN,
        INVALID_ARN). Source: documented, inferred (mismatch).
        """
        found = find_sender_id(self.registry, sender_id, iso_country_code)
        if deletion_protection_enabled is not None:
            found.deletion_protection_enabled = deletion_protection_enabled
        return found.describe()

    @operation
    def release_sender_id(self, sender_id: str, iso_country_code: str) -> dict[str, Any]:
        """Removes the sender ID.

        Errors: ResourceNotFoundException; ValidationException (COUNTRY_CODE_MISMATCH for an ARN,
        INVALID_ARN); ConflictException for one that is protected, or in a pool.
        Source: documented, inferred (reasons).
        """
        found = find_sender_id(self.registry, sender_id, iso_country_code)
        if found.deletion_protection_enabled:
            raise found.conflict("DELETION_PROTECTION_ENABLED")
        if found.pools:
            raise found.conflict("SENDER_ID_ASSOCIATED_TO_POOL")
        self.registry.remove(found)
        self._released_at[key(found.id, found.iso_country_code)] = clock.now()
        answer = found.describe()
        del answer["DeletionProtectionEnabled"]
        return answer

    def _rests(self, name: str) -> bool:
        """Whether it was released too short a time ago to be had again. Source: seen."""
        released_at = self._released_at.get(name)
        rest = timedelta(hours=current.released_sender_id_hours)
        return released_at is not None and clock.now() - released_at < rest


def find_sender_id(registry: Registry, name: str, country: str) -> SenderId:
    """The sender ID of a name, in any case, or of an ARN, and of a country.

    Errors: ResourceNotFoundException; ValidationException (COUNTRY_CODE_MISMATCH).
    Source: seen (case), inferred (mismatch).
    """
    if name.startswith("arn:"):
        found = registry.find(SenderId, name)
        if found.iso_country_code != country:
            raise errors.invalid("COUNTRY_CODE_MISMATCH", "isoCountryCode")
        return found
    by_name = registry.get(SenderId, key(name.upper(), country))
    if by_name is None:
        raise errors.not_found(SENDER_ID.resource_type, name)
    return by_name


def key(name: str, country: str) -> str:
    """What it is called in the registry, and in its ARN."""
    return f"{name}/{country}"
