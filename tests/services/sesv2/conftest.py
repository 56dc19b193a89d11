"""What the tests of the newer API of SES start from."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.sesv2.steps import SENDER


@pytest.fixture
def sesv2(aws: Aws) -> Any:
    """A client, with one identity, which moto has verified."""
    aws.client("ses").verify_email_identity(EmailAddress=SENDER)
    aws.outbox.clear()
    return aws.client("sesv2")
