"""The types of CloudFormation. Source: its public schemas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto_contacts.gateway.resource_types import (
    Call,
    Malformed,
    Model,
    ResourceType,
    Tags,
    pairs,
    renamed,
    structure,
    structures,
)
from moto_contacts.services.ssmincidents import errors

_PROTECTED = "DeletionProtected"


def _regions(replication_set: Model) -> dict[str, dict[str, Any]]:
    """Name -> key of the regions, as the API has them, where there is one at least.

    The API would take no region of a set that is there for the end of it.
    """
    found: dict[str, dict[str, Any]] = {}
    for region in structures(replication_set, "Regions"):
        for key in region:
            if key not in ("RegionName", "RegionConfiguration"):
                raise Malformed.key(key)
        given = structure(region, "RegionConfiguration")
        found[str(region.get("RegionName", ""))] = renamed(given, {"SseKmsKeyId": "sseKmsKeyId"})
    if not found:
        raise Malformed("#/Regions: expected minimum item count: 1, found: 0")
    return found


def _tags(replication_set: Model) -> dict[str, str] | None:
    return pairs(replication_set) or None


class _Protection:
    """The `Change` of deletion protection, which stays as it is where a template does not say.

    Source: documented (by the handler that AWS has published).
    """

    _update = Call("UpdateDeletionProtection", {"arn": "Arn", "deletionProtected": _PROTECTED})
    calls = (_update,)

    def changes(self, before: Model, after: Model) -> Iterator[tuple[Call, Model]]:
        """The call that makes the protection of one model that of another."""
        if after.get(_PROTECTED) is not None:
            yield from self._update.changes(before, after)


class _Regions:
    """The `Change` of regions, of which an update adds or deletes one.

    Source: documented (one, by the handler that AWS has published; a key stays).
    """

    _update = Call("UpdateReplicationSet", {"arn": "Arn", "actions": "Actions"})
    calls = (_update,)

    def changes(self, before: Model, after: Model) -> Iterator[tuple[Call, Model]]:
        """The call that makes the regions of one model those of another."""
        old, new = _regions(before), _regions(after)
        for name in old.keys() & new.keys():
            if old[name] != new[name]:
                raise Malformed(f"#/Regions: the key of {name} cannot be changed")
        if len(old.keys() ^ new.keys()) > 1:
            raise errors.more_than_one_region(old, new)
        for name in new.keys() - old.keys():
            yield self._call(after, "addRegionAction", {"regionName": name, **new[name]})
        for name in old.keys() - new.keys():
            yield self._call(after, "deleteRegionAction", {"regionName": name})

    def _call(self, after: Model, action: str, members: dict[str, Any]) -> tuple[Call, Model]:
        return self._update, {**after, "Actions": [{action: members}]}


TAGS = Tags(
    Call("TagResource", {"resourceArn": "Arn", "tags": _tags}),
    Call("UntagResource", {"resourceArn": "Arn", "tagKeys": "TagKeys"}),
)
_PROTECT = _Protection()

TYPES = (
    ResourceType(
        "AWS::SSMIncidents::ReplicationSet",
        required=("Regions",),
        optional=(_PROTECTED, "Tags"),
        create_only=(),
        attributes=("Arn",),
        create=Call("CreateReplicationSet", {"regions": _regions, "tags": _tags}, {"Arn": "arn"}),
        complete=(_PROTECT,),
        update=(
            _Regions(),
            _PROTECT,
            TAGS,
        ),
        delete=Call("DeleteReplicationSet", {"arn": "Arn"}),
    ),
)
