"""What users of the service trip over, one test a stumbling block.

Those of registrations and RCS agents are not among them, for there are none of these yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.pinpointsmsvoicev2.hearers import ROLE, Bucket, Queue, tell
from tests.services.pinpointsmsvoicev2.steps import (
    ABSENT,
    NUMBER,
    TYPE,
    conflict,
    create,
    described,
    described_phone,
    not_found,
    phone,
    pool,
    sender_id,
    text,
    transition,
    two_way,
    validation,
    verified,
)
from tests.stacks import Stacks, resource

PUERTO_RICO, GUAM, CANADA = "+17875550123", "+16715550123", "+14165550123"


@pytest.fixture(autouse=True)
def production(aws: Aws) -> Iterator[None]:
    with aws.settings(sms_voice_account_tier="PRODUCTION"):
        yield


def test_creating_a_number_texts_nobody(aws: Aws, sms: Any) -> None:
    """Sending the code is another call, and needs a channel, which copied commands forget."""
    number_id = create(sms)
    assert aws.outbox.messages() == []

    validation(
        sms.send_destination_number_verification_code,
        "INVALID_PARAMETER",
        "verificationChannel",
        VerifiedDestinationNumberId=number_id,
    )


def test_account_without_an_identity_sends_no_codes(aws: Aws, sms: Any) -> None:
    """Not even to where texts come from what several accounts share; a simulator is none."""
    phone(sms, NumberType="SIMULATOR")
    with aws.settings(sms_voice_assume_identity=False):
        for number in (NUMBER, "+447700900123"):
            conflict(
                sms.send_destination_number_verification_code,
                "NO_ORIGINATION_IDENTITIES_FOUND",
                "123456789012",
                "account",
                VerifiedDestinationNumberId=create(sms, number),
                VerificationChannel="TEXT",
            )
    assert aws.outbox.messages() == []


def test_sender_ids_and_keywords_come_back_in_upper_case(aws: Aws, sms: Any) -> None:
    sender_id(sms, "MyShop")
    [found] = sms.describe_sender_ids()["SenderIds"]
    assert found["SenderId"] == "MYSHOP"
    own = phone(sms)
    put = sms.put_keyword(OriginationIdentity=own, Keyword="News", KeywordMessage="None.")
    assert put["Keyword"] == "NEWS"

    text(sms, "+447700900123", OriginationIdentity="myshop")
    assert aws.outbox.latest().sender == "MYSHOP"


def test_reason_is_beside_the_error_not_in_it(sms: Any) -> None:
    """Those who do not find it there read it out of the message."""
    number_id = create(sms)
    error = refused(sms.create_verified_destination_number, DestinationPhoneNumber=NUMBER)
    assert error["Reason"] == "RESOURCE_ALREADY_EXISTS"
    assert "Reason" not in error["Error"]
    told = re.search('Reason="([^"]+)"', error["Error"]["Message"])
    assert told is not None
    assert told[1] == error["Reason"]
    assert (error["ResourceType"], error["ResourceId"]) == (
        "verified-destination-number",
        number_id,
    )


def test_conflict_that_is_tried_again_stays_one(aws: Aws, sms: Any) -> None:
    """botocore does not try it again by itself, and whoever does loops."""
    sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=NUMBER)
    for _ in range(3):
        error = refused(sms.send_text_message, DestinationPhoneNumber=NUMBER, MessageBody="Hi")
        assert error["Reason"] == "DESTINATION_PHONE_NUMBER_OPTED_OUT"
        assert error["ResponseMetadata"]["RetryAttempts"] == 0
    assert aws.outbox.messages() == []


def test_pool_does_not_reach_what_its_member_reaches(aws: Aws, sms: Any) -> None:
    """Countries with area codes of the same calling code are other countries."""
    own = phone(sms, InternationalSendingEnabled=True)
    pool_id = pool(sms, own)
    for destination in (PUERTO_RICO, GUAM, CANADA):
        conflict(
            sms.send_text_message,
            "NO_ORIGINATION_IDENTITIES_FOUND",
            pool_id,
            "pool",
            DestinationPhoneNumber=destination,
            MessageBody="Hi",
            OriginationIdentity=pool_id,
        )
        text(sms, destination, OriginationIdentity=own)
    assert len(aws.outbox.messages()) == 3


def test_every_region_has_a_sandbox_of_its_own(aws: Aws, sms: Any) -> None:
    verified(aws, sms)
    elsewhere = aws.client("pinpoint-sms-voice-v2", "eu-west-1")
    with aws.settings(sms_voice_account_tier="SANDBOX"):
        assert text(sms)
        conflict(
            elsewhere.send_text_message,
            "DESTINATION_PHONE_NUMBER_NOT_VERIFIED",
            NUMBER,
            "phone-number",
            DestinationPhoneNumber=NUMBER,
            MessageBody="Hi",
        )


def test_strange_numbers_are_nothing_and_strange_ids_an_error(sms: Any) -> None:
    assert described(sms, DestinationPhoneNumbers=[NUMBER]) == []
    not_found(
        sms.describe_verified_destination_numbers,
        TYPE,
        ABSENT,
        VerifiedDestinationNumberIds=[ABSENT],
    )


def test_five_ids_a_description(sms: Any) -> None:
    ids = [create(sms, f"+142555501{number:02d}") for number in range(6)]
    assert len(described(sms, VerifiedDestinationNumberIds=ids[:5])) == 5
    validation(
        sms.describe_verified_destination_numbers,
        "INVALID_PARAMETER",
        "verifiedDestinationNumberIds",
        VerifiedDestinationNumberIds=ids,
    )


def test_events_in_dollars_not_final_and_without_a_network(aws: Aws, sms: Any) -> None:
    """SUCCESSFUL may not be the last, and what the network is nobody may know."""
    queue = Queue(aws)
    tell(sms, queue, "TEXT_SUCCESSFUL")
    with aws.settings(sms_voice_delivery_receipts="BOTH"):
        text(sms, ConfigurationSetName="mine")

    [event] = queue.events()
    assert (event["messageStatus"], event["isFinal"]) == ("SUCCESSFUL", False)
    assert event["totalMessagePrice"] == 0.00581
    assert not {"mcc", "mnc", "carrierName"} & event.keys()


def test_id_of_a_dry_run_is_one_of_nothing(aws: Aws, sms: Any) -> None:
    queue = Queue(aws)
    tell(sms, queue)
    tried = text(sms, ConfigurationSetName="mine", DryRun=True, MessageFeedbackEnabled=True)

    assert queue.events() == []
    for nothing in (tried, "00000000-0000-4000-8000-000000000000"):
        not_found(
            sms.put_message_feedback,
            "message",
            nothing,
            MessageId=nothing,
            MessageFeedbackStatus="RECEIVED",
        )


def test_short_codes_cannot_be_requested_nor_numbers_become_others(sms: Any) -> None:
    """Only AWS's support makes them; type and capabilities stay what they were."""
    wanted = {
        "IsoCountryCode": "US",
        "MessageType": "TRANSACTIONAL",
        "NumberCapabilities": ["SMS"],
        "NumberType": "SHORT_CODE",
    }
    validation(sms.request_phone_number, "INVALID_PARAMETER", "numberType", **wanted)

    changes = sms.meta.service_model.operation_model("UpdatePhoneNumber").input_shape.members
    assert not {"NumberType", "NumberCapabilities", "MessageType"} & changes.keys()


def test_two_way_channel_is_a_host_of_connect(sms: Any) -> None:
    number_id, channel = phone(sms), "connect.us-east-1.amazonaws.com"
    two_way(sms, number_id, channel)
    assert described_phone(sms, number_id)["TwoWayChannelArn"] == channel


def test_number_is_released_a_while_after_it_has_left_its_pool(aws: Aws, sms: Any) -> None:
    own = phone(sms)
    pool_id = pool(sms, phone(sms))
    member = {"PoolId": pool_id, "OriginationIdentity": own, "IsoCountryCode": "US"}
    sms.associate_origination_identity(**member)
    with transition(aws, "phone_number_association", progression="time", seconds=20):
        sms.disassociate_origination_identity(**member)
        conflict(
            sms.release_phone_number,
            "PHONE_NUMBER_ASSOCIATED_TO_POOL",
            own,
            "phone-number",
            PhoneNumberId=own,
        )
        aws.clock.advance(seconds=20)
        sms.release_phone_number(PhoneNumberId=own)


def test_roles_cannot_be_assumed_at_once(aws: Aws, sms: Any) -> None:
    """Neither by event destinations nor by two-way channels, where the settings are strict."""
    sms.create_configuration_set(ConfigurationSetName="mine")
    stream, number_id = Bucket(aws), phone(sms)
    topic = aws.client("sns").create_topic(Name="answers")["TopicArn"]
    with aws.settings(
        sms_voice_strict_event_destinations=True, sms_voice_strict_two_way_channels=True
    ):
        for attempt in ("first", "again"):
            calls = [
                lambda: tell(sms, stream),
                lambda: two_way(sms, number_id, topic, TwoWayChannelRole=ROLE),
            ]
            for call in calls:
                if attempt == "again":
                    call()
                    continue
                with pytest.raises(sms.exceptions.ValidationException, match="assume IAM role"):
                    call()
            if attempt == "first":
                aws.client("iam").create_role(RoleName="events", AssumeRolePolicyDocument="{}")


def test_pools_take_no_identity_without_its_country(aws: Aws, sms: Any) -> None:
    """The model says that it is optional; a number's is, unless the settings are strict."""
    pool_id, own, sender = pool(sms, phone(sms)), phone(sms), sender_id(sms)
    call = sms.associate_origination_identity
    validation(
        call, "INVALID_ARN", "originationIdentity", PoolId=pool_id, OriginationIdentity=sender
    )
    member = {"PoolId": pool_id, "OriginationIdentity": own}
    with aws.settings(sms_voice_strict_country_codes=True):
        validation(call, "INVALID_PARAMETER", "isoCountryCode", **member)
    call(**member)


def test_body_that_a_command_line_has_fetched(aws: Aws, sms: Any) -> None:
    """``--message-body https://...`` makes the AWS CLI send the page that is there."""
    page = "<html>" + 1600 * " " + "</html>"
    validation(
        sms.send_text_message,
        "INVALID_PARAMETER",
        "messageBody",
        DestinationPhoneNumber=NUMBER,
        MessageBody=page,
    )
    assert aws.outbox.messages() == []


class TestTemplates:
    @pytest.fixture
    def stacks(self, aws: Aws) -> Stacks:
        return Stacks(aws)

    def test_rules_that_are_read_back_name_every_country(self, sms: Any, stacks: Stacks) -> None:
        rule = [{"CountryCode": "US", "ProtectStatus": "BLOCK"}]
        it = resource("AWS::SMSVOICE::ProtectConfiguration", CountryRuleSet={"SMS": rule})
        stacks.create({"It": it})

        found = sms.get_protect_configuration_country_rule_set(
            ProtectConfigurationId=stacks.ids()["It"], NumberCapability="SMS"
        )["CountryRuleSet"]
        assert len(found) > 200
        assert {name for name, rule in found.items() if rule["ProtectStatus"] != "ALLOW"} == {"US"}

    @pytest.mark.parametrize("kind", ["PhoneNumber", "Pool"])
    def test_keywords_are_mandatory(self, sms: Any, stacks: Stacks, kind: str) -> None:
        of_kind: dict[str, dict[str, Any]] = {
            "PhoneNumber": {
                "IsoCountryCode": "US",
                "NumberType": "LONG_CODE",
                "NumberCapabilities": ["SMS"],
            },
            "Pool": {"OriginationIdentities": []},
        }
        told = stacks.refusal({"It": resource(f"AWS::SMSVOICE::{kind}", **of_kind[kind])})
        assert "MandatoryKeywords" in told


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("destinationPhoneNumber", {"DestinationPhoneNumber": "+1 (206) 555-0142"}),
        ("messageType", {"MessageType": "transactional"}),
        ("messageBody", {"MessageBody": 1601 * "a"}),
        ("timeToLive", {"TimeToLive": 259201}),
    ],
)
def test_what_botocore_lets_pass(aws: Aws, sms: Any, field: str, change: dict[str, Any]) -> None:
    """It checks neither patterns nor enumerations, nor what is too long or too much."""
    members = {"DestinationPhoneNumber": NUMBER, "MessageBody": "Hi", **change}
    validation(sms.send_text_message, "INVALID_PARAMETER", field, **members)
    assert aws.outbox.messages() == []


def test_opting_in_works_once_in_thirty_days(aws: Aws, sms: Any) -> None:
    """Of a person; ``EndUserOptedOut`` tells their STOP from what an API call put there."""
    number = {"OptOutListName": "Default", "OptedOutNumber": NUMBER}
    put = sms.put_opted_out_number(**number)
    assert put["EndUserOptedOut"] is False
    sms.delete_opted_out_number(**number)
    text(sms, OriginationIdentity=phone(sms))
    with aws.settings(sms_voice_strict_opt_in=True):
        aws.outbox.device(NUMBER).reply("STOP")
        [found] = sms.describe_opted_out_numbers(OptOutListName="Default")["OptedOutNumbers"]
        assert found["EndUserOptedOut"] is True
        sms.delete_opted_out_number(**number)
        aws.outbox.device(NUMBER).reply("STOP")
        again = ("PHONE_NUMBER_CANNOT_BE_OPTED_IN", "optedOutNumber")
        validation(sms.delete_opted_out_number, *again, **number)
        aws.clock.advance(days=30)
        sms.delete_opted_out_number(**number)
