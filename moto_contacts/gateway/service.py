"""What the gateway has to be told of a service; the rest is in its model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from moto_contacts.gateway.model import AWS_ERRORS, Model, Paginators
from moto_contacts.gateway.protocols import PROTOCOLS
from moto_contacts.gateway.protocols.base import Protocol
from moto_contacts.gateway.references import References

if TYPE_CHECKING:
    from moto_contacts.gateway.backend import FamilyBackend
    from moto_contacts.gateway.errors import Dialect
    from moto_contacts.gateway.neighbours import Gated, Show
    from moto_contacts.gateway.resource_types import ResourceType, Tags
    from moto_contacts.gateway.scope import Scope
    from moto_contacts.simulation.agenda import Origin

#: From the members of a call, unchecked, to the account and region of what it is about; None where
#: that is where it is made.
Home = Callable[[Any], "tuple[str, str] | None"]


@dataclass(frozen=True)
class Service:
    """One service."""

    #: Account -> region -> backend; a `KeyError` for a region without the service.
    backends: Mapping[str, Mapping[str, Any]]
    #: From the region of a request to the key of its backend.
    place: Callable[[str], str] = str
    #: Which members name which kinds of resources.
    references: References = field(default_factory=lambda: References("", {}))
    #: What the service asks of every valid call, by where and on whose behalf it is made, before it
    #: looks for anything: raises or returns.
    admit: Callable[[Scope, Origin], None] | None = None
    #: The folder with its model, in botocore's layout, where botocore does not ship it.
    search_path: str | None = None
    #: Whether moto's IAM enforcement is for it.
    enforces_iam: bool = True
    #: Shape name -> constraints that real answers have shown to differ from the model's.
    amendments: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: Code -> status of the errors that every operation can answer, declared or not.
    common_errors: Mapping[str, int] = field(default_factory=lambda: AWS_ERRORS)
    #: What CloudFormation can make of it.
    resource_types: tuple[ResourceType, ...] = ()
    #: How its resources are tagged by their ARNs, as ``Arn``; for other services that do so.
    tagging: Tags | None = None
    #: Operation of the service of this name that moto has -> shows what it has sent.
    shown: Mapping[str, Show] = field(default_factory=dict)
    #: The same -> in which cases it is not moto alone that answers.
    gated: Mapping[str, Gated] = field(default_factory=dict)
    #: Where it is not where a call is made that what it is about lives.
    home: Home | None = None
    #: Those that botocore lacks.
    paginators: Paginators = field(default_factory=dict)

    @cached_property
    def backend(self) -> type[FamilyBackend]:
        """The class of its backends."""
        found: type[FamilyBackend] = self.backends.backend  # type: ignore[attr-defined]  # moto's
        return found

    @cached_property
    def name(self) -> str:
        """The name of its model in botocore."""
        return self.backend.service

    @cached_property
    def dialect(self) -> Dialect:
        """How it words its errors."""
        return self.backend.dialect

    @cached_property
    def model(self) -> Model:
        """The installed model."""
        return Model(
            self.name, self.amendments, self.search_path, self.common_errors, self.paginators
        )

    @cached_property
    def protocol(self) -> Protocol:
        """The protocol that the model names."""
        return PROTOCOLS[self.model.metadata["protocol"]](self.model)
