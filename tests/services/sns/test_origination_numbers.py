"""The numbers that SMS can come from."""

from __future__ import annotations

from typing import Any

import pytest

from moto_contacts.services.sns import origination_numbers
from tests.harness import Aws


def number(aws: Aws) -> Any:
    return aws.client("pinpoint-sms-voice-v2").request_phone_number(
        IsoCountryCode="US",
        MessageType="TRANSACTIONAL",
        NumberCapabilities=["SMS"],
        NumberType="TOLL_FREE",
    )


def test_list_origination_numbers(aws: Aws, sns: Any) -> None:
    assert sns.list_origination_numbers()["PhoneNumbers"] == []
    bought = number(aws)
    (found,) = sns.list_origination_numbers()["PhoneNumbers"]
    assert found == {
        "CreatedAt": found["CreatedAt"],
        "PhoneNumber": bought["PhoneNumber"],
        "Status": bought["Status"].capitalize(),
        "Iso2CountryCode": "US",
        "RouteType": "Transactional",
        "NumberCapabilities": ["SMS"],
    }


def test_more_than_a_page_of_the_other_service(
    aws: Aws, sns: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origination_numbers, "_PAGE", 2)
    bought = [number(aws)["PhoneNumber"] for _ in range(5)]
    found = sns.list_origination_numbers()["PhoneNumbers"]
    assert [each["PhoneNumber"] for each in found] == bought


def test_faults_of_the_other_service_are_its_own(aws: Aws, sns: Any) -> None:
    bought = number(aws)["PhoneNumber"]
    fault = aws.faults.put(
        "AccessDeniedException", service="pinpoint-sms-voice-v2", operation="DescribePhoneNumbers"
    )
    with fault:
        found = sns.list_origination_numbers()["PhoneNumbers"]
        assert [each["PhoneNumber"] for each in found] == [bought]
        assert fault.struck == 0


def test_so_are_its_limits(aws: Aws, sns: Any) -> None:
    bought = number(aws)["PhoneNumber"]
    with aws.settings(sms_voice_strict_throttling=True):
        for _ in range(2):
            found = sns.list_origination_numbers()["PhoneNumbers"]
            assert [each["PhoneNumber"] for each in found] == [bought]


def test_pages(aws: Aws, sns: Any) -> None:
    bought = [number(aws)["PhoneNumber"] for _ in range(3)]
    first = sns.list_origination_numbers(MaxResults=2)
    rest = sns.list_origination_numbers(NextToken=first["NextToken"])
    found = [each["PhoneNumber"] for each in (*first["PhoneNumbers"], *rest["PhoneNumbers"])]
    assert found == bought
