"""How Alibaba Cloud's message contacts live: every operation, and every refusal.

The SDK's calls: names of operations as the wire has them, of members as the SDK has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.harness import Aws
from tests.lives import Call, Refusal
from tests.services.resourcedirectorymaster.steps import (
    ABSENT,
    ADDRESS,
    NUMBER,
    ZOE,
    Directory,
    deletion_takes,
)

connect = Directory


def contacts(call: Call, aws: Aws) -> None:
    contact = _add(call)
    call("UpdateMessageContact", **contact, name="Yan")
    assert call("GetMessageContact", **contact)["Contact"]["Name"] == "Yan"
    (found,) = call("ListMessageContacts")["Contacts"]
    assert found["Name"] == "Yan"
    _verify(call, aws, contact)
    call("UpdateMessageContact", **contact, email_address="yan@example.com")
    assert _to_verify(call, contact) == ["yan@example.com"]
    call("CancelMessageContactUpdate", **contact, email_address="yan@example.com")
    assert _to_verify(call, contact) == []
    call("GetMessageContactDeletionStatus", **contact)
    call("DeleteMessageContact", **contact, retain_contact_in_members=True)
    assert call("ListMessageContacts")["Contacts"] == []


def verifications(call: Call, aws: Aws) -> None:
    contact = _add(call, phone_number=NUMBER)
    _verify(call, aws, contact)
    call("SendPhoneVerificationForMessageContact", **contact, phone_number=NUMBER)
    assert aws.outbox.latest(to=NUMBER).click().state == "verified"
    assert call("GetMessageContact", **contact)["Contact"]["Status"] == "Active"


def bindings(call: Call, aws: Aws) -> None:
    contact = _add(call)
    call("AssociateMembers", **contact, members=["11", "22"])
    call("DisassociateMembers", **contact, members=["22"])
    assert call("GetMessageContact", **contact)["Contact"]["Members"] == ["11"]


def refusals(call: Call, aws: Aws) -> Iterator[Refusal]:
    contact = _add(call)
    send = partial(call, "SendEmailVerificationForMessageContact", **contact)
    bind = partial(call, "AssociateMembers", **contact)
    unbind = partial(call, "DisassociateMembers", **contact)
    add = partial(call, "AddMessageContact", **ZOE | {"name": "Yan"})
    yield "MissingParameter.ContactId", partial(call, "GetMessageContact")
    yield "InvalidParameter.ContactId", partial(call, "GetMessageContact", contact_id="x")
    yield "EntityNotExists.Contact", partial(call, "GetMessageContact", contact_id=ABSENT)
    yield "InvalidParameter.Name.AlreadyUsed", partial(call, "AddMessageContact", **ZOE)
    yield "EntityNotExists.Contact.Verification", partial(send, email_address="yan@example.com")
    yield (
        "InvalidParameter.MobileCountryCode",
        partial(add, phone_number="1-2065550100"),
    )
    yield (
        "ContactStatusMismatchAction",
        partial(call, "CancelMessageContactUpdate", **contact, email_address=ADDRESS),
    )
    yield "InvalidParameter.Members.Duplicate", partial(bind, members=["11", "11"])
    yield "InvalidParameter.Members.Length", partial(unbind, members=_members(6))
    yield "QuotaExceeded.Members", partial(unbind, members=_members(11))
    with aws.settings(resourcedirectory_contacts_per_directory=1):
        yield "LimitExceeded.Contacts", add
    with aws.settings(resourcedirectory_bindings_per_contact=1):
        yield "LimitExceeded.ContactMembers", partial(bind, members=_members(2))
    with aws.settings(resourcedirectory_members=["11"]):
        yield "InvalidMember", partial(bind, members=["22"])
        yield "EntityNotExists.Member", partial(call, "ListMessageContacts", member="22")
    with aws.settings(resourcedirectory_messages_per_account_per_day=0):
        yield "SendValidateCodeExceedsLimitForAccount", partial(send, email_address=ADDRESS)
    delete = partial(call, "DeleteMessageContact", **contact, retain_contact_in_members=False)
    with deletion_takes(aws, progression="manual", times=100):
        delete()
        yield "ConcurrentCallNotSupported", delete


def _add(call: Call, **members: Any) -> dict[str, Any]:
    return {"contact_id": call("AddMessageContact", **ZOE, **members)["Contact"]["ContactId"]}


def _verify(call: Call, aws: Aws, contact: dict[str, Any]) -> None:
    call("SendEmailVerificationForMessageContact", **contact, email_address=ADDRESS)
    assert aws.outbox.latest(to=ADDRESS).click().state == "verified"


def _to_verify(call: Call, contact: dict[str, Any]) -> list[str]:
    found = call("ListMessageContactVerifications", **contact)["ContactVerifications"]
    return [each["Target"] for each in found]


def _members(count: int) -> list[str]:
    return [str(number) for number in range(11, 11 + count)]
