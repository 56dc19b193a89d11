"""A protect configuration: which countries and numbers messages may go to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from moto_contacts.gateway.errors import ServiceError
from moto_contacts.gateway.listing import Ordered
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2 import countries, errors
from moto_contacts.services.pinpointsmsvoicev2.resources import PROTECT_CONFIGURATION, Tagged
from moto_contacts.services.pinpointsmsvoicev2.settings import current


@dataclass(frozen=True, slots=True)
class NumberOverride:
    """What holds for one number, whatever holds for its country."""

    #: E.164, with its plus.
    phone_number: str
    #: ALLOW or BLOCK.
    action: str
    created_at: datetime
    expires_at: datetime | None

    @property
    def iso_country_code(self) -> str | None:
        """The country of the number, if there is one."""
        return countries.of(self.phone_number)

    def holds(self, at: datetime) -> bool:
        """Whether it has not expired."""
        return self.expires_at is None or at < self.expires_at

    def describe(self) -> dict[str, Any]:
        """The structure ``ProtectConfigurationRuleSetNumberOverride``."""
        return structure(
            DestinationPhoneNumber=self.phone_number,
            CreatedTimestamp=self.created_at,
            Action=self.action,
            IsoCountryCode=self.iso_country_code,
            ExpirationTimestamp=self.expires_at,
        )


class Protection(NamedTuple):
    """What a protect configuration says of a message that it does not refuse."""

    configuration_id: str
    #: ALLOW, MONITOR or FILTER.
    status: str

    @property
    def suspected(self) -> bool:
        """Whether the message was looked at, and is taken for inflated traffic. Source: ours."""
        return self.status in ("MONITOR", "FILTER") and bool(current.suspect_traffic)

    @property
    def blocked(self) -> bool:
        """Whether the message is accepted, but goes nowhere."""
        return self.status == "FILTER" and self.suspected


@dataclass(slots=True, eq=False)
class ProtectConfiguration(Tagged):
    """Rules for countries, by what a message needs, and for single numbers."""

    kind = PROTECT_CONFIGURATION

    id: str
    created_at: datetime
    deletion_protection_enabled: bool
    account_default: bool = False
    #: Capability and country -> what is done with messages, where they are not just allowed.
    rules: dict[tuple[str, str], str] = field(default_factory=dict)
    #: By their phone numbers.
    overrides: Ordered[str, NumberOverride] = field(default_factory=Ordered)

    def identify(self) -> dict[str, Any]:
        """The members that every answer about it has."""
        return {"ProtectConfigurationArn": self.arn, "ProtectConfigurationId": self.id}

    def describe(self) -> dict[str, Any]:
        """The structure ``ProtectConfigurationInformation``."""
        return {
            **self.identify(),
            "CreatedTimestamp": self.created_at,
            "AccountDefault": self.account_default,
            "DeletionProtectionEnabled": self.deletion_protection_enabled,
        }

    def conflict(self, reason: str) -> ServiceError:
        """The ConflictException that tells of it."""
        return errors.conflict(reason, self.kind.resource_type, self.id)

    def status(self, capability: str, country: str) -> str:
        """What is done with such messages to a country. Source: documented (ALLOW)."""
        return self.rules.get((capability, country), "ALLOW")

    def check(self, capability: str, destination: str, at: datetime) -> Protection:
        """What it says of a message. Errors: ConflictException for a number, or else a country,
        that is blocked. Source: documented (which comes first), seen (country).
        """
        override = self.overrides.get(destination)
        if override is not None and override.holds(at):
            if override.action == "BLOCK":
                raise self.conflict("DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE")
            return Protection(self.id, "ALLOW")
        status = self.status(capability, countries.of(destination) or "")
        if status == "BLOCK":
            raise self.conflict("DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION")
        return Protection(self.id, status)
