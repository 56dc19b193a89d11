"""How e-mail contacts live: every operation, every refusal, and a verification."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.harness import Aws, wrong
from tests.lives import Call, Latest, Refusal, Steps

ADDRESS = "ops@example.com"
_OPS = {"name": "Ops", "emailAddress": ADDRESS}


def email_contacts(call: Call, aws: Aws) -> None:
    contact = _sent(call)
    call("ActivateEmailContact", **contact, code=aws.outbox.code(to=ADDRESS))
    assert _status(call, contact) == "active"
    (found,) = call("ListEmailContacts")["emailContacts"]
    assert found["status"] == "active"
    call("DeleteEmailContact", **contact)
    assert call("ListEmailContacts")["emailContacts"] == []


def tags(call: Call, aws: Aws) -> None:
    contact = {"arn": call("CreateEmailContact", **_OPS)["arn"]}
    call("TagResource", **contact, tags={"a": "1", "b": "2"})
    call("UntagResource", **contact, tagKeys=["b"])
    assert call("ListTagsForResource", **contact)["tags"] == {"a": "1"}


def refusals(call: Call, aws: Aws) -> Iterator[Refusal]:
    contact = _sent(call)
    create = partial(call, "CreateEmailContact")
    yield "ConflictException", partial(create, **_OPS)
    yield "ValidationException", partial(create, name="", emailAddress=ADDRESS)
    with aws.settings(notifications_contacts_email_contacts_per_account=1):
        yield "ServiceQuotaExceededException", partial(create, **_OPS | {"emailAddress": "a@b.co"})
    call("DeleteEmailContact", **contact)
    yield "ResourceNotFoundException", partial(call, "GetEmailContact", **contact)


def verify(call: Call, latest: Latest) -> Steps:
    contact = _sent(call)
    code = latest(ADDRESS)["code"]
    return (
        lambda: _status(call, contact),
        partial(call, "ActivateEmailContact", **contact, code=wrong(code)),
        partial(call, "ActivateEmailContact", **contact, code=code),
    )


SEEN: dict[str, Any] = {
    "before": "inactive",
    "error": "ValidationException",
    "message": "The activation code is not valid.",
    "reason": "other",
    "after": "active",
}


def _sent(call: Call) -> dict[str, Any]:
    """A contact to which a code was sent."""
    contact = {"arn": call("CreateEmailContact", **_OPS)["arn"]}
    call("SendActivationCode", **contact)
    return contact


def _status(call: Call, contact: dict[str, Any]) -> str:
    status: str = call("GetEmailContact", **contact)["emailContact"]["status"]
    return status
