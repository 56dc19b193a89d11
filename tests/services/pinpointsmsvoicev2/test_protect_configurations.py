"""Protect configurations of End User Messaging SMS, and their rules by country."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    arn,
    conflict,
    not_found,
    one_by_one,
    protect,
    quota,
    send,
    validation,
)

TYPE = "protect-configuration"
UNKNOWN = ["protect-1", arn(f"{TYPE}/protect-1")]
TEAM = {"Key": "team", "Value": "ops"}
MINE = {"ConfigurationSetName": "mine"}


@pytest.fixture
def protect_id(sms: Any) -> str:
    return protect(sms)


def described(sms: Any, **parameters: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = sms.describe_protect_configurations(**parameters)[
        "ProtectConfigurations"
    ]
    return found


def ids(sms: Any, **parameters: Any) -> list[str]:
    return [each["ProtectConfigurationId"] for each in described(sms, **parameters)]


def set_of(sms: Any) -> str | None:
    """What protects the configuration set."""
    [found] = sms.describe_configuration_sets()["ConfigurationSets"]
    protect_id: str | None = found.get("ProtectConfigurationId")
    return protect_id


class TestCreate:
    def test_it_holds_for_nothing_yet(self, sms: Any) -> None:
        created = sms.create_protect_configuration(Tags=[TEAM])

        del created["ResponseMetadata"]
        assert created.pop("Tags") == [TEAM]
        protect_id = created["ProtectConfigurationId"]
        assert re.fullmatch("protect-[0-9a-f]{32}", protect_id)
        assert created["ProtectConfigurationArn"] == arn(f"{TYPE}/{protect_id}")
        assert created["AccountDefault"] is created["DeletionProtectionEnabled"] is False
        assert described(sms) == [created]
        resource = {"ResourceArn": created["ProtectConfigurationArn"]}
        assert sms.list_tags_for_resource(**resource)["Tags"] == [TEAM]

    def test_quota_and_tags(self, aws: Aws, sms: Any) -> None:
        create = sms.create_protect_configuration
        with aws.settings(sms_voice_protect_configurations_per_account=0):
            quota(create, "PROTECT_CONFIGURATIONS_PER_ACCOUNT")
        with aws.settings(sms_voice_tags_per_resource=0):
            quota(create, "TAGS_PER_RESOURCE", Tags=[TEAM])
        validation(create, "INVALID_PARAMETER", "tags", Tags=[{"Key": "aws:x", "Value": ""}])
        assert described(sms) == []

    def test_same_token_once(self, sms: Any) -> None:
        assert protect(sms, ClientToken="a") == protect(sms, ClientToken="a")
        validation(
            sms.create_protect_configuration,
            "INVALID_REQUEST",
            "clientToken",
            ClientToken="a",
            DeletionProtectionEnabled=True,
        )
        assert len(described(sms)) == 1


class TestDescribe:
    def test_by_id_and_arn_the_oldest_first(self, sms: Any) -> None:
        names = [protect(sms) for _ in range(3)]

        wanted = [arn(f"{TYPE}/{names[2]}"), names[0]]
        assert ids(sms, ProtectConfigurationIds=wanted) == [names[0], names[2]]
        pages = one_by_one(sms, "describe_protect_configurations", "ProtectConfigurations")
        assert [each["ProtectConfigurationId"] for each in pages] == names

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_one_unknown_id_fails_the_call(self, sms: Any, protect_id: str, name: str) -> None:
        names = [protect_id, name]
        not_found(sms.describe_protect_configurations, TYPE, name, ProtectConfigurationIds=names)

    @pytest.mark.parametrize(
        ("name", "found"), [("account-default", "b"), ("deletion-protection-enabled", "a")]
    )
    def test_filters(self, sms: Any, name: str, found: str) -> None:
        names = {"a": protect(sms, DeletionProtectionEnabled=True), "b": protect(sms)}
        sms.set_account_default_protect_configuration(ProtectConfigurationId=names["b"])

        assert ids(sms, Filters=[{"Name": name, "Values": ["true"]}]) == [names[found]]
        validation(
            sms.describe_protect_configurations,
            "INVALID_FILTER_VALUES",
            "filters",
            Filters=[{"Name": name, "Values": ["yes"]}],
        )


class TestUpdateAndDelete:
    def test_protected_one_stays(self, sms: Any, protect_id: str) -> None:
        one = {"ProtectConfigurationId": protect_id}
        for change in ({"DeletionProtectionEnabled": True}, {}):
            updated = sms.update_protect_configuration(**one, **change)
            assert updated["DeletionProtectionEnabled"] is True
        conflict(
            sms.delete_protect_configuration, "DELETION_PROTECTION_ENABLED", protect_id, TYPE, **one
        )
        sms.update_protect_configuration(**one, DeletionProtectionEnabled=False)
        [before] = described(sms)

        deleted = sms.delete_protect_configuration(**one)

        del deleted["ResponseMetadata"]
        assert deleted == before
        assert described(sms) == []

    def test_default_of_the_account_stays(self, sms: Any, protect_id: str) -> None:
        one = {"ProtectConfigurationId": protect_id}
        sms.set_account_default_protect_configuration(**one)
        conflict(
            sms.delete_protect_configuration,
            "PROTECT_CONFIGURATION_IS_ACCOUNT_DEFAULT",
            protect_id,
            TYPE,
            **one,
        )
        sms.delete_account_default_protect_configuration()
        sms.delete_protect_configuration(**one)
        assert described(sms) == []

    def test_one_of_a_configuration_set_stays(self, sms: Any, protect_id: str) -> None:
        one = {"ProtectConfigurationId": protect_id}
        sms.create_configuration_set(**MINE)
        sms.associate_protect_configuration(**one, **MINE)
        conflict(
            sms.delete_protect_configuration,
            "PROTECT_CONFIGURATION_ASSOCIATED_WITH_CONFIGURATION_SET",
            protect_id,
            TYPE,
            **one,
        )
        sms.delete_configuration_set(**MINE)
        sms.delete_protect_configuration(**one)
        assert described(sms) == []

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_one(self, sms: Any, name: str) -> None:
        one = {"ProtectConfigurationId": name}
        not_found(sms.update_protect_configuration, TYPE, name, **one)
        not_found(sms.delete_protect_configuration, TYPE, name, **one)
        not_found(sms.set_account_default_protect_configuration, TYPE, name, **one)

    def test_arn_of_something_else(self, sms: Any) -> None:
        validation(
            sms.delete_protect_configuration,
            "INVALID_ARN",
            "protectConfigurationId",
            ProtectConfigurationId=arn("pool/pool-1"),
        )


class TestAssociate:
    @pytest.fixture(autouse=True)
    def _mine(self, sms: Any) -> None:
        sms.create_configuration_set(**MINE)

    def test_another_takes_its_place(self, sms: Any, protect_id: str) -> None:
        other = protect(sms)
        for _ in range(2):
            answer = sms.associate_protect_configuration(
                ProtectConfigurationId=arn(f"{TYPE}/{protect_id}"), **MINE
            )
        del answer["ResponseMetadata"]
        assert answer == {
            "ConfigurationSetArn": arn("configuration-set/mine"),
            **MINE,
            "ProtectConfigurationArn": arn(f"{TYPE}/{protect_id}"),
            "ProtectConfigurationId": protect_id,
        }
        assert set_of(sms) == protect_id
        filters = [{"Name": "protect-configuration-id", "Values": [protect_id]}]
        assert len(sms.describe_configuration_sets(Filters=filters)["ConfigurationSets"]) == 1

        sms.associate_protect_configuration(ProtectConfigurationId=other, **MINE)
        assert set_of(sms) == other

    def test_disassociated(self, sms: Any, protect_id: str) -> None:
        one = {"ProtectConfigurationId": protect_id, **MINE}
        sms.associate_protect_configuration(**one)
        answer = sms.disassociate_protect_configuration(**one)

        assert answer["ProtectConfigurationId"] == protect_id
        assert set_of(sms) is None
        conflict(
            sms.disassociate_protect_configuration,
            "PROTECT_CONFIGURATION_NOT_ASSOCIATED_WITH_CONFIGURATION_SET",
            protect_id,
            TYPE,
            **one,
        )

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_one(self, sms: Any, protect_id: str, name: str) -> None:
        for call in (sms.associate_protect_configuration, sms.disassociate_protect_configuration):
            not_found(call, TYPE, name, ProtectConfigurationId=name, **MINE)
            not_found(
                call,
                "configuration-set",
                "yours",
                ProtectConfigurationId=protect_id,
                ConfigurationSetName="yours",
            )


class TestAccountDefault:
    def attributes(self, sms: Any) -> dict[str, str]:
        found = sms.describe_account_attributes()["AccountAttributes"]
        return {each["Name"]: each["Value"] for each in found}

    def test_another_takes_its_place(self, sms: Any) -> None:
        first, second = protect(sms), protect(sms)
        for name in (first, second):
            answer = sms.set_account_default_protect_configuration(ProtectConfigurationId=name)
            assert answer["DefaultProtectConfigurationId"] == name
            assert answer["DefaultProtectConfigurationArn"] == arn(f"{TYPE}/{name}")
            assert self.attributes(sms)["DEFAULT_PROTECT_CONFIGURATION_ID"] == name

        assert [each["AccountDefault"] for each in described(sms)] == [False, True]
        deleted = sms.delete_account_default_protect_configuration()
        assert deleted["DefaultProtectConfigurationId"] == second
        assert self.attributes(sms) == {"ACCOUNT_TIER": "SANDBOX"}

    def test_nothing_to_delete(self, sms: Any, protect_id: str) -> None:
        not_found(sms.delete_account_default_protect_configuration, TYPE, "default")


class TestCountryRules:
    def rules(self, sms: Any, protect_id: str, capability: str = "SMS") -> dict[str, str]:
        answer = sms.get_protect_configuration_country_rule_set(
            ProtectConfigurationId=protect_id, NumberCapability=capability
        )
        assert answer["ProtectConfigurationArn"] == arn(f"{TYPE}/{protect_id}")
        assert answer["NumberCapability"] == capability
        return {name: rule["ProtectStatus"] for name, rule in answer["CountryRuleSet"].items()}

    def update(self, sms: Any, protect_id: str, capability: str = "SMS", **rules: str) -> Any:
        return sms.update_protect_configuration_country_rule_set(
            ProtectConfigurationId=protect_id,
            NumberCapability=capability,
            CountryRuleSetUpdates={name: {"ProtectStatus": rules[name]} for name in rules},
        )

    def test_every_country_is_allowed(self, sms: Any, protect_id: str) -> None:
        rules = self.rules(sms, protect_id)

        assert rules.keys() >= {"US", "CA", "PR", "GB", "DE"}
        assert set(rules.values()) == {"ALLOW"}

    def test_those_that_are_given_change(self, sms: Any, protect_id: str) -> None:
        before = self.rules(sms, protect_id)
        self.update(sms, protect_id, GB="BLOCK", DE="MONITOR", FR="FILTER")
        answer = self.update(sms, protect_id, DE="ALLOW")

        after = {**before, "GB": "BLOCK", "FR": "FILTER"}
        assert self.rules(sms, protect_id) == after
        assert answer["CountryRuleSet"]["GB"] == {"ProtectStatus": "BLOCK"}
        assert self.rules(sms, protect_id, "VOICE") == before

    @pytest.mark.parametrize(
        ("capability", "rules"), [("SMS", {"ZZ": "BLOCK"}), ("VOICE", {"GB": "MONITOR"})]
    )
    def test_rules_that_cannot_be(
        self, sms: Any, protect_id: str, capability: str, rules: dict[str, str]
    ) -> None:
        updates = {name: {"ProtectStatus": rules[name]} for name in rules}
        validation(
            sms.update_protect_configuration_country_rule_set,
            "INVALID_PARAMETER",
            "countryRuleSetUpdates",
            ProtectConfigurationId=protect_id,
            NumberCapability=capability,
            CountryRuleSetUpdates={"FR": {"ProtectStatus": "BLOCK"}, **updates},
        )
        assert set(self.rules(sms, protect_id, capability).values()) == {"ALLOW"}

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_one(self, sms: Any, name: str) -> None:
        one = {"ProtectConfigurationId": name, "NumberCapability": "SMS"}
        not_found(sms.get_protect_configuration_country_rule_set, TYPE, name, **one)
        updates = {"GB": {"ProtectStatus": "BLOCK"}}
        not_found(
            sms.update_protect_configuration_country_rule_set,
            TYPE,
            name,
            **one,
            CountryRuleSetUpdates=updates,
        )


class TestCodes:
    """A verification code does not go to a country that is blocked."""

    def block(self, sms: Any, protect_id: str, capability: str = "SMS") -> None:
        sms.update_protect_configuration_country_rule_set(
            ProtectConfigurationId=protect_id,
            NumberCapability=capability,
            CountryRuleSetUpdates={"US": {"ProtectStatus": "BLOCK"}},
        )

    def refuse(self, aws: Aws, sms: Any, number_id: str, protect_id: str, **more: str) -> None:
        conflict(
            sms.send_destination_number_verification_code,
            "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION",
            protect_id,
            TYPE,
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="TEXT",
            **more,
        )
        assert aws.outbox.messages() == []

    def test_by_the_default_of_the_account(
        self, aws: Aws, sms: Any, number_id: str, protect_id: str
    ) -> None:
        self.block(sms, protect_id)
        sms.set_account_default_protect_configuration(ProtectConfigurationId=protect_id)
        self.refuse(aws, sms, number_id, protect_id)

        send(sms, number_id, "VOICE")
        assert len(aws.outbox.messages()) == 1

    def test_by_the_configuration_set_before_the_default(
        self, aws: Aws, sms: Any, number_id: str, protect_id: str
    ) -> None:
        other = protect(sms)
        self.block(sms, protect_id)
        sms.create_configuration_set(**MINE)
        sms.associate_protect_configuration(ProtectConfigurationId=protect_id, **MINE)
        sms.set_account_default_protect_configuration(ProtectConfigurationId=other)
        self.refuse(aws, sms, number_id, protect_id, **MINE)

        send(sms, number_id)
        assert len(aws.outbox.messages()) == 1

    def test_one_that_holds_for_nothing_blocks_nothing(
        self, aws: Aws, sms: Any, number_id: str, protect_id: str
    ) -> None:
        self.block(sms, protect_id)
        send(sms, number_id)
        assert len(aws.outbox.messages()) == 1
