"""What the tests of pinpoint-sms-voice-v2 start from; a module may start from something else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2 import steps


@pytest.fixture
def sms(aws: Aws) -> Any:
    return aws.client("pinpoint-sms-voice-v2")


@pytest.fixture
def number_id(sms: Any) -> str:
    """A verified destination number that is not verified yet."""
    return steps.create(sms)


@pytest.fixture
def number_arn(sms: Any) -> str:
    return steps.arn(f"{steps.TYPE}/{steps.create(sms)}")
