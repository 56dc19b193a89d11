"""Mails in bulk."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.sesv2.steps import bulk, greeting


class TestSendBulkEmail:
    def test_each_with_its_own_data(self, aws: Aws, sesv2: Any) -> None:
        answer = sesv2.send_bulk_email(**bulk('{"name": "Zoe"}', "{}"))

        first, second = answer["BulkEmailEntryResults"]
        zoe, other = (aws.outbox.latest(to=f"{number}@example.com") for number in (0, 1))
        assert (zoe.body, other.body) == ("Dear Zoe.", "Dear friend.")
        assert (first, second) == (
            {"Status": "SUCCESS", "MessageId": zoe.thread},
            {"Status": "SUCCESS", "MessageId": other.thread},
        )
        assert zoe.thread != other.thread

    def test_headers_of_all_and_of_one(self, aws: Aws, sesv2: Any) -> None:
        request = bulk("{}")
        request["DefaultContent"]["Template"]["Headers"] = [{"Name": "X-All", "Value": "a"}]
        request["BulkEmailEntries"][0]["ReplacementHeaders"] = [{"Name": "X-One", "Value": "b"}]
        sesv2.send_bulk_email(**request)
        headers = dict(aws.outbox.latest().headers)
        assert (headers["X-All"], headers["X-One"]) == ("a", "b")

    def test_attachments(self, aws: Aws, sesv2: Any) -> None:
        request = bulk("{}")
        attachment = {"FileName": "a.txt", "RawContent": b"one", "ContentType": "text/plain"}
        request["DefaultContent"]["Template"]["Attachments"] = [attachment]
        sesv2.send_bulk_email(**request)
        mail = aws.outbox.latest()
        assert [(each.name, each.size) for each in mail.attachments] == [("a.txt", 3)]
        assert mail.attached() == b"one"

    def test_address_that_is_none(self, aws: Aws, sesv2: Any) -> None:
        request = bulk("{}", "{}")
        request["BulkEmailEntries"][0]["Destination"] = {"ToAddresses": ["zoe"]}
        wrong, right = sesv2.send_bulk_email(**request)["BulkEmailEntryResults"]
        assert wrong == {"Status": "INVALID_PARAMETER", "Error": "Missing final '@domain'"}
        assert right["Status"] == "SUCCESS"
        assert [each.to for each in aws.outbox.messages()] == ["1@example.com"]

    @pytest.mark.parametrize(
        ("members", "code"),
        [
            ({"FromEmailAddress": "nobody@example.org"}, "MessageRejected"),
            ({"DefaultContent": {"Template": {"TemplateName": "none"}}}, "NotFoundException"),
            ({"DefaultContent": {}}, "BadRequestException"),
            ({"DefaultContent": greeting("{")}, "BadRequestException"),
            ({"DefaultContent": greeting("null")}, "BadRequestException"),
            ({"BulkEmailEntries": [{"Destination": {}}] * 51}, "BadRequestException"),
        ],
    )
    def test_refused(self, aws: Aws, sesv2: Any, members: dict[str, Any], code: str) -> None:
        error = refused(sesv2.send_bulk_email, **{**bulk("{}"), **members})
        assert error["Error"]["Code"] == code
        assert aws.outbox.messages() == []

    def test_data_of_a_later_entry_that_are_no_json(self, aws: Aws, sesv2: Any) -> None:
        error = refused(sesv2.send_bulk_email, **bulk("{}", "{"))
        assert error["Error"]["Code"] == "BadRequestException"
        assert aws.outbox.messages() == []

    def test_request_that_breaks_the_model(self, aws: Aws, sesv2: Any) -> None:
        error = refused(sesv2.send_bulk_email, **bulk("{}", BulkEmailEntries=[{}]))
        assert error["Error"]["Code"] == "BadRequestException"
        assert "at 'bulkEmailEntries.1.member.destination' failed" in error["Error"]["Message"]
