"""Where a backend lives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from sys import intern
from threading import RLock
from typing import Any

from moto_contacts.simulation import agenda, outbox
from moto_contacts.simulation.messages import Sent


@dataclass(slots=True)
class Scope:
    """All that a family needs to make ARNs, to send messages, and to do something later."""

    service: str
    partition: str
    region: str
    account: str
    #: Held around every operation, and around whatever else changes the backend's state.
    lock: RLock
    namespace: str
    #: What tells it from all other scopes of its service.
    place: tuple[str, str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.place = self.partition, self.account, self.region

    def arn(self, resource: str) -> str:
        """The ARN of a resource of this account and region."""
        return f"arn:{self.partition}:{self.namespace}:{self.region}:{self.account}:{resource}"

    def message(self, without: Iterable[str] = (), **values: Any) -> Sent:
        """A message with these further values, sent on behalf of whoever acts.

        It knows the members of their request, but for those that it is to do ``without``.
        What every request brings anew, and is always the same, is kept once: there may be 100,000.
        """
        origin = agenda.origin()
        given = origin.parameters
        parameters = dict(zip(map(intern, given), given.values(), strict=True))
        for name in without:
            parameters.pop(name, None)
        return Sent(
            service=origin.service,
            operation=origin.operation,
            parameters=parameters,
            account=intern(origin.account),
            region=intern(origin.region),
            lock=self.lock,
            **values,
        )

    def later(self, write: Callable[[], object], size: int) -> None:
        """Has something written in the outbox, for whoever acts now: see `outbox.later`."""
        origin = agenda.origin()
        outbox.later(origin.operation, partial(agenda.act, origin, write), size)

    def at(
        self, due: datetime, do: Callable[[], object], within: timedelta | None = None
    ) -> agenda.Entry:
        """Has something happen under the lock when the clock is there, for whoever acts now.

        ``within`` is for what comes again and again: see `agenda.Entry`.
        """
        return agenda.put(due, agenda.origin(), partial(self._locked, do), within)

    def _locked(self, do: Callable[[], object]) -> None:
        with self.lock:
            do()
