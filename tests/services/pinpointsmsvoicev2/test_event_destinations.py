"""Event destinations of End User Messaging SMS."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import arn, conflict, not_found, quota, validation

SET = "configuration-set"
TYPE = "event-destination"
MINE = {"ConfigurationSetName": "mine"}
TOPIC = {**MINE, "EventDestinationName": "topic"}
ROLE = "arn:aws:iam::123456789012:role/events"
SNS = {"SnsDestination": {"TopicArn": "arn:aws:sns:us-east-1:123456789012:events"}}
LOGS = {
    "CloudWatchLogsDestination": {
        "IamRoleArn": ROLE,
        "LogGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:events",
    }
}
FIREHOSE = {
    "KinesisFirehoseDestination": {
        "IamRoleArn": ROLE,
        "DeliveryStreamArn": "arn:aws:firehose:us-east-1:123456789012:deliverystream/events",
    }
}
ABSENT = ["yours", arn(f"{SET}/yours")]


@pytest.fixture(autouse=True)
def _mine(sms: Any) -> None:
    sms.create_configuration_set(**MINE)


@pytest.fixture
def topic(sms: Any) -> dict[str, Any]:
    """An event destination, as its set describes it."""
    sms.create_event_destination(**TOPIC, MatchingEventTypes=["TEXT_ALL"], **SNS)
    return destinations(sms)[0]


def destinations(sms: Any) -> list[dict[str, Any]]:
    [found] = sms.describe_configuration_sets()["ConfigurationSets"]
    own: list[dict[str, Any]] = found["EventDestinations"]
    return own


class TestCreate:
    @pytest.mark.parametrize("target", [SNS, LOGS, FIREHOSE])
    def test_new_destination_is_enabled(self, sms: Any, target: dict[str, Any]) -> None:
        types = ["TEXT_DELIVERED", "TEXT_SENT"]
        created = sms.create_event_destination(
            ConfigurationSetName=arn(f"{SET}/mine"),
            EventDestinationName="topic",
            MatchingEventTypes=types,
            **target,
        )

        assert created["ConfigurationSetArn"] == arn(f"{SET}/mine")
        assert created["ConfigurationSetName"] == "mine"
        assert created["EventDestination"] == {
            "EventDestinationName": "topic",
            "Enabled": True,
            "MatchingEventTypes": types,
            **target,
        }
        assert destinations(sms) == [created["EventDestination"]]

    def test_nowhere_to_send(self, sms: Any) -> None:
        validation(
            sms.create_event_destination,
            "MISSING_PARAMETER",
            "cloudWatchLogsDestination",
            "kinesisFirehoseDestination",
            "snsDestination",
            **TOPIC,
            MatchingEventTypes=["ALL"],
        )
        assert destinations(sms) == []

    def test_two_places(self, sms: Any) -> None:
        validation(
            sms.create_event_destination,
            "PARAMETERS_CANNOT_BE_USED_TOGETHER",
            "cloudWatchLogsDestination",
            "snsDestination",
            **TOPIC,
            MatchingEventTypes=["ALL"],
            **SNS,
            **LOGS,
        )
        assert destinations(sms) == []

    def test_unknown_event_type(self, sms: Any) -> None:
        validation(
            sms.create_event_destination,
            "INVALID_PARAMETER",
            "matchingEventTypes.1.member",
            **TOPIC,
            MatchingEventTypes=["TEXT_EATEN"],
            **SNS,
        )
        assert destinations(sms) == []

    def test_taken_name(self, sms: Any, topic: Any) -> None:
        conflict(
            sms.create_event_destination,
            "RESOURCE_ALREADY_EXISTS",
            "topic",
            TYPE,
            **TOPIC,
            MatchingEventTypes=["ALL"],
            **LOGS,
        )
        assert destinations(sms) == [topic]

    def test_quota(self, sms: Any) -> None:
        create = {"MatchingEventTypes": ["ALL"], **MINE, **SNS}
        for name in "abcde":
            sms.create_event_destination(EventDestinationName=name, **create)
        quota(
            sms.create_event_destination,
            "EVENT_DESTINATIONS_PER_CONFIGURATION_SET",
            EventDestinationName="f",
            **create,
        )
        sms.delete_event_destination(**MINE, EventDestinationName="c")
        sms.create_event_destination(EventDestinationName="f", **create)

        assert [each["EventDestinationName"] for each in destinations(sms)] == list("abdef")

    def test_quota_is_a_setting(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_event_destinations_per_configuration_set=0):
            quota(
                sms.create_event_destination,
                "EVENT_DESTINATIONS_PER_CONFIGURATION_SET",
                **TOPIC,
                MatchingEventTypes=["ALL"],
                **SNS,
            )

    @pytest.mark.parametrize("name", ABSENT)
    def test_unknown_set(self, sms: Any, name: str) -> None:
        not_found(
            sms.create_event_destination,
            SET,
            name,
            ConfigurationSetName=name,
            EventDestinationName="topic",
            MatchingEventTypes=["ALL"],
            **SNS,
        )

    def test_same_token_once(self, sms: Any) -> None:
        create = {**TOPIC, "MatchingEventTypes": ["ALL"], "ClientToken": "a"}
        for _ in range(2):
            sms.create_event_destination(**create, **SNS)

        validation(sms.create_event_destination, "INVALID_REQUEST", "clientToken", **create, **LOGS)
        assert len(destinations(sms)) == 1


class TestUpdate:
    @pytest.mark.parametrize(
        "change",
        [
            {"Enabled": False},
            {"MatchingEventTypes": ["VOICE_ALL", "MEDIA_ALL"]},
            {"SnsDestination": {"TopicArn": "arn:aws:sns:us-east-1:123456789012:others"}},
            {},
        ],
    )
    def test_what_is_given_changes(self, sms: Any, topic: Any, change: dict[str, Any]) -> None:
        updated = sms.update_event_destination(**TOPIC, **change)

        assert updated["ConfigurationSetArn"] == arn(f"{SET}/mine")
        assert updated["EventDestination"] == {**topic, **change}
        assert destinations(sms) == [{**topic, **change}]

    def test_enabled_again(self, sms: Any, topic: Any) -> None:
        sms.update_event_destination(**TOPIC, Enabled=False)
        sms.update_event_destination(**TOPIC, Enabled=True)

        assert destinations(sms) == [topic]

    def test_destination_of_another_kind(self, sms: Any, topic: Any) -> None:
        conflict(
            sms.update_event_destination,
            "EVENT_DESTINATION_MISMATCH",
            "topic",
            TYPE,
            **TOPIC,
            Enabled=False,
            **LOGS,
        )
        assert destinations(sms) == [topic]

    def test_two_places(self, sms: Any, topic: Any) -> None:
        validation(
            sms.update_event_destination,
            "PARAMETERS_CANNOT_BE_USED_TOGETHER",
            "kinesisFirehoseDestination",
            "snsDestination",
            **TOPIC,
            **SNS,
            **FIREHOSE,
        )
        assert destinations(sms) == [topic]

    def test_unknown_destination(self, sms: Any) -> None:
        not_found(sms.update_event_destination, TYPE, "topic", **TOPIC)

    @pytest.mark.parametrize("name", ABSENT)
    def test_unknown_set(self, sms: Any, name: str) -> None:
        not_found(
            sms.update_event_destination,
            SET,
            name,
            ConfigurationSetName=name,
            EventDestinationName="topic",
        )


class TestDelete:
    def test_answer_has_what_it_was(self, sms: Any, topic: Any) -> None:
        deleted = sms.delete_event_destination(**TOPIC)

        assert deleted["EventDestination"] == topic
        assert deleted["ConfigurationSetName"] == "mine"
        assert destinations(sms) == []

    def test_unknown_destination(self, sms: Any, topic: Any) -> None:
        not_found(sms.delete_event_destination, TYPE, "c", **MINE, EventDestinationName="c")
        assert destinations(sms) == [topic]

    @pytest.mark.parametrize("name", ABSENT)
    def test_unknown_set(self, sms: Any, name: str) -> None:
        not_found(
            sms.delete_event_destination,
            SET,
            name,
            ConfigurationSetName=name,
            EventDestinationName="topic",
        )

    def test_arn_of_something_else(self, sms: Any) -> None:
        validation(
            sms.delete_event_destination,
            "INVALID_ARN",
            "configurationSetName",
            ConfigurationSetName=arn("pool/pool-1"),
            EventDestinationName="topic",
        )
