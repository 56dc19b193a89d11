"""What messages come from, and pools are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.resources import Shareable

if TYPE_CHECKING:
    from moto_contacts.gateway.errors import ServiceError
    from moto_contacts.services.pinpointsmsvoicev2.pool import Pool


@dataclass(slots=True, eq=False)
class Identity(Shareable):
    """A phone number or a sender ID."""

    #: The ID of a number; of a sender ID its text, in upper case. Source: seen.
    id: str
    iso_country_code: str
    message_types: list[str]
    number_capabilities: list[str]
    deletion_protection_enabled: bool
    #: A number is in one at most.
    pools: list[Pool] = field(default_factory=list, init=False)

    @property
    def sender(self) -> str:
        """What recipients see."""
        return self.id

    def describe_in_pool(self) -> dict[str, Any]:
        """The structure ``OriginationIdentityMetadata``."""
        return {
            "OriginationIdentityArn": self.arn,
            "OriginationIdentity": self.id,
            "IsoCountryCode": self.iso_country_code,
            "NumberCapabilities": self.number_capabilities,
        }

    def conflict(self, reason: str) -> ServiceError:
        """The ConflictException that tells of it."""
        return errors.conflict(reason, self.kind.resource_type, self.id)
