"""What holds for every operation of Alibaba Cloud's message contacts."""

from __future__ import annotations

from typing import Any

import pytest

from moto_contacts.services.resourcedirectorymaster import SERVICE
from tests.harness import Aws
from tests.services.resourcedirectorymaster.steps import (
    ABSENT,
    ADDRESS,
    ERRORS,
    NUMBER,
    ZOE,
    Directory,
)

#: Every operation that takes a contact, with valid values for what it takes besides.
WITH_CONTACT: dict[str, dict[str, Any]] = {
    "UpdateMessageContact": {"name": "Yan"},
    "CancelMessageContactUpdate": {},
    "GetMessageContact": {},
    "ListMessageContacts": {},
    "ListMessageContactVerifications": {},
    "SendEmailVerificationForMessageContact": {"email_address": ADDRESS},
    "SendPhoneVerificationForMessageContact": {"phone_number": NUMBER},
    "DeleteMessageContact": {},
    "GetMessageContactDeletionStatus": {},
    "AssociateMembers": {"members": ["1"]},
    "DisassociateMembers": {"members": ["1"]},
}


@pytest.mark.parametrize("operation", WITH_CONTACT)
class TestEveryOperationWithAContact:
    def test_absent(self, directory: Directory, operation: str) -> None:
        arguments = WITH_CONTACT[operation]
        directory.refused(operation, "EntityNotExists.Contact", contact_id=ABSENT, **arguments)

    @pytest.mark.parametrize(
        "contact_id", ["x", "c-", "c-a***b", "C-abc", "c-" + "a" * 63, "c-\u5c0f", "c-a\n"]
    )
    def test_no_id(self, directory: Directory, operation: str, contact_id: str) -> None:
        directory.refused(
            operation,
            "InvalidParameter.ContactId",
            contact_id=contact_id,
            **WITH_CONTACT[operation],
        )

    def test_missing(self, directory: Directory, operation: str) -> None:
        arguments = WITH_CONTACT[operation]
        if operation == "ListMessageContacts":
            assert directory(operation, **arguments)["Contacts"] == []
        else:
            directory.refused(operation, "MissingParameter.ContactId", **arguments)


OPERATIONS = sorted(SERVICE.model.operations(), key=lambda each: each.name)


@pytest.mark.parametrize("code", ERRORS)
def test_every_error_can_be_ordered(aws: Aws, directory: Directory, code: str) -> None:
    """The message is the service's where none is given."""
    operation = next(each.name for each in OPERATIONS if code in each.errors)
    aws.faults.put(code, service="resourcedirectorymaster", times=1)
    arguments = ZOE if operation == "AddMessageContact" else WITH_CONTACT[operation]
    directory.refused(operation, code, **arguments)

    assert aws.faults.all()[0]["struck"] == 1
    assert directory.listed() == []
    directory.add()
