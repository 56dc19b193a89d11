"""Alarms as resources of a stack."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.lightsail.steps import alarm, put
from tests.stacks import Stacks, attribute, resource


@pytest.fixture
def stacks(aws: Aws) -> Stacks:
    return Stacks(aws)


def busy(**properties: Any) -> dict[str, Any]:
    members = {
        "AlarmName": "busy",
        "MetricName": "CPUUtilization",
        "MonitoredResourceName": "web",
        "ComparisonOperator": "GreaterThanThreshold",
        "EvaluationPeriods": 2,
        "Threshold": "80.5",
        **properties,
    }
    return resource("AWS::Lightsail::Alarm", **members)


def names(lightsail: Any) -> list[str]:
    return [each["name"] for each in lightsail.get_alarms()["alarms"]]


def test_life(lightsail: Any, stacks: Stacks) -> None:
    outputs = {name: {"Value": attribute(name, "It")} for name in ("AlarmArn", "State")}
    everything = {
        "ContactProtocols": ["Email"],
        "DatapointsToAlarm": 1,
        "NotificationEnabled": "false",
        "NotificationTriggers": ["OK", "ALARM"],
        "TreatMissingData": "ignore",
    }
    stacks.create({"It": busy(**everything)}, Outputs=outputs)

    found = alarm(lightsail)
    assert stacks.ids() == {"It": "busy"}
    assert stacks.outputs() == {"AlarmArn": found["arn"], "State": "INSUFFICIENT_DATA"}
    assert found["threshold"] == 80.5
    assert found["contactProtocols"] == ["Email"]
    assert found["datapointsToAlarm"] == 1
    assert found["notificationEnabled"] is False
    assert found["notificationTriggers"] == ["OK", "ALARM"]
    assert found["treatMissingData"] == "ignore"

    stacks.update({"It": busy(Threshold=70)})
    changed = alarm(lightsail)
    assert (changed["arn"], changed["threshold"]) == (found["arn"], 70)
    assert changed["notificationEnabled"] is True

    stacks.delete()
    assert names(lightsail) == []


@pytest.mark.parametrize(
    ("text", "number"), [("1e6", 1e6), ("-2.5E-1", -0.25), (".5", 0.5), ("5.", 5)]
)
def test_number_as_text(lightsail: Any, stacks: Stacks, text: str, number: float) -> None:
    """YAML as moto reads it has ``1e6`` for text."""
    stacks.create({"It": busy(Threshold=text)})

    assert alarm(lightsail)["threshold"] == number


def test_another_name_is_another_alarm(lightsail: Any, stacks: Stacks) -> None:
    stacks.create({"It": busy()})
    stacks.update({"It": busy(AlarmName="idle")})

    assert names(lightsail) == ["idle"]
    assert stacks.ids() == {"It": "idle"}


@pytest.mark.parametrize("verb", ["create", "update"])
def test_what_is_there_is_not_written_over(lightsail: Any, stacks: Stacks, verb: str) -> None:
    """The API would do so."""
    put(lightsail, threshold=50)
    if verb == "update":
        stacks.create({"It": busy(AlarmName="idle")})

    message = stacks.refusal({"It": busy()}, verb)
    assert "Resource of type 'AWS::Lightsail::Alarm' with identifier 'busy' already" in message
    assert alarm(lightsail)["threshold"] == 50


def test_another_metric_is_in_the_way_of_itself(lightsail: Any, stacks: Stacks) -> None:
    stacks.create({"It": busy()})

    assert "already exists" in stacks.refusal({"It": busy(MetricName="NetworkIn")}, "update")
    assert alarm(lightsail)["metricName"] == "CPUUtilization"


def test_what_is_gone_is_not_made_anew_by_an_update(lightsail: Any, stacks: Stacks) -> None:
    """The API would do so."""
    stacks.create({"It": busy()})
    lightsail.delete_alarm(alarmName="busy")

    message = stacks.refusal({"It": busy(Threshold=70)}, "update")
    assert "The Alarm does not exist: busy (Error Code: NotFoundException)" in message
    assert names(lightsail) == []


@pytest.mark.parametrize(
    ("property", "value"),
    [
        ("MonitoredResourceName", "web.example"),
        ("MetricName", "DiskReadOps"),
        ("MetricName", "DiskWriteBytes"),
        ("MetricName", "DiskTotalReadTime"),
        ("MetricName", "DiskQueueLength"),
    ],
)
def test_what_the_api_alone_takes(
    lightsail: Any, stacks: Stacks, property: str, value: str
) -> None:
    message = stacks.refusal({"It": busy(**{property: value})})
    assert f"#/{property}: failed validation constraint" in message
    assert names(lightsail) == []

    put(lightsail, **{property[0].lower() + property[1:]: value})
    assert names(lightsail) == ["busy"]


def test_refusals(aws: Aws, lightsail: Any, stacks: Stacks) -> None:
    assert "(Error Code: InvalidInputException)" in stacks.refusal(
        {"It": busy(EvaluationPeriods=289)}
    )
    aws.faults.put(error="ServiceException", operation="GetAlarms", times=1)
    assert "(Error Code: ServiceException)" in stacks.refusal({"It": busy()}, name="t")
    assert names(lightsail) == []
