"""A sender ID."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from moto_contacts.services.pinpointsmsvoicev2.identity import Identity
from moto_contacts.services.pinpointsmsvoicev2.resources import SENDER_ID


@dataclass(slots=True, eq=False)
class SenderId(Identity):
    """A name in place of a number, in one country."""

    kind = SENDER_ID

    def describe(self) -> dict[str, Any]:
        """The structure ``SenderIdInformation``. Source: inferred (price)."""
        return {
            "SenderIdArn": self.arn,
            "SenderId": self.id,
            "IsoCountryCode": self.iso_country_code,
            "MessageTypes": self.message_types,
            "MonthlyLeasingPrice": "0.00",
            "DeletionProtectionEnabled": self.deletion_protection_enabled,
            "Registered": False,
        }
