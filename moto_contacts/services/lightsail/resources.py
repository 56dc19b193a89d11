"""What has a name: the kinds of resources, of which calls ask by their names."""

from __future__ import annotations

from dataclasses import dataclass

from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Resource
from moto_contacts.services.lightsail.tagging import Tagging

CONTACT_METHOD = Kind("ContactMethod")


@dataclass(slots=True, eq=False)
class Tagged(Resource):
    """A resource that has tags."""

    tags: Tagging
    name: str
