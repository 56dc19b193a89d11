"""What services tell each other without knowing each other: facts of an account, by name.

A service that knows a fact tells it; one that depends on it asks, or has something done when it is
over. Whoever is told acts under its own lock, while the teller may hold its own: so nobody tells a
fact from where it was told one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from moto_contacts.gateway.scope import Scope
from moto_contacts.simulation.state import part

#: The account has made what it must have before it can use other services, in a region.
ONBOARDED = "onboarded"

#: Fact -> what is done for a partition and an account in which it is over.
_over: dict[str, Callable[[str, str], None]] = {}


class _Known(dict[tuple[str, str, str], frozenset[str]]):
    """Fact, partition, account -> the regions in which it holds; of the running test."""


def tell(fact: str, scope: Scope, regions: Iterable[str]) -> None:
    """From now on the fact holds of the scope's account in these regions; in none, it is over."""
    key = (fact, scope.partition, scope.account)
    known = part(_Known)
    before, known[key] = known.get(key), frozenset(regions)
    if before and not known[key] and fact in _over:
        _over[fact](scope.partition, scope.account)


def holds(fact: str, scope: Scope) -> bool:
    """Whether the fact holds of the scope's account in its region."""
    return scope.region in part(_Known).get((fact, scope.partition, scope.account), ())


def when_over(fact: str, do: Callable[[str, str], None]) -> None:
    """Has something done, with partition and account, whenever the fact is over in all regions."""
    _over[fact] = do
