"""A backend is made of families: classes whose public methods are operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property, partial
from threading import RLock
from typing import Any, ClassVar

from moto_contacts.simulation import agenda
from moto_contacts.simulation.messages import Sent


@dataclass(slots=True)
class Scope:
    """Where a backend lives: all that a family needs to make ARNs and to send messages."""

    service: str
    partition: str
    region: str
    account: str
    #: Held around every operation, and around whatever else changes the backend's state.
    lock: RLock
    namespace: str

    def arn(self, resource: str) -> str:
        """The ARN of a resource of this account and region."""
        return f"arn:{self.partition}:{self.namespace}:{self.region}:{self.account}:{resource}"

    def message(self, **values: Any) -> Sent:
        """A message with these further values, sent on behalf of whoever acts."""
        return Sent(**agenda.origin()._asdict(), lock=self.lock, **values)

    def at(self, due: datetime, do: Callable[[], object]) -> agenda.Entry:
        """Has something happen under the lock when the clock is there, for whoever acts now."""
        return agenda.put(due, agenda.origin(), partial(self._locked, do))

    def _locked(self, do: Callable[[], object]) -> None:
        with self.lock:
            do()


class FamilyBackend:
    """What the gateway needs of a backend: its families, and a lock that one operation holds.

    To be mixed into moto's ``BaseBackend``, which knows region, account and partition.
    """

    service: ClassVar[str]
    #: The service's name in ARNs.
    namespace: ClassVar[str]
    #: A partition-wide service has no region in its ARNs.
    regional: ClassVar[bool] = True

    families: tuple[Any, ...]
    region_name: str
    account_id: str
    partition: str

    @cached_property
    def urls(self) -> dict[str, Any]:
        """What moto asks for at every request, and makes anew each time; the same, made once."""
        urls: dict[str, Any] = super().urls  # type: ignore[misc]
        return urls

    def method(self, name: str) -> Callable[..., dict[str, Any] | None] | None:
        """The method of a family that performs an operation, or None where we lack it."""
        position = _positions(tuple(map(type, self.families))).get(name)
        if position is None:
            return None
        method: Callable[..., dict[str, Any] | None] = getattr(self.families[position], name)
        return method

    def __init__(self, region_name: str, account_id: str):
        super().__init__(region_name, account_id)  # type: ignore[call-arg]
        self.scope = Scope(
            service=self.service,
            partition=self.partition,
            region=region_name if self.regional else "",
            account=account_id,
            lock=RLock(),
            namespace=self.namespace,
        )


@cache
def _positions(families: tuple[type, ...]) -> dict[str, int]:
    """Name of a method -> position of its family."""
    return {name: position for position, family in enumerate(families) for name in dir(family)}
