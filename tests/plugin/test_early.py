"""The early door: boto's calls answered ahead of moto's stubber, once, and as by moto's own way."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import botocore.session
import pytest
from botocore import endpoint
from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError
from botocore.handlers import BUILTIN_HANDLERS
from moto import mock_aws
from moto.core import botocore_stubber as stubbing
from moto.core import patch_client, set_initial_no_auth_action_count
from moto.core.exceptions import ServiceNotWhitelisted
from moto.core.models import botocore_stubber
from moto.moto_api import recorder

import moto_contacts
from moto_contacts.sessions import new_session
from tests.lives import OURS, read

URL = "https://lightsail.us-east-1.amazonaws.com/"
EMAIL = {"protocol": "Email", "contactEndpoint": "ops@example.com"}


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The URLs that moto's stubber is asked for."""
    urls: list[str] = []
    passes = stubbing.passthrough_url

    def spy(url: str) -> Any:
        urls.append(url)
        return passes(url)

    monkeypatch.setattr(stubbing, "passthrough_url", spy)
    return urls


@pytest.fixture
def mocked() -> Iterator[None]:
    with mock_aws():
        yield


@pytest.fixture(params=["early", "ordinary"])
def door(request: pytest.FixtureRequest, mocked: None) -> Iterator[str]:
    """What is tested with it holds by both doors."""
    with moto_contacts.settings(answer_early=request.param == "early"):
        yield request.param


def client(service: str = "lightsail", **arguments: Any) -> Any:
    config = Config(retries=arguments.pop("retries", {"total_max_attempts": 1}))
    return new_session().client(service, "us-east-1", config=config, **arguments)


def test_every_client_of_ours_has_a_door(mocked: None) -> None:
    for service in OURS:
        assert client(service).meta.service_model.service_id.hyphenize() == service


@pytest.mark.parametrize("service", OURS)
def test_moto_is_not_asked_what_is_answered(service: str, mocked: None, seen: list[str]) -> None:
    answer = getattr(client(service), read(service))()
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert seen == []


def test_it_runs_once(door: str) -> None:
    client().create_contact_method(**EMAIL)
    assert len(moto_contacts.outbox().messages()) == 1
    assert len(client().get_operations()["operations"]) == 1


def test_patching_a_client_changes_nothing(door: str) -> None:
    lightsail = client()
    patch_client(lightsail)
    lightsail.create_contact_method(**EMAIL)
    assert len(moto_contacts.outbox().messages()) == 1


def test_session_can_be_copied_whole(door: str) -> None:
    client().create_contact_method(**EMAIL)
    copied = copy.deepcopy(botocore.session.Session())
    found = copied.create_client("lightsail", "us-east-1").get_contact_methods()
    assert [each["contactEndpoint"] for each in found["contactMethods"]] == ["ops@example.com"]


def test_taking_moto_out_of_a_client_takes_the_door_out(mocked: None) -> None:
    lightsail = client()
    lightsail.meta.events.unregister("before-send", botocore_stubber)
    lightsail.meta.events.register("before-send", _canned)
    lightsail.create_contact_method(**EMAIL)
    assert moto_contacts.outbox().messages() == []


@pytest.mark.parametrize("retries", [{"mode": "standard"}, {"mode": "legacy"}], ids=str)
def test_retries_go_through_the_door_again(
    door: str, retries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    fault = moto_contacts.faults().put("ThrottlingException", times=2)
    answer = client(retries=retries | {"total_max_attempts": 4}).create_contact_method(**EMAIL)
    assert answer["ResponseMetadata"]["RetryAttempts"] == 2
    assert fault.struck == 2
    assert len(moto_contacts.outbox().messages()) == 1


def test_dropped_connection(door: str) -> None:
    fault = moto_contacts.faults().put(drop=True)
    with pytest.raises(ConnectionClosedError, match=URL):
        client().get_contact_methods()
    assert fault.struck == 1


@pytest.mark.parametrize(
    "contact_id", ["", "arn:aws:ssm-contacts:us-east-1:123456789012:contact/a"]
)
def test_answer_is_the_same_by_both_doors(contact_id: str, mocked: None) -> None:
    def call() -> Any:
        ssm = client("ssm-contacts")
        raw: list[dict[str, Any]] = []
        ssm.meta.events.register(
            "before-parse", lambda response_dict, **_: raw.append(response_dict)
        )
        with contextlib.suppress(ClientError):
            ssm.list_contact_channels(ContactId=contact_id) if contact_id else ssm.list_contacts()
        (answer,) = raw
        assert answer["headers"].pop("X-Amzn-RequestId")
        return answer["status_code"], dict(answer["headers"]), json.loads(answer["body"])

    early = call()
    with moto_contacts.settings(answer_early=False):
        assert call() == early


@set_initial_no_auth_action_count(0)
def test_permissions_are_enforced(door: str) -> None:
    with pytest.raises(ClientError, match="UnrecognizedClientException"):
        client().get_contact_methods()


@set_initial_no_auth_action_count(2)
def test_permissions_are_enforced_behind_so_many_calls(door: str) -> None:
    lightsail = client()
    lightsail.get_contact_methods()
    lightsail.get_contact_methods()
    with pytest.raises(ClientError, match="UnrecognizedClientException"):
        lightsail.get_contact_methods()


def test_account_by_a_header(door: str) -> None:
    """botocore hands its headers over as bytes."""
    ssm = client("ssm-contacts")
    ssm.meta.events.register(
        "before-sign",
        lambda request, **_: request.headers.add_header("x-moto-account-id", "111122223333"),
    )
    arn = ssm.create_contact(Alias="zoe", Type="PERSONAL", Plan={"Stages": []})["ContactArn"]
    assert arn == "arn:aws:ssm-contacts:us-east-1:111122223333:contact/zoe"


@pytest.mark.parametrize("kind", [BytesIO, bytearray, bytes.decode])
def test_body_that_a_handler_has_made_something_else(
    kind: Callable[[bytes], Any], mocked: None
) -> None:
    ssm = client("ssm-contacts")

    def change(request: Any, **_: Any) -> None:
        request.data = kind(request.data)

    ssm.meta.events.register("before-sign", change)
    assert ssm.list_contacts(AliasPrefix="zoe")["Contacts"] == []


@pytest.mark.parametrize(
    "event", ["before-send", "before-send.*", "before-send.lightsail", "before-send.*.*"]
)
class TestHandlersOfTheUser:
    def test_they_see_the_true_url(self, event: str, door: str) -> None:
        urls: list[str] = []
        lightsail = client()
        lightsail.meta.events.register(event, lambda request, **_: urls.append(request.url))
        lightsail.get_contact_methods()
        assert urls == [URL]

    def test_whose_answer_counts_is_moto_s_order(self, event: str, door: str) -> None:
        """Of a handler for all services it is moto's answer, of a more special one its own."""

        def respond(request: Any, **_: Any) -> AWSResponse:
            body = b'{"contactMethods": [{"name": "mine"}]}'
            return AWSResponse(request.url, 200, {}, stubbing.MockRawResponse(body))

        lightsail = client()
        lightsail.meta.events.register(event, respond)
        found = lightsail.get_contact_methods()["contactMethods"]
        assert found == ([] if event == "before-send" else [{"name": "mine"}])


def test_classes_that_a_test_replaces_are_used(door: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As tests with asynchronous clients do."""
    made: list[str] = []

    class Response(AWSResponse):
        def __init__(self, url: str, *arguments: Any):
            super().__init__(url, *arguments)
            made.append(url)

    monkeypatch.setattr(stubbing, "AWSResponse", Response)
    client().get_contact_methods()
    assert made == [URL]


@pytest.mark.parametrize("service", ["lightsail", "ssm"])
def test_body_that_a_test_has_put_in_its_place_is_read(
    service: str, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As tests with an asynchronous client do, which put there what can be awaited."""
    convert = endpoint.convert_to_response_dict

    def put(response: Any, operation: Any) -> Any:
        assert isinstance(response._content or response.content, bytes)
        response._content = b'{"mine": "it"}'
        return convert(response, operation)

    monkeypatch.setattr(endpoint, "convert_to_response_dict", put)
    bodies: list[bytes] = []
    caller = client(service)
    caller.meta.events.register(
        "before-parse", lambda response_dict, **_: bodies.append(response_dict["body"])
    )
    getattr(caller, "describe_parameters" if service == "ssm" else "get_contact_methods")()
    assert bodies == [b'{"mine": "it"}']


def test_stubber_is_found_among_the_handlers_of_botocore() -> None:
    """In a list, and in a set."""
    handlers = [handler for event, handler, *_ in BUILTIN_HANDLERS if event == "before-send"]
    assert botocore_stubber in handlers
    assert botocore_stubber in set(handlers)


def test_event_that_names_no_service(mocked: None) -> None:
    """Whoever emits it alone is answered by moto's stubber, which asks the URL alone."""
    headers = {"X-Amz-Target": "Lightsail_20161128.GetContactMethods"}
    request = AWSRequest("POST", URL, headers, b"{}").prepare()
    answers = client().meta.events.emit("before-send", request=request)
    assert [response.content for _, response in answers] == [b'{"contactMethods":[]}']


class TestLeftToMoto:
    """Whenever something of moto's is asked for; it sees the true URL then."""

    def test_while_it_does_not_mock(self, seen: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
        lightsail = client()
        lightsail.meta.events.register("before-send", _canned)
        assert lightsail.get_contact_methods()["contactMethods"] == []
        assert seen == []

    @pytest.mark.parametrize(
        "core",
        [
            {"passthrough": {"urls": ["https://lightsail"]}},
            {"passthrough": {"services": ["lightsail"]}},
        ],
        ids=str,
    )
    def test_passed_through(self, core: Any, seen: list[str]) -> None:
        with mock_aws(config={"core": core}):
            lightsail = client()
            lightsail.meta.events.register("before-send", _canned)
            lightsail.create_contact_method(**EMAIL)
            assert moto_contacts.outbox().messages() == []
        assert seen == [URL]

    def test_not_on_the_whitelist(self, seen: list[str]) -> None:
        with (
            mock_aws(config={"core": {"service_whitelist": ["s3"]}}),
            pytest.raises(ServiceNotWhitelisted),
        ):
            client().get_contact_methods()
        assert seen == [URL]

    def test_recorded(
        self, mocked: None, seen: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(recorder, "_location", str(tmp_path / "recording"))
        recorder.start_recording()
        try:
            client().get_contact_methods()
        finally:
            recorder.stop_recording()
        assert seen == [URL]
        assert URL in (tmp_path / "recording").read_text()

    def test_recorded_by_a_recorder_that_is_another_by_now(
        self, mocked: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As it is once moto's modules were reloaded."""
        client().get_contact_methods()
        another = type(recorder)()
        another._location = str(tmp_path / "recording")
        monkeypatch.setattr("moto.moto_api.recorder", another)
        another.start_recording()
        client().get_contact_methods()
        assert URL in (tmp_path / "recording").read_text()

    def test_switched_off(self, mocked: None, seen: list[str]) -> None:
        with moto_contacts.settings(answer_early=False):
            client().get_contact_methods()
        assert seen == [URL]

    def test_switched_off_by_the_environment(
        self, mocked: None, seen: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("MOTO_CONTACTS_ANSWER_EARLY", "0")
        client().get_contact_methods()
        assert seen == [URL]

    @pytest.mark.parametrize("of", [botocore_stubber, type(botocore_stubber)], ids=["it", "all"])
    def test_whose_stubber_is_another_s_for_a_while(
        self, of: Any, mocked: None, seen: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As tests have it that let one request in at a time."""
        heard: list[str] = []
        process = of.process_request

        def one_by_one(*arguments: Any) -> Any:
            heard.append(arguments[-1].url)
            return process(*arguments)

        with monkeypatch.context() as patch:
            patch.setattr(of, "process_request", one_by_one)
            client().get_contact_methods()
        assert heard == seen == [URL]
        client().get_contact_methods()
        assert heard == seen == [URL]

    def test_whose_stubber_answers_otherwise(
        self, mocked: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As tests with an asynchronous client have it."""
        monkeypatch.setattr(type(botocore_stubber), "__call__", lambda _, **more: _canned(**more))
        client().create_contact_method(**EMAIL)
        assert moto_contacts.outbox().messages() == []

    def test_another_host(self, mocked: None, seen: list[str]) -> None:
        lightsail = client(endpoint_url="http://localhost:1")
        lightsail.meta.events.register("before-send", _canned)
        lightsail.create_contact_method(**EMAIL)
        assert moto_contacts.outbox().messages() == []
        assert seen == ["http://localhost:1/"]


def _canned(request: Any, **_: Any) -> AWSResponse:
    """What the network would answer."""
    return AWSResponse(request.url, 200, {}, stubbing.MockRawResponse(b'{"contactMethods": []}'))
