"""Rotations of Incident Manager, through boto3."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    ABSENT,
    FOREIGN,
    HEAD,
    ROTATION,
    START,
    UUID,
    assert_absent,
    assert_invalid,
    assert_quota,
    assert_violations,
    create,
    daily,
    plan_of,
    rotate,
    rotation_request,
    rotations,
    time_of_day,
)

WEEKLY: dict[str, Any] = {
    "NumberOfOnCalls": 1,
    "RecurrenceMultiplier": 2,
    "WeeklySettings": [
        {"DayOfWeek": "WED", "HandOffTime": time_of_day(4, 25)},
        {"DayOfWeek": "FRI", "HandOffTime": time_of_day(15, 57)},
    ],
    "ShiftCoverages": {
        "MON": [{"Start": time_of_day(1), "End": time_of_day(23)}],
        "WED": [{"Start": time_of_day(22), "End": time_of_day(6)}],
    },
}


def rotation_of(ssm: Any, arn: str) -> dict[str, Any]:
    found: dict[str, Any] = ssm.get_rotation(RotationId=arn)
    del found["ResponseMetadata"]
    return found


def recurrence_of(ssm: Any, arn: str) -> Any:
    return rotation_of(ssm, arn)["Recurrence"]


class TestCreate:
    def test_rotation_is_there_with_all_that_was_given(self, ssm: Any, zoe: str, yan: str) -> None:
        arn = rotate(ssm, yan, zoe, Recurrence=WEEKLY, Tags=[{"Key": "team", "Value": "ops"}])

        assert re.fullmatch(f"{HEAD}:rotation/[0-9a-f-]{{36}}", arn)
        assert rotation_of(ssm, arn) == {
            "RotationArn": arn,
            "Name": "primary",
            "ContactIds": [yan, zoe],
            "StartTime": START,
            "TimeZoneId": "UTC",
            "Recurrence": WEEKLY,
        }
        tags = ssm.list_tags_for_resource(ResourceARN=arn)["Tags"]
        assert tags == [{"Key": "team", "Value": "ops"}]

    def test_start_that_was_not_given_is_absent(self, ssm: Any, zoe: str) -> None:
        arn = rotate(ssm, zoe, StartTime=None)

        assert "StartTime" not in rotation_of(ssm, arn)
        assert "StartTime" not in ssm.list_rotations()["Rotations"][0]

    @pytest.mark.parametrize("years", [-20, 20])
    def test_start_may_be_long_ago_or_far_ahead(self, ssm: Any, zoe: str, years: int) -> None:
        start = START.replace(year=START.year + years)

        assert rotation_of(ssm, rotate(ssm, zoe, StartTime=start))["StartTime"] == start

    @pytest.mark.parametrize("year", [1899, 9000])
    def test_start_at_the_ends_of_time(self, ssm: Any, zoe: str, year: int) -> None:
        error = refused(
            ssm.create_rotation, **rotation_request(zoe, StartTime=START.replace(year=year))
        )

        assert_invalid(error, "Rotations start in the years from 1900 to 9000")
        assert rotations(ssm) == []

    def test_same_person_several_times(self, ssm: Any, zoe: str, yan: str) -> None:
        arn = rotate(ssm, zoe, yan, zoe)

        assert rotation_of(ssm, arn)["ContactIds"] == [zoe, yan, zoe]

    def test_names_need_not_differ(self, ssm: Any, zoe: str) -> None:
        assert rotate(ssm, zoe) != rotate(ssm, zoe)
        assert rotations(ssm) == ["primary", "primary"]

    def test_token_makes_one(self, ssm: Any, zoe: str) -> None:
        arns = {rotate(ssm, zoe, IdempotencyToken="one") for _ in range(2)}

        assert len(arns) == 1
        error = refused(
            ssm.create_rotation, **rotation_request(zoe, Name="other", IdempotencyToken="one")
        )
        assert_invalid(error, "IdempotencyToken was used with different parameters")
        assert rotations(ssm) == ["primary"]

    @pytest.mark.parametrize("arn", [ABSENT, *FOREIGN])
    def test_contact_must_be_there(self, ssm: Any, yan: str, arn: str) -> None:
        error = refused(ssm.create_rotation, **rotation_request(yan, arn))

        assert_absent(error, arn)
        assert rotations(ssm) == []

    @pytest.mark.parametrize("kind", ["ESCALATION", "ONCALL_SCHEDULE"])
    def test_contacts_must_be_people(self, ssm: Any, zoe: str, kind: str) -> None:
        other = create(ssm, "other", Type=kind, Plan={})

        error = refused(ssm.create_rotation, **rotation_request(zoe, other))
        assert_invalid(error, f"{other} is not a PERSONAL contact and cannot be on call")
        assert rotations(ssm) == []

    def test_more_on_call_than_there_are(self, ssm: Any, zoe: str, yan: str) -> None:
        request = rotation_request(zoe, yan, Recurrence=daily(NumberOfOnCalls=3))

        error = refused(ssm.create_rotation, **request)
        assert_invalid(error, "NumberOfOnCalls cannot exceed the number of contacts", "Recurrence")
        assert rotations(ssm) == []

    @pytest.mark.parametrize(
        "settings",
        [
            {},
            {"DailySettings": []},
            {"DailySettings": [time_of_day(9)], "WeeklySettings": WEEKLY["WeeklySettings"]},
            {
                "MonthlySettings": [{"DayOfMonth": 1, "HandOffTime": time_of_day(9)}],
                "WeeklySettings": WEEKLY["WeeklySettings"],
            },
        ],
    )
    def test_recurrence_of_one_kind(self, ssm: Any, zoe: str, settings: Any) -> None:
        recurrence = {"NumberOfOnCalls": 1, "RecurrenceMultiplier": 1, **settings}

        error = refused(ssm.create_rotation, **rotation_request(zoe, Recurrence=recurrence))
        assert_invalid(
            error,
            "Recurrence must have one of DailySettings, WeeklySettings and MonthlySettings",
            "Recurrence",
        )
        assert rotations(ssm) == []

    def test_empty_list_of_another_kind(self, ssm: Any, zoe: str) -> None:
        recurrence = daily(WeeklySettings=[])

        assert recurrence_of(ssm, rotate(ssm, zoe, Recurrence=recurrence)) == recurrence

    @pytest.mark.parametrize(
        ("times", "detail"),
        [
            ([], "must have times with Start and End"),
            ([{"Start": time_of_day(9)}], "must have times with Start and End"),
            ([{"End": time_of_day(9)}], "must have times with Start and End"),
            ([{}], "must have times with Start and End"),
            (
                [{"Start": time_of_day(9), "End": time_of_day(9, 29)}],
                "is shorter than 30 minutes",
            ),
            (
                [{"Start": time_of_day(23, 50), "End": time_of_day(0, 19)}],
                "is shorter than 30 minutes",
            ),
        ],
    )
    def test_coverage(self, ssm: Any, zoe: str, times: Any, detail: str) -> None:
        recurrence = daily(ShiftCoverages={"TUE": times})

        error = refused(ssm.create_rotation, **rotation_request(zoe, Recurrence=recurrence))
        assert_invalid(error, f"Shift coverage of TUE {detail}", "Recurrence")
        assert rotations(ssm) == []

    def test_shortest_coverage(self, ssm: Any, zoe: str) -> None:
        times = [{"Start": time_of_day(23, 45), "End": time_of_day(0, 15)}]
        recurrence = daily(ShiftCoverages={"TUE": times})

        assert recurrence_of(ssm, rotate(ssm, zoe, Recurrence=recurrence)) == recurrence

    def test_ranges(self, ssm: Any) -> None:
        recurrence = {
            "NumberOfOnCalls": 0,
            "RecurrenceMultiplier": 101,
            "MonthlySettings": [{"DayOfMonth": 32, "HandOffTime": time_of_day(24, 60)}],
            "ShiftCoverages": {"MONDAY": []},
        }
        error = refused(
            ssm.create_rotation,
            **rotation_request(Name="a/b", TimeZoneId="!", Recurrence=recurrence),
        )

        assert_violations(
            error,
            "name",
            "contactIds",
            "timeZoneId",
            "recurrence.monthlySettings.1.member.dayOfMonth",
            "recurrence.monthlySettings.1.member.handOffTime.hourOfDay",
            "recurrence.monthlySettings.1.member.handOffTime.minuteOfHour",
            "recurrence.numberOfOnCalls",
            "recurrence.shiftCoverages",
            "recurrence.recurrenceMultiplier",
        )

    def test_thirty_contacts(self, ssm: Any, zoe: str) -> None:
        rotate(ssm, *[zoe] * 30)

        error = refused(ssm.create_rotation, **rotation_request(*[zoe] * 31))
        assert_violations(error, "contactIds")

    def test_quota(self, aws: Aws, ssm: Any, zoe: str) -> None:
        with aws.settings(ssm_contacts_rotations_per_account=2):
            first = rotate(ssm, zoe)
            rotate(ssm, zoe, Name="other")
            error = refused(ssm.create_rotation, **rotation_request(zoe))
            ssm.delete_rotation(RotationId=first)
            rotate(ssm, zoe, Name="third")

        assert_quota(error, "L-4EA3AB3A", None, "ROTATION")
        assert rotations(ssm) == ["other", "third"]

    def test_bad_tags(self, ssm: Any, zoe: str) -> None:
        error = refused(ssm.create_rotation, **rotation_request(zoe, Tags=[{"Key": "a"}]))

        assert_invalid(error, "A tag must have a Key and a Value", "Tags")
        assert rotations(ssm) == []


class TestTimeZone:
    @pytest.mark.parametrize(
        "name",
        [
            "UTC",
            "Etc/GMT-14",
            "America/Argentina/Buenos_Aires",
            "America/Port-au-Prince",
            "Antarctica/DumontDUrville",
            "Australia/Lord_Howe",
            "GB",
        ],
    )
    def test_of_iana(self, ssm: Any, zoe: str, name: str) -> None:
        assert rotation_of(ssm, rotate(ssm, zoe, TimeZoneId=name))["TimeZoneId"] == name

    @pytest.mark.parametrize(
        "name",
        [
            "PST",
            "EST",
            "IST",
            "Europe/Atlantis",
            "Europe",
            "europe/paris",
            "Europe/paris",
            "posix/Europe/Paris",
            "localtime",
            "Factory",
            "tzdata.zi",
            "/usr/share/zoneinfo/UTC",
            "../zoneinfo/UTC",
            "Europe/../UTC",
            "Europe/Paris ",
            "+02:00",
        ],
    )
    def test_of_nobody(self, ssm: Any, zoe: str, name: str) -> None:
        error = refused(ssm.create_rotation, **rotation_request(zoe, TimeZoneId=name))

        if name == "+02:00":  # which the model's pattern does not take either
            assert_violations(error, "timeZoneId")
        else:
            assert_invalid(error, f"Invalid time zone {name}", "TimeZoneId")
        assert rotations(ssm) == []


class TestUpdate:
    def test_only_what_is_given_changes(self, ssm: Any, zoe: str, rotation: str) -> None:
        before = rotation_of(ssm, rotation)
        ssm.update_rotation(RotationId=rotation, Recurrence=WEEKLY)

        assert rotation_of(ssm, rotation) == {**before, "Recurrence": WEEKLY}

    def test_all_that_may_change(self, ssm: Any, zoe: str, rotation: str) -> None:
        changed = {
            "ContactIds": [zoe],
            "StartTime": START - timedelta(days=400),
            "TimeZoneId": "Asia/Tokyo",
            "Recurrence": WEEKLY,
        }
        ssm.update_rotation(RotationId=rotation, **changed)

        assert rotation_of(ssm, rotation) == {
            "RotationArn": rotation,
            "Name": "primary",
            **changed,
        }

    def test_recurrence_is_always_needed(self, ssm: Any, zoe: str, rotation: str) -> None:
        error = refused(ssm.update_rotation, RotationId=rotation, ContactIds=[zoe])

        assert_violations(error, "recurrence")

    @pytest.mark.parametrize(
        ("changed", "detail"),
        [
            ({"TimeZoneId": "PST"}, "Invalid time zone PST"),
            (
                {"Recurrence": daily(NumberOfOnCalls=3)},
                "NumberOfOnCalls cannot exceed the number of contacts",
            ),
            (
                {"StartTime": datetime(1800, 1, 1, tzinfo=timezone.utc)},
                "Rotations start in the years from 1900 to 9000",
            ),
        ],
    )
    def test_refusal_changes_nothing(
        self, ssm: Any, zoe: str, rotation: str, changed: Any, detail: str
    ) -> None:
        before = rotation_of(ssm, rotation)
        request = {"ContactIds": [zoe, zoe], "Recurrence": WEEKLY, **changed}

        error = refused(ssm.update_rotation, RotationId=rotation, **request)
        assert error["Error"]["Message"] == f"Invalid value provided - {detail}"
        assert rotation_of(ssm, rotation) == before

    def test_fewer_contacts_than_are_on_call(
        self, ssm: Any, zoe: str, yan: str, rotation: str
    ) -> None:
        ssm.update_rotation(RotationId=rotation, Recurrence=daily(NumberOfOnCalls=2))

        error = refused(
            ssm.update_rotation,
            RotationId=rotation,
            ContactIds=[zoe],
            Recurrence=daily(NumberOfOnCalls=2),
        )
        assert_invalid(error, "NumberOfOnCalls cannot exceed the number of contacts", "Recurrence")
        assert rotation_of(ssm, rotation)["ContactIds"] == [zoe, yan]

    def test_contact_must_be_a_person_who_is_there(
        self, ssm: Any, team: str, rotation: str
    ) -> None:
        update = {"RotationId": rotation, "Recurrence": daily()}

        assert_absent(refused(ssm.update_rotation, **update, ContactIds=[ABSENT]), ABSENT)
        error = refused(ssm.update_rotation, **update, ContactIds=[team])
        assert_invalid(error, f"{team} is not a PERSONAL contact and cannot be on call")

    def test_absent(self, ssm: Any) -> None:
        error = refused(ssm.update_rotation, RotationId=ROTATION, Recurrence=daily())

        assert_absent(error, ROTATION, "ROTATION")


class TestDelete:
    def test_it_leaves_every_schedule(self, ssm: Any, zoe: str, rotation: str) -> None:
        other = rotate(ssm, zoe)
        plans = [[rotation], [other], [other, rotation, other], [rotation, rotation]]
        schedules = [
            create(ssm, f"s{number}", Type="ONCALL_SCHEDULE", Plan={"RotationIds": plan})
            for number, plan in enumerate(plans)
        ]
        ssm.delete_rotation(RotationId=rotation)

        left = [plan_of(ssm, schedule)["RotationIds"] for schedule in schedules]
        assert left == [[], [other], [other, other], []]

    def test_schedule_that_has_let_it_go_is_left_alone(
        self, ssm: Any, zoe: str, rotation: str
    ) -> None:
        plan = {"RotationIds": [rotate(ssm, zoe)]}
        schedule = create(ssm, "s", Type="ONCALL_SCHEDULE", Plan={"RotationIds": [rotation]})
        ssm.update_contact(ContactId=schedule, Plan=plan)
        ssm.delete_rotation(RotationId=rotation)

        assert plan_of(ssm, schedule) == plan

    def test_tags_go_with_it(self, ssm: Any, rotation: str) -> None:
        ssm.delete_rotation(RotationId=rotation)

        error = refused(ssm.list_tags_for_resource, ResourceARN=rotation)
        assert_absent(error, rotation, "ROTATION")

    def test_twice(self, ssm: Any, rotation: str) -> None:
        ssm.delete_rotation(RotationId=rotation)

        error = refused(ssm.delete_rotation, RotationId=rotation)
        assert_absent(error, rotation, "ROTATION")
        assert rotations(ssm) == []


class TestList:
    @pytest.fixture(autouse=True)
    def some(self, ssm: Any, zoe: str) -> None:
        for name in ("ops b", "Ops", "ops", "night.shift", "ops-a", "ops"):
            rotate(ssm, zoe, Name=name)

    def test_by_name_then_arn(self, ssm: Any) -> None:
        found = ssm.list_rotations()["Rotations"]

        names = ["Ops", "night.shift", "ops", "ops", "ops b", "ops-a"]
        assert [each["Name"] for each in found] == names
        assert found[2]["RotationArn"] < found[3]["RotationArn"]

    def test_items_are_whole(self, ssm: Any) -> None:
        first = ssm.list_rotations()["Rotations"][0]

        assert first == rotation_of(ssm, first["RotationArn"])

    def test_case_of_the_prefix_counts(self, ssm: Any) -> None:
        assert rotations(ssm, RotationNamePrefix="ops") == ["ops", "ops", "ops b", "ops-a"]
        assert rotations(ssm, RotationNamePrefix="nobody") == []

    def test_pages_of_one(self, ssm: Any) -> None:
        pages = ssm.get_paginator("list_rotations").paginate(
            RotationNamePrefix="ops", PaginationConfig={"PageSize": 1}
        )

        found = [[each["Name"] for each in page["Rotations"]] for page in pages]
        assert found == [["ops"], ["ops"], ["ops b"], ["ops-a"]]


class TestArn:
    @pytest.mark.parametrize("operation", ["get_rotation", "delete_rotation"])
    def test_ends_in_an_id(self, ssm: Any, zoe: str, rotation: str, operation: str) -> None:
        for arn in (zoe, f"{HEAD}:rotation/primary", f"{HEAD}:rotation/"):
            error = refused(getattr(ssm, operation), RotationId=arn)
            assert_invalid(error, f"Invalid resource Arn {arn}")
        assert_violations(refused(getattr(ssm, operation), RotationId=UUID), "rotationId")

    @pytest.mark.parametrize("operation", ["get_rotation", "delete_rotation"])
    def test_of_nothing_and_of_elsewhere(self, ssm: Any, rotation: str, operation: str) -> None:
        elsewhere = rotation.replace("us-east-1", "eu-west-1")
        for arn in (ROTATION, elsewhere):
            error = refused(getattr(ssm, operation), RotationId=arn)
            assert_absent(error, arn, "ROTATION")
        assert rotations(ssm) == ["primary"]
