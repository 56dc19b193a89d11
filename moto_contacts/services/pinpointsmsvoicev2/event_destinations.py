"""The event destinations of configuration sets."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2 import access, errors
from moto_contacts.services.pinpointsmsvoicev2.configuration_set import (
    ConfigurationSet,
    EventDestination,
)

#: As errors call it; it has no ARN of its own. Source: documented.
_TYPE = "event-destination"


class EventDestinations(Family):
    """Create, change and delete them. What they name is looked for where the settings say so."""

    @operation
    def create_event_destination(
        self,
        configuration_set_name: str,
        event_destination_name: str,
        matching_event_types: list[str],
        cloud_watch_logs_destination: dict[str, str] | None = None,
        kinesis_firehose_destination: dict[str, str] | None = None,
        sns_destination: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """A new destination in the set, enabled.

        Errors: ValidationException (MISSING_PARAMETER where nothing says where the events go,
        PARAMETERS_CANNOT_BE_USED_TOGETHER where two members do, RESOURCE_NOT_ACCESSIBLE where the
        settings are strict, INVALID_ARN, and a token that came with other parameters);
        ResourceNotFoundException for the set; ConflictException for a name that the set has;
        ServiceQuotaExceededException.
        Source: documented (one of three), seen (enabled, not accessible), inferred (reasons).
        """
        target = _target(
            cloud_watch_logs_destination, kinesis_firehose_destination, sns_destination
        )
        if not target:
            raise errors.invalid("MISSING_PARAMETER", *_FIELDS.values())
        found = self.registry.find(ConfigurationSet, configuration_set_name)
        if event_destination_name in found.event_destinations:
            raise errors.conflict("RESOURCE_ALREADY_EXISTS", _TYPE, event_destination_name)
        errors.check_quota(
            "EVENT_DESTINATIONS_PER_CONFIGURATION_SET", len(found.event_destinations) + 1
        )
        created = EventDestination(event_destination_name, matching_event_types, target)
        _check_access(target)
        found.event_destinations[created.name] = created
        return _answer(found, created)

    @operation
    def update_event_destination(
        self,
        configuration_set_name: str,
        event_destination_name: str,
        enabled: bool | None = None,
        matching_event_types: list[str] | None = None,
        cloud_watch_logs_destination: dict[str, str] | None = None,
        kinesis_firehose_destination: dict[str, str] | None = None,
        sns_destination: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """Changes what is given; a destination stays of its kind.

        Errors: ValidationException (PARAMETERS_CANNOT_BE_USED_TOGETHER, INVALID_ARN, and
        RESOURCE_NOT_ACCESSIBLE where the settings are strict); ResourceNotFoundException for the
        set and for the destination; ConflictException for a destination of another kind.
        Source: documented, seen (conflict, not accessible).
        """
        target = _target(
            cloud_watch_logs_destination, kinesis_firehose_destination, sns_destination
        )
        found, destination = self._find(configuration_set_name, event_destination_name)
        if target and target.keys() != destination.target.keys():
            raise errors.conflict("EVENT_DESTINATION_MISMATCH", _TYPE, destination.name)
        _check_access(target)
        destination.target = target or destination.target
        destination.matching_event_types = matching_event_types or destination.matching_event_types
        destination.enabled = destination.enabled if enabled is None else enabled
        return _answer(found, destination)

    @operation
    def delete_event_destination(
        self, configuration_set_name: str, event_destination_name: str
    ) -> dict[str, Any]:
        """Removes the destination from the set.

        Errors: ResourceNotFoundException for the set and for the destination; ValidationException
        (INVALID_ARN). Source: documented.
        """
        found, destination = self._find(configuration_set_name, event_destination_name)
        del found.event_destinations[destination.name]
        return _answer(found, destination)

    def _find(self, set_name: str, name: str) -> tuple[ConfigurationSet, EventDestination]:
        found = self.registry.find(ConfigurationSet, set_name)
        if name not in found.event_destinations:
            raise errors.not_found(_TYPE, name)
        return found, found.event_destinations[name]


#: Member of a request that says where events go -> its name as a field.
_FIELDS = {
    "CloudWatchLogsDestination": "cloudWatchLogsDestination",
    "KinesisFirehoseDestination": "kinesisFirehoseDestination",
    "SnsDestination": "snsDestination",
}


def _target(*destinations: dict[str, str] | None) -> dict[str, dict[str, str]]:
    """What is given, one at most. Errors: ValidationException for more."""
    given = structure(**dict(zip(_FIELDS, destinations, strict=True)))
    if len(given) > 1:
        raise errors.invalid(
            "PARAMETERS_CANNOT_BE_USED_TOGETHER", *(_FIELDS[member] for member in given)
        )
    return given


def _check_access(target: dict[str, dict[str, str]]) -> None:
    """Errors: ValidationException for what is not there, where the settings are strict."""
    for member, names in target.items():
        access.check_event_destination(_FIELDS[member], names)


def _answer(found: ConfigurationSet, destination: EventDestination) -> dict[str, Any]:
    return {**found.identify(), "EventDestination": destination.describe()}
