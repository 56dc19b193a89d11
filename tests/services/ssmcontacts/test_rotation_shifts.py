"""Shifts of Incident Manager's rotations and of previews, through boto3."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    HEAD,
    RECURRENCES,
    ROTATION,
    START,
    assert_absent,
    assert_invalid,
    assert_violations,
    daily,
    preview,
    rotate,
)

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
Found = list[tuple[datetime, list[str]]]


def shifts(ssm: Any, rotation: str, **members: Any) -> list[dict[str, Any]]:
    request = {"StartTime": START, "EndTime": START + 3 * DAY, **members}
    found: list[dict[str, Any]] = ssm.list_rotation_shifts(RotationId=rotation, **request)[
        "RotationShifts"
    ]
    return found


def told(found: list[dict[str, Any]]) -> Found:
    """Who begins when."""
    return [(each["StartTime"], each["ContactIds"]) for each in found]


class TestList:
    def test_shifts_in_order(self, ssm: Any, zoe: str, yan: str, rotation: str) -> None:
        assert shifts(ssm, rotation, EndTime=START + 2 * DAY) == [
            {
                "ContactIds": [zoe],
                "StartTime": START,
                "EndTime": START + DAY,
                "Type": "REGULAR",
            },
            {
                "ContactIds": [yan],
                "StartTime": START + DAY,
                "EndTime": START + 2 * DAY,
                "Type": "REGULAR",
            },
        ]

    def test_are_whole_at_both_ends(self, ssm: Any, zoe: str, yan: str, rotation: str) -> None:
        found = shifts(ssm, rotation, StartTime=START + HOUR, EndTime=START + DAY + HOUR)

        assert told(found) == [(START, [zoe]), (START + DAY, [yan])]

    def test_what_only_touches_the_range_is_not_in_it(
        self, ssm: Any, yan: str, rotation: str
    ) -> None:
        found = shifts(ssm, rotation, StartTime=START + DAY, EndTime=START + 2 * DAY)

        assert told(found) == [(START + DAY, [yan])]

    def test_days_are_not_all_as_long(self, ssm: Any, zoe: str, yan: str) -> None:
        start = datetime(2026, 3, 7, 9, tzinfo=timezone.utc)
        rotation = rotate(ssm, zoe, yan, TimeZoneId="America/New_York", StartTime=start)

        found = shifts(ssm, rotation, StartTime=start, EndTime=start + 3 * DAY)
        lengths = [(each["EndTime"] - each["StartTime"]) / HOUR for each in found[1:]]
        assert lengths == [23, 24, 24]

    def test_without_a_start_from_now(self, aws: Aws, ssm: Any, zoe: str, yan: str) -> None:
        rotation = rotate(ssm, zoe, yan, StartTime=None)
        aws.clock.advance(days=10)
        now = aws.clock.now()

        found = ssm.list_rotation_shifts(RotationId=rotation, EndTime=now + DAY)["RotationShifts"]
        assert found[0]["StartTime"] <= now < found[0]["EndTime"]
        assert len(found) == 2

    def test_without_its_own_start_from_its_creation(self, aws: Aws, ssm: Any, zoe: str) -> None:
        before = aws.clock.now()
        rotation = rotate(ssm, zoe, StartTime=None)

        first = shifts(ssm, rotation, StartTime=before - 9 * DAY, EndTime=before + DAY)[0]
        created = first["StartTime"]
        assert before - timedelta(milliseconds=1) <= created <= aws.clock.now()
        assert created < first["EndTime"] <= created + DAY

    def test_before_the_rotation_begins(self, ssm: Any, rotation: str) -> None:
        assert shifts(ssm, rotation, StartTime=START - DAY, EndTime=START) == []

    @pytest.mark.parametrize("by", [timedelta(0), HOUR])
    def test_end_that_is_not_later(self, ssm: Any, rotation: str, by: timedelta) -> None:
        error = refused(
            ssm.list_rotation_shifts, RotationId=rotation, StartTime=START, EndTime=START - by
        )

        assert_invalid(error, "EndTime must be later than StartTime", "EndTime")

    def test_end_is_needed(self, ssm: Any, rotation: str) -> None:
        assert_violations(refused(ssm.list_rotation_shifts, RotationId=rotation), "endTime")

    def test_absent(self, ssm: Any) -> None:
        error = refused(ssm.list_rotation_shifts, RotationId=ROTATION, EndTime=START)

        assert_absent(error, ROTATION, "ROTATION")

    def test_id_is_no_name(self, ssm: Any, rotation: str) -> None:
        arn = f"{HEAD}:rotation/primary"
        error = refused(ssm.list_rotation_shifts, RotationId=arn, EndTime=START)

        assert_invalid(error, f"Invalid resource Arn {arn}")

    def test_changes_count_at_once(self, ssm: Any, zoe: str, yan: str, rotation: str) -> None:
        ssm.update_rotation(
            RotationId=rotation,
            ContactIds=[yan, zoe],
            StartTime=START + 12 * HOUR,
            Recurrence=daily(21, 9),
        )

        assert told(shifts(ssm, rotation, EndTime=START + 36 * HOUR)) == [
            (START + 12 * HOUR, [yan]),
            (START + 24 * HOUR, [zoe]),
        ]

    def test_ends_of_time(self, ssm: Any, rotation: str) -> None:
        first, last = (datetime(year, 1, 1, tzinfo=timezone.utc) for year in (1, 9999))

        found = ssm.list_rotation_shifts(
            RotationId=rotation, StartTime=first, EndTime=last, MaxResults=1
        )["RotationShifts"]
        assert [each["StartTime"] for each in found] == [START]
        assert shifts(ssm, rotation, StartTime=last.replace(year=9998), EndTime=last) == []
        late = shifts(
            ssm, rotation, StartTime=last.replace(year=8999, month=12, day=31), EndTime=last
        )
        assert len(late) == 2


class TestPages:
    def test_pages_of_one(self, ssm: Any, zoe: str, yan: str, rotation: str) -> None:
        pages = ssm.get_paginator("list_rotation_shifts").paginate(
            RotationId=rotation,
            StartTime=START,
            EndTime=START + 3 * DAY,
            PaginationConfig={"PageSize": 1},
        )

        assert [told(page["RotationShifts"]) for page in pages] == [
            [(START, [zoe])],
            [(START + DAY, [yan])],
            [(START + 2 * DAY, [zoe])],
        ]

    def test_hundred_by_default(self, ssm: Any, rotation: str) -> None:
        range_ = {"RotationId": rotation, "StartTime": START, "EndTime": START + 101 * DAY}
        first = ssm.list_rotation_shifts(**range_)
        rest = ssm.list_rotation_shifts(**range_, NextToken=first["NextToken"])

        assert len(first["RotationShifts"]) == 100
        assert [each["StartTime"] for each in rest["RotationShifts"]] == [START + 100 * DAY]
        assert "NextToken" not in rest

    def test_of_a_preview(self, ssm: Any) -> None:
        pages = ssm.get_paginator("list_preview_rotation_shifts").paginate(
            **preview("a", "b"), PaginationConfig={"PageSize": 1}
        )

        assert [told(page["RotationShifts"]) for page in pages] == [
            [(START, ["a"])],
            [(START + DAY, ["b"])],
            [(START + 2 * DAY, ["a"])],
        ]

    def test_of_a_preview_that_begins_now(self, aws: Aws, ssm: Any) -> None:
        """The first shift is told once, though each page asks a little later."""
        request = preview("a", "b", EndTime=aws.clock.now() + 3 * DAY, MaxResults=1)
        del request["RotationStartTime"]

        said: list[dict[str, Any]] = []
        found = ssm.list_preview_rotation_shifts(**request)
        while "NextToken" in found and len(said) < 9:
            said += found["RotationShifts"]
            aws.clock.advance(minutes=1)
            found = ssm.list_preview_rotation_shifts(**request, NextToken=found["NextToken"])
        said += found["RotationShifts"]
        assert len(said) == 4
        assert all(before["EndTime"] == after["StartTime"] for before, after in pairwise(said))

    def test_from_now_is_from_the_first_page(self, aws: Aws, ssm: Any, rotation: str) -> None:
        """What is over when the second page is asked for is on it all the same."""
        request = {"RotationId": rotation, "EndTime": aws.clock.now() + 2 * DAY}
        whole = ssm.list_rotation_shifts(**request)["RotationShifts"]
        first = ssm.list_rotation_shifts(**request, MaxResults=1)
        aws.clock.advance(days=3)

        rest = ssm.list_rotation_shifts(**request, MaxResults=1024, NextToken=first["NextToken"])
        assert first["RotationShifts"] + rest["RotationShifts"] == whole

    def test_token_of_another_range(self, ssm: Any, rotation: str) -> None:
        token = ssm.list_rotation_shifts(
            RotationId=rotation, StartTime=START, EndTime=START + 3 * DAY, MaxResults=1
        )["NextToken"]

        error = refused(
            ssm.list_rotation_shifts,
            RotationId=rotation,
            StartTime=START,
            EndTime=START + 4 * DAY,
            NextToken=token,
        )
        assert_invalid(error, "Invalid NextToken")


class TestOverrides:
    @pytest.fixture
    def begin(self, aws: Aws) -> datetime:
        """Nine o'clock tomorrow; overrides are only made for what is to come."""
        return aws.clock.now().replace(hour=9, minute=0, second=0, microsecond=0) + DAY

    @pytest.fixture
    def rotation(self, ssm: Any, zoe: str, yan: str, begin: datetime) -> str:
        return rotate(ssm, zoe, yan, StartTime=begin)

    def override(self, ssm: Any, rotation: str, start: datetime, *contacts: str) -> str:
        """The id of one for two hours."""
        found: str = ssm.create_rotation_override(
            RotationId=rotation,
            NewContactIds=list(contacts),
            StartTime=start,
            EndTime=start + 2 * HOUR,
        )["RotationOverrideId"]
        return found

    def two_days(self, ssm: Any, rotation: str, begin: datetime) -> list[dict[str, Any]]:
        return shifts(ssm, rotation, StartTime=begin, EndTime=begin + 2 * DAY)

    def test_only_its_window_changes(
        self, ssm: Any, zoe: str, yan: str, rotation: str, begin: datetime
    ) -> None:
        before = self.two_days(ssm, rotation, begin)
        self.override(ssm, rotation, begin + 3 * HOUR, yan)

        assert self.two_days(ssm, rotation, begin) == [
            {**before[0], "EndTime": begin + 3 * HOUR},
            {
                "ContactIds": [yan],
                "StartTime": begin + 3 * HOUR,
                "EndTime": begin + 5 * HOUR,
                "Type": "OVERRIDDEN",
                "ShiftDetails": {"OverriddenContactIds": [zoe]},
            },
            {**before[0], "StartTime": begin + 5 * HOUR},
            before[1],
        ]

    def test_deletion_restores(self, ssm: Any, yan: str, rotation: str, begin: datetime) -> None:
        before = self.two_days(ssm, rotation, begin)
        override = self.override(ssm, rotation, begin + 3 * HOUR, yan)
        ssm.delete_rotation_override(RotationId=rotation, RotationOverrideId=override)

        assert self.two_days(ssm, rotation, begin) == before

    def test_over_a_hand_off(
        self, ssm: Any, zoe: str, yan: str, rotation: str, begin: datetime
    ) -> None:
        self.override(ssm, rotation, begin + DAY - HOUR, yan, zoe)

        found = self.two_days(ssm, rotation, begin)
        details = [each.get("ShiftDetails", {}).get("OverriddenContactIds") for each in found]
        assert details == [None, [zoe], [yan], None]

    def test_the_latest_counts(
        self, ssm: Any, zoe: str, yan: str, rotation: str, begin: datetime
    ) -> None:
        self.override(ssm, rotation, begin + HOUR, yan)
        self.override(ssm, rotation, begin)

        assert told(self.two_days(ssm, rotation, begin))[:3] == [
            (begin, []),
            (begin + 2 * HOUR, [yan]),
            (begin + 3 * HOUR, [zoe]),
        ]


class TestPreview:
    @pytest.mark.parametrize("kind", RECURRENCES)
    def test_is_what_the_rotation_would_have(self, ssm: Any, zoe: str, yan: str, kind: str) -> None:
        same = {"Recurrence": RECURRENCES[kind], "TimeZoneId": "Australia/Lord_Howe"}
        rotation = rotate(ssm, zoe, yan, zoe, **same)
        range_ = {"EndTime": START + 400 * DAY}

        request = preview(zoe, yan, zoe, **same, **range_)
        found = ssm.list_preview_rotation_shifts(**request)["RotationShifts"]
        assert found == shifts(ssm, rotation, **range_)
        assert found

    def test_members_are_any_words(self, ssm: Any) -> None:
        found = ssm.list_preview_rotation_shifts(**preview("Zoë from ops", "+1 555"))

        assert [each["ContactIds"] for each in found["RotationShifts"]] == [
            ["Zoë from ops"],
            ["+1 555"],
            ["Zoë from ops"],
        ]

    def test_begins_now(self, aws: Aws, ssm: Any) -> None:
        now = aws.clock.now()
        request = preview("a", EndTime=now + DAY)
        del request["RotationStartTime"]

        first = ssm.list_preview_rotation_shifts(**request)["RotationShifts"][0]
        assert now - timedelta(milliseconds=1) <= first["StartTime"] <= aws.clock.now()

    def test_from_its_own_start_or_another(self, ssm: Any) -> None:
        found = ssm.list_preview_rotation_shifts(**preview("a", "b", StartTime=START + DAY))

        assert told(found["RotationShifts"]) == [(START + DAY, ["b"]), (START + 2 * DAY, ["a"])]

    def test_overrides_of_any_time(self, ssm: Any) -> None:
        overrides = [
            {"NewMembers": ["c"], "StartTime": START, "EndTime": START + 2 * HOUR},
            {"NewMembers": [], "StartTime": START + HOUR, "EndTime": START + 3 * HOUR},
        ]
        found = ssm.list_preview_rotation_shifts(**preview("a", Overrides=overrides))

        assert told(found["RotationShifts"])[:3] == [
            (START, ["c"]),
            (START + HOUR, []),
            (START + 3 * HOUR, ["a"]),
        ]
        assert found["RotationShifts"][1]["ShiftDetails"] == {"OverriddenContactIds": ["a"]}

    @pytest.mark.parametrize("missing", ["NewMembers", "StartTime", "EndTime"])
    def test_part_of_an_override(self, ssm: Any, missing: str) -> None:
        override = {"NewMembers": ["c"], "StartTime": START, "EndTime": START + HOUR}
        del override[missing]

        error = refused(ssm.list_preview_rotation_shifts, **preview("a", Overrides=[override]))
        assert_invalid(
            error, "An override must have NewMembers, StartTime and EndTime", "Overrides"
        )

    @pytest.mark.parametrize(
        ("changed", "detail", "field"),
        [
            ({"EndTime": START}, "EndTime must be later than StartTime", "EndTime"),
            (
                {"Overrides": [{"NewMembers": [], "StartTime": START, "EndTime": START}]},
                "EndTime must be later than StartTime",
                "EndTime",
            ),
            ({"TimeZoneId": "PST"}, "Invalid time zone PST", "TimeZoneId"),
            (
                {"Recurrence": daily(NumberOfOnCalls=2)},
                "NumberOfOnCalls cannot exceed the number of contacts",
                "Recurrence",
            ),
            (
                {"Recurrence": {"NumberOfOnCalls": 1, "RecurrenceMultiplier": 1}},
                "Recurrence must have one of DailySettings, WeeklySettings and MonthlySettings",
                "Recurrence",
            ),
        ],
    )
    def test_same_rules(self, ssm: Any, changed: Any, detail: str, field: str) -> None:
        error = refused(ssm.list_preview_rotation_shifts, **preview("a", **changed))

        assert_invalid(error, detail, field)

    def test_members_and_ranges(self, ssm: Any) -> None:
        error = refused(ssm.list_preview_rotation_shifts, **preview(), MaxResults=1025)
        assert_violations(error, "members", "maxResults")
        error = refused(ssm.list_preview_rotation_shifts, **preview(" ", "a" * 513))
        assert_violations(error, "members.1.member", "members.2.member")
