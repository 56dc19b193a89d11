"""What the ARNs of the service name, and which of them an input takes."""

from __future__ import annotations

import re

from moto_contacts.services.pinpointsmsvoicev2 import errors

#: The resource types that have ARNs.
TYPES = (
    "configuration-set",
    "notify-configuration",
    "opt-out-list",
    "phone-number",
    "pool",
    "protect-configuration",
    "rcs-agent",
    "registration",
    "registration-attachment",
    "sender-id",
    "verified-destination-number",
)
_ARN = re.compile(r"arn:aws[a-z-]*:sms-voice:[a-z0-9-]+:[0-9]{12}:([a-z-]+)/.+")


def type_in(name: str, field: str, *types: str) -> str | None:
    """The resource type that an ARN names, one of ``types``; None for a name that is no ARN.

    Errors: ValidationException (INVALID_ARN) for an ARN of anything else. Source: inferred.
    """
    if not name.startswith("arn:"):
        return None
    match = _ARN.fullmatch(name)
    if match is None or match[1] not in types:
        raise errors.invalid_arn(field)
    return match[1]
