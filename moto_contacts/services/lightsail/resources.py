"""What has a name: the kinds of resources, of which calls ask by their names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Resource
from moto_contacts.gateway.structures import structure

CONTACT_METHOD = Kind("ContactMethod")
ALARM = Kind("Alarm")

#: What support codes begin with: an account of Lightsail's own, never the caller's. Source: seen
#: (the form; the number is ours).
_SUPPORT_ACCOUNT = "210987654321"

#: Key -> value, None for a tag that is only a key.
Tagging = dict[str, "str | None"]


@dataclass(slots=True, eq=False)
class Tagged(Resource):
    """A resource that has tags."""

    tags: Tagging
    name: str
    #: What support is told.
    id: str
    region: str
    created_at: datetime

    def identify(self) -> dict[str, Any]:
        """The members that are the same of all kinds. Source: seen (the form of support codes)."""
        return {
            "name": self.name,
            "arn": self.arn,
            "createdAt": self.created_at,
            "location": location(self.region),
            "resourceType": self.kind.resource_type,
            "supportCode": f"{_SUPPORT_ACCOUNT}/{self.id}",
            "tags": [structure(key=key, value=value) for key, value in self.tags.items()],
        }


@cache
def location(region: str) -> dict[str, str]:
    """Where a resource of the whole region is; nobody changes it. Source: seen."""
    return {"availabilityZone": "all", "regionName": region}
