"""Engagements of Incident Manager's contacts, through boto3: start, stop, read."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from freezegun import freeze_time

from tests.harness import Aws, refused
from tests.services.ssmcontacts.steps import (
    ABSENT,
    ABSENT_ENGAGEMENT,
    ABSENT_PAGE,
    FOREIGN,
    PHONE,
    accept,
    assert_absent,
    assert_invalid,
    assert_violations,
    create,
    engage,
    engagement_request,
    pages_of,
    reachable,
    receipts,
    rotate,
    sends,
    stage,
    to_channel,
)

TEXTS = {"Subject": "The site is down", "Content": "Host 7 does not answer"}
#: Between two milliseconds.
INSTANT = datetime(2026, 5, 4, 10, 20, 30, 123456, tzinfo=timezone.utc)
PUBLIC = {"PublicSubject": "Site", "PublicContent": "Look at it"}


def described(ssm: Any, engagement: str) -> Any:
    found = ssm.describe_engagement(EngagementId=engagement)
    del found["ResponseMetadata"]
    return found


def listed(ssm: Any, **filters: Any) -> list[str]:
    found = ssm.list_engagements(**filters)["Engagements"]
    return [each["EngagementArn"] for each in found]


class TestStartEngagement:
    def test_is_read_as_it_was_started(self, aws: Aws, ssm: Any, zoe: str) -> None:
        before = aws.clock.now()
        arn = engage(ssm, zoe, **PUBLIC, IncidentId="arn:incident")

        found = described(ssm, arn)
        started = found.pop("StartTime")
        assert before - timedelta(milliseconds=1) <= started <= aws.clock.now()
        assert found == {
            "EngagementArn": arn,
            "ContactArn": zoe,
            "Sender": "cli",
            "IncidentId": "arn:incident",
            **TEXTS,
            **PUBLIC,
        }

    def test_what_was_not_given_is_not_told(self, ssm: Any, zoe: str) -> None:
        found = described(ssm, engage(ssm, zoe))

        assert found.keys() == {"EngagementArn", "ContactArn", "Sender", "StartTime", *TEXTS}

    def test_arn(self, ssm: Any, zoe: str) -> None:
        head, _, name = engage(ssm, zoe).rpartition("/")

        assert head == zoe.replace(":contact/", ":engagement/")
        assert len(name) == 36

    @pytest.mark.in_process  # the time must not pass
    @pytest.mark.parametrize("start", [None, INSTANT], ids=["made now", "starts now"])
    def test_whoever_is_on_call_since_this_instant(
        self, aws: Aws, ssm: Any, start: datetime | None
    ) -> None:
        """Answers tell milliseconds, so nothing begins in the middle of one."""
        person = reachable(aws, ssm, "ann")
        with freeze_time(INSTANT):
            turns = rotate(ssm, person, StartTime=start)
            schedule = create(ssm, "prim", Type="ONCALL_SCHEDULE", Plan={"RotationIds": [turns]})

            assert len(pages_of(ssm, engage(ssm, schedule))) == 1

    @pytest.mark.in_process  # likewise
    def test_an_override_counts_from_the_instant_at_which_it_starts(
        self, aws: Aws, ssm: Any
    ) -> None:
        turns = rotate(ssm, reachable(aws, ssm, "ann"))
        schedule = create(ssm, "prim", Type="ONCALL_SCHEDULE", Plan={"RotationIds": [turns]})
        with freeze_time(INSTANT):
            ssm.create_rotation_override(
                RotationId=turns,
                NewContactIds=[],
                StartTime=INSTANT,
                EndTime=INSTANT + timedelta(hours=1),
            )

            assert pages_of(ssm, engage(ssm, schedule)) == []

    def test_pages_at_once(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        engagement = engage(ssm, zoe)

        assert sends(aws, ssm, engagement) == [(0, PHONE)]
        assert len(pages_of(ssm, engagement)) == 1

    def test_pages_later_where_that_is_set(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        with aws.settings(ssm_contacts_paging_seconds=60):
            engagement = engage(ssm, zoe)
        assert pages_of(ssm, engagement) == []
        aws.clock.advance(minutes=2)

        assert sends(aws, ssm, engagement) == [(1, PHONE), (2, PHONE)]

    def test_alias_is_no_name_of_a_contact(self, ssm: Any, zoe: str) -> None:
        error = refused(ssm.start_engagement, **engagement_request("zoe"))

        assert_violations(error, "contactId")
        assert listed(ssm) == []

    @pytest.mark.parametrize("kind", ["PERSONAL", "ESCALATION", "ONCALL_SCHEDULE"])
    def test_empty_plan_reaches_nobody(self, aws: Aws, ssm: Any, kind: str) -> None:
        engagement = engage(ssm, create(ssm, "ann", Type=kind, Plan={}))
        aws.clock.advance(hours=1)

        assert pages_of(ssm, engagement) == []
        assert "StopTime" not in described(ssm, engagement)

    def test_unknown_contact(self, ssm: Any, zoe: str) -> None:
        for arn in (ABSENT, *FOREIGN):
            assert_absent(refused(ssm.start_engagement, **engagement_request(arn)), arn)
        assert listed(ssm) == []

    def test_same_token_pages_once(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        first = engage(ssm, zoe, IdempotencyToken="t")

        assert engage(ssm, zoe, IdempotencyToken="t") == first
        assert sends(aws, ssm, first) == [(0, PHONE)]

    def test_token_of_another_request(self, ssm: Any, zoe: str) -> None:
        first = engage(ssm, zoe, IdempotencyToken="t")
        request = engagement_request(zoe, IdempotencyToken="t", IncidentId="another")

        error = refused(ssm.start_engagement, **request)
        assert error["Error"]["Code"] == "ValidationException"
        assert listed(ssm) == [first]

    def test_constraints(self, ssm: Any, zoe: str) -> None:
        request = engagement_request(zoe, Subject="", Content="c" * 8193, Sender="zoe\u00e4")
        error = refused(ssm.start_engagement, **request)

        assert_violations(error, "sender", "subject", "content")
        assert listed(ssm) == []

    @pytest.mark.parametrize("fixed", [{"code": "1234567"}, {"codes": {PHONE: "1234567"}}])
    def test_fixed_code_that_cannot_be_one(
        self, aws: Aws, ssm: Any, zoe: str, phone: str, fixed: dict[str, Any]
    ) -> None:
        with aws.settings(**fixed):
            error = refused(ssm.start_engagement, **engagement_request(zoe))

        assert_invalid(error, "The fixed code '1234567' is not 6 digits.")
        assert listed(ssm) == []

    def test_fixed_code_of_a_stranger(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        """It may be one of another service, whose codes are longer."""
        with aws.settings(codes={"ann@example.com": "abcdefg", PHONE: "123456"}):
            engage(ssm, zoe)

        assert aws.outbox.latest(kind="page").code == "123456"


class TestStopEngagement:
    def test_nothing_more_is_sent(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        engagement = engage(ssm, zoe)
        aws.clock.advance(minutes=1)
        assert ssm.stop_engagement(EngagementId=engagement, Reason="done").keys() == {
            "ResponseMetadata"
        }
        aws.clock.advance(hours=1)

        assert sends(aws, ssm, engagement) == [(0, PHONE), (1, PHONE)]
        assert described(ssm, engagement)["StopTime"] > described(ssm, engagement)["StartTime"]

    def test_every_page_tells_why(self, ssm: Any, zoe: str, phone: str) -> None:
        engagement = engage(ssm, zoe)
        ssm.stop_engagement(EngagementId=engagement, Reason="done")

        (page,) = pages_of(ssm, engagement)
        stop = receipts(ssm, page["PageArn"])[-1]
        assert stop.pop("ReceiptTime") == described(ssm, engagement)["StopTime"]
        assert stop == {"ReceiptType": "STOP", "ReceiptInfo": "done"}

    @pytest.mark.parametrize("members", [{}, {"Reason": ""}])
    def test_no_reason(self, ssm: Any, zoe: str, phone: str, members: Any) -> None:
        engagement = engage(ssm, zoe)
        ssm.stop_engagement(EngagementId=engagement, **members)

        (page,) = pages_of(ssm, engagement)
        assert "ReceiptInfo" not in receipts(ssm, page["PageArn"])[-1]

    def test_again_a_day_later(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        engagement = engage(ssm, zoe)
        ssm.stop_engagement(EngagementId=engagement)
        before = described(ssm, engagement)
        aws.clock.advance(days=1)
        ssm.stop_engagement(EngagementId=engagement, Reason="again")

        assert described(ssm, engagement) == before
        (page,) = pages_of(ssm, engagement)
        assert [each["ReceiptType"] for each in receipts(ssm, page["PageArn"])] == ["SENT", "STOP"]

    def test_its_messages_end(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        engagement = engage(ssm, zoe)
        ssm.stop_engagement(EngagementId=engagement)

        assert aws.outbox.latest(kind="page").state == "stopped"

    def test_what_was_read_stays_so(self, aws: Aws, ssm: Any, zoe: str, phone: str) -> None:
        engagement = engage(ssm, zoe)
        accept(ssm, pages_of(ssm, engagement)[0]["PageArn"])
        ssm.stop_engagement(EngagementId=engagement)

        assert aws.outbox.latest(kind="page").state == "read"

    def test_unknown_engagement(self, ssm: Any) -> None:
        error = refused(ssm.stop_engagement, EngagementId=ABSENT_ENGAGEMENT)
        assert_absent(error, ABSENT_ENGAGEMENT, "ENGAGEMENT")

    def test_reason_is_too_long(self, ssm: Any, zoe: str) -> None:
        engagement = engage(ssm, zoe)
        error = refused(ssm.stop_engagement, EngagementId=engagement, Reason="r" * 256)

        assert_violations(error, "reason")
        assert "StopTime" not in described(ssm, engagement)


class TestDescribeEngagement:
    def test_unknown_engagement(self, ssm: Any) -> None:
        error = refused(ssm.describe_engagement, EngagementId=ABSENT_ENGAGEMENT)
        assert_absent(error, ABSENT_ENGAGEMENT, "ENGAGEMENT")

    def test_arn_of_something_else(self, ssm: Any) -> None:
        for arn in (ABSENT, ABSENT_PAGE):
            error = refused(ssm.describe_engagement, EngagementId=arn)
            assert_invalid(error, f"Invalid resource Arn {arn}")

    def test_neither_the_end_nor_an_acknowledgement_stops_it(
        self, aws: Aws, ssm: Any, zoe: str, phone: str
    ) -> None:
        engagement = engage(ssm, zoe)
        accept(ssm, pages_of(ssm, engagement)[0]["PageArn"])
        aws.clock.advance(hours=1)

        assert "StopTime" not in described(ssm, engagement)

    def test_outlives_its_contact(self, ssm: Any, zoe: str, phone: str) -> None:
        engagement = engage(ssm, zoe)
        ssm.delete_contact(ContactId=zoe)

        assert described(ssm, engagement)["ContactArn"] == zoe
        assert [each["ContactArn"] for each in pages_of(ssm, engagement)] == [zoe]


class TestListEngagements:
    def test_latest_come_first(self, ssm: Any, zoe: str, team: str) -> None:
        arns = [engage(ssm, contact) for contact in (zoe, team, zoe)]

        assert listed(ssm) == arns[::-1]

    def test_item(self, ssm: Any, zoe: str) -> None:
        engagement = engage(ssm, zoe, **PUBLIC, IncidentId="i")
        ssm.stop_engagement(EngagementId=engagement)

        found = described(ssm, engagement)
        (item,) = ssm.list_engagements()["Engagements"]
        assert item == {name: found[name] for name in found.keys() - {*TEXTS, *PUBLIC}}

    def test_of_an_incident(self, ssm: Any, zoe: str) -> None:
        first = engage(ssm, zoe, IncidentId="one")
        engage(ssm, zoe, IncidentId="two")
        engage(ssm, zoe)

        assert listed(ssm, IncidentId="one") == [first]
        assert listed(ssm, IncidentId="three") == []

    def test_of_a_time_with_its_ends(self, aws: Aws, ssm: Any, zoe: str) -> None:
        arns = []
        for _ in range(4):
            arns.append(engage(ssm, zoe))
            aws.clock.advance(hours=1)
        _, second, third, _ = (described(ssm, arn)["StartTime"] for arn in arns)

        both = listed(ssm, TimeRangeValue={"StartTime": second, "EndTime": third})
        assert both == arns[2:0:-1]
        assert listed(ssm, TimeRangeValue={"StartTime": third}) == arns[:1:-1]
        assert listed(ssm, TimeRangeValue={"EndTime": second}) == arns[1::-1]
        assert listed(ssm, TimeRangeValue={}) == arns[::-1]

    def test_pages_of_one(self, ssm: Any, zoe: str) -> None:
        arns = [engage(ssm, zoe, IncidentId="one") for _ in range(3)]
        engage(ssm, zoe)

        pages = ssm.get_paginator("list_engagements").paginate(
            IncidentId="one", PaginationConfig={"PageSize": 1}
        )
        found = [[each["EngagementArn"] for each in page["Engagements"]] for page in pages]
        assert found == [[arn] for arn in arns[::-1]]

    def test_token_of_another_query(self, ssm: Any, zoe: str) -> None:
        for _ in range(2):
            engage(ssm, zoe, IncidentId="one")
        token = ssm.list_engagements(MaxResults=1)["NextToken"]

        error = refused(ssm.list_engagements, IncidentId="one", NextToken=token)
        assert_invalid(error, "Invalid NextToken")

    def test_too_many_at_once(self, ssm: Any) -> None:
        assert_violations(refused(ssm.list_engagements, MaxResults=1025), "maxResults")


def test_other_regions_and_accounts_have_their_own(aws: Aws, ssm: Any, zoe: str) -> None:
    engagement = engage(ssm, zoe)
    elsewhere = aws.client("ssm-contacts", "eu-west-1")

    assert listed(elsewhere) == []
    error = refused(elsewhere.describe_engagement, EngagementId=engagement)
    assert_absent(error, engagement, "ENGAGEMENT")


def test_plan_is_the_one_that_the_engagement_found(
    aws: Aws, ssm: Any, zoe: str, phone: str
) -> None:
    engagement = engage(ssm, zoe)
    target = to_channel(phone, RetryIntervalInMinutes=2)
    ssm.update_contact(ContactId=zoe, Plan={"Stages": [stage(target, minutes=30)]})
    aws.clock.advance(hours=1)

    assert sends(aws, ssm, engagement) == [(0, PHONE), (1, PHONE), (2, PHONE)]
