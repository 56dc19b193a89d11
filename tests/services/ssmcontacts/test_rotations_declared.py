"""Rotations as infrastructure code has them: declared, read back, imported, changed, lost."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import permutations
from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    RECURRENCES,
    aliases,
    assert_absent,
    create,
    daily,
    plan_of,
    rotate,
    rotations,
)


def read(ssm: Any, arn: str) -> dict[str, Any]:
    """All that can be read by the ARN alone, as an import does."""
    found: dict[str, Any] = ssm.get_rotation(RotationId=arn)
    del found["ResponseMetadata"]
    tags = ssm.list_tags_for_resource(ResourceARN=arn)["Tags"]
    return {**found, "Tags": {tag["Key"]: tag["Value"] for tag in tags}}


@pytest.mark.parametrize("kind", RECURRENCES)
def test_declared_is_what_is_read(ssm: Any, zoe: str, yan: str, kind: str) -> None:
    recurrence = RECURRENCES[kind]
    arn = rotate(ssm, zoe, yan, Recurrence=recurrence, TimeZoneId="Australia/Sydney")

    assert read(ssm, arn)["Recurrence"] == recurrence
    assert read(ssm, arn)["TimeZoneId"] == "Australia/Sydney"


def test_one_recurrence_becomes_any_other(ssm: Any, zoe: str, yan: str) -> None:
    """Nothing of the one before is left, whatever it was."""
    arn = rotate(ssm, zoe, yan)
    whole = read(ssm, arn)
    for one, other in permutations(RECURRENCES.values(), 2):
        for recurrence in (one, other):
            ssm.update_rotation(RotationId=arn, Recurrence=recurrence)
        assert read(ssm, arn) == {**whole, "Recurrence": other}


def test_import_by_another_client(aws: Aws, ssm: Any, zoe: str) -> None:
    arn = rotate(ssm, zoe, Tags=[{"Key": "team", "Value": "ops"}])
    (found,) = aws.new_client("ssm-contacts").list_rotations()["Rotations"]

    assert read(aws.new_client("ssm-contacts"), found["RotationArn"]) == read(ssm, arn)
    assert read(ssm, arn)["Tags"] == {"team": "ops"}


class TestChanges:
    def test_people_are_exchanged_and_then_deleted(self, ssm: Any, zoe: str, yan: str) -> None:
        arn = rotate(ssm, zoe, yan)
        new = [create(ssm, alias) for alias in ("ann", "bob")]
        ssm.update_rotation(RotationId=arn, ContactIds=[new[1], new[0]], Recurrence=daily())
        for contact in (zoe, yan):
            ssm.delete_contact(ContactId=contact)

        assert read(ssm, arn)["ContactIds"] == [new[1], new[0]]
        assert aliases(ssm) == ["ann", "bob"]

    def test_start_is_resent_with_every_change(self, ssm: Any, zoe: str) -> None:
        """In the past, too; a time of another zone comes back as the moment that it is."""
        past = datetime(2023, 7, 20, 2, 21, 49, tzinfo=timezone(timedelta(hours=2)))
        arn = rotate(ssm, zoe, StartTime=past)
        for recurrence in RECURRENCES["weekly"], RECURRENCES["daily"]:
            ssm.update_rotation(RotationId=arn, StartTime=past, Recurrence=recurrence)

        assert read(ssm, arn)["StartTime"] == past

    def test_start_that_was_never_declared_stays_away(self, ssm: Any, zoe: str) -> None:
        arn = rotate(ssm, zoe, StartTime=None)
        ssm.update_rotation(RotationId=arn, Recurrence=RECURRENCES["weekly"])

        assert "StartTime" not in read(ssm, arn)

    def test_start_that_is_declared_later(self, ssm: Any, zoe: str) -> None:
        arn = rotate(ssm, zoe, StartTime=None)
        ahead = datetime(2046, 1, 1, tzinfo=timezone.utc)
        ssm.update_rotation(RotationId=arn, StartTime=ahead, Recurrence=daily())

        assert read(ssm, arn)["StartTime"] == ahead

    def test_tags_are_added_changed_and_removed(self, ssm: Any, zoe: str) -> None:
        arn = rotate(ssm, zoe, Tags=[{"Key": "one", "Value": "1"}])
        ssm.tag_resource(
            ResourceARN=arn, Tags=[{"Key": "one", "Value": "2"}, {"Key": "two", "Value": "2"}]
        )
        assert read(ssm, arn)["Tags"] == {"one": "2", "two": "2"}
        ssm.untag_resource(ResourceARN=arn, TagKeys=["one"])
        assert read(ssm, arn)["Tags"] == {"two": "2"}


class TestDisappearance:
    """Somebody deletes it by hand, behind the back of whoever has declared it."""

    @pytest.fixture
    def lost(self, ssm: Any, rotation: str) -> str:
        ssm.delete_rotation(RotationId=rotation)
        return rotation

    def test_is_noticed_by_whatever_is_done(self, ssm: Any, zoe: str, lost: str) -> None:
        for error in (
            refused(ssm.get_rotation, RotationId=lost),
            refused(ssm.update_rotation, RotationId=lost, Recurrence=daily()),
            refused(ssm.list_tags_for_resource, ResourceARN=lost),
            refused(ssm.delete_rotation, RotationId=lost),
        ):
            assert_absent(error, lost, "ROTATION")

    def test_it_is_made_anew(self, ssm: Any, zoe: str, yan: str, lost: str) -> None:
        again = rotate(ssm, zoe, yan)

        assert again != lost
        assert rotations(ssm) == ["primary"]

    def test_everything_is_destroyed_in_order(self, ssm: Any, zoe: str, yan: str) -> None:
        arn = rotate(ssm, zoe, yan)
        plan = {"RotationIds": [arn]}
        schedule = create(ssm, "prim", Type="ONCALL_SCHEDULE", Plan=plan)
        ssm.delete_rotation(RotationId=arn)
        assert plan_of(ssm, schedule) == {"RotationIds": []}
        for contact in (schedule, zoe, yan):
            ssm.delete_contact(ContactId=contact)

        assert (rotations(ssm), aliases(ssm)) == ([], [])
