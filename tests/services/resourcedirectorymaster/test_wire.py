"""Alibaba Cloud's message contacts on the wire: requests as its SDKs write them, and worse ones."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
import requests
from alibabacloud_tea_openapi.exceptions import ClientException, ThrottlingException

from moto_contacts.services.resourcedirectorymaster import SERVICE
from tests.harness import Aws
from tests.services.resourcedirectorymaster.steps import ADDRESS, HOST, ZOE, Directory

FORM = "application/x-www-form-urlencoded"
PARAMETERS = {
    "Name": "\u5c0f\u660e",
    "EmailAddress": "zoe+ops@example.com",
    "Title": "CEO",
    "MessageTypes.1": "FaultMessage",
    "MessageTypes.2": "ProductMessage",
}
#: What the older signature puts among the parameters.
RPC = {
    "Format": "json",
    "Version": "2022-04-19",
    "AccessKeyId": "LTAItesting",
    "SignatureMethod": "HMAC-SHA1",
    "SignatureVersion": "1.0",
    "SignatureNonce": "n",
    "Signature": "s",
    "Timestamp": "2026-11-20T00:00:00Z",
}


def acs3(
    aws: Aws,
    action: str,
    parameters: dict[str, str] | None = None,
    method: str = "POST",
    body: Any = b"",
    version: str = "2022-04-19",
    **headers: str,
) -> requests.Response:
    """A call with the newer signature, which names the action in a header."""
    return aws.http(
        method,
        HOST,
        "/?" + urlencode(parameters or {}) if parameters else "/",
        body,
        **{
            "Authorization": "ACS3-HMAC-SHA256 Credential=LTAItesting,SignedHeaders=host,"
            "Signature=0",
            "x-acs-action": action,
            "x-acs-version": version,
            **headers,
        },
    )


def added(directory: Directory, answer: requests.Response) -> dict[str, Any]:
    """The contact that the call has added."""
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json;charset=utf-8"
    assert answer.headers["x-acs-request-id"] == answer.json()["RequestId"]
    return directory.get(answer.json()["Contact"]["ContactId"])


def says_missing(answer: requests.Response) -> bool:
    told = answer.json()
    return (answer.status_code, told["Code"], told["Message"]) == (
        404,
        "InvalidAction.NotFound",
        "Specified api is not found, please check your url and method.",
    )


class TestRequests:
    def is_as_given(self, contact: dict[str, Any]) -> bool:
        return (contact["Name"], contact["EmailAddress"], contact["MessageTypes"]) == (
            "\u5c0f\u660e",
            "zoe+ops@example.com",
            ["FaultMessage", "ProductMessage"],
        )

    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_query(self, aws: Aws, directory: Directory, method: str) -> None:
        answer = acs3(aws, "AddMessageContact", PARAMETERS, method)

        assert self.is_as_given(added(directory, answer))

    @pytest.mark.parametrize("content_type", [FORM, f"{FORM}; charset=UTF-8", FORM.upper()])
    def test_form(self, aws: Aws, directory: Directory, content_type: str) -> None:
        body = urlencode(PARAMETERS)
        answer = acs3(aws, "AddMessageContact", None, body=body, **{"Content-Type": content_type})

        assert self.is_as_given(added(directory, answer))

    def test_form_and_query(self, aws: Aws, directory: Directory) -> None:
        parameters = dict(PARAMETERS)
        query = {name: parameters.pop(name) for name in ("Name", "MessageTypes.2")}
        answer = acs3(
            aws,
            "AddMessageContact",
            query,
            body=urlencode(parameters),
            **{"Content-Type": f"{FORM}; charset=utf-8"},
        )

        assert self.is_as_given(added(directory, answer))

    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_older_signature(self, aws: Aws, directory: Directory, method: str) -> None:
        query = urlencode({**RPC, "Action": "AddMessageContact", **PARAMETERS})
        answer = aws.http(method, HOST, f"/?{query}", Authorization="")

        assert self.is_as_given(added(directory, answer))

    def test_more_than_nine_and_a_gap(self, aws: Aws, directory: Directory) -> None:
        types = {
            f"MessageTypes.{number}": kind
            for number, kind in [
                (12, "ProductMessage"),
                (2, "FaultMessage"),
                (3, "AccountExpenses"),
            ]
        }
        parameters = {"Name": "Zoe", "EmailAddress": ADDRESS, "Title": "CEO", **types}
        contact = added(directory, acs3(aws, "AddMessageContact", parameters))

        assert contact["MessageTypes"] == ["FaultMessage", "AccountExpenses", "ProductMessage"]

    @pytest.mark.parametrize("spelling", ["true", "True", "TRUE"])
    def test_booleans(self, aws: Aws, directory: Directory, spelling: str) -> None:
        contact_id = directory.add()
        parameters = {"ContactId": contact_id, "RetainContactInMembers": spelling}
        answer = acs3(aws, "DeleteMessageContact", parameters)

        assert answer.json()["Status"] == "Deleted"

    def test_unknown_parameters_are_ignored(self, aws: Aws, directory: Directory) -> None:
        answer = acs3(aws, "AddMessageContact", {**PARAMETERS, "Color": "red"})

        assert "Color" not in added(directory, answer)

    @pytest.mark.parametrize(
        "config",
        [
            {"signature_algorithm": "v2"},
            {"security_token": "token"},
        ],
        ids=["older signature", "temporary credentials"],
    )
    def test_sdk_signs_otherwise(self, aws: Aws, config: dict[str, str]) -> None:
        directory = Directory(aws, **config)
        contact_id = directory.active(name="\u5c0f\u660e", email_address="zoe+ops@example.com")

        assert directory.status(contact_id) == "Active"
        directory.refused("AddMessageContact", "MissingParameter.Name")

    @pytest.mark.in_process
    @pytest.mark.parametrize(
        "host",
        [
            "resourcedirectory.aliyuncs.com",
            "resourcedirectory-intl.aliyuncs.com",
            "resourcedirectory.vpc-proxy.aliyuncs.com",
            "resourcedirectorymaster.aliyuncs.com",
            None,
        ],
    )
    def test_hosts(self, aws: Aws, host: str | None) -> None:
        directory = Directory(aws, endpoint=host, region_id="cn-shanghai")

        assert directory.listed(contact_id=directory.add()) == ["Zoe"]


class TestErrors:
    def test_body(self, aws: Aws) -> None:
        answer = acs3(aws, "GetMessageContact")

        told = answer.json()
        assert answer.status_code == 400
        assert answer.headers["Content-Type"] == "application/json;charset=utf-8"
        assert told.pop("RequestId") == answer.headers["x-acs-request-id"]
        assert told.pop("Recommend").startswith("https://api.")
        assert told.pop("HostId")
        assert told == {
            "Code": "MissingParameter.ContactId",
            "Message": "You must specify ContactId.",
        }

    @pytest.mark.parametrize(
        ("action", "version"),
        [
            ("CreateResourceDirectory", "2022-04-19"),  # the product's, but not of contacts
            ("addMessageContact", "2022-04-19"),
            ("", "2022-04-19"),
            ("find", "2022-04-19"),
            ("AddMessageContact", "2020-03-31"),
        ],
    )
    def test_unknown_action(
        self, aws: Aws, directory: Directory, action: str, version: str
    ) -> None:
        assert says_missing(acs3(aws, action, PARAMETERS, version=version))
        assert directory.listed() == []

    def test_unknown_action_of_the_older_signature(self, aws: Aws) -> None:
        for parameters in ({"Action": "ListAccounts"}, {}):
            query = urlencode({**RPC, **parameters})
            assert says_missing(aws.http("POST", HOST, f"/?{query}", Authorization=""))

    def test_operation_of_the_sdk_that_is_not_of_contacts(self, directory: Directory) -> None:
        directory.refused("ListAccounts", "InvalidAction.NotFound")

    def test_ordered_with_another_message(self, aws: Aws, directory: Directory) -> None:
        aws.faults.put("ConcurrentCallNotSupported", "Not now.", times=1)
        with pytest.raises(ClientException) as caught:
            directory.add()

        assert caught.value.status_code == 429
        assert not isinstance(caught.value, ThrottlingException)
        assert caught.value.data["Message"] == "Not now."

    def test_throttle_tells_when_to_come_back(self, aws: Aws, directory: Directory) -> None:
        aws.faults.put("Throttling.User", times=1, RetryAfter=3)
        with pytest.raises(ThrottlingException) as caught:
            directory.add()

        assert (caught.value.code, caught.value.retry_after) == ("Throttling.User", 3)
        assert "RetryAfter" not in caught.value.data
        assert directory.add()

    @pytest.mark.parametrize(
        ("method", "path"), [("PUT", "/"), ("DELETE", "/"), ("POST", "/some/path"), ("GET", "/a")]
    )
    def test_other_methods_and_paths(
        self, aws: Aws, directory: Directory, method: str, path: str
    ) -> None:
        headers = {"x-acs-action": "ListMessageContacts", "x-acs-version": "2022-04-19"}
        answer = aws.http(
            method, HOST, path, Authorization="ACS3-HMAC-SHA256 Credential=testing", **headers
        )

        assert says_missing(answer)


class TestBadInput:
    """Whatever arrives is answered in the service's own words, and nothing is changed."""

    @pytest.mark.parametrize(
        "body",
        [
            b"\xff\xfe" * 100,
            b"Name=%FF%FE&EmailAddress=%00",
            b"&" * 10_000 + b"=",
            b"Name=" + b"x" * (1 << 20),
            b"MessageTypes.0=a&MessageTypes.-1=a&MessageTypes.x=a&MessageTypes.1.1=a",
            b"&".join(b"MessageTypes.%d=x" % number for number in range(1, 5000)),
            b'{"Name": "Zoe"}',
        ],
        ids=lambda body: body[:12].decode("latin-1"),
    )
    def test_form(self, aws: Aws, directory: Directory, body: bytes) -> None:
        answer = acs3(aws, "AddMessageContact", None, body=body, **{"Content-Type": FORM})

        assert answer.status_code == 400
        assert answer.json()["Code"].startswith(("MissingParameter.", "InvalidParameter."))
        assert directory.listed() == []

    def test_body_of_another_kind_is_not_read(self, aws: Aws, directory: Directory) -> None:
        body = urlencode(PARAMETERS)
        answer = acs3(
            aws,
            "AddMessageContact",
            None,
            "POST",
            body,
            **{"Content-Type": "application/octet-stream"},
        )

        assert answer.json()["Code"] == "MissingParameter.Name"
        assert directory.listed() == []

    @pytest.mark.parametrize("size", [5_000, 1 << 20])
    def test_long_values(self, aws: Aws, directory: Directory, size: int) -> None:
        contact_id = directory.add()
        for action, name, code in [
            ("UpdateMessageContact", "Name", "InvalidParameter.Name.Length"),
            ("UpdateMessageContact", "EmailAddress", "InvalidParameter.EmailAddress.Length"),
            ("UpdateMessageContact", "PhoneNumber", "InvalidParameter.PhoneNumber"),
            ("UpdateMessageContact", "Title", "InvalidParameter.Title"),
            ("AssociateMembers", "Members.1", "InvalidParameter.Members"),
            (
                "SendEmailVerificationForMessageContact",
                "EmailAddress",
                "InvalidParameter.EmailAddress",
            ),
        ]:
            body = urlencode({"ContactId": contact_id, name: "1" * size})
            answer = acs3(aws, action, None, "POST", body, **{"Content-Type": FORM})
            assert answer.json()["Code"] == code

    def test_values_of_another_type(self, directory: Directory) -> None:
        directory.refused("AddMessageContact", "InvalidParameter.Name", **(ZOE | {"name": 12}))
        directory.refused(
            "AddMessageContact", "InvalidParameter.MessageTypes", **(ZOE | {"message_types": [1.5]})
        )


def test_what_no_request_can_reach_is_worded_too() -> None:
    """Should the model ever know an operation that we lack."""
    error = SERVICE.dialect.not_implemented("ListAccounts")
    assert error.code == "InvalidParameter"
    assert "ListAccounts is not implemented by moto_contacts" in error.message
