"""The pytest plugin, as pytest runs it; every wording that a user sees."""

from __future__ import annotations

import pytest

CONTACT = """
    import boto3
    import pytest
    from moto import mock_aws

    def contact(address="ops@example.com"):
        client = boto3.client("notificationscontacts", "us-east-1")
        arn = client.create_email_contact(name="Ops", emailAddress=address)["arn"]
        client.send_activation_code(arn=arn)
        return client, arn
"""
SECTION = "moto_contacts: messages that nobody has read"


def run(pytester: pytest.Pytester, tests: str, *arguments: str) -> pytest.RunResult:
    pytester.makepyfile(CONTACT + tests)
    return pytester.runpytest_inprocess("-W", "error", *arguments)


class TestFixtures:
    def test_outbox_and_clock(self, pytester: pytest.Pytester) -> None:
        tests = """
    @mock_aws
    def test_expires(contacts_outbox, contacts_clock):
        client, arn = contact()
        contacts_clock.advance(hours=13)
        with pytest.raises(client.exceptions.ValidationException, match="expired"):
            client.activate_email_contact(arn=arn, code=contacts_outbox.code())

    @mock_aws
    def test_clock_is_back(contacts_clock):
        import datetime
        now = datetime.datetime.now(datetime.timezone.utc)
        assert contacts_clock.now() - now < datetime.timedelta(hours=1)
    """
        run(pytester, tests).assert_outcomes(passed=2)

    def test_faults(self, pytester: pytest.Pytester) -> None:
        tests = """
    @pytest.fixture(scope="module", autouse=True)
    def mocked():
        with mock_aws():
            yield

    def test_fails(contacts_faults):
        contacts_faults.put("AccessDeniedException", service="notificationscontacts")
        with pytest.raises(Exception, match="AccessDeniedException"):
            contact()

    def test_faults_are_gone():
        contact()
    """
        run(pytester, tests).assert_outcomes(passed=2)

    def test_help(self, pytester: pytest.Pytester) -> None:
        shown = pytester.runpytest_subprocess("--fixtures").stdout
        shown.fnmatch_lines_random(
            [
                '*contacts_outbox.code(to="+14255550100")*',
                "*contacts_clock.advance(hours=24)*",
                '*contacts_faults.put("ThrottlingException", times=2)*',
                "*URL of a moto_contacts_server of this session*",
                "*mock_aws for the test, and a boto3 session quick to make clients of*",
            ]
        )
        pytester.runpytest_subprocess("--markers").stdout.fnmatch_lines(
            ["@pytest.mark.moto_contacts(strict=..., faults=*, **settings):*"]
        )


class TestMarker:
    def test_closest_wins_and_others_add_up(self, pytester: pytest.Pytester) -> None:
        tests = """
    pytestmark = pytest.mark.moto_contacts(
        code="aaaaaaa", notifications_contacts_attempts_per_code=1
    )

    @mock_aws
    @pytest.mark.moto_contacts(code="bbbbbbb")
    def test_both(contacts_outbox):
        client, arn = contact()
        assert contacts_outbox.code() == "bbbbbbb"
        with pytest.raises(client.exceptions.ValidationException):
            client.activate_email_contact(arn=arn, code="ccccccc")
        with pytest.raises(client.exceptions.ConflictException):
            client.activate_email_contact(arn=arn, code="bbbbbbb")

    @mock_aws
    def test_module_only(contacts_outbox):
        contact()
        assert contacts_outbox.code() == "aaaaaaa"
    """
        run(pytester, tests).assert_outcomes(passed=2)

    def test_holds_for_one_test(self, pytester: pytest.Pytester) -> None:
        tests = """
    @pytest.fixture
    def from_fixture(contacts_outbox):
        with mock_aws():
            contact()
            yield contacts_outbox.code()

    @pytest.mark.moto_contacts(code="aaaaaaa")
    def test_marked(from_fixture):
        assert from_fixture == "aaaaaaa"

    def test_not_marked(from_fixture):
        assert from_fixture != "aaaaaaa"
    """
        run(pytester, tests).assert_outcomes(passed=2)

    def test_unknown_setting(self, pytester: pytest.Pytester) -> None:
        tests = """
    @pytest.mark.moto_contacts(kode="aaaaaaa")
    def test_marked():
        pass
    """
        result = run(pytester, tests)
        result.assert_outcomes(errors=1)
        result.stdout.fnmatch_lines(["*There is no setting named 'kode'. Did you mean code*"])

    def test_does_not_outlive_a_fixture_that_fails(self, pytester: pytest.Pytester) -> None:
        tests = """
    @pytest.fixture
    def failing():
        yield
        raise RuntimeError

    @pytest.mark.moto_contacts(code="aaaaaaa")
    def test_marked(failing):
        pass

    @mock_aws
    def test_after(contacts_outbox):
        contact()
        assert contacts_outbox.code() != "aaaaaaa"
    """
        run(pytester, tests).assert_outcomes(passed=2, errors=1)

    def test_setting_without_a_name(self, pytester: pytest.Pytester) -> None:
        tests = """
    @pytest.mark.moto_contacts("aaaaaaa")
    def test_marked():
        pass
    """
        result = run(pytester, tests)
        result.assert_outcomes(errors=1)
        result.stdout.fnmatch_lines(["*takes settings by name, as code='123456', not 'aaaaaaa'.*"])


class TestMarkedFaults:
    def test_closest_strikes_first_and_only_in_its_test(
        self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tests = """
    pytestmark = pytest.mark.moto_contacts(
        code="aaaaaaa",
        faults=[{"error": "AccessDeniedException", "service": "notificationscontacts"}])

    @mock_aws
    @pytest.mark.moto_contacts(faults=[
        {"error": "ThrottlingException", "times": 1, "retryAfterSeconds": 1}])
    def test_both(contacts_outbox, contacts_faults):
        client = boto3.client("notificationscontacts", "us-east-1")
        for error in (client.exceptions.ThrottlingException,
                      client.exceptions.AccessDeniedException):
            with pytest.raises(error):
                client.list_email_contacts()
        assert [rule["struck"] for rule in contacts_faults.all()] == [1, 1]
        contacts_faults.reset()
        contact()
        assert contacts_outbox.code() == "aaaaaaa"

    @mock_aws
    def test_module_only(contacts_faults):
        assert [rule["error"] for rule in contacts_faults.all()] == ["AccessDeniedException"]
    """
        monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
        run(pytester, tests).assert_outcomes(passed=2)

    @pytest.mark.parametrize(
        ("order", "told"),
        [
            ('{"error": "ThrottledException"}', "*Did you mean ThrottlingException*"),
            ('{"error": "ServiceException", "time": 1}', "*has no member time; its members:*"),
        ],
    )
    def test_impossible(self, pytester: pytest.Pytester, order: str, told: str) -> None:
        tests = f"""
    @pytest.mark.moto_contacts(code="aaaaaaa", faults=[{order}])
    def test_marked():
        pass

    @mock_aws
    def test_settings_are_gone(contacts_outbox):
        contact()
        assert contacts_outbox.code() != "aaaaaaa"
    """
        result = run(pytester, tests)
        result.assert_outcomes(passed=1, errors=1)
        result.stdout.fnmatch_lines([told])


class TestOptions:
    CODE = """
    @mock_aws
    def test_code(contacts_outbox):
        contact()
        assert contacts_outbox.code() == "aaaaaaa"
    """

    def test_setting_by_option(self, pytester: pytest.Pytester) -> None:
        run(pytester, self.CODE, "--moto-contacts-set", "code=aaaaaaa").assert_outcomes(passed=1)

    def test_setting_by_ini_file_and_option_over_it(self, pytester: pytest.Pytester) -> None:
        pytester.makeini(
            """
            [pytest]
            moto_contacts_settings =
                code = bbbbbbb
                notifications_contacts_email_contacts_per_account = 0
            """
        )
        option = "--moto-contacts-set=notifications_contacts_email_contacts_per_account=1"
        result = run(pytester, self.CODE.replace("aaaaaaa", "bbbbbbb"), option)
        result.assert_outcomes(passed=1)

    def test_marker_over_all(self, pytester: pytest.Pytester) -> None:
        marked = self.CODE.replace(
            "def test_code", '@pytest.mark.moto_contacts(code="aaaaaaa")\n    def test_code'
        )
        run(pytester, marked, "--moto-contacts-set", "code=ccccccc").assert_outcomes(passed=1)

    def test_under_xdist(self, pytester: pytest.Pytester) -> None:
        result = run(pytester, self.CODE, "--moto-contacts-set", "code=aaaaaaa", "-n", "2")
        result.assert_outcomes(passed=1)

    @pytest.mark.parametrize(
        ("setting", "text"),
        [
            ("kode=1", "*There is no setting named 'kode'. Did you mean code*"),
            (
                "sms_voice_tags_per_resource=lots",
                "*The setting sms_voice_tags_per_resource takes int, not 'lots'.*",
            ),
        ],
    )
    def test_wrong_setting(self, pytester: pytest.Pytester, setting: str, text: str) -> None:
        result = run(pytester, self.CODE, "--moto-contacts-set", setting)
        assert result.ret == pytest.ExitCode.USAGE_ERROR
        result.stderr.fnmatch_lines([text])

    def test_help(self, pytester: pytest.Pytester) -> None:
        shown = pytester.runpytest_subprocess("--help").stdout
        shown.fnmatch_lines(
            [
                "verified contacts in moto:",
                "  --moto-contacts-set=NAME=VALUE",
                "  --moto-contacts-strict",
                "  moto_contacts_settings (linelist):",
                "  moto_contacts_strict (bool):*",
            ]
        )


class TestStrict:
    TESTS = """
    @mock_aws
    def test_reads(contacts_outbox):
        contact()
        contacts_outbox.code()

    @mock_aws
    def test_does_not():
        contact()

    @mock_aws
    @pytest.mark.moto_contacts(strict=False)
    def test_need_not():
        contact()

    def test_sends_nothing():
        pass
    """

    def test_unread_messages_fail_a_test(self, pytester: pytest.Pytester) -> None:
        result = run(pytester, self.TESTS, "--moto-contacts-strict")
        result.assert_outcomes(passed=3, failed=1)
        result.stdout.fnmatch_lines(
            [
                "1 message(s) were sent that nobody has read:",
                "  message-*: EMAIL to ops@example.com: the code * (notificationscontacts, 1*)",
                "Read them by contacts_outbox, or mark the test with moto_contacts(strict=False).",
            ]
        )

    def test_by_ini_file(self, pytester: pytest.Pytester) -> None:
        pytester.makeini("[pytest]\nmoto_contacts_strict = true")
        run(pytester, self.TESTS).assert_outcomes(passed=3, failed=1)

    def test_by_marker(self, pytester: pytest.Pytester) -> None:
        marked = "\n    pytestmark = pytest.mark.moto_contacts(strict=True)\n" + self.TESTS
        run(pytester, marked).assert_outcomes(passed=3, failed=1)

    def test_what_moto_sends_need_not_be_read(self, pytester: pytest.Pytester) -> None:
        tests = """
    @mock_aws
    def test_sms():
        sns = boto3.client("sns", "us-east-1")
        sns.publish(PhoneNumber="+14255550100", Message="hello")

    @mock_aws
    def test_link():
        ses = boto3.client("ses", "us-east-1")
        ses.verify_email_identity(EmailAddress="shop@example.com")

    @mock_aws
    def test_code():
        sns = boto3.client("sns", "us-east-1")
        sns.create_sms_sandbox_phone_number(PhoneNumber="+14255550100")
    """
        run(pytester, tests, "--moto-contacts-strict").assert_outcomes(passed=2, failed=1)

    def test_off_by_default(self, pytester: pytest.Pytester) -> None:
        run(pytester, self.TESTS).assert_outcomes(passed=4)


class TestReport:
    def test_unread_messages_of_a_failed_test(self, pytester: pytest.Pytester) -> None:
        tests = """
    from moto_contacts.simulation import outbox
    from moto_contacts.simulation.messages import Sent

    @mock_aws
    @pytest.mark.moto_contacts(code="aaaaaaa")
    def test_fails(contacts_outbox):
        contact("read@example.com")
        contacts_outbox.code()
        contact("unread@example.com")
        boto3.client("lightsail", "us-east-1").create_contact_method(
            protocol="Email", contactEndpoint="link@example.com")
        outbox.send(Sent(
            service="a-service", operation="Send", parameters={}, account="123456789012",
            region="us-east-1", channel="SMS", to="+14255550100", resource_arn="arn",
            body="Your parcel has come."))
        assert False
    """
        result = run(pytester, tests)
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(
            [
                f"*{SECTION}*",
                "message-4: SMS to +14255550100: the text 'Your parcel has come.' "
                "(a-service, 123456789012, us-east-1)",
                "message-3: EMAIL to link@example.com: a link (lightsail, 123456789012, us-east-1)",
                "message-2: EMAIL to unread@example.com: the code aaaaaaa "
                "(notificationscontacts, 123456789012)",
            ]
        )
        result.stdout.no_fnmatch_line("*read@example.com: the code*message-1*")
        assert "message-1:" not in result.stdout.str()

    def test_mock_that_is_still_open(self, pytester: pytest.Pytester) -> None:
        tests = """
    @pytest.fixture
    def mocked():
        with mock_aws():
            yield

    def test_fails(mocked):
        contact()
        assert False
    """
        result = run(pytester, tests)
        result.stdout.fnmatch_lines(
            [f"*{SECTION}*", "message-1: EMAIL to ops@example.com: the code *"]
        )

    def test_nothing_of_the_test_before(self, pytester: pytest.Pytester) -> None:
        tests = """
    @mock_aws
    def test_passes():
        contact()

    def test_fails_without_a_mock():
        assert False
    """
        result = run(pytester, tests)
        result.assert_outcomes(passed=1, failed=1)
        assert SECTION not in result.stdout.str()

    def test_nothing_of_another_tests_server(self, pytester: pytest.Pytester) -> None:
        tests = """
    def test_server(moto_contacts_server):
        client = boto3.client(
            "notificationscontacts", "us-east-1", endpoint_url=moto_contacts_server)
        arn = client.create_email_contact(name="Ops", emailAddress="ops@example.com")["arn"]
        client.send_activation_code(arn=arn)

    def test_fails_without_a_mock():
        assert False
    """
        result = run(pytester, tests)
        result.assert_outcomes(passed=1, failed=1)
        assert SECTION not in result.stdout.str()

    def test_nothing_where_nothing_was_sent(self, pytester: pytest.Pytester) -> None:
        result = run(pytester, "\n    def test_fails():\n        assert False\n")
        result.assert_outcomes(failed=1)
        assert SECTION not in result.stdout.str()


def test_importing_the_plugin_imports_neither_moto_nor_boto3(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_light():
            assert not {"moto", "boto3", "botocore"} & sys.modules.keys()
        """
    )
    pytester.runpytest_subprocess("-W", "error").assert_outcomes(passed=1)
