"""The log of operations of Lightsail, through boto3."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.lightsail.steps import (
    ABSENT,
    ADDRESS,
    NUMBER,
    operation,
    says_absent,
    says_invalid,
    types,
)


class TestGetOperation:
    def test_found(self, lightsail: Any) -> None:
        done = operation(lightsail.create_contact_method(protocol="Email", contactEndpoint=ADDRESS))

        assert lightsail.get_operation(operationId=done["id"])["operation"] == done

    def test_absent(self, lightsail: Any, email: Any) -> None:
        error = refused(lightsail.get_operation, operationId=ABSENT)

        assert says_absent(error, f"The Operation does not exist: {ABSENT}")

    def test_of_another_region(self, aws: Aws, lightsail: Any) -> None:
        elsewhere = aws.client("lightsail", "eu-west-1")
        done = operation(elsewhere.create_contact_method(protocol="Email", contactEndpoint=ADDRESS))

        assert says_absent(
            refused(lightsail.get_operation, operationId=done["id"]),
            f"The Operation does not exist: {done['id']}",
        )

    @pytest.mark.parametrize("blank", ["", "  \t"])
    def test_blank_id(self, lightsail: Any, blank: str) -> None:
        assert says_invalid(refused(lightsail.get_operation, operationId=blank), "'operationId'")


class TestGetOperations:
    def test_newest_first(self, lightsail: Any) -> None:
        lightsail.create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        lightsail.send_contact_method_verification(protocol="Email")
        lightsail.tag_resource(resourceName="Email", tags=[{"key": "a"}])
        lightsail.untag_resource(resourceName="Email", tagKeys=["a"])
        lightsail.delete_contact_method(protocol="Email")

        answer = lightsail.get_operations()
        assert types(answer) == [
            "DeleteContactMethod",
            "UntagResource",
            "TagResource",
            "SendContactMethodVerification",
            "CreateContactMethod",
        ]
        assert "nextPageToken" not in answer

    def test_none(self, lightsail: Any) -> None:
        assert lightsail.get_operations()["operations"] == []

    def test_reading_and_errors_leave_none(self, lightsail: Any) -> None:
        lightsail.get_contact_methods()
        refused(lightsail.delete_contact_method, protocol="Email")

        assert lightsail.get_operations()["operations"] == []

    def test_pages_of_200(self, lightsail: Any, email: Any) -> None:
        done = [
            operation(lightsail.untag_resource(resourceName="Email", tagKeys=["x"]))["id"]
            for _ in range(250)
        ]

        first = lightsail.get_operations()
        # What is done between two pages is on none of them.
        lightsail.untag_resource(resourceName="Email", tagKeys=["x"])
        second = lightsail.get_operations(pageToken=first["nextPageToken"])

        assert [each["id"] for each in first["operations"]] == done[:49:-1]
        assert [each["id"] for each in second["operations"][:-1]] == done[49::-1]
        assert second["operations"][-1]["operationType"] == "CreateContactMethod"
        assert "nextPageToken" not in second
        history = lightsail.get_operations_for_resource(resourceName="Email")
        assert len(history["operations"]) == 200
        rest = lightsail.get_operations_for_resource(
            resourceName="Email", pageToken=history["nextPageToken"]
        )
        assert len(rest["operations"]) == 52
        assert "nextPageToken" not in rest
        for foreign in (history["nextPageToken"], "nonsense", "", "é", "x" * 1_000_000):
            error = refused(lightsail.get_operations, pageToken=foreign)
            assert says_invalid(error, "Invalid pageToken")
        error = refused(
            lightsail.get_operations_for_resource,
            resourceName="Email",
            pageToken=first["nextPageToken"],
        )
        assert says_invalid(error, "Invalid pageToken")


class TestGetOperationsForResource:
    def test_only_this_resource_the_newest_first(self, lightsail: Any, email: Any) -> None:
        lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)
        lightsail.send_contact_method_verification(protocol="Email")

        answer = lightsail.get_operations_for_resource(resourceName="Email")
        assert types(answer) == ["SendContactMethodVerification", "CreateContactMethod"]
        assert "nextPageToken" not in answer
        assert "nextPageCount" not in answer

    def test_history_survives_the_resource(self, lightsail: Any, email: Any) -> None:
        lightsail.delete_contact_method(protocol="Email")

        answer = lightsail.get_operations_for_resource(resourceName="Email")
        assert types(answer) == ["DeleteContactMethod", "CreateContactMethod"]

    def test_nothing_ever_had_the_name(self, lightsail: Any, email: Any) -> None:
        for _ in range(2):  # asking does not make it known
            error = refused(lightsail.get_operations_for_resource, resourceName="SMS")
            assert says_absent(error, "The Resource does not exist: SMS")


class TestResourceNames:
    def test_dot_is_allowed(self, lightsail: Any) -> None:
        error = refused(lightsail.get_operations_for_resource, resourceName="my.resource")

        assert error["Error"]["Code"] == "NotFoundException"

    @pytest.mark.parametrize("name", ["x", "two words", "-ab", "ab-", "Émail"])
    def test_invalid(self, lightsail: Any, name: str) -> None:
        error = refused(lightsail.get_operations_for_resource, resourceName=name)

        assert says_invalid(
            error,
            f"{name} is not a valid resource name. Resource names must be at least 2 characters "
            "long and contain only alphanumerics, -, _, and .",
        )

    def test_invalid_beside_other_violations(self, lightsail: Any) -> None:
        error = refused(lightsail.tag_resource, resourceName="two words")

        assert says_invalid(error, "2 validation errors", "'resourceName'", "at 'tags'")
