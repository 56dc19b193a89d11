"""What the tests of lightsail start from; a module may start from something else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.lightsail import steps


@pytest.fixture
def lightsail(aws: Aws) -> Any:
    return aws.client("lightsail")


@pytest.fixture
def email(lightsail: Any) -> dict[str, Any]:
    """A pending contact method."""
    lightsail.create_contact_method(protocol="Email", contactEndpoint=steps.ADDRESS)
    return steps.method(lightsail)
