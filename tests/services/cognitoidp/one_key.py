"""A plugin of pytest for tests of Cognito: ours, and moto's own."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from moto.cognitoidp import models


@pytest.fixture(scope="session", autouse=True)
def one_key() -> Iterator[None]:
    """A pool of moto's reads the one key that it has anew, which takes longer than a test."""

    known: list[Any] = []
    read = models.jwk.RSAKey.import_key

    def import_key(told: Any) -> Any:
        known[:] = known or [read(told)]
        return known[0]

    kind = SimpleNamespace(import_key=import_key)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(models, "jwk", SimpleNamespace(RSAKey=kind))
        yield
