"""Faults as real clients meet them: throttles and dropped connections, and botocore's retries."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from alibabacloud_resourcedirectorymaster20220419 import models
from botocore.exceptions import ClientError, ConnectionClosedError
from botocore.parsers import ResponseParserError
from darabonba.exceptions import UnretryableException

from moto_contacts import catalogue
from moto_contacts.gateway.dispatch import _OVERTAKEN
from tests.harness import Aws, ProxyCarrier
from tests.lives import ASKED, read
from tests.services.resourcedirectorymaster.steps import client

#: Whose answers botocore reads as XML: a proxy's page of an error is none, and is not tried again.
XML = ("ses", "sns")


@pytest.mark.parametrize("service", ASKED)
class TestRetries:
    """botocore's own, in its standard mode."""

    @pytest.fixture(autouse=True)
    def _no_pauses(self, monkeypatch: pytest.MonkeyPatch) -> None:
        backoff = "botocore.retries.standard.ExponentialBackoff.delay_amount"
        monkeypatch.setattr(backoff, lambda self, context: 0)

    def call(self, aws: Aws, service: str) -> dict[str, Any]:
        retries = {"mode": "standard", "max_attempts": 3}
        retrying = aws.new_client(service, retries=retries)
        answer: dict[str, Any] = getattr(retrying, read(service))()
        return answer

    def test_third_attempt_succeeds(self, aws: Aws, service: str) -> None:
        fault = aws.faults.put("ThrottlingException", "Rate exceeded", service=service, times=2)
        answer = self.call(aws, service)
        assert answer["ResponseMetadata"]["RetryAttempts"] == 2
        assert fault.struck == 2

    def test_gives_up(self, aws: Aws, service: str) -> None:
        fault = aws.faults.put("ThrottlingException", "Rate exceeded", service=service)
        with pytest.raises(ClientError, match="Rate exceeded") as caught:
            self.call(aws, service)
        assert caught.value.response["Error"]["Code"] == "ThrottlingException"
        assert caught.value.response["ResponseMetadata"]["RetryAttempts"] == 3
        assert fault.struck == 4

    def test_dropped_once(self, aws: Aws, service: str) -> None:
        fault = aws.faults.put(drop=True, service=service, times=1)
        if service in XML and isinstance(aws._carrier, ProxyCarrier):
            with pytest.raises(ResponseParserError, match="502 - Invalid responses"):
                self.call(aws, service)
        else:
            answer = self.call(aws, service)
            assert answer["ResponseMetadata"]["RetryAttempts"] == 1
        assert fault.struck == 1


@pytest.mark.parametrize(
    ("error", "status"), [("InternalFailure", 500), ("ServiceUnavailable", 503)]
)
@pytest.mark.parametrize("service", ASKED)
def test_errors_that_all_services_share(aws: Aws, service: str, error: str, status: int) -> None:
    aws.faults.put(error, "Sorry", service=service, times=1)
    with pytest.raises(ClientError, match="Sorry") as caught:
        getattr(aws.client(service), read(service))()
    assert caught.value.response["Error"]["Code"] == error
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == status


def test_every_operation_can_say_that_moto_has_reset() -> None:
    lacking = [
        operation.name
        for service in catalogue.services()
        for operation in service.model.operations()
        if operation.errors.keys().isdisjoint(_OVERTAKEN)
    ]
    assert lacking == []


def test_members_are_those_that_were_ordered(aws: Aws) -> None:
    """Whatever becomes of the list that they were ordered by, or of what tells of the rule."""
    fields = [{"Name": "ordered", "Message": "as ordered"}]
    aws.faults.put("ValidationException", service="ssm-contacts", Fields=fields)
    fields.clear()
    aws.faults.all()[0]["members"]["Fields"].clear()
    with pytest.raises(ClientError) as caught:
        aws.client("ssm-contacts").list_contacts()
    assert caught.value.response["Fields"] == [{"Name": "ordered", "Message": "as ordered"}]


class TestDropped:
    """moto's proxy answers 502 by a page, as proxies do; else no client gets an answer."""

    @pytest.mark.parametrize("service", ASKED)
    def test_boto(self, aws: Aws, service: str) -> None:
        aws.faults.put(drop=True)
        boto = aws.client(service)
        if not isinstance(aws._carrier, ProxyCarrier):
            with pytest.raises(ConnectionClosedError, match="Connection was closed before"):
                getattr(boto, read(service))()
        elif service in XML:
            with pytest.raises(ResponseParserError, match="502 - Invalid responses"):
                getattr(boto, read(service))()
        else:
            with pytest.raises(ClientError) as caught:
                getattr(boto, read(service))()
            assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 502

    def test_requests(self, aws: Aws) -> None:
        aws.faults.put(drop=True)

        def call() -> requests.Response:
            return aws.http(
                "GET", "notifications-contacts.us-east-1.api.aws", "/emailcontacts",
                signing_name="notifications-contacts",
            )  # fmt: skip

        if isinstance(aws._carrier, ProxyCarrier):
            assert call().status_code == 502
        else:
            with pytest.raises(requests.ConnectionError):
                call()

    def test_nothing_has_happened(self, aws: Aws) -> None:
        contacts = aws.client("notificationscontacts")
        with aws.faults.put(drop=True), pytest.raises((ConnectionClosedError, ClientError)):
            contacts.create_email_contact(name="Ops", emailAddress="ops@example.com")
        assert contacts.list_email_contacts()["emailContacts"] == []


def test_alibabas_sdk_is_dropped(aws: Aws) -> None:
    sdk = client(aws)
    fault = aws.faults.put(drop=True, service="resourcedirectorymaster", times=1)
    with pytest.raises(UnretryableException):
        sdk.list_message_contacts(models.ListMessageContactsRequest())
    assert fault.struck == 1
