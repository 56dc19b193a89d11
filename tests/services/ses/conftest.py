"""What the tests of SES start from."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.ses.steps import SENDER


@pytest.fixture
def ses(aws: Aws) -> Any:
    """A client, with one identity that moto has verified."""
    client = aws.client("ses")
    client.verify_email_identity(EmailAddress=SENDER)
    aws.outbox.clear()
    return client
