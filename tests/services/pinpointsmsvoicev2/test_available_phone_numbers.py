"""Numbers that can be had: ListAvailablePhoneNumbers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.pinpointsmsvoicev2.steps import arn, not_found, one_by_one, validation

WANTED = {"IsoCountryCode": "US", "NumberCapabilities": ["SMS"], "NumberType": "TEN_DLC"}


def available(sms: Any, how: str = "", *patterns: str, **members: Any) -> list[str]:
    """All of them, by as many pages as it takes."""
    preference = {"PreferenceType": [how], "Filter": list(patterns)}
    pages = sms.get_paginator("list_available_phone_numbers").paginate(
        **{**WANTED, **({"NumberPreference": [preference]} if how else {}), **members}
    )
    return [each for page in pages for each in page["AvailablePhoneNumbers"]]


def test_ten_a_page_the_same_each_time(sms: Any) -> None:
    [first, again] = [sms.list_available_phone_numbers(**WANTED) for _ in range(2)]
    assert len(first["AvailablePhoneNumbers"]) == 10
    assert first["AvailablePhoneNumbers"] == again["AvailablePhoneNumbers"]
    everything = available(sms)
    assert len(everything) == len({*everything}) == 1000


def test_one_by_one(sms: Any) -> None:
    few = {"NumberPreference": [{"PreferenceType": ["EndsWith"], "Filter": ["0142"]}]}
    found = one_by_one(
        sms, "list_available_phone_numbers", "AvailablePhoneNumbers", **WANTED, **few
    )
    assert len(found) == 10
    assert all(str(number).endswith("5550142") for number in found)


@pytest.mark.parametrize(
    ("how", "patterns", "found"),
    [
        ("StartsWith", ["212"], 100),
        ("StartsWith", ["1212", "+1303"], 200),
        ("StartsWith", ["+212"], 0),
        ("EndsWith", ["0199"], 10),
        ("Contains", ["0655501"], 100),
        ("ExactMatch", ["+12065550100"], 1),
        ("ExactMatch", ["2065550100"], 1),
        ("ExactMatch", ["206"], 0),
    ],
)
def test_preference(sms: Any, how: str, patterns: list[str], found: int) -> None:
    assert len(available(sms, how, *patterns)) == found


@pytest.mark.parametrize(
    ("capabilities", "some"), [(["SMS", "MMS", "VOICE"], True), (["SMS", "RCS"], False)]
)
def test_capabilities(sms: Any, capabilities: list[str], some: bool) -> None:
    found = sms.list_available_phone_numbers(**{**WANTED, "NumberCapabilities": capabilities})
    assert bool(found["AvailablePhoneNumbers"]) is some


@pytest.mark.parametrize(
    ("field", "member", "value"),
    [
        ("isoCountryCode", "IsoCountryCode", "CA"),
        ("numberType", "NumberType", "TOLL_FREE"),
        ("maxResults", "MaxResults", 11),
    ],
)
def test_what_cannot_be_asked_for(sms: Any, field: str, member: str, value: Any) -> None:
    members = {**WANTED, member: value}
    validation(sms.list_available_phone_numbers, "INVALID_PARAMETER", field, **members)


def test_token_of_another_query(sms: Any) -> None:
    token = sms.list_available_phone_numbers(**WANTED)["NextToken"]
    other = {**WANTED, "NumberCapabilities": ["MMS"], "NextToken": token}
    validation(sms.list_available_phone_numbers, "INVALID_NEXT_TOKEN", "nextToken", **other)


def test_registration(sms: Any) -> None:
    """There are none yet."""
    registration = {**WANTED, "RegistrationId": "registration-1"}
    not_found(sms.list_available_phone_numbers, "registration", "registration-1", **registration)
    other = {**WANTED, "RegistrationId": arn("pool/pool-1")}
    validation(sms.list_available_phone_numbers, "INVALID_ARN", "registrationId", **other)
