"""How an engagement goes on as time passes, through boto3 and the clock."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moto import mock_aws

from moto_contacts.simulation import clock
from tests.harness import Aws, Carrier
from tests.services.ssmcontacts.steps import (
    MAIL,
    PHONE,
    accept,
    create,
    engage,
    pages_of,
    reach,
    reachable,
    receipts,
    sends,
    set_plan,
    stage,
    to_channel,
    to_contact,
)


def addressed(aws: Aws, ssm: Any, engagement: str) -> list[tuple[float, str]]:
    """When who was paged, by alias."""
    return [(when, to.partition("@")[0]) for when, to in sends(aws, ssm, engagement)]


def page_to(ssm: Any, engagement: str, contact: str) -> str:
    (arn,) = (
        each["PageArn"] for each in pages_of(ssm, engagement) if each["ContactArn"] == contact
    )
    found: str = arn
    return found


def rotation(
    ssm: Any, people: list[str], start: datetime, hand_offs: list[datetime], **recurrence: Any
) -> str:
    """The ARN of a rotation that is handed over every day at the minutes of these moments."""
    times = [{"HourOfDay": each.hour, "MinuteOfHour": each.minute} for each in hand_offs]
    daily = {"NumberOfOnCalls": 1, "RecurrenceMultiplier": 1, "DailySettings": times, **recurrence}
    arn: str = ssm.create_rotation(
        Name="rota", ContactIds=people, TimeZoneId="UTC", StartTime=start, Recurrence=daily
    )["RotationArn"]
    return arn


def on_call(ssm: Any, alias: str, *rotations: str) -> str:
    return create(ssm, alias, Type="ONCALL_SCHEDULE", Plan={"RotationIds": list(rotations)})


@pytest.fixture
def ann(aws: Aws, ssm: Any) -> str:
    return reachable(aws, ssm, "ann")


@pytest.fixture
def bob(aws: Aws, ssm: Any) -> str:
    return reachable(aws, ssm, "bob")


@pytest.fixture
def cyd(aws: Aws, ssm: Any) -> str:
    return reachable(aws, ssm, "cyd")


class TestPersonalPlan:
    @pytest.mark.parametrize(
        ("minutes", "interval", "expected"),
        [
            (5, 1, [0, 1, 2, 3, 4]),
            (5, 2, [0, 2, 4]),
            (4, 2, [0, 2]),
            (5, 5, [0]),
            (1, 3, [0]),
            (5, 0, [0]),
            (0, 1, [0]),
            (5, None, [0]),
        ],
    )
    def test_retries_within_a_stage(
        self, aws: Aws, ssm: Any, zoe: str, minutes: int, interval: int | None, expected: list[int]
    ) -> None:
        retry = {} if interval is None else {"RetryIntervalInMinutes": interval}
        set_plan(ssm, zoe, stage(to_channel(reach(aws, ssm, zoe), **retry), minutes=minutes))
        engagement = engage(ssm, zoe)
        aws.clock.advance(hours=2)

        assert [when for when, _ in sends(aws, ssm, engagement)] == expected

    def test_mail_for_five_minutes_then_the_telephone(self, aws: Aws, ssm: Any, zoe: str) -> None:
        mail, phone = reach(aws, ssm, zoe, "EMAIL"), reach(aws, ssm, zoe)
        retried = to_channel(phone, RetryIntervalInMinutes=1)
        set_plan(ssm, zoe, stage(to_channel(mail)), stage(retried))
        engagement = engage(ssm, zoe)
        aws.clock.advance(hours=1)

        expected = [(0, MAIL), *((minute, PHONE) for minute in range(5, 10))]
        assert sends(aws, ssm, engagement) == expected

    def test_stage_without_targets_is_a_delay(self, aws: Aws, ssm: Any, zoe: str) -> None:
        set_plan(ssm, zoe, stage(minutes=3), stage(to_channel(reach(aws, ssm, zoe)), minutes=0))
        engagement = engage(ssm, zoe)
        assert pages_of(ssm, engagement) == []
        aws.clock.advance(hours=1)

        assert sends(aws, ssm, engagement) == [(3, PHONE)]

    def test_stage_that_reaches_nobody_takes_its_time(self, aws: Aws, ssm: Any, zoe: str) -> None:
        mail, phone = reach(aws, ssm, zoe, "EMAIL"), reach(aws, ssm, zoe)
        set_plan(ssm, zoe, stage(to_channel(mail), minutes=7), stage(to_channel(phone)))
        ssm.delete_contact_channel(ContactChannelId=mail)
        engagement = engage(ssm, zoe)
        aws.clock.advance(hours=1)

        assert sends(aws, ssm, engagement) == [(7, PHONE)]

    def test_acknowledging_one_channel_ends_all(self, aws: Aws, ssm: Any, zoe: str) -> None:
        mail, phone = reach(aws, ssm, zoe, "EMAIL"), reach(aws, ssm, zoe)
        set_plan(
            ssm,
            zoe,
            stage(to_channel(mail, RetryIntervalInMinutes=1), to_channel(phone), minutes=4),
            stage(to_channel(phone)),
        )
        engagement = engage(ssm, zoe)
        aws.clock.advance(seconds=90)
        accept(ssm, pages_of(ssm, engagement)[-1]["PageArn"])
        aws.clock.advance(hours=1)

        assert sends(aws, ssm, engagement) == [(0, MAIL), (0, PHONE), (1, MAIL)]

    def test_engagements_do_not_end_each_other(
        self, aws: Aws, ssm: Any, zoe: str, phone: str
    ) -> None:
        first, second = engage(ssm, zoe), engage(ssm, zoe)
        accept(ssm, pages_of(ssm, first)[0]["PageArn"])
        aws.clock.advance(hours=1)

        counts = [len(receipts(ssm, pages_of(ssm, each)[0]["PageArn"])) for each in (first, second)]
        assert counts == [2, 3]


class TestEscalation:
    def test_each_stage_engages_its_contacts(
        self, aws: Aws, ssm: Any, team: str, ann: str, bob: str, cyd: str
    ) -> None:
        set_plan(
            ssm,
            team,
            stage(to_contact(ann), to_contact(bob), minutes=10),
            stage(to_contact(cyd), minutes=0),
        )
        engagement = engage(ssm, team)
        aws.clock.advance(hours=1)

        assert addressed(aws, ssm, engagement) == [(0, "ann"), (0, "bob"), (10, "cyd")]

    def test_each_by_a_plan_of_their_own(self, aws: Aws, ssm: Any, team: str, zoe: str) -> None:
        mail, phone = reach(aws, ssm, zoe, "EMAIL"), reach(aws, ssm, zoe)
        retried = to_channel(phone, RetryIntervalInMinutes=3)
        set_plan(ssm, zoe, stage(to_channel(mail), minutes=2), stage(retried, minutes=6))
        set_plan(ssm, team, stage(minutes=4), stage(to_contact(zoe), minutes=1))
        engagement = engage(ssm, team)
        aws.clock.advance(hours=1)

        assert sends(aws, ssm, engagement) == [(4, MAIL), (6, PHONE), (9, PHONE)]

    def test_way_to_a_person(self, aws: Aws, ssm: Any, team: str, ann: str) -> None:
        set_plan(ssm, team, stage(minutes=1), stage(to_contact(ann)))
        engagement = engage(ssm, team)
        aws.clock.advance(hours=1)

        (page,) = pages_of(ssm, engagement)
        assert page["PageArn"].split(":")[-1].startswith("page/ann/")
        found = ssm.list_page_resolutions(PageId=page["PageArn"])["PageResolutions"]
        assert found == [
            {"ContactArn": team, "Type": "ESCALATION"},
            {"ContactArn": ann, "Type": "PERSONAL", "StageIndex": 1},
        ]

    def test_essential_one_acknowledges(
        self, aws: Aws, ssm: Any, team: str, ann: str, bob: str, cyd: str
    ) -> None:
        """Later stages do not begin; whoever was engaged already goes on being paged."""
        set_plan(ssm, team, stage(to_contact(ann), to_contact(bob)), stage(to_contact(cyd)))
        (mail,) = ssm.list_contact_channels(ContactId=bob)["ContactChannels"]
        retried = to_channel(mail["ContactChannelArn"], RetryIntervalInMinutes=4)
        set_plan(ssm, bob, stage(retried, minutes=9))
        engagement = engage(ssm, team)
        accept(ssm, page_to(ssm, engagement, ann))
        aws.clock.advance(hours=1)

        assert addressed(aws, ssm, engagement) == [(0, "ann"), (0, "bob"), (4, "bob"), (8, "bob")]

    def test_other_one_acknowledges(
        self, aws: Aws, ssm: Any, team: str, ann: str, bob: str
    ) -> None:
        set_plan(ssm, team, stage(to_contact(ann, essential=False)), stage(to_contact(bob)))
        engagement = engage(ssm, team)
        accept(ssm, page_to(ssm, engagement, ann))
        aws.clock.advance(hours=1)

        assert addressed(aws, ssm, engagement) == [(0, "ann"), (5, "bob")]

    def test_delivery_is_no_acknowledgement(
        self, aws: Aws, ssm: Any, team: str, ann: str, bob: str
    ) -> None:
        set_plan(ssm, team, stage(to_contact(ann)), stage(to_contact(bob)))
        engagement = engage(ssm, team)
        accept(ssm, page_to(ssm, engagement, ann), "DELIVERED")
        aws.clock.advance(hours=1)

        assert addressed(aws, ssm, engagement) == [(0, "ann"), (5, "bob")]

    def test_same_person_twice(self, aws: Aws, ssm: Any, team: str, ann: str) -> None:
        set_plan(ssm, team, stage(to_contact(ann)), stage(to_contact(ann)))
        engagement = engage(ssm, team)
        aws.clock.advance(hours=1)

        assert addressed(aws, ssm, engagement) == [(0, "ann")]

    def test_becomes_essential_in_a_later_stage(
        self, aws: Aws, ssm: Any, team: str, ann: str, bob: str, cyd: str
    ) -> None:
        set_plan(
            ssm,
            team,
            stage(to_contact(ann, essential=False)),
            stage(to_contact(ann), to_contact(bob)),
            stage(to_contact(cyd)),
        )
        engagement = engage(ssm, team)
        accept(ssm, page_to(ssm, engagement, ann))
        aws.clock.advance(hours=1)

        assert addressed(aws, ssm, engagement) == [(0, "ann"), (5, "bob")]

    def test_contact_that_is_gone_is_skipped(
        self, aws: Aws, ssm: Any, team: str, ann: str, bob: str
    ) -> None:
        set_plan(ssm, team, stage(to_contact(ann), to_contact(bob)))
        ssm.delete_contact(ContactId=ann)
        engagement = engage(ssm, team)

        assert addressed(aws, ssm, engagement) == [(0, "bob")]

    def test_stop_ends_the_plans_of_all(
        self, aws: Aws, ssm: Any, team: str, ann: str, bob: str, phone: str, zoe: str
    ) -> None:
        set_plan(ssm, team, stage(to_contact(ann), to_contact(zoe)), stage(to_contact(bob)))
        engagement = engage(ssm, team)
        ssm.stop_engagement(EngagementId=engagement)
        aws.clock.advance(hours=1)

        assert addressed(aws, ssm, engagement) == [(0, "ann"), (0, PHONE)]

    def test_schedule_without_rotations(self, aws: Aws, ssm: Any, team: str, ann: str) -> None:
        nobody = create(ssm, "prim", Type="ONCALL_SCHEDULE", Plan={})
        set_plan(ssm, team, stage(to_contact(nobody)), stage(to_contact(ann)))
        engagement = engage(ssm, team)
        aws.clock.advance(hours=1)

        assert addressed(aws, ssm, engagement) == [(5, "ann")]


class TestSchedule:
    """Whoever is on call at that instant."""

    @pytest.fixture
    def people(self, ann: str, bob: str, cyd: str) -> list[str]:
        return [ann, bob, cyd]

    def test_shift_of_the_moment(self, aws: Aws, ssm: Any, team: str, people: list[str]) -> None:
        """It is handed over between the two stages."""
        now = aws.clock.now()
        schedule = on_call(ssm, "prim", rotation(ssm, people, now, [now + timedelta(minutes=3)]))
        set_plan(ssm, team, stage(to_contact(schedule)), stage(to_contact(schedule)))
        engagement = engage(ssm, team)
        aws.clock.advance(hours=1)

        assert addressed(aws, ssm, engagement) == [(0, "ann"), (5, "bob")]

    def test_all_rotations_and_all_their_people(
        self, aws: Aws, ssm: Any, people: list[str]
    ) -> None:
        now = aws.clock.now()
        pair = rotation(ssm, people[:2], now, [now + timedelta(hours=3)], NumberOfOnCalls=2)
        both = rotation(ssm, people[1:], now, [now + timedelta(hours=3)], NumberOfOnCalls=2)
        engagement = engage(ssm, on_call(ssm, "prim", pair, both))

        assert addressed(aws, ssm, engagement) == [(0, "ann"), (0, "bob"), (0, "cyd")]

    def test_way_to_a_person(self, aws: Aws, ssm: Any, team: str, people: list[str]) -> None:
        now = aws.clock.now()
        schedule = on_call(ssm, "prim", rotation(ssm, people, now, [now + timedelta(hours=3)]))
        set_plan(ssm, team, stage(minutes=1), stage(to_contact(schedule)))
        engagement = engage(ssm, team)
        aws.clock.advance(hours=1)

        (page,) = pages_of(ssm, engagement)
        found = ssm.list_page_resolutions(PageId=page["PageArn"])["PageResolutions"]
        assert found == [
            {"ContactArn": team, "Type": "ESCALATION"},
            {"ContactArn": schedule, "Type": "ONCALL_SCHEDULE", "StageIndex": 1},
            {"ContactArn": people[0], "Type": "PERSONAL"},
        ]

    def test_essential_schedule_is_acknowledged_by_whoever_is_on_call(
        self, aws: Aws, ssm: Any, team: str, people: list[str]
    ) -> None:
        now = aws.clock.now()
        schedule = on_call(ssm, "prim", rotation(ssm, people, now, [now + timedelta(hours=3)]))
        set_plan(ssm, team, stage(to_contact(schedule)), stage(to_contact(people[1])))
        engagement = engage(ssm, team)
        accept(ssm, page_to(ssm, engagement, people[0]))
        aws.clock.advance(hours=1)

        assert addressed(aws, ssm, engagement) == [(0, "ann")]

    def test_override_of_the_moment(self, aws: Aws, ssm: Any, team: str, people: list[str]) -> None:
        """It has begun when the first stage asks, and is over when the second one does."""
        now = aws.clock.now()
        rota = rotation(ssm, people, now, [now + timedelta(hours=3)])
        ssm.create_rotation_override(
            RotationId=rota,
            NewContactIds=people[2:],
            StartTime=now - timedelta(minutes=28),
            EndTime=now + timedelta(minutes=3),
        )
        schedule = on_call(ssm, "prim", rota)
        set_plan(ssm, team, stage(to_contact(schedule)), stage(to_contact(schedule)))
        engagement = engage(ssm, team)
        aws.clock.advance(hours=1)

        assert addressed(aws, ssm, engagement) == [(0, "cyd"), (5, "ann")]

    def test_rotation_that_has_not_begun(self, aws: Aws, ssm: Any, people: list[str]) -> None:
        now = aws.clock.now() + timedelta(days=1)
        engagement = engage(ssm, on_call(ssm, "prim", rotation(ssm, people, now, [now])))

        assert pages_of(ssm, engagement) == []


minutes = st.integers(0, 6)
stages = st.lists(
    st.tuples(minutes, st.lists(st.tuples(st.sampled_from(["SMS", "EMAIL"]), minutes), max_size=3)),
    max_size=4,
)


def timeline(plan: list[Any], steps: list[float]) -> list[Any]:
    """What a plan has sent when the clock has gone by these steps, in seconds."""
    with mock_aws():
        aws = Aws(Carrier())
        ssm = aws.client("ssm-contacts")
        zoe, ann = create(ssm, "zoe"), reachable(aws, ssm, "ann")
        channels = {kind: reach(aws, ssm, zoe, kind) for kind in ("SMS", "EMAIL")}
        written = [
            stage(
                *(to_channel(channels[kind], RetryIntervalInMinutes=retry) for kind, retry in each),
                minutes=lasts or (0 if each else 1),
            )
            for lasts, each in plan
        ]
        set_plan(ssm, zoe, *written)
        team = create(ssm, "team", Type="ESCALATION")
        set_plan(ssm, team, stage(to_contact(zoe), minutes=3), stage(to_contact(ann)))
        engagement = engage(ssm, team)
        for step in steps:
            clock.advance(timedelta(seconds=step))
        counts = [
            (page["ContactArn"], len(receipts(ssm, page["PageArn"])))
            for page in pages_of(ssm, engagement)
        ]
        return [sends(aws, ssm, engagement), counts]


@given(stages, st.lists(st.floats(0, 100), max_size=20))
@settings(max_examples=12, deadline=None)
def test_one_leap_and_many_steps_give_the_same(plan: list[Any], steps: list[float]) -> None:
    assert timeline(plan, [*steps, 3600 - sum(steps)]) == timeline(plan, [3600])


def test_engagements_of_many_threads(aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
    """While the clock moves and pages are acknowledged, none is lost and none is sent twice."""

    def follow(number: int) -> int:
        engagement = engage(ssm, zoe, IncidentId=str(number))
        aws.clock.advance(seconds=20)
        (page,) = pages_of(ssm, engagement)
        if number % 2:
            accept(ssm, page["PageArn"])
            sent = len(receipts(ssm, page["PageArn"])) - 1
            aws.clock.advance(minutes=5)
            return len(receipts(ssm, page["PageArn"])) - 1 - sent
        aws.clock.advance(minutes=5)
        return len(receipts(ssm, page["PageArn"]))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(follow, range(16))) == [3, 0] * 8
