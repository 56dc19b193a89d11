"""Rotations as resources of a stack, and what they keep from going."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from tests.services.ssmcontacts.steps import (
    aliases,
    plan_of,
)
from tests.services.ssmcontacts.templates import (
    DAILY,
    PLAN,
    ZOE,
    contact,
    rotation,
)
from tests.stacks import Stacks, ref, resource


class TestGivingUp:
    """What an update gives up is removed last, which moto does first."""

    def test_what_others_still_need(self, ssm: Any, stacks: Stacks) -> None:
        both = {"Zoe": contact(), "Zed": contact("zed"), "Turns": rotation(ref("Zoe"), ref("Zed"))}
        stacks.create(both)
        stacks.update({"Zoe": contact(), "Turns": rotation(ref("Zoe"))})

        assert aliases(ssm) == ["zoe"]

    def test_what_cannot_be_removed_is_left_over(self, ssm: Any, stacks: Stacks) -> None:
        """As by CloudFormation, for which the update is complete."""
        stacks.create({"Zoe": contact(), "Zed": contact("zed")})
        outside = ssm.create_rotation(
            Name="outside",
            ContactIds=[ZOE],
            TimeZoneId="UTC",
            Recurrence={
                "NumberOfOnCalls": 1,
                "RecurrenceMultiplier": 1,
                "DailySettings": [{"HourOfDay": 9, "MinuteOfHour": 0}],
            },
        )["RotationArn"]
        stacks.update({"Zed": contact("zed")})
        assert aliases(ssm) == ["zed", "zoe"]

        ssm.delete_rotation(RotationId=outside)
        stacks.update({"Zed": contact("zed", DisplayName="Zed")})
        assert aliases(ssm) == ["zed"]


class TestRotation:
    def test_everything(self, ssm: Any, stacks: Stacks) -> None:
        covered = {"StartTime": "10:00", "EndTime": "18:30"}
        stacks.create(
            {
                "Zoe": contact(),
                "Turns": rotation(
                    ref("Zoe"),
                    StartTime="2026-03-01T12:30:00",
                    Recurrence={
                        "NumberOfOnCalls": "1",
                        "RecurrenceMultiplier": 2,
                        "WeeklySettings": [{"DayOfWeek": "MON", "HandOffTime": "9:05"}],
                        "ShiftCoverages": [
                            {"DayOfWeek": "MON", "CoverageTimes": [covered]},
                            {"DayOfWeek": "TUE", "CoverageTimes": [covered, covered]},
                        ],
                    },
                    Tags=[{"Key": "a", "Value": "1"}],
                ),
            }
        )

        arn = stacks.ids()["Turns"]
        found = ssm.get_rotation(RotationId=arn)
        assert found["Name"] == "turns"
        assert found["ContactIds"] == [ZOE]
        assert found["StartTime"] == datetime(2026, 3, 1, 12, 30, tzinfo=timezone.utc)
        assert found["TimeZoneId"] == "Europe/Berlin"
        times = {
            "Start": {"HourOfDay": 10, "MinuteOfHour": 0},
            "End": {"HourOfDay": 18, "MinuteOfHour": 30},
        }
        assert found["Recurrence"] == {
            "NumberOfOnCalls": 1,
            "RecurrenceMultiplier": 2,
            "WeeklySettings": [
                {"DayOfWeek": "MON", "HandOffTime": {"HourOfDay": 9, "MinuteOfHour": 5}}
            ],
            "ShiftCoverages": {"MON": [times], "TUE": [times, times]},
        }
        assert ssm.list_tags_for_resource(ResourceARN=arn)["Tags"] == [{"Key": "a", "Value": "1"}]

    def test_monthly_and_moments_that_yaml_has_read(self, ssm: Any, stacks: Stacks) -> None:
        stacks.client.create_stack(
            StackName="s",
            TemplateBody="""
              Resources:
                Zoe:
                  Type: AWS::SSMContacts::Contact
                  Properties: {Alias: zoe, DisplayName: Zoe, Type: PERSONAL}
                Turns:
                  Type: AWS::SSMContacts::Rotation
                  Properties:
                    Name: turns
                    Tags: [{Key: since, Value: 2026-01-01}]
                    ContactIds: [!Ref Zoe]
                    StartTime: 2026-03-01T12:30:00
                    TimeZoneId: UTC
                    Recurrence:
                      NumberOfOnCalls: 1
                      RecurrenceMultiplier: 1
                      MonthlySettings: [{DayOfMonth: 31, HandOffTime: "09:00"}]
            """,
        )

        arn = stacks.ids()["Turns"]
        found = ssm.get_rotation(RotationId=arn)
        tags = ssm.list_tags_for_resource(ResourceARN=arn)["Tags"]
        assert tags == [{"Key": "since", "Value": "2026-01-01"}]
        assert found["StartTime"] == datetime(2026, 3, 1, 12, 30, tzinfo=timezone.utc)
        assert found["Recurrence"]["MonthlySettings"] == [
            {"DayOfMonth": 31, "HandOffTime": {"HourOfDay": 9, "MinuteOfHour": 0}}
        ]

    def test_update(self, ssm: Any, stacks: Stacks) -> None:
        stacks.create({"Zoe": contact(), "Turns": rotation(ref("Zoe"))})
        arn = stacks.ids()["Turns"]
        stacks.update({"Zoe": contact(), "Turns": rotation(ref("Zoe"), TimeZoneId="UTC")})
        assert stacks.ids()["Turns"] == arn
        assert ssm.get_rotation(RotationId=arn)["TimeZoneId"] == "UTC"

        stacks.update({"Zoe": contact(), "Turns": rotation(ref("Zoe"), Name="other")})
        assert stacks.ids()["Turns"] != arn
        assert [each["Name"] for each in ssm.list_rotations()["Rotations"]] == ["other"]

    def test_schedule_in_a_stack(self, ssm: Any, stacks: Stacks) -> None:
        plan = [{"RotationIds": [ref("Turns")]}]
        stacks.create(
            {
                "Calls": contact("calls", Type="ONCALL_SCHEDULE", Plan=plan),
                "More": contact("more", Type="ONCALL_SCHEDULE"),
                "Plan": resource(PLAN, ContactId=ref("More"), RotationIds=[ref("Turns")]),
                "Turns": rotation(ref("Zoe")),
                "Zoe": contact(),
            }
        )
        ids = stacks.ids()
        assert plan_of(ssm, ids["Calls"]) == {"RotationIds": [ids["Turns"]]}
        assert plan_of(ssm, ids["More"]) == {"RotationIds": [ids["Turns"]]}

        stacks.delete()
        assert aliases(ssm) == []
        assert ssm.list_rotations()["Rotations"] == []

    @pytest.mark.parametrize(
        ("properties", "detail"),
        [
            ({"StartTime": "2026-03-01"}, "#/StartTime: failed validation constraint"),
            ({"StartTime": "2026-02-30T00:00:00"}, "#/StartTime: failed validation constraint"),
            ({"StartTime": 5}, "#/StartTime: failed validation constraint"),
            ({"Recurrence": []}, "#/Recurrence: expected type: JSONObject"),
            ({"Recurrence": {"DailySettings": ["24:00"]}}, "#/Recurrence: failed validation"),
            ({"Recurrence": {"DailySettings": [{}]}}, "#/Recurrence: failed validation"),
            ({"Recurrence": {"Colour": "red"}}, "extraneous key [Colour]"),
            ({"Recurrence": {"ShiftCoverages": [{"Colour": 1}]}}, "extraneous key [Colour]"),
            ({"Recurrence": DAILY | {"DailySettings": []}}, "(Error Code: ValidationException)"),
            ({"TimeZoneId": "Nowhere"}, "(Error Code: ValidationException)"),
        ],
    )
    def test_refusals(
        self, ssm: Any, stacks: Stacks, properties: dict[str, Any], detail: str
    ) -> None:
        resources = {"Zoe": contact(), "Turns": rotation(ref("Zoe"), **properties)}

        assert detail in stacks.refusal(resources)
        assert ssm.list_rotations()["Rotations"] == []
        assert aliases(ssm) == []
