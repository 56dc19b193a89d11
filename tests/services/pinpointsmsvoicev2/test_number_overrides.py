"""What protect configurations of End User Messaging SMS say of single numbers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    NUMBER,
    arn,
    conflict,
    not_found,
    one_by_one,
    protect,
    send,
    validation,
)

TYPE = "protect-configuration"
BRITISH = "+447700900123"
UNKNOWN = ["protect-1", arn(f"{TYPE}/protect-1")]


@pytest.fixture
def protect_id(sms: Any) -> str:
    return protect(sms)


def put(sms: Any, protect_id: str, number: str = NUMBER, **parameters: Any) -> dict[str, Any]:
    wanted = {"DestinationPhoneNumber": number, "Action": "BLOCK", **parameters}
    answer: dict[str, Any] = sms.put_protect_configuration_rule_set_number_override(
        ProtectConfigurationId=protect_id, **wanted
    )
    return answer


def listed(sms: Any, protect_id: str, **parameters: Any) -> list[dict[str, Any]]:
    found = sms.list_protect_configuration_rule_set_number_overrides(
        ProtectConfigurationId=protect_id, **parameters
    )
    assert found["ProtectConfigurationId"] == protect_id
    overrides: list[dict[str, Any]] = found["RuleSetNumberOverrides"]
    return overrides


def numbers(sms: Any, protect_id: str, **parameters: Any) -> list[str]:
    return [each["DestinationPhoneNumber"] for each in listed(sms, protect_id, **parameters)]


class TestPut:
    @pytest.mark.parametrize("number", [NUMBER, NUMBER[1:]])
    def test_override_of_a_number(self, sms: Any, protect_id: str, number: str) -> None:
        answer = put(sms, protect_id, number)

        del answer["ResponseMetadata"]
        assert answer.pop("ProtectConfigurationId") == protect_id
        assert answer.pop("ProtectConfigurationArn") == arn(f"{TYPE}/{protect_id}")
        created = answer["CreatedTimestamp"]
        assert answer == {
            "DestinationPhoneNumber": NUMBER,
            "Action": "BLOCK",
            "IsoCountryCode": "US",
            "CreatedTimestamp": created,
        }
        assert listed(sms, protect_id) == [answer]

    def test_second_one_replaces_the_first_and_is_as_old(
        self, aws: Aws, sms: Any, protect_id: str
    ) -> None:
        first = put(sms, protect_id)
        aws.clock.advance(hours=1)
        again = put(sms, protect_id, Action="ALLOW")

        assert again["CreatedTimestamp"] == first["CreatedTimestamp"]
        assert [each["Action"] for each in listed(sms, protect_id)] == ["ALLOW"]

    def test_it_expires(self, aws: Aws, sms: Any, protect_id: str) -> None:
        until = aws.clock.now() + timedelta(hours=1)
        first = put(sms, protect_id, ExpirationTimestamp=until)
        assert abs(first["ExpirationTimestamp"] - until) < timedelta(seconds=1)
        aws.clock.advance(hours=2)

        assert listed(sms, protect_id) == []
        delete = sms.delete_protect_configuration_rule_set_number_override
        one = {"ProtectConfigurationId": protect_id, "DestinationPhoneNumber": NUMBER}
        not_found(delete, "phone-number", NUMBER, **one)
        assert put(sms, protect_id)["CreatedTimestamp"] > first["CreatedTimestamp"]

    def test_time_that_has_passed(self, aws: Aws, sms: Any, protect_id: str) -> None:
        validation(
            sms.put_protect_configuration_rule_set_number_override,
            "INVALID_PARAMETER",
            "expirationTimestamp",
            ProtectConfigurationId=protect_id,
            DestinationPhoneNumber=NUMBER,
            Action="BLOCK",
            ExpirationTimestamp=aws.clock.now() - timedelta(seconds=5),
        )
        assert listed(sms, protect_id) == []

    def test_same_token_once(self, sms: Any, protect_id: str) -> None:
        put(sms, protect_id, ClientToken="a")
        put(sms, protect_id, Action="ALLOW")
        put(sms, protect_id, ClientToken="a")

        assert [each["Action"] for each in listed(sms, protect_id)] == ["ALLOW"]
        validation(
            sms.put_protect_configuration_rule_set_number_override,
            "INVALID_REQUEST",
            "clientToken",
            ProtectConfigurationId=protect_id,
            DestinationPhoneNumber=BRITISH,
            Action="BLOCK",
            ClientToken="a",
        )

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_configuration(self, sms: Any, name: str) -> None:
        one = {"ProtectConfigurationId": name, "DestinationPhoneNumber": NUMBER}
        call = sms.put_protect_configuration_rule_set_number_override
        not_found(call, TYPE, name, **one, Action="BLOCK")
        not_found(sms.delete_protect_configuration_rule_set_number_override, TYPE, name, **one)


class TestDelete:
    def test_answer_has_what_it_was(self, sms: Any, protect_id: str) -> None:
        before = put(sms, protect_id)
        deleted = sms.delete_protect_configuration_rule_set_number_override(
            ProtectConfigurationId=protect_id, DestinationPhoneNumber=NUMBER[1:]
        )

        del before["ResponseMetadata"], deleted["ResponseMetadata"]
        assert deleted == before
        assert listed(sms, protect_id) == []

    def test_nothing_held(self, sms: Any, protect_id: str) -> None:
        not_found(
            sms.delete_protect_configuration_rule_set_number_override,
            "phone-number",
            NUMBER,
            ProtectConfigurationId=protect_id,
            DestinationPhoneNumber=NUMBER,
        )


class TestList:
    @pytest.fixture(autouse=True)
    def _overrides(self, aws: Aws, sms: Any, protect_id: str) -> None:
        put(sms, protect_id)
        aws.clock.advance(days=2)
        put(
            sms,
            protect_id,
            BRITISH,
            Action="ALLOW",
            ExpirationTimestamp=aws.clock.now() + timedelta(days=2),
        )

    def test_pages_of_one_by_number(self, sms: Any, protect_id: str) -> None:
        found = one_by_one(
            sms,
            "list_protect_configuration_rule_set_number_overrides",
            "RuleSetNumberOverrides",
            ProtectConfigurationId=protect_id,
        )
        assert [each["DestinationPhoneNumber"] for each in found] == [NUMBER, BRITISH]

    @pytest.mark.parametrize(
        ("name", "days", "found"),
        [
            ("created-before", 0, [NUMBER]),
            ("created-after", -1, [BRITISH]),
            ("expires-before", 1, []),
            ("expires-before", 3, [BRITISH]),
            ("expires-after", 1, [BRITISH]),
        ],
    )
    @pytest.mark.parametrize("form", ["epoch", "iso", "naive", "z"])
    def test_by_time(
        self, aws: Aws, sms: Any, protect_id: str, name: str, days: int, found: list[str], form: str
    ) -> None:
        moment = aws.clock.now() + timedelta(days=days, hours=-1)
        filters = [{"Name": name, "Values": [_written(moment, form)]}]

        assert numbers(sms, protect_id, Filters=filters) == found

    @pytest.mark.parametrize(
        ("name", "value", "found"),
        [
            ("iso-country-code", "GB", [BRITISH]),
            ("action", "BLOCK", [NUMBER]),
            ("destination-phone-number-begins-with", "+447", [BRITISH]),
            ("destination-phone-number-begins-with", "1425", [NUMBER]),
        ],
    )
    def test_by_value(
        self, sms: Any, protect_id: str, name: str, value: str, found: list[str]
    ) -> None:
        filters = [{"Name": name, "Values": [value]}]
        assert numbers(sms, protect_id, Filters=filters) == found
        none = {"Name": "iso-country-code", "Values": ["FR"]}
        assert numbers(sms, protect_id, Filters=[*filters, none]) == []

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("action", "MAYBE"),
            ("created-after", "yesterday"),
            ("created-after", "9" * 30),
            ("expires-before", "9" * 400),
        ],
    )
    def test_value_that_is_none(self, sms: Any, protect_id: str, name: str, value: str) -> None:
        validation(
            sms.list_protect_configuration_rule_set_number_overrides,
            "INVALID_FILTER_VALUES" if len(value) < 129 else "INVALID_PARAMETER",
            "filters" if len(value) < 129 else "filters.1.member.values.1.member",
            ProtectConfigurationId=protect_id,
            Filters=[{"Name": name, "Values": [value]}],
        )

    @pytest.mark.parametrize("name", UNKNOWN)
    def test_unknown_configuration(self, sms: Any, name: str) -> None:
        call = sms.list_protect_configuration_rule_set_number_overrides
        not_found(call, TYPE, name, ProtectConfigurationId=name)


def _written(moment: datetime, form: str) -> str:
    if form == "epoch":
        return str(moment.timestamp())
    text = moment.replace(tzinfo=None).isoformat(timespec="seconds")
    return text + {"iso": "+00:00", "naive": "", "z": "Z"}[form]


class TestCodes:
    """A code goes by what is said of the number, and only then of its country."""

    def test_number_that_is_blocked(
        self, aws: Aws, sms: Any, number_id: str, protect_id: str
    ) -> None:
        sms.set_account_default_protect_configuration(ProtectConfigurationId=protect_id)
        put(sms, protect_id, ExpirationTimestamp=aws.clock.now() + timedelta(hours=1))
        conflict(
            sms.send_destination_number_verification_code,
            "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE",
            protect_id,
            TYPE,
            VerifiedDestinationNumberId=number_id,
            VerificationChannel="TEXT",
        )
        assert aws.outbox.messages() == []
        aws.clock.advance(hours=2)
        send(sms, number_id)
        assert len(aws.outbox.messages()) == 1

    def test_number_that_is_allowed_in_a_country_that_is_blocked(
        self, aws: Aws, sms: Any, number_id: str, protect_id: str
    ) -> None:
        sms.set_account_default_protect_configuration(ProtectConfigurationId=protect_id)
        sms.update_protect_configuration_country_rule_set(
            ProtectConfigurationId=protect_id,
            NumberCapability="SMS",
            CountryRuleSetUpdates={"US": {"ProtectStatus": "BLOCK"}},
        )
        put(sms, protect_id, Action="ALLOW")

        send(sms, number_id)

        assert len(aws.outbox.messages()) == 1
