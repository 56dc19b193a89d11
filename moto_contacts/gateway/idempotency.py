"""Requests that carry a token are performed once, however often they arrive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from hashlib import blake2b
from typing import Any


class TokenReused(Exception):
    """A token that came before with other parameters; the dialect words it."""


class Performed:
    """What was done for the tokens of one account and region, for as long as the mock lives."""

    def __init__(self) -> None:
        #: Operation -> token -> digest of the parameters, result.
        self._results: defaultdict[str, dict[str, tuple[bytes, Any]]] = defaultdict(dict)

    def once(self, operation: str, token: str, parameters: Any, perform: Callable[[], Any]) -> Any:
        """The result of ``perform``, or for a known token the first result, unperformed.

        An operation that fails is not remembered.
        Errors: `TokenReused` where the parameters are not those of the first time.
        """
        known = self._results[operation].get(token)
        if known is None:
            result = perform()
            self._results[operation][token] = (_digest(parameters), result)
            return result
        if known[0] != _digest(parameters):
            raise TokenReused
        return known[1]


def _digest(parameters: Any) -> bytes:
    """Tells parameters apart in a few bytes; structures have their members in the model's order."""
    written = repr(parameters).encode(errors="surrogatepass")
    return blake2b(written, digest_size=16).digest()
