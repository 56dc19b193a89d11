"""What the tests of ssm-incidents share."""

from __future__ import annotations

from typing import Any

from tests.harness import status

ABSENT = "arn:aws:ssm-incidents::123456789012:replication-set/c4bcb603-4bf9-bb3f-413c-08df53673b57"


def found(incidents: Any, arn: str) -> dict[str, Any]:
    replication_set: dict[str, Any] = incidents.get_replication_set(arn=arn)["replicationSet"]
    return replication_set


def statuses(incidents: Any, arn: str) -> tuple[str, dict[str, str]]:
    """Of the set, and of its regions."""
    seen = found(incidents, arn)
    return seen["status"], {name: each["status"] for name, each in seen["regionMap"].items()}


def add(region: str, **key: str) -> list[dict[str, Any]]:
    return [{"addRegionAction": {"regionName": region, **key}}]


def drop(region: str) -> list[dict[str, Any]]:
    return [{"deleteRegionAction": {"regionName": region}}]


def says_invalid(error: dict[str, Any], *words: str) -> bool:
    return (
        error["Error"]["Code"] == "ValidationException"
        and status(error) == 400
        and all(word in error["Error"]["Message"] for word in words)
    )


def says_conflict(error: dict[str, Any], arn: str) -> bool:
    return (
        error["Error"]["Code"] == "ConflictException"
        and status(error) == 409
        and (error["resourceIdentifier"], error["resourceType"]) == (arn, "REPLICATION_SET")
    )


def says_absent(error: dict[str, Any], arn: str = ABSENT) -> bool:
    return (
        error["Error"]["Code"] == "ResourceNotFoundException"
        and status(error) == 404
        and (error["resourceIdentifier"], error["resourceType"]) == (arn, "REPLICATION_SET")
    )
