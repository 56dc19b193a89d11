"""What the tests of Cognito start from."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from moto.cognitoidp import models

from tests.harness import Aws
from tests.services.cognitoidp.steps import Pool, make


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


@pytest.fixture
def cognito(aws: Aws) -> Any:
    return aws.client("cognito-idp")


@pytest.fixture
def pool(cognito: Any) -> Pool:
    return make(cognito)


@pytest.fixture
def checked(aws: Aws) -> Iterator[None]:
    """Codes are checked."""
    with aws.settings(cognito_codes="checked"):
        yield
