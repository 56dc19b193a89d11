"""A configuration set, and where the events of its messages go."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2.protect_configuration import ProtectConfiguration
from moto_contacts.services.pinpointsmsvoicev2.resources import CONFIGURATION_SET, Tagged


def events_go_to(members: dict[str, str]) -> str:
    """The ARN of a topic, stream or log group among the members of a destination."""
    return next(arn for name, arn in members.items() if name != "IamRoleArn")


@dataclass(slots=True, eq=False)
class EventDestination:
    """Where events of some types go."""

    name: str
    matching_event_types: list[str]
    #: The one member that says where, ``SnsDestination`` for one, and its value.
    target: dict[str, dict[str, str]]
    enabled: bool = True

    @property
    def arn(self) -> str:
        """The ARN of what the events go to."""
        [members] = self.target.values()
        return events_go_to(members)

    def describe(self) -> dict[str, Any]:
        """The structure ``EventDestination``."""
        return {
            "EventDestinationName": self.name,
            "Enabled": self.enabled,
            "MatchingEventTypes": self.matching_event_types,
            **self.target,
        }


@dataclass(slots=True, eq=False)
class ConfigurationSet(Tagged):
    """What holds for messages that name it, and say nothing else themselves."""

    kind = CONFIGURATION_SET

    name: str
    created_at: datetime
    event_destinations: dict[str, EventDestination] = field(default_factory=dict)
    default_message_type: str | None = None
    default_sender_id: str | None = None
    default_message_feedback_enabled: bool | None = None
    protect_configuration: ProtectConfiguration | None = None

    def identify(self) -> dict[str, Any]:
        """The members that every answer about it has."""
        return {"ConfigurationSetArn": self.arn, "ConfigurationSetName": self.name}

    def describe(self) -> dict[str, Any]:
        """The structure ``ConfigurationSetInformation``."""
        return structure(
            **self.identify(),
            EventDestinations=[each.describe() for each in self.event_destinations.values()],
            DefaultMessageType=self.default_message_type,
            DefaultSenderId=self.default_sender_id,
            DefaultMessageFeedbackEnabled=self.default_message_feedback_enabled,
            CreatedTimestamp=self.created_at,
            ProtectConfigurationId=(
                self.protect_configuration.id if self.protect_configuration else None
            ),
        )
