"""What the behaviour suites start from; a module may start from something else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services import lightsail as lightsail_tests
from tests.services import notifications_contacts, sms_voice, ssm_contacts
from tests.services.message_contacts import Directory


@pytest.fixture
def lightsail(aws: Aws) -> Any:
    return aws.client("lightsail")


@pytest.fixture
def email(lightsail: Any) -> dict[str, Any]:
    """A pending contact method."""
    lightsail.create_contact_method(protocol="Email", contactEndpoint=lightsail_tests.ADDRESS)
    return lightsail_tests.method(lightsail)


@pytest.fixture
def contacts(aws: Aws) -> Any:
    return aws.client("notificationscontacts")


@pytest.fixture
def arn(contacts: Any) -> str:
    """An e-mail contact that is not active yet, and was sent nothing."""
    created: str = contacts.create_email_contact(
        name="Ops", emailAddress=notifications_contacts.ADDRESS
    )["arn"]
    return created


@pytest.fixture
def directory(aws: Aws) -> Directory:
    return Directory(aws)


@pytest.fixture
def ssm(aws: Aws) -> Any:
    return aws.client("ssm-contacts")


@pytest.fixture
def zoe(ssm: Any) -> str:
    """A person."""
    return ssm_contacts.create(ssm, "zoe")


@pytest.fixture
def team(ssm: Any) -> str:
    """An escalation plan."""
    return ssm_contacts.create(ssm, "team", Type="ESCALATION")


@pytest.fixture
def channel(ssm: Any, zoe: str) -> str:
    """A channel of hers, which was sent a code."""
    return ssm_contacts.add_channel(ssm, zoe)


@pytest.fixture
def sms(aws: Aws) -> Any:
    return aws.client("pinpoint-sms-voice-v2")


@pytest.fixture
def number_id(sms: Any) -> str:
    """A verified destination number that is not verified yet."""
    return sms_voice.create(sms)
