"""Alarms of Lightsail over time: what is measured, which state follows, and who is told."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from freezegun import freeze_time

from tests.harness import Aws, refused
from tests.services.lightsail.steps import NUMBER, alarm, put, says_invalid, types

METRIC = "web/CPUUtilization"


def state(lightsail: Any) -> str:
    found: str = alarm(lightsail)["state"]
    return found


def told(aws: Aws) -> list[str]:
    """The states that messages tell of, the first first."""
    bodies = [message.body for message in aws.outbox.messages(kind="plain")]
    return [body.partition("in the state ")[2].partition(".")[0] for body in bodies[::-1]]


def run(aws: Aws, *values: float | None) -> None:
    """Five minutes with each of these values; None for nothing that is measured."""
    for value in values:
        metrics = None if value is None else {METRIC: str(value)}
        with aws.settings(lightsail_metrics=metrics):
            aws.clock.advance(minutes=5)


@pytest.fixture
def phone(lightsail: Any) -> None:
    lightsail.create_contact_method(protocol="SMS", contactEndpoint=NUMBER)


class TestStates:
    def test_breach_and_back(self, aws: Aws, lightsail: Any, phone: None) -> None:
        put(lightsail, contactProtocols=["SMS"], notificationTriggers=["ALARM", "OK"])
        run(aws, 10)
        assert (state(lightsail), told(aws)) == ("OK", ["OK"])
        run(aws, 95)
        assert (state(lightsail), told(aws)) == ("OK", ["OK"])
        run(aws, 95)
        assert (state(lightsail), told(aws)) == ("ALARM", ["OK", "ALARM"])
        run(aws, 95, 95)
        assert (state(lightsail), told(aws)) == ("ALARM", ["OK", "ALARM"])
        run(aws, 10)
        assert (state(lightsail), told(aws)) == ("OK", ["OK", "ALARM", "OK"])

    def test_message_says_who_has_set_it_up(self, aws: Aws, lightsail: Any, phone: None) -> None:
        put(lightsail, contactProtocols=["SMS"])
        run(aws, 95, 95)

        (message,) = aws.outbox.messages()
        assert (message.operation, message.parameters["alarmName"]) == ("PutAlarm", "busy")
        assert (message.account, message.region) == ("123456789012", "us-east-1")
        assert message.resource_arn == alarm(lightsail)["arn"]
        assert types(lightsail.get_operations()) == ["PutAlarm", "CreateContactMethod"]

    def test_message_says_who_has_changed_it_last(
        self, aws: Aws, lightsail: Any, phone: None
    ) -> None:
        put(lightsail)
        aws.clock.advance(minutes=4)
        put(lightsail, contactProtocols=["SMS"], evaluationPeriods=1)
        with aws.settings(lightsail_metrics={METRIC: "95"}):
            aws.clock.advance(minutes=1)

        (message,) = aws.outbox.messages()
        assert message.parameters["contactProtocols"] == ["SMS"]
        assert message.parameters["evaluationPeriods"] == 1

    def test_message_is_of_the_moment(self, aws: Aws, lightsail: Any, phone: None) -> None:
        put(lightsail, contactProtocols=["SMS"])
        with aws.settings(lightsail_metrics={METRIC: "95"}):
            aws.clock.advance(days=1)

        (message,) = aws.outbox.messages()
        after = message.created_at - alarm(lightsail)["createdAt"]
        assert 600 <= after.total_seconds() < 601

    def test_it_goes_on_after_the_clock_was_set_back(self, aws: Aws, lightsail: Any) -> None:
        put(lightsail)
        aws.clock.advance(days=1)
        aws.clock.reset()
        run(aws, 95, 95)

        assert state(lightsail) == "ALARM"

    def test_some_of_some(self, aws: Aws, lightsail: Any) -> None:
        put(lightsail, evaluationPeriods=3, datapointsToAlarm=2)
        run(aws, 95, 10, 10)
        assert state(lightsail) == "OK"
        run(aws, 95, 10)
        assert state(lightsail) == "OK"
        run(aws, 95)
        assert state(lightsail) == "ALARM"

    def test_not_yet_five_minutes(self, aws: Aws, lightsail: Any) -> None:
        put(lightsail)
        with aws.settings(lightsail_metrics={METRIC: "10"}):
            aws.clock.advance(minutes=4)
            assert state(lightsail) == "INSUFFICIENT_DATA"
            aws.clock.advance(minutes=1)
            assert state(lightsail) == "OK"

    def test_other_metrics_do_not_matter(self, aws: Aws, lightsail: Any) -> None:
        put(lightsail)
        with aws.settings(lightsail_metrics={"db/CPUUtilization": "95", "web/NetworkIn": "95"}):
            aws.clock.advance(hours=1)

        assert state(lightsail) == "INSUFFICIENT_DATA"

    def test_in_one_leap_as_in_steps(self, aws: Aws, lightsail: Any, phone: None) -> None:
        for name in ("leap", "steps"):
            for treatment in ("missing", "breaching"):
                put(
                    lightsail,
                    alarmName=f"{name}-{treatment}",
                    monitoredResourceName=f"{name}-{treatment}",
                    treatMissingData=treatment,
                    contactProtocols=["SMS"],
                    notificationTriggers=["ALARM", "OK", "INSUFFICIENT_DATA"],
                )
        with aws.settings(lightsail_metrics={"leap-missing": "1"}):
            aws.clock.advance(days=3)
        before = told(aws)
        for _ in range(12):
            aws.clock.advance(minutes=5)

        assert before == ["ALARM", "ALARM"]
        assert told(aws) == before

    def test_late_change_counts_after_a_long_leap(self, aws: Aws, lightsail: Any) -> None:
        put(lightsail)
        aws.clock.advance(weeks=5000)
        assert state(lightsail) == "INSUFFICIENT_DATA"
        run(aws, 95)
        assert state(lightsail) == "INSUFFICIENT_DATA"
        run(aws, 95)
        assert state(lightsail) == "ALARM"


class TestMissing:
    @pytest.mark.parametrize(
        ("treatment", "expected"),
        [
            ("missing", "INSUFFICIENT_DATA"),
            ("breaching", "ALARM"),
            ("notBreaching", "OK"),
            ("ignore", "INSUFFICIENT_DATA"),
        ],
    )
    def test_of_a_new_one(self, aws: Aws, lightsail: Any, treatment: str, expected: str) -> None:
        put(lightsail, treatMissingData=treatment)
        run(aws, None)

        assert state(lightsail) == expected

    @pytest.mark.parametrize(
        ("treatment", "expected"),
        [
            ("missing", "INSUFFICIENT_DATA"),
            ("breaching", "ALARM"),
            ("notBreaching", "OK"),
            ("ignore", "ALARM"),
        ],
    )
    def test_of_a_raised_one(
        self, aws: Aws, lightsail: Any, phone: None, treatment: str, expected: str
    ) -> None:
        put(
            lightsail,
            treatMissingData=treatment,
            contactProtocols=["SMS"],
            notificationTriggers=["ALARM", "INSUFFICIENT_DATA"],
        )
        run(aws, 95, 95)
        assert state(lightsail) == "ALARM"
        run(aws, None, None, None, None)

        assert state(lightsail) == expected
        assert told(aws)[1:] == (["INSUFFICIENT_DATA"] if expected == "INSUFFICIENT_DATA" else [])


class TestPutAgain:
    def test_state_stays_until_the_next_data_point(
        self, aws: Aws, lightsail: Any, phone: None
    ) -> None:
        put(lightsail, contactProtocols=["SMS"])
        run(aws, 95, 95)
        put(lightsail, contactProtocols=["SMS"], threshold=99)
        assert state(lightsail) == "ALARM"
        run(aws, 95)

        assert state(lightsail) == "OK"
        assert told(aws) == ["ALARM"]

    def test_what_was_measured_counts_on(self, aws: Aws, lightsail: Any) -> None:
        put(lightsail, threshold=99)
        run(aws, 95, 95)
        put(lightsail, evaluationPeriods=3)
        run(aws, 95)

        assert state(lightsail) == "ALARM"

    def test_what_was_measured_of_another_metric_does_not(self, aws: Aws, lightsail: Any) -> None:
        put(lightsail, metricName="NetworkIn", threshold=80)
        with aws.settings(lightsail_metrics={"web/NetworkIn": "95"}):
            aws.clock.advance(minutes=10)
        assert state(lightsail) == "ALARM"
        put(lightsail, evaluationPeriods=3)
        run(aws, 10)

        assert state(lightsail) == "OK"


class TestDeleted:
    def test_is_measured_no_more(self, aws: Aws, lightsail: Any, phone: None) -> None:
        put(lightsail, contactProtocols=["SMS"], treatMissingData="breaching")
        lightsail.delete_alarm(alarmName="busy")
        aws.clock.advance(hours=1)

        assert aws.outbox.messages() == []


class TestSetting:
    @pytest.mark.wire
    @pytest.mark.parametrize("value", ["much", "", "nan", "inf", "1e400"])
    def test_that_is_no_number(self, aws: Aws, value: str) -> None:
        refusal = f"lightsail_metrics says '{value}' of {METRIC}, which is no number"
        with (
            pytest.raises(ValueError, match=refusal),
            aws.settings(lightsail_metrics={METRIC: value}),
        ):
            pass

    @pytest.mark.in_process  # the time must pass without a move
    def test_a_request_is_told_of_a_variable(
        self, aws: Aws, lightsail: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(lightsail)
        later = aws.clock.now() + timedelta(minutes=5)
        monkeypatch.setenv("MOTO_CONTACTS_LIGHTSAIL_METRICS", json.dumps({METRIC: "much"}))
        with freeze_time(later):
            error = refused(lightsail.get_alarms)

        assert says_invalid(error, "lightsail_metrics says 'much'")
        assert state(lightsail) == "INSUFFICIENT_DATA"

    @pytest.mark.in_process  # likewise
    def test_a_block_ends_though_what_is_due_fails(
        self, aws: Aws, lightsail: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(lightsail)
        monkeypatch.setenv("MOTO_CONTACTS_LIGHTSAIL_METRICS", json.dumps({METRIC: "much"}))
        with (
            pytest.raises(ValueError, match="lightsail_metrics says 'much'"),
            freeze_time(aws.clock.now()) as frozen,
            aws.settings(lightsail_link_hours=1),
        ):
            frozen.tick(timedelta(minutes=6))

        monkeypatch.delenv("MOTO_CONTACTS_LIGHTSAIL_METRICS")
        assert aws.settings().all()["lightsail_link_hours"]["from"] == "default"
