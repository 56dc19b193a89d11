"""What reaches End User Messaging SMS on the wire: requests that no client would send."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.harness import Aws, refused, status
from tests.services.pinpointsmsvoicev2.steps import NUMBER, described, validation

SERVICE = "pinpoint-sms-voice-v2"


class TestBadRequests:
    @pytest.mark.parametrize("body", ["", "{", "\ud83d", b"\xff\xfe", "{'a': 1}", "NaN"])
    def test_body_that_is_no_json(self, aws: Aws, body: Any) -> None:
        raw = body.encode(errors="replace") if isinstance(body, str) else body
        answer = aws.post(SERVICE, "CreateVerifiedDestinationNumber", raw)

        assert answer.status_code == 400
        assert answer.headers["Content-Type"] == "application/x-amz-json-1.0"
        assert answer.json()["__type"] == "ValidationException"
        assert answer.json()["Reason"] == "CANNOT_PARSE"
        assert 'Reason="CANNOT_PARSE"' in answer.json()["Message"]

    @pytest.mark.parametrize("body", ["[]", '"x"', "7", "true"])
    def test_body_that_is_no_structure(self, aws: Aws, body: str) -> None:
        answer = aws.post(SERVICE, "CreateVerifiedDestinationNumber", body)

        assert answer.status_code == 400
        assert answer.json()["Reason"] == "INVALID_PARAMETER"
        assert "Member must be a structure" in answer.json()["Message"]

    def test_deep_nesting(self, aws: Aws) -> None:
        body = '{"Tags":' + "[" * 100_000 + "]" * 100_000 + "}"
        answer = aws.post(SERVICE, "CreateVerifiedDestinationNumber", body)

        assert answer.status_code == 400
        assert answer.json()["__type"] == "ValidationException"

    @pytest.mark.parametrize(
        ("operation", "member"),
        [
            ("CreateVerifiedDestinationNumber", "DestinationPhoneNumber"),
            ("DeleteVerifiedDestinationNumber", "VerifiedDestinationNumberId"),
            ("ListTagsForResource", "ResourceArn"),
        ],
    )
    def test_huge_strings_are_refused_and_not_repeated(
        self, aws: Aws, operation: str, member: str
    ) -> None:
        answer = aws.post(SERVICE, operation, json.dumps({member: "arn:" + "1" * 1_000_000}))

        assert answer.status_code == 400
        assert answer.json()["Reason"] == "INVALID_PARAMETER"
        assert len(answer.content) < 2_000

    @pytest.mark.parametrize("value", [7, True, {}, [], [7]])
    def test_wrong_types(self, aws: Aws, sms: Any, value: Any) -> None:
        body = json.dumps({"DestinationPhoneNumber": value, "Tags": {"a": "b"}})
        answer = aws.post(SERVICE, "CreateVerifiedDestinationNumber", body)

        assert answer.status_code == 400
        assert [each["Name"] for each in answer.json()["Fields"]] == [
            "destinationPhoneNumber",
            "tags",
        ]
        assert described(sms) == []

    def test_unknown_members_are_ignored(self, aws: Aws, sms: Any) -> None:
        body = json.dumps({"DestinationPhoneNumber": NUMBER, "Colour": "red", "Tags": None})
        answer = aws.post(SERVICE, "CreateVerifiedDestinationNumber", body)

        assert answer.status_code == 200
        assert len(described(sms)) == 1

    def test_unknown_operation(self, aws: Aws) -> None:
        answer = aws.post(SERVICE, "CreateCarrierPigeon", "{}")

        assert answer.status_code == 400
        assert answer.json()["__type"] == "UnknownOperationException"

    @pytest.mark.parametrize(
        "operation", ["describe_registrations", "describe_registration_attachments"]
    )
    def test_operation_that_is_not_implemented(self, sms: Any, operation: str) -> None:
        error = validation(getattr(sms, operation), "UNKNOWN_OPERATION")

        assert "is not implemented by moto_contacts" in error["Message"]

    def test_region_without_the_service(self, aws: Aws) -> None:
        answer = aws.post(SERVICE, "DescribeAccountLimits", "{}", region="us-nowhere-1")

        assert answer.status_code == 400
        assert answer.json()["Reason"] == "OTHER"

    def test_ordered_fault_comes_with_its_members(self, aws: Aws, sms: Any) -> None:
        aws.faults.put("AccessDeniedException", "No", times=1, Reason="ACCOUNT_DISABLED")
        error = refused(sms.describe_account_attributes)

        assert error["Error"]["Code"] == "AccessDeniedException"
        assert status(error) == 400
        assert error["Reason"] == "ACCOUNT_DISABLED"
        assert sms.describe_account_attributes()["AccountAttributes"]


def test_the_older_service_of_the_same_signature_is_not_it(aws: Aws) -> None:
    older = aws.client("pinpoint-sms-voice")
    error = refused(older.create_configuration_set, ConfigurationSetName="a")
    assert error["Error"]["Code"] == "404"
