"""Policies of contacts of Incident Manager, through boto3."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import refused
from tests.services.ssmcontacts.steps import (
    ABSENT,
    ABSENT_CHANNEL,
    assert_absent,
    assert_invalid,
    assert_violations,
)


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
