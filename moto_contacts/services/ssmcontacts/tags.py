"""Tags of contacts, and of whatever else may be tagged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.references import Kind
from moto_contacts.services.ssmcontacts import errors
from moto_contacts.services.ssmcontacts.resources import Tagged

#: A structure ``Tag``; both of its members are optional in the model.
Tag = dict[str, str]

#: One for all that have none.
NO_TAGS: Mapping[str, str] = {}


class Tags(Family):
    """Read, merge and remove tags."""

    @operation
    def tag_resource(self, resource_arn: str, tags: list[Tag]) -> None:
        """Adds tags; a key that is there keeps its place and gets the new value.

        Errors: ResourceNotFoundException; ValidationException for a key that comes twice or a tag
        that lacks a part; ServiceQuotaExceededException. Source: documented (limit), inferred.
        """
        resource = self.registry.find(Tagged, resource_arn)
        resource.tags = merged(resource.tags, tags, resource.kind, resource_arn)

    @operation
    def untag_resource(self, resource_arn: str, tag_keys: list[str]) -> None:
        """Removes tags; a key that is not there is no error.

        Errors: ResourceNotFoundException. Source: inferred.
        """
        resource = self.registry.find(Tagged, resource_arn)
        resource.tags = {key: value for key, value in resource.tags.items() if key not in tag_keys}

    @operation
    def list_tags_for_resource(self, resource_arn: str) -> dict[str, Any]:
        """All tags in the order of their addition, maybe none.

        Errors: ResourceNotFoundException. Source: inferred.
        """
        tags = self.registry.find(Tagged, resource_arn).tags
        return {"Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}


def merged(
    old: Mapping[str, str], tags: list[Tag], kind: Kind, arn: str | None
) -> Mapping[str, str]:
    """The tags of a resource with those of a request. ``arn`` is None before it is created.

    Errors: ValidationException, ServiceQuotaExceededException.
    """
    new: dict[str, str] = {}
    for tag in tags:
        if len(tag) < 2:
            raise errors.invalid("part of a tag")
        if tag["Key"] in new:
            raise errors.invalid("repeated tag", key=tag["Key"])
        new[tag["Key"]] = tag["Value"]
    if not new:
        return old
    result = {**old, **new}
    errors.check_quota("tags_per_resource", len(result), kind, arn)
    return result
