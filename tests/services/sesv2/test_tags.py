"""Tags of templates of custom verification mails."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ses.steps import template

ARN = "arn:aws:ses:us-east-1:123456789012:custom-verification-email-template/welcome"


@pytest.fixture
def tagged(sesv2: Any) -> str:
    tags = [{"Key": "a", "Value": "b"}]
    sesv2.create_custom_verification_email_template(**template(), Tags=tags)
    return ARN


def tags(sesv2: Any, arn: str = ARN) -> dict[str, str]:
    found = sesv2.list_tags_for_resource(ResourceArn=arn)["Tags"]
    return {each["Key"]: each["Value"] for each in found}


def test_life(sesv2: Any, tagged: str) -> None:
    assert tags(sesv2) == {"a": "b"}
    new = [{"Key": "a", "Value": "c"}, {"Key": "d", "Value": "e"}]
    sesv2.tag_resource(ResourceArn=tagged, Tags=new)
    assert tags(sesv2) == {"a": "c", "d": "e"}
    sesv2.untag_resource(ResourceArn=tagged, TagKeys=["a", "none"])
    assert tags(sesv2) == {"d": "e"}


def test_template_that_is_not_there(sesv2: Any) -> None:
    error = refused(sesv2.list_tags_for_resource, ResourceArn=ARN)
    assert error["Error"]["Code"] == "NotFoundException"


def test_all_else_is_motos(aws: Aws, sesv2: Any) -> None:
    arn = "arn:aws:ses:us-east-1:123456789012:identity/shop@example.com"
    sesv2.tag_resource(ResourceArn=arn, Tags=[{"Key": "a", "Value": "b"}])
    assert tags(sesv2, arn) == {"a": "b"}
    sesv2.untag_resource(ResourceArn=arn, TagKeys=["a"])
    assert tags(sesv2, arn) == {}
