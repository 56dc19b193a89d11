"""Verified destination numbers of End User Messaging SMS: create, describe, delete."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.pinpointsmsvoicev2.steps import (
    ABSENT,
    NUMBER,
    TYPE,
    arn,
    conflict,
    create,
    described,
    not_found,
    phone_numbers,
    quota,
    validation,
)

SERVICE = "pinpoint-sms-voice-v2"
OTHERS = ["+14255550101", "+14255550102", "+14255550103", "+14255550104"]
WRONG_ARNS = [
    "arn:",
    "arn:aws:sms-voice",
    "arn:aws:sns:us-east-1:123456789012:verified-destination-number/vdn-1",
    arn("pool/pool-1"),
    arn("verified-destination-number/"),
    arn("verified-destination-number/vdn-1", account="1"),
]
#: Well-formed, and of somebody else.
FOREIGN_ARNS = [
    arn(f"{TYPE}/{ABSENT}"),
    arn(f"{TYPE}/{ABSENT}", account="999999999999"),
    arn(f"{TYPE}/{ABSENT}", region="eu-west-1"),
]


class TestCreate:
    def test_number_is_pending_and_nothing_is_sent(self, aws: Aws, sms: Any) -> None:
        created = sms.create_verified_destination_number(DestinationPhoneNumber=NUMBER)

        del created["ResponseMetadata"]
        number_id = created["VerifiedDestinationNumberId"]
        assert re.fullmatch("vdn-[0-9a-f]{32}", number_id)
        assert created["VerifiedDestinationNumberArn"] == arn(f"{TYPE}/{number_id}")
        assert (created["DestinationPhoneNumber"], created["Status"]) == (NUMBER, "PENDING")
        assert "Tags" not in created
        assert described(sms) == [created]
        assert aws.outbox.messages() == []

    def test_missing_plus_is_put_in_front(self, sms: Any) -> None:
        created = sms.create_verified_destination_number(DestinationPhoneNumber=NUMBER[1:])

        assert created["DestinationPhoneNumber"] == NUMBER
        assert phone_numbers(sms) == [NUMBER]

    @pytest.mark.parametrize("number", ["+1 (206) 555-0142", "+0123", "1", "+", "4" * 50, "", 7])
    def test_malformed_number(self, sms: Any, number: Any) -> None:
        error = refused(sms.create_verified_destination_number, DestinationPhoneNumber=number)

        assert error["Reason"] == "INVALID_PARAMETER"
        assert {each["Name"] for each in error["Fields"]} == {"destinationPhoneNumber"}
        assert described(sms) == []

    @pytest.mark.parametrize("again", [NUMBER, NUMBER[1:]])
    def test_number_is_unique_with_and_without_plus(
        self, sms: Any, number_id: str, again: str
    ) -> None:
        error = conflict(
            sms.create_verified_destination_number,
            "RESOURCE_ALREADY_EXISTS",
            number_id,
            DestinationPhoneNumber=again,
        )

        assert "already exists" in error["Message"]
        assert len(described(sms)) == 1

    def test_conflict_comes_before_the_quota(self, aws: Aws, sms: Any, number_id: str) -> None:
        with aws.settings(sms_voice_verified_destination_numbers_per_account=1):
            conflict(
                sms.create_verified_destination_number,
                "RESOURCE_ALREADY_EXISTS",
                number_id,
                DestinationPhoneNumber=NUMBER,
            )
            quota(
                sms.create_verified_destination_number,
                "VERIFIED_DESTINATION_NUMBERS_PER_ACCOUNT",
                DestinationPhoneNumber=OTHERS[0],
            )

        assert phone_numbers(sms) == [NUMBER]

    def test_ten_numbers_and_a_place_freed_by_deletion(self, sms: Any) -> None:
        ids = [create(sms, f"+1425555010{digit}") for digit in range(10)]
        quota(
            sms.create_verified_destination_number,
            "VERIFIED_DESTINATION_NUMBERS_PER_ACCOUNT",
            DestinationPhoneNumber="+14255550199",
        )

        sms.delete_verified_destination_number(VerifiedDestinationNumberId=ids[4])
        create(sms, "+14255550199")

        assert len(described(sms)) == 10

    @pytest.mark.parametrize("agent", ["rcs-a1b2c3d4", arn("rcs-agent/rcs-a1b2c3d4")])
    def test_rcs_agent_is_not_found(self, sms: Any, number_id: str, agent: str) -> None:
        not_found(
            sms.create_verified_destination_number,
            "rcs-agent",
            agent,
            DestinationPhoneNumber=NUMBER,
            RcsAgentId=agent,
        )

        assert len(described(sms)) == 1

    def test_arn_of_something_else_is_no_rcs_agent(self, sms: Any) -> None:
        validation(
            sms.create_verified_destination_number,
            "INVALID_ARN",
            "rcsAgentId",
            DestinationPhoneNumber=NUMBER,
            RcsAgentId=arn("pool/pool-1"),
        )

    def test_production_account_may_create_too(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_account_tier="PRODUCTION"):
            create(sms)

        assert phone_numbers(sms) == [NUMBER]

    @pytest.mark.wire
    def test_regions_and_accounts_are_apart(self, aws: Aws, sms: Any, number_id: str) -> None:
        elsewhere = aws.client(SERVICE, "eu-west-1")
        assert create(elsewhere) != number_id

        body = json.dumps({"DestinationPhoneNumber": NUMBER})
        operation = "CreateVerifiedDestinationNumber"
        account = {"x-moto-account-id": "999999999999"}
        created = aws.post(SERVICE, operation, body, **account).json()

        assert ":999999999999:" in created["VerifiedDestinationNumberArn"]
        assert len(described(sms)) == len(described(elsewhere)) == 1

    @pytest.mark.wire
    def test_partition_of_the_region(self, aws: Aws) -> None:
        gov = aws.client(SERVICE, "us-gov-west-1")
        create(gov)

        number_arn = described(gov)[0]["VerifiedDestinationNumberArn"]
        assert number_arn.startswith("arn:aws-us-gov:sms-voice:us-gov-west-1:")
        assert phone_numbers(gov, VerifiedDestinationNumberIds=[number_arn]) == [NUMBER]


class TestClientToken:
    def test_same_request_is_performed_once(self, sms: Any) -> None:
        tags = [{"Key": "team", "Value": "ops"}]
        first = create(sms, ClientToken="a", Tags=tags)

        assert create(sms, ClientToken="a", Tags=tags) == first
        assert len(described(sms)) == 1

    def test_other_parameters_are_refused(self, sms: Any) -> None:
        create(sms, ClientToken="a")

        validation(
            sms.create_verified_destination_number,
            "INVALID_REQUEST",
            "clientToken",
            DestinationPhoneNumber=OTHERS[0],
            ClientToken="a",
        )
        assert phone_numbers(sms) == [NUMBER]

    def test_failed_request_may_come_again(self, aws: Aws, sms: Any) -> None:
        with aws.settings(sms_voice_verified_destination_numbers_per_account=0):
            refused(
                sms.create_verified_destination_number,
                DestinationPhoneNumber=NUMBER,
                ClientToken="a",
            )

        create(sms, ClientToken="a")

        assert phone_numbers(sms) == [NUMBER]

    @pytest.mark.wire
    def test_raw_request_without_a_token_is_performed_each_time(self, aws: Aws) -> None:
        body = json.dumps({"DestinationPhoneNumber": NUMBER})
        answers = [aws.post(SERVICE, "CreateVerifiedDestinationNumber", body) for _ in range(2)]

        assert [each.status_code for each in answers] == [200, 400]


class TestDescribe:
    @pytest.fixture(autouse=True)
    def numbers(self, sms: Any) -> list[str]:
        return [create(sms, number) for number in [NUMBER, *OTHERS]]

    def test_in_order_of_creation_without_tags(self, sms: Any) -> None:
        assert phone_numbers(sms) == [NUMBER, *OTHERS]
        assert set(described(sms)[0]) == {
            "VerifiedDestinationNumberArn",
            "VerifiedDestinationNumberId",
            "DestinationPhoneNumber",
            "Status",
            "CreatedTimestamp",
        }

    def test_by_id_and_by_arn(self, sms: Any, numbers: list[str]) -> None:
        names = [arn(f"{TYPE}/{numbers[2]}"), numbers[1]]

        assert phone_numbers(sms, VerifiedDestinationNumberIds=names) == OTHERS[:2]

    def test_empty_lists_choose_nothing_and_so_all(self, sms: Any) -> None:
        nothing: dict[str, Any] = {
            "VerifiedDestinationNumberIds": [],
            "DestinationPhoneNumbers": [],
            "Filters": [],
        }

        assert len(phone_numbers(sms, **nothing)) == 5

    def test_one_unknown_id_fails_the_call(self, sms: Any, numbers: list[str]) -> None:
        not_found(
            sms.describe_verified_destination_numbers,
            TYPE,
            ABSENT,
            VerifiedDestinationNumberIds=[numbers[0], ABSENT],
        )

    @pytest.mark.parametrize("name", FOREIGN_ARNS)
    def test_foreign_arn_is_not_found(self, sms: Any, name: str) -> None:
        not_found(
            sms.describe_verified_destination_numbers,
            TYPE,
            name,
            VerifiedDestinationNumberIds=[name],
        )

    @pytest.mark.parametrize("name", WRONG_ARNS)
    def test_arn_of_something_else(self, sms: Any, name: str) -> None:
        validation(
            sms.describe_verified_destination_numbers,
            "INVALID_ARN",
            "verifiedDestinationNumberIds",
            VerifiedDestinationNumberIds=[name],
        )

    def test_six_ids_are_too_many(self, sms: Any, numbers: list[str]) -> None:
        validation(
            sms.describe_verified_destination_numbers,
            "INVALID_PARAMETER",
            "verifiedDestinationNumberIds",
            VerifiedDestinationNumberIds=[*numbers, ABSENT],
        )

    def test_by_phone_number_with_and_without_plus(self, sms: Any) -> None:
        wanted = [OTHERS[3][1:], NUMBER]

        assert phone_numbers(sms, DestinationPhoneNumbers=wanted) == [NUMBER, OTHERS[3]]

    def test_unknown_phone_number_is_no_error(self, sms: Any) -> None:
        assert described(sms, DestinationPhoneNumbers=["+14255550199"]) == []

    def test_conditions_are_intersected(self, sms: Any, numbers: list[str]) -> None:
        found = phone_numbers(
            sms,
            VerifiedDestinationNumberIds=numbers[:3],
            DestinationPhoneNumbers=[OTHERS[1], OTHERS[3]],
            Filters=[{"Name": "status", "Values": ["PENDING"]}],
        )

        assert found == [OTHERS[1]]

    def test_status_filter(self, aws: Aws, sms: Any, numbers: list[str]) -> None:
        sms.send_destination_number_verification_code(
            VerifiedDestinationNumberId=numbers[0], VerificationChannel="TEXT"
        )
        sms.verify_destination_number(
            VerifiedDestinationNumberId=numbers[0], VerificationCode=aws.outbox.code(to=NUMBER)
        )

        def having(*values: str) -> list[str]:
            return phone_numbers(sms, Filters=[{"Name": "status", "Values": list(values)}])

        assert having("VERIFIED") == [NUMBER]
        assert having("PENDING") == OTHERS
        assert having("VERIFIED", "PENDING") == [NUMBER, *OTHERS]
        assert having("UNSUPPORTED") == []

    def test_all_filters_must_fit(self, sms: Any) -> None:
        filters = [
            {"Name": "status", "Values": ["PENDING"]},
            {"Name": "status", "Values": ["VERIFIED"]},
        ]

        assert described(sms, Filters=filters) == []

    def test_no_number_has_an_rcs_agent(self, sms: Any) -> None:
        assert described(sms, Filters=[{"Name": "rcs-agent-id", "Values": ["rcs-1"]}]) == []

    def test_value_that_is_no_status(self, sms: Any) -> None:
        error = validation(
            sms.describe_verified_destination_numbers,
            "INVALID_FILTER_VALUES",
            "filters",
            Filters=[{"Name": "status", "Values": ["PENDING", "pending"]}],
        )

        assert "PENDING, UNSUPPORTED, VERIFIED" in error["Message"]

    def test_unknown_filter(self, sms: Any) -> None:
        validation(
            sms.describe_verified_destination_numbers,
            "INVALID_PARAMETER",
            "filters.1.member.name",
            Filters=[{"Name": "colour", "Values": ["red"]}],
        )

    def test_too_many_filters_and_too_few_values(self, sms: Any) -> None:
        each = {"Name": "status", "Values": ["PENDING"]}
        call = sms.describe_verified_destination_numbers

        validation(call, "INVALID_PARAMETER", "filters", Filters=[each] * 21)
        validation(
            call,
            "INVALID_PARAMETER",
            "filters.1.member.values",
            Filters=[{"Name": "status", "Values": []}],
        )

    def test_pages(self, sms: Any) -> None:
        paginator = sms.get_paginator("describe_verified_destination_numbers")
        pages = list(paginator.paginate(PaginationConfig={"PageSize": 2}))

        sizes = [len(page["VerifiedDestinationNumbers"]) for page in pages]
        found = [
            each["DestinationPhoneNumber"]
            for page in pages
            for each in page["VerifiedDestinationNumbers"]
        ]
        assert sizes == [2, 2, 1]
        assert found == [NUMBER, *OTHERS]

    def test_deletion_between_pages_loses_nothing(self, sms: Any, numbers: list[str]) -> None:
        first = sms.describe_verified_destination_numbers(MaxResults=2)
        sms.delete_verified_destination_number(VerifiedDestinationNumberId=numbers[1])

        assert phone_numbers(sms, NextToken=first["NextToken"]) == OTHERS[1:]

    def test_foreign_and_invented_tokens(self, aws: Aws, sms: Any) -> None:
        token = sms.describe_verified_destination_numbers(MaxResults=2)["NextToken"]
        elsewhere = aws.client(SERVICE, "eu-west-1")
        field = ("INVALID_NEXT_TOKEN", "nextToken")

        validation(elsewhere.describe_verified_destination_numbers, *field, NextToken=token)
        validation(sms.describe_verified_destination_numbers, *field, NextToken="x")
        validation(
            sms.describe_verified_destination_numbers,
            *field,
            NextToken=token,
            DestinationPhoneNumbers=[NUMBER],
        )
        validation(sms.describe_account_limits, *field, NextToken=token)

    @pytest.mark.parametrize("size", [0, 101, "many"])
    def test_page_size_out_of_range(self, sms: Any, size: Any) -> None:
        validation(
            sms.describe_verified_destination_numbers,
            "INVALID_PARAMETER",
            "maxResults",
            MaxResults=size,
        )


class TestDelete:
    def test_number_is_gone_and_its_phone_number_free(self, sms: Any, number_id: str) -> None:
        [before] = described(sms)
        deleted = sms.delete_verified_destination_number(VerifiedDestinationNumberId=number_id)

        del deleted["ResponseMetadata"], before["Status"]
        assert deleted == before
        assert described(sms) == []
        assert create(sms) != number_id

    def test_by_arn(self, sms: Any, number_id: str) -> None:
        sms.delete_verified_destination_number(
            VerifiedDestinationNumberId=arn(f"{TYPE}/{number_id}")
        )

        assert described(sms) == []

    @pytest.mark.parametrize("name", [ABSENT, "no:such/thing", *FOREIGN_ARNS])
    def test_unknown_number(self, sms: Any, number_id: str, name: str) -> None:
        not_found(
            sms.delete_verified_destination_number, TYPE, name, VerifiedDestinationNumberId=name
        )
        assert len(described(sms)) == 1

    def test_arn_of_another_region_is_not_found(self, aws: Aws, sms: Any, number_id: str) -> None:
        elsewhere = aws.client(SERVICE, "eu-west-1")
        name = arn(f"{TYPE}/{number_id}")

        not_found(
            elsewhere.delete_verified_destination_number,
            TYPE,
            name,
            VerifiedDestinationNumberId=name,
        )
        assert len(described(sms)) == 1

    @pytest.mark.parametrize("name", WRONG_ARNS)
    def test_arn_of_something_else(self, sms: Any, name: str) -> None:
        validation(
            sms.delete_verified_destination_number,
            "INVALID_ARN",
            "verifiedDestinationNumberId",
            VerifiedDestinationNumberId=name,
        )

    def test_code_that_was_sent_no_longer_counts(self, aws: Aws, sms: Any, number_id: str) -> None:
        sms.send_destination_number_verification_code(
            VerifiedDestinationNumberId=number_id, VerificationChannel="TEXT"
        )
        sms.delete_verified_destination_number(VerifiedDestinationNumberId=number_id)

        assert aws.outbox.latest(to=NUMBER).state == "revoked"

    def test_strict_deletion_wants_a_day(self, aws: Aws, sms: Any, number_id: str) -> None:
        with aws.settings(sms_voice_strict_deletion=True):
            aws.clock.advance(hours=23)
            conflict(
                sms.delete_verified_destination_number,
                "RESOURCE_DELETION_NOT_ALLOWED",
                number_id,
                VerifiedDestinationNumberId=number_id,
            )
            assert len(described(sms)) == 1

            aws.clock.advance(hours=1)
            sms.delete_verified_destination_number(VerifiedDestinationNumberId=number_id)

        assert described(sms) == []
