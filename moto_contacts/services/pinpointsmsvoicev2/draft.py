"""A message that somebody wants to send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from moto_contacts.services.pinpointsmsvoicev2.configuration_set import ConfigurationSet
from moto_contacts.services.pinpointsmsvoicev2.identity import Identity
from moto_contacts.services.pinpointsmsvoicev2.inbound import Inbound
from moto_contacts.services.pinpointsmsvoicev2.pool import Pool
from moto_contacts.services.pinpointsmsvoicev2.protect_configuration import (
    ProtectConfiguration,
    Protection,
)
from moto_contacts.simulation import clock

#: Channel of a message -> what a number needs for it, which is also what its rules are for.
CAPABILITIES = {"TEXT": "SMS", "MEDIA": "MMS", "VOICE": "VOICE"}
#: Source: documented.
LONGEST_TIME_TO_LIVE = 72 * 60 * 60


class Source(NamedTuple):
    """What a message comes from."""

    #: As its recipient sees it.
    sender: str
    #: None where it is none of the account's own.
    identity: Identity | None = None
    #: The pool that was named, where the identity is one of it.
    pool: Pool | None = None
    #: What is done with answers; None where that is AWS's affair.
    inbound: Inbound | None = None


@dataclass(slots=True)
class Draft:
    """What a request asks for, and what the checks have found out about it so far."""

    #: TEXT, MEDIA, VOICE, CODE or ANSWER: which checks there are.
    purpose: str
    #: TEXT, MEDIA or VOICE.
    channel: str
    #: E.164, with its plus.
    to: str
    body: str | None
    origination_identity: str | None = None
    configuration_set_name: str | None = None
    protect_configuration_id: str | None = None
    message_type: str | None = None
    max_price: str | None = None
    #: In seconds.
    time_to_live: int = LONGEST_TIME_TO_LIVE
    context: Mapping[str, str] | None = None
    media: Sequence[str] = ()
    feedback_enabled: bool | None = None
    dry_run: bool = False
    #: How many codes the destination has been sent today.
    codes_today: int = 0
    #: Whether it costs nothing, whatever its price would be.
    free: bool = False

    requested_at: datetime = field(default_factory=clock.now, init=False)
    configuration_set: ConfigurationSet | None = field(default=None, init=False)
    protect_configuration: ProtectConfiguration | None = field(default=None, init=False)
    #: What the request names as its origin.
    named: Identity | Pool | None = field(default=None, init=False)
    #: Of the destination.
    country: str | None = field(default=None, init=False)
    source: Source = field(default=Source(""), init=False)
    protection: Protection | None = field(default=None, init=False)
    #: GSM or UNICODE, and how many messages its text takes.
    encoding: str = field(default="GSM", init=False)
    parts: int = field(default=1, init=False)
    #: Of the whole message, in US dollars.
    price: Decimal = field(default=Decimal(0), init=False)

    @property
    def capability(self) -> str:
        """What a number needs to send it."""
        return CAPABILITIES[self.channel]
