"""Tags of e-mail contacts."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.services.notificationscontacts.email_contacts import EmailContact, within_limit


class Tags(Family):
    """Read, merge and remove tags. They do not touch the contact's update time."""

    @operation
    def list_tags_for_resource(self, arn: str) -> dict[str, Any]:
        """All tags, maybe none. Errors: ResourceNotFoundException. Source: inferred."""
        return {"tags": self.registry.find(EmailContact, arn).tags}

    @operation
    def tag_resource(self, arn: str, tags: dict[str, str]) -> None:
        """Adds tags; a key that is there gets the new value.

        Errors: ResourceNotFoundException; ValidationException over the quota. Source: inferred.
        """
        contact = self.registry.find(EmailContact, arn)
        contact.tags = within_limit({**contact.tags, **tags})

    @operation
    def untag_resource(self, arn: str, tag_keys: list[str]) -> None:
        """Removes tags; a key that is not there is no error.

        Errors: ResourceNotFoundException. Source: inferred.
        """
        contact = self.registry.find(EmailContact, arn)
        contact.tags = {key: value for key, value in contact.tags.items() if key not in tag_keys}
