"""How addresses are verified by SES: every operation, every refusal, and a verification."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.harness import Aws
from tests.lives import Call, Refusal
from tests.services.ses.steps import SENDER, ZOE, template


def custom_verifications(call: Call, aws: Aws) -> None:
    _prepare(call)
    call("UpdateCustomVerificationEmailTemplate", TemplateName="welcome", TemplateSubject="Hello")
    found = call("GetCustomVerificationEmailTemplate", TemplateName="welcome")
    assert found["TemplateSubject"] == "Hello"
    call("SendCustomVerificationEmail", EmailAddress=ZOE, TemplateName="welcome")
    assert aws.outbox.latest(to=ZOE).click().state == "verified"
    call("DeleteCustomVerificationEmailTemplate", TemplateName="welcome")
    listed = call("ListCustomVerificationEmailTemplates")
    assert listed["CustomVerificationEmailTemplates"] == []


def refusals(call: Call, aws: Aws) -> Iterator[Refusal]:
    create = partial(call, "CreateCustomVerificationEmailTemplate")
    send = partial(call, "SendCustomVerificationEmail", TemplateName="welcome")
    yield "FromEmailAddressNotVerified", partial(create, **template())
    _prepare(call)
    yield "CustomVerificationEmailTemplateAlreadyExists", partial(create, **template())
    script = template("other", TemplateContent="<script>")
    yield "CustomVerificationEmailInvalidContent", partial(create, **script)
    none = {"EmailAddress": ZOE, "TemplateName": "none"}
    yield "CustomVerificationEmailTemplateDoesNotExist", partial(send, **none)
    yield "MessageRejected", partial(send, EmailAddress="zoe")
    no_set = {"EmailAddress": ZOE, "ConfigurationSetName": "none"}
    yield "ConfigurationSetDoesNotExist", partial(send, **no_set)
    with aws.settings(ses_in_sandbox=True, ses_custom_verification_email_templates_per_account=1):
        yield "ProductionAccessNotGranted", partial(send, EmailAddress=ZOE)
        yield "LimitExceeded", partial(create, **template("other"))


def _prepare(call: Call) -> None:
    call("VerifyEmailIdentity", EmailAddress=SENDER)
    call("CreateCustomVerificationEmailTemplate", **template())
