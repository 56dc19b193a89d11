"""Changes of a resource that take as long as moto's state manager says.

At once, after so many descriptions of the resource, or after so many seconds of the simulated
clock: what is said when a change begins holds for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from moto.moto_api import state_manager

from moto_contacts.gateway.backend import Family, FamilyBackend
from moto_contacts.gateway.registry import Resource
from moto_contacts.simulation import clock
from moto_contacts.simulation.agenda import Entry

_PREFIX = "pinpointsmsvoicev2::"
#: What moto's state manager calls the changes.
REQUEST = f"{_PREFIX}phone_number"
ASSOCIATION = f"{_PREFIX}phone_number_association"
RELEASE = f"{_PREFIX}phone_number_release"
CREATION = f"{_PREFIX}pool"
DELETION = f"{_PREFIX}pool_deletion"
for _name in (REQUEST, ASSOCIATION, RELEASE, CREATION, DELETION):
    state_manager.register_default_transition(_name, {"progression": "immediate"})


@dataclass(slots=True)
class _Change:
    do: Callable[[], None]
    #: How many descriptions it still takes; None where it takes its time.
    looks: int | None = None
    entry: Entry | None = None


class Changes(Family):
    """The changes that are yet to come; it has no operations."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._waiting: dict[Resource, _Change] = {}

    def begin(self, name: str, resource: Resource, do: Callable[[], None]) -> None:
        """Has the change happen when moto's transition of this name says; at once, maybe.

        It takes the place of another that the resource waits for.
        """
        before = self._waiting.pop(resource, None)
        if before is not None and before.entry is not None:
            before.entry.cancel()
        transition = state_manager.get_transition(name)
        if transition["progression"] == "immediate":
            do()
            return
        change = self._waiting[resource] = _Change(do)
        if transition["progression"] == "manual":
            change.looks = transition["times"]
        else:
            due = clock.in_seconds(transition["seconds"])
            change.entry = self.scope.at(due, lambda: self._finish(resource, change))

    def look(self, kind: type[Resource], names: Collection[str]) -> None:
        """Somebody describes these, or all of the kind where none are named."""
        chosen = [self.registry.get(kind, name) for name in names]
        for resource, change in list(self._waiting.items()):
            if change.looks is not None and (
                resource in chosen if names else isinstance(resource, kind)
            ):
                change.looks -= 1
                if change.looks <= 0:
                    self._finish(resource, change)

    def _finish(self, resource: Resource, change: _Change) -> None:
        del self._waiting[resource]
        change.do()
