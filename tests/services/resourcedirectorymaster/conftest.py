"""What the tests of Alibaba Cloud's message contacts start from."""

from __future__ import annotations

import pytest

from tests.harness import Aws
from tests.services.resourcedirectorymaster.steps import Directory


@pytest.fixture
def directory(aws: Aws) -> Directory:
    return Directory(aws)
