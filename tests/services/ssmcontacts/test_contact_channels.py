"""Contact channels of Incident Manager, through boto3."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    ABSENT,
    ABSENT_CHANNEL,
    ADDRESSES,
    HEAD,
    MAIL,
    PHONE,
    activate,
    activation,
    add_channel,
    assert_absent,
    assert_conflict,
    assert_invalid,
    assert_violations,
    assert_wrong_code,
    channel_request,
    create,
    names,
)


class TestCreate:
    def test_channel_is_there_and_not_activated(self, ssm: Any, zoe: str) -> None:
        arn = add_channel(ssm, zoe, DeferActivation=True)

        channel = ssm.get_contact_channel(ContactChannelId=arn)
        del channel["ResponseMetadata"]
        assert re.fullmatch(
            f"{HEAD}:contact-channel/zoe/[0-9a-f]{{8}}(-[0-9a-f]{{4,12}}){{4}}", arn
        )
        assert channel == {
            "ContactChannelArn": arn,
            "ContactArn": zoe,
            "Name": "mail",
            "Type": "EMAIL",
            "DeliveryAddress": {"SimpleAddress": MAIL},
            "ActivationStatus": "NOT_ACTIVATED",
        }

    def test_deferred_activation_sends_nothing(self, aws: Aws, ssm: Any, zoe: str) -> None:
        arn = add_channel(ssm, zoe, DeferActivation=True)

        assert aws.outbox.messages() == []
        assert_wrong_code(ssm, arn, "123456")
        assert activation(ssm, arn) == "NOT_ACTIVATED"

    @pytest.mark.parametrize("defer", [{}, {"DeferActivation": False}])
    def test_else_a_code_is_sent_at_once(self, aws: Aws, ssm: Any, zoe: str, defer: Any) -> None:
        arn = add_channel(ssm, zoe, **defer)

        (message,) = aws.outbox.messages()
        assert (message.service, message.operation) == ("ssm-contacts", "CreateContactChannel")
        assert (message.account, message.region) == ("123456789012", "us-east-1")
        assert (message.resource_arn, message.to) == (arn, MAIL)
        activate(ssm, arn, message.code)
        assert activation(ssm, arn) == "ACTIVATED"

    @pytest.mark.parametrize("kind", ["SMS", "VOICE", "EMAIL"])
    def test_message_goes_out_on_the_channel(self, aws: Aws, ssm: Any, zoe: str, kind: str) -> None:
        add_channel(ssm, zoe, "it", kind)

        message = aws.outbox.latest(to=ADDRESSES[kind])
        assert message.channel == kind
        assert re.fullmatch("[0-9]{6}", message.code or "")
        written = ", ".join(message.code or "") if kind == "VOICE" else message.code
        assert f" {written}." in message.body
        assert bool(message.subject) == (kind == "EMAIL")

    @pytest.mark.parametrize(
        ("kind", "address"),
        [
            ("SMS", "5550100"),
            ("SMS", "+0555010"),
            ("SMS", "+1"),
            ("SMS", "+1234567890123456"),
            ("SMS", "+1 555 0100"),
            ("SMS", "+1\u0665\u0665"),
            ("SMS", PHONE + "\n"),
            ("VOICE", MAIL),
            ("EMAIL", PHONE),
            ("EMAIL", "zoe"),
            ("EMAIL", "@example.com"),
            ("EMAIL", "zoe@example"),
            ("EMAIL", "zoe@example."),
            ("EMAIL", "zoe@two@example.com"),
            ("EMAIL", "zoe smith@example.com"),
        ],
    )
    def test_address_that_does_not_fit(
        self, aws: Aws, ssm: Any, zoe: str, kind: str, address: str
    ) -> None:
        error = refused(
            ssm.create_contact_channel,
            **channel_request(zoe, "it", kind, DeliveryAddress={"SimpleAddress": address}),
        )

        assert_invalid(
            error, f"Invalid delivery address for channel type {kind}", "DeliveryAddress"
        )
        assert names(ssm, zoe) == []
        assert aws.outbox.messages() == []

    def test_no_address(self, ssm: Any, zoe: str) -> None:
        error = refused(ssm.create_contact_channel, **channel_request(zoe, DeliveryAddress={}))

        assert_invalid(error, "Invalid delivery address for channel type EMAIL", "DeliveryAddress")
        assert names(ssm, zoe) == []

    @pytest.mark.parametrize("kind", ["ESCALATION", "ONCALL_SCHEDULE"])
    def test_only_people_have_channels(self, ssm: Any, kind: str) -> None:
        team = create(ssm, "team", Type=kind)

        error = refused(ssm.create_contact_channel, **channel_request(team))
        assert_invalid(error, "Contact channels can only be added to PERSONAL contacts")
        assert names(ssm, team) == []

    @pytest.mark.parametrize(
        "owner", [ABSENT, "arn:aws:ssm-contacts:eu-west-1:123456789012:contact/zoe"]
    )
    def test_absent_contact_is_a_bad_value(self, aws: Aws, ssm: Any, zoe: str, owner: str) -> None:
        error = refused(ssm.create_contact_channel, **channel_request(owner))

        assert_invalid(error, f"{owner} does not exist")
        assert aws.outbox.messages() == []

    def test_name_is_unique_in_the_contact(self, aws: Aws, ssm: Any, zoe: str) -> None:
        first = add_channel(ssm, zoe, DeferActivation=True)
        error = refused(ssm.create_contact_channel, **channel_request(zoe, kind="SMS"))

        assert_conflict(error, first, "CONTACT_CHANNEL")
        assert names(ssm, zoe) == ["mail"]
        assert aws.outbox.messages() == []

    def test_other_contacts_may_have_the_name_and_channels_the_address(
        self, ssm: Any, zoe: str
    ) -> None:
        ann = create(ssm, "ann")
        for contact, name in ((zoe, "one"), (zoe, "two"), (ann, "one")):
            add_channel(ssm, contact, name)

        assert (names(ssm, zoe), names(ssm, ann)) == (["one", "two"], ["one"])

    def test_every_violation_is_told(self, ssm: Any, zoe: str) -> None:
        error = refused(
            ssm.create_contact_channel,
            ContactId=zoe,
            Name="a@b",
            Type="FAX",
            DeliveryAddress={"SimpleAddress": "x" * 321},
            DeferActivation="yes",
        )

        assert_violations(error, "name", "type", "deliveryAddress.simpleAddress", "deferActivation")
        assert names(ssm, zoe) == []

    def test_fixed_code_that_cannot_be_changes_nothing(self, aws: Aws, ssm: Any, zoe: str) -> None:
        with aws.settings(code="abcdefg"):
            error = refused(ssm.create_contact_channel, **channel_request(zoe))

        assert_invalid(error, "The fixed code 'abcdefg' is not 6 digits.")
        assert names(ssm, zoe) == []

    def test_codes_keep_their_zeros(self, aws: Aws, ssm: Any, zoe: str) -> None:
        with aws.settings(code="000042"):
            arn = add_channel(ssm, zoe)

        activate(ssm, arn, "000042")
        assert activation(ssm, arn) == "ACTIVATED"


class TestIdempotency:
    def test_token_of_before_sends_nothing_again(self, aws: Aws, ssm: Any, zoe: str) -> None:
        first = add_channel(ssm, zoe, IdempotencyToken="t")

        assert add_channel(ssm, zoe, IdempotencyToken="t") == first
        assert names(ssm, zoe) == ["mail"]
        assert len(aws.outbox.messages()) == 1

    @pytest.mark.parametrize(
        "other",
        [
            {"Name": "other"},
            {"ContactId": ABSENT},
            {"Type": "SMS"},
            {"DeliveryAddress": {"SimpleAddress": "x@example.com"}},
            {"DeferActivation": True},
        ],
    )
    def test_token_of_another_request(self, ssm: Any, zoe: str, other: Any) -> None:
        first = channel_request(zoe, IdempotencyToken="t")
        ssm.create_contact_channel(**first)

        assert_invalid(
            refused(ssm.create_contact_channel, **{**first, **other}),
            "IdempotencyToken was used with different parameters",
        )
        assert names(ssm, zoe) == ["mail"]

    def test_contacts_and_channels_do_not_share_tokens(self, ssm: Any) -> None:
        created = ssm.create_contact(Alias="zoe", Type="PERSONAL", Plan={}, IdempotencyToken="t")
        add_channel(ssm, created["ContactArn"], IdempotencyToken="t")

        assert names(ssm, created["ContactArn"]) == ["mail"]


class TestUpdate:
    @pytest.fixture
    def activated(self, aws: Aws, ssm: Any, channel: str) -> str:
        activate(ssm, channel, aws.outbox.code(to=MAIL))
        return channel

    def test_another_address_has_to_be_activated_anew(
        self, aws: Aws, ssm: Any, activated: str
    ) -> None:
        old = aws.outbox.code(to=MAIL)
        ssm.update_contact_channel(
            ContactChannelId=activated, DeliveryAddress={"SimpleAddress": "new@example.com"}
        )

        channel = ssm.get_contact_channel(ContactChannelId=activated)
        assert channel["DeliveryAddress"] == {"SimpleAddress": "new@example.com"}
        assert channel["ActivationStatus"] == "NOT_ACTIVATED"
        assert channel["Name"] == "mail"
        assert len(aws.outbox.messages()) == 1
        assert_wrong_code(ssm, activated, old)
        ssm.send_activation_code(ContactChannelId=activated)
        activate(ssm, activated, aws.outbox.code(to="new@example.com"))
        assert activation(ssm, activated) == "ACTIVATED"

    def test_code_on_its_way_to_the_old_address_is_revoked(
        self, aws: Aws, ssm: Any, channel: str
    ) -> None:
        ssm.update_contact_channel(
            ContactChannelId=channel, DeliveryAddress={"SimpleAddress": "new@example.com"}
        )
        ssm.send_activation_code(ContactChannelId=channel)

        assert aws.outbox.latest(to=MAIL).state == "revoked"

    def test_address_of_a_channel_without_a_code(self, ssm: Any, zoe: str) -> None:
        arn = add_channel(ssm, zoe, "sms", "SMS", DeferActivation=True)
        ssm.update_contact_channel(
            ContactChannelId=arn, DeliveryAddress={"SimpleAddress": "+15550199"}
        )

        channel = ssm.get_contact_channel(ContactChannelId=arn)
        assert channel["DeliveryAddress"] == {"SimpleAddress": "+15550199"}

    def test_same_address_and_new_name_keep_the_state(self, ssm: Any, activated: str) -> None:
        ssm.update_contact_channel(
            ContactChannelId=activated, Name="post", DeliveryAddress={"SimpleAddress": MAIL}
        )

        channel = ssm.get_contact_channel(ContactChannelId=activated)
        assert (channel["Name"], channel["ActivationStatus"]) == ("post", "ACTIVATED")

    def test_own_name_is_no_conflict(self, ssm: Any, activated: str) -> None:
        ssm.update_contact_channel(ContactChannelId=activated, Name="mail")

        assert activation(ssm, activated) == "ACTIVATED"

    def test_name_of_another_changes_nothing(self, ssm: Any, zoe: str, activated: str) -> None:
        other = add_channel(ssm, zoe, "other")
        error = refused(
            ssm.update_contact_channel,
            ContactChannelId=activated,
            Name="other",
            DeliveryAddress={"SimpleAddress": "new@example.com"},
        )

        assert_conflict(error, other, "CONTACT_CHANNEL")
        channel = ssm.get_contact_channel(ContactChannelId=activated)
        assert channel["DeliveryAddress"] == {"SimpleAddress": MAIL}
        assert (channel["Name"], channel["ActivationStatus"]) == ("mail", "ACTIVATED")

    @pytest.mark.parametrize("address", [{}, {"SimpleAddress": PHONE}])
    def test_address_must_fit_the_type(self, ssm: Any, activated: str, address: Any) -> None:
        error = refused(
            ssm.update_contact_channel,
            ContactChannelId=activated,
            Name="post",
            DeliveryAddress=address,
        )

        assert_invalid(error, "Invalid delivery address for channel type EMAIL", "DeliveryAddress")
        channel = ssm.get_contact_channel(ContactChannelId=activated)
        assert (channel["Name"], channel["ActivationStatus"]) == ("mail", "ACTIVATED")

    def test_absent(self, ssm: Any, zoe: str) -> None:
        assert_absent(
            refused(ssm.update_contact_channel, ContactChannelId=ABSENT_CHANNEL, Name="x"),
            ABSENT_CHANNEL,
            "CONTACT_CHANNEL",
        )


class TestDelete:
    def test_channel_goes_and_its_name_is_free(self, aws: Aws, ssm: Any, zoe: str) -> None:
        first = add_channel(ssm, zoe)
        ssm.delete_contact_channel(ContactChannelId=first)

        assert_absent(
            refused(ssm.get_contact_channel, ContactChannelId=first), first, "CONTACT_CHANNEL"
        )
        assert names(ssm, zoe) == []
        assert aws.outbox.latest(to=MAIL).state == "revoked"
        assert add_channel(ssm, zoe) != first

    def test_plans_keep_its_arn(self, ssm: Any, zoe: str, channel: str) -> None:
        target = {"ChannelTargetInfo": {"ContactChannelId": channel}}
        plan = {"Stages": [{"DurationInMinutes": 1, "Targets": [target]}]}
        ssm.update_contact(ContactId=zoe, Plan=plan)
        ssm.delete_contact_channel(ContactChannelId=channel)

        assert ssm.get_contact(ContactId=zoe)["Plan"] == plan

    def test_twice(self, ssm: Any, channel: str) -> None:
        ssm.delete_contact_channel(ContactChannelId=channel)

        assert_absent(
            refused(ssm.delete_contact_channel, ContactChannelId=channel),
            channel,
            "CONTACT_CHANNEL",
        )


class TestList:
    def test_in_the_order_of_creation(self, ssm: Any, zoe: str) -> None:
        for name in ("zz", "aa", "mm"):
            add_channel(ssm, zoe, name)

        found = ssm.list_contact_channels(ContactId=zoe)
        assert [each["Name"] for each in found["ContactChannels"]] == ["zz", "aa", "mm"]
        assert "NextToken" not in found
        first = ssm.get_contact_channel(
            ContactChannelId=found["ContactChannels"][0]["ContactChannelArn"]
        )
        del first["ResponseMetadata"]
        assert found["ContactChannels"][0] == first

    def test_pages(self, ssm: Any, zoe: str) -> None:
        for name in ("zz", "aa", "mm"):
            add_channel(ssm, zoe, name)
        pages = ssm.get_paginator("list_contact_channels").paginate(
            ContactId=zoe, PaginationConfig={"PageSize": 2}
        )

        assert [[each["Name"] for each in page["ContactChannels"]] for page in pages] == [
            ["zz", "aa"],
            ["mm"],
        ]

    def test_zero_is_the_default_size(self, ssm: Any, zoe: str) -> None:
        for number in range(101):
            add_channel(ssm, zoe, str(number), DeferActivation=True)

        for size in ({"MaxResults": 0}, {}):
            found = ssm.list_contact_channels(ContactId=zoe, **size)
            assert len(found["ContactChannels"]) == 100
            assert names(ssm, zoe, NextToken=found["NextToken"], **size) == ["100"]

    def test_token_of_another_contact(self, ssm: Any, zoe: str) -> None:
        ann = create(ssm, "ann")
        for contact in (zoe, ann):
            add_channel(ssm, contact, "one")
            add_channel(ssm, contact, "two")
        token = ssm.list_contact_channels(ContactId=zoe, MaxResults=1)["NextToken"]

        error = refused(ssm.list_contact_channels, ContactId=ann, NextToken=token)
        assert_invalid(error, "Invalid NextToken")
        assert names(ssm, zoe, NextToken=token) == ["two"]

    def test_absent_contact(self, ssm: Any) -> None:
        error = refused(ssm.list_contact_channels, ContactId=ABSENT)

        assert_absent(error, ABSENT, "CONTACT")


class TestArn:
    @pytest.mark.parametrize(
        "operation",
        [
            "get_contact_channel",
            "update_contact_channel",
            "delete_contact_channel",
            "send_activation_code",
            "deactivate_contact_channel",
        ],
    )
    def test_of_another_kind_is_invalid(self, ssm: Any, zoe: str, operation: str) -> None:
        for arn in (zoe, f"{HEAD}:contact-channel/zoe", f"{HEAD}:contact-channel/zoe/mail"):
            error = refused(getattr(ssm, operation), ContactChannelId=arn)
            assert_invalid(error, f"Invalid resource Arn {arn}")

    def test_channel_where_a_contact_belongs(self, ssm: Any, zoe: str, channel: str) -> None:
        for error in (
            refused(ssm.create_contact_channel, **channel_request(channel)),
            refused(ssm.list_contact_channels, ContactId=channel),
        ):
            assert_invalid(error, f"Invalid resource Arn {channel}")
        assert names(ssm, zoe) == ["mail"]

    @pytest.mark.parametrize("place", ["eu-west-1:123456789012", "us-east-1:210987654321"])
    def test_of_elsewhere_is_not_found(self, ssm: Any, channel: str, place: str) -> None:
        arn = channel.replace("us-east-1:123456789012", place)

        assert_absent(
            refused(ssm.get_contact_channel, ContactChannelId=arn), arn, "CONTACT_CHANNEL"
        )

    def test_sample_of_the_api_reference_is_well_formed(self, ssm: Any) -> None:
        arn = f"{HEAD}:contact-channel/akuam/e5bd2c57-406a-487f-8d26-7c032EXAMPLE"

        assert_absent(
            refused(ssm.send_activation_code, ContactChannelId=arn), arn, "CONTACT_CHANNEL"
        )
