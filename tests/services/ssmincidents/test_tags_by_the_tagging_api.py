"""Replication sets in the Resource Groups Tagging API."""

from __future__ import annotations

import pytest

from tests.harness import Aws
from tests.tagging import Tagging, of_newer_moto

pytestmark = of_newer_moto


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1"])
def test_replication_set(aws: Aws, region: str) -> None:
    """It is one of the whole partition, found from each region in which something was asked for."""
    incidents, tagging = aws.client("ssm-incidents", region), Tagging(aws, region)
    arn = incidents.create_replication_set(regions={region: {}}, tags={"a": "1"})["arn"]

    assert tagging.found("ssm-incidents:replication-set") == {arn: {"a": "1"}}
    assert Tagging(aws, "us-west-2").found() == {arn: {"a": "1"}}
    assert tagging.tag(arn, b="2") == tagging.untag(arn, keys=["a"]) == []
    assert incidents.list_tags_for_resource(resourceArn=arn)["tags"] == {"b": "2"}
    assert tagging.tag(arn, **{"aws:c": "3"}) == [arn]
