"""Members that a newer model of botocore's has brought, and that our operations do not know."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping
from typing import Any

logger = logging.getLogger("moto_contacts")

_warned: set[tuple[str, str, str]] = set()


class UnknownMember(UserWarning):
    """A request has a member that the installed botocore knows and moto_contacts does not."""


def leave_out(
    arguments: dict[str, Any], surplus: Mapping[str, str], service: str, operation: str
) -> None:
    """Takes out of the arguments what is surplus: argument -> member; warns once of each used.

    Where a test turns warnings into errors the warning is logged: the request has done no wrong.
    """
    for argument, name in surplus.items():
        if arguments.pop(argument, None) is None or (service, operation, name) in _warned:
            continue
        _warned.add((service, operation, name))
        text = (
            f"{service} {operation} has the member {name} in the installed botocore, which this "
            "version of moto_contacts does not know; it is left out."
        )
        try:
            warnings.warn(text, UnknownMember, stacklevel=2)
        except UnknownMember:
            logger.warning("%s", text)
