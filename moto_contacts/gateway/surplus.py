"""Members that a newer model of botocore's has brought, and that our operations do not know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto_contacts.simulation.warned import warn_once


class UnknownMember(UserWarning):
    """A request has a member that the installed botocore knows and moto_contacts does not."""


def leave_out(
    arguments: dict[str, Any], surplus: Mapping[str, str], service: str, operation: str
) -> None:
    """Takes out of the arguments what is surplus: argument -> member; warns once of each used."""
    for argument, name in surplus.items():
        if arguments.pop(argument, None) is not None:
            text = (
                f"{service} {operation} has the member {name} in the installed botocore, which "
                "this version of moto_contacts does not know; it is left out."
            )
            warn_once(text, UnknownMember)
