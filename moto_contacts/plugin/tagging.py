"""Our resources in moto's Resource Groups Tagging API, which asks backends of a class of its own.

So our backends become of that class once the API is first asked; whoever never asks it has them as
they are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from moto_contacts.gateway.dispatch import invoke
from moto_contacts.gateway.errors import Dropped, ServiceError
from moto_contacts.gateway.registry import Registry
from moto_contacts.gateway.resource_types import Call, Model, Tags
from moto_contacts.gateway.scope import Scope
from moto_contacts.gateway.service import Service


class Taggable:
    """What the API asks of a backend, beside what moto's class answers itself."""

    #: A backend's own.
    scope: Scope
    registry: Registry
    account_id: str
    region_name: str
    #: Its service, how that tags, and moto's class of a resource with its tags.
    served: ClassVar[Service]
    tagging: ClassVar[Tags]
    tagged: ClassVar[Any]

    def iter_tagged_resources(self) -> Iterator[Any]:
        """Every resource that may have tags, the oldest first."""
        own = self._own()
        with own.scope.lock:
            resources = [each for each in own.registry if hasattr(each, "tags")]
        for each in resources:
            kind = f"{own.scope.namespace}:{each.kind.name}"
            yield self.tagged(arn=each.arn, tags=dict(each.tags), resource_type=kind)

    def _own(self) -> Taggable:
        """The backend that has the resources: moto asks that of a region, which may have none."""
        backends, region = self.served.backends, self.served.place(self.region_name)
        own: Taggable = backends[self.account_id][region]
        return own

    def tag_resource(self, arn: str, tags: dict[str, str]) -> None:
        """Tags a resource by the operation of its service."""
        pairs = [{"Key": key, "Value": value} for key, value in tags.items()]
        self._call(self.tagging.tag, {"Arn": arn, "Tags": pairs})

    def untag_resource(self, arn: str, tag_keys: list[str]) -> None:
        """Untags a resource likewise."""
        self._call(self.tagging.untag, {"Arn": arn, "TagKeys": tag_keys})

    def _call(self, call: Call, model: Model) -> None:
        """What is refused has failed; moto has one sentence for why, and no place for another."""
        members = call.request(model)
        try:
            invoke(self.served, call.operation, self.account_id, self.region_name, members)
        except (ServiceError, Dropped) as why:
            raise NotImplementedError(str(why)) from why


def adopt(service: Service, mixin: type, tagged: type) -> None:
    """The service's backends, those that there are already too, are of moto's class from now on.

    It stands behind their own classes, so whatever these have stays theirs.
    """
    members = {
        "SERVICE_NAMESPACE": service.backend.namespace,
        "served": service,
        "tagging": service.tagging,
        "tagged": tagged,
    }
    service.backend.__bases__ += (type("TaggableBackend", (Taggable, mixin), members),)
