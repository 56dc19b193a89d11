"""Activation codes of contact channels: sent, read, typed back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused, wrong
from tests.services.ssmcontacts.steps import (
    ABSENT_CHANNEL,
    MAIL,
    PHONE,
    activate,
    activation,
    add_channel,
    assert_absent,
    assert_quota,
    assert_wrong_code,
)


class TestSend:
    def test_code_replaces_the_one_before(self, aws: Aws, ssm: Any, channel: str) -> None:
        old = aws.outbox.latest(to=MAIL)
        ssm.send_activation_code(ContactChannelId=channel)

        new = aws.outbox.latest(to=MAIL)
        assert (new.operation, new.state) == ("SendActivationCode", "pending")
        assert (old.refresh().state, old.refresh().superseded_by) == ("superseded", new.id)
        assert_wrong_code(ssm, channel, old.code)
        activate(ssm, channel, new.code)
        assert activation(ssm, channel) == "ACTIVATED"

    def test_activated_channel_stays_so(self, aws: Aws, ssm: Any, channel: str) -> None:
        old = aws.outbox.code(to=MAIL)
        activate(ssm, channel, old)
        ssm.send_activation_code(ContactChannelId=channel)

        assert activation(ssm, channel) == "ACTIVATED"
        assert_wrong_code(ssm, channel, old)
        assert activation(ssm, channel) == "ACTIVATED"

    def test_no_limit_by_default(self, aws: Aws, ssm: Any, channel: str) -> None:
        for _ in range(20):
            ssm.send_activation_code(ContactChannelId=channel)

        assert len(aws.outbox.messages()) == 21

    def test_quota_counts_the_code_of_the_creation(self, aws: Aws, ssm: Any, channel: str) -> None:
        with aws.settings(ssm_contacts_codes_per_channel=2):
            ssm.send_activation_code(ContactChannelId=channel)
            error = refused(ssm.send_activation_code, ContactChannelId=channel)

        assert_quota(error, "L-00000000", channel, "CONTACT_CHANNEL")
        assert len(aws.outbox.messages()) == 2
        activate(ssm, channel, aws.outbox.code(to=MAIL))

    def test_absent(self, ssm: Any, zoe: str) -> None:
        assert_absent(
            refused(ssm.send_activation_code, ContactChannelId=ABSENT_CHANNEL),
            ABSENT_CHANNEL,
            "CONTACT_CHANNEL",
        )


class TestActivate:
    def test_wrong_codes_are_not_limited(self, aws: Aws, ssm: Any, channel: str) -> None:
        code = aws.outbox.code(to=MAIL)
        for _ in range(12):
            assert_wrong_code(ssm, channel, wrong(code))

        assert activation(ssm, channel) == "NOT_ACTIVATED"
        assert aws.outbox.latest(to=MAIL).attempts == 12
        activate(ssm, channel, code)
        assert activation(ssm, channel) == "ACTIVATED"
        assert aws.outbox.latest(to=MAIL).state == "verified"

    def test_twice(self, aws: Aws, ssm: Any, channel: str) -> None:
        code = aws.outbox.code(to=MAIL)
        activate(ssm, channel, code)
        activate(ssm, channel, code)

        assert activation(ssm, channel) == "ACTIVATED"

    def test_code_of_another_channel(self, aws: Aws, ssm: Any, zoe: str, channel: str) -> None:
        other = add_channel(ssm, zoe, "sms", "SMS")

        assert_wrong_code(ssm, channel, aws.outbox.code(to=PHONE))
        assert activation(ssm, other) == activation(ssm, channel) == "NOT_ACTIVATED"

    def test_code_never_expires_by_default(self, aws: Aws, ssm: Any, channel: str) -> None:
        assert aws.outbox.latest(to=MAIL).expires_at is None
        aws.clock.advance(weeks=520)

        activate(ssm, channel, aws.outbox.code(to=MAIL))
        assert activation(ssm, channel) == "ACTIVATED"

    def test_life_time_is_a_setting(self, aws: Aws, ssm: Any, zoe: str) -> None:
        with aws.settings(ssm_contacts_code_hours=1):
            late, early = add_channel(ssm, zoe, "late"), add_channel(ssm, zoe, "early", "SMS")
        aws.clock.advance(minutes=59)
        activate(ssm, early, aws.outbox.code(to=PHONE))
        aws.clock.advance(minutes=2)

        assert_wrong_code(ssm, late, aws.outbox.code(to=MAIL))
        assert activation(ssm, early) == "ACTIVATED"
        assert activation(ssm, late) == "NOT_ACTIVATED"
        assert aws.outbox.latest(to=MAIL).state == "expired"

    @pytest.mark.parametrize("code", ["12345", "12345678901", "12345a", "\u0661" * 6])
    def test_what_is_no_code(self, ssm: Any, channel: str, code: str) -> None:
        error = refused(ssm.activate_contact_channel, ContactChannelId=channel, ActivationCode=code)

        assert "activationCode" in {each["Name"] for each in error["Fields"]}
        assert activation(ssm, channel) == "NOT_ACTIVATED"

    def test_absent(self, ssm: Any, zoe: str) -> None:
        error = refused(
            ssm.activate_contact_channel, ContactChannelId=ABSENT_CHANNEL, ActivationCode="123456"
        )

        assert_absent(error, ABSENT_CHANNEL, "CONTACT_CHANNEL")


class TestDeactivate:
    def test_and_back_with_the_same_code(self, aws: Aws, ssm: Any, channel: str) -> None:
        code = aws.outbox.code(to=MAIL)
        activate(ssm, channel, code)
        ssm.deactivate_contact_channel(ContactChannelId=channel)

        assert activation(ssm, channel) == "NOT_ACTIVATED"
        assert len(aws.outbox.messages()) == 1
        activate(ssm, channel, code)
        assert activation(ssm, channel) == "ACTIVATED"

    def test_inactive_one(self, ssm: Any, channel: str) -> None:
        ssm.deactivate_contact_channel(ContactChannelId=channel)

        assert activation(ssm, channel) == "NOT_ACTIVATED"

    def test_absent(self, ssm: Any, zoe: str) -> None:
        assert_absent(
            refused(ssm.deactivate_contact_channel, ContactChannelId=ABSENT_CHANNEL),
            ABSENT_CHANNEL,
            "CONTACT_CHANNEL",
        )
