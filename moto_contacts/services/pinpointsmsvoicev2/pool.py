"""A pool of origination identities."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moto_contacts.gateway.errors import ServiceError
from moto_contacts.gateway.listing import Created
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.identity import Identity
from moto_contacts.services.pinpointsmsvoicev2.inbound import Inbound
from moto_contacts.services.pinpointsmsvoicev2.phone_number import PhoneNumber
from moto_contacts.services.pinpointsmsvoicev2.resources import POOL, Shareable


@dataclass(slots=True, eq=False)
class Pool(Shareable):
    """Identities that one message or another comes from."""

    kind = POOL

    id: str
    message_type: str
    deletion_protection_enabled: bool
    created_at: datetime
    inbound: Inbound
    shared_routes_enabled: bool = False
    status: str = "CREATING"
    #: The one that joined last is the last.
    identities: Created[Identity] = field(default_factory=Created)
    _positions: dict[str, int] = field(default_factory=dict)

    def identify(self) -> dict[str, Any]:
        """The members that every answer about it has."""
        return {"PoolArn": self.arn, "PoolId": self.id}

    def describe(self) -> dict[str, Any]:
        """The structure ``PoolInformation``."""
        return {
            **self.identify(),
            "Status": self.status,
            "MessageType": self.message_type,
            **self.inbound.describe(),
            "SharedRoutesEnabled": self.shared_routes_enabled,
            "DeletionProtectionEnabled": self.deletion_protection_enabled,
            "CreatedTimestamp": self.created_at,
        }

    def conflict(self, reason: str) -> ServiceError:
        """The ConflictException that tells of it."""
        return errors.conflict(reason, self.kind.resource_type, self.id)

    def check_active(self) -> None:
        """Nothing. Errors: ConflictException for one that is not active. Source: inferred."""
        if self.status != "ACTIVE":
            raise self.conflict("RESOURCE_NOT_ACTIVE")

    @property
    def phone_numbers(self) -> list[PhoneNumber]:
        """Those of its identities that are numbers."""
        return [each for each in self.identities.values() if isinstance(each, PhoneNumber)]

    def join(self, identity: Identity) -> None:
        """From now on the identity is in the pool; a number does with answers as the pool does."""
        self._positions[identity.arn] = self.identities.add(identity)
        identity.pools.append(self)
        if isinstance(identity, PhoneNumber):
            identity.inbound = self.inbound

    def leave(self, identity: Identity) -> None:
        """From now on it is not; a number goes on as the pool does now. Source: inferred."""
        del self.identities[self._positions.pop(identity.arn)]
        identity.pools.remove(self)
        if isinstance(identity, PhoneNumber):
            identity.inbound = self.inbound.copy()

    def activate(self) -> None:
        """CREATING -> ACTIVE."""
        self.status = "ACTIVE"

    def delete(self) -> None:
        """-> DELETING: it is empty from now on."""
        self.status = "DELETING"
        for identity in list(self.identities.values()):
            self.leave(identity)
