"""Configuration sets of End User Messaging SMS, and their defaults."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    arn,
    conflict,
    not_found,
    one_by_one,
    quota,
    validation,
)

TYPE = "configuration-set"
TEAM = {"Key": "team", "Value": "ops"}
MINE = {"ConfigurationSetName": "mine"}
ABSENT = ["yours", arn(f"{TYPE}/yours"), arn(f"{TYPE}/mine", region="eu-west-1")]
#: Operation that sets a default, and its members; the operation that deletes it, if there is one.
DEFAULTS: list[tuple[str, dict[str, Any], str | None]] = [
    ("set_default_message_type", {"MessageType": "PROMOTIONAL"}, "delete_default_message_type"),
    ("set_default_sender_id", {"SenderId": "MyShop"}, "delete_default_sender_id"),
    ("set_default_message_feedback_enabled", {"MessageFeedbackEnabled": False}, None),
]


@pytest.fixture
def mine(sms: Any) -> dict[str, Any]:
    """A configuration set, as its description has it."""
    sms.create_configuration_set(ConfigurationSetName="mine")
    return described(sms)[0]


def described(sms: Any, **parameters: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = sms.describe_configuration_sets(**parameters)["ConfigurationSets"]
    return found


def names(sms: Any, **parameters: Any) -> list[str]:
    return [each["ConfigurationSetName"] for each in described(sms, **parameters)]


class TestCreate:
    def test_new_set_has_nothing(self, sms: Any) -> None:
        created = sms.create_configuration_set(**MINE, Tags=[TEAM])

        del created["ResponseMetadata"]
        assert created.pop("Tags") == [TEAM]
        assert created["ConfigurationSetArn"] == arn(f"{TYPE}/mine")
        assert described(sms) == [{**created, "EventDestinations": []}]
        tags = sms.list_tags_for_resource(ResourceArn=created["ConfigurationSetArn"])["Tags"]
        assert tags == [TEAM]

    def test_taken_name(self, sms: Any, mine: Any) -> None:
        conflict(sms.create_configuration_set, "RESOURCE_ALREADY_EXISTS", "mine", TYPE, **MINE)
        assert len(described(sms)) == 1

    def test_quota(self, aws: Aws, sms: Any, mine: Any) -> None:
        with aws.settings(sms_voice_configuration_sets_per_account=1):
            quota(
                sms.create_configuration_set,
                "CONFIGURATION_SETS_PER_ACCOUNT",
                ConfigurationSetName="more",
            )
            sms.delete_configuration_set(**MINE)
            sms.create_configuration_set(ConfigurationSetName="more")
        assert names(sms) == ["more"]

    def test_too_many_tags(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_tags_per_resource=0):
            quota(sms.create_configuration_set, "TAGS_PER_RESOURCE", **MINE, Tags=[TEAM])
        assert names(sms) == []

    def test_reserved_tag(self, sms: Any) -> None:
        tags = [{"Key": "aws:x", "Value": ""}]
        validation(sms.create_configuration_set, "INVALID_PARAMETER", "tags", **MINE, Tags=tags)
        assert names(sms) == []

    def test_malformed_name(self, sms: Any) -> None:
        validation(
            sms.create_configuration_set,
            "INVALID_PARAMETER",
            "configurationSetName",
            ConfigurationSetName="a b",
        )
        assert names(sms) == []

    def test_same_token_once(self, sms: Any) -> None:
        for _ in range(2):
            sms.create_configuration_set(**MINE, ClientToken="a")

        validation(
            sms.create_configuration_set,
            "INVALID_REQUEST",
            "clientToken",
            ConfigurationSetName="other",
            ClientToken="a",
        )
        assert names(sms) == ["mine"]


class TestDescribe:
    def test_by_name_and_arn_the_oldest_first(self, sms: Any) -> None:
        for name in "bac":
            sms.create_configuration_set(ConfigurationSetName=name)

        assert names(sms, ConfigurationSetNames=["c", arn(f"{TYPE}/b")]) == ["b", "c"]
        pages = one_by_one(sms, "describe_configuration_sets", "ConfigurationSets")
        assert [each["ConfigurationSetName"] for each in pages] == ["b", "a", "c"]

    @pytest.mark.parametrize("name", ABSENT)
    def test_one_unknown_name_fails_the_call(self, sms: Any, mine: Any, name: str) -> None:
        not_found(sms.describe_configuration_sets, TYPE, name, ConfigurationSetNames=["mine", name])

    @pytest.mark.parametrize(
        ("name", "values", "found"),
        [
            ("default-message-type", ["PROMOTIONAL", "TRANSACTIONAL"], ["mine"]),
            ("default-sender-id", ["MyShop"], ["mine"]),
            ("default-sender-id", ["MYSHOP"], []),
            ("default-message-feedback-enabled", ["true"], []),
            ("default-message-feedback-enabled", ["false"], ["mine"]),
            ("event-destination-name", ["logs", "topic"], ["mine"]),
            ("event-destination-name", ["logs"], []),
            ("matching-event-types", ["TEXT_SENT"], ["mine"]),
            ("matching-event-types", ["ALL"], []),
            ("protect-configuration-id", ["protect-1"], []),
        ],
    )
    def test_filters(
        self, sms: Any, mine: Any, name: str, values: list[str], found: list[str]
    ) -> None:
        sms.create_configuration_set(ConfigurationSetName="empty")
        for operation, members, _ in DEFAULTS:
            getattr(sms, operation)(**MINE, **members)
        sms.create_event_destination(
            **MINE,
            EventDestinationName="topic",
            MatchingEventTypes=["TEXT_SENT", "TEXT_QUEUED"],
            SnsDestination={"TopicArn": "arn:aws:sns:us-east-1:123456789012:a"},
        )

        assert names(sms, Filters=[{"Name": name, "Values": values}]) == found

    @pytest.mark.parametrize("name", ["default-message-type", "default-message-feedback-enabled"])
    def test_value_that_no_set_has(self, sms: Any, name: str) -> None:
        validation(
            sms.describe_configuration_sets,
            "INVALID_FILTER_VALUES",
            "filters",
            Filters=[{"Name": name, "Values": ["maybe"]}],
        )

    def test_token_of_another_query(self, sms: Any) -> None:
        for name in "ab":
            sms.create_configuration_set(ConfigurationSetName=name)
        token = sms.describe_configuration_sets(MaxResults=1)["NextToken"]

        validation(
            sms.describe_configuration_sets,
            "INVALID_NEXT_TOKEN",
            "nextToken",
            NextToken=token,
            ConfigurationSetNames=["a"],
        )


class TestDelete:
    @pytest.mark.parametrize("name", ["mine", arn(f"{TYPE}/mine")])
    def test_answer_has_all_that_it_had(self, sms: Any, mine: Any, name: str) -> None:
        for operation, members, _ in DEFAULTS:
            getattr(sms, operation)(**MINE, **members)
        [before] = described(sms)

        deleted = sms.delete_configuration_set(ConfigurationSetName=name)

        del deleted["ResponseMetadata"]
        assert deleted == before
        assert described(sms) == []

    @pytest.mark.parametrize("name", ABSENT)
    def test_unknown_set(self, sms: Any, mine: Any, name: str) -> None:
        not_found(sms.delete_configuration_set, TYPE, name, ConfigurationSetName=name)

    def test_arn_of_something_else(self, sms: Any) -> None:
        validation(
            sms.delete_configuration_set,
            "INVALID_ARN",
            "configurationSetName",
            ConfigurationSetName=arn("opt-out-list/Default"),
        )


class TestDefaults:
    @pytest.mark.parametrize(("put", "members", "delete"), DEFAULTS)
    def test_set_overwrite_and_delete(
        self, sms: Any, mine: Any, put: str, members: dict[str, Any], delete: str | None
    ) -> None:
        [member] = members
        name = "Default" + member
        assert name not in described(sms)[0]

        answer = getattr(sms, put)(ConfigurationSetName=arn(f"{TYPE}/mine"), **members)
        del answer["ResponseMetadata"]
        identity = {"ConfigurationSetArn": arn(f"{TYPE}/mine"), **MINE}
        assert answer == {**identity, **members}
        assert described(sms)[0][name] == members[member]

        if delete is not None:
            removed = getattr(sms, delete)(**MINE)
            del removed["ResponseMetadata"]
            assert removed == answer
            assert described(sms) == [mine]
            assert member not in getattr(sms, delete)(**MINE)

    def test_second_value_replaces_the_first(self, sms: Any, mine: Any) -> None:
        sms.set_default_message_type(**MINE, MessageType="PROMOTIONAL")
        sms.set_default_message_type(**MINE, MessageType="TRANSACTIONAL")

        assert described(sms)[0]["DefaultMessageType"] == "TRANSACTIONAL"

    @pytest.mark.parametrize("name", ABSENT)
    @pytest.mark.parametrize(("put", "members", "delete"), DEFAULTS)
    def test_unknown_set(
        self,
        sms: Any,
        mine: Any,
        put: str,
        members: dict[str, Any],
        delete: str | None,
        name: str,
    ) -> None:
        not_found(getattr(sms, put), TYPE, name, ConfigurationSetName=name, **members)
        if delete is not None:
            not_found(getattr(sms, delete), TYPE, name, ConfigurationSetName=name)
        assert described(sms) == [mine]

    def test_malformed_sender_id(self, sms: Any, mine: Any) -> None:
        validation(
            sms.set_default_sender_id,
            "INVALID_PARAMETER",
            "senderId",
            **MINE,
            SenderId="a" * 12,
        )
        assert described(sms) == [mine]
