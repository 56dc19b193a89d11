"""A replication set: the regions that have an account's data, and how far they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moto_contacts.gateway.registry import Resource
from moto_contacts.services.ssmincidents.resources import REPLICATION_SET
from moto_contacts.simulation import clock

#: What AWS's own key is called. Source: seen.
DEFAULT_KEY = "DefaultKey"


@dataclass(slots=True)
class Region:
    """One region of a set, and the key of its data."""

    key: str
    #: CREATING, ACTIVE or DELETING
    status: str = "CREATING"
    since: datetime = field(default_factory=clock.now)

    def turn(self, status: str) -> None:
        """-> another status, as of now."""
        self.status, self.since = status, clock.now()

    def describe(self) -> dict[str, Any]:
        """The structure ``RegionInfo``."""
        return {"sseKmsKeyId": self.key, "status": self.status, "statusUpdateDateTime": self.since}


@dataclass(slots=True, eq=False)
class ReplicationSet(Resource):
    """What Incident Manager replicates to; an account has one at most."""

    kind = REPLICATION_SET

    regions: dict[str, Region]
    tags: dict[str, str]
    #: Who has made and changed it. Source: inferred (the form), ours (that it is the account).
    owner: str
    #: CREATING, ACTIVE, UPDATING or DELETING. Source: documented.
    status: str = "CREATING"
    protected: bool = False
    created_at: datetime = field(default_factory=clock.now)
    changed_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.changed_at = self.created_at

    @property
    def active(self) -> frozenset[str]:
        """The regions in which Incident Manager can be used."""
        return frozenset(name for name, each in self.regions.items() if each.status == "ACTIVE")

    def add(self, name: str, key: str) -> None:
        """-> UPDATING: one region more, which is CREATING."""
        self.regions[name] = Region(key)
        self._begin("UPDATING")

    def drop(self, name: str) -> None:
        """-> UPDATING: the region is DELETING; the last one takes the set with it."""
        if len(self.regions) == 1:
            self.delete()
        else:
            self.regions[name].turn("DELETING")
            self._begin("UPDATING")

    def delete(self) -> None:
        """-> DELETING, the set and all regions."""
        for region in self.regions.values():
            region.turn("DELETING")
        self._begin("DELETING")

    def protect(self, protected: bool) -> None:
        """Switches deletion protection on or off."""
        self.protected = protected
        self.changed_at = clock.now()

    def settle(self) -> bool:
        """What has begun is done; whether there still is a set.

        CREATING and UPDATING -> ACTIVE: regions that are CREATING too, those DELETING are gone.
        """
        for name, region in list(self.regions.items()):
            if region.status == "DELETING":
                del self.regions[name]
            elif region.status == "CREATING":
                region.turn("ACTIVE")
        self.status = "ACTIVE" if self.regions else "DELETING"
        return bool(self.regions)

    def describe(self) -> dict[str, Any]:
        """The structure ``ReplicationSet``."""
        return {
            "arn": self.arn,
            "regionMap": {name: region.describe() for name, region in self.regions.items()},
            "status": self.status,
            "deletionProtected": self.protected,
            "createdTime": self.created_at,
            "createdBy": self.owner,
            "lastModifiedTime": self.changed_at,
            "lastModifiedBy": self.owner,
        }

    def _begin(self, status: str) -> None:
        self.status, self.changed_at = status, clock.now()
