"""The plugin under the stock ``mock_aws``, in every way in which moto can be used."""

from __future__ import annotations

import json
import unittest
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError, EndpointConnectionError
from moto import mock_aws
from moto.core import set_initial_no_auth_action_count
from moto.core.exceptions import ServiceNotWhitelisted
from moto.server import ThreadedMotoServer

import moto_contacts
from tests.harness import refused

HOST = "https://notifications-contacts.us-east-1.api.aws"


def client(service: str = "notificationscontacts", region: str = "us-east-1", **kw: Any) -> Any:
    return boto3.client(service, region, config=Config(retries={"total_max_attempts": 1}), **kw)


def create(name: str = "me", **kw: Any) -> str:
    arn: str = client(**kw).create_email_contact(name=name, emailAddress=f"{name}@example.com")[
        "arn"
    ]
    return arn


def names(**kw: Any) -> list[str]:
    return [each["name"] for each in client(**kw).list_email_contacts()["emailContacts"]]


class TestWaysToMock:
    @mock_aws
    def test_decorator(self) -> None:
        create("a")
        assert names() == ["a"]

    @mock_aws()
    def test_decorator_with_parentheses_starts_empty(self) -> None:
        assert names() == []

    def test_context_manager(self) -> None:
        with mock_aws():
            create("a")
            assert names() == ["a"]
        with mock_aws():
            assert names() == []

    def test_start_and_stop(self) -> None:
        mock = mock_aws()
        mock.start()
        try:
            create("a")
            assert names() == ["a"]
        finally:
            mock.stop()

    def test_nested_mocks_share_their_state_and_reset_at_the_outermost(self) -> None:
        with mock_aws():
            create("outer")
            with mock_aws():
                create("inner")
            assert names() == ["outer", "inner"]
            moto_contacts.clock().advance(hours=1)
            with mock_aws():
                pass
            assert names() == ["outer", "inner"]

    def test_outbox_and_clock_are_reset_with_the_mock(self) -> None:
        with mock_aws():
            client().send_activation_code(arn=create("a"))
            moto_contacts.clock().advance(days=400)
            later = moto_contacts.clock().now()
            assert moto_contacts.outbox().code(to="a@example.com")
        with mock_aws():
            assert moto_contacts.outbox().messages() == []
            assert moto_contacts.clock().now() < later

    def test_client_made_before_the_mock(self) -> None:
        early = client()
        with mock_aws():
            create("a")
            assert len(early.list_email_contacts()["emailContacts"]) == 1


@mock_aws
class TestDecoratedClass(unittest.TestCase):
    """moto resets between the methods, and keeps what setUp has made."""

    def setUp(self) -> None:
        create("from-set-up")

    def test_one(self) -> None:
        create("one")
        assert names() == ["from-set-up", "one"]

    def test_two(self) -> None:
        create("two")
        assert names() == ["from-set-up", "two"]


class TestMotoConfiguration:
    def test_whitelist_that_names_the_service(self) -> None:
        with mock_aws(config={"core": {"service_whitelist": ["notificationscontacts"]}}):
            create("a")
            assert names() == ["a"]

    def test_whitelist_without_the_service(self) -> None:
        with (
            mock_aws(config={"core": {"service_whitelist": ["s3"]}}),
            pytest.raises(ServiceNotWhitelisted),
        ):
            create("a")

    def test_passthrough_lets_the_service_through(self, monkeypatch: pytest.MonkeyPatch) -> None:
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        try:
            config = {
                "core": {"passthrough": {"urls": [rf"http://{host}"]}},
            }
            with mock_aws(config=config):
                create("real", endpoint_url=f"http://{host}:{port}")
            services = {"core": {"passthrough": {"services": ["notificationscontacts"]}}}
            monkeypatch.setattr("socket.getaddrinfo", _no_network)
            with mock_aws(config=services), pytest.raises(EndpointConnectionError):
                names()
        finally:
            server.stop()

    def test_unknown_region_is_refused_in_words(self) -> None:
        with mock_aws():
            error = refused(client("lightsail", "xx-nowhere-1").get_contact_methods)
        assert error["Error"]["Code"] == "InvalidInputException"
        assert "MOTO_ALLOW_NONEXISTENT_REGION" in error["message"]

    def test_unknown_region_that_moto_allows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MOTO_ALLOW_NONEXISTENT_REGION", "true")
        # The region is none of the model's either, and our answers name it.
        with mock_aws(), moto_contacts.settings(check_answers=False):
            lightsail = client("lightsail", "xx-nowhere-1")
            lightsail.create_contact_method(protocol="Email", contactEndpoint="a@example.com")
            assert len(lightsail.get_contact_methods()["contactMethods"]) == 1
            assert client("lightsail").get_contact_methods()["contactMethods"] == []

    @pytest.mark.parametrize("service", ["lightsail", "notificationscontacts"])
    def test_seed_repeats_ids_codes_and_links(self, service: str) -> None:
        def once() -> Any:
            with mock_aws():
                requests.post("http://motoapi.amazonaws.com/moto-api/seed?a=42", timeout=5)
                if service == "lightsail":
                    operation = client(service).create_contact_method(
                        protocol="Email", contactEndpoint="a@example.com"
                    )["operations"][0]
                    return operation["id"], moto_contacts.outbox().latest().link
                arn = create("a")
                client().send_activation_code(arn=arn)
                return arn, moto_contacts.outbox().code()

        first = once()
        assert once() == first
        assert len(set(first)) == 2

    def test_recorder_replays_our_calls(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from moto.moto_api import recorder

        monkeypatch.setattr(recorder, "_location", str(tmp_path / "recording"))
        with mock_aws():
            recorder.start_recording()
            try:
                create("recorded")
                client("lightsail").create_contact_method(
                    protocol="Email", contactEndpoint="a@example.com"
                )
            finally:
                recorder.stop_recording()
        with mock_aws():
            recorder.replay_recording()
            assert names() == ["recorded"]
            assert len(client("lightsail").get_contact_methods()["contactMethods"]) == 1


class TestRecording:
    """moto's recorder, with links that are clicked by the names of their messages."""

    @pytest.mark.parametrize("by_link", [False, True])
    def test_replays_clicks_under_the_same_seed(
        self, by_link: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from moto.moto_api import recorder

        monkeypatch.setattr(recorder, "_location", str(tmp_path / "recording"))
        api = "http://motoapi.amazonaws.com/moto-api"

        def seed() -> None:
            assert requests.post(f"{api}/seed?a=42", timeout=10).status_code == 200

        def status() -> str:
            (found,) = client("lightsail").get_contact_methods()["contactMethods"]
            return str(found["status"])

        for _ in range(2):  # ids begin anew here, whatever came before
            with mock_aws():
                client("lightsail").create_contact_method(
                    protocol="Email", contactEndpoint="a@example.com"
                )
        with mock_aws():
            seed()
            recorder.start_recording()
            try:
                client("lightsail").create_contact_method(
                    protocol="Email", contactEndpoint="a@example.com"
                )
                client("lightsail").send_contact_method_verification(protocol="Email")
                message = requests.get(f"{api}/contacts/messages/latest", timeout=10).json()
                if by_link:
                    requests.get(message["link"], timeout=10).raise_for_status()
                else:
                    click = f"{api}/contacts/messages/{message['id']}/click"
                    requests.post(click, timeout=10).raise_for_status()
            finally:
                recorder.stop_recording()
            assert status() == "Valid"
        with mock_aws():
            seed()
            recorder.replay_recording()
            assert status() == "Valid"


class TestAccountsAndRegions:
    @pytest.fixture(autouse=True)
    def mocked(self) -> Iterator[None]:
        with mock_aws():
            yield

    def test_account_by_header(self) -> None:
        def add_header(request: Any, **kw: Any) -> None:
            request.headers["x-moto-account-id"] = "111122223333"

        theirs = client()
        theirs.meta.events.register("before-sign", add_header)
        arn = theirs.create_email_contact(name="a", emailAddress="a@example.com")["arn"]

        assert arn.split(":")[4] == "111122223333"
        assert names() == []
        theirs.send_activation_code(arn=arn)
        assert moto_contacts.outbox().latest(account="111122223333").to == "a@example.com"

    def test_account_by_assumed_role(self) -> None:
        credentials = boto3.client("sts", "us-east-1").assume_role(
            RoleArn="arn:aws:iam::444455556666:role/r", RoleSessionName="session"
        )["Credentials"]
        arn = create(
            "a",
            aws_access_key_id=credentials["AccessKeyId"],
            aws_secret_access_key=credentials["SecretAccessKey"],
            aws_session_token=credentials["SessionToken"],
        )
        assert arn.split(":")[4] == "444455556666"
        assert names() == []

    def test_account_by_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MOTO_ACCOUNT_ID", "777788889999")
        assert create("a").split(":")[4] == "777788889999"

    def test_regions_are_apart(self) -> None:
        client("lightsail", "eu-west-1").create_contact_method(
            protocol="Email", contactEndpoint="a@example.com"
        )
        assert client("lightsail", "us-east-1").get_contact_methods()["contactMethods"] == []
        assert len(client("lightsail", "eu-west-1").get_contact_methods()["contactMethods"]) == 1

    @pytest.mark.parametrize(
        ("service", "region", "variant"),
        [
            ("lightsail", "us-east-1", {"use_dualstack_endpoint": True}),
            ("ssm-contacts", "us-east-1", {"use_fips_endpoint": True}),
            ("pinpoint-sms-voice-v2", "us-east-1", {"use_dualstack_endpoint": True}),
            ("pinpoint-sms-voice-v2", "us-gov-west-1", {"use_fips_endpoint": True}),
            ("notificationscontacts", "eu-west-1", {}),
            ("notificationscontacts", "us-gov-west-1", {}),
            ("notificationscontacts", "cn-north-1", {}),
        ],
    )
    def test_every_host_of_a_service(
        self, service: str, region: str, variant: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        call = {
            "lightsail": "get_contact_methods",
            "ssm-contacts": "list_contacts",
            "pinpoint-sms-voice-v2": "describe_account_attributes",
            "notificationscontacts": "list_email_contacts",
        }[service]
        monkeypatch.setattr("socket.getaddrinfo", _no_network)
        answer = getattr(boto3.client(service, region, config=Config(**variant)), call)()
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200

    def test_partitions_are_apart(self) -> None:
        assert create("gov", region="us-gov-west-1").startswith("arn:aws-us-gov:")
        assert names(region="us-gov-east-1") == ["gov"]
        assert names() == []

    def test_the_first_sms_voice_api_is_not_ours(self) -> None:
        with pytest.raises(ClientError) as caught:
            client("pinpoint-sms-voice").create_configuration_set(ConfigurationSetName="a")
        assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


class TestIam:
    """moto's IAM enforcement, answered as a service with JSON answers."""

    @staticmethod
    def _user(policy: dict[str, Any] | None) -> dict[str, str]:
        iam = boto3.client("iam", "us-east-1")
        iam.create_user(UserName="u")
        if policy is not None:
            document = json.dumps({"Version": "2012-10-17", "Statement": policy})
            iam.put_user_policy(UserName="u", PolicyName="p", PolicyDocument=document)
        key = iam.create_access_key(UserName="u")["AccessKey"]
        return {
            "aws_access_key_id": key["AccessKeyId"],
            "aws_secret_access_key": key["SecretAccessKey"],
        }

    @mock_aws
    @pytest.mark.parametrize(
        ("service", "call"),
        [
            ("lightsail", "get_contact_methods"),
            ("ssm-contacts", "list_contacts"),
            ("pinpoint-sms-voice-v2", "describe_account_attributes"),
            ("notificationscontacts", "list_email_contacts"),
        ],
    )
    def test_denied(self, service: str, call: str) -> None:
        denied = client(service, **self._user(None))

        @set_initial_no_auth_action_count(0)
        def enforced() -> dict[str, Any]:
            return refused(getattr(denied, call))

        error = enforced()
        assert error["Error"]["Code"] == "AccessDeniedException"
        assert "is not authorized to perform" in error["Error"]["Message"]
        assert "<" not in error["Error"]["Message"]

    @mock_aws
    def test_allowed(self) -> None:
        statement = {"Effect": "Allow", "Action": "notifications-contacts:*", "Resource": "*"}
        allowed = client(**self._user(statement))

        @set_initial_no_auth_action_count(0)
        def enforced() -> int:
            return len(allowed.list_email_contacts()["emailContacts"])

        assert enforced() == 0

    @mock_aws
    def test_unknown_key(self) -> None:
        stranger = client(aws_access_key_id="AKIANOBODYKNOWSTHIS1", aws_secret_access_key="x")

        @set_initial_no_auth_action_count(0)
        def enforced() -> dict[str, Any]:
            return refused(stranger.list_email_contacts)

        assert enforced()["Error"]["Code"] == "UnrecognizedClientException"

    @mock_aws
    def test_wrong_secret(self) -> None:
        credentials = self._user(None) | {"aws_secret_access_key": "wrong"}
        forger = client(**credentials)

        @set_initial_no_auth_action_count(0)
        def enforced() -> dict[str, Any]:
            return refused(forger.list_email_contacts)

        assert enforced()["Error"]["Code"] == "InvalidSignatureException"

    @mock_aws
    def test_no_signature(self) -> None:
        @set_initial_no_auth_action_count(0)
        def enforced() -> requests.Response:
            return requests.get(f"{HOST}/emailcontacts", timeout=5)

        answer = enforced()
        assert answer.headers["x-amzn-errortype"] == "MissingAuthenticationTokenException"
        assert answer.json() == {"message": "Missing Authentication Token"}


class TestNothingLeaves:
    @pytest.mark.parametrize(
        "host",
        ["anything.us-east-1.api.aws", "anything.cn-north-1.api.amazonwebservices.com.cn"],
    )
    def test_unknown_hosts_of_aws(self, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("socket.getaddrinfo", _no_network)
        with mock_aws():
            answer = requests.get(f"https://{host}/path", timeout=5)
            assert (answer.status_code, answer.text) == (404, "Not yet implemented")

    def test_unknown_hosts_of_aws_through_boto(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("socket.getaddrinfo", _no_network)
        with mock_aws():
            error = refused(client("notifications").list_notification_hubs)
        assert error["ResponseMetadata"]["HTTPStatusCode"] == 404


def _no_network(*args: Any, **kw: Any) -> Any:
    raise OSError(f"the network was asked for {args[0]}")
