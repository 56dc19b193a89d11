"""TagResource and UntagResource. No call lists tags: they are read back through the resource."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.services.lightsail import errors
from moto_contacts.services.lightsail.operations import Operations
from moto_contacts.services.lightsail.resources import Tagged, Tagging

_MOST_TAGS = 50


class Tags(Family):
    """Merge and remove the tags of whatever has a name."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._operations = backend.family(Operations)

    @operation
    def tag_resource(
        self, resource_name: str, tags: list[dict[str, Any]], resource_arn: str | None = None
    ) -> dict[str, Any]:
        """Adds tags; a key that is there gets the new value.

        Errors: NotFoundException; InvalidInputException for an ARN of another resource, a tag
        without a key, a key given twice, and more than 50 tags. Source: documented (quota),
        inferred (the rest).
        """
        resource = self._find(resource_name, resource_arn)
        resource.tags = merged(resource.name, resource.tags, tags)
        return self._operations.record("TagResource", resource.kind.resource_type, resource.name)

    @operation
    def untag_resource(
        self, resource_name: str, tag_keys: list[str], resource_arn: str | None = None
    ) -> dict[str, Any]:
        """Removes tags; a key that is not there is no error.

        Errors: NotFoundException; InvalidInputException for an ARN of another resource.
        Source: inferred.
        """
        resource = self._find(resource_name, resource_arn)
        resource.tags = {
            key: value for key, value in resource.tags.items() if key not in set(tag_keys)
        }
        return self._operations.record("UntagResource", resource.kind.resource_type, resource.name)

    def _find(self, name: str, arn: str | None) -> Tagged:
        """What has both; an alarm may be called as a contact method is."""
        resource = self.registry.find(Tagged, name)
        if arn in (None, resource.arn):
            return resource
        namesake = self.registry.get(Tagged, str(arn))
        if namesake is None or namesake.name != name:
            raise errors.invalid("foreign arn", arn=str(arn), name=name)
        return namesake


def merged(name: str, tags: Tagging, given: list[dict[str, Any]]) -> Tagging:
    """The tags of the resource ``name`` with those given; a key that is there gets the new value.

    Errors: InvalidInputException for a tag without a key, a key given twice, and over the quota.
    Source: documented (quota, keys are unique), inferred (merging).
    """
    added: Tagging = {}
    for position, tag in enumerate(given, start=1):
        key = tag.get("key")
        if key is None:
            raise errors.invalid("tag without key", position=position)
        if key in added:
            raise errors.invalid("repeated tag", key=key)
        added[key] = tag.get("value")
    result = {**tags, **added}
    if len(result) > _MOST_TAGS:
        raise errors.invalid("too many tags", name=name, limit=_MOST_TAGS)
    return result
