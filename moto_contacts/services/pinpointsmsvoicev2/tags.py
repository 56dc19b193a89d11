"""Tags of every resource that has an ARN."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.arns import TYPES, type_in
from moto_contacts.services.pinpointsmsvoicev2.settings import current

#: As the wire has them: a list of Key and Value.
TagList = list[dict[str, str]]
#: One for all that have none.
_NO_TAGS: Mapping[str, str] = {}


class Tags:
    """Read, merge and remove tags; families tell of the resources that come and go."""

    def __init__(self) -> None:
        self._by_arn: dict[str, Mapping[str, str]] = {}

    def list_tags_for_resource(self, resource_arn: str) -> dict[str, Any]:
        """All tags, maybe none.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: inferred.
        """
        return {"ResourceArn": resource_arn, "Tags": tag_list(self._find(resource_arn))}

    def tag_resource(self, resource_arn: str, tags: TagList) -> None:
        """Adds tags; a key that is there gets the new value.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN, and INVALID_PARAMETER
        for a key that is reserved); ServiceQuotaExceededException. Source: inferred.
        """
        new = read_tags(tags)
        merged = {**self._find(resource_arn), **new}
        check_tag_count(merged)
        self._by_arn[resource_arn] = merged

    def untag_resource(self, resource_arn: str, tag_keys: list[str]) -> None:
        """Removes tags; a key that is not there is no error.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: inferred.
        """
        tags = self._find(resource_arn)
        self._by_arn[resource_arn] = {
            key: value for key, value in tags.items() if key not in tag_keys
        }

    def attach(self, arn: str, tags: dict[str, str]) -> None:
        """From now on there is a resource of this ARN, with these tags."""
        self._by_arn[arn] = tags or _NO_TAGS

    def detach(self, arn: str) -> None:
        """There no longer is a resource of this ARN."""
        del self._by_arn[arn]

    def _find(self, arn: str) -> Mapping[str, str]:
        resource_type = type_in(arn, "resourceArn", *TYPES)
        if arn not in self._by_arn:
            raise errors.not_found(str(resource_type), arn)
        return self._by_arn[arn]


def read_tags(tags: TagList | None) -> dict[str, str]:
    """Key -> value. Errors: ValidationException for a key that AWS keeps for itself."""
    pairs = {tag["Key"]: tag["Value"] for tag in tags or ()}
    if any(key.lower().startswith("aws:") for key in pairs):
        raise errors.reserved_tag()
    return pairs


def check_tag_count(tags: Mapping[str, str]) -> None:
    """Errors: ServiceQuotaExceededException for more tags than a resource can have."""
    if len(tags) > current.tags_per_resource:
        raise errors.too_many_tags(current.tags_per_resource)


def tag_list(tags: Mapping[str, str]) -> TagList:
    """The tags as the wire has them."""
    return [{"Key": key, "Value": value} for key, value in tags.items()]
