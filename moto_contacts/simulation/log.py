"""The log: a line for each message, for whoever follows it."""

from __future__ import annotations

import logging

from moto_contacts.simulation.kinds import kind_of
from moto_contacts.simulation.messages import Sent

logger = logging.getLogger("moto_contacts")


def is_followed() -> bool:
    """Whether somebody has set a level of this very logger, at which it tells what is sent.

    That of all loggers does not count: whoever sets it may want to read no more than their own.
    """
    return logger.level != logging.NOTSET and logger.isEnabledFor(logging.INFO)


def tell(message: Sent) -> None:
    """A line that says how the message is used."""
    logger.info("%s", kind_of(message).use(message))
