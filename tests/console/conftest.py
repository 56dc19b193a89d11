"""A contact that codes are sent to, for the tests of the console."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from moto_contacts.simulation import outbox
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


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> threading.Semaphore:
    """Is released whenever somebody in this process has begun to wait for a change."""
    begun = threading.Semaphore(0)
    real = threading.Condition.wait_for

    def wait_for(self: threading.Condition, predicate: Any, timeout: Any = None) -> Any:
        def told() -> Any:
            found = predicate()
            begun.release()
            return found

        return real(self, told, timeout)

    kind = type("Told", (threading.Condition,), {"wait_for": wait_for})
    monkeypatch.setattr(outbox, "Condition", kind)
    return begun
