"""Requests that carry a token are performed once, however often they arrive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from moto_contacts.gateway.structures import canonical


class TokenReused(Exception):
    """A token that came before with other parameters; the dialect words it."""


class Performed:
    """What was done for the tokens of one account and region, for as long as the mock lives."""

    def __init__(self) -> None:
        #: Operation -> hash of a token -> hash of the parameters, result.
        self._results: defaultdict[str, dict[int, tuple[int, Any]]] = defaultdict(dict)

    def once(self, operation: str, token: str, parameters: Any, perform: Callable[[], Any]) -> Any:
        """The result of ``perform``, or for a known token the first result, unperformed.

        An operation that fails is not remembered.
        Errors: `TokenReused` where the parameters are not those of the first time.
        """
        results, key = self._results[operation], hash(token)
        known = results.get(key)
        if known is None:
            result = perform()
            results[key] = (hash(canonical(parameters)), result)
            return result
        if known[0] != hash(canonical(parameters)):
            raise TokenReused
        return known[1]
