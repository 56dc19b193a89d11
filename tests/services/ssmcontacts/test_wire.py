"""Policies and tags of contacts, and what every call of Incident Manager's contacts answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    ABSENT,
    ABSENT_CHANNEL,
    HEAD,
    ROTATION,
    assert_absent,
    assert_invalid,
    assert_quota,
    assert_violations,
)


def tags_of(ssm: Any, arn: str) -> list[tuple[str, str]]:
    found = ssm.list_tags_for_resource(ResourceARN=arn)["Tags"]
    return [(tag["Key"], tag["Value"]) for tag in found]


def tags(**values: str) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in values.items()]


class TestPolicy:
    POLICY = (
        '{"Version": "2012-10-17",  "Statement": [{"Effect": "Allow", '
        '"Principal": {"AWS": "210987654321"}, "Action": ["ssm-contacts:GetContact"]}]}'
    )

    def test_is_read_as_it_was_written(self, ssm: Any, zoe: str) -> None:
        ssm.put_contact_policy(ContactArn=zoe, Policy=self.POLICY)

        found = ssm.get_contact_policy(ContactArn=zoe)
        assert (found["ContactArn"], found["Policy"]) == (zoe, self.POLICY)

    def test_replaces_the_one_before(self, ssm: Any, zoe: str) -> None:
        ssm.put_contact_policy(ContactArn=zoe, Policy=self.POLICY)
        ssm.put_contact_policy(ContactArn=zoe, Policy='{"Statement": {"Effect": "Allow"}}')

        found = ssm.get_contact_policy(ContactArn=zoe)
        assert found["Policy"] == '{"Statement": {"Effect": "Allow"}}'

    def test_none(self, ssm: Any, zoe: str) -> None:
        found = ssm.get_contact_policy(ContactArn=zoe)

        assert found["ContactArn"] == zoe
        assert "Policy" not in found

    @pytest.mark.parametrize(
        ("policy", "reason"),
        [
            ("allow everything", "it is not JSON"),
            ("[" * 100_000, "it is not JSON"),
            ("[]", "it is not an object with a Statement"),
            ('{"Version": "2012-10-17"}', "it is not an object with a Statement"),
            ('{"Statement": ["Allow"]}', "a Statement is not an object"),
            ('{"Statement": {"Effect": "Deny"}}', "Deny statements are not supported"),
            (
                '{"Statement": [{"Effect": "Allow"}, {"Effect": "Deny"}]}',
                "Deny statements are not supported",
            ),
        ],
        ids=lambda value: value[:30],
    )
    def test_what_is_no_policy(self, ssm: Any, zoe: str, policy: str, reason: str) -> None:
        ssm.put_contact_policy(ContactArn=zoe, Policy=self.POLICY)
        error = refused(ssm.put_contact_policy, ContactArn=zoe, Policy=policy)

        assert_invalid(error, f"Invalid policy: {reason}", "Policy")
        assert ssm.get_contact_policy(ContactArn=zoe)["Policy"] == self.POLICY

    def test_policy_over_several_lines(self, ssm: Any, zoe: str) -> None:
        policy = self.POLICY.replace("  ", "\n")
        ssm.put_contact_policy(ContactArn=zoe, Policy=policy)

        assert ssm.get_contact_policy(ContactArn=zoe)["Policy"] == policy

    def test_blank_policy(self, ssm: Any, zoe: str) -> None:
        error = refused(ssm.put_contact_policy, ContactArn=zoe, Policy=" \n ")

        assert_violations(error, "policy")
        assert "Policy" not in ssm.get_contact_policy(ContactArn=zoe)

    def test_absent_contact(self, ssm: Any) -> None:
        put = refused(ssm.put_contact_policy, ContactArn=ABSENT, Policy=self.POLICY)
        get = refused(ssm.get_contact_policy, ContactArn=ABSENT)

        for error in (put, get):
            assert_absent(error, ABSENT, "CONTACT")

    def test_channel_has_none(self, ssm: Any) -> None:
        error = refused(ssm.get_contact_policy, ContactArn=ABSENT_CHANNEL)

        assert_invalid(error, f"Invalid resource Arn {ABSENT_CHANNEL}")


class TestTags:
    def test_are_merged_in_the_order_of_their_addition(self, ssm: Any, zoe: str) -> None:
        ssm.tag_resource(ResourceARN=zoe, Tags=tags(b="1", a="1"))
        ssm.tag_resource(ResourceARN=zoe, Tags=tags(c="1", b="2"))

        assert tags_of(ssm, zoe) == [("b", "2"), ("a", "1"), ("c", "1")]

    def test_removal_of_what_is_not_there(self, ssm: Any, zoe: str) -> None:
        ssm.tag_resource(ResourceARN=zoe, Tags=tags(a="1", b="1"))
        ssm.untag_resource(ResourceARN=zoe, TagKeys=["a", "x"])

        assert tags_of(ssm, zoe) == [("b", "1")]

    @pytest.mark.parametrize("kind", ["ESCALATION", "ONCALL_SCHEDULE"])
    def test_contacts_of_all_types(self, ssm: Any, kind: str) -> None:
        arn = ssm.create_contact(Alias="it", Type=kind, Plan={})["ContactArn"]
        ssm.tag_resource(ResourceARN=arn, Tags=tags(a="1"))

        assert tags_of(ssm, arn) == [("a", "1")]

    def test_quota(self, aws: Aws, ssm: Any, zoe: str) -> None:
        ssm.tag_resource(ResourceARN=zoe, Tags=tags(**{f"k{n}": "1" for n in range(50)}))
        ssm.tag_resource(ResourceARN=zoe, Tags=tags(k0="2"))
        error = refused(ssm.tag_resource, ResourceARN=zoe, Tags=tags(one="more"))

        assert_quota(error, "L-00000000", zoe)
        assert len(tags_of(ssm, zoe)) == 50

    def test_key_that_comes_twice(self, ssm: Any, zoe: str) -> None:
        error = refused(ssm.tag_resource, ResourceARN=zoe, Tags=[*tags(a="1"), *tags(a="2")])

        assert_invalid(error, "Duplicate tag key a", "Tags")
        assert tags_of(ssm, zoe) == []

    @pytest.mark.parametrize("tag", [{"Key": "a"}, {"Value": "1"}, {}])
    def test_part_of_a_tag(self, ssm: Any, zoe: str, tag: Any) -> None:
        error = refused(ssm.tag_resource, ResourceARN=zoe, Tags=[*tags(b="1"), tag])

        assert_invalid(error, "A tag must have a Key and a Value", "Tags")
        assert tags_of(ssm, zoe) == []

    @pytest.mark.parametrize("key", ["team:owner", "a.b", "a b", "a@b", "x" * 129])
    def test_keys_are_narrow(self, ssm: Any, zoe: str, key: str) -> None:
        error = refused(ssm.tag_resource, ResourceARN=zoe, Tags=[{"Key": key, "Value": "1"}])

        assert_violations(error, "tags.1.member.key")
        assert tags_of(ssm, zoe) == []

    def test_value_is_not_blank(self, ssm: Any, zoe: str) -> None:
        error = refused(ssm.tag_resource, ResourceARN=zoe, Tags=tags(a=""))

        assert_violations(error, "tags.1.member.value")

    @pytest.mark.parametrize(
        ("arn", "kind"),
        [
            (ABSENT, "CONTACT"),
            (ROTATION, "ROTATION"),
            ("arn:aws:ssm-contacts:eu-west-1:123456789012:contact/zoe", "CONTACT"),
            ("arn:aws:ssm-contacts:us-east-1:210987654321:contact/zoe", "CONTACT"),
        ],
    )
    def test_absent(self, ssm: Any, zoe: str, arn: str, kind: str) -> None:
        for error in (
            refused(ssm.tag_resource, ResourceARN=arn, Tags=tags(a="1")),
            refused(ssm.untag_resource, ResourceARN=arn, TagKeys=["a"]),
            refused(ssm.list_tags_for_resource, ResourceARN=arn),
        ):
            assert_absent(error, arn, kind)

    def test_channels_and_what_is_no_arn(self, ssm: Any, zoe: str) -> None:
        channel = ssm.create_contact_channel(
            ContactId=zoe,
            Name="mail",
            Type="EMAIL",
            DeliveryAddress={"SimpleAddress": "zoe@example.com"},
        )["ContactChannelArn"]

        for arn in (channel, "zoe", "arn:aws:s3:::bucket", f"{HEAD}:rotation/example"):
            for error in (
                refused(ssm.tag_resource, ResourceARN=arn, Tags=tags(a="1")),
                refused(ssm.untag_resource, ResourceARN=arn, TagKeys=["a"]),
                refused(ssm.list_tags_for_resource, ResourceARN=arn),
            ):
                assert_invalid(error, f"Invalid resource Arn {arn}")


class TestOnboarding:
    @pytest.mark.parametrize(
        ("operation", "members"),
        [
            ("list_contacts", {}),
            ("get_contact", {"ContactId": ABSENT}),
            ("create_contact", {"Alias": "ann", "Type": "PERSONAL", "Plan": {}}),
        ],
    )
    def test_account_without_a_replication_set(
        self, aws: Aws, ssm: Any, zoe: str, operation: str, members: Any
    ) -> None:
        with aws.settings(ssm_contacts_onboarded=False):
            error = refused(getattr(ssm, operation), **members)

        assert_invalid(error, "Account not found for the request")
        assert [each["Alias"] for each in ssm.list_contacts()["Contacts"]] == ["zoe"]

    def test_arn_comes_first(self, aws: Aws, ssm: Any) -> None:
        with aws.settings(ssm_contacts_onboarded=False):
            error = refused(ssm.get_contact, ContactId=ABSENT_CHANNEL)

        assert_invalid(error, f"Invalid resource Arn {ABSENT_CHANNEL}")

    def test_shapes_come_before_arns(self, aws: Aws, ssm: Any) -> None:
        with aws.settings(ssm_contacts_onboarded=False):
            error = refused(ssm.list_contact_channels, ContactId=ABSENT_CHANNEL, MaxResults=5000)

        assert error["Reason"] == "FIELD_VALIDATION_FAILED"


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

    @pytest.mark.parametrize(
        ("operation", "members"),
        [
            ("list_rotations", {}),
            ("get_rotation", {"RotationId": ROTATION}),
            ("list_engagements", {}),
            ("list_pages_by_contact", {"ContactId": ABSENT}),
        ],
    )
    def test_operation_that_is_not_implemented(
        self, ssm: Any, operation: str, members: Any
    ) -> None:
        error = refused(getattr(ssm, operation), **members)

        assert error["Error"]["Code"] == "ValidationException"
        assert "is not implemented by moto_contacts" in error["Error"]["Message"]
        assert error["Reason"] == "OTHER"
