"""The gate: a service that moto has, and ours beside it, behind all that moto does before."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError, EndpointConnectionError
from moto import mock_aws
from moto.core import set_initial_no_auth_action_count
from moto.core.exceptions import ServiceNotWhitelisted
from moto.moto_api import recorder
from moto.server import ThreadedMotoServer
from moto.sns import urls
from moto.sns.models import sns_backends

import moto_contacts
from moto_contacts.plugin import registration
from moto_contacts.services.sns import motos
from moto_contacts.sessions import new_session
from moto_contacts.simulation import warned
from moto_contacts.simulation.warned import NotShown
from tests.harness import refused

NUMBER = "+14255550100"


def client(**arguments: Any) -> Any:
    config = Config(retries={"total_max_attempts": 1})
    return new_session().client("sns", "us-east-1", config=config, **arguments)


@pytest.fixture
def sns() -> Iterator[Any]:
    with mock_aws():
        yield client()


def sent() -> list[str]:
    return [message.body for message in moto_contacts.outbox().messages()]


class TestWhatMotoDoesBefore:
    def test_whitelist(self) -> None:
        config = {"core": {"service_whitelist": ["sqs"]}}
        with mock_aws(config=config), pytest.raises(ServiceNotWhitelisted):
            client().list_sms_sandbox_phone_numbers()
        with mock_aws(config={"core": {"service_whitelist": ["sns"]}}):
            assert client().list_sms_sandbox_phone_numbers()["PhoneNumbers"] == []

    def test_passing_through(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*arguments: Any, **named: Any) -> Any:
            raise OSError("no network")

        monkeypatch.setattr("socket.getaddrinfo", refuse)
        config = {"core": {"passthrough": {"services": ["sns"]}}}
        with mock_aws(config=config), pytest.raises(EndpointConnectionError):
            client().list_sms_sandbox_phone_numbers()

    def test_recorder(self, sns: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        recording = tmp_path / "recording"
        monkeypatch.setattr(recorder, "_location", str(recording))
        recorder.start_recording()
        try:
            sns.create_sms_sandbox_phone_number(PhoneNumber=NUMBER)
            sns.publish(PhoneNumber=NUMBER, Message="hello")
        finally:
            recorder.stop_recording()
        assert len(recording.read_text().splitlines()) == 2

    def test_other_paths_are_motos(self, sns: Any) -> None:
        kept = sns_backends["123456789012"]["us-east-1"]._message_public_keys
        kept["SimpleNotificationService-x.pem"] = b"a key"
        url = "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-x.pem"
        assert requests.get(url, timeout=5).content == b"a key"

    def test_operation_that_nobody_has(self, sns: Any) -> None:
        with pytest.raises(NotImplementedError):
            sns.get_data_protection_policy(ResourceArn="arn:aws:sns:us-east-1:123456789012:a")


class TestPermissions:
    """Whoever moto lets call: its own operations it asks about itself, and ours we do."""

    def _user(self, statement: Any) -> dict[str, str]:
        iam = boto3.client("iam", "us-east-1")
        iam.create_user(UserName="zoe")
        if statement is not None:
            policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
            iam.put_user_policy(UserName="zoe", PolicyName="it", PolicyDocument=policy)
        key = iam.create_access_key(UserName="zoe")["AccessKey"]
        return {
            "aws_access_key_id": key["AccessKeyId"],
            "aws_secret_access_key": key["SecretAccessKey"],
        }

    @mock_aws
    def test_denied(self) -> None:
        denied = client(**self._user(None))

        @set_initial_no_auth_action_count(0)
        def enforced() -> list[dict[str, Any]]:
            return [
                refused(denied.list_sms_sandbox_phone_numbers),
                refused(denied.publish, PhoneNumber=NUMBER, Message="hello"),
            ]

        ours, motos_own = enforced()
        assert ours["Error"]["Code"] == "AuthorizationError"
        assert "is not authorized to perform: sns:ListSMS" in ours["Error"]["Message"]
        assert ours["ResponseMetadata"]["HTTPStatusCode"] == 403
        assert motos_own["ResponseMetadata"]["HTTPStatusCode"] == 403
        assert sent() == []

    @mock_aws
    def test_allowed(self) -> None:
        statement = {"Effect": "Allow", "Action": "sns:*", "Resource": "*"}
        allowed = client(**self._user(statement))

        @set_initial_no_auth_action_count(0)
        def enforced() -> Any:
            allowed.publish(PhoneNumber=NUMBER, Message="hello")
            return allowed.list_sms_sandbox_phone_numbers()["PhoneNumbers"]

        assert enforced() == []
        assert sent() == ["hello"]

    @mock_aws
    def test_forged_signature(self) -> None:
        forger = client(**self._user(None) | {"aws_secret_access_key": "wrong"})

        @set_initial_no_auth_action_count(0)
        def enforced() -> dict[str, Any]:
            return refused(forger.list_sms_sandbox_phone_numbers)

        error = enforced()
        assert error["Error"]["Code"] == "SignatureDoesNotMatch"
        assert error["ResponseMetadata"]["HTTPStatusCode"] == 403


class TestFaults:
    """They strike what moto answers, too, in the service's own words."""

    def test_error(self, sns: Any) -> None:
        moto_contacts.faults().put("Throttling", "slow down", operation="Publish", times=1)
        error = refused(sns.publish, PhoneNumber=NUMBER, Message="hello")
        assert error["Error"]["Code"] == "Throttling"
        assert error["ResponseMetadata"]["HTTPStatusCode"] == 400
        assert sent() == []
        sns.publish(PhoneNumber=NUMBER, Message="hello")
        assert sent() == ["hello"]

    def test_of_an_operation_that_is_not_shown(self, sns: Any) -> None:
        moto_contacts.faults().put("InternalError", operation="CreateTopic")
        with pytest.raises(sns.exceptions.InternalErrorException):
            sns.create_topic(Name="news")
        assert sns.list_topics()["Topics"] == []

    def test_dropped(self, sns: Any) -> None:
        moto_contacts.faults().put(drop=True, operation="Publish")
        with pytest.raises(ConnectionClosedError):
            sns.publish(PhoneNumber=NUMBER, Message="hello")
        assert sent() == []


class TestDoNoHarm:
    def test_what_cannot_be_shown_is_said_and_nothing_else_is_changed(
        self, sns: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: Any) -> Any:
            raise AttributeError("_filter_policy_matcher")

        monkeypatch.setattr(motos, "subscriptions", broken)
        monkeypatch.setattr(warned, "_told", set())
        arn = sns.create_topic(Name="news")["TopicArn"]
        with pytest.warns(NotShown, match="Publish of sns has sent what moto_contacts cannot show"):
            assert sns.publish(TopicArn=arn, Message="hello")["MessageId"]

    def test_gate_stands_once(self) -> None:
        before = dict(urls.url_paths)
        registration.join_neighbour(urls, ExitStack())
        assert urls.url_paths == before

    def test_module_that_is_loaded_again_has_a_gate_again(self) -> None:
        importlib.reload(urls)
        with mock_aws():
            client().publish(PhoneNumber=NUMBER, Message="hello")
            assert sent() == ["hello"]

    def test_handler_that_answers_with_a_body_alone(self, sns: Any) -> None:
        """As moto lets handlers do behind a server."""
        from moto_contacts.plugin.gate import Handed

        handed = Handed("text")
        assert (handed.status, handed.kept) == (200, "text")

    def test_server_in_a_thread(self) -> None:
        server = ThreadedMotoServer(port=0, verbose=False)
        server.start()
        try:
            _, port = server.get_host_and_port()
            served = client(endpoint_url=f"http://localhost:{port}")
            served.create_sms_sandbox_phone_number(PhoneNumber=NUMBER)
            assert served.publish(PhoneNumber=NUMBER, Message="hello")["MessageId"]
            assert sent()[0] == "hello"
        finally:
            server.stop()

    def test_links_that_nobody_signs_reach_a_server(self) -> None:
        server = ThreadedMotoServer(port=0, verbose=False)
        server.start()
        try:
            _, port = server.get_host_and_port()
            served = client(endpoint_url=f"http://localhost:{port}")
            with moto_contacts.settings(sns_subscriptions="confirmed"):
                arn = served.create_topic(Name="news")["TopicArn"]
                served.subscribe(TopicArn=arn, Protocol="email", Endpoint="zoe@example.com")
                url = moto_contacts.outbox().latest(kind="link").facts["SubscribeURL"]
                assert url.startswith(f"http://localhost:{port}/?Action=ConfirmSubscription&")
                assert requests.get(url, timeout=5).status_code == 200
                elsewhere = requests.get(url.replace("us-east-1", "xx"), timeout=5)
                assert (elsewhere.status_code, "Topic" in elsewhere.text) == (400, True)
                path, _, form = url.partition("?")
                posted = requests.post(path, dict(parse_qsl(form)), timeout=5)
                assert f"<SubscriptionArn>{arn}" in posted.text
        finally:
            server.stop()

    @pytest.mark.parametrize(
        "first",
        ["import moto_contacts", "import moto.sns.urls", "import moto; import moto_contacts"],
    )
    def test_whatever_is_imported_first(self, first: str) -> None:
        """And the service is imported with the first request, not with moto."""
        program = f"""
import sys
{first}
import moto_contacts
from moto import mock_aws
import moto.sns.urls
assert not [name for name in sys.modules if name.startswith("moto_contacts.services")]
import boto3
with mock_aws():
    boto3.client("sns", "us-east-1").publish(PhoneNumber="+14255550100", Message="hello")
    print(len(moto_contacts.outbox().messages()))
"""
        done = subprocess.run(
            [sys.executable, "-W", "error::UserWarning", "-c", program],
            env={**os.environ, "MOTO_CONTACTS_AUTOLOAD": "0"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert (done.stdout, done.stderr) == ("1\n", "")


def test_client_error_of_motos_passes(sns: Any) -> None:
    with pytest.raises(ClientError, match="NotFound"):
        sns.publish(TopicArn="arn:aws:sns:us-east-1:123456789012:none", Message="hello")
    assert sent() == []
