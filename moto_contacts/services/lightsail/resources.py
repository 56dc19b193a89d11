"""What has a name: the kinds of resources, of which calls ask by their names."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Resource

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


def support_code(id: str) -> str:
    """What support asks for. Source: seen (the form)."""
    return f"{_SUPPORT_ACCOUNT}/{id}"


def location(region: str) -> dict[str, str]:
    """Where a resource of the whole region is. Source: seen."""
    return {"availabilityZone": "all", "regionName": region}
