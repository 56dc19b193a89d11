"""A contact that codes are sent to, for the tests of the console."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.console.test_console import ADDRESS
from tests.harness import Aws

Send = Callable[[], str]


@pytest.fixture
def send(aws: Aws) -> Send:
    """Sends a code to the same contact at each call; returns the contact's ARN."""
    contacts = aws.client("notificationscontacts")
    arn: str = contacts.create_email_contact(name="Ops", emailAddress=ADDRESS)["arn"]

    def once() -> str:
        contacts.send_activation_code(arn=arn)
        return arn

    return once
