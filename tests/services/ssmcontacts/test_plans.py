"""Plans of Incident Manager: stages and rotations, through boto3."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    ABSENT,
    EMPTY,
    FOREIGN,
    HEAD,
    ROTATION,
    add_channel,
    aliases,
    assert_invalid,
    assert_quota,
    assert_violations,
    create,
    plan_of,
    rotate,
    stage,
    to_channel,
    to_contact,
)


@pytest.fixture
def channel(ssm: Any, zoe: str) -> str:
    return add_channel(ssm, zoe, DeferActivation=True)


@pytest.fixture
def schedule(ssm: Any) -> str:
    return create(ssm, "prim", Type="ONCALL_SCHEDULE", Plan={})


class TestPersonalPlan:
    def test_is_read_as_it_was_written(self, ssm: Any, zoe: str, channel: str) -> None:
        other = add_channel(ssm, zoe, "other")
        plan = {
            "Stages": [
                stage(to_channel(other, RetryIntervalInMinutes=60), to_channel(channel), minutes=1),
                stage(minutes=30),
                stage(to_channel(channel), minutes=0),
            ]
        }
        ssm.update_contact(ContactId=zoe, Plan=plan)

        assert plan_of(ssm, zoe) == plan

    def test_empty_list_of_rotations_is_dropped(self, ssm: Any) -> None:
        zoe = create(ssm, "zoe", Plan={"Stages": [stage()], "RotationIds": []})

        assert plan_of(ssm, zoe) == {"Stages": [stage()]}

    def test_no_rotations(self, ssm: Any) -> None:
        for kind in ("PERSONAL", "ESCALATION"):
            error = refused(
                ssm.create_contact, Alias="x", Type=kind, Plan={"RotationIds": [ROTATION]}
            )
            assert_invalid(error, f"{kind} contact cannot have rotations in plan")
        assert aliases(ssm) == []

    def test_stage_that_does_nothing(self, ssm: Any, zoe: str) -> None:
        error = refused(ssm.update_contact, ContactId=zoe, Plan={"Stages": [stage(minutes=0)]})

        assert_invalid(error, "A stage without targets must have a duration")
        assert plan_of(ssm, zoe) == EMPTY

    def test_target_is_one_channel(self, ssm: Any, zoe: str, channel: str) -> None:
        for target in ({}, to_contact(zoe), {**to_channel(channel), **to_contact(zoe)}):
            error = refused(
                ssm.update_contact, ContactId=zoe, Plan={"Stages": [stage(), stage(target)]}
            )
            assert_invalid(
                error,
                "Targets of PERSONAL contacts must have ChannelTargetInfo and nothing else",
            )
        assert plan_of(ssm, zoe) == EMPTY

    def test_channel_must_exist(self, ssm: Any, zoe: str, channel: str) -> None:
        ssm.delete_contact_channel(ContactChannelId=channel)

        error = refused(
            ssm.update_contact, ContactId=zoe, Plan={"Stages": [stage(to_channel(channel))]}
        )
        assert_invalid(error, f"{channel} does not exist")
        assert plan_of(ssm, zoe) == EMPTY

    def test_channel_must_be_the_contacts_own(self, ssm: Any, channel: str) -> None:
        ann = create(ssm, "ann")
        plan = {"Stages": [stage(to_channel(channel))]}

        for error in (
            refused(ssm.update_contact, ContactId=ann, Plan=plan),
            refused(ssm.create_contact, Alias="new", Type="PERSONAL", Plan=plan),
        ):
            assert_invalid(error, f"{channel} does not belong to the contact")
        assert plan_of(ssm, ann) == EMPTY
        assert aliases(ssm) == ["ann", "zoe"]

    def test_contact_arn_is_no_channel(self, ssm: Any, zoe: str) -> None:
        error = refused(
            ssm.update_contact, ContactId=zoe, Plan={"Stages": [stage(to_channel(zoe))]}
        )

        assert_invalid(error, f"Invalid resource Arn {zoe}")

    def test_quotas_are_the_documented_ones(self, ssm: Any, zoe: str, channel: str) -> None:
        full = [stage(*[to_channel(channel)] * 10)] * 10
        ssm.update_contact(ContactId=zoe, Plan={"Stages": full})

        stages = refused(ssm.update_contact, ContactId=zoe, Plan={"Stages": [*full, stage()]})
        assert_quota(stages, "L-5AE11799", zoe)
        targets = refused(
            ssm.update_contact,
            ContactId=zoe,
            Plan={"Stages": [stage(*[to_channel(channel)] * 11)]},
        )
        assert_quota(targets, "L-F338226A", zoe)
        assert plan_of(ssm, zoe) == {"Stages": full}

    def test_quotas_are_settings(self, aws: Aws, ssm: Any, zoe: str, channel: str) -> None:
        with aws.settings(ssm_contacts_stages_per_plan=1, ssm_contacts_targets_per_stage=1):
            stages = refused(
                ssm.create_contact, Alias="x", Type="PERSONAL", Plan={"Stages": [stage(), stage()]}
            )
            targets = refused(
                ssm.update_contact,
                ContactId=zoe,
                Plan={"Stages": [stage(*[to_channel(channel)] * 2)]},
            )

        assert_quota(stages, "L-5AE11799", None)
        assert_quota(targets, "L-F338226A", zoe)
        assert aliases(ssm) == ["zoe"]
        assert plan_of(ssm, zoe) == EMPTY

    def test_ranges(self, ssm: Any, zoe: str, channel: str) -> None:
        error = refused(
            ssm.update_contact,
            ContactId=zoe,
            Plan={"Stages": [stage(to_channel(channel, RetryIntervalInMinutes=61), minutes=31)]},
        )

        assert_violations(
            error,
            "plan.stages.1.member.durationInMinutes",
            "plan.stages.1.member.targets.1.member.channelTargetInfo.retryIntervalInMinutes",
        )


class TestEscalationPlan:
    def test_people_and_schedules(self, ssm: Any, zoe: str, schedule: str) -> None:
        plan = {"Stages": [stage(to_contact(schedule), to_contact(zoe), minutes=0)]}
        team = create(ssm, "team", Type="ESCALATION", Plan=plan)

        assert plan_of(ssm, team) == plan

    def test_no_escalation(self, ssm: Any, team: str) -> None:
        plan = {"Stages": [stage(to_contact(team))]}

        for error in (
            refused(ssm.create_contact, Alias="all", Type="ESCALATION", Plan=plan),
            refused(ssm.update_contact, ContactId=team, Plan=plan),
        ):
            assert_invalid(error, f"{team} is an ESCALATION contact and cannot be a target")
        assert aliases(ssm) == ["team"]
        assert plan_of(ssm, team) == EMPTY

    @pytest.mark.parametrize("arn", [ABSENT, *FOREIGN])
    def test_contact_must_be_there(self, ssm: Any, team: str, arn: str) -> None:
        error = refused(
            ssm.update_contact, ContactId=team, Plan={"Stages": [stage(to_contact(arn))]}
        )

        assert_invalid(error, f"{arn} does not exist")
        assert plan_of(ssm, team) == EMPTY

    def test_target_without_contact(self, ssm: Any, team: str) -> None:
        target = {"ContactTargetInfo": {"IsEssential": True}}
        error = refused(ssm.update_contact, ContactId=team, Plan={"Stages": [stage(target)]})

        assert_invalid(error, "ContactTargetInfo must have a ContactId")

    def test_no_channels(self, ssm: Any, team: str, channel: str) -> None:
        error = refused(
            ssm.update_contact, ContactId=team, Plan={"Stages": [stage(to_channel(channel))]}
        )

        assert_invalid(
            error,
            "Targets of ESCALATION contacts must have ContactTargetInfo and nothing else",
        )

    def test_channel_arn_is_no_contact(self, ssm: Any, team: str, channel: str) -> None:
        error = refused(
            ssm.update_contact, ContactId=team, Plan={"Stages": [stage(to_contact(channel))]}
        )

        assert_invalid(error, f"Invalid resource Arn {channel}")


class TestSchedulePlan:
    @pytest.mark.parametrize("plan", [{}, EMPTY, {"RotationIds": []}])
    def test_empty(self, ssm: Any, plan: Any) -> None:
        schedule = create(ssm, "prim", Type="ONCALL_SCHEDULE", Plan=plan)

        assert plan_of(ssm, schedule) == {"RotationIds": []}

    def test_rotations_are_read_in_their_order(self, ssm: Any, zoe: str) -> None:
        rotations = [rotate(ssm, zoe), rotate(ssm, zoe, TimeZoneId="Asia/Tokyo")]
        plan = {"RotationIds": [rotations[1], rotations[0], rotations[1]]}
        schedule = create(ssm, "prim", Type="ONCALL_SCHEDULE", Plan=plan)

        assert plan_of(ssm, schedule) == plan

    def test_is_replaced_whole(self, ssm: Any, zoe: str, schedule: str) -> None:
        rotations = [rotate(ssm, zoe), rotate(ssm, zoe)]
        ssm.update_contact(ContactId=schedule, Plan={"RotationIds": rotations})
        ssm.update_contact(ContactId=schedule, Plan={"RotationIds": rotations[1:]})

        assert plan_of(ssm, schedule) == {"RotationIds": rotations[1:]}

    def test_no_stages(self, ssm: Any) -> None:
        error = refused(
            ssm.create_contact, Alias="prim", Type="ONCALL_SCHEDULE", Plan={"Stages": [stage()]}
        )

        assert_invalid(error, "ONCALL SCHEDULE contact cannot have stages in plan")
        assert aliases(ssm) == []

    def test_rotation_that_was_deleted(self, ssm: Any, zoe: str, schedule: str) -> None:
        arn = rotate(ssm, zoe)
        ssm.delete_rotation(RotationId=arn)

        error = refused(ssm.update_contact, ContactId=schedule, Plan={"RotationIds": [arn]})
        assert_invalid(error, f"{arn} does not exist")

    def test_rotation_must_exist(self, ssm: Any, schedule: str) -> None:
        error = refused(ssm.update_contact, ContactId=schedule, Plan={"RotationIds": [ROTATION]})

        assert_invalid(error, f"{ROTATION} does not exist")
        assert plan_of(ssm, schedule) == {"RotationIds": []}

    @pytest.mark.parametrize("arn", [ABSENT, f"{HEAD}:rotation/example"])
    def test_what_is_no_rotation(self, ssm: Any, schedule: str, arn: str) -> None:
        error = refused(ssm.update_contact, ContactId=schedule, Plan={"RotationIds": [arn]})

        assert_invalid(error, f"Invalid resource Arn {arn}")

    def test_quota_is_eight(self, ssm: Any, zoe: str, schedule: str) -> None:
        full = {"RotationIds": [rotate(ssm, zoe) for _ in range(8)]}
        ssm.update_contact(ContactId=schedule, Plan=full)

        error = refused(
            ssm.update_contact, ContactId=schedule, Plan={"RotationIds": [ROTATION] * 9}
        )

        assert_quota(error, "L-00000000", schedule)
        assert plan_of(ssm, schedule) == full

    def test_quota_is_a_setting(self, aws: Aws, ssm: Any) -> None:
        with aws.settings(ssm_contacts_rotations_per_schedule=0):
            error = refused(
                ssm.create_contact,
                Alias="prim",
                Type="ONCALL_SCHEDULE",
                Plan={"RotationIds": [ROTATION]},
            )

        assert_quota(error, "L-00000000", None)
        assert aliases(ssm) == []

    def test_more_than_the_shape_takes(self, ssm: Any, schedule: str) -> None:
        error = refused(
            ssm.update_contact, ContactId=schedule, Plan={"RotationIds": [ROTATION] * 26}
        )

        assert_violations(error, "plan.rotationIds")
