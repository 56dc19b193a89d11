"""Tags of replication sets, through boto3."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused, status
from tests.services.ssmincidents.steps import ABSENT, says_absent, says_invalid


def tags_of(incidents: Any, arn: str) -> dict[str, str]:
    tags: dict[str, str] = incidents.list_tags_for_resource(resourceArn=arn)["tags"]
    return tags


class TestTags:
    def test_merged_and_removed(self, incidents: Any, arn: str) -> None:
        assert tags_of(incidents, arn) == {}
        incidents.tag_resource(resourceArn=arn, tags={"a": "1", "b": ""})
        incidents.tag_resource(resourceArn=arn, tags={"a": "2", "c": "3"})
        incidents.untag_resource(resourceArn=arn, tagKeys=["c", "unknown"])

        assert tags_of(incidents, arn) == {"a": "2", "b": ""}

    def test_of_creation(self, incidents: Any) -> None:
        regions: dict[str, Any] = {"us-east-1": {}}
        arn = incidents.create_replication_set(regions=regions, tags={"team": "ops"})["arn"]

        assert tags_of(incidents, arn) == {"team": "ops"}

    def test_quota(self, aws: Aws, incidents: Any, arn: str) -> None:
        many = {f"k{number}": "v" for number in range(50)}
        incidents.tag_resource(resourceArn=arn, tags=many)
        error = refused(incidents.tag_resource, resourceArn=arn, tags={"one": "more"})

        assert (error["Error"]["Code"], status(error)) == ("ServiceQuotaExceededException", 402)
        assert (error["resourceIdentifier"], error["resourceType"]) == (arn, "REPLICATION_SET")
        assert (error["serviceCode"], error["quotaCode"]) == ("ssm-incidents", "L-00000000")
        assert tags_of(incidents, arn) == many

    def test_bad_tags(self, incidents: Any, arn: str) -> None:
        for tags in ({}, {"": "v"}, {"aws:a": "v"}, {"a": "v" * 257}, {"a": "#"}):
            error = refused(incidents.tag_resource, resourceArn=arn, tags=tags)
            assert says_invalid(error, "at 'tags"), tags

        assert tags_of(incidents, arn) == {}

    @pytest.mark.parametrize(
        ("operation", "members"),
        [
            ("tag_resource", {"tags": {"a": "1"}}),
            ("untag_resource", {"tagKeys": ["a"]}),
            ("list_tags_for_resource", {}),
        ],
    )
    def test_absent(self, incidents: Any, operation: str, members: dict[str, Any]) -> None:
        call = getattr(incidents, operation)
        assert says_absent(refused(call, resourceArn=ABSENT, **members))
        plan = ABSENT.replace("replication-set", "response-plan")
        error = refused(call, resourceArn=plan, **members)
        assert (error["Error"]["Code"], error["resourceType"]) == (
            "ResourceNotFoundException",
            "RESPONSE_PLAN",
        )
        error = refused(call, resourceArn="something", **members)
        assert says_invalid(error, "Invalid resource Arn something")
