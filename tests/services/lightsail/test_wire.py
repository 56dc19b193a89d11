"""What reaches Lightsail on the wire: ordered faults, and requests that no client would send."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.harness import Aws, refused, status
from tests.services.lightsail.steps import ADDRESS, BUSY, NUMBER, method, protocols, says_invalid


class TestFaults:
    @pytest.mark.parametrize(
        ("error", "expected"), [("OperationFailureException", 400), ("ServiceException", 500)]
    )
    def test_ordered(self, aws: Aws, lightsail: Any, error: str, expected: int) -> None:
        aws.faults.put(error, "No.", service="lightsail", times=1, code="X", tip="Wait.")
        answer = refused(lightsail.create_contact_method, protocol="SMS", contactEndpoint=NUMBER)

        assert (answer["Error"]["Code"], status(answer)) == (error, expected)
        assert (answer["message"], answer["code"], answer["tip"]) == ("No.", "X", "Wait.")
        assert protocols(lightsail) == []


class TestBadRequests:
    @pytest.mark.parametrize(
        "body",
        [b"", b"Email", b"[]", b'"Email"', b"null", b"\xff", b'{"protocol": NaN}',
         b'{"protocol": "Email", "contactEndpoint": "a@example.com"} {}',
         b'{"protocol": ["Email"], "contactEndpoint": "a@example.com"}',
         b'{"protocol": "Email", "contactEndpoint": 7}',
         b'{"protocol": "Email", "contactEndpoint": ""}',
         b'{"protocol": "Email", "contactEndpoint": "a@example.com", "tags": {"a": "b"}}',
         b'{"protocol": "Email", "contactEndpoint": "a@example.com", "tags": ["a"]}'],
    )  # fmt: skip
    def test_body(self, aws: Aws, lightsail: Any, body: bytes) -> None:
        answer = aws.post("lightsail", "CreateContactMethod", body)

        assert answer.status_code == 400
        assert answer.headers["Content-Type"] == "application/x-amz-json-1.1"
        assert answer.json()["__type"] == "InvalidInputException"
        assert answer.json()["message"]
        assert protocols(lightsail) == []

    @pytest.mark.parametrize("member", ["protocol", "contactEndpoint"])
    def test_huge_text(self, aws: Aws, lightsail: Any, member: str) -> None:
        body = {"protocol": "Email", "contactEndpoint": ADDRESS, member: "x@" * 500_000}
        answer = aws.post("lightsail", "CreateContactMethod", json.dumps(body))

        assert answer.status_code == 400
        assert answer.json()["__type"] == "InvalidInputException"
        assert f"at '{member}'" in answer.json()["message"]
        assert protocols(lightsail) == []

    @pytest.mark.parametrize("number", ["1e400", "-1e400", "1" + "0" * 400])
    def test_number_beyond_any_double(self, aws: Aws, lightsail: Any, number: str) -> None:
        body = json.dumps({**BUSY, "threshold": 0}).replace(
            '"threshold": 0', f'"threshold": {number}'
        )
        answer = aws.post("lightsail", "PutAlarm", body)

        assert answer.status_code == 400
        assert answer.json()["__type"] == "InvalidInputException"
        assert "at 'threshold'" in answer.json()["message"]
        assert lightsail.get_alarms()["alarms"] == []

    def test_deep_nesting(self, aws: Aws, lightsail: Any) -> None:
        answer = aws.post("lightsail", "CreateContactMethod", '{"tags":' + "[" * 200_000)

        assert answer.status_code == 400
        assert answer.json()["__type"] == "InvalidInputException"
        assert protocols(lightsail) == []

    @pytest.mark.parametrize("name", ["Nothing", "", "createContactMethod"])
    def test_unknown_operation(self, aws: Aws, name: str) -> None:
        answer = aws.post("lightsail", name, "{}")

        assert answer.status_code == 400
        assert answer.json()["__type"] == "UnknownOperationException"

    def test_foreign_target(self, aws: Aws) -> None:
        answer = aws.post(
            "lightsail", "", "{}", **{"X-Amz-Target": "SSMContacts.GetContactMethods"}
        )

        assert answer.status_code == 400
        assert answer.json()["__type"] == "UnknownOperationException"

    def test_operation_that_is_not_implemented(self, lightsail: Any) -> None:
        error = refused(lightsail.get_instances)

        assert says_invalid(error, "GetInstances is not implemented by moto_contacts")

    def test_unknown_members_are_ignored(self, aws: Aws, lightsail: Any) -> None:
        body = {"protocol": "Email", "contactEndpoint": ADDRESS, "name": "mine"}
        answer = aws.post("lightsail", "CreateContactMethod", json.dumps(body))

        assert answer.status_code == 200
        assert method(lightsail)["name"] == "Email"
