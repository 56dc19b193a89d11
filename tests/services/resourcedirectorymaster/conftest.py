"""What the tests of Alibaba Cloud's message contacts start from."""

from __future__ import annotations

import pytest

from tests.harness import Aws
from tests.services.resourcedirectorymaster.steps import NUMBER, Directory


@pytest.fixture
def directory(aws: Aws) -> Directory:
    return Directory(aws)


@pytest.fixture
def zoe(directory: Directory) -> str:
    """A contact with address and number, both to be verified."""
    return directory.add(phone_number=NUMBER)
