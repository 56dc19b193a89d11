"""Errors that a test has ordered: the next calls that a rule fits are answered with its error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from threading import Lock
from typing import Any

from moto_contacts.simulation.state import part


@dataclass
class Fault:
    """A rule: which calls it fits, what they are answered, how often yet."""

    error: str
    message: str = ""
    members: Mapping[str, Any] = field(default_factory=dict)
    #: Globs; the operation is a regular expression that must match the whole name.
    service: str = "*"
    operation: str = ".*"
    region: str = "*"
    #: How often it strikes; None for always.
    times: int | None = None
    #: How often it has struck.
    struck: int = 0

    def fits(self, service: str, operation: str, region: str) -> bool:
        """Whether the rule is for this call and has not run out."""
        return (
            (self.times is None or self.struck < self.times)
            and fnmatchcase(service, self.service)
            and re.fullmatch(self.operation, operation) is not None
            and fnmatchcase(region, self.region)
        )


class Faults:
    """The rules of the running test, in the order in which they were put."""

    def __init__(self) -> None:
        self.rules: list[Fault] = []
        self.lock = Lock()


def put(rule: Fault) -> None:
    """Adds a rule behind the others. Raises ``ValueError`` where its operation is no pattern."""
    try:
        re.compile(rule.operation)
    except re.error as why:
        raise ValueError(f"operation is no regular expression: {why}") from None
    part(Faults).rules.append(rule)


def rules() -> list[Fault]:
    """All rules with their counters."""
    return list(part(Faults).rules)


def reset() -> None:
    """Removes all rules."""
    part(Faults).rules.clear()


def strike(service: str, operation: str, region: str) -> Fault | None:
    """The first rule that fits a call, counted as struck; or None."""
    faults = part(Faults)
    if not faults.rules:
        return None
    with faults.lock:
        for rule in faults.rules:
            if rule.fits(service, operation, region):
                rule.struck += 1
                return rule
    return None
