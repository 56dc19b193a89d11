"""The log of operations: every call that changes something is recorded, and is done at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.listing import Created, Listing
from moto_contacts.services.lightsail import errors
from moto_contacts.services.lightsail.resources import location
from moto_contacts.simulation import clock
from moto_contacts.simulation.ids import uuid4

_PAGE_SIZE = 200
#: Those that botocore lacks: call -> what it lists.
PAGINATORS = {
    name: {"input_token": "pageToken", "output_token": "nextPageToken", "result_key": listed}
    for name, listed in {"GetAlarms": "alarms", "GetOperationsForResource": "operations"}.items()
}


#: The structure ``Operation``: something that was done to a resource, which it outlives. Nothing of
#: it ever changes, so it is kept as it is told.
Operation = Mapping[str, Any]


class Operations(Family):
    """Record and read operations."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._all: Created[Operation] = Created()
        #: Made when somebody asks, for hardly anybody does: of all up to this key.
        self._known = 0
        self._by_id: dict[str, Operation] = {}
        self._by_resource: defaultdict[str, Created[Operation]] = defaultdict(Created)

    def record(
        self,
        operation_type: str,
        resource_type: str,
        resource_name: str,
        details: str | None = None,
        at: datetime | None = None,
    ) -> dict[str, Any]:
        """Logs an operation; returns what the call that has done it answers.

        ``operation_type`` is the name of the call, in the model's enum or not: real answers name
        calls that the enum lacks. ``details`` is the other resource that it was about, where there
        is one, and ``at`` the moment of the call, where it has asked for that. Source: seen.
        """
        now = at or clock.now()
        done = {
            "id": uuid4(),
            "resourceName": resource_name,
            "resourceType": resource_type,
            "createdAt": now,
            "location": location(self.scope.region),
            "isTerminal": True,
            "operationType": operation_type,
            "status": "Succeeded",
            "statusChangedAt": now,
        }
        if details is not None:
            done["operationDetails"] = details
        self._all.add(done)
        return {"operations": [done]}

    @operation
    def get_operation(self, operation_id: str) -> dict[str, Any]:
        """The operation. Errors: NotFoundException. Source: documented."""
        self._catch_up()
        done = self._by_id.get(operation_id)
        if done is None:
            raise errors.not_found("Operation", operation_id)
        return {"operation": done}

    @operation
    def get_operations(self) -> Listing[int, Operation]:
        """The region's operations, the newest first.

        Errors: InvalidInputException for a token of another query. Source: seen (the order, against
        the documentation), documented (page size).
        """
        return _newest_first(self._all)

    @operation
    def get_operations_for_resource(self, resource_name: str) -> Listing[int, Operation]:
        """The operations on whatever has, or had, this name; the newest first.

        Errors: NotFoundException where nothing ever had the name, for creation is an operation too;
        InvalidInputException for a token of another query. Source: seen (order), inferred (history,
        error).
        """
        self._catch_up()
        if resource_name not in self._by_resource:
            raise errors.not_found("Resource", resource_name)
        return _newest_first(self._by_resource[resource_name])

    def _catch_up(self) -> None:
        """All operations up to now are known by their ids and their resources."""
        for key, done in self._all.after(self._known):
            self._known = key
            self._by_id[done["id"]] = done
            self._by_resource[done["resourceName"]].add(done)


def _newest_first(operations: Created[Operation]) -> Listing[int, Operation]:
    return Listing(operations, show=dict, newest_first=True, page_size=_PAGE_SIZE)
