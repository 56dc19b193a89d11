"""A destination number, and its verification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moto_contacts.gateway.errors import ServiceError
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.resources import (
    VERIFIED_DESTINATION_NUMBER,
    Tagged,
)
from moto_contacts.simulation.messages import Sent


@dataclass(slots=True, eq=False)
class VerifiedDestinationNumber(Tagged):
    """A phone number: pending until the code that was sent to it is typed back."""

    kind = VERIFIED_DESTINATION_NUMBER

    id: str
    #: E.164, with its plus.
    phone_number: str
    created_at: datetime
    status: str = "PENDING"
    #: The message with the code that counts now.
    sent: Sent | None = None
    #: When codes were sent, as far as it counts: in the last 24 hours.
    sent_at: tuple[datetime, ...] = ()

    def identify(self) -> dict[str, Any]:
        """The members that every answer has."""
        return {
            "VerifiedDestinationNumberArn": self.arn,
            "VerifiedDestinationNumberId": self.id,
            "DestinationPhoneNumber": self.phone_number,
            "CreatedTimestamp": self.created_at,
        }

    def describe(self) -> dict[str, Any]:
        """The structure ``VerifiedDestinationNumberInformation``."""
        shown = self.identify()
        shown["Status"] = self.status
        return shown

    def conflict(self, reason: str) -> ServiceError:
        """The ConflictException that tells of it."""
        return errors.conflict(reason, self.kind.resource_type, self.id)

    def verify(self) -> None:
        """PENDING -> VERIFIED. There is no way back. Source: inferred."""
        self.status = "VERIFIED"
        self.sent = None
