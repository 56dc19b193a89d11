"""The numbers on opt-out lists of End User Messaging SMS: put, describe, delete."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import (
    NUMBER,
    arn,
    not_found,
    one_by_one,
    phone,
    text,
    validation,
)

LIST = "opt-out-list"
TYPE = "opted-out-number"
OTHERS = ["+14255550102", "+14255550101"]
#: Members of a number on a list that does not exist, and what is told of it.
ABSENT = ["shop", arn(f"{LIST}/shop"), arn(f"{LIST}/Default", region="eu-west-1")]


def put(sms: Any, *numbers: str, on: str = "Default") -> None:
    for number in numbers:
        sms.put_opted_out_number(OptOutListName=on, OptedOutNumber=number)


def numbers(sms: Any, on: str = "Default", **parameters: Any) -> list[str]:
    found = sms.describe_opted_out_numbers(OptOutListName=on, **parameters)
    return [each["OptedOutNumber"] for each in found["OptedOutNumbers"]]


class TestPut:
    @pytest.mark.parametrize("number", [NUMBER, NUMBER[1:]])
    def test_number_is_on_the_list(self, sms: Any, number: str) -> None:
        entry = sms.put_opted_out_number(
            OptOutListName=arn(f"{LIST}/Default"), OptedOutNumber=number
        )

        del entry["ResponseMetadata"]
        assert (entry.pop("OptOutListName"), entry.pop("OptOutListArn")) == (
            "Default",
            arn(f"{LIST}/Default"),
        )
        assert (entry["OptedOutNumber"], entry["EndUserOptedOut"]) == (NUMBER, False)
        described = sms.describe_opted_out_numbers(OptOutListName="Default")
        assert described["OptedOutNumbers"] == [entry]
        assert described["OptOutListArn"] == arn(f"{LIST}/Default")

    def test_first_time_counts(self, aws: Aws, sms: Any) -> None:
        number = {"OptOutListName": "Default", "OptedOutNumber": NUMBER}
        first = sms.put_opted_out_number(**number)
        aws.clock.advance(hours=1)

        again = sms.put_opted_out_number(**number)

        assert again["OptedOutTimestamp"] == first["OptedOutTimestamp"]
        assert numbers(sms) == [NUMBER]

    def test_lists_are_apart(self, sms: Any) -> None:
        sms.create_opt_out_list(OptOutListName="shop")
        put(sms, NUMBER, on="shop")

        assert (numbers(sms), numbers(sms, "shop")) == ([], [NUMBER])

    @pytest.mark.parametrize("name", ABSENT)
    def test_unknown_list(self, sms: Any, name: str) -> None:
        not_found(sms.put_opted_out_number, LIST, name, OptOutListName=name, OptedOutNumber=NUMBER)

    @pytest.mark.parametrize("number", ["+0123", "+1 425 555 0100", "1"])
    def test_malformed_number(self, sms: Any, number: str) -> None:
        validation(
            sms.put_opted_out_number,
            "INVALID_PARAMETER",
            "optedOutNumber",
            OptOutListName="Default",
            OptedOutNumber=number,
        )
        assert numbers(sms) == []

    def test_arn_of_something_else(self, sms: Any) -> None:
        validation(
            sms.put_opted_out_number,
            "INVALID_ARN",
            "optOutListName",
            OptOutListName=arn("pool/pool-1"),
            OptedOutNumber=NUMBER,
        )


class TestDescribe:
    @pytest.fixture(autouse=True)
    def _numbers(self, sms: Any) -> None:
        put(sms, NUMBER, *OTHERS)

    def test_in_the_order_of_opt_outs(self, sms: Any) -> None:
        assert numbers(sms) == [NUMBER, *OTHERS]

    def test_those_that_are_asked_for(self, sms: Any) -> None:
        asked = [OTHERS[1], NUMBER[1:], NUMBER]

        assert numbers(sms, OptedOutNumbers=asked) == [NUMBER, OTHERS[1]]
        assert numbers(sms, OptedOutNumbers=[]) == [NUMBER, *OTHERS]

    def test_one_that_is_not_on_it_fails_the_call(self, sms: Any) -> None:
        not_found(
            sms.describe_opted_out_numbers,
            TYPE,
            "+14255550199",
            OptOutListName="Default",
            OptedOutNumbers=[NUMBER, "14255550199"],
        )

    @pytest.mark.parametrize(("value", "found"), [("false", 3), ("true", 0)])
    def test_filter(self, sms: Any, value: str, found: int) -> None:
        filters = [{"Name": "end-user-opted-out", "Values": [value]}]

        assert len(numbers(sms, Filters=filters)) == found
        assert len(numbers(sms, OptedOutNumbers=[NUMBER], Filters=filters)) == min(found, 1)

    def test_value_that_no_entry_has(self, sms: Any) -> None:
        validation(
            sms.describe_opted_out_numbers,
            "INVALID_FILTER_VALUES",
            "filters",
            OptOutListName="Default",
            Filters=[{"Name": "end-user-opted-out", "Values": ["yes"]}],
        )

    def test_pages_of_one_name_the_list(self, sms: Any) -> None:
        found = one_by_one(
            sms, "describe_opted_out_numbers", "OptedOutNumbers", OptOutListName="Default"
        )
        assert [each["OptedOutNumber"] for each in found] == [NUMBER, *OTHERS]

    @pytest.mark.parametrize("name", ABSENT)
    def test_unknown_list(self, sms: Any, name: str) -> None:
        not_found(sms.describe_opted_out_numbers, LIST, name, OptOutListName=name)

    def test_token_of_another_list(self, sms: Any) -> None:
        sms.create_opt_out_list(OptOutListName="shop")
        token = sms.describe_opted_out_numbers(OptOutListName="Default", MaxResults=1)["NextToken"]

        validation(
            sms.describe_opted_out_numbers,
            "INVALID_NEXT_TOKEN",
            "nextToken",
            OptOutListName="shop",
            NextToken=token,
        )


class TestDelete:
    def test_number_is_off_the_list(self, sms: Any) -> None:
        put(sms, NUMBER, *OTHERS)

        entry = sms.delete_opted_out_number(OptOutListName="Default", OptedOutNumber=NUMBER[1:])

        assert (entry["OptedOutNumber"], entry["OptOutListName"]) == (NUMBER, "Default")
        assert entry["EndUserOptedOut"] is False
        assert numbers(sms) == OTHERS

    def test_number_that_is_not_on_it(self, sms: Any) -> None:
        not_found(
            sms.delete_opted_out_number,
            TYPE,
            NUMBER,
            OptOutListName="Default",
            OptedOutNumber=NUMBER,
        )

    @pytest.mark.parametrize("name", ABSENT)
    def test_unknown_list(self, sms: Any, name: str) -> None:
        not_found(
            sms.delete_opted_out_number, LIST, name, OptOutListName=name, OptedOutNumber=NUMBER
        )

    def test_again_and_again(self, sms: Any) -> None:
        for _ in range(3):
            put(sms, NUMBER)
            sms.delete_opted_out_number(OptOutListName="Default", OptedOutNumber=NUMBER)

        assert numbers(sms) == []

    def test_once_in_thirty_days_where_the_settings_are_strict(self, aws: Aws, sms: Any) -> None:
        """That is for who has opted out themselves; what an API call put there leaves as often."""
        number = {"OptOutListName": "Default", "OptedOutNumber": NUMBER}
        with aws.settings(sms_voice_strict_opt_in=True, sms_voice_account_tier="PRODUCTION"):
            for _ in range(2):
                put(sms, NUMBER)
                sms.delete_opted_out_number(**number)
            text(sms, OriginationIdentity=phone(sms))
            aws.outbox.device(NUMBER).reply("STOP")
            sms.delete_opted_out_number(**number)
            aws.outbox.device(NUMBER).reply("STOP")
            validation(
                sms.delete_opted_out_number,
                "PHONE_NUMBER_CANNOT_BE_OPTED_IN",
                "optedOutNumber",
                **number,
            )
            assert numbers(sms) == [NUMBER]
            aws.clock.advance(days=30)
            sms.delete_opted_out_number(**number)

        assert numbers(sms) == []
