"""What a code is sent from, of which End User Messaging SMS has none here."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import arn, conflict, not_found, send, validation


class TestIdentities:
    @pytest.mark.parametrize(
        ("kind", "name"),
        [
            ("phone-number", "+14255550123"),
            ("phone-number", "14255550123"),
            ("phone-number", "12345"),
            ("phone-number", "phone-0a1b"),
            ("phone-number", arn("phone-number/phone-0a1b")),
            ("pool", "pool-0a1b"),
            ("pool", arn("pool/pool-0a1b", account="999999999999")),
            ("rcs-agent", "rcs-0a1b"),
            ("rcs-agent", arn("rcs-agent/rcs-0a1b")),
            ("sender-id", "MyShop"),
            ("sender-id", arn("sender-id/MYSHOP/GB")),
        ],
    )
    def test_named_identity_is_not_found(
        self, aws: Aws, sms: Any, number_id: str, kind: str, name: str
    ) -> None:
        not_found(
            sms.send_destination_number_verification_code,
            kind,
            name,
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="TEXT",
            OriginationIdentity=name,
        )
        assert aws.outbox.messages() == []

    @pytest.mark.parametrize("name", ["mine", "pool-1", arn("configuration-set/mine")])
    def test_configuration_set_is_not_found_before_the_identity(
        self, aws: Aws, sms: Any, number_id: str, name: str
    ) -> None:
        not_found(
            sms.send_destination_number_verification_code,
            "configuration-set",
            name,
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="TEXT",
            OriginationIdentity="MyShop",
            ConfigurationSetName=name,
        )
        assert aws.outbox.messages() == []

    @pytest.mark.parametrize(
        ("field", "member", "name"),
        [
            ("originationIdentity", "OriginationIdentity", arn("configuration-set/mine")),
            ("originationIdentity", "OriginationIdentity", "arn:aws:sns:us-east-1:1:topic"),
            ("configurationSetName", "ConfigurationSetName", arn("pool/pool-1")),
        ],
    )
    def test_arn_of_something_else(
        self, sms: Any, number_id: str, field: str, member: str, name: str
    ) -> None:
        validation(
            sms.send_destination_number_verification_code,
            "INVALID_ARN",
            field,
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="TEXT",
            **{member: name},
        )

    @pytest.mark.parametrize(("channel", "sender"), [("TEXT", "MyShop"), ("VOICE", "AWS")])
    @pytest.mark.parametrize("name", ["mine", arn("configuration-set/mine")])
    def test_default_sender_id_of_the_configuration_set(
        self, aws: Aws, sms: Any, number_id: str, channel: str, sender: str, name: str
    ) -> None:
        sms.create_configuration_set(ConfigurationSetName="mine")
        sms.set_default_sender_id(ConfigurationSetName="mine", SenderId="MyShop")

        send(sms, number_id, channel, ConfigurationSetName=name)

        assert aws.outbox.latest().sender == sender

    def test_configuration_set_without_a_default(self, aws: Aws, sms: Any, number_id: str) -> None:
        sms.create_configuration_set(ConfigurationSetName="mine")
        with aws.settings(sms_voice_assume_identity=False):
            conflict(
                sms.send_destination_number_verification_code,
                "NO_ORIGINATION_IDENTITIES_FOUND",
                "123456789012",
                "account",
                VerifiedDestinationNumberId=number_id,
                VerificationChannel="TEXT",
                ConfigurationSetName="mine",
            )

        assert aws.outbox.messages() == []

    def test_nothing_to_send_from(self, aws: Aws, sms: Any, number_id: str) -> None:
        with aws.settings(sms_voice_assume_identity=False):
            conflict(
                sms.send_destination_number_verification_code,
                "NO_ORIGINATION_IDENTITIES_FOUND",
                "123456789012",
                "account",
                VerifiedDestinationNumberId=number_id,
                VerificationChannel="TEXT",
            )

        assert aws.outbox.messages() == []
