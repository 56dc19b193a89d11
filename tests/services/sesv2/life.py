"""What is sent by the newer API of SES, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.harness import Aws
from tests.lives import Call, Refusal
from tests.services.ses.steps import template
from tests.services.sesv2.steps import SENDER, ZOE, bulk, email, greeting

ARN = "arn:aws:ses:us-east-1:123456789012:custom-verification-email-template/welcome"


def bulk_mails(call: Call, aws: Aws) -> None:
    _verify(aws)
    (result,) = call("SendBulkEmail", **bulk('{"name": "Zed"}'))["BulkEmailEntryResults"]
    sent = aws.outbox.latest(to="0@example.com")
    assert (result["Status"], sent.thread, sent.body) == (
        "SUCCESS",
        result["MessageId"],
        "Dear Zed.",
    )


def custom_verifications(call: Call, aws: Aws) -> None:
    _verify(aws)
    call("CreateCustomVerificationEmailTemplate", **template())
    call("UpdateCustomVerificationEmailTemplate", **template(TemplateSubject="Hello"))
    found = call("GetCustomVerificationEmailTemplate", TemplateName="welcome")
    assert found["TemplateSubject"] == "Hello"
    call("SendCustomVerificationEmail", EmailAddress=ZOE, TemplateName="welcome")
    assert aws.outbox.latest(to=ZOE).click().state == "verified"
    call("DeleteCustomVerificationEmailTemplate", TemplateName="welcome")
    listed = call("ListCustomVerificationEmailTemplates")
    assert listed["CustomVerificationEmailTemplates"] == []


def tags(call: Call, aws: Aws) -> None:
    _verify(aws)
    call("CreateCustomVerificationEmailTemplate", **template())
    given = [{"Key": "a", "Value": "b"}]
    call("TagResource", ResourceArn=ARN, Tags=given)
    assert call("ListTagsForResource", ResourceArn=ARN)["Tags"] == given
    call("UntagResource", ResourceArn=ARN, TagKeys=["a"])
    assert call("ListTagsForResource", ResourceArn=ARN)["Tags"] == []


def refusals(call: Call, aws: Aws) -> Iterator[Refusal]:
    send = partial(call, "SendEmail")
    yield "MessageRejected", partial(send, **email(greeting()))
    _verify(aws)
    unknown = {"Template": {"TemplateName": "none", "TemplateData": "{}"}}
    yield "NotFoundException", partial(send, **email(unknown))
    yield "BadRequestException", partial(send, **email(greeting(data="{")))
    create = partial(call, "CreateCustomVerificationEmailTemplate")
    create(**template())
    yield "AlreadyExistsException", partial(create, **template())
    with aws.settings(ses_custom_verification_email_templates_per_account=1):
        yield "LimitExceededException", partial(create, **template("other"))


def _verify(aws: Aws) -> None:
    aws.client("ses").verify_email_identity(EmailAddress=SENDER)
