"""Topics of moto's SNS, which are told what happens here."""

from __future__ import annotations

import logging
import re

from moto_contacts.simulation import agenda

logger = logging.getLogger("moto_contacts")
_TOPIC = re.compile("arn:[^:]+:sns:([^:]+):([^:]+):.+")


def publish(arn: str, text: str) -> None:
    """Publishes a text where the topic is, if there is one of this ARN, once no lock is held.

    Whoever is subscribed may call this service before the publication is over. What goes wrong
    there is logged, for nobody is left to be told. Source: ours.
    """
    found = _TOPIC.fullmatch(arn)
    if found is not None:
        region, account = found.groups()
        agenda.afterwards(lambda: _publish(account, region, arn, text))


def _publish(account: str, region: str, arn: str, text: str) -> None:
    from moto.sns.models import sns_backends  # only who publishes anything has to wait for it

    topics = sns_backends[account][region]
    if arn not in topics.topics:
        logger.warning("The topic %s is not there, so nobody is told: %s", arn, text)
        return
    try:
        topics.publish(text, arn)
    except Exception:
        logger.warning("The topic %s could not be told: %s", arn, text, exc_info=True)
