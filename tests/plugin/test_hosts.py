"""Nothing leaves: every host that botocore knows for our services is answered in the process."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
import requests
from botocore.config import Config
from botocore.exceptions import EndpointVariantError
from botocore.loaders import Loader
from moto import mock_aws

from moto_contacts.sessions import new_session
from tests.harness import READS

PARTITIONS = {each["id"]: each for each in Loader().load_data("partitions")["partitions"]}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **named: Any) -> Any:
        raise AssertionError(f"left for {arguments}")

    monkeypatch.setattr("socket.getaddrinfo", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)


@pytest.fixture(autouse=True)
def mocked() -> Iterator[None]:
    with mock_aws():
        yield


def clients(service: str, partition: str) -> Iterator[Any]:
    """One for each region, with and without FIPS, with and without dual stack."""
    session = new_session()
    for region, fips, dual in product(PARTITIONS[partition]["regions"], *[[False, True]] * 2):
        config = Config(
            use_fips_endpoint=fips, use_dualstack_endpoint=dual, retries={"total_max_attempts": 1}
        )
        with contextlib.suppress(EndpointVariantError):  # botocore's own table lacks some
            yield session.client(service, region, config=config)


@pytest.mark.parametrize("partition", PARTITIONS)
@pytest.mark.parametrize("service", READS)
def test_every_endpoint_is_answered(
    service: str, partition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTO_ALLOW_NONEXISTENT_REGION", "true")
    for client in clients(service, partition):
        answer = getattr(client, READS[service])()
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200


DUAL_STACK = sorted({each["outputs"]["dualStackDnsSuffix"] for each in PARTITIONS.values()})
ALL = sorted({each["outputs"]["dnsSuffix"] for each in PARTITIONS.values()} | {*DUAL_STACK})


@pytest.mark.parametrize("ending", ["", ".", ":443", ".:443"])
@pytest.mark.parametrize("domain", ALL)
def test_hosts_as_they_may_be_written(domain: str, ending: str) -> None:
    """A name that ends in a dot is the same host."""
    host = f"notifications-contacts.us-east-1.{domain}{ending}"
    listed = requests.get(f"https://{host}/emailcontacts", timeout=5)
    assert listed.json() == {"emailContacts": []}


@pytest.mark.parametrize("ending", ["", ".", ":443"])
@pytest.mark.parametrize("domain", DUAL_STACK)
def test_what_nobody_mocks_is_not_found(domain: str, ending: str) -> None:
    answer = requests.post(f"https://nobody.us-east-1.{domain}{ending}/a/b", timeout=5)
    assert (answer.status_code, answer.text) == (404, "Not yet implemented")


def test_client_of_a_host_with_a_dot() -> None:
    """The region is still the one that the host names."""
    url = "https://ssm-contacts.eu-west-1.amazonaws.com./"
    client = new_session().client("ssm-contacts", "us-east-1", endpoint_url=url)
    arn = client.create_contact(Alias="zoe", Type="PERSONAL", Plan={"Stages": []})["ContactArn"]
    assert arn.split(":")[3] == "eu-west-1"
