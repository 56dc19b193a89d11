"""The one path, entered by the name of an operation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

import moto_contacts
from moto_contacts import catalogue
from moto_contacts.gateway.dispatch import invoke
from moto_contacts.gateway.errors import Dropped, ServiceError
from tests.lives import AWS, first, read

CLIENT = next(iter(AWS))
SERVICE = catalogue.service(AWS[CLIENT])
READ = first(CLIENT, "Get", "List", "Describe", needs_nothing=True)


@pytest.fixture(autouse=True)
def mock() -> Iterator[None]:
    with mock_aws():
        yield


def call(operation: str = READ, region: str = "us-east-1", **members: Any) -> dict[str, Any]:
    return invoke(SERVICE, operation, "123456789012", region, members)


def test_same_answer_as_by_http() -> None:
    import boto3

    client = boto3.client(CLIENT, "us-east-1")
    answer = getattr(client, read(CLIENT))()
    del answer["ResponseMetadata"]

    assert call() == answer


def test_operation_that_the_model_does_not_have() -> None:
    with pytest.raises(ServiceError, match="UnknownOperationException"):
        call("Nothing")


def test_region_without_the_service() -> None:
    with pytest.raises(ServiceError, match="has no endpoint in nowhere-1"):
        call(region="nowhere-1")


def test_members_are_checked() -> None:
    with pytest.raises(ServiceError, match="1 validation error detected"):
        call(first(CLIENT, "Send"))


def test_faults_strike() -> None:
    moto_contacts.faults().put(drop=True, operation=READ, times=1)

    with pytest.raises(Dropped):
        call()
    assert call()
