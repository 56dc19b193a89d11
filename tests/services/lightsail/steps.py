"""What the tests of Lightsail share."""

from __future__ import annotations

from typing import Any

from tests.harness import status

ADDRESS = "ops@example.com"
NUMBER = "+12065550100"
ABSENT = "2f1f3c9e-5b7a-4a39-9a53-0d6a9f1f2b11"
#: An alarm.
BUSY: dict[str, Any] = {
    "alarmName": "busy",
    "metricName": "CPUUtilization",
    "monitoredResourceName": "web",
    "comparisonOperator": "GreaterThanThreshold",
    "threshold": 80,
    "evaluationPeriods": 2,
}


def method(lightsail: Any, protocol: str = "Email") -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = lightsail.get_contact_methods(protocols=[protocol])["contactMethods"]
    return found


def operation(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = answer["operations"]
    return found


def put(lightsail: Any, **members: Any) -> dict[str, Any]:
    """The operation of an alarm that is as `BUSY`, but for these members."""
    return operation(lightsail.put_alarm(**{**BUSY, **members}))


def alarm(lightsail: Any, name: str = "busy") -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = lightsail.get_alarms(alarmName=name)["alarms"]
    return found


def types(answer: dict[str, Any]) -> list[str]:
    return [each["operationType"] for each in answer["operations"]]


def protocols(lightsail: Any, **filters: Any) -> list[str]:
    found = lightsail.get_contact_methods(**filters)["contactMethods"]
    return [each["protocol"] for each in found]


def says_invalid(error: dict[str, Any], *words: str) -> bool:
    """Whether this is the service's error for bad input, with these words in its text."""
    return (
        error["Error"]["Code"] == "InvalidInputException"
        and status(error) == 400
        and error["message"] == error["Error"]["Message"]
        and all(word in error["message"] for word in words)
    )


def says_absent(error: dict[str, Any], text: str) -> bool:
    return (
        error["Error"]["Code"] == "NotFoundException"
        and status(error) == 400
        and error["code"] == "DoesNotExist"
        and error["message"] == text
    )
