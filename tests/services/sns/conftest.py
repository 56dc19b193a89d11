"""What the tests of SNS start from."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.sns.steps import NUMBER


@pytest.fixture
def sns(aws: Aws) -> Any:
    return aws.client("sns")


@pytest.fixture
def pending(sns: Any) -> str:
    """A number in the sandbox to which a code was sent."""
    sns.create_sms_sandbox_phone_number(PhoneNumber=NUMBER)
    return NUMBER
