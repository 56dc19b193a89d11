"""Phone numbers of End User Messaging SMS: request, describe, update, release."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    NUMBER,
    arn,
    conflict,
    described_phone,
    not_found,
    one_by_one,
    phone,
    pool,
    quota,
    transition,
    validation,
)

TYPE = "phone-number"
ABSENT = "phone-00000000000000000000000000000000"
UNKNOWN = [ABSENT, arn(f"{TYPE}/{ABSENT}"), arn(f"{TYPE}/{ABSENT}", account="999999999999")]
TEAM = {"Key": "team", "Value": "ops"}
US: dict[str, Any] = {
    "IsoCountryCode": "US",
    "MessageType": "TRANSACTIONAL",
    "NumberCapabilities": ["SMS", "VOICE"],
    "NumberType": "LONG_CODE",
}
TOPIC = "arn:aws:sns:us-east-1:123456789012:answers"
ROLE = "arn:aws:iam::123456789012:role/answers"
TWO_WAY = {"TwoWayEnabled": True, "TwoWayChannelArn": TOPIC, "TwoWayChannelRole": ROLE}


def described(sms: Any, **parameters: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = sms.describe_phone_numbers(**parameters)["PhoneNumbers"]
    return found


def ids(sms: Any, **parameters: Any) -> list[str]:
    return [each["PhoneNumberId"] for each in described(sms, **parameters)]


class TestRequest:
    def test_number_is_pending_then_active(self, sms: Any) -> None:
        requested = sms.request_phone_number(**US, Tags=[TEAM])

        del requested["ResponseMetadata"]
        number_id = requested["PhoneNumberId"]
        assert re.fullmatch("phone-[0-9a-f]{32}", number_id)
        assert requested["PhoneNumberArn"] == arn(f"{TYPE}/{number_id}")
        assert re.fullmatch(r"\+12065\d{6}", requested["PhoneNumber"])
        assert (
            requested.items()
            >= {
                **US,
                "Status": "PENDING",
                "MonthlyLeasingPrice": "1.00",
                "TwoWayEnabled": False,
                "SelfManagedOptOutsEnabled": False,
                "OptOutListName": "Default",
                "DeletionProtectionEnabled": False,
            }.items()
        )
        assert requested.pop("Tags") == [TEAM]
        assert described(sms) == [{**requested, "Status": "ACTIVE"}]
        tags = sms.list_tags_for_resource(ResourceArn=requested["PhoneNumberArn"])["Tags"]
        assert tags == [TEAM]

    @pytest.mark.parametrize(("country", "head"), [("GB", "+447"), ("PR", "+1787"), ("JE", "+44")])
    def test_number_is_of_the_country(self, sms: Any, country: str, head: str) -> None:
        number = described_phone(sms, phone(sms, country))

        assert number["PhoneNumber"].startswith(head)
        assert number["IsoCountryCode"] == country

    def test_toll_free_number_stays_pending(self, sms: Any) -> None:
        number_id = phone(sms, NumberType="TOLL_FREE")

        assert described_phone(sms, number_id)["Status"] == "PENDING"

    def test_what_is_given_is_kept(self, sms: Any) -> None:
        sms.create_opt_out_list(OptOutListName="shop")
        number_id = phone(
            sms, OptOutListName=arn("opt-out-list/shop"), DeletionProtectionEnabled=True
        )

        number = described_phone(sms, number_id)
        assert number["OptOutListName"] == "shop"
        assert number["DeletionProtectionEnabled"] is True
        assert "InternationalSendingEnabled" not in number

    def test_international_sending(self, sms: Any) -> None:
        number_id = phone(sms, InternationalSendingEnabled=True)
        assert described_phone(sms, number_id)["InternationalSendingEnabled"] is True

        sms.update_phone_number(PhoneNumberId=number_id, InternationalSendingEnabled=False)
        assert described_phone(sms, number_id)["InternationalSendingEnabled"] is False
        released = sms.release_phone_number(PhoneNumberId=number_id)
        assert "InternationalSendingEnabled" not in released

    @pytest.mark.parametrize(
        ("field", "change"),
        [
            ("isoCountryCode", {"IsoCountryCode": "ZZ"}),
            ("isoCountryCode", {"IsoCountryCode": "GB", "NumberType": "SIMULATOR"}),
            ("isoCountryCode", {"IsoCountryCode": "CA", "NumberType": "TEN_DLC"}),
            ("isoCountryCode", {"IsoCountryCode": "GB", "NumberType": "TOLL_FREE"}),
            ("messageType", {"NumberType": "SIMULATOR", "MessageType": "PROMOTIONAL"}),
            ("numberType", {"NumberType": "SHORT_CODE"}),
            ("numberCapabilities.1.member", {"NumberCapabilities": ["FAX"]}),
            ("tags", {"Tags": [{"Key": "aws:x", "Value": ""}]}),
        ],
    )
    def test_what_cannot_be_had(self, sms: Any, field: str, change: dict[str, Any]) -> None:
        validation(sms.request_phone_number, "INVALID_PARAMETER", field, **{**US, **change})
        assert described(sms) == []

    def test_simulators_send_to_no_other_country(self, sms: Any) -> None:
        number_id = phone(sms, NumberType="SIMULATOR")
        far = ("INTERNATIONAL_SENDING_NOT_SUPPORTED", "internationalSendingEnabled")
        validation(
            sms.update_phone_number, *far, PhoneNumberId=number_id, InternationalSendingEnabled=True
        )
        validation(
            sms.request_phone_number,
            *far,
            IsoCountryCode="US",
            MessageType="TRANSACTIONAL",
            NumberCapabilities=["SMS"],
            NumberType="SIMULATOR",
            InternationalSendingEnabled=True,
        )
        assert [each["PhoneNumberId"] for each in described(sms)] == [number_id]

    def test_preference_of_any_other_than_10dlc(self, sms: Any) -> None:
        validation(
            sms.request_phone_number,
            "INVALID_PARAMETER",
            "numberPreference",
            **US,
            NumberPreference=[{"PreferenceType": ["EndsWith"], "Filter": ["77"]}],
        )

    def test_10dlc_without_a_registration(self, sms: Any) -> None:
        validation(
            sms.request_phone_number,
            "MISSING_PARAMETER",
            "registrationId",
            **{**US, "NumberType": "TEN_DLC"},
        )
        assert described(sms) == []

    @pytest.mark.parametrize(
        ("kind", "member", "name"),
        [
            ("opt-out-list", "OptOutListName", "shop"),
            ("pool", "PoolId", "pool-1"),
            ("pool", "PoolId", arn("pool/pool-1")),
            ("registration", "RegistrationId", "registration-1"),
        ],
    )
    def test_unknown_resource(self, sms: Any, kind: str, member: str, name: str) -> None:
        not_found(sms.request_phone_number, kind, name, **US, **{member: name})
        assert described(sms) == []

    def test_number_is_in_the_pool(self, sms: Any) -> None:
        pool_id = pool(sms, phone(sms))
        number = described_phone(sms, phone(sms, PoolId=pool_id))

        assert (number["PoolId"], number["Status"]) == (pool_id, "ACTIVE")
        assert (
            len(sms.list_pool_origination_identities(PoolId=pool_id)["OriginationIdentities"]) == 2
        )

    def test_pool_on_its_way_out(self, aws: Aws, sms: Any) -> None:
        pool_id = pool(sms, phone(sms))
        with transition(aws, "pool_deletion", progression="time", seconds=60):
            sms.delete_pool(PoolId=pool_id)

        conflict(
            sms.request_phone_number, "RESOURCE_NOT_ACTIVE", pool_id, "pool", **US, PoolId=pool_id
        )
        assert len(described(sms)) == 1

    def test_number_that_does_not_fit_into_the_pool(self, sms: Any) -> None:
        pool_id = pool(sms, phone(sms))
        sms.create_opt_out_list(OptOutListName="shop")

        error = conflict_of_new_number(sms, PoolId=pool_id, OptOutListName="shop")

        assert error["Reason"] == "OPT_OUT_LIST_MISMATCH"
        assert len(described(sms)) == 1

    def test_quota(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_phone_numbers_per_account=1):
            number_id = phone(sms)
            quota(sms.request_phone_number, "PHONE_NUMBERS_PER_ACCOUNT", **US)
            sms.release_phone_number(PhoneNumberId=number_id)
            phone(sms)
        assert len(described(sms)) == 1

    def test_too_many_tags(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_tags_per_resource=0):
            quota(sms.request_phone_number, "TAGS_PER_RESOURCE", **US, Tags=[TEAM])
        assert described(sms) == []

    def test_same_token_once(self, sms: Any) -> None:
        first = sms.request_phone_number(**US, ClientToken="a")
        again = sms.request_phone_number(**US, ClientToken="a")

        assert again["PhoneNumberId"] == first["PhoneNumberId"]
        validation(
            sms.request_phone_number,
            "INVALID_REQUEST",
            "clientToken",
            **{**US, "NumberType": "SIMULATOR"},
            ClientToken="a",
        )
        assert len(described(sms)) == 1


def conflict_of_new_number(sms: Any, **parameters: Any) -> dict[str, Any]:
    with pytest.raises(sms.exceptions.ConflictException) as caught:
        sms.request_phone_number(**US, **parameters)
    response: dict[str, Any] = caught.value.response
    assert response["ResourceType"] == TYPE
    return response


class TestTransitions:
    def test_after_some_descriptions(self, aws: Aws, sms: Any) -> None:
        with transition(aws, "phone_number", progression="manual", times=2):
            slow = phone(sms)
        other = phone(sms)

        assert described_phone(sms, other)["Status"] == "ACTIVE"
        assert described_phone(sms, slow)["Status"] == "PENDING"
        assert described_phone(sms, other)["Status"] == "ACTIVE"
        assert [each["Status"] for each in described(sms)] == ["ACTIVE", "ACTIVE"]

    def test_after_some_seconds(self, aws: Aws, sms: Any) -> None:
        with transition(aws, "phone_number", progression="time", seconds=60):
            number_id = phone(sms)
        aws.clock.advance(seconds=59)
        assert described_phone(sms, number_id)["Status"] == "PENDING"

        aws.clock.advance(seconds=2)

        assert described_phone(sms, number_id)["Status"] == "ACTIVE"

    @pytest.mark.parametrize("seconds", [10**12, 10**15])
    def test_never(self, aws: Aws, sms: Any, seconds: int) -> None:
        with transition(aws, "phone_number", progression="time", seconds=seconds):
            number_id = phone(sms)
        aws.clock.advance(weeks=52 * 5000)

        assert described_phone(sms, number_id)["Status"] == "PENDING"

    def test_release_of_a_number_that_is_still_pending(self, aws: Aws, sms: Any) -> None:
        with (
            transition(aws, "phone_number", progression="time", seconds=60),
            transition(aws, "phone_number_release", progression="time", seconds=90),
        ):
            number_id = phone(sms)
            released = sms.release_phone_number(PhoneNumberId=number_id)
        assert released["Status"] == "DISASSOCIATING"
        aws.clock.advance(seconds=61)
        assert described_phone(sms, number_id)["Status"] == "DISASSOCIATING"
        conflict(
            sms.release_phone_number,
            "PHONE_NUMBER_ASSOCIATED_TO_POOL",
            number_id,
            TYPE,
            PhoneNumberId=number_id,
        )

        aws.clock.advance(seconds=30)

        not_found(sms.describe_phone_numbers, TYPE, number_id, PhoneNumberIds=[number_id])

    def test_release_that_is_looked_at(self, aws: Aws, sms: Any) -> None:
        number_id = phone(sms)
        with transition(aws, "phone_number_release", progression="manual", times=2):
            sms.release_phone_number(PhoneNumberId=number_id)

        assert described_phone(sms, number_id)["Status"] == "DISASSOCIATING"
        not_found(sms.describe_phone_numbers, TYPE, number_id, PhoneNumberIds=[number_id])


class TestDescribe:
    def test_by_id_and_arn_the_oldest_first(self, sms: Any) -> None:
        numbers = [phone(sms) for _ in range(3)]

        names = [arn(f"{TYPE}/{numbers[2]}"), numbers[1]]
        assert ids(sms, PhoneNumberIds=names) == numbers[1:]
        pages = one_by_one(sms, "describe_phone_numbers", "PhoneNumbers")
        assert [each["PhoneNumberId"] for each in pages] == numbers

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_one_unknown_id_fails_the_call(self, sms: Any, name: str) -> None:
        not_found(sms.describe_phone_numbers, TYPE, name, PhoneNumberIds=[phone(sms), name])

    @pytest.mark.parametrize(
        ("name", "value", "found"),
        [
            ("status", "ACTIVE", "ab"),
            ("status", "PENDING", ""),
            ("iso-country-code", "GB", "b"),
            ("message-type", "PROMOTIONAL", "b"),
            ("number-capability", "VOICE", "a"),
            ("number-type", "LONG_CODE", "ab"),
            ("two-way-enabled", "true", "b"),
            ("self-managed-opt-outs-enabled", "false", "a"),
            ("opt-out-list-name", "Default", "ab"),
            ("deletion-protection-enabled", "true", "a"),
            ("two-way-channel-arn", TOPIC, "b"),
        ],
    )
    def test_filters(self, sms: Any, name: str, value: str, found: str) -> None:
        numbers = {
            "a": phone(sms, DeletionProtectionEnabled=True),
            "b": phone(sms, "GB", MessageType="PROMOTIONAL", NumberCapabilities=["SMS", "MMS"]),
        }
        sms.update_phone_number(
            PhoneNumberId=numbers["b"], **TWO_WAY, SelfManagedOptOutsEnabled=True
        )

        filters = [{"Name": name, "Values": [value]}]
        assert ids(sms, Filters=filters) == [numbers[each] for each in found]

    @pytest.mark.parametrize(
        "name",
        ["status", "message-type", "number-capability", "number-type", "two-way-enabled"],
    )
    def test_value_that_no_number_has(self, sms: Any, name: str) -> None:
        filters = [{"Name": name, "Values": ["maybe"]}]
        validation(sms.describe_phone_numbers, "INVALID_FILTER_VALUES", "filters", Filters=filters)

    def test_owner(self, sms: Any) -> None:
        number_id = phone(sms)

        assert ids(sms, Owner="SELF") == [number_id]
        assert ids(sms, Owner="SHARED") == []
        validation(
            sms.describe_phone_numbers,
            "PARAMETERS_CANNOT_BE_USED_TOGETHER",
            "owner",
            "phoneNumberIds",
            Owner="SHARED",
            PhoneNumberIds=[number_id],
        )

    def test_token_of_another_query(self, sms: Any) -> None:
        phone(sms), phone(sms)
        token = sms.describe_phone_numbers(MaxResults=1)["NextToken"]

        field = ("INVALID_NEXT_TOKEN", "nextToken")
        validation(sms.describe_phone_numbers, *field, Owner="SELF", NextToken=token)


class TestUpdate:
    def test_what_is_given_changes(self, sms: Any) -> None:
        number_id = phone(sms)
        sms.create_opt_out_list(OptOutListName="shop")
        before = described_phone(sms, number_id)
        change = {**TWO_WAY, "SelfManagedOptOutsEnabled": True, "DeletionProtectionEnabled": True}

        updated = sms.update_phone_number(
            PhoneNumberId=arn(f"{TYPE}/{number_id}"), OptOutListName="shop", **change
        )

        del updated["ResponseMetadata"]
        assert updated == {**before, **change, "OptOutListName": "shop"}
        assert described_phone(sms, number_id) == updated
        assert sms.update_phone_number(PhoneNumberId=number_id)["OptOutListName"] == "shop"

    def test_without_two_way_messages_there_is_no_channel(self, sms: Any) -> None:
        number_id = phone(sms)
        before = described_phone(sms, number_id)
        sms.update_phone_number(PhoneNumberId=number_id, **TWO_WAY)

        sms.update_phone_number(PhoneNumberId=number_id, TwoWayEnabled=False)

        assert described_phone(sms, number_id) == before

    def test_channel_of_connect(self, sms: Any) -> None:
        number_id = phone(sms)
        channel = "connect.us-east-1.amazonaws.com"

        sms.update_phone_number(
            PhoneNumberId=number_id, TwoWayEnabled=True, TwoWayChannelArn=channel
        )

        assert described_phone(sms, number_id)["TwoWayChannelArn"] == channel

    @pytest.mark.parametrize(
        ("reason", "field", "change"),
        [
            ("TWO_WAY_CHANNEL_NOT_PRESENT", "twoWayChannelArn", {"TwoWayEnabled": True}),
            (
                "TWO_WAY_NOT_ENABLED",
                "selfManagedOptOutsEnabled",
                {"SelfManagedOptOutsEnabled": True, "DeletionProtectionEnabled": True},
            ),
        ],
    )
    def test_two_way_messages_that_go_nowhere(
        self, sms: Any, reason: str, field: str, change: dict[str, Any]
    ) -> None:
        number_id = phone(sms)
        before = described_phone(sms, number_id)

        validation(sms.update_phone_number, reason, field, PhoneNumberId=number_id, **change)

        assert described_phone(sms, number_id) == before

    def test_number_in_a_pool(self, sms: Any) -> None:
        number_id = phone(sms)
        pool(sms, number_id)

        conflict(
            sms.update_phone_number,
            "PHONE_NUMBER_ASSOCIATED_TO_POOL",
            number_id,
            TYPE,
            PhoneNumberId=number_id,
            DeletionProtectionEnabled=True,
        )
        assert described_phone(sms, number_id)["DeletionProtectionEnabled"] is False

    def test_unknown_opt_out_list(self, sms: Any) -> None:
        not_found(
            sms.update_phone_number,
            "opt-out-list",
            "shop",
            PhoneNumberId=phone(sms),
            OptOutListName="shop",
        )

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_number(self, sms: Any, name: str) -> None:
        not_found(sms.update_phone_number, TYPE, name, PhoneNumberId=name)

    def test_arn_of_something_else(self, sms: Any) -> None:
        validation(
            sms.update_phone_number,
            "INVALID_ARN",
            "phoneNumberId",
            PhoneNumberId=arn("pool/pool-1"),
        )


class TestRelease:
    def test_number_is_gone(self, sms: Any) -> None:
        number_id = phone(sms)
        before = described_phone(sms, number_id)

        released = sms.release_phone_number(PhoneNumberId=arn(f"{TYPE}/{number_id}"))

        del released["ResponseMetadata"], before["DeletionProtectionEnabled"]
        assert released == {**before, "Status": "DELETED"}
        assert described(sms) == []
        not_found(sms.release_phone_number, TYPE, number_id, PhoneNumberId=number_id)

    def test_protected_number(self, sms: Any) -> None:
        number_id = phone(sms, DeletionProtectionEnabled=True)
        conflict(
            sms.release_phone_number,
            "DELETION_PROTECTION_ENABLED",
            number_id,
            TYPE,
            PhoneNumberId=number_id,
        )
        sms.update_phone_number(PhoneNumberId=number_id, DeletionProtectionEnabled=False)
        sms.release_phone_number(PhoneNumberId=number_id)

        assert described(sms) == []

    def test_number_in_a_pool(self, sms: Any) -> None:
        number_id = phone(sms)
        pool(sms, number_id)

        conflict(
            sms.release_phone_number,
            "PHONE_NUMBER_ASSOCIATED_TO_POOL",
            number_id,
            TYPE,
            PhoneNumberId=number_id,
        )
        assert ids(sms) == [number_id]

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_number(self, sms: Any, name: str) -> None:
        not_found(sms.release_phone_number, TYPE, name, PhoneNumberId=name)


class TestOptOuts:
    def test_list_that_a_number_keeps_to_stays(self, sms: Any) -> None:
        sms.create_opt_out_list(OptOutListName="shop")
        number_id = phone(sms, OptOutListName="shop")
        conflict(
            sms.delete_opt_out_list,
            "RESOURCE_DELETION_NOT_ALLOWED",
            "shop",
            "opt-out-list",
            OptOutListName="shop",
        )
        sms.release_phone_number(PhoneNumberId=number_id)
        sms.delete_opt_out_list(OptOutListName="shop")

        assert len(sms.describe_opt_out_lists()["OptOutLists"]) == 1

    def test_own_number_does_not_opt_out(self, sms: Any) -> None:
        own = described_phone(sms, phone(sms))["PhoneNumber"]

        validation(
            sms.put_opted_out_number,
            "CANNOT_ADD_OPTED_OUT_NUMBER",
            "optedOutNumber",
            OptOutListName="Default",
            OptedOutNumber=own,
        )
        sms.put_opted_out_number(OptOutListName="Default", OptedOutNumber=NUMBER)
        found = sms.describe_opted_out_numbers(OptOutListName="Default")["OptedOutNumbers"]
        assert [each["OptedOutNumber"] for each in found] == [NUMBER]
