"""A user's own handlers of ``before-send`` meet our services as they meet moto's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
import requests
import responses
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from moto import mock_aws
from moto.core.botocore_stubber import MockRawResponse

import moto_contacts
from moto_contacts.sessions import new_session

EVENTS = ["before-send", "before-send.{service}", "before-send.{service}.{operation}"]
POSITIONS = ["register_first", "register", "register_last"]
CONFIG = Config(retries={"total_max_attempts": 1})


class Stopped(Exception):
    """What a handler of the user's raises."""


@dataclass
class Subject:
    """A call that can be counted: of a service of ours, or of moto's."""

    service: str
    operation: str
    call: Callable[[Any], Any]
    performed: Callable[[Any], int]


OURS = Subject(
    "lightsail",
    "CreateContactMethod",
    lambda client: client.create_contact_method(protocol="Email", contactEndpoint="a@example.com"),
    lambda client: len(client.get_operations()["operations"]),
)
MOTOS = Subject(
    "ssm",
    "PutParameter",
    lambda client: client.put_parameter(Name="a", Value="b", Type="String", Overwrite=True),
    lambda client: (
        len(client.describe_parameters()["Parameters"])
        and len(client.get_parameter_history(Name="a")["Parameters"])
    ),
)


@dataclass
class Trial:
    """Where handlers of the user's stand, and what they do."""

    event: str
    position: str
    act: str

    def run(self, subject: Subject, registered_at: str) -> tuple[list[str], str, int]:
        """The URLs that the handler saw, the outcome of the call, and how often it was done."""
        seen: list[str] = []
        statuses: list[int] = []

        def handler(request: Any, **_: Any) -> AWSResponse | None:
            seen.append(request.url)
            if self.act == "raises":
                raise Stopped
            if self.act == "answers":
                return AWSResponse(request.url, 418, {}, MockRawResponse(b"{}"))
            return None

        event = self.event.format(service=subject.service, operation=subject.operation)
        session = new_session()
        if registered_at == "session":
            getattr(session.events, self.position)(event, handler)
        client = session.client(subject.service, "us-east-1", config=CONFIG)
        if registered_at == "client":
            getattr(client.meta.events, self.position)(event, handler)
        outcome = "moto's"
        client.meta.events.register(
            "before-parse", lambda response_dict, **_: statuses.append(response_dict["status_code"])
        )
        try:
            subject.call(client)
        except Stopped:
            outcome = "stopped"
        except client.exceptions.ClientError:
            outcome = "the handler's"
        assert (statuses == [418]) == (outcome == "the handler's")
        other = new_session().client(subject.service, "us-east-1", config=CONFIG)
        host = f"https://{subject.service}.us-east-1.amazonaws.com/"
        assert set(seen) <= {host}
        return [url.replace(host, "URL") for url in seen], outcome, subject.performed(other)


TRIALS = [Trial(*each) for each in product(EVENTS, POSITIONS, ["looks", "answers", "raises"])]


@pytest.fixture(autouse=True)
def mocked() -> Iterator[None]:
    with mock_aws():
        yield


@pytest.mark.parametrize("registered_at", ["client", "session"])
@pytest.mark.parametrize(
    "trial", TRIALS, ids=lambda each: f"{each.event}-{each.position}-{each.act}"
)
def test_as_with_a_service_of_motos(trial: Trial, registered_at: str) -> None:
    expected = trial.run(MOTOS, registered_at)
    assert trial.run(OURS, registered_at) == expected


@pytest.mark.parametrize(
    ("event", "position", "outcome"),
    [
        ("before-send", "register_first", (["URL"], "the handler's", 1)),
        ("before-send", "register", (["URL"], "moto's", 1)),
        ("before-send.{service}", "register_last", (["URL"], "the handler's", 1)),
    ],
)
@pytest.mark.parametrize("early", [True, False])
def test_what_that_is(
    event: str, position: str, outcome: tuple[list[str], str, int], early: bool
) -> None:
    """botocore asks all and takes the first answer; moto has done the call all the same."""
    with moto_contacts.settings(answer_early=early):
        assert Trial(event, position, "answers").run(OURS, "client") == outcome


def test_handler_that_sends_the_request_elsewhere() -> None:
    """Who changes the URL ahead of moto has it answered by whom that belongs to."""

    def elsewhere(request: Any, **_: Any) -> None:
        request.url = request.url.replace("us-east-1", "eu-west-1")

    client = new_session().client("lightsail", "us-east-1")
    client.meta.events.register_first("before-send", elsewhere)
    OURS.call(client)
    assert moto_contacts.outbox().latest().region == "eu-west-1"


def test_beside_mocks_of_the_user_and_mocks_within_mocks() -> None:
    client = new_session().client("lightsail", "us-east-1")
    urls: list[str] = []
    client.meta.events.register("before-send", lambda request, **_: urls.append(request.url))
    with responses.RequestsMock() as mine, mock_aws():
        mine.get("https://example.com/", body="mine")
        OURS.call(client)
        assert requests.get("https://example.com/", timeout=5).text == "mine"
    assert OURS.performed(client) == 1
    assert set(urls) == {"https://lightsail.us-east-1.amazonaws.com/"}
