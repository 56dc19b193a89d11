"""How many calls the API takes in a while, where the settings say that this matters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from threading import Lock
from typing import NamedTuple

from moto_contacts.gateway.scope import Scope
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.phone_numbering import e164
from moto_contacts.services.pinpointsmsvoicev2.recent import Recent
from moto_contacts.services.pinpointsmsvoicev2.settings import current
from moto_contacts.simulation import clock
from moto_contacts.simulation.agenda import Origin
from moto_contacts.simulation.state import part

#: Operation -> how many calls a second, where that is not one. Source: documented.
_CALLS = {
    "DeleteOptedOutNumber": 10,
    "ListTagsForResource": 10,
    "PutMessageFeedback": 20,
    "PutOptedOutNumber": 10,
}
_SPEAKS = "SendVoiceMessage"
_SENDS = frozenset({"SendMediaMessage", "SendTextMessage", _SPEAKS})
#: A recipient, and what is only tried, a second. Source: documented (of parts, taken for messages).
_TO_A_RECIPIENT, _TRIED = 1, 5
#: Tier of the account -> how many people are called a minute. Source: documented.
_SPOKEN = {"SANDBOX": 5, "PRODUCTION": 20}


class _Limit(NamedTuple):
    """What is limited, and how often it may happen in so many seconds."""

    what: tuple[str, ...]
    most: int
    seconds: int = 1


class _Calls:
    """Which calls were made of late."""

    def __init__(self) -> None:
        self._made: dict[int, Recent[tuple[str, ...]]] = {
            seconds: Recent(timedelta(seconds=seconds)) for seconds in (1, 60)
        }
        self._lock = Lock()

    def admits(self, place: tuple[str, ...], limits: list[_Limit]) -> bool:
        """Whether one more is within all limits that there are for it; it counts then."""
        now = clock.now()
        with self._lock:
            found = [(self._made[each.seconds], (*place, *each.what), each) for each in limits]
            if any(made.count(key, now) >= each.most for made, key, each in found):
                return False
            for made, key, _ in found:
                made.add(key, now)
            return True


def admit(scope: Scope, origin: Origin) -> None:
    """Lets a call pass that is not one too many in its second, or minute, of the simulated clock.

    Errors: ThrottlingException. Source: documented (rates), inferred (that one call does not save
    up for another).
    """
    if current.strict_throttling and not part(_Calls).admits(scope.place, list(_limits(origin))):
        raise errors.throttled()


def _limits(origin: Origin) -> Iterator[_Limit]:
    """What limits a call."""
    if origin.operation not in _SENDS:
        yield _Limit((origin.operation,), _CALLS.get(origin.operation, 1))
    elif origin.parameters.get("DryRun"):
        yield _Limit(("DryRun",), _TRIED)
    else:
        recipient = e164(origin.parameters["DestinationPhoneNumber"])
        yield _Limit(("", recipient), _TO_A_RECIPIENT)
        if origin.operation == _SPEAKS:
            yield _Limit((_SPEAKS,), _SPOKEN[current.account_tier], seconds=60)
