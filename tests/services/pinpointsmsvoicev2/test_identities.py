"""What a code is sent from."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    NUMBER,
    arn,
    conflict,
    create,
    described_phone,
    not_found,
    phone,
    pool,
    send,
    sender_id,
    transition,
    validation,
)

BRITISH = "+447700900123"


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
        self, aws: Aws, sms: Any, channel: str, sender: str, name: str
    ) -> None:
        sms.create_configuration_set(ConfigurationSetName="mine")
        sms.set_default_sender_id(ConfigurationSetName="mine", SenderId="MyShop")

        send(sms, create(sms, BRITISH), channel, ConfigurationSetName=name)

        assert aws.outbox.latest().sender == sender

    @pytest.mark.parametrize("to", [NUMBER, "+6581234567"])
    def test_default_sender_id_where_there_are_none(self, aws: Aws, sms: Any, to: str) -> None:
        sms.create_configuration_set(ConfigurationSetName="mine")
        sms.set_default_sender_id(ConfigurationSetName="mine", SenderId="MyShop")

        send(sms, create(sms, to), ConfigurationSetName="mine")

        assert aws.outbox.latest().sender == "AWS"

    @pytest.mark.parametrize("named", [True, False])
    def test_default_type_is_none_of_codes(
        self, aws: Aws, sms: Any, number_id: str, named: bool
    ) -> None:
        own = phone(sms)
        sms.create_configuration_set(ConfigurationSetName="mine")
        sms.set_default_message_type(ConfigurationSetName="mine", MessageType="PROMOTIONAL")

        origin = {"OriginationIdentity": own} if named else {}
        send(sms, number_id, ConfigurationSetName="mine", **origin)

        message = aws.outbox.latest()
        assert message.sender == described_phone(sms, own)["PhoneNumber"]
        assert message.facts["message_type"] == "TRANSACTIONAL"

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


class TestNamedIdentities:
    """Numbers, sender IDs and pools that there are; each is checked before a code is sent."""

    @pytest.mark.parametrize("form", ["{id}", "{arn}", "{number}", "{digits}"])
    def test_number_by_any_of_its_names(
        self, aws: Aws, sms: Any, number_id: str, form: str
    ) -> None:
        own = described_phone(sms, phone(sms))
        name = form.format(
            id=own["PhoneNumberId"],
            arn=own["PhoneNumberArn"],
            number=own["PhoneNumber"],
            digits=own["PhoneNumber"][1:],
        )

        send(sms, number_id, OriginationIdentity=name)

        assert aws.outbox.latest().sender == own["PhoneNumber"]

    @pytest.mark.parametrize("name", ["myshop", "MyShop", arn("sender-id/MYSHOP/GB")])
    def test_sender_id_of_the_destinations_country(self, aws: Aws, sms: Any, name: str) -> None:
        sender_id(sms, country="DE")
        sender_id(sms)

        send(sms, create(sms, BRITISH), OriginationIdentity=name)

        assert aws.outbox.latest().sender == "MYSHOP"

    @pytest.mark.parametrize(
        ("country", "change"),
        [("GB", {}), ("CA", {}), ("US", {"NumberType": "SIMULATOR"})],
    )
    def test_number_that_does_not_reach_the_country(
        self, aws: Aws, sms: Any, number_id: str, country: str, change: dict[str, Any]
    ) -> None:
        validation(
            sms.send_destination_number_verification_code,
            "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY",
            "originationIdentity",
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="TEXT",
            OriginationIdentity=phone(sms, country, **change),
        )
        assert aws.outbox.messages() == []

    def test_number_that_reaches_every_country(self, aws: Aws, sms: Any) -> None:
        own = phone(sms, InternationalSendingEnabled=True)

        send(sms, create(sms, BRITISH), OriginationIdentity=own)

        assert aws.outbox.latest().sender == described_phone(sms, own)["PhoneNumber"]

    @pytest.mark.parametrize(
        ("to", "reason"),
        [
            (NUMBER, "SENDER_ID_NOT_SUPPORTED"),
            ("+17875550123", "SENDER_ID_NOT_SUPPORTED"),
            ("+6581234567", "SENDER_ID_NOT_REGISTERED"),
            ("+4915123456789", "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY"),
        ],
    )
    def test_sender_id_of_another_country(self, aws: Aws, sms: Any, to: str, reason: str) -> None:
        sender_id(sms)
        validation(
            sms.send_destination_number_verification_code,
            reason,
            "originationIdentity",
            VerifiedDestinationNumberId=create(sms, to),
            VerificationChannel="TEXT",
            OriginationIdentity="MyShop",
        )
        assert aws.outbox.messages() == []

    def test_nobody_speaks_from_what_only_writes(self, aws: Aws, sms: Any, number_id: str) -> None:
        sender_id(sms)
        for identity in (phone(sms, NumberCapabilities=["SMS"]), "MyShop"):
            validation(
                sms.send_destination_number_verification_code,
                "VOICE_CAPABILITY_NOT_AVAILABLE",
                "originationIdentity",
                VerifiedDestinationNumberId=number_id,
                VerificationChannel="VOICE",
                OriginationIdentity=identity,
            )
        assert aws.outbox.messages() == []

    def test_nobody_writes_from_what_only_speaks(self, aws: Aws, sms: Any, number_id: str) -> None:
        own = phone(sms, NumberCapabilities=["VOICE"])
        conflict(
            sms.send_destination_number_verification_code,
            "NUMBER_CAPABILITIES_MISMATCH",
            own,
            "phone-number",
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="TEXT",
            OriginationIdentity=own,
        )
        assert aws.outbox.messages() == []

    @pytest.mark.parametrize(
        ("number_type", "reason"),
        [("TOLL_FREE", "REGISTRATION_NOT_COMPLETE"), ("LONG_CODE", "RESOURCE_NOT_ACTIVE")],
    )
    def test_number_that_is_not_active(
        self, aws: Aws, sms: Any, number_id: str, number_type: str, reason: str
    ) -> None:
        with transition(aws, "phone_number", progression="time", seconds=60):
            own = phone(sms, NumberType=number_type)
        conflict(
            sms.send_destination_number_verification_code,
            reason,
            own,
            "phone-number",
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="TEXT",
            OriginationIdentity=own,
        )
        assert aws.outbox.messages() == []

    def test_pool_sends_from_a_member_that_can(self, aws: Aws, sms: Any, number_id: str) -> None:
        sender_id(sms)
        pool_id = pool(sms, "MyShop", "GB")
        own = phone(sms, PoolId=pool_id)

        for channel in ("TEXT", "VOICE"):
            send(sms, number_id, channel, OriginationIdentity=pool_id)
            assert aws.outbox.latest().sender == described_phone(sms, own)["PhoneNumber"]
        send(sms, create(sms, BRITISH), OriginationIdentity=arn(f"pool/{pool_id}"))
        assert aws.outbox.latest().sender == "MYSHOP"

    def test_pool_without_such_a_member(self, aws: Aws, sms: Any, number_id: str) -> None:
        pool_id = pool(sms, phone(sms, "GB"), "GB")
        conflict(
            sms.send_destination_number_verification_code,
            "NO_ORIGINATION_IDENTITIES_FOUND",
            pool_id,
            "pool",
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="TEXT",
            OriginationIdentity=pool_id,
        )
        assert aws.outbox.messages() == []

    def test_pool_in_creation(self, aws: Aws, sms: Any, number_id: str) -> None:
        with transition(aws, "pool", progression="time", seconds=60):
            pool_id = pool(sms, phone(sms))
        conflict(
            sms.send_destination_number_verification_code,
            "RESOURCE_NOT_ACTIVE",
            pool_id,
            "pool",
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="TEXT",
            OriginationIdentity=pool_id,
        )
        assert aws.outbox.messages() == []


class TestOwnIdentities:
    """What the account has itself sends where the request names nothing."""

    def test_number_comes_before_what_is_assumed(self, aws: Aws, sms: Any, number_id: str) -> None:
        phone(sms, "GB")
        own = described_phone(sms, phone(sms))["PhoneNumber"]
        for assume in (True, False):
            with aws.settings(sms_voice_assume_identity=assume):
                send(sms, number_id)
            assert aws.outbox.latest().sender == own

    def test_sender_id_writes_where_no_number_does(self, aws: Aws, sms: Any) -> None:
        sender_id(sms)
        phone(sms)
        british = create(sms, BRITISH)

        send(sms, british)
        assert aws.outbox.latest().sender == "MYSHOP"
        send(sms, british, "VOICE")
        assert aws.outbox.latest().sender == "AWS"

    def test_default_of_the_configuration_set_comes_last(self, aws: Aws, sms: Any) -> None:
        own = described_phone(sms, phone(sms, "GB"))["PhoneNumber"]
        sms.create_configuration_set(ConfigurationSetName="mine")
        sms.set_default_sender_id(ConfigurationSetName="mine", SenderId="MyShop")

        send(sms, create(sms, BRITISH), ConfigurationSetName="mine")

        assert aws.outbox.latest().sender == own


class TestOptOuts:
    """Who has opted out of a list gets no code from whatever keeps to it."""

    def refuse(self, aws: Aws, sms: Any, to: str = NUMBER, **members: Any) -> None:
        before = aws.outbox.messages()
        conflict(
            sms.send_destination_number_verification_code,
            "DESTINATION_PHONE_NUMBER_OPTED_OUT",
            to,
            "phone-number",
            VerificationChannel="TEXT",
            **members,
        )
        assert aws.outbox.messages() == before

    def test_default_list_is_that_of_what_has_none(
        self, aws: Aws, sms: Any, number_id: str
    ) -> None:
        sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=NUMBER)
        sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=BRITISH)
        sms.create_configuration_set(ConfigurationSetName="mine")
        sms.set_default_sender_id(ConfigurationSetName="mine", SenderId="MyShop")
        sender_id(sms)

        self.refuse(aws, sms, VerifiedDestinationNumberId=number_id)
        self.refuse(aws, sms, VerifiedDestinationNumberId=number_id, ConfigurationSetName="mine")
        british = create(sms, BRITISH)
        self.refuse(
            aws, sms, BRITISH, VerifiedDestinationNumberId=british, OriginationIdentity="MyShop"
        )
        sms.delete_opted_out_number(OptOutListName="Default", OptedOutNumber=NUMBER)
        send(sms, number_id)

    def test_list_of_the_number(self, aws: Aws, sms: Any, number_id: str) -> None:
        sms.create_opt_out_list(OptOutListName="shop")
        sms.put_opted_out_number(OptOutListName="shop", OptedOutNumber=NUMBER)
        strict, free = phone(sms, OptOutListName="shop"), phone(sms)

        self.refuse(aws, sms, VerifiedDestinationNumberId=number_id, OriginationIdentity=strict)
        send(sms, number_id, OriginationIdentity=free)

    def test_list_of_the_pool_counts_for_all_that_is_in_it(self, aws: Aws, sms: Any) -> None:
        sms.create_opt_out_list(OptOutListName="shop")
        sms.put_opted_out_number(OptOutListName="shop", OptedOutNumber=BRITISH)
        sender_id(sms)
        pool_id, british = pool(sms, "MyShop", "GB"), create(sms, BRITISH)
        sms.update_pool(PoolId=pool_id, OptOutListName="shop")

        self.refuse(
            aws, sms, BRITISH, VerifiedDestinationNumberId=british, OriginationIdentity=pool_id
        )
        send(sms, british, OriginationIdentity="MyShop")

    def test_who_manages_opt_outs_alone_is_kept_from_nothing(
        self, aws: Aws, sms: Any, number_id: str
    ) -> None:
        sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=NUMBER)
        own = phone(sms)
        sms.update_phone_number(
            PhoneNumberId=own,
            TwoWayEnabled=True,
            TwoWayChannelArn="arn:aws:sns:us-east-1:123456789012:answers",
            SelfManagedOptOutsEnabled=True,
        )

        send(sms, number_id, OriginationIdentity=own)

        assert aws.outbox.latest().sender == described_phone(sms, own)["PhoneNumber"]
