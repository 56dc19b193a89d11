"""Other processes: stock servers, fresh interpreters, pytest as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from moto import mock_aws
from moto.moto_proxy import __file__ as moto_proxy_file
from moto.server import ThreadedMotoServer

import moto_contacts
from moto_contacts.catalogue import CLIENTS
from moto_contacts.demo import SERVICES, perform
from tests.harness import run_server


def clients(**arguments: Any) -> dict[str, Any]:
    return {
        package: boto3.client(name, "us-east-1", **arguments) for package, name in CLIENTS.items()
    }


def verify_every_service(outbox: Any, *but: str, **arguments: Any) -> None:
    for package, client in clients(**arguments).items():
        if package in but:
            continue
        outcomes = list(perform(package, client, outbox))
        assert [outcome for outcome in outcomes if not outcome.ok] == []
        assert len(outcomes) == 3


def python(code: str, **environment: str) -> str:
    """What a fresh interpreter prints, in which any warning is an error."""
    process = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(code)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert process.returncode == 0, process.stderr
    return process.stdout.strip()


@pytest.fixture(scope="module", params=["moto_proxy", "moto_contacts_proxy"])
def proxy(request: pytest.FixtureRequest) -> Iterator[str]:
    with run_server(request.param) as endpoint:
        yield endpoint


class TestServers:
    def test_stock_server(self, stock_server: str) -> None:
        verify_every_service(moto_contacts.outbox(stock_server), endpoint_url=stock_server)

    def test_our_server(self) -> None:
        with run_server("moto_contacts_server") as endpoint:
            verify_every_service(moto_contacts.outbox(endpoint), endpoint_url=endpoint)

    def test_proxy(self, proxy: str) -> None:
        verify_every_service(
            moto_contacts.outbox(proxy),
            "sesv2",  # moto's proxy does not know it, with or without the plugin
            config=Config(proxies={"http": proxy, "https": proxy}),
            verify=str(Path(moto_proxy_file).with_name("ca.crt")),
        )

    def test_proxy_says_that_it_closes_the_connection(self, proxy: str) -> None:
        ask: dict[str, Any] = {"proxies": {"http": proxy}, "timeout": 30}
        service = "http://lightsail.us-east-1.amazonaws.com"
        console = "http://motoapi.amazonaws.com/moto-api/contacts"
        signed = {
            "X-Amz-Target": "Lightsail_20161128.GetContactMethods",
            "Content-Type": "application/x-amz-json-1.1",
        }
        answers = [
            requests.post(service, "{}", headers=signed, **ask),
            requests.post(service, "{", headers=signed, **ask),
            requests.get(f"{console}/clock", **ask),
            requests.get(f"{console}/nothing", **ask),
            requests.get(f"{proxy}/moto-api/contacts/clock", timeout=30),
        ]
        assert [answer.status_code for answer in answers] == [200, 400, 200, 404, 200]
        assert [answer.headers.get("Connection") for answer in answers] == ["close"] * 5

    def test_threaded_server(self) -> None:
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        endpoint = f"http://{host}:{port}"
        try:
            verify_every_service(moto_contacts.outbox(endpoint), endpoint_url=endpoint)
            requests.post(f"{endpoint}/moto-api/reset", timeout=30)
            assert moto_contacts.outbox(endpoint).messages() == []
            # The server lives in this process, so its outbox can be read from here too.
            verify_every_service(moto_contacts.outbox(), endpoint_url=endpoint)
        finally:
            server.stop()

    def test_seed_repeats_ids_and_codes(self, stock_server: str) -> None:
        def once() -> list[str | None]:
            requests.post(f"{stock_server}/moto-api/reset", timeout=30)
            requests.post(f"{stock_server}/moto-api/seed?a=7", timeout=30)
            outbox = moto_contacts.outbox(stock_server)
            verify_every_service(outbox, endpoint_url=stock_server)
            return [message.code for message in outbox.messages()] + [
                message.resource_arn for message in outbox.messages()
            ]

        assert once() == once()

    def test_other_services_answer_as_before(self, stock_server: str) -> None:
        s3 = boto3.client("s3", "us-east-1", endpoint_url=stock_server)
        s3.create_bucket(Bucket="bucket")
        assert [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]] == ["bucket"]


class TestOrderOfImports:
    """Whoever comes first: the client, moto, or the plugin."""

    CALL = """
with mock_aws():
    contact = client.create_email_contact(name="me", emailAddress="me@example.com")
    print(contact["arn"].split("/")[0])
"""
    CLIENT = 'import boto3; client = boto3.client("notificationscontacts", "us-east-1")'
    ANSWER = "arn:aws:notifications-contacts::123456789012:emailcontact"

    def _mocked(self, *lines: str) -> str:
        return "\n".join([*lines, self.CALL])

    def test_no_import_of_ours_at_all(self) -> None:
        code = self._mocked("from moto import mock_aws", self.CLIENT)
        assert python(code) == self.ANSWER

    def test_client_before_moto(self) -> None:
        code = self._mocked(
            self.CLIENT,
            "from moto import mock_aws",
            "from moto.core import patch_client",
            "patch_client(client)",
        )
        assert python(code) == self.ANSWER

    @pytest.mark.parametrize("autoload", ["0", "1"])
    def test_client_and_moto_before_the_plugin(self, autoload: str) -> None:
        code = self._mocked("from moto import mock_aws", self.CLIENT, "import moto_contacts")
        assert python(code, MOTO_CONTACTS_AUTOLOAD=autoload) == self.ANSWER

    def test_plugin_before_moto(self) -> None:
        code = self._mocked("import moto_contacts", "from moto import mock_aws", self.CLIENT)
        assert python(code, MOTO_CONTACTS_AUTOLOAD="0") == self.ANSWER

    @pytest.mark.parametrize("patched", ["before moto", "before a request"])
    def test_class_of_responses_is_another_s_for_a_while(self, patched: str) -> None:
        """As tests with an asynchronous client have it, where all look for it and where moto does.

        Our answers are of it as long, and no longer.
        """
        patch = """
from botocore import awsrequest
own = awsrequest.AWSResponse
class Patched(own):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        print("patched")
awsrequest.AWSResponse = Patched
"""
        first, then = ("", patch)[:: -1 if patched == "before moto" else 1]
        moto = "from moto import core, mock_aws"
        replace = "core.botocore_stubber.AWSResponse = Patched"
        restore = "core.botocore_stubber.AWSResponse = awsrequest.AWSResponse = own"
        code = self._mocked(first, moto, then, replace, self.CLIENT, self.CALL, restore)
        assert python(code).split() == ["patched", self.ANSWER, self.ANSWER]

    def test_switched_off(self) -> None:
        code = """
            import moto, moto.backend_index
            print(any(name == "ssmcontacts" for name, _ in moto.backend_index.backend_url_patterns))
        """
        assert python(code, MOTO_CONTACTS_AUTOLOAD="0") == "False"
        assert python(code) == "True"

    def test_start_up_imports_nothing(self) -> None:
        code = """
            import sys
            print([name for name in sys.modules if name.startswith(("moto", "boto"))])
        """
        assert python(code) == "['moto_contacts_boot']"

    def test_package_that_is_gone_leaves_moto_as_it_is(self) -> None:
        code = """
            import sys
            sys.modules["moto_contacts"] = None
            import moto.backend_index
            print(any(name == "ssmcontacts" for name, _ in moto.backend_index.backend_url_patterns))
        """
        assert python(code) == "False"

    def test_module_of_moto_loads_as_if_nobody_had_watched(self) -> None:
        code = """
            import moto.backend_index as module
            print(type(module.__loader__).__name__, type(module.__spec__.loader).__name__)
        """
        assert python(code) == "SourceFileLoader SourceFileLoader"

    def test_reloaded_list_of_services_has_ours_again(self) -> None:
        code = """
            import importlib, sys, moto
            del sys.modules["moto.backend_index"]
            import moto.backend_index
            print([name for name, _ in moto.backend_index.backend_url_patterns].count("lightsail"))
        """
        assert python(code) == "1"

    def test_all_of_moto_can_be_reloaded(self) -> None:
        code = """
            import importlib, sys, boto3, moto
            for _ in range(2):
                for name in sorted(name for name in sys.modules if f"{name}.".startswith("moto.")):
                    importlib.reload(sys.modules[name])
            with moto.mock_aws():
                client = boto3.client("lightsail", "us-east-1")
                print(client.get_contact_methods()["contactMethods"])
        """
        assert python(code) == "[]"

    def test_service_that_moto_ships_stays_motos(self) -> None:
        code = """
            import contextlib, re, types, sys, moto
            from moto_contacts.plugin import registration
            theirs = re.compile("theirs")
            index = types.SimpleNamespace(backend_url_patterns=[("lightsail", theirs)])
            registration.join_services(index, contextlib.ExitStack())
            print([p for n, p in index.backend_url_patterns if n == "lightsail"] == [theirs])
        """
        assert python(code) == "True"


class TestDemo:
    def _run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "moto_contacts", *arguments],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def test_all_services_are_shown(self) -> None:
        process = self._run("demo")
        assert process.returncode == 0, process.stdout + process.stderr
        for service in SERVICES.values():
            assert process.stdout.count(f"ok   {service}: ") == 3
        assert "FAIL" not in process.stdout

    def test_a_step_that_goes_wrong_is_told(self) -> None:
        process = self._run("demo", MOTO_CONTACTS_SMS_VOICE_ASSUME_IDENTITY="false")
        assert process.returncode == 1
        assert "FAIL pinpoint-sms-voice-v2: create the number, send a code" in process.stdout
        assert "ConflictException" in process.stdout

    def test_unknown_command(self) -> None:
        process = self._run("dance")
        assert process.returncode == 2
        assert "No such command 'dance'" in process.stderr


class TestDemoInThisProcess:
    """The steps one by one, with what can go wrong outside of AWS."""

    def test_no_server(self) -> None:
        nowhere = boto3.client(
            "lightsail",
            "us-east-1",
            endpoint_url="http://127.0.0.1:1",
            config=Config(retries={"max_attempts": 0}),
        )
        (outcome,) = perform("lightsail", nowhere, moto_contacts.outbox())
        assert not outcome.ok
        assert outcome.seen.startswith("EndpointConnectionError: ")

    @mock_aws
    def test_no_message(self) -> None:
        client = boto3.client("notificationscontacts", "us-east-1")
        client.send_activation_code = lambda arn: None
        outcomes = list(perform("notificationscontacts", client, moto_contacts.outbox()))
        assert [outcome.ok for outcome in outcomes] == [True, False]
        assert outcomes[1].seen.startswith("NoSuchMessage: ")


class TestNothingLeaves:
    def test_with_every_socket_but_loopback_blocked(self) -> None:
        code = """
            import socket
            import warnings

            import requests

            # Alibaba's SDK, from Python 3.12 on.
            warnings.filterwarnings("ignore", "datetime.datetime.utcnow")

            def only_loopback(method):
                def guarded(self, address, *rest):
                    host = address[0] if isinstance(address, tuple) else address
                    assert host in ("127.0.0.1", "::1", "localhost"), f"left for {address}"
                    return method(self, address, *rest)
                return guarded

            for name in ("connect", "connect_ex", "sendto"):
                setattr(socket.socket, name, only_loopback(getattr(socket.socket, name)))
            resolve = socket.getaddrinfo
            def getaddrinfo(host, *rest, **kw):
                assert host in ("127.0.0.1", "::1", "localhost"), f"asked for {host}"
                return resolve(host, *rest, **kw)
            socket.getaddrinfo = getaddrinfo

            from moto import mock_aws
            from moto_contacts import demo
            assert demo.run(lambda line: None)
            with mock_aws():
                for host in ("nobody.us-east-1.api.aws", "other.eu-west-1.api.aws:443"):
                    for method in ("GET", "POST", "PUT", "DELETE"):
                        assert requests.request(method, f"https://{host}/a/b").status_code == 404
            print("stayed")
        """
        assert python(code) == "stayed"


class TestPytestAsUsersRunIt:
    SIGN_UP = """
        import boto3
        from moto import mock_aws

        @mock_aws
        def test_signup(contacts_outbox):
            sms = boto3.client("pinpoint-sms-voice-v2", "us-east-1")
            number = sms.create_verified_destination_number(DestinationPhoneNumber="+14255550100")
            sms.send_destination_number_verification_code(
                VerifiedDestinationNumberId=number["VerifiedDestinationNumberId"],
                VerificationChannel="TEXT")
            verified = sms.verify_destination_number(
                VerifiedDestinationNumberId=number["VerifiedDestinationNumberId"],
                VerificationCode=contacts_outbox.code(to="+14255550100"))
            assert verified["Status"] == "VERIFIED"
    """

    def test_no_import_of_ours(self, pytester: pytest.Pytester) -> None:
        pytester.makepyfile(self.SIGN_UP)
        result = pytester.runpytest_subprocess("-W", "error")
        result.assert_outcomes(passed=1)

    def test_xdist(self, pytester: pytest.Pytester) -> None:
        pytester.makepyfile(
            test_one=self.SIGN_UP,
            test_two=self.SIGN_UP,
            test_three=self.SERVER,
            test_four=self.SERVER,
        )
        result = pytester.runpytest_subprocess("-W", "error", "-n", "2")
        result.assert_outcomes(passed=4)

    SERVER = """
        import boto3

        def test_server(moto_contacts_server):
            url = moto_contacts_server
            client = boto3.client("notificationscontacts", "us-east-1", endpoint_url=url)
            arn = client.create_email_contact(name="me", emailAddress="me@example.com")["arn"]
            assert "/" in arn
    """

    def test_motos_own_server_mode(self, pytester: pytest.Pytester) -> None:
        """``TEST_SERVER_MODE=true``: mock_aws sends all clients to a server, our fixtures too."""
        pytester.makepyfile(self.SIGN_UP)
        with run_server("moto_server") as endpoint, pytest.MonkeyPatch.context() as patch:
            patch.setenv("TEST_SERVER_MODE", "true")
            patch.setenv("TEST_SERVER_MODE_ENDPOINT", endpoint)
            pytester.runpytest_subprocess().assert_outcomes(passed=1)

    def test_plugin_can_be_left_out(self, pytester: pytest.Pytester) -> None:
        pytester.makepyfile(
            """
            import boto3
            from moto import mock_aws

            @mock_aws
            def test_services_are_there_by_the_pth_file():
                client = boto3.client("notificationscontacts", "us-east-1")
                assert client.list_email_contacts()["emailContacts"] == []
            """
        )
        pytester.runpytest_subprocess("-p", "no:moto_contacts").assert_outcomes(passed=1)


@mock_aws
def test_mock_in_this_process_is_not_disturbed_by_servers() -> None:
    assert moto_contacts.outbox().messages() == []
