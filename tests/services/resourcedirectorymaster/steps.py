"""What the tests of Alibaba Cloud's message contacts share: its own SDK, unmodified."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from alibabacloud_resourcedirectorymaster20220419 import models
from alibabacloud_resourcedirectorymaster20220419.client import Client
from alibabacloud_tea_openapi.exceptions import ClientException
from alibabacloud_tea_openapi.utils_models import Config
from botocore import xform_name
from darabonba.core import DaraCore

from tests.harness import Aws, ProxyCarrier

HOST = "resourcedirectory.aliyuncs.com"
ABSENT = "c-5gsZAGtabcPGduDF"
ADDRESS, NUMBER = "zoe@example.com", "86-13900001111"
ZOE: dict[str, Any] = {
    "name": "Zoe",
    "email_address": ADDRESS,
    "title": "CEO",
    "message_types": ["FaultMessage"],
}
DELETION = "resourcedirectorymaster::contact_deletion"

_MEMBERS = "The maximum number of Members exceeds the limit."
#: Code -> status and message; MissingParameter.X and InvalidParameter.X are made by rule.
ERRORS = {
    "InvalidParameter.Name.Length": (400, "The Name exceeds the length limit."),
    "InvalidParameter.Name.AlreadyUsed": (
        400,
        "The Name already exists. Please change to another name.",
    ),
    "InvalidParameter.EmailAddress.Length": (400, "The EmailAddress exceeds the length limit."),
    "InvalidParameter.MobileCountryCode": (
        400,
        "The current site does not support the country code.",
    ),
    "InvalidParameter.Members.Duplicate": (400, "The Members contains duplicate values."),
    "InvalidParameter.Members.Length": (400, _MEMBERS),
    "QuotaExceeded.Members": (400, _MEMBERS),
    "LimitExceeded.Contacts": (
        400,
        "The maximum number of contacts in a resource directory exceeds the limit.",
    ),
    "LimitExceeded.ContactMembers": (
        400,
        "The maximum number of contact members exceeds the limit.",
    ),
    "InvalidMember": (400, "The member does not exist in the resource directory."),
    "ContactStatusMismatchAction": (
        400,
        "The status of the contact does not allow the specified operation.",
    ),
    "EntityNotExists.Contact": (404, "This Contact does not exist."),
    "EntityNotExists.Contact.Verification": (404, "This contact verification does not exist."),
    "EntityNotExists.Member": (404, "This Member does not exist."),
    "SendValidateCodeExceedsLimitForAccount": (
        409,
        "For the same account, the number of verification codes sent exceeds the limit.",
    ),
    "ConcurrentCallNotSupported": (
        429,
        "The operation conflicts with other operations. Please try again later.",
    ),
    "Throttling.User": (400, "Request was denied due to user flow control."),
}


def expected(code: str) -> tuple[int, str]:
    """Status and message."""
    kind, _, member = code.partition(".")
    if kind == "MissingParameter":
        return 400, f"You must specify {member}."
    if code == "InvalidAction.NotFound":
        return 404, "Specified api is not found, please check your url and method."
    return ERRORS.get(code) or (400, f"The {member} is invalid.")


class Directory:
    """The SDK's client; an operation is called by its name, with the SDK's own arguments."""

    def __init__(self, aws: Aws, **config: Any):
        self.aws = aws
        self.client = client(aws, **config)

    def __call__(self, operation: str, **arguments: Any) -> dict[str, Any]:
        """The members of the answer, as they came."""
        if isinstance(self.aws._carrier, ProxyCarrier):
            # moto_proxy closes connections without saying so, and we do not retry.
            for session in DaraCore._sessions.values():
                session.close()
        request = getattr(models, f"{operation}Request")(**arguments)
        answer = getattr(self.client, xform_name(operation))(request)
        members: dict[str, Any] = answer.body.to_map()
        request_id = members.pop("RequestId")
        assert answer.status_code == 200
        assert answer.headers["x-acs-request-id"] == request_id
        return members

    def refused(self, operation: str, code: str, **arguments: Any) -> None:
        """The call must end in this error, of which the SDK tells code, status and body."""
        with pytest.raises(ClientException) as caught:
            self(operation, **arguments)
        error = caught.value
        status, message = expected(code)
        assert (error.code, error.status_code) == (code, status)
        data = error.data
        assert (data["Code"], data["Message"], data["statusCode"]) == (code, message, status)
        assert data["RequestId"] == error.request_id
        assert data["HostId"]
        assert code in data["Recommend"]
        assert message in error.message

    def add(self, **arguments: Any) -> str:
        """The id of a new contact: Zoe, but for what is given."""
        contact_id: str = self("AddMessageContact", **(ZOE | arguments))["Contact"]["ContactId"]
        return contact_id

    def get(self, contact_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self("GetMessageContact", contact_id=contact_id)["Contact"]
        return found

    def status(self, contact_id: str) -> str:
        found: str = self.get(contact_id)["Status"]
        return found

    def to_verify(self, contact_id: str) -> list[str]:
        found = self("ListMessageContactVerifications", contact_id=contact_id)
        assert {each["ContactId"] for each in found["ContactVerifications"]} <= {contact_id}
        return [each["Target"] for each in found["ContactVerifications"]]

    def listed(self, **arguments: Any) -> list[str]:
        """The names of the contacts of a page."""
        found = self("ListMessageContacts", **arguments)["Contacts"]
        return [each["Name"] for each in found]

    def send(self, contact_id: str, target: str) -> None:
        if "@" in target:
            self(
                "SendEmailVerificationForMessageContact",
                contact_id=contact_id,
                email_address=target,
            )
        else:
            self(
                "SendPhoneVerificationForMessageContact", contact_id=contact_id, phone_number=target
            )

    def verify(self, contact_id: str, target: str) -> None:
        """Sends a link and opens it."""
        self.send(contact_id, target)
        assert self.aws.outbox.latest(to=target).click().state == "verified"

    def active(self, **arguments: Any) -> str:
        """The id of a new contact, all verified."""
        contact_id = self.add(**arguments)
        for target in self.to_verify(contact_id):
            self.verify(contact_id, target)
        return contact_id


def client(aws: Aws, **config: Any) -> Client:
    """The SDK's client in the mode of the run."""
    carried = aws._carrier.request_arguments()
    if "proxies" in carried:
        config |= {
            "http_proxy": carried["proxies"]["http"],
            "https_proxy": carried["proxies"]["https"],
            "ca": carried["verify"],
        }
    elif aws.endpoint is not None:
        config |= {"endpoint": aws.endpoint.removeprefix("http://"), "protocol": "http"}
    return Client(
        Config(
            **{
                "access_key_id": "LTAItesting",
                "access_key_secret": "testing",
                "endpoint": HOST,
                **config,
            }
        )
    )


@contextlib.contextmanager
def deletion_takes(aws: Aws, **transition: Any) -> Iterator[None]:
    """How moto's state manager moves a deletion on; that outlives moto's reset."""

    def tell(verb: str, **values: Any) -> None:
        answer = aws.http(
            "POST",
            "motoapi.amazonaws.com",
            f"/moto-api/state-manager/{verb}-transition",
            json.dumps({"model_name": DELETION, **values}),
        )
        assert answer.status_code == 201

    tell("set", transition=transition)
    try:
        yield
    finally:
        tell("unset")
