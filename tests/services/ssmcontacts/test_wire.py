"""What reaches Incident Manager's contacts on the wire: requests that no client would send."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.ssmcontacts.steps import ABSENT, HEAD


class TestWire:
    def post(self, aws: Aws, operation: str, body: Any, **headers: str) -> tuple[int, Any]:
        response = aws.post("ssm-contacts", operation, body, **headers)
        assert response.headers["Content-Type"] == "application/x-amz-json-1.1"
        return response.status_code, response.json()

    def test_sample_of_the_api_reference(self, aws: Aws, ssm: Any, zoe: str) -> None:
        channel = ssm.create_contact_channel(
            ContactId=zoe,
            Name="sms",
            Type="SMS",
            DeliveryAddress={"SimpleAddress": "+15550100"},
            DeferActivation=True,
        )["ContactChannelArn"]

        body = json.dumps({"ContactChannelId": channel})
        assert self.post(aws, "SendActivationCode", body) == (200, {})
        assert aws.outbox.latest(to="+15550100").resource_arn == channel

    def test_body_of_an_error(self, aws: Aws, ssm: Any) -> None:
        code, body = self.post(aws, "GetContact", json.dumps({"ContactId": ABSENT}))

        assert code == 400
        assert body == {
            "__type": "ResourceNotFoundException",
            "Message": f"Resource not found: {ABSENT}",
            "ResourceId": ABSENT,
            "ResourceType": "CONTACT",
        }

    @pytest.mark.parametrize("body", ["", "{", b"\xff\xfe", "NaN", "[" * 200_000])
    def test_what_is_no_json(self, aws: Aws, body: Any) -> None:
        code, answer = self.post(aws, "ListContacts", body)

        assert code == 400
        assert (answer["__type"], answer["Reason"]) == ("ValidationException", "CANNOT_PARSE")
        assert answer["Message"]

    @pytest.mark.parametrize("body", ["[]", '"x"', "7", "null"])
    def test_what_is_no_object(self, aws: Aws, body: str) -> None:
        code, answer = self.post(aws, "ListContacts", body)

        assert code == 400
        assert answer["__type"] == "ValidationException"
        assert answer["Reason"] == "FIELD_VALIDATION_FAILED"

    def test_wrong_types(self, aws: Aws, ssm: Any) -> None:
        body = {"Alias": 1, "Type": ["PERSONAL"], "Plan": {"Stages": {}}, "Tags": [None, "x"]}
        code, answer = self.post(aws, "CreateContact", json.dumps(body))

        assert code == 400
        assert {each["Name"] for each in answer["Fields"]} >= {"alias", "type", "plan.stages"}
        assert ssm.list_contacts()["Contacts"] == []

    def test_nested_too_deeply(self, aws: Aws, ssm: Any) -> None:
        body = '{"Plan":' * 200_000 + "{}" + "}" * 200_000
        code, answer = self.post(aws, "CreateContact", body)

        assert code == 400
        assert (answer["__type"], answer["Reason"]) == ("ValidationException", "CANNOT_PARSE")

    @pytest.mark.parametrize(
        ("operation", "members", "field"),
        [
            ("GetContact", {"ContactId": f"{HEAD}:" + "a" * 1_000_000 + "!"}, "contactId"),
            ("ListTagsForResource", {"ResourceARN": "a" * 1_000_000}, "resourceARN"),
            ("ListContacts", {"NextToken": "a" * 1_000_000}, "nextToken"),
            ("ListContacts", {"AliasPrefix": "a" * 1_000_000}, "aliasPrefix"),
            ("PutContactPolicy", {"ContactArn": ABSENT, "Policy": "a" * 1_000_000}, "policy"),
        ],
    )
    def test_strings_of_a_megabyte(
        self, aws: Aws, operation: str, members: Any, field: str
    ) -> None:
        code, answer = self.post(aws, operation, json.dumps(members))

        assert code == 400
        assert field in {each["Name"] for each in answer["Fields"]}

    @pytest.mark.parametrize("operation", ["MakeCoffee", "", "getcontact"])
    def test_operation_that_the_service_does_not_have(self, aws: Aws, operation: str) -> None:
        code, answer = self.post(aws, operation, "{}")

        assert code == 400
        assert (answer["__type"], answer["Reason"]) == ("ValidationException", "UNKNOWN_OPERATION")

    def test_target_of_another_service(self, aws: Aws) -> None:
        code, answer = self.post(aws, "", "{}", **{"X-Amz-Target": "Lightsail.ListContacts"})

        assert code == 400
        assert answer["Reason"] == "UNKNOWN_OPERATION"
