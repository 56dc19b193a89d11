"""What every valid call is asked before anything is looked up: its ARNs, then its account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from moto_contacts.services.ssmcontacts import errors
from moto_contacts.services.ssmcontacts.settings import current

_HEAD = r"arn:(?:aws|aws-cn|aws-us-gov):ssm-contacts:[^:]*:[0-9]+:"
#: As long as a UUID; the characters are not counted, for those of documented samples are none.
_ID = r"[0-9A-Za-z-]{36}"

_CONTACT = r"contact/[^/]+"
_CONTACT_CHANNEL = rf"contact-channel/[^/]+/{_ID}"
_ROTATION = rf"rotation/{_ID}"

#: A member, as operations or structures have it -> the ARNs that it takes.
_ARNS = {
    name: re.compile(f"{_HEAD}(?:{resource})")
    for name, resource in {
        "contact_arn": _CONTACT,
        "contact_channel_id": _CONTACT_CHANNEL,
        "contact_id": _CONTACT,
        "resource_arn": f"{_CONTACT}|{_ROTATION}",
        "ContactChannelId": _CONTACT_CHANNEL,
        "ContactId": _CONTACT,
        "RotationIds": _ROTATION,
    }.items()
}


def admit(members: dict[str, Any]) -> None:
    """Lets a call pass whose ARNs are of the right kind, in an account that is onboarded.

    Errors: ValidationException for the first wrong ARN, else for the account.
    Source: seen (both messages, and that ARNs come first), inferred (for all members alike).
    """
    for name, arn in _named(members):
        if not _ARNS[name].fullmatch(arn):
            raise errors.invalid_arn(arn)
    if not current.onboarded:
        raise errors.account_not_found()


def _named(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every value in a request that must be an ARN, with the member that says so."""
    if isinstance(value, dict):
        for inner_name, inner in value.items():
            yield from _named(inner, inner_name)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner, name)
    elif name in _ARNS:
        yield name, value
