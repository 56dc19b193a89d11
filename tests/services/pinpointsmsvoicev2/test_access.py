"""What is named of other services, where the settings say that it matters whether it is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.hearers import ROLE, Bucket, Group, Queue, tell
from tests.services.pinpointsmsvoicev2.steps import (
    described_phone,
    described_pool,
    phone,
    pool,
    two_way,
    validation,
)

TOPIC = "arn:aws:sns:us-east-1:123456789012:absent"


def make_role(aws: Aws) -> None:
    aws.client("iam").create_role(RoleName="events", AssumeRolePolicyDocument="{}")


class TestEventDestinations:
    @pytest.fixture(autouse=True)
    def _strict(self, aws: Aws, sms: Any) -> Any:
        sms.create_configuration_set(ConfigurationSetName="mine")
        with aws.settings(sms_voice_strict_event_destinations=True):
            yield

    @pytest.mark.parametrize(
        ("target", "field", "sentence"),
        [
            ({"SnsDestination": {"TopicArn": TOPIC}}, "snsDestination", "SNS topic"),
            (
                {
                    "KinesisFirehoseDestination": {
                        "IamRoleArn": ROLE,
                        "DeliveryStreamArn": TOPIC.replace("sns", "firehose").replace(
                            "absent", "deliverystream/absent"
                        ),
                    }
                },
                "kinesisFirehoseDestination",
                "Could not access Kinesis Firehose Stream",
            ),
            (
                {
                    "CloudWatchLogsDestination": {
                        "IamRoleArn": ROLE,
                        "LogGroupArn": TOPIC.replace("sns", "logs").replace(
                            "absent", "log-group:absent"
                        ),
                    }
                },
                "cloudWatchLogsDestination",
                "CloudWatch Logs",
            ),
        ],
    )
    def test_what_is_not_there(
        self, aws: Aws, sms: Any, target: dict[str, Any], field: str, sentence: str
    ) -> None:
        make_role(aws)
        error = validation(
            sms.create_event_destination,
            "RESOURCE_NOT_ACCESSIBLE",
            field,
            ConfigurationSetName="mine",
            EventDestinationName="it",
            MatchingEventTypes=["ALL"],
            **target,
        )
        assert sentence in error["Message"]
        assert sms.describe_configuration_sets()["ConfigurationSets"][0]["EventDestinations"] == []

    def test_changed_to_what_is_not_there(self, aws: Aws, sms: Any) -> None:
        queue = Queue(aws)
        tell(sms, queue)
        validation(
            sms.update_event_destination,
            "RESOURCE_NOT_ACCESSIBLE",
            "snsDestination",
            ConfigurationSetName="mine",
            EventDestinationName="it",
            SnsDestination={"TopicArn": TOPIC},
        )
        [found] = sms.describe_configuration_sets()["ConfigurationSets"]
        assert [each["SnsDestination"] for each in found["EventDestinations"]] == [
            {"TopicArn": queue.topic}
        ]

    @pytest.mark.parametrize(
        ("hearer", "field"),
        [(Bucket, "kinesisFirehoseDestination"), (Group, "cloudWatchLogsDestination")],
    )
    def test_role_that_comes_a_moment_later(
        self, aws: Aws, sms: Any, hearer: Callable[[Aws], Any], field: str
    ) -> None:
        """Whoever has just made a role tries again until the service can assume it."""
        made = hearer(aws)
        error = validation(
            sms.create_event_destination,
            "RESOURCE_NOT_ACCESSIBLE",
            field,
            ConfigurationSetName="mine",
            EventDestinationName="it",
            MatchingEventTypes=["ALL"],
            **made.destination,
        )
        assert "Could not assume IAM role" in error["Message"]
        make_role(aws)

        tell(sms, made)

    @pytest.mark.parametrize(
        "role", [ROLE.replace("role", "user"), ROLE.replace("arn:aws:", "arn:mars:")]
    )
    def test_role_that_is_none(self, sms: Any, aws: Aws, role: str) -> None:
        made = Group(aws)
        made.destination["CloudWatchLogsDestination"]["IamRoleArn"] = role
        validation(
            sms.create_event_destination,
            "RESOURCE_NOT_ACCESSIBLE",
            "cloudWatchLogsDestination",
            ConfigurationSetName="mine",
            EventDestinationName="it",
            MatchingEventTypes=["ALL"],
            **made.destination,
        )


class TestTwoWayMessages:
    def test_nobody_looks_unless_the_settings_are_strict(self, sms: Any) -> None:
        number = phone(sms)
        two_way(sms, number, TOPIC, TwoWayChannelRole=ROLE)
        assert described_phone(sms, number)["TwoWayChannelArn"] == TOPIC

    def test_topic_and_role(self, aws: Aws, sms: Any) -> None:
        """One after the other is refused until it is there."""
        number = phone(sms)
        named = {"PhoneNumberId": number, "TwoWayEnabled": True, "TwoWayChannelRole": ROLE}
        with aws.settings(sms_voice_strict_two_way_channels=True):
            validation(
                sms.update_phone_number,
                "TWO_WAY_TOPIC_NOT_PRESENT",
                "twoWayChannelArn",
                TwoWayChannelArn=TOPIC,
                **named,
            )
            topic = aws.client("sns").create_topic(Name="absent")["TopicArn"]
            error = validation(
                sms.update_phone_number,
                "RESOURCE_NOT_ACCESSIBLE",
                "twoWayChannelRole",
                TwoWayChannelArn=topic,
                **named,
            )
            assert "Could not assume IAM role" in error["Message"]
            assert described_phone(sms, number)["TwoWayEnabled"] is False
            make_role(aws)
            sms.update_phone_number(TwoWayChannelArn=topic, **named)

        assert described_phone(sms, number)["TwoWayEnabled"] is True

    def test_connect_is_not_looked_for(self, aws: Aws, sms: Any) -> None:
        channel = "connect.us-east-1.amazonaws.com"
        number = phone(sms)
        with aws.settings(sms_voice_strict_two_way_channels=True):
            two_way(sms, number, channel)
        assert described_phone(sms, number)["TwoWayChannelArn"] == channel

    def test_pool(self, aws: Aws, sms: Any) -> None:
        pool_id = pool(sms, phone(sms))
        with aws.settings(sms_voice_strict_two_way_channels=True):
            validation(
                sms.update_pool,
                "TWO_WAY_TOPIC_NOT_PRESENT",
                "twoWayChannelArn",
                PoolId=pool_id,
                TwoWayEnabled=True,
                TwoWayChannelArn=TOPIC,
            )
        assert described_pool(sms, pool_id)["TwoWayEnabled"] is False

    @pytest.mark.parametrize(
        ("reason", "settings"),
        [
            ("TWO_WAY_NOT_SUPPORTED_IN_COUNTRY", {"sms_voice_one_way_countries": "fr, US"}),
            ("TWO_WAY_NOT_SUPPORTED_IN_REGION", {"sms_voice_one_way_regions": "us-east-1"}),
        ],
    )
    def test_where_there_are_none(
        self, aws: Aws, sms: Any, reason: str, settings: dict[str, str]
    ) -> None:
        number, pool_id = phone(sms), pool(sms, phone(sms))
        both = {"TwoWayEnabled": True, "TwoWayChannelArn": TOPIC}
        with aws.settings(**settings):
            for call, named in (
                (sms.update_phone_number, {"PhoneNumberId": number}),
                (sms.update_pool, {"PoolId": pool_id}),
            ):
                validation(call, reason, "twoWayEnabled", **named, **both)
            sms.update_phone_number(PhoneNumberId=number, TwoWayEnabled=False)
            abroad = phone(aws.client("pinpoint-sms-voice-v2", "eu-west-1"), "GB")
            two_way(aws.client("pinpoint-sms-voice-v2", "eu-west-1"), abroad, TOPIC)
        assert described_phone(sms, number)["TwoWayEnabled"] is False
