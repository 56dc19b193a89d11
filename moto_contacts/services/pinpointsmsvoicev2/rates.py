"""How many calls a second the API takes, where the settings say that this matters."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Lock

from moto_contacts.gateway.scope import Scope
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.settings import current
from moto_contacts.simulation import clock
from moto_contacts.simulation.agenda import Origin
from moto_contacts.simulation.state import part

_SECOND = timedelta(seconds=1)
#: Operation -> how many calls a second, where that is not one. Source: documented.
_CALLS = {
    "DeleteOptedOutNumber": 10,
    "ListTagsForResource": 10,
    "PutMessageFeedback": 20,
    "PutOptedOutNumber": 10,
}
_SENDS = frozenset({"SendMediaMessage", "SendTextMessage", "SendVoiceMessage"})
#: A recipient, and what is only tried, a second. Source: documented (of parts, taken for messages).
_TO_A_RECIPIENT, _TRIED = 1, 5


class _Calls:
    """When calls were made, by what limits them."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, ...], deque[datetime]] = {}
        self._lock = Lock()

    def admits(self, limited: tuple[str, ...], most: int, at: datetime) -> bool:
        """Whether one more is within the limit of a second; it counts then."""
        with self._lock:
            made = self._made.setdefault(limited, deque())
            while made and at - made[0] >= _SECOND:
                made.popleft()
            if len(made) >= most:
                return False
            made.append(at)
            return True


def admit(scope: Scope, origin: Origin) -> None:
    """Lets a call pass that is not one too many in its second of the simulated clock.

    Errors: ThrottlingException. Source: documented (rates), inferred (that one call does not save
    up for another).
    """
    if not current.strict_throttling:
        return
    for limited, most in _limits(origin):
        if not part(_Calls).admits((*scope.place, *limited), most, clock.now()):
            raise errors.throttled()


def _limits(origin: Origin) -> Iterator[tuple[tuple[str, ...], int]]:
    """What limits a call, and by how many a second."""
    if origin.operation not in _SENDS:
        yield (origin.operation,), _CALLS.get(origin.operation, 1)
    elif origin.parameters.get("DryRun"):
        yield ("DryRun",), _TRIED
    else:
        yield ("", str(origin.parameters["DestinationPhoneNumber"])), _TO_A_RECIPIENT
