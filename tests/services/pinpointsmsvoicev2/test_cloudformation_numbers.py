"""Phone numbers and pools as resources of a stack."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    arn,
    described_phone,
    described_pool,
    phone,
    sender_id,
)
from tests.stacks import Stacks, attribute, resource

TOPIC = "arn:aws:sns:us-east-1:123456789012:answers"
TWO_WAY = {"Enabled": True, "ChannelArn": TOPIC}
MANDATORY = {"HELP": {"Message": "Call us."}, "STOP": {"Message": "Bye."}}
JOIN = {"Keyword": "join", "Message": "Welcome.", "Action": "OPT_IN"}
TAGS = [{"Key": "a", "Value": "1"}]


@pytest.fixture
def stacks(aws: Aws) -> Stacks:
    return Stacks(aws)


def number(**properties: Any) -> dict[str, Any]:
    given = {
        "IsoCountryCode": "US",
        "MandatoryKeywords": MANDATORY,
        "NumberCapabilities": ["SMS"],
        "NumberType": "LONG_CODE",
    }
    return resource("AWS::SMSVOICE::PhoneNumber", **{**given, **properties})


def pool(*identities: Any, **properties: Any) -> dict[str, Any]:
    given = {"OriginationIdentities": list(identities), "MandatoryKeywords": MANDATORY}
    return resource("AWS::SMSVOICE::Pool", **{**given, **properties})


def keywords(sms: Any, owner: str) -> dict[str, str]:
    found = sms.describe_keywords(OriginationIdentity=owner)["Keywords"]
    return {each["Keyword"]: each["KeywordMessage"] for each in found}


class TestPhoneNumber:
    def test_life(self, sms: Any, stacks: Stacks) -> None:
        names = ("Arn", "PhoneNumber", "PhoneNumberId")
        outputs = {name: {"Value": attribute(name, "It")} for name in names}
        sms.create_opt_out_list(OptOutListName="mine")
        all_of_it = number(
            OptOutListName="mine",
            TwoWay=TWO_WAY,
            SelfManagedOptOutsEnabled="true",
            OptionalKeywords=[JOIN],
            DeletionProtectionEnabled=True,
            Tags=TAGS,
        )
        stacks.create({"It": all_of_it}, Outputs=outputs)
        number_id = stacks.ids()["It"]
        found = described_phone(sms, number_id)
        told = stacks.outputs()
        assert told == {
            "Arn": found["PhoneNumberArn"],
            "PhoneNumber": found["PhoneNumber"],
            "PhoneNumberId": number_id,
        }
        assert (found["Status"], found["MessageType"]) == ("ACTIVE", "TRANSACTIONAL")
        assert (found["OptOutListName"], found["TwoWayChannelArn"]) == ("mine", TOPIC)
        assert found["SelfManagedOptOutsEnabled"] is True
        assert found["DeletionProtectionEnabled"] is True
        assert keywords(sms, number_id) == {
            "HELP": "Call us.",
            "JOIN": "Welcome.",
            "STOP": "Bye.",
        }
        assert sms.list_tags_for_resource(ResourceArn=told["Arn"])["Tags"] == TAGS

        other = {**MANDATORY, "HELP": {"Message": "Write to us."}}
        stacks.update({"It": number(MandatoryKeywords=other)})
        assert stacks.ids()["It"] == number_id
        found = described_phone(sms, number_id)
        assert (found["OptOutListName"], found["TwoWayEnabled"]) == ("Default", False)
        assert found["DeletionProtectionEnabled"] is False
        assert keywords(sms, number_id) == {"HELP": "Write to us.", "STOP": "Bye."}

        stacks.update({"It": number(IsoCountryCode="GB")})
        [found] = sms.describe_phone_numbers()["PhoneNumbers"]
        assert (found["IsoCountryCode"], found["PhoneNumberId"]) == ("GB", stacks.ids()["It"])
        stacks.delete()
        assert sms.describe_phone_numbers()["PhoneNumbers"] == []

    @pytest.mark.parametrize(
        ("properties", "told"),
        [
            ({"NumberType": "TEN_DLC"}, "MISSING_PARAMETER"),
            ({"TwoWay": {"Enabled": True}}, "TWO_WAY_CHANNEL_NOT_PRESENT"),
            ({"TwoWay": {"Channel": TOPIC}}, "key [Channel] is not permitted"),
            ({"OptOutListName": "absent"}, "ResourceNotFoundException"),
            ({"MandatoryKeywords": {"HELP": {"Message": "Hi."}}}, "key [STOP] not found"),
            ({"MandatoryKeywords": {**MANDATORY, "INFO": {}}}, "key [INFO] is not permitted"),
            ({"MandatoryKeywords": {**MANDATORY, "STOP": {}}}, "INVALID_PARAMETER"),
            ({"OptionalKeywords": [{**JOIN, "Action": "SING"}]}, "INVALID_PARAMETER"),
            ({"OptionalKeywords": [JOIN, JOIN]}, "items are not unique"),
        ],
    )
    def test_refused(self, sms: Any, stacks: Stacks, properties: dict[str, Any], told: str) -> None:
        """Nothing of it is left, though it was to be protected."""
        it = number(**properties, DeletionProtectionEnabled=True)

        assert told in stacks.refusal({"It": it})
        assert sms.describe_phone_numbers()["PhoneNumbers"] == []


class TestPool:
    def members(self, sms: Any, pool_id: str) -> set[str]:
        found = sms.list_pool_origination_identities(PoolId=pool_id)["OriginationIdentities"]
        return {each["OriginationIdentityArn"] for each in found}

    def test_life(self, sms: Any, stacks: Stacks) -> None:
        outputs = {name: {"Value": attribute(name, "It")} for name in ("Arn", "PoolId")}
        numbers = {"One": number(), "Two": number()}
        one, two = attribute("Arn", "One"), attribute("Arn", "Two")
        sender = sender_id(sms)
        all_of_it = pool(
            one,
            sender,
            TwoWay=TWO_WAY,
            OptionalKeywords=[JOIN],
            SharedRoutesEnabled=True,
            DeletionProtectionEnabled=True,
            Tags=TAGS,
        )
        stacks.create({**numbers, "It": all_of_it}, Outputs=outputs)
        ids = stacks.ids()
        pool_id = ids["It"]
        assert stacks.outputs() == {"Arn": arn(f"pool/{pool_id}"), "PoolId": pool_id}
        found = described_pool(sms, pool_id)
        assert (found["Status"], found["MessageType"]) == ("ACTIVE", "TRANSACTIONAL")
        assert (found["TwoWayChannelArn"], found["SharedRoutesEnabled"]) == (TOPIC, True)
        assert found["DeletionProtectionEnabled"] is True
        first = described_phone(sms, ids["One"])["PhoneNumberArn"]
        assert self.members(sms, pool_id) == {first, sender}
        assert keywords(sms, pool_id).keys() == {"HELP", "JOIN", "STOP"}

        stacks.update({**numbers, "It": pool(one)})
        found = described_pool(sms, pool_id)
        assert (found["TwoWayEnabled"], found["SharedRoutesEnabled"]) == (False, False)
        assert self.members(sms, pool_id) == {first}
        assert keywords(sms, pool_id).keys() == {"HELP", "STOP"}
        assert sms.list_tags_for_resource(ResourceArn=found["PoolArn"])["Tags"] == []

        stacks.update({**numbers, "It": pool(two)})
        second = described_phone(sms, ids["Two"])["PhoneNumberArn"]
        assert self.members(sms, pool_id) == {second}
        assert stacks.ids()["It"] == pool_id

        stacks.delete()
        assert sms.describe_pools()["Pools"] == []
        assert sms.describe_phone_numbers()["PhoneNumbers"] == []

    def test_it_is_like_its_first_number(self, aws: Aws, sms: Any, stacks: Stacks) -> None:
        """Where the template does not say otherwise; its country is found out."""
        own = described_phone(sms, phone(sms, "GB", MessageType="PROMOTIONAL"))
        sms.update_phone_number(
            PhoneNumberId=own["PhoneNumberId"], TwoWayEnabled=True, TwoWayChannelArn=TOPIC
        )
        with aws.settings(sms_voice_strict_country_codes=True):
            stacks.create({"It": pool(own["PhoneNumberArn"])})

        found = described_pool(sms, stacks.ids()["It"])
        assert found["MessageType"] == "PROMOTIONAL"
        assert found["TwoWayChannelArn"] == TOPIC

    def test_sender_id_alone(self, sms: Any, stacks: Stacks) -> None:
        stacks.create({"It": pool(sender_id(sms))})

        assert described_pool(sms, stacks.ids()["It"])["MessageType"] == "TRANSACTIONAL"

    @pytest.mark.parametrize(
        ("identities", "told"),
        [
            ([], "INVALID_PARAMETER"),
            ([arn("phone-number/phone-0")], "ResourceNotFoundException"),
            ([1], "expected type: String"),
        ],
    )
    def test_refused(self, sms: Any, stacks: Stacks, identities: list[Any], told: str) -> None:
        assert told in stacks.refusal({"It": pool(*identities)})
        assert sms.describe_pools()["Pools"] == []

    def test_second_number_that_does_not_fit(self, sms: Any, stacks: Stacks) -> None:
        """The first one is free again."""
        one, two = phone(sms), phone(sms, NumberCapabilities=["SMS"])
        identities = [described_phone(sms, each)["PhoneNumberArn"] for each in (one, two)]

        assert "NUMBER_CAPABILITIES_MISMATCH" in stacks.refusal({"It": pool(*identities)})
        assert sms.describe_pools()["Pools"] == []
        assert "PoolId" not in described_phone(sms, one)
