"""Tags of templates of custom verification mails; those of all else are moto's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.neighbours import Call, Gated
from moto_contacts.services.ses.custom_verifications import Template
from moto_contacts.services.sesv2.elder import custom_verifications


class Tags(Family):
    """Tag, untag, list."""

    @operation
    def tag_resource(self, resource_arn: str, tags: list[dict[str, str]]) -> None:
        """Adds tags to a template, or changes them. Errors: NotFoundException.

        Source: documented.
        """
        self._of(resource_arn).update({tag["Key"]: tag["Value"] for tag in tags})

    @operation
    def untag_resource(self, resource_arn: str, tag_keys: list[str]) -> None:
        """Takes tags off a template; those that it lacks are no error. Errors: NotFoundException.

        Source: documented.
        """
        found = self._of(resource_arn)
        for key in tag_keys:
            found.pop(key, None)

    @operation
    def list_tags_for_resource(self, resource_arn: str) -> dict[str, Any]:
        """The tags of a template. Errors: NotFoundException. Source: documented."""
        found = self._of(resource_arn)
        return {"Tags": [{"Key": key, "Value": value} for key, value in found.items()]}

    def _of(self, arn: str) -> dict[str, str]:
        with custom_verifications(self.scope) as found:
            return found.registry.find(Template, arn).tags


def _of_template(call: Call) -> bool:
    arn = isinstance(call.members, dict) and call.members.get("ResourceArn")
    return isinstance(arn, str) and f":{Template.kind.name}/" in arn


#: Operation that moto has, too -> which calls are ours.
GATED: Mapping[str, Gated] = dict.fromkeys(
    ("TagResource", "UntagResource", "ListTagsForResource"), Gated(_of_template)
)
