"""What the tests of Cognito start from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.cognitoidp.one_key import one_key
from tests.services.cognitoidp.steps import Pool, make

__all__ = ["one_key"]


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
