"""Custom verification mails."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.harness import Aws, refused
from tests.services.ses.steps import FAILURE, SENDER, SUCCESS, ZOE, template


@pytest.fixture
def welcome(ses: Any) -> str:
    ses.create_custom_verification_email_template(**template())
    return "welcome"


def code(error: dict[str, Any]) -> str:
    found: str = error["Error"]["Code"]
    return found


def send(ses: Any, **members: Any) -> Any:
    request = {"EmailAddress": ZOE, "TemplateName": "welcome", **members}
    return ses.send_custom_verification_email(**request)


def state(ses: Any, identity: str = ZOE) -> str | None:
    found = ses.get_identity_verification_attributes(Identities=[identity])
    told: dict[str, Any] = found["VerificationAttributes"].get(identity, {})
    return told.get("VerificationStatus")


class TestTemplates:
    def test_life(self, ses: Any, welcome: str) -> None:
        get = ses.get_custom_verification_email_template
        found = get(TemplateName=welcome)
        del found["ResponseMetadata"]
        assert found == template()

        ses.update_custom_verification_email_template(TemplateName=welcome, TemplateSubject="Hi")
        assert get(TemplateName=welcome)["TemplateSubject"] == "Hi"
        assert get(TemplateName=welcome)["TemplateContent"] == template()["TemplateContent"]

        ses.delete_custom_verification_email_template(TemplateName=welcome)
        error = refused(get, TemplateName=welcome)
        assert code(error) == "CustomVerificationEmailTemplateDoesNotExist"
        assert error["CustomVerificationEmailTemplateName"] == welcome
        ses.delete_custom_verification_email_template(TemplateName=welcome)

    def test_lists_have_no_content(self, ses: Any, welcome: str) -> None:
        ses.create_custom_verification_email_template(**template("other"))
        first = ses.list_custom_verification_email_templates(MaxResults=1)
        (one,) = first["CustomVerificationEmailTemplates"]
        assert one == {k: v for k, v in template().items() if k != "TemplateContent"}
        rest = ses.list_custom_verification_email_templates(NextToken=first["NextToken"])
        assert [each["TemplateName"] for each in rest["CustomVerificationEmailTemplates"]] == [
            "other"
        ]

    def test_name_is_taken(self, ses: Any, welcome: str) -> None:
        error = refused(ses.create_custom_verification_email_template, **template())
        assert code(error) == "CustomVerificationEmailTemplateAlreadyExists"
        assert error["CustomVerificationEmailTemplateName"] == welcome

    def test_quota(self, aws: Aws, ses: Any, welcome: str) -> None:
        with aws.settings(ses_custom_verification_email_templates_per_account=1):
            create = ses.create_custom_verification_email_template
            assert code(refused(create, **template("other"))) == "LimitExceeded"

    def test_sender_that_is_not_verified(self, ses: Any, welcome: str) -> None:
        other = {"FromEmailAddress": "nobody@example.org"}
        for error in (
            refused(ses.create_custom_verification_email_template, **template("b", **other)),
            refused(ses.update_custom_verification_email_template, TemplateName=welcome, **other),
        ):
            assert code(error) == "FromEmailAddressNotVerified"
            assert error["FromEmailAddress"] == "nobody@example.org"
        found = ses.get_custom_verification_email_template(TemplateName=welcome)
        assert found["FromEmailAddress"] == SENDER

    @pytest.mark.parametrize(
        ("members", "text"),
        [
            ({"TemplateContent": "<script>x</script>"}, "The tag <script> is not allowed."),
            ({"TemplateContent": "<p><iframe src=x>"}, "The tag <iframe> is not allowed."),
            ({"TemplateContent": "<b onclick=x>"}, "The attribute onclick of <b> is not allowed."),
            ({"TemplateContent": "<a href=' JavaScript:x'>"}, "The attribute href of <a> is not"),
            ({"TemplateContent": "x" * (10 << 20) + "x"}, "larger than 10 MB"),
            ({"SuccessRedirectionURL": "javascript:x"}, "SuccessRedirectionURL is no URL"),
            ({"FailureRedirectionURL": "https://a/\r\nb"}, "FailureRedirectionURL is no URL"),
        ],
    )
    def test_content(self, ses: Any, members: dict[str, str], text: str) -> None:
        error = refused(ses.create_custom_verification_email_template, **template(**members))
        assert code(error) == "CustomVerificationEmailInvalidContent"
        assert text in error["Error"]["Message"]
        listed = ses.list_custom_verification_email_templates()
        assert listed["CustomVerificationEmailTemplates"] == []


class TestSend:
    @pytest.mark.wire
    def test_verifies_by_its_link(self, aws: Aws, ses: Any, welcome: str) -> None:
        message_id = send(ses)["MessageId"]

        mail = aws.outbox.latest(to=ZOE)
        assert (mail.kind, mail.state, mail.shown) == ("link", "pending", False)
        assert (mail.sender, mail.subject) == (SENDER, "Please confirm")
        assert mail.link is not None
        assert (mail.html or "").startswith('<h1 style="color: red">Welcome</h1><p><a href="')
        assert mail.link in (mail.html or "")
        assert mail.link in mail.body
        assert mail.thread == message_id
        assert state(ses) == "Pending"
        assert ZOE in ses.list_identities()["Identities"]
        message = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}
        to_zoe = {"Source": ZOE, "Destination": {"ToAddresses": [SENDER]}, "Message": message}
        assert code(refused(ses.send_email, **to_zoe)) == "MessageRejected"

        mail.click()
        assert state(ses) == "Success"
        ses.send_email(**to_zoe)

    def test_link_leads_on(self, aws: Aws, ses: Any, welcome: str) -> None:
        send(ses)
        opened = follow(aws, aws.outbox.latest(to=ZOE).link)
        assert (opened.status_code, opened.headers["Location"]) == (302, SUCCESS)
        assert state(ses) == "Success"
        again = follow(aws, aws.outbox.latest(to=ZOE).link)
        assert again.headers["Location"] == SUCCESS

    def test_again(self, aws: Aws, ses: Any, welcome: str) -> None:
        send(ses)
        first = aws.outbox.latest(to=ZOE)
        send(ses)
        assert first.refresh().state == "superseded"
        assert follow(aws, first.link).headers["Location"] == FAILURE
        assert state(ses) == "Pending"

    def test_late_link_leads_elsewhere(self, aws: Aws, ses: Any, welcome: str) -> None:
        send(ses)
        aws.clock.advance(hours=25)
        opened = follow(aws, aws.outbox.latest(to=ZOE).link)
        assert (opened.status_code, opened.headers["Location"]) == (302, FAILURE)
        assert state(ses) == "Failed"

    def test_verified_address_stays_so(self, aws: Aws, ses: Any, welcome: str) -> None:
        send(ses, EmailAddress=SENDER)
        mail = aws.outbox.latest(to=SENDER)
        assert (state(ses, SENDER), mail.state, mail.shown) == ("Success", "pending", False)

    def test_link_of_a_verified_address_that_is_deleted(
        self, aws: Aws, ses: Any, welcome: str
    ) -> None:
        send(ses, EmailAddress=SENDER)
        with aws.settings(ses_identities="verified"):
            ses.delete_identity(Identity=SENDER)
        opened = follow(aws, aws.outbox.latest(to=SENDER).link)
        assert opened.headers["Location"] == FAILURE

    def test_what_was_sent_outlives_the_template(self, aws: Aws, ses: Any, welcome: str) -> None:
        send(ses)
        ses.delete_custom_verification_email_template(TemplateName=welcome)
        assert follow(aws, aws.outbox.latest(to=ZOE).link).headers["Location"] == SUCCESS

    @pytest.mark.parametrize(
        ("members", "expected"),
        [
            ({"TemplateName": "none"}, "CustomVerificationEmailTemplateDoesNotExist"),
            ({"ConfigurationSetName": "none"}, "ConfigurationSetDoesNotExist"),
            ({"EmailAddress": "zoe"}, "MessageRejected"),
        ],
    )
    def test_refused(
        self, aws: Aws, ses: Any, welcome: str, members: dict[str, str], expected: str
    ) -> None:
        assert code(refused(send, ses=ses, **members)) == expected
        assert aws.outbox.messages() == []

    def test_configuration_set(self, aws: Aws, ses: Any, welcome: str) -> None:
        ses.create_configuration_set(ConfigurationSet={"Name": "it"})
        send(ses, ConfigurationSetName="it")
        assert aws.outbox.latest().to == ZOE

    def test_sender_that_is_verified_no_more(self, aws: Aws, ses: Any, welcome: str) -> None:
        ses.delete_identity(Identity=SENDER)
        assert code(refused(send, ses=ses)) == "FromEmailAddressNotVerified"

    def test_in_the_sandbox(self, aws: Aws, ses: Any, welcome: str) -> None:
        with aws.settings(ses_in_sandbox=True):
            assert code(refused(send, ses=ses)) == "ProductionAccessNotGranted"
        assert aws.outbox.messages() == []


def follow(aws: Aws, link: str | None) -> requests.Response:
    """What a browser gets that opens the link, before it goes on."""
    assert link is not None
    base = aws.endpoint or "http://motoapi.amazonaws.com"
    path = link[link.index("/moto-api") :]
    return requests.get(base + path, allow_redirects=False, timeout=5)
