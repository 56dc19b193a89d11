"""A phone number of the account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2.identity import Identity
from moto_contacts.services.pinpointsmsvoicev2.inbound import Inbound
from moto_contacts.services.pinpointsmsvoicev2.resources import PHONE_NUMBER

if TYPE_CHECKING:
    from moto_contacts.services.pinpointsmsvoicev2.pool import Pool


@dataclass(slots=True, eq=False)
class PhoneNumber(Identity):
    """A phone number of the account."""

    kind = PHONE_NUMBER

    #: E.164, with its plus.
    phone_number: str
    number_type: str
    monthly_leasing_price: str
    created_at: datetime
    #: None where nobody has said.
    international_sending_enabled: bool | None
    inbound: Inbound
    status: str = "PENDING"

    @property
    def pool(self) -> Pool | None:
        """The pool that it is in, which is one at most."""
        return self.pools[0] if self.pools else None

    @property
    def sender(self) -> str:
        """What recipients see."""
        return self.phone_number

    def describe(self) -> dict[str, Any]:
        """The structure ``PhoneNumberInformation``."""
        return structure(
            PhoneNumberArn=self.arn,
            PhoneNumberId=self.id,
            PhoneNumber=self.phone_number,
            Status=self.status,
            IsoCountryCode=self.iso_country_code,
            MessageType=self.message_types[0],
            NumberCapabilities=self.number_capabilities,
            NumberType=self.number_type,
            MonthlyLeasingPrice=self.monthly_leasing_price,
            **self.inbound.describe(),
            InternationalSendingEnabled=self.international_sending_enabled,
            DeletionProtectionEnabled=self.deletion_protection_enabled,
            PoolId=self.pool.id if self.pool else None,
            CreatedTimestamp=self.created_at,
        )

    def describe_in_pool(self) -> dict[str, Any]:
        """The structure ``OriginationIdentityMetadata``."""
        return {**Identity.describe_in_pool(self), "PhoneNumber": self.phone_number}

    def activate(self) -> None:
        """PENDING, ASSOCIATING, DISASSOCIATING -> ACTIVE."""
        self.status = "ACTIVE"

    def associate(self) -> None:
        """-> ASSOCIATING: it joins a pool."""
        self.status = "ASSOCIATING"

    def disassociate(self) -> None:
        """-> DISASSOCIATING: it leaves a pool, or is released."""
        self.status = "DISASSOCIATING"

    def delete(self) -> None:
        """-> DELETED: it is no more."""
        self.status = "DELETED"
