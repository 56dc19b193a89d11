"""The fixtures with servers, what a failure shows, wrong orders.

`test_pytest_plugin` has the rest of the plugin.
"""

from __future__ import annotations

import pytest

from tests.test_pytest_plugin import CONTACT, SECTION


def run(pytester: pytest.Pytester, tests: str, *arguments: str) -> pytest.RunResult:
    pytester.makepyfile(CONTACT + tests)
    return pytester.runpytest_inprocess("-W", "error", *arguments)


class TestServers:
    TESTS = """
    import logging
    import os
    from moto_contacts import outbox

    def link(url, address="ops@example.com"):
        # Without an argument that has credentials: they are nobody's.
        client = boto3.client("lightsail", "us-east-1", endpoint_url=url)
        client.create_contact_method(protocol="Email", contactEndpoint=address)

    @pytest.fixture(scope="session")
    def of_session(session_contacts_outbox, session_moto_contacts_server):
        link(session_moto_contacts_server, "session@example.com")
        return session_contacts_outbox

    @pytest.fixture(scope="module")
    def of_module(module_contacts_outbox, module_moto_contacts_server):
        assert module_contacts_outbox.messages() == []  # empty, whoever was here before
        link(module_moto_contacts_server, "module@example.com")
        return module_contacts_outbox

    def test_session(of_session, contacts_outbox):
        assert of_session.latest().to == "session@example.com"
        assert contacts_outbox.latest().link.startswith("http://127.0.0.1:")

    def test_session_keeps(of_session, moto_contacts_server):
        assert of_session.latest().to == "session@example.com"

    def test_module(of_module, contacts_outbox):
        assert contacts_outbox.latest().to == "module@example.com"

    def test_module_keeps(of_module, moto_contacts_server, session_contacts_outbox):
        assert len(of_module.messages()) == 1
        assert session_contacts_outbox.latest().link.startswith(moto_contacts_server)

    def test_function_is_empty_and_asked_for_first(
        contacts_faults, contacts_clock, contacts_outbox, moto_contacts_server, caplog
    ):
        caplog.set_level(logging.DEBUG, "moto_contacts")
        assert contacts_outbox.messages() == []
        contacts_clock.advance(hours=1)
        rule = contacts_faults.put("ServiceException", times=1, operation="Create.*")
        with pytest.raises(Exception, match=f"rule {rule.id} of moto_contacts for operation Cr"):
            link(moto_contacts_server)
        link(moto_contacts_server)
        assert {each.name for each in caplog.records} & {"werkzeug", "moto_contacts"} == set()
        assert contacts_outbox.latest().click().link.startswith(moto_contacts_server)
        counts = "messages: 1, unread: 0"
        assert repr(contacts_outbox) == f"<Outbox of {moto_contacts_server}: {counts}>"
        assert repr(contacts_faults) == f"<Faults of {moto_contacts_server}>"
        assert os.environ["AWS_ACCESS_KEY_ID"] == "FOOBARKEY"

    def test_of_a_session_of_boto3(moto_contacts_session, moto_contacts_server):
        assert boto3.DEFAULT_SESSION is moto_contacts_session

    def test_without_a_server(contacts_outbox):
        with mock_aws():
            link(None)
            assert contacts_outbox.latest().link.startswith("http://motoapi.amazonaws.com/")

    @pytest.mark.moto_contacts(strict=True, code="aaaaaaa")
    @mock_aws
    def test_typed_back_is_read():
        client, arn = contact()
        client.activate_email_contact(arn=arn, code="aaaaaaa")
    """

    def test_scopes(self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
        run(pytester, self.TESTS).assert_outcomes(passed=8)

    def test_wrong_value_in_the_environment(
        self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("MOTO_CONTACTS_SNS_CODE_HOURS", "lots")
        result = run(pytester, "\n    def test_it(moto_contacts_server):\n        pass\n")
        result.assert_outcomes(errors=1)
        result.stdout.fnmatch_lines(
            [
                "moto_contacts_server: MOTO_CONTACTS_SNS_CODE_HOURS: "
                "The setting sns_code_hours takes float, not 'lots'."
            ]
        )
        assert "Traceback" not in result.stdout.str()


class TestFailures:
    def test_what_is_shown(self, pytester: pytest.Pytester) -> None:
        tests = """
    @mock_aws
    def test_miss(contacts_outbox):
        contact()
        contacts_outbox.latest(to="opps@example.com")

    @pytest.fixture
    def broken():
        yield
        raise RuntimeError

    @mock_aws
    def test_many(broken):
        for number in range(23):
            contact(f"many{number}@example.com")
        assert False

    @mock_aws
    @pytest.mark.moto_contacts(strict=True)
    def test_strict():
        contact("strict@example.com")
    """
        result = run(pytester, tests)
        result.assert_outcomes(failed=3, errors=1)
        shown = result.stdout.str()
        # The line that has asked, and a sentence.
        assert ">       contacts_outbox.latest(to=" in shown
        assert "Did you mean ops@example.com?" in shown
        assert "carriers.py" not in shown
        # Capped, and once in a test: not for its teardown, and not below what strict has listed.
        assert shown.count(SECTION) == 2
        assert shown.count("EMAIL to many22@example.com") == 1
        assert "EMAIL to many2@example.com" not in shown
        result.stdout.fnmatch_lines(["*EMAIL to many3@example.com*", "and 3 more, sent before*"])
        assert shown.count("EMAIL to strict@example.com") == 1


class TestRefused:
    def test_where_it_is_written(self, pytester: pytest.Pytester) -> None:
        orders = {
            'faults=["ServiceException"]': "*: faults of the marker are dicts of what "
            "contacts_faults.put takes, as faults=[[]{'error': 'ServiceException'}], not*",
            'faults="ServiceException"': "*as faults=[[]{'error': 'ServiceException'}], not*",
            'faults=[{"err": "ServiceException"}]': "*no error that err could be of*"
            "Did you mean error?",
            'code="12345"': "*No service sends a code such as '12345'; they are 6 digits or *",
            'codes={"+1": "12345"}': "*No service sends a code such as '12345'*",
            'strict="no"': "*: strict of the marker is True or False, not 'no'.",
        }
        tests = "".join(
            f"\n    @pytest.mark.moto_contacts({order})\n    def test_{number}():\n        pass\n"
            for number, order in enumerate(orders)
        )
        result = run(pytester, tests)
        result.assert_outcomes(errors=len(orders))
        result.stdout.fnmatch_lines(list(orders.values()))
        assert "During handling" not in result.stdout.str()

    def test_option_without_a_value(self, pytester: pytest.Pytester) -> None:
        result = run(pytester, "", "--moto-contacts-set", "code")
        assert result.ret == pytest.ExitCode.USAGE_ERROR
        result.stderr.fnmatch_lines(
            ["*--moto-contacts-set takes NAME=VALUE, as code=123456, not 'code'."]
        )
