"""The codes that are sent: random ones that no other message carries, or those a test has fixed."""

from __future__ import annotations

import hmac
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from moto.moto_api._internal import mock_random

from moto_contacts.simulation.settings import Misconfigured, current
from moto_contacts.simulation.state import part


class UnusableCode(Misconfigured):
    """A fixed code that the service could never take back; says what would fit."""


@dataclass(frozen=True, slots=True)
class CodeFormat:
    """What a service's codes look like."""

    length: int
    alphabet: str

    def fits(self, code: str) -> bool:
        """Whether the service could have sent this code."""
        return len(code) == self.length and set(code) <= set(self.alphabet)

    def checked(self, code: str) -> str:
        """A code that is fixed. Raises `UnusableCode` where it does not fit."""
        if not self.fits(code):
            raise UnusableCode(f"The fixed code {code!r} is not {self}.")
        return code

    def __str__(self) -> str:
        kind = "digits" if self.alphabet == string.digits else f"characters of {self.alphabet}"
        return f"{self.length} {kind}"


SIX_DIGITS = CodeFormat(6, string.digits)


class _Issued(set[str]):
    """Every code of the running test."""


class Generator(Protocol):
    """What codes are drawn from."""

    def choices(self, population: str, *, k: int) -> Sequence[str]:
        """As ``random.choices``."""
        ...


class Drawn:
    """Draws that a text determines; to seed a generator of Python's takes longer."""

    def __init__(self, text: str):
        self._state = text.encode()

    def bits(self) -> int:
        """A number of 128 bits, another one each time."""
        self._state = blake2b(self._state, digest_size=16).digest()
        return int.from_bytes(self._state, "big")

    def choices(self, population: str, *, k: int) -> Sequence[str]:
        """As ``random.choices``."""
        drawn, found = self.bits(), []
        for _ in range(k):
            drawn, position = divmod(drawn, len(population))
            found.append(population[position])
        return found


def fixed(address: str) -> str | None:
    """The code that a test has fixed for an address, or for all; None where there is none."""
    return (current.codes or {}).get(address) or current.code


def issue(form: CodeFormat, address: str, generator: Generator = mock_random) -> str:
    """A code for an address: the fixed one of the settings, else one that nobody else was sent.

    Random codes come from moto's generator, so ``/moto-api/seed`` makes them repeatable. Whoever
    only shows what moto sends has one of its own: moto's next ids are to be those that they are
    without us. Raises `UnusableCode` for a fixed code that does not have the service's format.
    """
    wanted = fixed(address)
    if wanted is not None:
        return form.checked(wanted)
    issued = part(_Issued)
    # With six digits and some hundred thousand codes sent, a free one would be hard to come by.
    for _ in range(64):
        code = "".join(generator.choices(form.alphabet, k=form.length))
        if code not in issued:
            break
    issued.add(code)
    return code


def check_fixed(form: CodeFormat, is_address: Callable[[str], bool]) -> None:
    """To be asked before something begins of which codes will be sent later.

    Raises `UnusableCode` for one that is fixed for all addresses, or for one of these.
    """
    found = [code for address, code in (current.codes or {}).items() if is_address(address)]
    for code in (current.code, *found):
        if code is not None:
            form.checked(code)


def same(typed: str, code: str) -> bool:
    """Whether two codes are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(typed.encode(errors="surrogatepass"), code.encode())
