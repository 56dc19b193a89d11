"""What the tests of ssm-contacts start from; a module may start from something else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.ssmcontacts import steps
from tests.stacks import Stacks


@pytest.fixture
def ssm(aws: Aws) -> Any:
    return aws.client("ssm-contacts")


@pytest.fixture
def zoe(ssm: Any) -> str:
    """A person."""
    return steps.create(ssm, "zoe")


@pytest.fixture
def yan(ssm: Any) -> str:
    """Another."""
    return steps.create(ssm, "yan")


@pytest.fixture
def team(ssm: Any) -> str:
    """An escalation plan."""
    return steps.create(ssm, "team", Type="ESCALATION")


@pytest.fixture
def phone(aws: Aws, ssm: Any, zoe: str) -> str:
    """An active telephone of hers, which her plan sends to three times, a minute apart."""
    channel = steps.reach(aws, ssm, zoe)
    target = steps.to_channel(channel, RetryIntervalInMinutes=1)
    steps.set_plan(ssm, zoe, steps.stage(target, minutes=3))
    return channel


@pytest.fixture
def channel(ssm: Any, zoe: str) -> str:
    """A channel of hers, which was sent a code."""
    return steps.add_channel(ssm, zoe)


@pytest.fixture
def rotation(ssm: Any, zoe: str, yan: str) -> str:
    """The two of them, a day each."""
    return steps.rotate(ssm, zoe, yan)


@pytest.fixture
def stacks(aws: Aws) -> Stacks:
    return Stacks(aws)
