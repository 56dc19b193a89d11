"""User Notifications Contacts on the wire: paths, statuses, one endpoint for all regions."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
import requests

from tests.harness import Aws, refused, status, wrong
from tests.services.notificationscontacts.steps import ABSENT, ADDRESS, contact_status

HOST = "notifications-contacts.us-east-1.api.aws"
CREATE = "/2022-09-19/emailcontacts"
OTHER_ACCOUNT = {"x-moto-account-id": "111122223333"}


def call(
    aws: Aws, method: str, path: str, body: Any = b"", host: str = HOST, **headers: str
) -> requests.Response:
    return aws.http(method, host, path, body, "notifications-contacts", **headers)


def refusal(answer: requests.Response, error: str, expected: int) -> dict[str, Any]:
    """The members of an error, which must have this name and status."""
    assert (answer.status_code, answer.headers["x-amzn-errortype"]) == (expected, error)
    assert answer.headers["Content-Type"] == "application/json"
    members: dict[str, Any] = answer.json()
    assert members["message"]
    return members


@pytest.mark.parametrize("safe", ["", ":", "/", ":/"], ids=["encoded", ":", "/", "plain"])
class TestPaths:
    """An ARN in a path is encoded, or not, or in part: all are the same ARN."""

    def test_get(self, aws: Aws, arn: str, safe: str) -> None:
        answer = call(aws, "GET", f"/emailcontacts/{quote(arn, safe)}")

        assert answer.status_code == 200
        assert answer.json()["emailContact"]["arn"] == arn

    def test_send_and_activate(self, aws: Aws, contacts: Any, arn: str, safe: str) -> None:
        label = quote(arn, safe)
        sent = call(aws, "POST", f"/2022-10-31/emailcontacts/{label}/activate/send")
        code = aws.outbox.code(to=ADDRESS)
        path = f"/emailcontacts/{label}/activate/"
        refusal(call(aws, "PUT", path + wrong(code)), "ValidationException", 400)
        activated = call(aws, "PUT", path + code)

        assert (sent.status_code, sent.content) == (200, b"")
        assert (activated.status_code, activated.content) == (200, b"")
        assert contact_status(contacts, arn) == "active"

    def test_tags(self, aws: Aws, contacts: Any, arn: str, safe: str) -> None:
        path = f"/tags/{quote(arn, safe)}"
        tagged = call(aws, "POST", path, json.dumps({"tags": {"a": "1", "b/c?": "2", "d": "3"}}))
        untagged = call(aws, "DELETE", f"{path}?tagKeys=a&tagKeys=b%2Fc%3F")

        assert (tagged.status_code, tagged.content) == (200, b"")
        assert (untagged.status_code, untagged.content) == (200, b"")
        assert call(aws, "GET", path).json() == {"tags": {"d": "3"}}

    def test_delete(self, aws: Aws, contacts: Any, arn: str, safe: str) -> None:
        answer = call(aws, "DELETE", f"/emailcontacts/{quote(arn, safe)}")

        assert (answer.status_code, answer.content) == (200, b"")
        assert contacts.list_email_contacts()["emailContacts"] == []


class TestWire:
    def test_times_are_text(self, aws: Aws, arn: str) -> None:
        contact = call(aws, "GET", f"/emailcontacts/{arn}").json()["emailContact"]

        for name in ("creationTime", "updateTime"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", contact[name])

    def test_created(self, aws: Aws) -> None:
        answer = call(aws, "POST", CREATE, json.dumps({"name": "x", "emailAddress": ADDRESS}))

        assert answer.status_code == 201
        assert list(answer.json()) == ["arn"]

    def test_listed(self, aws: Aws, arn: str) -> None:
        answer = call(aws, "GET", "/emailcontacts?maxResults=1")

        assert answer.status_code == 200
        assert [each["arn"] for each in answer.json()["emailContacts"]] == [arn]

    def test_errors(self, aws: Aws, arn: str) -> None:
        body = json.dumps({"name": "x", "emailAddress": ADDRESS})
        conflict = refusal(call(aws, "POST", CREATE, body), "ConflictException", 409)
        assert set(conflict) == {"message", "resourceId", "resourceType"}
        with aws.settings(notifications_contacts_email_contacts_per_account=1):
            other = json.dumps({"name": "x", "emailAddress": "b@example.com"})
            quota = refusal(call(aws, "POST", CREATE, other), "ServiceQuotaExceededException", 402)
        assert (quota["resourceId"], quota["resourceType"]) == ("b@example.com", "emailcontact")
        assert quota["serviceCode"] == "notifications-contacts"
        assert re.fullmatch("L-[0-9A-Z]{8}", quota["quotaCode"])
        absent = call(aws, "GET", f"/emailcontacts/{ABSENT}")
        assert refusal(absent, "ResourceNotFoundException", 404)["resourceId"] == ABSENT


class TestThrottling:
    def test_ordered(self, aws: Aws, contacts: Any) -> None:
        aws.faults.put(
            "ThrottlingException",
            "Rate exceeded",
            service="notificationscontacts",
            times=1,
            retryAfterSeconds=7,
            serviceCode="notifications-contacts",
            quotaCode="L-12345678",
        )
        error = refused(contacts.create_email_contact, name="x", emailAddress=ADDRESS)

        assert (error["Error"]["Code"], status(error)) == ("ThrottlingException", 429)
        assert error["ResponseMetadata"]["HTTPHeaders"]["retry-after"] == "7"
        assert error["retryAfterSeconds"] == 7
        assert (error["serviceCode"], error["quotaCode"]) == (
            "notifications-contacts",
            "L-12345678",
        )
        assert contacts.list_email_contacts()["emailContacts"] == []

    def test_retry_after_is_a_header_only(self, aws: Aws) -> None:
        aws.faults.put("ThrottlingException", "Rate exceeded", times=1, retryAfterSeconds=7)
        answer = call(aws, "GET", "/emailcontacts")

        assert refusal(answer, "ThrottlingException", 429) == {"message": "Rate exceeded"}
        assert answer.headers["Retry-After"] == "7"
        assert call(aws, "GET", "/emailcontacts").status_code == 200


class TestGlobal:
    def test_regions_share_everything(self, aws: Aws, contacts: Any) -> None:
        elsewhere = aws.client("notificationscontacts", "eu-west-1")
        arn = elsewhere.create_email_contact(name="x", emailAddress=ADDRESS)["arn"]
        contacts.send_activation_code(arn=arn)
        elsewhere.activate_email_contact(arn=arn, code=aws.outbox.code(to=ADDRESS))

        assert contact_status(contacts, arn) == "active"
        error = refused(contacts.create_email_contact, name="x", emailAddress=ADDRESS)
        assert error["Error"]["Code"] == "ConflictException"

    @pytest.mark.parametrize(
        "host",
        ["notifications-contacts-fips.us-east-1.api.aws",
         "notifications-contacts.us-east-1.amazonaws.com"],
    )  # fmt: skip
    def test_other_hosts(self, aws: Aws, arn: str, host: str) -> None:
        answer = call(aws, "GET", "/emailcontacts", host=host)

        assert [each["arn"] for each in answer.json()["emailContacts"]] == [arn]

    @pytest.mark.parametrize(
        ("region", "partition"), [("us-gov-west-1", "aws-us-gov"), ("cn-north-1", "aws-cn")]
    )
    def test_partitions_share_nothing(
        self, aws: Aws, contacts: Any, arn: str, region: str, partition: str
    ) -> None:
        elsewhere = aws.client("notificationscontacts", region)
        other = elsewhere.create_email_contact(name="x", emailAddress=ADDRESS)["arn"]

        assert other.startswith(f"arn:{partition}:notifications-contacts::123456789012:")
        assert contact_status(elsewhere, other) == "inactive"
        error = refused(contacts.get_email_contact, arn=other)
        assert error["Error"]["Code"] == "ResourceNotFoundException"
        listed = contacts.list_email_contacts()["emailContacts"]
        assert [each["arn"] for each in listed] == [arn]

    def test_accounts_share_nothing(self, aws: Aws, arn: str) -> None:
        body = json.dumps({"name": "x", "emailAddress": ADDRESS})
        answer = call(aws, "POST", CREATE, body, **OTHER_ACCOUNT)

        assert answer.status_code == 201
        assert ":111122223333:" in answer.json()["arn"]
        foreign = call(aws, "GET", f"/emailcontacts/{arn}", **OTHER_ACCOUNT)
        refusal(foreign, "ResourceNotFoundException", 404)

    def test_page_token_of_another_account(self, aws: Aws, contacts: Any, arn: str) -> None:
        contacts.create_email_contact(name="x", emailAddress="b@example.com")
        token = contacts.list_email_contacts(maxResults=1)["nextToken"]
        path = f"/emailcontacts?nextToken={quote(token, safe='')}"

        assert len(call(aws, "GET", path).json()["emailContacts"]) == 1
        error = refusal(call(aws, "GET", path, **OTHER_ACCOUNT), "ValidationException", 400)
        assert [each["name"] for each in error["fieldList"]] == ["nextToken"]


class TestBadRequests:
    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/"),
            ("GET", "/contacts"),
            ("POST", "/emailcontacts"),
            ("GET", CREATE),
            ("PUT", f"/emailcontacts/{ABSENT}"),
            ("POST", f"/emailcontacts/{ABSENT}/activate/send"),
            ("PATCH", f"/tags/{ABSENT}"),
            ("GET", "/emailcontacts%2F" + ABSENT),
        ],
    )
    def test_unknown_operation(self, aws: Aws, method: str, path: str) -> None:
        refusal(call(aws, method, path), "UnknownOperationException", 404)

    @pytest.mark.parametrize(
        "body",
        [b"", b"name=x", b"[]", b"null", b'"x"', b"\xff", b'{"name": NaN}', b'{"name": "x"}',
         b'{"name": 1, "emailAddress": "a@example.com"}',
         b'{"name": "x", "emailAddress": ["a@example.com"]}',
         b'{"name": "x", "emailAddress": "a@example.com", "tags": []}',
         b'{"name": "x", "emailAddress": "a@example.com", "tags": {"a": {}}}',
         b"[" * 200_000, b'{"tags":' * 50_000],
        ids=lambda body: body[:40].decode("latin-1") or "empty",
    )  # fmt: skip
    def test_body(self, aws: Aws, contacts: Any, body: bytes) -> None:
        error = refusal(call(aws, "POST", CREATE, body), "ValidationException", 400)

        assert error["reason"] in ("fieldValidationFailed", "other")
        assert contacts.list_email_contacts()["emailContacts"] == []

    @pytest.mark.parametrize("member", ["name", "emailAddress"])
    def test_huge_text(self, aws: Aws, contacts: Any, member: str) -> None:
        body = {"name": "x", "emailAddress": ADDRESS, member: "x@" * 500_000}
        answer = call(aws, "POST", CREATE, json.dumps(body))

        error = refusal(answer, "ValidationException", 400)
        assert [each["name"] for each in error["fieldList"]] == [member]
        assert len(answer.content) < 1_000
        assert contacts.list_email_contacts()["emailContacts"] == []

    @pytest.mark.parametrize(
        "bad",
        ["x", ABSENT + "x", ABSENT.upper(), ABSENT.replace("notifications-contacts", "sns"),
         ABSENT.replace("emailcontact", "topic"), "%00", "%FF", "a" * 5_000],
        ids=lambda bad: bad[:60],
    )  # fmt: skip
    @pytest.mark.parametrize("kind", ["emailcontacts", "tags"])
    def test_arn_that_is_none(self, aws: Aws, kind: str, bad: str) -> None:
        error = refusal(call(aws, "GET", f"/{kind}/{bad}"), "ValidationException", 400)

        assert [each["name"] for each in error["fieldList"]] == ["arn"]

    @pytest.mark.parametrize("size", ["abc", "1.5", "", "9" * 30, "101", "0"])
    def test_page_size(self, aws: Aws, arn: str, size: str) -> None:
        answer = call(aws, "GET", f"/emailcontacts?maxResults={size}")

        error = refusal(answer, "ValidationException", 400)
        assert [each["name"] for each in error["fieldList"]] == ["maxResults"]

    def test_no_tag_keys(self, aws: Aws, arn: str) -> None:
        error = refusal(call(aws, "DELETE", f"/tags/{arn}"), "ValidationException", 400)

        assert [each["name"] for each in error["fieldList"]] == ["tagKeys"]

    def test_no_tags(self, aws: Aws, arn: str) -> None:
        error = refusal(call(aws, "POST", f"/tags/{arn}", "{}"), "ValidationException", 400)

        assert [each["name"] for each in error["fieldList"]] == ["tags"]

    def test_unknown_members_are_ignored(self, aws: Aws, contacts: Any) -> None:
        body = {"name": "x", "emailAddress": ADDRESS, "status": "active"}
        arn = call(aws, "POST", CREATE, json.dumps(body)).json()["arn"]

        assert contact_status(contacts, arn) == "inactive"
