"""Configuration sets, opt-out lists and protect configurations as resources of a stack."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.hearers import Queue
from tests.services.pinpointsmsvoicev2.steps import NUMBER, arn, protect, text
from tests.stacks import Stacks, attribute, ref, resource

ROLE = "arn:aws:iam::123456789012:role/events"
TOPIC = "arn:aws:sns:us-east-1:123456789012:events"
SNS: dict[str, Any] = {"SnsDestination": {"TopicArn": TOPIC}}
LOGS: dict[str, Any] = {
    "CloudWatchLogsDestination": {
        "IamRoleArn": ROLE,
        "LogGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:events",
    }
}
TAGS = [{"Key": "a", "Value": "1"}]


@pytest.fixture
def stacks(aws: Aws) -> Stacks:
    return Stacks(aws)


def destination(name: str = "it", **members: Any) -> dict[str, Any]:
    given = {"EventDestinationName": name, "Enabled": True, "MatchingEventTypes": ["ALL"]}
    return {**given, **(members or SNS)}


class TestConfigurationSet:
    def set_of(self, **properties: Any) -> dict[str, Any]:
        return resource("AWS::SMSVOICE::ConfigurationSet", **properties)

    def found(self, sms: Any) -> dict[str, Any]:
        [found] = sms.describe_configuration_sets()["ConfigurationSets"]
        return {**found}

    def destinations(self, sms: Any) -> dict[str, Any]:
        return {each["EventDestinationName"]: each for each in self.found(sms)["EventDestinations"]}

    def test_life(self, sms: Any, stacks: Stacks) -> None:
        outputs = {"Arn": {"Value": attribute("Arn", "It")}}
        protect_id = protect(sms)
        all_of_it = self.set_of(
            ConfigurationSetName="mine",
            DefaultSenderId="MyShop",
            MessageFeedbackEnabled="true",
            ProtectConfigurationId=protect_id,
            EventDestinations=[destination(), destination("off", **LOGS, Enabled="false")],
            Tags=TAGS,
        )
        stacks.create({"It": all_of_it}, Outputs=outputs)
        assert stacks.ids()["It"] == "mine"
        assert stacks.outputs()["Arn"] == arn("configuration-set/mine")
        found = self.found(sms)
        assert found["DefaultSenderId"] == "MyShop"
        assert found["DefaultMessageFeedbackEnabled"] is True
        assert found["ProtectConfigurationId"] == protect_id
        told = {name: each["Enabled"] for name, each in self.destinations(sms).items()}
        assert told == {"it": True, "off": False}
        assert sms.list_tags_for_resource(ResourceArn=stacks.outputs()["Arn"])["Tags"] == TAGS

        stacks.update({"It": self.set_of(ConfigurationSetName="mine")})
        found = self.found(sms)
        assert "DefaultSenderId" not in found
        assert found["DefaultMessageFeedbackEnabled"] is False
        assert "ProtectConfigurationId" not in found
        assert found["EventDestinations"] == []

        stacks.update({"It": self.set_of(ConfigurationSetName="other")})
        assert self.found(sms)["ConfigurationSetName"] == "other"
        stacks.delete()
        assert sms.describe_configuration_sets()["ConfigurationSets"] == []

    def test_destinations_that_change(self, sms: Any, stacks: Stacks) -> None:
        def of(*destinations: dict[str, Any]) -> dict[str, Any]:
            return {"It": self.set_of(ConfigurationSetName="mine", EventDestinations=destinations)}

        stacks.create(of(destination(), destination("goes")))
        fewer = destination(**SNS, MatchingEventTypes=["TEXT_ALL"])
        stacks.update(of(fewer, destination("comes")))
        told = self.destinations(sms)
        assert told.keys() == {"it", "comes"}
        assert told["it"]["MatchingEventTypes"] == ["TEXT_ALL"]

        stacks.update(of(destination(**LOGS)))
        assert "CloudWatchLogsDestination" in self.destinations(sms)["it"]

    def test_settings_that_change(self, sms: Any, stacks: Stacks) -> None:
        def of(sender: str, protect_id: str) -> dict[str, Any]:
            return {"It": self.set_of(DefaultSenderId=sender, ProtectConfigurationId=protect_id)}

        stacks.create(of("One", protect(sms)))
        other = protect(sms)
        stacks.update(of("Two", other))

        found = self.found(sms)
        assert (found["DefaultSenderId"], found["ProtectConfigurationId"]) == ("Two", other)

    def test_name_that_is_made_up(self, sms: Any, stacks: Stacks) -> None:
        """It stays as long as the template gives none."""
        stacks.create({"Events": self.set_of()}, name="shop")
        name = stacks.ids("shop")["Events"]
        assert name.startswith("shop-Events-")
        assert self.found(sms)["ConfigurationSetName"] == name

        stacks.update({"Events": self.set_of(Tags=TAGS)}, name="shop")
        assert self.found(sms)["ConfigurationSetName"] == name

        stacks.update({"Events": self.set_of(ConfigurationSetName="mine")}, name="shop")
        assert self.found(sms)["ConfigurationSetName"] == "mine"
        stacks.update({"Events": self.set_of()}, name="shop")
        assert self.found(sms)["ConfigurationSetName"].startswith("shop-Events-")

    def test_name_of_a_stack_with_a_long_one(self, sms: Any, stacks: Stacks) -> None:
        stacks.create({"It": self.set_of()}, name="s" * 100)

        assert len(self.found(sms)["ConfigurationSetName"]) == 64

    @pytest.mark.parametrize(
        ("properties", "told"),
        [
            ({"EventDestinations": [destination(**SNS, **LOGS)]}, "CANNOT_BE_USED_TOGETHER"),
            ({"EventDestinations": [destination(Enabled=True)]}, "MISSING_PARAMETER"),
            ({"EventDestinations": [destination(), destination()]}, "items are not unique"),
            ({"EventDestinations": [destination(**SNS, More=1)]}, "key [More] is not permitted"),
            ({"EventDestinations": [SNS]}, "key [EventDestinationName] not found"),
            ({"ProtectConfigurationId": "protect-0"}, "ResourceNotFoundException"),
        ],
    )
    def test_refused(self, sms: Any, stacks: Stacks, properties: dict[str, Any], told: str) -> None:
        """Nothing of it is left."""
        assert told in stacks.refusal({"It": self.set_of(**properties)})
        assert sms.describe_configuration_sets()["ConfigurationSets"] == []

    def test_change_that_is_refused(self, sms: Any, stacks: Stacks) -> None:
        """What has changed of it is as it was."""
        before = self.set_of(DefaultSenderId="One", EventDestinations=[destination()])
        stacks.create({"It": before})
        changed = self.set_of(DefaultSenderId="Two", ProtectConfigurationId="protect-0")

        assert "protect-0" in stacks.refusal({"It": changed}, "update")
        assert self.found(sms)["DefaultSenderId"] == "One"
        assert self.destinations(sms).keys() == {"it"}

    def test_events_to_a_topic_of_the_stack(self, aws: Aws, sms: Any, stacks: Stacks) -> None:
        queue = Queue(aws)
        told = destination(SnsDestination={"TopicArn": queue.topic})
        stacks.create({"It": self.set_of(ConfigurationSetName="mine", EventDestinations=[told])})
        with aws.settings(sms_voice_account_tier="PRODUCTION"):
            text(sms, NUMBER, ConfigurationSetName="mine")

        assert queue.types()[-1] == "TEXT_DELIVERED"


class TestOptOutList:
    def list_of(self, **properties: Any) -> dict[str, Any]:
        return resource("AWS::SMSVOICE::OptOutList", **properties)

    def names(self, sms: Any) -> list[str]:
        found = sms.describe_opt_out_lists()["OptOutLists"]
        return [each["OptOutListName"] for each in found][1:]

    def test_life(self, sms: Any, stacks: Stacks) -> None:
        outputs = {"Arn": {"Value": attribute("Arn", "It")}}
        stacks.create({"It": self.list_of(OptOutListName="mine")}, Outputs=outputs)
        assert (stacks.ids()["It"], self.names(sms)) == ("mine", ["mine"])
        assert stacks.outputs()["Arn"] == arn("opt-out-list/mine")

        stacks.update({"It": self.list_of(OptOutListName="mine", Tags=TAGS)})
        tags = sms.list_tags_for_resource(ResourceArn=arn("opt-out-list/mine"))["Tags"]
        assert tags == TAGS

        stacks.update({"It": self.list_of(OptOutListName="other")})
        assert self.names(sms) == ["other"]
        stacks.delete()
        assert self.names(sms) == []

    def test_name_that_is_made_up(self, sms: Any, stacks: Stacks) -> None:
        stacks.create({"It": {"Type": "AWS::SMSVOICE::OptOutList"}})

        [name] = self.names(sms)
        assert name.startswith("s-It-")

    def test_properties_that_are_none(self, sms: Any, stacks: Stacks) -> None:
        it = {"Type": "AWS::SMSVOICE::OptOutList", "Properties": ["mine"]}

        assert "expected type: JSONObject" in stacks.refusal({"It": it})
        assert self.names(sms) == []

    def test_default(self, stacks: Stacks) -> None:
        assert "RESOURCE_ALREADY_EXISTS" in stacks.refusal(
            {"It": self.list_of(OptOutListName="Default")}
        )


class TestProtectConfiguration:
    def protect(self, rules: dict[str, Any] | None = None, **properties: Any) -> dict[str, Any]:
        if rules is not None:
            properties["CountryRuleSet"] = {
                capability: [
                    {"CountryCode": country, "ProtectStatus": status}
                    for country, status in by_country.items()
                ]
                for capability, by_country in rules.items()
            }
        return resource("AWS::SMSVOICE::ProtectConfiguration", **properties)

    def rules(self, sms: Any, protect_id: str, capability: str = "SMS") -> dict[str, str]:
        """Where something is not just allowed."""
        found = sms.get_protect_configuration_country_rule_set(
            ProtectConfigurationId=protect_id, NumberCapability=capability
        )["CountryRuleSet"]
        return {
            country: rule["ProtectStatus"]
            for country, rule in found.items()
            if rule["ProtectStatus"] != "ALLOW"
        }

    def found(self, sms: Any) -> list[dict[str, Any]]:
        found = sms.describe_protect_configurations()["ProtectConfigurations"]
        return [{**each} for each in found]

    def test_life(self, sms: Any, stacks: Stacks) -> None:
        outputs = {
            name: {"Value": attribute(name, "It")} for name in ("Arn", "ProtectConfigurationId")
        }
        rules = {"SMS": {"US": "BLOCK", "CA": "MONITOR"}, "VOICE": {"GB": "BLOCK"}}
        stacks.create({"It": self.protect(rules, Tags=TAGS)}, Outputs=outputs)
        told = stacks.outputs()
        protect_id = stacks.ids()["It"]
        assert told["ProtectConfigurationId"] == protect_id
        assert told["Arn"] == arn(f"protect-configuration/{protect_id}")
        assert self.rules(sms, protect_id) == {"US": "BLOCK", "CA": "MONITOR"}
        assert self.rules(sms, protect_id, "VOICE") == {"GB": "BLOCK"}

        fewer = {"SMS": {"US": "FILTER"}}
        stacks.update({"It": self.protect(fewer, DeletionProtectionEnabled=True)})
        assert stacks.ids()["It"] == protect_id
        assert self.rules(sms, protect_id) == {"US": "FILTER"}
        assert self.rules(sms, protect_id, "VOICE") == {}
        assert self.found(sms)[0]["DeletionProtectionEnabled"] is True
        assert sms.list_tags_for_resource(ResourceArn=told["Arn"])["Tags"] == []

        stacks.update({"It": self.protect()})
        stacks.delete()
        assert self.found(sms) == []

    @pytest.mark.parametrize(
        ("rules", "told"),
        [
            ({"VOICE": {"US": "FILTER"}}, "INVALID_PARAMETER"),
            ({"SMS": {"US": None}}, "INVALID_PARAMETER"),
            ({"RCS": {"US": "BLOCK"}}, "key [RCS] is not permitted"),
        ],
    )
    def test_refused(self, sms: Any, stacks: Stacks, rules: dict[str, Any], told: str) -> None:
        it = self.protect(rules, DeletionProtectionEnabled=True)

        assert told in stacks.refusal({"It": it})
        assert self.found(sms) == []

    def test_set_and_its_protection(self, sms: Any, stacks: Stacks) -> None:
        """Both go, whichever is tried first."""
        of = resource("AWS::SMSVOICE::ConfigurationSet", ProtectConfigurationId=ref("It"))
        stacks.create({"It": self.protect(), "Of": of})
        stacks.delete()

        assert self.found(sms) == []

    def test_protected(self, sms: Any, stacks: Stacks) -> None:
        stacks.create({"It": self.protect(DeletionProtectionEnabled=True)})

        with pytest.raises(stacks.client.exceptions.ClientError, match="DELETION_PROTECTION"):
            stacks.delete()
        assert len(self.found(sms)) == 1
