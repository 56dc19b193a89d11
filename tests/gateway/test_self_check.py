"""The check of our own answers: every way in which one can be wrong."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from moto_contacts.gateway.errors import ServiceError
from moto_contacts.gateway.model import Model
from moto_contacts.gateway.self_check import AnswerError, check, check_error

NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)
CONTACT = {
    "arn": "arn",
    "name": "a",
    "address": "a@example.com",
    "status": "active",
    "creationTime": NOW,
    "updateTime": NOW,
}


def problems(service: str, operation: str, result: dict[str, Any], **amendments: Any) -> str:
    known = Model(service).operation(operation)
    assert known is not None
    try:
        check(known, result, amendments)
    except AnswerError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("operation", "result", "problem"),
    [
        ("GetEmailContact", {"emailContact": CONTACT}, ""),
        ("GetEmailContact", {}, "GetEmailContact.emailContact is missing"),
        (
            "GetEmailContact",
            {"emailContact": {**CONTACT, "id": 1}},
            "GetEmailContact.emailContact.id is unknown",
        ),
        (
            "GetEmailContact",
            {"emailContact": {**CONTACT, "name": None}},
            "GetEmailContact.emailContact.name is no string: None",
        ),
        (
            "GetEmailContact",
            {"emailContact": {**CONTACT, "creationTime": 1.0}},
            "GetEmailContact.emailContact.creationTime is no timestamp: 1.0",
        ),
        (
            "GetEmailContact",
            {"emailContact": {**CONTACT, "status": "lost"}},
            "GetEmailContact.emailContact.status is none of ['inactive', 'active']: 'lost'",
        ),
        (
            "ListEmailContacts",
            {"emailContacts": [CONTACT, {**CONTACT, "x": 1}]},
            "ListEmailContacts.emailContacts[1].x is unknown",
        ),
        ("ListTagsForResource", {"tags": {"a": 1}}, "ListTagsForResource.tags[a] is no string: 1"),
        ("ListTagsForResource", {"tags": {1: "a"}}, "ListTagsForResource.tags key is no string: 1"),
    ],
)
def test_answers(operation: str, result: dict[str, Any], problem: str) -> None:
    assert problems("notificationscontacts", operation, result) == problem


def test_operation_without_an_answer() -> None:
    name = "SendDestinationNumberVerificationCode"
    assert problems("pinpoint-sms-voice-v2", name, {"MessageId": "x"}) == ""
    known = Model("pinpoint-sms-voice-v2").operation(name)
    assert known is not None
    known.output_shape = None
    with pytest.raises(AnswerError, match="MessageId is unknown"):
        check(known, {"MessageId": "x"}, {})


def test_amended_enum() -> None:
    operation = {"operation": {"operationType": "CreateKeyPair"}}
    assert "is none of" in problems("lightsail", "GetOperation", operation)
    assert problems("lightsail", "GetOperation", operation, OperationType={"enum": None}) == ""


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (ServiceError("ConflictException", "", resourceId="a", resourceType="b"), ""),
        (ServiceError("Nothing", ""), "CreateEmailContact has no error Nothing."),
        (ServiceError("ConflictException", "", id="a"), "ConflictException.id is unknown"),
        (
            ServiceError("ValidationException", "", reason="OTHER"),
            "ValidationException.reason is none of",
        ),
    ],
)
def test_errors(error: ServiceError, problem: str) -> None:
    operation = Model("notificationscontacts").operation("CreateEmailContact")
    assert operation is not None
    if not problem:
        check_error(operation, error, {})
        return
    with pytest.raises(AnswerError, match=problem):
        check_error(operation, error, {})
