"""Tags of contacts, and of whatever else may be tagged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto_contacts.services.ssmcontacts import errors
from moto_contacts.services.ssmcontacts.resources import Resources
from moto_contacts.services.ssmcontacts.settings import current

#: A structure ``Tag``; both of its members are optional in the model.
Tag = dict[str, str]

#: One for all that have none.
NO_TAGS: Mapping[str, str] = {}


class Tags:
    """Read, merge and remove tags."""

    def __init__(self, resources: Resources):
        self._resources = resources

    def tag_resource(self, resource_arn: str, tags: list[Tag]) -> None:
        """Adds tags; a key that is there keeps its place and gets the new value.

        Errors: ResourceNotFoundException; ValidationException for a key that comes twice or a tag
        that lacks a part; ServiceQuotaExceededException. Source: documented (limit), inferred.
        """
        resource = self._resources.find(resource_arn)
        resource.tags = merged(resource.tags, tags, resource_arn)

    def untag_resource(self, resource_arn: str, tag_keys: list[str]) -> None:
        """Removes tags; a key that is not there is no error.

        Errors: ResourceNotFoundException. Source: inferred.
        """
        resource = self._resources.find(resource_arn)
        resource.tags = {key: value for key, value in resource.tags.items() if key not in tag_keys}

    def list_tags_for_resource(self, resource_arn: str) -> dict[str, Any]:
        """All tags in the order of their addition, maybe none.

        Errors: ResourceNotFoundException. Source: inferred.
        """
        tags = self._resources.find(resource_arn).tags
        return {"Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}


def merged(old: Mapping[str, str], tags: list[Tag], arn: str | None) -> Mapping[str, str]:
    """The tags of a resource with those of a request. ``arn`` is None before it is created.

    Errors: ValidationException, ServiceQuotaExceededException.
    """
    new: dict[str, str] = {}
    for tag in tags:
        if len(tag) < 2:
            raise errors.incomplete_tag()
        if tag["Key"] in new:
            raise errors.repeated_tag(tag["Key"])
        new[tag["Key"]] = tag["Value"]
    if not new:
        return old
    result = {**old, **new}
    if len(result) > current.tags_per_resource:
        raise errors.too_many_tags(arn)
    return result
