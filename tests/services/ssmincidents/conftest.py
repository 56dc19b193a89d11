"""What the tests of ssm-incidents start from; a module may start from something else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws


@pytest.fixture
def incidents(aws: Aws) -> Any:
    return aws.client("ssm-incidents")


@pytest.fixture
def arn(incidents: Any) -> str:
    """A replication set of one region."""
    created: str = incidents.create_replication_set(regions={"us-east-1": {}})["arn"]
    return created
