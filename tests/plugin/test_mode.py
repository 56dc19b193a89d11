"""moto's ``TEST_SERVER_MODE`` and ``TEST_PROXY_MODE``: every control follows ``mock_aws``."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
import requests

import moto_contacts
from moto_contacts import aio
from tests.harness import free_port, run_server
from tests.test_pytest_plugin import CONTACT, SECTION


@pytest.fixture(scope="module")
def proxy() -> Iterator[str]:
    with run_server("moto_proxy") as endpoint:
        yield endpoint


@pytest.fixture(params=["SERVER", "PROXY"])
def elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a stock server or proxy, with the environment by which moto goes there."""
    kind = {"SERVER": "stock_server", "PROXY": "proxy"}[request.param]
    endpoint: str = request.getfixturevalue(kind)
    monkeypatch.setenv(f"TEST_{request.param}_MODE", "true")
    monkeypatch.setenv(f"TEST_{request.param}_MODE_ENDPOINT", endpoint)
    monkeypatch.setenv("MOTO_PROXY_PORT", endpoint.rpartition(":")[2])
    requests.post(f"{endpoint}/moto-api/reset", timeout=30)
    return endpoint


def run(pytester: pytest.Pytester, tests: str, *arguments: str) -> pytest.RunResult:
    pytester.makepyfile(CONTACT + tests)
    return pytester.runpytest_subprocess(*arguments)


CONTROLS = """
    import moto_contacts

    @mock_aws
    @pytest.mark.moto_contacts(
        code="aaaaaaa", faults=[{"error": "AccessDeniedException", "operation": "GetEmailContact"}])
    def test_marker(contacts_outbox, contacts_faults):
        client, arn = contact()
        assert contacts_outbox.code(to="ops@example.com") == "aaaaaaa"
        with pytest.raises(client.exceptions.AccessDeniedException):
            client.get_email_contact(arn=arn)
        assert [rule["struck"] for rule in contacts_faults.all()] == [1]

    @mock_aws
    @pytest.mark.moto_contacts(faults=[{"error": "ThrottlingException", "times": 1}])
    def test_marker_of_faults_alone(contacts_outbox, contacts_faults):
        contact()  # boto3 tries again
        assert [rule["struck"] for rule in contacts_faults.all()] == [1]

    @mock_aws
    def test_marker_is_gone(contacts_outbox):
        client, arn = contact()
        assert contacts_outbox.code() != "aaaaaaa"
        client.get_email_contact(arn=arn)

    def test_clients_of_the_session(moto_contacts_session, contacts_outbox):
        client = moto_contacts_session.client("lightsail", "us-east-1")
        client.create_contact_method(protocol="Email", contactEndpoint="ops@example.com")
        assert contacts_outbox.latest().to == "ops@example.com"

    def test_block_around_a_mock():
        with moto_contacts.settings(code="bbbbbbb"):
            with mock_aws():
                contact()
                assert moto_contacts.outbox().code() == "bbbbbbb"

    @mock_aws
    def test_clock(contacts_clock):
        client, arn = contact()
        contacts_clock.advance(hours=13)
        with pytest.raises(client.exceptions.ValidationException, match="expired"):
            client.activate_email_contact(arn=arn, code=moto_contacts.outbox().code())
"""


def test_controls_follow(pytester: pytest.Pytester, elsewhere: str) -> None:
    run(pytester, CONTROLS).assert_outcomes(passed=6)
    assert requests.get(f"{elsewhere}/moto-api/contacts/settings/kept", timeout=30).json() == {
        "kept": []
    }


STRICT = """
    @mock_aws
    def test_reads(contacts_outbox):
        contact()
        assert contacts_outbox.code() == "aaaaaaa"

    @mock_aws
    def test_does_not():
        contact()

    def test_sends_nothing():
        pass
"""


def test_options_of_the_session_and_unread_mail(pytester: pytest.Pytester, elsewhere: str) -> None:
    options = ("--moto-contacts-strict", "--moto-contacts-set", "code=aaaaaaa")
    result = run(pytester, STRICT, *options)
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        [
            "1 message(s) were sent that nobody has read:",
            "  message-*: EMAIL to ops@example.com: * (notificationscontacts, 1*)",
        ]
    )
    assert SECTION not in result.stdout.str()  # they are listed once
    assert moto_contacts.settings(elsewhere).all()["code"]["value"] is None


def test_workers_share_one_server(
    pytester: pytest.Pytester, stock_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its messages, clock, faults and settings; who ends first takes back only what is its own."""
    monkeypatch.setenv("TEST_SERVER_MODE", "true")
    monkeypatch.setenv("TEST_SERVER_MODE_ENDPOINT", stock_server)
    monkeypatch.setenv("MOTO_CALL_RESET_API", "false")  # or each test would empty the other's mock
    tests = """
    @pytest.mark.parametrize("name", "abcdefgh")
    def test_code(name, contacts_outbox):
        with mock_aws():
            contact(f"{name}@example.com")
            assert contacts_outbox.code(to=f"{name}@example.com") == "aaaaaaa"
    """
    run(pytester, tests, "-n", "2", "--moto-contacts-set=code=aaaaaaa").assert_outcomes(passed=8)
    assert moto_contacts.settings(stock_server).all()["code"]["value"] is None


def test_server_that_a_fixture_starts(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setenv("TEST_SERVER_MODE", "true")
    monkeypatch.setenv("TEST_SERVER_MODE_ENDPOINT", f"http://localhost:{port}/")
    tests = f"""
    @pytest.fixture(scope="module", autouse=True)
    def server():
        from moto.server import ThreadedMotoServer
        server = ThreadedMotoServer(port={port})
        server.start()
        yield
        server.stop()

    @mock_aws
    @pytest.mark.moto_contacts(notifications_contacts_email_contacts_per_account=1)
    def test_code(contacts_outbox):
        client, arn = contact()
        assert contacts_outbox.code() == "aaaaaaa"
        with pytest.raises(client.exceptions.ServiceQuotaExceededException):
            contact("more@example.com")
    """
    run(pytester, tests, "--moto-contacts-set=code=aaaaaaa").assert_outcomes(passed=1)


def test_no_server(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that want nothing of it are not disturbed; the others are told."""
    monkeypatch.setenv("TEST_SERVER_MODE", "true")
    monkeypatch.setenv("TEST_SERVER_MODE_ENDPOINT", f"http://localhost:{free_port()}")
    tests = """
    def test_passes():
        pass

    def test_fails():
        assert False

    @pytest.mark.moto_contacts(code="aaaaaaa")
    def test_wants_a_setting():
        pass

    def test_passes_too():
        pass
    """
    result = run(pytester, tests)
    result.assert_outcomes(passed=2, failed=1, errors=1)
    result.stdout.fnmatch_lines(["No server answers at http://localhost:*"])


def test_awaited_controls_follow(stock_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moto.settings.TEST_SERVER_MODE", True)
    monkeypatch.setenv("TEST_SERVER_MODE_ENDPOINT", stock_server)

    async def controls() -> object:
        async with aio.settings(code="aaaaaaa"):
            await aio.clock().advance(hours=1)
            return (await aio.settings().all())["code"]["value"]

    assert asyncio.run(controls()) == "aaaaaaa"
    assert moto_contacts.settings(stock_server).all()["code"]["value"] is None


def test_values_of_a_client_that_has_died(stock_server: str) -> None:
    url = f"{stock_server}/moto-api/contacts/settings/kept"
    for code in ("1111111", "2222222"):
        requests.post(url, json={"code": code}, timeout=30)
    kept = requests.get(url, timeout=30).json()["kept"]
    assert [each["settings"] for each in kept] == [{"code": "2222222"}, {"code": "1111111"}]
    assert requests.delete(url, timeout=30).json() == {"kept": []}
    assert requests.post(url, json={"kode": "1"}, timeout=30).json()["error"] == "InvalidSetting"
