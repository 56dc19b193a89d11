"""How the replication set lives: every operation and every refusal. Nothing is verified."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.harness import Aws
from tests.lives import Call, Refusal

_REGIONS: dict[str, Any] = {"regions": {"us-east-1": {}}}


def replication_sets(call: Call, aws: Aws) -> None:
    made = {"arn": call("CreateReplicationSet", **_REGIONS)["arn"]}
    assert call("ListReplicationSets")["replicationSetArns"] == [made["arn"]]
    call(
        "UpdateReplicationSet",
        **made,
        actions=[{"addRegionAction": {"regionName": "eu-west-1"}}],
    )
    call("UpdateDeletionProtection", **made, deletionProtected=True)
    found = call("GetReplicationSet", **made)["replicationSet"]
    assert sorted(found["regionMap"]) == ["eu-west-1", "us-east-1"]
    assert (found["status"], found["deletionProtected"]) == ("ACTIVE", True)
    call("UpdateDeletionProtection", **made, deletionProtected=False)
    call("DeleteReplicationSet", **made)
    assert call("ListReplicationSets")["replicationSetArns"] == []


def tags(call: Call, aws: Aws) -> None:
    made = {"resourceArn": call("CreateReplicationSet", **_REGIONS)["arn"]}
    call("TagResource", **made, tags={"a": "1", "b": "2"})
    call("UntagResource", **made, tagKeys=["b"])
    assert call("ListTagsForResource", **made)["tags"] == {"a": "1"}


def refusals(call: Call, aws: Aws) -> Iterator[Refusal]:
    made = {"arn": call("CreateReplicationSet", **_REGIONS)["arn"]}
    yield "ConflictException", partial(call, "CreateReplicationSet", **_REGIONS)
    yield "ValidationException", partial(call, "CreateReplicationSet", regions={"mars-1": {}})
    with aws.settings(ssm_incidents_tags_per_resource=0):
        tag = partial(call, "TagResource", resourceArn=made["arn"], tags={"a": "1"})
        yield "ServiceQuotaExceededException", tag
    call("DeleteReplicationSet", **made)
    yield "ResourceNotFoundException", partial(call, "GetReplicationSet", **made)
