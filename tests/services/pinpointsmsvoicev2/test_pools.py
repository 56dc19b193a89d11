"""Pools of End User Messaging SMS, and the identities in them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    arn,
    conflict,
    described_phone,
    described_pool,
    not_found,
    one_by_one,
    phone,
    pool,
    quota,
    sender_id,
    transition,
    validation,
)

TYPE = "pool"
ABSENT = "pool-00000000000000000000000000000000"
UNKNOWN = [ABSENT, arn(f"{TYPE}/{ABSENT}"), arn(f"{TYPE}/{ABSENT}", region="eu-west-1")]
TEAM = {"Key": "team", "Value": "ops"}
TOPIC = "arn:aws:sns:us-east-1:123456789012:answers"
TWO_WAY = {"TwoWayEnabled": True, "TwoWayChannelArn": TOPIC}
SENDER = {"SenderId": "MyShop", "IsoCountryCode": "GB"}


@pytest.fixture
def number_id(sms: Any) -> str:
    """A phone number that is active."""
    return phone(sms)


def ids(sms: Any, **parameters: Any) -> list[str]:
    return [each["PoolId"] for each in sms.describe_pools(**parameters)["Pools"]]


def members(sms: Any, pool_id: str, **parameters: Any) -> list[str]:
    found = sms.list_pool_origination_identities(PoolId=pool_id, **parameters)
    return [each["OriginationIdentity"] for each in found["OriginationIdentities"]]


class TestCreate:
    def test_pool_is_in_creation_then_active(self, sms: Any, number_id: str) -> None:
        created = sms.create_pool(
            OriginationIdentity=number_id,
            IsoCountryCode="US",
            MessageType="TRANSACTIONAL",
            Tags=[TEAM],
        )

        del created["ResponseMetadata"]
        pool_id = created["PoolId"]
        assert re.fullmatch("pool-[0-9a-f]{32}", pool_id)
        assert created.pop("Tags") == [TEAM]
        assert (
            created.items()
            >= {
                "PoolArn": arn(f"{TYPE}/{pool_id}"),
                "Status": "CREATING",
                "MessageType": "TRANSACTIONAL",
                "TwoWayEnabled": False,
                "SelfManagedOptOutsEnabled": False,
                "OptOutListName": "Default",
                "SharedRoutesEnabled": False,
                "DeletionProtectionEnabled": False,
            }.items()
        )
        assert described_pool(sms, pool_id) == {**created, "Status": "ACTIVE"}
        assert described_phone(sms, number_id)["PoolId"] == pool_id
        assert sms.list_tags_for_resource(ResourceArn=created["PoolArn"])["Tags"] == [TEAM]

    def test_pool_does_as_its_first_number_does(self, sms: Any, number_id: str) -> None:
        sms.create_opt_out_list(OptOutListName="shop")
        sms.update_phone_number(
            PhoneNumberId=number_id,
            **TWO_WAY,
            SelfManagedOptOutsEnabled=True,
            OptOutListName="shop",
            DeletionProtectionEnabled=True,
        )
        sms.put_keyword(OriginationIdentity=number_id, Keyword="INFO", KeywordMessage="We sell.")

        pool_id = pool(sms, arn(f"phone-number/{number_id}"))

        found = described_pool(sms, pool_id)
        assert found.items() >= {**TWO_WAY, "SelfManagedOptOutsEnabled": True}.items()
        assert found["OptOutListName"] == "shop"
        assert found["DeletionProtectionEnabled"] is False
        keywords = sms.describe_keywords(OriginationIdentity=pool_id)["Keywords"]
        assert [each["Keyword"] for each in keywords] == ["HELP", "INFO", "STOP"]

    def test_of_a_sender_id(self, sms: Any) -> None:
        sender_arn = sender_id(sms)

        by_name = pool(sms, "myshop", "GB", MessageType="PROMOTIONAL")
        by_arn = pool(sms, sender_arn, "GB")

        assert members(sms, by_name) == members(sms, by_arn) == ["MYSHOP"]
        assert described_pool(sms, by_name)["OptOutListName"] == "Default"

    @pytest.mark.parametrize(
        ("kind", "name", "country"),
        [
            ("phone-number", "phone-1", "US"),
            ("phone-number", arn("phone-number/phone-1"), "US"),
            ("sender-id", "MyShop", "DE"),
            ("sender-id", arn("sender-id/MYSHOP/DE"), "DE"),
            ("rcs-agent", "rcs-1", "US"),
            ("rcs-agent", arn("rcs-agent/rcs-1"), None),
        ],
    )
    def test_unknown_identity(self, sms: Any, kind: str, name: str, country: str | None) -> None:
        given = {"IsoCountryCode": country} if country else {}
        sender_id(sms)
        not_found(
            sms.create_pool,
            kind,
            name,
            OriginationIdentity=name,
            MessageType="TRANSACTIONAL",
            **given,
        )
        assert ids(sms) == []

    def test_number_without_its_country(self, aws: Aws, sms: Any, number_id: str) -> None:
        create = {"OriginationIdentity": number_id, "MessageType": "TRANSACTIONAL"}
        with aws.settings(sms_voice_strict_country_codes=True):
            validation(sms.create_pool, "INVALID_PARAMETER", "isoCountryCode", **create)
        assert ids(sms) == []

        sms.create_pool(**create)

        assert len(ids(sms)) == 1

    @pytest.mark.parametrize(
        ("name", "reason", "field"),
        [
            ("MyShop", "MISSING_PARAMETER", "isoCountryCode"),
            (arn("sender-id/MYSHOP/GB"), "INVALID_ARN", "originationIdentity"),
        ],
    )
    def test_sender_id_without_its_country(
        self, sms: Any, name: str, reason: str, field: str
    ) -> None:
        sender_id(sms)
        create = {"OriginationIdentity": name, "MessageType": "TRANSACTIONAL"}
        validation(sms.create_pool, reason, field, **create)
        assert ids(sms) == []

    def test_country_of_another(self, sms: Any, number_id: str) -> None:
        validation(
            sms.create_pool,
            "COUNTRY_CODE_MISMATCH",
            "isoCountryCode",
            OriginationIdentity=number_id,
            IsoCountryCode="CA",
            MessageType="TRANSACTIONAL",
        )
        assert "PoolId" not in described_phone(sms, number_id)

    def test_number_that_is_not_active(self, sms: Any) -> None:
        number_id = phone(sms, NumberType="TOLL_FREE")
        self.refuse(sms, number_id, "RESOURCE_NOT_ACTIVE")

    def test_number_in_another_pool(self, sms: Any, number_id: str) -> None:
        pool_id = pool(sms, number_id)
        self.refuse(sms, number_id, "PHONE_NUMBER_ASSOCIATED_TO_POOL")
        assert described_phone(sms, number_id)["PoolId"] == pool_id

    def test_other_message_type(self, sms: Any, number_id: str) -> None:
        self.refuse(sms, number_id, "MESSAGE_TYPE_MISMATCH", MessageType="PROMOTIONAL")
        assert "PoolId" not in described_phone(sms, number_id)

    def refuse(self, sms: Any, number_id: str, reason: str, **change: str) -> None:
        create = {"OriginationIdentity": number_id, "IsoCountryCode": "US"}
        create |= {"MessageType": "TRANSACTIONAL", **change}
        conflict(sms.create_pool, reason, number_id, "phone-number", **create)

    def test_quota_and_tags(self, aws: Aws, sms: Any, number_id: str) -> None:
        create = {
            "OriginationIdentity": number_id,
            "IsoCountryCode": "US",
            "MessageType": "TRANSACTIONAL",
            "Tags": [TEAM],
        }
        with aws.settings(sms_voice_pools_per_account=0):
            quota(sms.create_pool, "POOLS_PER_ACCOUNT", **create)
        with aws.settings(sms_voice_tags_per_resource=0):
            quota(sms.create_pool, "TAGS_PER_RESOURCE", **create)
        reserved = {**create, "Tags": [{"Key": "aws:x", "Value": ""}]}
        validation(sms.create_pool, "INVALID_PARAMETER", "tags", **reserved)
        assert ids(sms) == []
        assert "PoolId" not in described_phone(sms, number_id)

    def test_same_token_once(self, sms: Any, number_id: str) -> None:
        assert pool(sms, number_id, ClientToken="a") == pool(sms, number_id, ClientToken="a")

        validation(
            sms.create_pool,
            "INVALID_REQUEST",
            "clientToken",
            OriginationIdentity=number_id,
            MessageType="TRANSACTIONAL",
            ClientToken="a",
        )


class TestTransitions:
    def test_pool_in_creation(self, aws: Aws, sms: Any, number_id: str) -> None:
        with transition(aws, "pool", progression="time", seconds=30):
            pool_id = pool(sms, number_id)
        assert described_pool(sms, pool_id)["Status"] == "CREATING"
        for call, members_of_it in [
            (sms.update_pool, {}),
            (sms.delete_pool, {}),
            (sms.associate_origination_identity, {"OriginationIdentity": number_id}),
            (sms.disassociate_origination_identity, {"OriginationIdentity": number_id}),
        ]:
            conflict(call, "RESOURCE_NOT_ACTIVE", pool_id, TYPE, PoolId=pool_id, **members_of_it)

        aws.clock.advance(seconds=30)

        assert described_pool(sms, pool_id)["Status"] == "ACTIVE"

    def test_pool_in_deletion(self, aws: Aws, sms: Any, number_id: str) -> None:
        pool_id = pool(sms, number_id)
        with transition(aws, "pool_deletion", progression="manual", times=2):
            sms.delete_pool(PoolId=pool_id)

        assert described_pool(sms, pool_id)["Status"] == "DELETING"
        assert members(sms, pool_id) == []
        not_found(sms.describe_pools, TYPE, pool_id, PoolIds=[pool_id])

    def test_number_that_joins_and_leaves(self, aws: Aws, sms: Any, number_id: str) -> None:
        pool_id, other = pool(sms, phone(sms)), {"OriginationIdentity": number_id}
        with transition(aws, "phone_number_association", progression="manual", times=2):
            sms.associate_origination_identity(PoolId=pool_id, **other)
            statuses = [described_phone(sms, number_id)["Status"] for _ in range(2)]
            sms.disassociate_origination_identity(PoolId=pool_id, **other)
            conflict(
                sms.release_phone_number,
                "PHONE_NUMBER_ASSOCIATED_TO_POOL",
                number_id,
                "phone-number",
                PhoneNumberId=number_id,
            )
            statuses += [described_phone(sms, number_id)["Status"] for _ in range(2)]

        assert statuses == ["ASSOCIATING", "ACTIVE", "DISASSOCIATING", "ACTIVE"]
        sms.release_phone_number(PhoneNumberId=number_id)

    def test_number_that_leaves_before_it_is_active(self, aws: Aws, sms: Any) -> None:
        pool_id = pool(sms, phone(sms))
        with transition(aws, "phone_number", progression="time", seconds=60):
            number_id = phone(sms, PoolId=pool_id)
        sms.disassociate_origination_identity(PoolId=pool_id, OriginationIdentity=number_id)
        assert described_phone(sms, number_id)["Status"] == "PENDING"

        aws.clock.advance(seconds=61)

        number = described_phone(sms, number_id)
        assert number["Status"] == "ACTIVE"
        aws.outbox.device("+14255550100").write("HELP", to=number["PhoneNumber"])


class TestDescribe:
    def test_by_id_and_arn_the_oldest_first(self, sms: Any) -> None:
        pools = [pool(sms, phone(sms)) for _ in range(3)]

        assert ids(sms, PoolIds=[arn(f"{TYPE}/{pools[2]}"), pools[0]]) == [pools[0], pools[2]]
        pages = one_by_one(sms, "describe_pools", "Pools")
        assert [each["PoolId"] for each in pages] == pools

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_one_unknown_id_fails_the_call(self, sms: Any, number_id: str, name: str) -> None:
        not_found(sms.describe_pools, TYPE, name, PoolIds=[pool(sms, number_id), name])

    @pytest.mark.parametrize(
        ("name", "value", "found"),
        [
            ("status", "ACTIVE", "ab"),
            ("message-type", "PROMOTIONAL", "b"),
            ("two-way-enabled", "true", "a"),
            ("self-managed-opt-outs-enabled", "true", "a"),
            ("opt-out-list-name", "Default", "ab"),
            ("shared-routes-enabled", "false", "b"),
            ("deletion-protection-enabled", "true", "b"),
            ("two-way-channel-arn", TOPIC, "a"),
        ],
    )
    def test_filters(self, sms: Any, number_id: str, name: str, value: str, found: str) -> None:
        promotional = phone(sms, MessageType="PROMOTIONAL")
        pools = {
            "a": pool(sms, number_id),
            "b": pool(sms, promotional, MessageType="PROMOTIONAL", DeletionProtectionEnabled=True),
        }
        sms.update_pool(
            PoolId=pools["a"], **TWO_WAY, SelfManagedOptOutsEnabled=True, SharedRoutesEnabled=True
        )

        filters = [{"Name": name, "Values": [value]}]
        assert ids(sms, Filters=filters) == [pools[each] for each in found]

    def test_value_that_no_pool_has(self, sms: Any) -> None:
        filters = [{"Name": "status", "Values": ["GONE"]}]
        validation(sms.describe_pools, "INVALID_FILTER_VALUES", "filters", Filters=filters)

    def test_owner(self, sms: Any, number_id: str) -> None:
        pool_id = pool(sms, number_id)

        assert (ids(sms, Owner="SELF"), ids(sms, Owner="SHARED")) == ([pool_id], [])
        together = {"Owner": "SELF", "PoolIds": [pool_id]}
        reason = "PARAMETERS_CANNOT_BE_USED_TOGETHER"
        validation(sms.describe_pools, reason, "owner", "poolIds", **together)


class TestUpdate:
    def test_numbers_of_the_pool_do_as_it_does(self, sms: Any, number_id: str) -> None:
        pool_id = pool(sms, number_id)
        sms.create_opt_out_list(OptOutListName="shop")
        change = {**TWO_WAY, "SelfManagedOptOutsEnabled": True}

        updated = sms.update_pool(
            PoolId=arn(f"{TYPE}/{pool_id}"),
            OptOutListName=arn("opt-out-list/shop"),
            SharedRoutesEnabled=True,
            DeletionProtectionEnabled=True,
            **change,
        )

        del updated["ResponseMetadata"]
        assert updated.items() >= {**change, "OptOutListName": "shop"}.items()
        assert updated["SharedRoutesEnabled"] is updated["DeletionProtectionEnabled"] is True
        assert described_pool(sms, pool_id) == updated
        number = described_phone(sms, number_id)
        assert number.items() >= {**change, "OptOutListName": "shop"}.items()
        assert number["DeletionProtectionEnabled"] is False
        assert sms.update_pool(PoolId=pool_id)["SharedRoutesEnabled"] is True

    @pytest.mark.parametrize(
        ("reason", "field", "change"),
        [
            ("TWO_WAY_CHANNEL_NOT_PRESENT", "twoWayChannelArn", {"TwoWayEnabled": True}),
            (
                "TWO_WAY_NOT_ENABLED",
                "selfManagedOptOutsEnabled",
                {"SelfManagedOptOutsEnabled": True},
            ),
        ],
    )
    def test_two_way_messages_that_go_nowhere(
        self, sms: Any, number_id: str, reason: str, field: str, change: dict[str, Any]
    ) -> None:
        pool_id = pool(sms, number_id)
        validation(sms.update_pool, reason, field, PoolId=pool_id, **change)
        assert described_pool(sms, pool_id)["TwoWayEnabled"] is False

    def test_unknown_opt_out_list(self, sms: Any, number_id: str) -> None:
        create = {"PoolId": pool(sms, number_id), "OptOutListName": "shop"}
        not_found(sms.update_pool, "opt-out-list", "shop", **create)

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_pool(self, sms: Any, name: str) -> None:
        not_found(sms.update_pool, TYPE, name, PoolId=name)


class TestDelete:
    def test_identities_are_free_at_once(self, sms: Any, number_id: str) -> None:
        pool_id = pool(sms, number_id)
        before = described_pool(sms, pool_id)

        deleted = sms.delete_pool(PoolId=pool_id)

        del deleted["ResponseMetadata"], before["DeletionProtectionEnabled"]
        assert deleted == {**before, "Status": "DELETING"}
        assert ids(sms) == []
        assert "PoolId" not in described_phone(sms, number_id)
        pool(sms, number_id)

    def test_protected_pool(self, sms: Any, number_id: str) -> None:
        pool_id = pool(sms, number_id, DeletionProtectionEnabled=True)

        conflict(sms.delete_pool, "DELETION_PROTECTION_ENABLED", pool_id, TYPE, PoolId=pool_id)
        assert members(sms, pool_id) == [number_id]

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_pool(self, sms: Any, name: str) -> None:
        not_found(sms.delete_pool, TYPE, name, PoolId=name)

    def test_list_goes_when_the_last_that_keeps_to_it_has_gone(self, sms: Any) -> None:
        """A number that has left its pool keeps to the list that the pool had then."""
        for name in ("shop", "club"):
            sms.create_opt_out_list(OptOutListName=name)
        first, second = (phone(sms, OptOutListName="shop") for _ in range(2))
        pool_id = pool(sms, first)
        member = {"PoolId": pool_id, "OriginationIdentity": second, "IsoCountryCode": "US"}
        sms.associate_origination_identity(**member)
        sms.update_pool(PoolId=pool_id, OptOutListName="club")
        sms.delete_opt_out_list(OptOutListName="shop")

        def club_stays() -> None:
            club = ("RESOURCE_DELETION_NOT_ALLOWED", "club", "opt-out-list")
            conflict(sms.delete_opt_out_list, *club, OptOutListName="club")

        sms.disassociate_origination_identity(**member)
        sms.delete_pool(PoolId=pool_id)
        club_stays()
        sms.update_phone_number(PhoneNumberId=first, OptOutListName="Default")
        club_stays()
        sms.release_phone_number(PhoneNumberId=second)
        sms.delete_opt_out_list(OptOutListName="club")

    def test_list_that_a_pool_keeps_to_stays(self, sms: Any) -> None:
        sms.create_opt_out_list(OptOutListName="shop")
        sender_id(sms)
        pool_id = pool(sms, "MyShop", "GB")
        sms.update_pool(PoolId=pool_id, OptOutListName="shop")
        shop = {"OptOutListName": "shop"}
        conflict(
            sms.delete_opt_out_list, "RESOURCE_DELETION_NOT_ALLOWED", "shop", "opt-out-list", **shop
        )
        sms.delete_pool(PoolId=pool_id)
        sms.delete_opt_out_list(**shop)


class TestAssociate:
    def test_number_and_sender_id(self, sms: Any, number_id: str) -> None:
        pool_id, other = pool(sms, number_id), phone(sms)
        sender_arn = sender_id(sms)

        answer = sms.associate_origination_identity(
            PoolId=arn(f"{TYPE}/{pool_id}"), OriginationIdentity="myshop", IsoCountryCode="GB"
        )
        sms.associate_origination_identity(
            PoolId=pool_id, OriginationIdentity=arn(f"phone-number/{other}"), IsoCountryCode="US"
        )

        del answer["ResponseMetadata"]
        assert answer == {
            "PoolArn": arn(f"{TYPE}/{pool_id}"),
            "PoolId": pool_id,
            "OriginationIdentityArn": sender_arn,
            "OriginationIdentity": "MYSHOP",
            "IsoCountryCode": "GB",
        }
        assert members(sms, pool_id) == [number_id, "MYSHOP", other]
        assert described_phone(sms, other)["Status"] == "ACTIVE"

    def refuse(self, sms: Any, pool_id: str, number_id: str, reason: str) -> None:
        before = members(sms, pool_id)
        conflict(
            sms.associate_origination_identity,
            reason,
            number_id,
            "phone-number",
            PoolId=pool_id,
            OriginationIdentity=number_id,
            IsoCountryCode="US",
        )
        assert members(sms, pool_id) == before

    def test_twice(self, sms: Any, number_id: str) -> None:
        self.refuse(sms, pool(sms, number_id), number_id, "RESOURCE_ALREADY_ASSOCIATED")

    def test_number_in_another_pool(self, sms: Any, number_id: str) -> None:
        pool(sms, number_id)
        other = pool(sms, phone(sms))
        self.refuse(sms, other, number_id, "PHONE_NUMBER_ASSOCIATED_TO_POOL")

    def test_number_that_is_not_active(self, sms: Any, number_id: str) -> None:
        pending = phone(sms, NumberType="TOLL_FREE")
        self.refuse(sms, pool(sms, number_id), pending, "RESOURCE_NOT_ACTIVE")

    def test_other_message_type(self, sms: Any, number_id: str) -> None:
        other = phone(sms, MessageType="PROMOTIONAL")
        self.refuse(sms, pool(sms, number_id), other, "MESSAGE_TYPE_MISMATCH")

    def test_other_capabilities(self, sms: Any, number_id: str) -> None:
        other = phone(sms, NumberCapabilities=["SMS"])
        self.refuse(sms, pool(sms, number_id), other, "NUMBER_CAPABILITIES_MISMATCH")

    @pytest.mark.parametrize(
        ("reason", "change"),
        [
            ("TWO_WAY_CONFIG_MISMATCH", TWO_WAY),
            ("TWO_WAY_CONFIG_MISMATCH", {**TWO_WAY, "SelfManagedOptOutsEnabled": True}),
            ("OPT_OUT_LIST_MISMATCH", {"OptOutListName": "shop"}),
        ],
    )
    def test_other_ways_with_answers(
        self, sms: Any, number_id: str, reason: str, change: dict[str, Any]
    ) -> None:
        sms.create_opt_out_list(OptOutListName="shop")
        other = phone(sms)
        sms.update_phone_number(PhoneNumberId=other, **change)

        self.refuse(sms, pool(sms, number_id), other, reason)

    def test_other_way_with_opt_outs(self, sms: Any, number_id: str) -> None:
        other = phone(sms)
        for each in (number_id, other):
            sms.update_phone_number(PhoneNumberId=each, **TWO_WAY)
        sms.update_phone_number(PhoneNumberId=other, SelfManagedOptOutsEnabled=True)

        self.refuse(sms, pool(sms, number_id), other, "SELF_MANAGED_OPT_OUTS_MISMATCH")

    def test_other_keywords(self, sms: Any, number_id: str) -> None:
        other = phone(sms)
        sms.put_keyword(OriginationIdentity=other, Keyword="INFO", KeywordMessage="We sell.")

        self.refuse(sms, pool(sms, number_id), other, "KEYWORD_MISMATCH")

    def test_sender_id_of_one_message_type(self, sms: Any, number_id: str) -> None:
        sender_id(sms, MessageTypes=["PROMOTIONAL"])
        conflict(
            sms.associate_origination_identity,
            "MESSAGE_TYPE_MISMATCH",
            "MYSHOP",
            "sender-id",
            PoolId=pool(sms, number_id),
            OriginationIdentity="MyShop",
            IsoCountryCode="GB",
        )

    def test_quota(self, aws: Aws, sms: Any, number_id: str) -> None:
        pool_id = pool(sms, number_id)
        sender_id(sms)
        with aws.settings(sms_voice_origination_identities_per_pool=1):
            quota(
                sms.associate_origination_identity,
                "ORIGINATION_IDENTITIES_PER_POOL",
                PoolId=pool_id,
                OriginationIdentity="MyShop",
                IsoCountryCode="GB",
            )
        assert members(sms, pool_id) == [number_id]

    def test_same_token_once(self, sms: Any, number_id: str) -> None:
        pool_id, other = pool(sms, number_id), phone(sms)
        wanted = {"PoolId": pool_id, "OriginationIdentity": other, "ClientToken": "a"}

        for _ in range(2):
            sms.associate_origination_identity(**wanted)

        validation(
            sms.associate_origination_identity,
            "INVALID_REQUEST",
            "clientToken",
            **wanted,
            IsoCountryCode="US",
        )
        assert members(sms, pool_id) == [number_id, other]

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_pool(self, sms: Any, number_id: str, name: str) -> None:
        not_found(
            sms.associate_origination_identity,
            TYPE,
            name,
            PoolId=name,
            OriginationIdentity=number_id,
        )

    def test_unknown_identity(self, sms: Any, number_id: str) -> None:
        not_found(
            sms.associate_origination_identity,
            "phone-number",
            "phone-1",
            PoolId=pool(sms, number_id),
            OriginationIdentity="phone-1",
        )

    def test_pool_is_no_identity(self, sms: Any, number_id: str) -> None:
        pool_id = pool(sms, number_id)
        validation(
            sms.associate_origination_identity,
            "INVALID_ARN",
            "originationIdentity",
            PoolId=pool_id,
            OriginationIdentity=arn(f"{TYPE}/{pool_id}"),
        )


class TestDisassociate:
    def test_number_goes_on_as_the_pool_does(self, sms: Any, number_id: str) -> None:
        pool_id, other = pool(sms, number_id), phone(sms, PoolId=pool(sms, phone(sms)))
        sms.disassociate_origination_identity(
            PoolId=described_phone(sms, other)["PoolId"], OriginationIdentity=other
        )
        sms.associate_origination_identity(PoolId=pool_id, OriginationIdentity=other)
        sms.update_pool(PoolId=pool_id, **TWO_WAY)

        answer = sms.disassociate_origination_identity(
            PoolId=pool_id, OriginationIdentity=other, IsoCountryCode="US"
        )
        sms.update_pool(PoolId=pool_id, TwoWayEnabled=False)

        assert answer["OriginationIdentity"] == other
        assert answer["OriginationIdentityArn"] == arn(f"phone-number/{other}")
        number = described_phone(sms, other)
        assert (number["Status"], number["TwoWayEnabled"]) == ("ACTIVE", True)
        assert "PoolId" not in number
        assert members(sms, pool_id) == [number_id]
        sms.release_phone_number(PhoneNumberId=other)

    def test_toll_free_number_stays_pending(self, sms: Any) -> None:
        pool_id = pool(sms, phone(sms))
        number_id = phone(sms, NumberType="TOLL_FREE", PoolId=pool_id)

        sms.disassociate_origination_identity(PoolId=pool_id, OriginationIdentity=number_id)

        number = described_phone(sms, number_id)
        assert number["Status"] == "PENDING"
        assert "PoolId" not in number

    def test_sender_id_leaves_one_of_its_pools(self, sms: Any) -> None:
        sender_id(sms)
        pools = [pool(sms, "MyShop", "GB") for _ in range(2)]

        sms.disassociate_origination_identity(
            PoolId=pools[0], OriginationIdentity="MyShop", IsoCountryCode="GB"
        )

        assert [members(sms, each) for each in pools] == [[], ["MYSHOP"]]

    def test_last_number_stays(self, sms: Any, number_id: str) -> None:
        pool_id = pool(sms, number_id)
        sender_id(sms)
        sms.associate_origination_identity(
            PoolId=pool_id, OriginationIdentity="MyShop", IsoCountryCode="GB"
        )
        conflict(
            sms.disassociate_origination_identity,
            "LAST_PHONE_NUMBER",
            number_id,
            "phone-number",
            PoolId=pool_id,
            OriginationIdentity=number_id,
        )
        assert members(sms, pool_id) == [number_id, "MYSHOP"]

    def test_identity_that_is_not_in_it(self, sms: Any, number_id: str) -> None:
        other = phone(sms)
        conflict(
            sms.disassociate_origination_identity,
            "PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL",
            other,
            "phone-number",
            PoolId=pool(sms, number_id),
            OriginationIdentity=other,
        )

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_pool(self, sms: Any, number_id: str, name: str) -> None:
        not_found(
            sms.disassociate_origination_identity,
            TYPE,
            name,
            PoolId=name,
            OriginationIdentity=number_id,
        )


class TestList:
    def test_what_is_told_of_each(self, sms: Any, number_id: str) -> None:
        pool_id = pool(sms, number_id)
        sender_arn = sender_id(sms)
        sms.associate_origination_identity(
            PoolId=pool_id, OriginationIdentity="MyShop", IsoCountryCode="GB"
        )

        found = one_by_one(
            sms, "list_pool_origination_identities", "OriginationIdentities", PoolId=pool_id
        )

        assert found == [
            {
                "OriginationIdentityArn": arn(f"phone-number/{number_id}"),
                "OriginationIdentity": number_id,
                "IsoCountryCode": "US",
                "NumberCapabilities": ["SMS", "VOICE"],
                "PhoneNumber": described_phone(sms, number_id)["PhoneNumber"],
            },
            {
                "OriginationIdentityArn": sender_arn,
                "OriginationIdentity": "MYSHOP",
                "IsoCountryCode": "GB",
                "NumberCapabilities": ["SMS"],
            },
        ]
        by = {"iso-country-code": "GB", "number-capability": "VOICE"}
        filtered = [
            members(sms, pool_id, Filters=[{"Name": name, "Values": [value]}])
            for name, value in by.items()
        ]
        assert filtered == [["MYSHOP"], [number_id]]

    def test_value_that_no_identity_has(self, sms: Any, number_id: str) -> None:
        validation(
            sms.list_pool_origination_identities,
            "INVALID_FILTER_VALUES",
            "filters",
            PoolId=pool(sms, number_id),
            Filters=[{"Name": "number-capability", "Values": ["FAX"]}],
        )

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_pool(self, sms: Any, name: str) -> None:
        not_found(sms.list_pool_origination_identities, TYPE, name, PoolId=name)
