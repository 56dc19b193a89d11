"""What every operation of Incident Manager's contacts asks of an account."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    ABSENT,
    ABSENT_CHANNEL,
    assert_invalid,
    preview,
)


class TestOnboarding:
    @pytest.mark.parametrize(
        ("operation", "members"),
        [
            ("list_contacts", {}),
            ("get_contact", {"ContactId": ABSENT}),
            ("list_rotations", {}),
            ("list_preview_rotation_shifts", preview("zoe")),
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
