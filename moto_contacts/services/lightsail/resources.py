"""What has a name: the kinds of resources, of which calls ask by their names."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Resource

CONTACT_METHOD = Kind("ContactMethod")

#: Key -> value, None for a tag that is only a key.
Tagging = dict[str, "str | None"]


@dataclass(slots=True, eq=False)
class Tagged(Resource):
    """A resource that has tags."""

    tags: Tagging
    name: str
