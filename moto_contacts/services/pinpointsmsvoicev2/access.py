"""What a request names of other services: whether it is there, where settings say this matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from moto_contacts.services.pinpointsmsvoicev2 import elsewhere, errors
from moto_contacts.services.pinpointsmsvoicev2.settings import current, places


def check_event_destination(field: str, members: Mapping[str, str]) -> None:
    """Errors: ValidationException (RESOURCE_NOT_ACCESSIBLE) for a role, or whatever else a
    destination names, that is not there. Source: seen (reason).
    """
    if current.strict_event_destinations:
        for name, arn in members.items():
            _check(arn, field, is_role=name == "IamRoleArn")


def check_two_way(
    enabled: bool | None,
    channel: str | None,
    role: str | None,
    countries: Iterable[str],
    region: str,
) -> None:
    """Errors: ValidationException for two-way messages where there are none
    (TWO_WAY_NOT_SUPPORTED_IN_COUNTRY, TWO_WAY_NOT_SUPPORTED_IN_REGION), and for a topic or role
    that is not there (TWO_WAY_TOPIC_NOT_PRESENT, RESOURCE_NOT_ACCESSIBLE). Amazon Connect, which is
    no ARN, is not looked for. Source: seen (role), inferred (the other reasons).
    """
    if enabled and not places(current.one_way_countries).isdisjoint(countries):
        raise errors.invalid("TWO_WAY_NOT_SUPPORTED_IN_COUNTRY", "twoWayEnabled")
    if enabled and region.upper() in places(current.one_way_regions):
        raise errors.invalid("TWO_WAY_NOT_SUPPORTED_IN_REGION", "twoWayEnabled")
    if not current.strict_two_way_channels:
        return
    if channel is not None and channel.startswith("arn:") and elsewhere.find(channel) is None:
        raise errors.invalid("TWO_WAY_TOPIC_NOT_PRESENT", "twoWayChannelArn")
    if role is not None:
        _check(role, "twoWayChannelRole", is_role=True)


def _check(arn: str, field: str, is_role: bool) -> None:
    there = elsewhere.has_role(arn) if is_role else elsewhere.find(arn) is not None
    if not there:
        raise errors.not_accessible(elsewhere.service_of(arn), field)
