"""A client gives up a late answer after its own timeout, in this process as against a server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
import urllib3
from botocore.config import Config
from botocore.exceptions import ReadTimeoutError
from moto import mock_aws

import moto_contacts
from moto_contacts.sessions import new_session
from moto_contacts.simulation import patience

URL = "https://lightsail.us-east-1.amazonaws.com/"
EMAIL = {"protocol": "Email", "contactEndpoint": "ops@example.com"}


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that calls have waited, none of them in fact."""
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    return waited


@pytest.fixture(autouse=True, params=[True, False], ids=["early", "ordinary"])
def mocked(request: pytest.FixtureRequest) -> Iterator[None]:
    with mock_aws(), moto_contacts.settings(answer_early=request.param):
        yield


def client(read_timeout: float | None = 1.5, attempts: int = 1) -> Any:
    config = Config(read_timeout=read_timeout, retries={"total_max_attempts": attempts})
    return new_session().client("lightsail", "us-east-1", config=config)


def post(timeout: Any) -> requests.Response:
    headers = {
        "X-Amz-Target": "Lightsail_20161128.GetContactMethods",
        "Content-Type": "application/x-amz-json-1.1",
    }
    return requests.post(URL, data="{}", headers=headers, timeout=timeout)


def test_client_gives_up(slept: list[float]) -> None:
    moto_contacts.faults().put(latency=2)
    with pytest.raises(ReadTimeoutError, match=URL):
        client().get_contact_methods()
    assert slept == [1.5]


def test_late_answers_add_up(slept: list[float]) -> None:
    moto_contacts.faults().put(latency=1)
    moto_contacts.faults().put(latency=1)
    with pytest.raises(ReadTimeoutError):
        client().get_contact_methods()
    assert slept == [1.5]


@pytest.mark.parametrize("read_timeout", [2, 3, None])
def test_client_that_waits_long_enough(read_timeout: float | None, slept: list[float]) -> None:
    moto_contacts.faults().put(latency=2)
    assert client(read_timeout).get_contact_methods()["contactMethods"] == []
    assert slept == [2]


def test_error_and_end_of_the_connection_come_too_late_too() -> None:
    for fault in ({"drop": True}, {"error": "ThrottlingException"}):
        with moto_contacts.faults().put(latency=2, **fault), pytest.raises(ReadTimeoutError):
            client().get_contact_methods()


def test_what_was_asked_for_is_done() -> None:
    with moto_contacts.faults().put(latency=2), pytest.raises(ReadTimeoutError):
        client().create_contact_method(**EMAIL)
    (method,) = client().get_contact_methods()["contactMethods"]
    assert method["contactEndpoint"] == "ops@example.com"


def test_botocore_retries() -> None:
    fault = moto_contacts.faults().put(latency=2, times=2)
    answer = client(attempts=4).get_contact_methods()
    assert answer["ResponseMetadata"]["RetryAttempts"] == 2
    assert fault.struck == 2


@pytest.mark.parametrize(
    "timeout", [1.5, (9, 1.5), urllib3.Timeout(read=1.5), urllib3.Timeout(total=1.5)], ids=str
)
def test_requests_gives_up(timeout: Any, slept: list[float]) -> None:
    moto_contacts.faults().put(latency=2)
    with pytest.raises(requests.exceptions.ReadTimeout, match="Read timed out"):
        post(timeout)
    assert slept == [pytest.approx(1.5, abs=0.1)]


@pytest.mark.parametrize("timeout", [None, 3, (1, None)])
def test_requests_that_waits_long_enough(timeout: Any, slept: list[float]) -> None:
    moto_contacts.faults().put(latency=2)
    assert post(timeout).json() == {"contactMethods": []}
    assert slept == [2]


def test_function_that_only_bears_the_name(slept: list[float]) -> None:
    def _do_get_response(self: object) -> None:
        patience.wait(2)

    _do_get_response(self=None)
    patience.raise_if_given_up()
    assert slept == [2]
