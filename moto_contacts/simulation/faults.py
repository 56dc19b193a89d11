"""Faults that a test has ordered: calls that a rule fits are late, dropped, or end in its error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from itertools import count
from threading import Lock
from typing import Any

from moto.moto_api._internal import mock_random

from moto_contacts.simulation import clock
from moto_contacts.simulation.state import Flag, part

#: Never starts anew: an id of a test before must not mean a rule of this one.
_numbers = count(1)


@dataclass(eq=False)
class Fault:
    """A rule: which calls it strikes, what that does to them, how often it has done so."""

    #: The error that a call ends in; None for none.
    error: str | None = None
    message: str = ""
    members: Mapping[str, Any] = field(default_factory=dict)
    #: Whether the connection ends without an answer.
    drop: bool = False
    #: Seconds by which a call is late, whatever becomes of it then.
    latency: float = 0.0
    #: Globs; the operation is a regular expression that must match the whole name.
    service: str = "*"
    operation: str = ".*"
    region: str = "*"
    #: How often it strikes; None for always.
    times: int | None = None
    #: How likely it is to strike a call that it fits, by moto's seed.
    probability: float = 1.0
    #: For how many seconds of the simulated clock it strikes; None for ever.
    ttl: float | None = None
    #: The service and operation of each call that it can strike; see `gateway.possible_faults`.
    calls: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)
    id: str = field(default_factory=lambda: f"fault-{next(_numbers)}")
    #: How often it has struck.
    struck: int = 0
    created_at: datetime = field(default_factory=clock.now)

    @property
    def expires_at(self) -> datetime | None:
        """When it strikes no more."""
        if self.ttl is None:
            return None
        return clock.later(self.created_at, timedelta(seconds=self.ttl))

    @property
    def text(self) -> str:
        """What its error says: what was ordered, or which rule it is. Source: ours."""
        if self.message:
            return self.message
        fits = {"service": self.service, "operation": self.operation, "region": self.region}
        told = [f"{name} {value}" for name, value in fits.items() if value not in ("*", ".*")]
        whose = f" for {', '.join(told)}" if told else ""
        return f"{self.error} was ordered by the rule {self.id} of moto_contacts{whose}."

    @property
    def ends(self) -> bool:
        """Whether a call that it strikes gets no further."""
        return self.drop or self.error is not None

    def strikes(self, service: str, operation: str, region: str) -> bool:
        """Whether the rule is for this call, has not run out, and luck has it."""
        expires_at = self.expires_at
        return (
            (service, operation) in self.calls
            and (self.times is None or self.struck < self.times)
            and (expires_at is None or clock.now() < expires_at)
            and fnmatchcase(region, self.region)
            # No number is drawn for a rule that is certain: the ids of a seed stay what they are.
            and (self.probability == 1 or mock_random.random() < self.probability)
        )


class Faults(Flag):
    """The rules of the running test, in the order in which they were put; is there any?"""

    def __init__(self) -> None:
        self.rules: list[Fault] = list(_kept)
        self.lock = Lock()

    def before_reset(self) -> None:
        """There are none any more but those that are kept."""
        type(self).is_up = bool(_kept)


#: Rules of a ``with`` block or a marker, which moto's resets leave alone.
_kept: list[Fault] = []


def current() -> Faults:
    """The rules of the running test: others, once moto has reset."""
    return part(Faults)


def put(rule: Fault) -> None:
    """Adds a rule behind the others. Raises `Misconfigured` where it never could run out."""
    _ = rule.expires_at
    current().rules.append(rule)
    Faults.put_up()


def rules() -> list[Fault]:
    """All rules with their counters."""
    return list(current().rules)


def remove(rule: Fault) -> None:
    """Removes a rule, if it is still there."""
    for kept in (current().rules, _kept):
        if rule in kept:
            kept.remove(rule)


def reset() -> None:
    """Removes all rules."""
    current().rules.clear()
    _kept.clear()


def keep(rule: Fault) -> None:
    """Keeps a rule through every reset of moto's, until it is removed."""
    if rule not in _kept:
        _kept.append(rule)
    Faults.put_up()


def strike(service: str, operation: str, region: str) -> Sequence[Fault]:
    """The rules that strike a call, counted: those that make it late, up to one that ends it."""
    faults = current()
    if not faults.rules:
        return ()
    struck: list[Fault] = []
    with faults.lock:
        for rule in faults.rules:
            if rule.strikes(service, operation, region):
                rule.struck += 1
                struck.append(rule)
                if rule.ends:
                    break
    return struck
