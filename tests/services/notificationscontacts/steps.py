"""What the tests of User Notifications Contacts share."""

from __future__ import annotations

from typing import Any

from tests.harness import status

ABSENT = "arn:aws:notifications-contacts::123456789012:emailcontact/a01jjz5n8e8557aswvm1fv4wqrf"
ADDRESS = "ops@example.com"


def contact_status(contacts: Any, arn: str) -> str:
    found: str = contacts.get_email_contact(arn=arn)["emailContact"]["status"]
    return found


def says_invalid(error: dict[str, Any], field: str | None = None) -> bool:
    """Whether this is a ValidationException, for this field alone or for no field."""
    fields = [each["name"] for each in error.get("fieldList", [])]
    reason = "other" if field is None else "fieldValidationFailed"
    return (
        error["Error"]["Code"] == "ValidationException"
        and status(error) == 400
        and error["reason"] == reason
        and set(fields) == {field} - {None}
    )


def says_conflict(error: dict[str, Any], resource_id: str) -> bool:
    return (
        error["Error"]["Code"] == "ConflictException"
        and status(error) == 409
        and (error["resourceId"], error["resourceType"]) == (resource_id, "emailcontact")
    )


def says_absent(error: dict[str, Any], arn: str = ABSENT) -> bool:
    return (
        error["Error"]["Code"] == "ResourceNotFoundException"
        and status(error) == 404
        and (error["resourceId"], error["resourceType"]) == (arn, "emailcontact")
    )
