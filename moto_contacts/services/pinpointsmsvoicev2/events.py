"""Events of messages on their way to the destinations of configuration sets."""

from __future__ import annotations

import json
from collections import deque
from datetime import datetime
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from moto_contacts.gateway.backend import Family, FamilyBackend
from moto_contacts.services.pinpointsmsvoicev2 import elsewhere
from moto_contacts.services.pinpointsmsvoicev2.configuration_set import ConfigurationSet
from moto_contacts.services.pinpointsmsvoicev2.event import event, types
from moto_contacts.simulation import agenda

if TYPE_CHECKING:
    from moto_contacts.services.pinpointsmsvoicev2.outgoing_message import OutgoingMessage


class Events(Family):
    """Tells destinations what becomes of messages; it has no operations."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        #: ID of a message -> where its events go, and what they are; only while some thread
        #: delivers them, or will.
        self._waiting: dict[str, deque[tuple[str, str, str]]] = {}
        #: Held for a moment, around each look at these.
        self._lock = Lock()

    def tell(
        self,
        message: OutgoingMessage,
        to: ConfigurationSet,
        description: str,
        at: datetime,
        final: bool,
    ) -> None:
        """Has the status that a message has reached told, once no lock is held.

        Whoever is to hear of it is settled now: destinations that are enabled, of a set that is
        there. Events of one message go in order, whichever threads they come from.
        """
        if self.registry.get(ConfigurationSet, to.name) is not to:
            return
        asked = types(message)
        arns = [
            each.arn
            for each in to.event_destinations.values()
            if each.enabled and not asked.isdisjoint(each.matching_event_types)
        ]
        if not arns:
            return
        text = json.dumps(event(message, description, final, at))
        told = [(arn, text, to.name) for arn in arns]
        with self._lock:
            waiting = self._waiting.get(message.id)
            if waiting is not None:
                waiting.extend(told)
                return
            self._waiting[message.id] = deque(told)
        agenda.afterwards(partial(self._deliver, message.id))

    def _deliver(self, message_id: str) -> None:
        """Delivers what waits of a message, and what others have told meanwhile."""
        while (waiting := self._next(message_id)) is not None:
            elsewhere.tell(*waiting)

    def _next(self, message_id: str) -> tuple[str, str, str] | None:
        with self._lock:
            waiting = self._waiting[message_id]
            if waiting:
                return waiting.popleft()
            del self._waiting[message_id]
            return None
