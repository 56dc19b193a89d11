"""What the tests of notificationscontacts start from; a module may start from something else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.notificationscontacts import steps


@pytest.fixture
def contacts(aws: Aws) -> Any:
    return aws.client("notificationscontacts")


@pytest.fixture
def arn(contacts: Any) -> str:
    """An e-mail contact that is not active yet, and was sent nothing."""
    created: str = contacts.create_email_contact(name="Ops", emailAddress=steps.ADDRESS)["arn"]
    return created
