"""Nothing leaves: every host that botocore knows for our services is answered in the process."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, product
from typing import Any

import pytest
import requests
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.loaders import Loader
from moto import mock_aws
from moto.core.botocore_stubber import MockRawResponse
from moto.core.exceptions import ServiceNotWhitelisted

from moto_contacts.sessions import new_session
from tests.lives import OURS, read

PARTITIONS = {each["id"]: each for each in Loader().load_data("partitions")["partitions"]}
NO_RETRIES = {"total_max_attempts": 1}
OUTPUTS = {name: partition["outputs"] for name, partition in PARTITIONS.items()}


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


def places(partition: str) -> Iterator[dict[str, Any]]:
    """Each region, with and without FIPS and dual stack, where the partition has them."""
    fips_too, dual_too = (OUTPUTS[partition][f"supports{what}"] for what in ("FIPS", "DualStack"))
    for region, fips, dual in product(
        PARTITIONS[partition]["regions"], {False, fips_too}, {False, dual_too}
    ):
        yield {"AWS::Region": region, "AWS::UseFIPS": fips, "AWS::UseDualStack": dual}


@pytest.mark.parametrize("service", OURS)
def test_every_endpoint_is_answered(service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTO_ALLOW_NONEXISTENT_REGION", "true")
    # One client that goes everywhere by botocore's own rules: to make one for each takes longer.
    client = new_session().client(service, "us-east-1", config=Config(retries=NO_RETRIES))
    here: dict[str, Any] = {}
    client.meta.events.register(
        "before-endpoint-resolution", lambda builtins, **_: builtins.update(here)
    )
    for place in chain.from_iterable(map(places, PARTITIONS)):
        here.update(place)
        answer = getattr(client, read(service))()
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200


#: Where a partition has no dual stack, botocore's table repeats its ordinary domain.
DUAL_STACK = sorted(
    {each["dualStackDnsSuffix"] for each in OUTPUTS.values() if each["supportsDualStack"]}
)
ALL = sorted({each["dnsSuffix"] for each in OUTPUTS.values()} | {*DUAL_STACK})


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


class TestMotosServicesOfDualStack:
    """They go by moto's own rules for the service, as under amazonaws.com."""

    def call(self) -> tuple[str, ...]:
        """Who answers a client of moto's by dual stack, and at which URL."""
        config = Config(use_dualstack_endpoint=True, retries=NO_RETRIES)
        client = new_session().client("ec2", "us-east-1", config=config)
        urls: list[str] = []

        def network(request: Any, **_: Any) -> AWSResponse:
            urls.append(request.url)
            return AWSResponse(
                request.url, 200, {}, MockRawResponse(b"<a><ownerId>net</ownerId></a>")
            )

        client.meta.events.register_last("before-send", network)
        found = client.create_security_group(GroupName="a", Description="b")
        return ("network" if "GroupId" not in found else "moto", *urls)

    def test_answered(self) -> None:
        assert self.call() == ("moto", "https://ec2.us-east-1.api.aws/")

    def test_passed_through(self) -> None:
        with mock_aws(config={"core": {"passthrough": {"services": ["ec2"]}}}):
            assert self.call() == ("network", "https://ec2.us-east-1.api.aws/")

    @pytest.mark.parametrize("url", ["https://ec2.us-east-1.api.aws/", r"https://.+\.api\.aws"])
    def test_url_is_passed_through(self, url: str) -> None:
        with mock_aws(config={"core": {"passthrough": {"urls": [url]}}}):
            assert self.call() == ("network", "https://ec2.us-east-1.api.aws/")

    def test_not_on_the_whitelist(self) -> None:
        with (
            mock_aws(config={"core": {"service_whitelist": ["s3"]}}),
            pytest.raises(ServiceNotWhitelisted, match="Service ec2 not whitelisted"),
        ):
            self.call()

    def test_services_that_moto_knows_there_are_left_alone(self) -> None:
        config = Config(use_dualstack_endpoint=True)
        client = new_session().client("dsql", "us-east-1", config=config)
        assert client.meta.endpoint_url == "https://dsql.us-east-1.api.aws"
        assert client.create_cluster()["status"]
