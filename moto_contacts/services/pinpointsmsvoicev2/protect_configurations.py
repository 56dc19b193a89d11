"""Protect configurations, and what they are the protection of."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.gateway.registry import Registry
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2 import countries, errors
from moto_contacts.services.pinpointsmsvoicev2.configuration_set import ConfigurationSet
from moto_contacts.services.pinpointsmsvoicev2.filters import Attribute, described, flag, matcher
from moto_contacts.services.pinpointsmsvoicev2.protect_configuration import ProtectConfiguration
from moto_contacts.services.pinpointsmsvoicev2.resources import PROTECT_CONFIGURATION
from moto_contacts.services.pinpointsmsvoicev2.tags import (
    NO_TAGS,
    TagList,
    check_tag_count,
    read_tags,
    tag_list,
)
from moto_contacts.simulation import clock
from moto_contacts.simulation.ids import hexadecimal

_FILTERS: dict[str, Attribute[ProtectConfiguration]] = {
    "account-default": flag(lambda each: each.account_default),
    "deletion-protection-enabled": flag(lambda each: each.deletion_protection_enabled),
}
#: What only makes sense for texts. Source: inferred.
_FOR_SMS = {"MONITOR", "FILTER"}


class ProtectConfigurations(Family):
    """Create, describe, update and delete them; say for what they hold, and rules by country."""

    @operation
    def create_protect_configuration(
        self, deletion_protection_enabled: bool = False, tags: TagList | None = None
    ) -> dict[str, Any]:
        """A new one, which allows everything, and holds for nothing yet.

        Errors: ValidationException for a reserved tag, and for a token that came with other
        parameters; ServiceQuotaExceededException. Source: documented.
        """
        pairs = read_tags(tags)
        existing = len(self.registry.all(ProtectConfiguration))
        errors.check_quota("PROTECT_CONFIGURATIONS_PER_ACCOUNT", existing + 1)
        check_tag_count(pairs)
        protect_id = f"protect-{hexadecimal()}"
        created = ProtectConfiguration(
            arn=self.scope.arn(f"{PROTECT_CONFIGURATION.name}/{protect_id}"),
            tags=pairs or NO_TAGS,
            id=protect_id,
            created_at=clock.now(),
            deletion_protection_enabled=deletion_protection_enabled,
        )
        self.registry.add(created, protect_id)
        return structure(**created.describe(), Tags=tag_list(pairs) or None)

    @operation
    def describe_protect_configurations(
        self,
        protect_configuration_ids: list[str] | None = None,
        filters: list[dict[str, Any]] | None = None,
    ) -> Listing[int, ProtectConfiguration]:
        """Those that pass the filters, of the named ones or of all, the oldest first.

        Errors: ResourceNotFoundException for an ID; ValidationException (INVALID_ARN,
        INVALID_FILTER_VALUES, INVALID_NEXT_TOKEN). Source: documented, inferred (order).
        """
        passes = matcher(filters, _FILTERS)
        chosen = [self._find(name) for name in protect_configuration_ids or ()]
        return Listing(
            described(self.registry, ProtectConfiguration, chosen),
            show=ProtectConfiguration.describe,
            where=passes,
        )

    @operation
    def update_protect_configuration(
        self, protect_configuration_id: str, deletion_protection_enabled: bool | None = None
    ) -> dict[str, Any]:
        """Protects it from its deletion, or no longer.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: documented.
        """
        found = self._find(protect_configuration_id)
        if deletion_protection_enabled is not None:
            found.deletion_protection_enabled = deletion_protection_enabled
        return found.describe()

    @operation
    def delete_protect_configuration(self, protect_configuration_id: str) -> dict[str, Any]:
        """Removes it with all of its rules.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN); ConflictException for
        one that is protected, the account's default, or a configuration set's. Source: documented.
        """
        found = self._find(protect_configuration_id)
        if found.deletion_protection_enabled:
            raise found.conflict("DELETION_PROTECTION_ENABLED")
        if found.account_default:
            raise found.conflict("PROTECT_CONFIGURATION_IS_ACCOUNT_DEFAULT")
        sets = self.registry.all(ConfigurationSet).values()
        if any(each.protect_configuration is found for each in sets):
            raise found.conflict("PROTECT_CONFIGURATION_ASSOCIATED_WITH_CONFIGURATION_SET")
        self.registry.remove(found)
        return found.describe()

    @operation
    def associate_protect_configuration(
        self, protect_configuration_id: str, configuration_set_name: str
    ) -> dict[str, Any]:
        """It holds for messages of the configuration set, in place of another.

        Errors: ResourceNotFoundException for either; ValidationException (INVALID_ARN).
        Source: documented, inferred (twice is no error).
        """
        found = self._find(protect_configuration_id)
        of = self.registry.find(ConfigurationSet, configuration_set_name)
        of.protect_configuration = found
        return {**of.identify(), **found.identify()}

    @operation
    def disassociate_protect_configuration(
        self, protect_configuration_id: str, configuration_set_name: str
    ) -> dict[str, Any]:
        """It no longer holds for messages of the configuration set.

        Errors: ResourceNotFoundException for either; ValidationException (INVALID_ARN);
        ConflictException where it did not. Source: documented.
        """
        found = self._find(protect_configuration_id)
        of = self.registry.find(ConfigurationSet, configuration_set_name)
        if of.protect_configuration is not found:
            raise found.conflict("PROTECT_CONFIGURATION_NOT_ASSOCIATED_WITH_CONFIGURATION_SET")
        of.protect_configuration = None
        return {**of.identify(), **found.identify()}

    @operation
    def set_account_default_protect_configuration(
        self, protect_configuration_id: str
    ) -> dict[str, Any]:
        """It holds for messages for which no other does, in place of another.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: documented.
        """
        found = self._find(protect_configuration_id)
        before = account_default(self.registry)
        if before is not None:
            before.account_default = False
        found.account_default = True
        return _default(found)

    @operation
    def delete_account_default_protect_configuration(self) -> dict[str, Any]:
        """The one that was the default; it stays.

        Errors: ResourceNotFoundException where none was. Source: documented, inferred (none).
        """
        found = account_default(self.registry)
        if found is None:
            raise errors.not_found(PROTECT_CONFIGURATION.resource_type, "default")
        found.account_default = False
        return _default(found)

    @operation
    def get_protect_configuration_country_rule_set(
        self, protect_configuration_id: str, number_capability: str
    ) -> dict[str, Any]:
        """Of every country what is done with messages that need the capability.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN). Source: documented.
        """
        return _rules(self._find(protect_configuration_id), number_capability)

    @operation
    def update_protect_configuration_country_rule_set(
        self,
        protect_configuration_id: str,
        number_capability: str,
        country_rule_set_updates: dict[str, dict[str, str]],
    ) -> dict[str, Any]:
        """All rules for the capability; those of the countries that are given have changed.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN, and INVALID_PARAMETER
        for an unknown country, and for MONITOR and FILTER of anything but SMS).
        Source: documented, inferred (reasons).
        """
        found = self._find(protect_configuration_id)
        updates = {
            country: rule["ProtectStatus"] for country, rule in country_rule_set_updates.items()
        }
        if not updates.keys() <= countries.PREFIXES.keys():
            raise errors.parameter("rule of an unknown country")
        if number_capability != "SMS" and not _FOR_SMS.isdisjoint(updates.values()):
            raise errors.parameter("rule for texts")
        found.rules.update(
            {(number_capability, country): status for country, status in updates.items()}
        )
        return _rules(found, number_capability)

    def _find(self, name: str) -> ProtectConfiguration:
        return self.registry.find(ProtectConfiguration, name)


def account_default(registry: Registry) -> ProtectConfiguration | None:
    """The one that holds where no other does, if there is one."""
    for each in registry.all(ProtectConfiguration).values():
        if each.account_default:
            return each
    return None


def _default(found: ProtectConfiguration) -> dict[str, Any]:
    return {
        "DefaultProtectConfigurationArn": found.arn,
        "DefaultProtectConfigurationId": found.id,
    }


def _rules(found: ProtectConfiguration, capability: str) -> dict[str, Any]:
    return {
        **found.identify(),
        "NumberCapability": capability,
        "CountryRuleSet": {
            country: {"ProtectStatus": found.status(capability, country)}
            for country in sorted(countries.PREFIXES)
        },
    }
