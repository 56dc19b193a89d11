"""Warnings of what no test has done wrong: once each, and never as an error."""

from __future__ import annotations

import logging
import warnings

logger = logging.getLogger("moto_contacts")

_told: set[str] = set()


class NotShown(UserWarning):
    """Something that a service of moto's has sent is not in the outbox."""


def warn_once(text: str, category: type[Warning]) -> None:
    """Warns, if nobody was told so before. Where a test turns warnings into errors it is logged."""
    if text in _told:
        return
    _told.add(text)
    try:
        warnings.warn(text, category, stacklevel=3)
    except category:
        logger.warning("%s", text)


def not_shown(what: str, why: Exception) -> None:
    """Warns that what an operation of moto's has sent cannot be shown.

    moto has done what it was asked for, so neither its caller nor a reader may fail by that.
    """
    warn_once(
        f"{what} has sent what moto_contacts cannot show: {type(why).__name__}: {why}. "
        "Is there a newer moto_contacts for this moto?",
        NotShown,
    )
