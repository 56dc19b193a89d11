"""Tags of every resource that has an ARN."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.resources import Tagged

#: As the wire has them: a list of Key and Value.
TagList = list[dict[str, str]]
#: One for all that have none.
NO_TAGS: Mapping[str, str] = {}


class Tags(Family):
    """Read, merge and remove tags."""

    @operation
    def list_tags_for_resource(self, resource_arn: str) -> dict[str, Any]:
        """All tags, maybe none.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: inferred.
        """
        tags = self.registry.find(Tagged, resource_arn).tags
        return {"ResourceArn": resource_arn, "Tags": tag_list(tags)}

    @operation
    def tag_resource(self, resource_arn: str, tags: TagList) -> None:
        """Adds tags; a key that is there gets the new value.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN, and INVALID_PARAMETER
        for a key that is reserved); ServiceQuotaExceededException. Source: inferred.
        """
        new = read_tags(tags)
        resource = self.registry.find(Tagged, resource_arn)
        merged = {**resource.tags, **new}
        check_tag_count(merged)
        resource.tags = merged

    @operation
    def untag_resource(self, resource_arn: str, tag_keys: list[str]) -> None:
        """Removes tags; a key that is not there is no error.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: inferred.
        """
        resource = self.registry.find(Tagged, resource_arn)
        resource.tags = {key: value for key, value in resource.tags.items() if key not in tag_keys}


def read_tags(tags: TagList | None) -> dict[str, str]:
    """Key -> value. Errors: ValidationException for a key that AWS keeps for itself."""
    pairs = {tag["Key"]: tag["Value"] for tag in tags or ()}
    if any(key.lower().startswith("aws:") for key in pairs):
        raise errors.parameter("reserved tag")
    return pairs


def check_tag_count(tags: Mapping[str, str]) -> None:
    """Errors: ServiceQuotaExceededException for more tags than a resource can have."""
    errors.check_quota("TAGS_PER_RESOURCE", len(tags))


def tag_list(tags: Mapping[str, str]) -> TagList:
    """The tags as the wire has them."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]
