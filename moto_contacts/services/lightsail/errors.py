"""Every error of the service: its text and its members. Texts are inferred unless marked.

The API has neither a conflict, nor a quota, nor a throttling error; all of these are bad input.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from moto_contacts.gateway import wording
from moto_contacts.gateway.errors import Dialect, ServiceError
from moto_contacts.gateway.structures import structure
from moto_contacts.gateway.violations import Violation
from moto_contacts.services.lightsail.constraints import RESOURCE_NAME

_GUIDE = "https://docs.aws.amazon.com/lightsail/latest/userguide"
_CONTACTS_GUIDE = f"{_GUIDE}/amazon-lightsail-adding-editing-notification-contacts"
_TAGS_GUIDE = f"{_GUIDE}/amazon-lightsail-tags"


class LightsailDialect(Dialect):
    """A Coral service with an error of its own for bad input. Source: inferred."""

    def invalid(self, message: str) -> ServiceError:
        return _invalid(message)

    def violations(self, found: Sequence[Violation]) -> ServiceError:
        if len(found) == 1 and found[0].expected == RESOURCE_NAME:
            return invalid_resource_name(found[0].value)
        return _invalid(wording.coral(found))

    def invalid_token(self) -> ServiceError:
        return _invalid("Invalid pageToken")


def invalid_resource_name(name: str) -> ServiceError:
    """A name that no resource can have. Source: seen."""
    return _invalid(
        f"{name} is not a valid resource name. Resource names must be at least 2 characters long "
        "and contain only alphanumerics, -, _, and ."
    )


def invalid_email_address(endpoint: str) -> ServiceError:
    """An endpoint to which no mail can be sent."""
    return _invalid_endpoint(f"{endpoint} is not a valid email address.")


def invalid_phone_number(endpoint: str) -> ServiceError:
    """An endpoint to which no text message can be sent."""
    return _invalid_endpoint(f"{endpoint} is not a valid phone number. Use the E.164 format.")


def sms_not_supported(region: str, supported: Iterable[str]) -> ServiceError:
    """A region without text messages, as all are where a test has switched them off."""
    regions = ", ".join(supported)
    return _invalid(
        f"SMS contact methods are not supported in {region}.",
        tip=f"SMS contact methods are supported in: {regions}." if regions else None,
        docs=_CONTACTS_GUIDE,
    )


def contact_method_exists(protocol: str, region: str) -> ServiceError:
    """A region has one contact method a protocol."""
    return _invalid(
        f"A contact method with protocol {protocol} already exists in {region}.",
        code="NameExists",
        tip="Delete the contact method before you add another one.",
        docs=_CONTACTS_GUIDE,
    )


def not_found(resource_type: str, name: str) -> ServiceError:
    """The region has nothing of this name."""
    return ServiceError(
        "NotFoundException", f"The {resource_type} does not exist: {name}", code="DoesNotExist"
    )


def foreign_arn(arn: str, name: str) -> ServiceError:
    """An ARN that is not the one of the resource that the name means."""
    return _invalid(f"The resourceArn {arn} is not the ARN of {name}.")


def tag_without_key(position: int) -> ServiceError:
    """A tag must have a key; the model forgets to say so."""
    return _invalid_tags(
        "1 validation error detected: "
        f"Value null at 'tags.{position}.member.key' failed to satisfy constraint: "
        "Member must not be null"
    )


def repeated_tag_key(key: str) -> ServiceError:
    """A request that gives a key twice, and may mean either value."""
    return _invalid_tags(f"The tag key {key} is given more than once.")


def too_many_tags(name: str, limit: int) -> ServiceError:
    """The resource would have more tags than it can."""
    return _invalid_tags(f"{name} can have at most {limit} tags.")


def _invalid_endpoint(message: str) -> ServiceError:
    return _invalid(message, code="InvalidContactEndpoint", docs=_CONTACTS_GUIDE)


def _invalid_tags(message: str) -> ServiceError:
    return _invalid(message, docs=_TAGS_GUIDE)


def _invalid(
    message: str, code: str | None = None, docs: str | None = None, tip: str | None = None
) -> ServiceError:
    members = structure(code=code, docs=docs, tip=tip)
    return ServiceError("InvalidInputException", message, **members)
