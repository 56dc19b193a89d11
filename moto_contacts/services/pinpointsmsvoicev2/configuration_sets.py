"""Configuration sets and their defaults."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.configuration_set import ConfigurationSet
from moto_contacts.services.pinpointsmsvoicev2.filters import (
    MESSAGE_TYPES,
    Attribute,
    described,
    flag,
    matcher,
)
from moto_contacts.services.pinpointsmsvoicev2.resources import CONFIGURATION_SET
from moto_contacts.services.pinpointsmsvoicev2.tags import (
    NO_TAGS,
    TagList,
    check_tag_count,
    read_tags,
    tag_list,
)
from moto_contacts.simulation import clock

_FILTERS: dict[str, Attribute[ConfigurationSet]] = {
    "event-destination-name": Attribute(lambda each: each.event_destinations.keys()),
    # As they were given: ALL is a value of its own. Source: inferred.
    "matching-event-types": Attribute(
        lambda each: {
            event_type
            for destination in each.event_destinations.values()
            for event_type in destination.matching_event_types
        }
    ),
    "default-message-type": Attribute(lambda each: each.default_message_type, MESSAGE_TYPES),
    "default-sender-id": Attribute(lambda each: each.default_sender_id),
    "default-message-feedback-enabled": flag(lambda each: each.default_message_feedback_enabled),
    "protect-configuration-id": Attribute(
        lambda each: each.protect_configuration.id if each.protect_configuration else None
    ),
}


class ConfigurationSets(Family):
    """Create, describe and delete sets; set and delete what is the default in them."""

    @operation
    def create_configuration_set(
        self, configuration_set_name: str, tags: TagList | None = None
    ) -> dict[str, Any]:
        """A new set, without destinations and defaults.

        Errors: ValidationException for a reserved tag, and for a token that came with other
        parameters; ConflictException for a name that is taken; ServiceQuotaExceededException for
        sets and for tags. Source: documented.
        """
        pairs = read_tags(tags)
        if self.registry.get(ConfigurationSet, configuration_set_name) is not None:
            raise errors.conflict(
                "RESOURCE_ALREADY_EXISTS", CONFIGURATION_SET.resource_type, configuration_set_name
            )
        existing = len(self.registry.all(ConfigurationSet))
        errors.check_quota("CONFIGURATION_SETS_PER_ACCOUNT", existing + 1)
        check_tag_count(pairs)
        created = ConfigurationSet(
            arn=self.scope.arn(f"{CONFIGURATION_SET.name}/{configuration_set_name}"),
            tags=pairs or NO_TAGS,
            name=configuration_set_name,
            created_at=clock.now(),
        )
        self.registry.add(created, configuration_set_name)
        return structure(
            **created.identify(),
            Tags=tag_list(pairs) or None,
            CreatedTimestamp=created.created_at,
        )

    @operation
    def describe_configuration_sets(
        self,
        configuration_set_names: list[str] | None = None,
        filters: list[dict[str, Any]] | None = None,
    ) -> Listing[int, ConfigurationSet]:
        """The sets, or those of the named ones, that pass the filters, the oldest first.

        Errors: ResourceNotFoundException for a name; ValidationException (INVALID_ARN,
        INVALID_FILTER_VALUES, INVALID_NEXT_TOKEN). Source: documented, inferred (order).
        """
        passes = matcher(filters, _FILTERS)
        names = configuration_set_names or ()
        chosen = [self.registry.find(ConfigurationSet, name) for name in names]
        return Listing(
            described(self.registry, ConfigurationSet, chosen),
            show=ConfigurationSet.describe,
            where=passes,
        )

    @operation
    def delete_configuration_set(self, configuration_set_name: str) -> dict[str, Any]:
        """Removes the set with its destinations and defaults; the answer has all of them.

        A protect configuration is free of it.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: documented.
        """
        found = self._find(configuration_set_name)
        self.registry.remove(found)
        found.protect_configuration = None
        return found.describe()

    @operation
    def set_default_message_type(
        self, configuration_set_name: str, message_type: str
    ) -> dict[str, Any]:
        """The type of messages that do not say theirs.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: documented.
        """
        found = self._find(configuration_set_name)
        found.default_message_type = message_type
        return {**found.identify(), "MessageType": message_type}

    @operation
    def delete_default_message_type(self, configuration_set_name: str) -> dict[str, Any]:
        """The type that was the default, where one was.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: documented,
        inferred (none was).
        """
        found = self._find(configuration_set_name)
        before, found.default_message_type = found.default_message_type, None
        return structure(**found.identify(), MessageType=before)

    @operation
    def set_default_sender_id(self, configuration_set_name: str, sender_id: str) -> dict[str, Any]:
        """The sender ID of messages that do not say theirs; the account need not have it.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: documented.
        """
        found = self._find(configuration_set_name)
        found.default_sender_id = sender_id
        return {**found.identify(), "SenderId": sender_id}

    @operation
    def delete_default_sender_id(self, configuration_set_name: str) -> dict[str, Any]:
        """The sender ID that was the default, where one was.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: documented,
        inferred (none was).
        """
        found = self._find(configuration_set_name)
        before, found.default_sender_id = found.default_sender_id, None
        return structure(**found.identify(), SenderId=before)

    @operation
    def set_default_message_feedback_enabled(
        self, configuration_set_name: str, message_feedback_enabled: bool
    ) -> dict[str, Any]:
        """Whether feedback is expected for messages that do not say it.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: documented.
        """
        found = self._find(configuration_set_name)
        found.default_message_feedback_enabled = message_feedback_enabled
        return {**found.identify(), "MessageFeedbackEnabled": message_feedback_enabled}

    def _find(self, name: str) -> ConfigurationSet:
        return self.registry.find(ConfigurationSet, name)
