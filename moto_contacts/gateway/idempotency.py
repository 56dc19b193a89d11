"""Requests that carry a token are performed once, however often they arrive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class TokenReused(Exception):
    """A token that came before with other parameters; the dialect words it."""


class Performed:
    """What was done for the tokens of one account and region, for as long as the mock lives."""

    def __init__(self) -> None:
        self._results: dict[tuple[str, str], tuple[Any, dict[str, Any]]] = {}

    def once(
        self,
        operation: str,
        token: str | None,
        parameters: Any,
        perform: Callable[[], dict[str, Any]],
    ) -> dict[str, Any]:
        """The result of ``perform``, or for a known token the first result, unperformed.

        Without a token it is performed each time. An operation that fails is not remembered.
        Errors: `TokenReused` where the parameters are not those of the first time.
        """
        if token is None:
            return perform()
        known = self._results.get((operation, token))
        if known is None:
            result = perform()
            self._results[operation, token] = (parameters, result)
            return result
        if known[0] != parameters:
            raise TokenReused
        return known[1]
