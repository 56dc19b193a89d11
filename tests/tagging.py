"""The Resource Groups Tagging API in tests."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import pytest

from tests.harness import Aws

#: A mark; older versions of moto have their services in a function.
of_newer_moto = pytest.mark.skipif(
    find_spec("moto.core.resource_tagging") is None, reason="moto finds services by no class"
)


class Tagging:
    """What the API knows of the resources of one account and region, and does to them."""

    def __init__(self, aws: Aws, region: str = "us-east-1"):
        self.client = aws.client("resourcegroupstaggingapi", region)

    def found(self, *types: str, **filters: Any) -> dict[str, dict[str, str]]:
        """ARN -> tags, of these types and with these tags."""
        wanted = [{"Key": key, "Values": values} for key, values in filters.items()]
        answer = self.client.get_resources(ResourceTypeFilters=list(types), TagFilters=wanted)
        return {
            each["ResourceARN"]: {tag["Key"]: tag["Value"] for tag in each["Tags"]}
            for each in answer["ResourceTagMappingList"]
        }

    def tag(self, *arns: str, **tags: str) -> list[str]:
        """The ARNs of what could not be tagged."""
        failed = self.client.tag_resources(ResourceARNList=list(arns), Tags=tags)
        return list(failed["FailedResourcesMap"])

    def untag(self, *arns: str, keys: list[str]) -> list[str]:
        """The ARNs of what could not be untagged."""
        failed = self.client.untag_resources(ResourceARNList=list(arns), TagKeys=keys)
        return list(failed["FailedResourcesMap"])
