"""Custom verification mails by the newer API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused, status
from tests.services.ses.steps import ZOE, template
from tests.services.sesv2.steps import state


@pytest.fixture
def welcome(sesv2: Any) -> str:
    sesv2.create_custom_verification_email_template(**template())
    return "welcome"


def code(error: dict[str, Any]) -> tuple[str, int]:
    return error["Error"]["Code"], status(error)


class TestTemplates:
    def test_life(self, sesv2: Any, welcome: str) -> None:
        get = sesv2.get_custom_verification_email_template
        found = get(TemplateName=welcome)
        del found["ResponseMetadata"]
        assert found == template()
        sesv2.update_custom_verification_email_template(**template(TemplateSubject="Hi"))
        assert get(TemplateName=welcome)["TemplateSubject"] == "Hi"

        sesv2.delete_custom_verification_email_template(TemplateName=welcome)
        delete = sesv2.delete_custom_verification_email_template
        for call in (get, delete):
            assert code(refused(call, TemplateName=welcome)) == ("NotFoundException", 404)

    def test_both_apis_have_the_same(self, aws: Aws, sesv2: Any, welcome: str) -> None:
        ses = aws.client("ses")
        found = ses.get_custom_verification_email_template(TemplateName=welcome)
        assert found["TemplateSubject"] == "Please confirm"
        ses.create_custom_verification_email_template(**template("other"))
        first = sesv2.list_custom_verification_email_templates(PageSize=1)
        (one,) = first["CustomVerificationEmailTemplates"]
        rest = sesv2.list_custom_verification_email_templates(NextToken=first["NextToken"])
        (other,) = rest["CustomVerificationEmailTemplates"]
        assert (one["TemplateName"], other["TemplateName"]) == ("welcome", "other")

    @pytest.mark.parametrize(
        ("members", "expected"),
        [
            ({}, ("AlreadyExistsException", 400)),
            (
                {"TemplateName": "b", "FromEmailAddress": "no@example.org"},
                ("NotFoundException", 404),
            ),
            ({"TemplateName": "b", "TemplateContent": "<script>"}, ("BadRequestException", 400)),
        ],
    )
    def test_refused(
        self, sesv2: Any, welcome: str, members: dict[str, str], expected: tuple[str, int]
    ) -> None:
        create = sesv2.create_custom_verification_email_template
        assert code(refused(create, **template(**members))) == expected

    def test_quota(self, aws: Aws, sesv2: Any) -> None:
        with aws.settings(ses_custom_verification_email_templates_per_account=0):
            error = refused(sesv2.create_custom_verification_email_template, **template())
        assert code(error) == ("LimitExceededException", 400)


class TestSend:
    @pytest.mark.wire
    def test_verifies_by_its_link(self, aws: Aws, sesv2: Any, welcome: str) -> None:
        answer = sesv2.send_custom_verification_email(EmailAddress=ZOE, TemplateName=welcome)
        mail = aws.outbox.latest(to=ZOE)
        assert (mail.service, mail.thread) == ("sesv2", answer["MessageId"])
        ses = aws.client("ses")
        get = ses.get_identity_verification_attributes
        assert (
            get(Identities=[ZOE])["VerificationAttributes"][ZOE]["VerificationStatus"] == "Pending"
        )
        mail.click()
        assert (
            get(Identities=[ZOE])["VerificationAttributes"][ZOE]["VerificationStatus"] == "Success"
        )

    def test_verified_address_may_send(self, aws: Aws, sesv2: Any, welcome: str) -> None:
        sesv2.send_custom_verification_email(EmailAddress=ZOE, TemplateName=welcome)
        assert state(sesv2, ZOE) == ("PENDING", False)
        aws.outbox.latest(to=ZOE).click()
        assert state(sesv2, ZOE) == ("SUCCESS", True)

    def test_address_that_moto_has_verified_before(
        self, aws: Aws, sesv2: Any, welcome: str
    ) -> None:
        sesv2.create_email_identity(EmailIdentity=ZOE)
        sesv2.send_custom_verification_email(EmailAddress=ZOE, TemplateName=welcome)
        aws.outbox.latest(to=ZOE).click()
        assert state(sesv2, ZOE) == ("SUCCESS", True)

    def test_address_that_is_gone(self, aws: Aws, sesv2: Any) -> None:
        sesv2.create_email_identity(EmailIdentity=ZOE)
        sesv2.delete_email_identity(EmailIdentity=ZOE)
        aws.outbox.latest(to=ZOE).click()
        assert not any(
            each["IdentityName"] == ZOE for each in sesv2.list_email_identities()["EmailIdentities"]
        )

    @pytest.mark.parametrize(
        ("members", "expected"),
        [
            ({"TemplateName": "none"}, ("NotFoundException", 404)),
            ({"ConfigurationSetName": "none"}, ("NotFoundException", 404)),
            ({"EmailAddress": "zoe"}, ("MessageRejected", 400)),
        ],
    )
    def test_refused(
        self, aws: Aws, sesv2: Any, welcome: str, members: dict[str, str], expected: Any
    ) -> None:
        request = {"EmailAddress": ZOE, "TemplateName": welcome, **members}
        assert code(refused(sesv2.send_custom_verification_email, **request)) == expected
        assert aws.outbox.messages() == []

    def test_in_the_sandbox(self, aws: Aws, sesv2: Any, welcome: str) -> None:
        request = {"EmailAddress": ZOE, "TemplateName": welcome}
        with aws.settings(ses_in_sandbox=True):
            error = refused(sesv2.send_custom_verification_email, **request)
        assert code(error) == ("MessageRejected", 400)
