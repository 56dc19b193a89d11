"""The pytest plugin in company: of conftests, other plugins, guards of the network, servers."""

from __future__ import annotations

import pytest

from tests.harness import free_port
from tests.test_pytest_plugin import CONTACT, SECTION

GUARD = """
    @pytest.fixture
    def no_network(monkeypatch):
        import socket

        def refuse(*_):
            raise Exception("no network here")

        monkeypatch.setattr(socket.socket, "connect", refuse)
"""


def run(pytester: pytest.Pytester, tests: str, *arguments: str) -> pytest.RunResult:
    pytester.makepyfile(CONTACT + tests)
    return pytester.runpytest_subprocess(*arguments)


@pytest.fixture
def elsewhere(stock_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where ``mock_aws`` mocks: on a stock server."""
    monkeypatch.setenv("TEST_SERVER_MODE", "true")
    monkeypatch.setenv("TEST_SERVER_MODE_ENDPOINT", stock_server)
    return stock_server


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> str:
    """Where ``mock_aws`` is to mock: where no server answers."""
    endpoint = f"http://localhost:{free_port()}"
    monkeypatch.setenv("TEST_SERVER_MODE", "true")
    monkeypatch.setenv("TEST_SERVER_MODE_ENDPOINT", endpoint)
    return endpoint


@pytest.fixture(params=["here", "elsewhere"])
def where(request: pytest.FixtureRequest) -> str:
    """Where ``mock_aws`` mocks."""
    return "here" if request.param == "here" else str(request.getfixturevalue("elsewhere"))


class TestReport:
    """It is made, whatever becomes of the question what was left unread."""

    @pytest.mark.parametrize("workers", [(), ("-n", "1")])
    def test_where_the_network_is_guarded(
        self, pytester: pytest.Pytester, elsewhere: str, workers: tuple[str, ...]
    ) -> None:
        tests = """
    def test_fails(no_network):
        assert 1 == 2

    def test_next():
        pass
    """
        result = run(pytester, GUARD + tests, *workers)
        result.assert_outcomes(failed=1, passed=1)
        result.stdout.fnmatch_lines(["moto_contacts cannot tell which messages *: *no network*"])

    def test_where_what_is_due_fails(self, pytester: pytest.Pytester) -> None:
        tests = """
    def test_fails(moto_contacts_session, contacts_clock, monkeypatch):
        moto_contacts_session.client("lightsail", "us-east-1").put_alarm(
            alarmName="busy", metricName="CPUUtilization", monitoredResourceName="web",
            comparisonOperator="GreaterThanThreshold", threshold=50, evaluationPeriods=1)
        monkeypatch.setenv("MOTO_CONTACTS_LIGHTSAIL_METRICS", '{"web/CPUUtilization": 90}')
        contacts_clock.advance(hours=1)

    def test_next():
        pass
    """
        result = run(pytester, tests)
        outcomes = result.parseoutcomes()
        assert (outcomes["failed"], outcomes["passed"]) == (1, 1)
        result.stdout.no_fnmatch_line("*INTERNALERROR*")

    def test_of_a_test_of_unittests(self, pytester: pytest.Pytester) -> None:
        tests = """
    import unittest

    @mock_aws
    class TestCase(unittest.TestCase):
        def test_fails(self):
            contact()
            self.assertEqual(1, 2)
    """
        result = run(pytester, tests, "--moto-contacts-strict")
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(["*1 != 2", f"*{SECTION}*", "message-1: EMAIL to ops@*"])

    def test_spells_out_what_would_control_a_terminal(self, pytester: pytest.Pytester) -> None:
        tests = """
    from moto_contacts.simulation import outbox
    from moto_contacts.simulation.messages import Sent

    @mock_aws
    def test_fails():
        outbox.send(Sent("x", "Send", {}, "1", "", "SMS", "+1\\x1b[31m", "", "hello"))
        assert 1 == 2
    """
        result = run(pytester, tests)
        result.stdout.fnmatch_lines(["message-1: SMS to +1[[]U+001B][[]31m: *"])


class TestStrict:
    def test_where_nobody_can_say(self, pytester: pytest.Pytester, elsewhere: str) -> None:
        tests = GUARD + "\n    def test_passes(no_network):\n        pass\n"
        result = run(pytester, tests, "--moto-contacts-strict")
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(["moto_contacts cannot tell which messages *: *no network*"])

    def test_where_no_server_answers(self, pytester: pytest.Pytester, nowhere: str) -> None:
        tests = "\n    def test_passes():\n        pass\n"
        run(pytester, tests, "--moto-contacts-strict").assert_outcomes(passed=1)

    def test_of_every_mock_in_a_test(self, pytester: pytest.Pytester, where: str) -> None:
        tests = """
    import moto_contacts

    def test_two():
        with mock_aws():
            contact("first@example.com")
        with mock_aws():
            contact("second@example.com")
            moto_contacts.outbox().messages()
        with mock_aws():
            contact("third@example.com")

    def test_next():
        with mock_aws():
            boto3.client("sns", "us-east-1").list_topics()
    """
        result = run(pytester, tests, "--moto-contacts-strict")
        result.assert_outcomes(failed=1, passed=1)
        result.stdout.fnmatch_lines(["  * to third@*", "  * to first@*"])
        result.stdout.no_fnmatch_line("*to second@*")


class TestConftest:
    @pytest.mark.parametrize(
        ("end", "status"),
        [("raise pytest.UsageError('set FOO')", 4), ("pytest.exit('no docker', returncode=3)", 3)],
    )
    def test_ends_the_run(self, pytester: pytest.Pytester, end: str, status: int) -> None:
        pytester.makeconftest(f"import pytest\n\ndef pytest_configure(config):\n    {end}\n")
        result = run(pytester, "\n    def test_it():\n        pass\n")
        assert result.ret == status
        assert "Traceback" not in result.stdout.str() + result.stderr.str()


SERVER_AND_ORDERS = """
    import moto_contacts

    def sent(server):
        client = boto3.client("notificationscontacts", "us-east-1", endpoint_url=server)
        arn = client.create_email_contact(name="Ops", emailAddress="ops@example.com")["arn"]
        client.send_activation_code(arn=arn)
        return client

    @pytest.mark.moto_contacts(code="bbbbbbb")
    def test_code(moto_contacts_server, contacts_outbox):
        sent(moto_contacts_server)
        assert contacts_outbox.code() == "bbbbbbb"

    def test_code_of_the_session(moto_contacts_server, contacts_outbox):
        sent(moto_contacts_server)
        assert contacts_outbox.code() == "aaaaaaa"

    @pytest.mark.moto_contacts(faults=[{"error": "AccessDeniedException"}])
    def test_fault(moto_contacts_server):
        with pytest.raises(Exception, match="AccessDeniedException"):
            sent(moto_contacts_server)

    @pytest.mark.moto_contacts(strict=True)
    def test_strict(moto_contacts_server):
        sent(moto_contacts_server)

    def test_report(moto_contacts_server):
        sent(moto_contacts_server)
        assert 1 == 2
"""


class TestServers:
    def test_orders_and_reports_are_of_the_fixtures(
        self, pytester: pytest.Pytester, elsewhere: str
    ) -> None:
        result = run(pytester, SERVER_AND_ORDERS, "--moto-contacts-set", "code=aaaaaaa")
        result.assert_outcomes(passed=3, failed=2)
        result.stdout.fnmatch_lines(
            ["1 message(s) were sent that nobody has read:", f"*{SECTION}*", "message-1: EMAIL *"]
        )

    def test_is_emptied_for_each_test_though_the_outbox_is_of_the_module(
        self, pytester: pytest.Pytester
    ) -> None:
        tests = """
    @pytest.mark.parametrize("number", range(3))
    def test_empty(number, moto_contacts_server, module_contacts_outbox):
        assert module_contacts_outbox.messages() == []
        client = boto3.client("lightsail", "us-east-1", endpoint_url=moto_contacts_server)
        client.create_contact_method(protocol="Email", contactEndpoint="ops@example.com")
    """
        leaves = tests.replace("module_contacts_outbox", "contacts_outbox")
        pytester.makepyfile(test_0=CONTACT + leaves)
        run(pytester, tests).assert_outcomes(passed=6)

    def test_starts_where_http_is_faked(self, pytester: pytest.Pytester) -> None:
        tests = """
    @pytest.fixture(autouse=True)
    def faked():
        import responses

        with responses.RequestsMock():
            yield

    def test_it(moto_contacts_server):
        pass
    """
        run(pytester, tests).assert_outcomes(passed=1)

    def test_that_stops_first(self, pytester: pytest.Pytester, nowhere: str) -> None:
        tests = f"""
    @pytest.fixture
    def server():
        from moto.server import ThreadedMotoServer

        server = ThreadedMotoServer(port={nowhere.rpartition(":")[2]}, verbose=False)
        server.start()
        yield
        server.stop()

    def test_clock(contacts_clock, server):
        contacts_clock.advance(hours=1)

    def test_faults(contacts_faults, server):
        contacts_faults.put("ThrottlingException")
    """
        run(pytester, tests).assert_outcomes(passed=2)


class TestMarker:
    def test_is_there_for_the_setup_of_a_conftest(self, pytester: pytest.Pytester) -> None:
        pytester.makeconftest("""
            import moto_contacts

            def pytest_runtest_setup(item):
                assert moto_contacts.settings().all()["code"]["value"] == "123456"
        """)
        tests = (
            "\n    @pytest.mark.moto_contacts(code='123456')\n    def test_it():\n        pass\n"
        )
        run(pytester, tests).assert_outcomes(passed=1)

    def test_of_a_test_that_is_skipped(self, pytester: pytest.Pytester) -> None:
        tests = """
    @pytest.mark.skip
    @pytest.mark.moto_contacts(of_a_newer_version=1)
    def test_it():
        pass
    """
        run(pytester, tests).assert_outcomes(skipped=1)

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ("faults=[{'error': 'ThrottlingException', 3: 4}]", "*faults of the marker are dicts*"),
            ("endpoint_url='http://localhost:5000'", "*takes no endpoint_url."),
            ("verify=False", "*takes no verify."),
        ],
    )
    def test_with_what_it_cannot_take(
        self, pytester: pytest.Pytester, given: str, told: str
    ) -> None:
        tests = f"\n    @pytest.mark.moto_contacts({given})\n    def test_it():\n        pass\n"
        result = run(pytester, tests)
        result.assert_outcomes(errors=1)
        result.stdout.fnmatch_lines([told])
