"""Replication sets: one of an account, made, changed and deleted in a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from moto_contacts.gateway import facts
from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.services.ssmincidents import errors
from moto_contacts.services.ssmincidents.replication_set import (
    DEFAULT_KEY,
    Region,
    ReplicationSet,
)
from moto_contacts.services.ssmincidents.settings import current
from moto_contacts.simulation import clock
from moto_contacts.simulation.ids import uuid4


class ReplicationSets(Family):
    """Create, read, change, protect and delete."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._is_region: Callable[[str], bool] = backend.is_region  # type: ignore[attr-defined]

    @operation
    def create_replication_set(
        self, regions: dict[str, dict[str, str]], tags: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """The ARN of a new set, which is CREATING; for a token that came before, the ARN of then.

        It is ACTIVE, and with it Incident Manager in its regions, after the time of the setting
        ``ssm_incidents_replication_minutes``: at once by default.
        Errors: ValidationException for regions without the service or too many of them;
        ConflictException where the account has a set. Source: documented (one of an account,
        regions), inferred (errors).
        """
        for region in regions:
            self._check_region(region)
        self._check_number(len(regions))
        for present in self.registry.all(ReplicationSet).values():
            raise errors.conflict(present, "The account has a replication set already")
        made = ReplicationSet(
            arn=self.scope.arn(f"replication-set/{uuid4()}"),
            regions={
                name: Region(given.get("sseKmsKeyId", DEFAULT_KEY))
                for name, given in regions.items()
            },
            tags=dict(tags or {}),
            owner=f"arn:{self.scope.partition}:iam::{self.scope.account}:root",
        )
        self.registry.add(made)
        self._settle_later(made)
        return {"arn": made.arn}

    @operation
    def get_replication_set(self, arn: str) -> dict[str, Any]:
        """The set with its regions and their statuses. Errors: ResourceNotFoundException.

        Source: documented, seen (the key where none was given).
        """
        return {"replicationSet": self.registry.find(ReplicationSet, arn).describe()}

    @operation
    def list_replication_sets(self) -> Listing[int, ReplicationSet]:
        """The ARN of the account's set, where there is one.

        Errors: ValidationException for a token of another query. Source: documented.
        """
        return Listing(self.registry.all(ReplicationSet), show=lambda each: each.arn)

    @operation
    def update_replication_set(self, arn: str, actions: list[dict[str, Any]]) -> None:
        """Adds or deletes one region; the set is UPDATING for a while.

        Deleting the last region deletes the set. Errors: ResourceNotFoundException;
        ConflictException while something else goes on; ValidationException for a region that is
        there or not there, one too many, one without the service, and the last one of a protected
        set. Source: documented (one at a time, protection), inferred (errors).
        """
        changed = self.registry.find(ReplicationSet, arn)
        if changed.status != "ACTIVE":
            raise errors.conflict(changed, f"The replication set is {changed.status}")
        for action in actions:
            if "addRegionAction" in action:
                self._add(changed, action["addRegionAction"])
            else:
                self._drop(changed, action["deleteRegionAction"]["regionName"])
        self._settle_later(changed)

    @operation
    def delete_replication_set(self, arn: str) -> None:
        """The set is DELETING, then gone, and Incident Manager cannot be used from now on.

        With ``ssm_contacts_onboarded`` false all contacts of the account go with it.
        Errors: ResourceNotFoundException; ValidationException for a protected set, and while
        something else goes on. Source: documented (all data is deleted), inferred (errors).
        """
        deleted = self.registry.find(ReplicationSet, arn)
        if deleted.status != "ACTIVE":
            raise errors.invalid("status", status=deleted.status)
        _check_protection(deleted)
        deleted.delete()
        self._settle_later(deleted)

    @operation
    def update_deletion_protection(self, arn: str, deletion_protected: bool) -> None:
        """Protects the last region of the set, or no longer.

        Errors: ResourceNotFoundException. Source: documented.
        """
        self.registry.find(ReplicationSet, arn).protect(deletion_protected)

    def _add(self, changed: ReplicationSet, action: dict[str, str]) -> None:
        name = action["regionName"]
        self._check_region(name)
        if name in changed.regions:
            raise errors.invalid("present region", region=name)
        self._check_number(len(changed.regions) + 1)
        changed.add(name, action.get("sseKmsKeyId", DEFAULT_KEY))

    def _drop(self, changed: ReplicationSet, name: str) -> None:
        if name not in changed.regions:
            raise errors.invalid("absent region", region=name)
        if len(changed.regions) == 1:
            _check_protection(changed)
        changed.drop(name)

    def _check_region(self, name: str) -> None:
        if not self._is_region(name):
            raise errors.invalid("region", region=name)

    def _check_number(self, regions: int) -> None:
        if regions > current.regions_per_replication_set:
            raise errors.invalid("too many regions", limit=current.regions_per_replication_set)

    def _settle_later(self, begun: ReplicationSet) -> None:
        """What has begun is done after a while, maybe at once; tells of the regions until then."""
        self._tell(begun)
        due = clock.later(begun.changed_at, timedelta(minutes=current.replication_minutes))
        self.scope.at(due, partial(self._settle, begun))

    def _settle(self, begun: ReplicationSet) -> None:
        if not begun.settle():
            self.registry.remove(begun)
        self._tell(begun)

    def _tell(self, known: ReplicationSet) -> None:
        """Whoever needs Incident Manager is told in which regions it can be used."""
        facts.tell(facts.ONBOARDED, self.scope, known.active)


def _check_protection(protected: ReplicationSet) -> None:
    if protected.protected:
        raise errors.invalid("protected")
