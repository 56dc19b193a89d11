"""Overrides of Incident Manager's rotations, through boto3."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    ABSENT,
    ROTATION,
    UUID,
    assert_absent,
    assert_invalid,
    assert_quota,
    assert_violations,
    create,
    daily,
    rotate,
)

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def now(aws: Aws) -> datetime:
    """As exact as all clients write it."""
    return aws.clock.now().replace(microsecond=0)


def override(ssm: Any, rotation: str, start: datetime, end: datetime, *contacts: str) -> str:
    """The id of a new override."""
    found: str = ssm.create_rotation_override(
        RotationId=rotation, NewContactIds=list(contacts), StartTime=start, EndTime=end
    )["RotationOverrideId"]
    return found


def listed(ssm: Any, rotation: str, start: datetime, end: datetime) -> list[str]:
    found = ssm.list_rotation_overrides(RotationId=rotation, StartTime=start, EndTime=end)
    return [each["RotationOverrideId"] for each in found["RotationOverrides"]]


class TestCreate:
    def test_override_is_there_with_all_that_was_given(
        self, ssm: Any, zoe: str, yan: str, rotation: str, now: datetime
    ) -> None:
        found = override(ssm, rotation, now + DAY, now + 2 * DAY, yan, zoe)

        assert re.fullmatch("[0-9a-f-]{36}", found)
        answer = ssm.get_rotation_override(RotationId=rotation, RotationOverrideId=found)
        del answer["ResponseMetadata"]
        assert now <= answer.pop("CreateTime") < now + DAY
        assert answer == {
            "RotationOverrideId": found,
            "RotationArn": rotation,
            "NewContactIds": [yan, zoe],
            "StartTime": now + DAY,
            "EndTime": now + 2 * DAY,
        }

    def test_nobody_may_be_on_call(self, ssm: Any, rotation: str, now: datetime) -> None:
        found = override(ssm, rotation, now + DAY, now + 2 * DAY)

        answer = ssm.get_rotation_override(RotationId=rotation, RotationOverrideId=found)
        assert answer["NewContactIds"] == []

    def test_token_makes_one(self, ssm: Any, zoe: str, rotation: str, now: datetime) -> None:
        request = {
            "RotationId": rotation,
            "NewContactIds": [zoe],
            "StartTime": now + DAY,
            "EndTime": now + 2 * DAY,
            "IdempotencyToken": "one",
        }
        ids = {ssm.create_rotation_override(**request)["RotationOverrideId"] for _ in range(2)}

        assert listed(ssm, rotation, now, now + 3 * DAY) == list(ids)
        error = refused(ssm.create_rotation_override, **request | {"NewContactIds": []})
        assert_invalid(error, "IdempotencyToken was used with different parameters")

    def test_may_have_begun(self, ssm: Any, zoe: str, rotation: str, now: datetime) -> None:
        found = override(ssm, rotation, now - DAY, now + DAY, zoe)

        assert listed(ssm, rotation, now, now + MINUTE) == [found]

    @pytest.mark.parametrize(
        ("start", "end", "detail", "field"),
        [
            (DAY, DAY, "EndTime must be later than StartTime", "EndTime"),
            (2 * DAY, DAY, "EndTime must be later than StartTime", "EndTime"),
            (DAY, DAY + 29 * MINUTE, "An override must last 30 minutes or more", "EndTime"),
            (-2 * DAY, -DAY, "EndTime must be in the future", "EndTime"),
            (185 * DAY, 190 * DAY, "StartTime must be within the next six months", "StartTime"),
        ],
    )
    def test_times(
        self,
        ssm: Any,
        zoe: str,
        rotation: str,
        now: datetime,
        start: timedelta,
        end: timedelta,
        detail: str,
        field: str,
    ) -> None:
        error = refused(
            ssm.create_rotation_override,
            RotationId=rotation,
            NewContactIds=[zoe],
            StartTime=now + start,
            EndTime=now + end,
        )

        assert_invalid(error, detail, field)
        assert listed(ssm, rotation, now - 9 * DAY, now + 999 * DAY) == []

    def test_shortest_and_furthest(self, ssm: Any, zoe: str, rotation: str, now: datetime) -> None:
        start = now + 180 * DAY
        found = override(ssm, rotation, start, start + 30 * MINUTE, zoe)

        assert listed(ssm, rotation, start, start + MINUTE) == [found]

    def test_only_members(self, aws: Aws, ssm: Any, zoe: str, rotation: str, now: datetime) -> None:
        request = {"RotationId": rotation, "StartTime": now + DAY, "EndTime": now + 2 * DAY}
        other = create(ssm, "other")

        error = refused(ssm.create_rotation_override, **request, NewContactIds=[zoe, other])
        assert_invalid(error, f"{other} is not a member of the rotation", "NewContactIds")
        assert listed(ssm, rotation, now, now + 3 * DAY) == []
        with aws.settings(ssm_contacts_override_members_only=False):
            ssm.create_rotation_override(**request, NewContactIds=[other])
        assert len(listed(ssm, rotation, now, now + 3 * DAY)) == 1

    def test_quota_is_a_setting(
        self, aws: Aws, ssm: Any, zoe: str, rotation: str, now: datetime
    ) -> None:
        request = {"RotationId": rotation, "StartTime": now + DAY, "EndTime": now + 2 * DAY}
        with aws.settings(ssm_contacts_overrides_per_rotation=1):
            ssm.create_rotation_override(**request, NewContactIds=[zoe])
            error = refused(ssm.create_rotation_override, **request, NewContactIds=[zoe])

        assert_quota(error, "L-00000000", rotation, "ROTATION")
        assert len(listed(ssm, rotation, now, now + 3 * DAY)) == 1

    def test_contacts_must_be_people_who_are_there(
        self, aws: Aws, ssm: Any, team: str, rotation: str, now: datetime
    ) -> None:
        request = {"RotationId": rotation, "StartTime": now + DAY, "EndTime": now + 2 * DAY}

        error = refused(ssm.create_rotation_override, **request, NewContactIds=[ABSENT])
        assert_absent(error, ABSENT)
        error = refused(ssm.create_rotation_override, **request, NewContactIds=[team])
        assert_invalid(error, f"{team} is not a PERSONAL contact and cannot be on call")

    def test_more_than_thirty(self, ssm: Any, zoe: str, rotation: str, now: datetime) -> None:
        error = refused(
            ssm.create_rotation_override,
            RotationId=rotation,
            NewContactIds=[zoe] * 31,
            StartTime=now + DAY,
            EndTime=now + 2 * DAY,
        )

        assert_violations(error, "newContactIds")

    def test_rotation_must_be_there(self, ssm: Any, zoe: str, now: datetime) -> None:
        error = refused(
            ssm.create_rotation_override,
            RotationId=ROTATION,
            NewContactIds=[zoe],
            StartTime=now + DAY,
            EndTime=now + 2 * DAY,
        )

        assert_absent(error, ROTATION, "ROTATION")


class TestGetAndDelete:
    @pytest.fixture
    def there(self, ssm: Any, zoe: str, rotation: str, now: datetime) -> str:
        return override(ssm, rotation, now + DAY, now + 2 * DAY, zoe)

    def test_deleted_is_gone(self, ssm: Any, rotation: str, there: str, now: datetime) -> None:
        ssm.delete_rotation_override(RotationId=rotation, RotationOverrideId=there)

        assert listed(ssm, rotation, now, now + 3 * DAY) == []

    @pytest.mark.parametrize("operation", ["get_rotation_override", "delete_rotation_override"])
    def test_absent(self, ssm: Any, rotation: str, there: str, operation: str) -> None:
        error = refused(getattr(ssm, operation), RotationId=rotation, RotationOverrideId=UUID)
        assert_absent(error, UUID, "ROTATION_OVERRIDE")
        error = refused(getattr(ssm, operation), RotationId=ROTATION, RotationOverrideId=there)
        assert_absent(error, ROTATION, "ROTATION")

    @pytest.mark.parametrize("operation", ["get_rotation_override", "delete_rotation_override"])
    def test_of_another_rotation(
        self, ssm: Any, zoe: str, rotation: str, there: str, operation: str, now: datetime
    ) -> None:
        other = rotate(ssm, zoe)

        error = refused(getattr(ssm, operation), RotationId=other, RotationOverrideId=there)
        assert_absent(error, there, "ROTATION_OVERRIDE")
        assert listed(ssm, rotation, now, now + 3 * DAY) == [there]

    @pytest.mark.parametrize("operation", ["get_rotation_override", "delete_rotation_override"])
    def test_id_is_no_arn(self, ssm: Any, rotation: str, there: str, operation: str) -> None:
        error = refused(
            getattr(ssm, operation), RotationId=rotation, RotationOverrideId=f"{rotation}/{there}"
        )

        assert_violations(error, *["rotationOverrideId"] * 2)  # its length, and its form

    def test_goes_with_its_rotation(self, ssm: Any, rotation: str, there: str) -> None:
        ssm.delete_rotation(RotationId=rotation)

        error = refused(ssm.get_rotation_override, RotationId=rotation, RotationOverrideId=there)
        assert_absent(error, rotation, "ROTATION")

    def test_outlives_changes_of_its_rotation(
        self, ssm: Any, zoe: str, yan: str, rotation: str, there: str
    ) -> None:
        ssm.update_rotation(RotationId=rotation, ContactIds=[yan], Recurrence=daily())

        found = ssm.get_rotation_override(RotationId=rotation, RotationOverrideId=there)
        assert found["NewContactIds"] == [zoe]


class TestList:
    @pytest.fixture
    def three(self, ssm: Any, zoe: str, rotation: str, now: datetime) -> list[str]:
        """The second day, the first, and a minute later again the first."""
        starts = (now + 2 * DAY, now + DAY, now + DAY + MINUTE)
        return [override(ssm, rotation, start, start + DAY, zoe) for start in starts]

    def test_by_start(self, ssm: Any, rotation: str, three: list[str], now: datetime) -> None:
        assert listed(ssm, rotation, now, now + 9 * DAY) == [three[1], three[2], three[0]]

    def test_items(
        self, ssm: Any, rotation: str, zoe: str, three: list[str], now: datetime
    ) -> None:
        found = ssm.list_rotation_overrides(
            RotationId=rotation, StartTime=now, EndTime=now + 9 * DAY
        )["RotationOverrides"]

        assert found[2].keys() == {
            "RotationOverrideId",
            "NewContactIds",
            "StartTime",
            "EndTime",
            "CreateTime",
        }
        assert (found[2]["NewContactIds"], found[2]["StartTime"]) == ([zoe], now + 2 * DAY)

    def test_only_what_is_in_force_between(
        self, ssm: Any, rotation: str, three: list[str], now: datetime
    ) -> None:
        assert listed(ssm, rotation, now, now + DAY) == []
        assert listed(ssm, rotation, now, now + DAY + 2 * MINUTE) == [three[1], three[2]]
        assert listed(ssm, rotation, now + 2 * DAY, now + 9 * DAY) == [three[2], three[0]]
        assert listed(ssm, rotation, now + 3 * DAY, now + 9 * DAY) == []

    def test_pages_of_one(self, ssm: Any, rotation: str, three: list[str], now: datetime) -> None:
        pages = ssm.get_paginator("list_rotation_overrides").paginate(
            RotationId=rotation,
            StartTime=now,
            EndTime=now + 9 * DAY,
            PaginationConfig={"PageSize": 1},
        )

        found = [
            [each["RotationOverrideId"] for each in page["RotationOverrides"]] for page in pages
        ]
        assert found == [[three[1]], [three[2]], [three[0]]]

    def test_both_ends_are_needed(self, ssm: Any, rotation: str) -> None:
        assert_violations(
            refused(ssm.list_rotation_overrides, RotationId=rotation), "startTime", "endTime"
        )

    def test_end_that_is_not_later(self, ssm: Any, rotation: str, now: datetime) -> None:
        error = refused(
            ssm.list_rotation_overrides, RotationId=rotation, StartTime=now, EndTime=now
        )

        assert_invalid(error, "EndTime must be later than StartTime", "EndTime")

    def test_ends_of_time(self, ssm: Any, rotation: str, three: list[str], now: datetime) -> None:
        always = (datetime(year, 1, 1, tzinfo=timezone.utc) for year in (1, 9999))

        assert len(listed(ssm, rotation, *always)) == 3

    def test_absent(self, ssm: Any, now: datetime) -> None:
        error = refused(
            ssm.list_rotation_overrides, RotationId=ROTATION, StartTime=now, EndTime=now + DAY
        )

        assert_absent(error, ROTATION, "ROTATION")
