"""Shifts far from the start of a rotation, and many of them: in absolute time, without a client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any

from moto import mock_aws

from moto_contacts import catalogue
from moto_contacts.gateway.dispatch import invoke
from tests.benchmarks.runner import Effort, Row, Variant, at_most, interleave

_ACCOUNT, _REGION = "000000000001", "us-east-1"
#: A rotation that is handed off every morning since then.
_START = datetime(2020, 1, 1, 14, tzinfo=timezone.utc)
_LATE = datetime(2099, 7, 1, tzinfo=timezone.utc)
_TEN_YEARS = timedelta(days=3650)


def shifts(effort: Effort) -> Iterator[Row]:
    """All shifts of ten years, page by page, and one that is 79 years ahead."""
    with mock_aws():
        do = partial(invoke, catalogue.service("ssmcontacts"))
        rotation = _rotation(do)
        for what, call, scale, unit, limit in (
            ("ten years of daily shifts", partial(_ten_years, do, rotation), 1, "s", 0.2),
            ("one shift in 2099 of a rotation of 2020", partial(_one, do, rotation), 1000, "ms", 5),
        ):
            samples = interleave({what: Variant(call)}, effort.rounds, min(effort.calls, 5))
            yield Row(what, samples.median(what) * scale, at_most(limit), unit)


def _rotation(do: Callable[..., dict[str, Any]]) -> str:
    zoe = {"Alias": "zoe", "Type": "PERSONAL", "Plan": {}}
    arn: str = do(
        "CreateRotation",
        _ACCOUNT,
        _REGION,
        {
            "Name": "primary",
            "ContactIds": [do("CreateContact", _ACCOUNT, _REGION, zoe)["ContactArn"]],
            "StartTime": _START.timestamp(),
            "TimeZoneId": "America/New_York",
            "Recurrence": {
                "NumberOfOnCalls": 1,
                "RecurrenceMultiplier": 1,
                "DailySettings": [{"HourOfDay": 9, "MinuteOfHour": 0}],
            },
        },
    )["RotationArn"]
    return arn


def _ten_years(do: Callable[..., dict[str, Any]], rotation: str) -> None:
    found = 0
    page: dict[str, Any] = {}
    while not found or "NextToken" in page:
        request = {
            "RotationId": rotation,
            "StartTime": _START.timestamp(),
            "EndTime": (_START + _TEN_YEARS).timestamp(),
            "MaxResults": 1024,
        }
        if found:
            request["NextToken"] = page["NextToken"]
        page = do("ListRotationShifts", _ACCOUNT, _REGION, request)
        found += len(page["RotationShifts"])
    assert found == _TEN_YEARS.days, found


def _one(do: Callable[..., dict[str, Any]], rotation: str) -> None:
    request = {
        "RotationId": rotation,
        "StartTime": _LATE.timestamp(),
        "EndTime": (_LATE + timedelta(hours=1)).timestamp(),
    }
    (shift,) = do("ListRotationShifts", _ACCOUNT, _REGION, request)["RotationShifts"]
    assert shift["StartTime"] <= _LATE < shift["EndTime"]
