"""Templates of custom verification mails as resources of a stack."""

from __future__ import annotations

from typing import Any

from tests.harness import Aws, refused
from tests.services.ses.steps import template
from tests.services.sesv2.test_tags import tags
from tests.stacks import Stacks, ref, resource


def welcome(**properties: Any) -> dict[str, Any]:
    members = {**template(), **properties}
    return {"It": resource("AWS::SES::CustomVerificationEmailTemplate", **members)}


def test_life(aws: Aws, sesv2: Any) -> None:
    stacks = Stacks(aws)
    stacks.create(welcome(Tags=[{"Key": "a", "Value": "b"}]), Outputs={"It": {"Value": ref("It")}})
    assert (stacks.outputs(), tags(sesv2)) == ({"It": "welcome"}, {"a": "b"})

    stacks.update(welcome(TemplateSubject="Hi", Tags=[{"Key": "c", "Value": "d"}]))
    get = sesv2.get_custom_verification_email_template
    assert get(TemplateName="welcome")["TemplateSubject"] == "Hi"
    assert tags(sesv2) == {"c": "d"}

    stacks.update(welcome(TemplateName="other"))
    assert refused(get, TemplateName="welcome")["Error"]["Code"] == "NotFoundException"
    assert get(TemplateName="other")["TemplateSubject"] == "Please confirm"

    stacks.delete()
    assert refused(get, TemplateName="other")["Error"]["Code"] == "NotFoundException"


def test_text_of_any_script(aws: Aws, sesv2: Any) -> None:
    """JSON has some characters in two halves, and moto reads it as YAML, which has not."""
    Stacks(aws).create(welcome(TemplateSubject="Grüß dich \U0001f600"))
    found = sesv2.get_custom_verification_email_template(TemplateName="welcome")
    assert found["TemplateSubject"] == "Grüß dich \U0001f600"


def test_template_that_is_gone_already(aws: Aws, sesv2: Any) -> None:
    stacks = Stacks(aws)
    stacks.create(welcome())
    sesv2.delete_custom_verification_email_template(TemplateName="welcome")
    stacks.delete()
    assert aws.client("cloudformation").list_stacks()["StackSummaries"][0]["StackStatus"] == (
        "DELETE_COMPLETE"
    )


def test_sender_that_is_not_verified(aws: Aws, sesv2: Any) -> None:
    why = Stacks(aws).refusal(welcome(FromEmailAddress="nobody@example.org"))
    assert "The from email address nobody@example.org is not verified." in why
    listed = sesv2.list_custom_verification_email_templates()
    assert listed["CustomVerificationEmailTemplates"] == []
