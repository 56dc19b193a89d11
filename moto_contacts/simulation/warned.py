"""Warnings of what no test has done wrong: once each, and never as an error."""

from __future__ import annotations

import logging
import warnings

logger = logging.getLogger("moto_contacts")

_told: set[str] = set()


def warn_once(text: str, category: type[Warning]) -> None:
    """Warns, if nobody was told so before. Where a test turns warnings into errors it is logged."""
    if text in _told:
        return
    _told.add(text)
    try:
        warnings.warn(text, category, stacklevel=3)
    except category:
        logger.warning("%s", text)
