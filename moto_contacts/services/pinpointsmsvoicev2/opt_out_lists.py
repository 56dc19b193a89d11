"""Opt-out lists: create, describe, delete."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.filters import check_owner, described
from moto_contacts.services.pinpointsmsvoicev2.opt_out_list import (
    DEFAULT,
    DEFAULT_SINCE,
    OptOutList,
)
from moto_contacts.services.pinpointsmsvoicev2.resources import OPT_OUT_LIST
from moto_contacts.services.pinpointsmsvoicev2.tags import (
    NO_TAGS,
    TagList,
    check_tag_count,
    read_tags,
    tag_list,
)
from moto_contacts.simulation import clock


class OptOutLists(Family):
    """Create, describe and delete lists; the list Default is there from the start."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._add(DEFAULT, {}, DEFAULT_SINCE)

    @operation
    def create_opt_out_list(
        self, opt_out_list_name: str, tags: TagList | None = None
    ) -> dict[str, Any]:
        """A new list, with nobody on it.

        Errors: ValidationException for a reserved tag, and for a token that came with other
        parameters; ConflictException for a name that is taken, as Default always is;
        ServiceQuotaExceededException for lists and for tags.
        Source: documented, inferred (that case counts).
        """
        pairs = read_tags(tags)
        if self.registry.get(OptOutList, opt_out_list_name) is not None:
            raise errors.conflict(
                "RESOURCE_ALREADY_EXISTS", OPT_OUT_LIST.resource_type, opt_out_list_name
            )
        errors.check_quota("OPT_OUT_LISTS_PER_ACCOUNT", len(self.registry.all(OptOutList)) + 1)
        check_tag_count(pairs)
        created = self._add(opt_out_list_name, pairs, clock.now())
        return structure(**created.describe(), Tags=tag_list(pairs) or None)

    @operation
    def describe_opt_out_lists(
        self, opt_out_list_names: list[str] | None = None, owner: str | None = None
    ) -> Listing[int, OptOutList]:
        """The lists, or those that are named, the oldest first; Default is the oldest.

        Errors: ResourceNotFoundException for a name; ValidationException
        (PARAMETERS_CANNOT_BE_USED_TOGETHER for an owner and names, INVALID_ARN,
        INVALID_NEXT_TOKEN). Source: documented, inferred (reason, order).
        """
        check_owner(owner, opt_out_list_names, "optOutListNames")
        chosen = [self.registry.find(OptOutList, name) for name in opt_out_list_names or ()]
        return Listing(
            described(self.registry, OptOutList, chosen, owner), show=OptOutList.describe
        )

    @operation
    def delete_opt_out_list(self, opt_out_list_name: str) -> dict[str, Any]:
        """Removes the list and all numbers on it.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN); ConflictException for
        Default, and for a list that a number or a pool keeps to.
        Source: documented, inferred (reason).
        """
        found = self.registry.find(OptOutList, opt_out_list_name)
        if found.name == DEFAULT:
            raise errors.stays("default list", OPT_OUT_LIST.resource_type, found.name)
        if found.kept_by:
            raise errors.stays("list in use", OPT_OUT_LIST.resource_type, found.name)
        self.registry.remove(found)
        return found.describe()

    def _add(self, name: str, pairs: dict[str, str], created_at: datetime) -> OptOutList:
        added = OptOutList(
            arn=self.scope.arn(f"{OPT_OUT_LIST.name}/{name}"),
            tags=pairs or NO_TAGS,
            name=name,
            created_at=created_at,
        )
        self.registry.add(added, name)
        return added
