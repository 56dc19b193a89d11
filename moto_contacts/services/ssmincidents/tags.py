"""Tags of the replication set."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.services.ssmincidents import errors
from moto_contacts.services.ssmincidents.replication_set import ReplicationSet


class Tags(Family):
    """Read, merge and remove tags."""

    @operation
    def tag_resource(self, resource_arn: str, tags: dict[str, str]) -> None:
        """Adds tags; a key that is there gets the new value.

        Errors: ResourceNotFoundException; ServiceQuotaExceededException. Source: documented
        (quota), inferred (the rest).
        """
        resource = self.registry.find(ReplicationSet, resource_arn)
        merged = {**resource.tags, **tags}
        errors.check_tags(len(merged), resource)
        resource.tags = merged

    @operation
    def untag_resource(self, resource_arn: str, tag_keys: list[str]) -> None:
        """Removes tags; a key that is not there is no error.

        Errors: ResourceNotFoundException. Source: inferred.
        """
        resource = self.registry.find(ReplicationSet, resource_arn)
        resource.tags = {key: value for key, value in resource.tags.items() if key not in tag_keys}

    @operation
    def list_tags_for_resource(self, resource_arn: str) -> dict[str, Any]:
        """All tags, maybe none. Errors: ResourceNotFoundException. Source: inferred."""
        return {"tags": self.registry.find(ReplicationSet, resource_arn).tags}
