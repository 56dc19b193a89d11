"""A message of the account's: wanted, looked at, accepted, on its way, and at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2.configuration_set import ConfigurationSet
from moto_contacts.services.pinpointsmsvoicev2.identity import Identity
from moto_contacts.services.pinpointsmsvoicev2.inbound import Inbound
from moto_contacts.services.pinpointsmsvoicev2.pool import Pool
from moto_contacts.services.pinpointsmsvoicev2.protect_configuration import (
    ProtectConfiguration,
    Protection,
)
from moto_contacts.simulation import clock
from moto_contacts.simulation.agenda import Entry
from moto_contacts.simulation.messages import Sent

#: Channel of a message -> what a number needs for it, which is also what its rules are for.
CAPABILITIES = {"TEXT": "SMS", "MEDIA": "MMS", "VOICE": "VOICE"}
#: Source: documented.
LONGEST_TIME_TO_LIVE = 72 * 60 * 60
_FEEDBACK_WITHIN = timedelta(hours=1)


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

    @property
    def message_type(self) -> str:
        """The type of what comes from it, where nobody says. Source: inferred."""
        if self.pool is not None:
            return self.pool.message_type
        return self.identity.message_types[0] if self.identity else "TRANSACTIONAL"


@dataclass(slots=True, eq=False)
class OutgoingMessage:
    """A message; the outbox asks it for what it does not know itself."""

    # What a request asks for.
    #: TEXT, MEDIA, VOICE, CODE or ANSWER: which checks there are.
    purpose: str
    #: TEXT, MEDIA or VOICE.
    channel: str
    #: E.164, with its plus.
    destination: str
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
    requested_at: datetime = field(default_factory=clock.now)

    # What the checks find out.
    configuration_set: ConfigurationSet | None = field(default=None, init=False)
    protect_configuration: ProtectConfiguration | None = field(default=None, init=False)
    #: What the request names as its origin.
    named: Identity | Pool | None = field(default=None, init=False)
    #: Of the destination.
    country: str | None = field(default=None, init=False)
    source: Source = field(default=Source(""))
    protection: Protection | None = field(default=None, init=False)
    #: GSM or UNICODE, and how many messages its text takes.
    encoding: str = field(default="GSM", init=False)
    parts: int = field(default=1, init=False)
    #: Of the whole message, in US dollars.
    price: Decimal = field(default=Decimal(0), init=False)

    # What becomes of it once it is accepted.
    id: str = field(default="", init=False)
    #: One of `outgoing.STATUSES`.
    status: str = field(default="", init=False)
    #: RECEIVED or FAILED, where somebody has said so.
    feedback_given: str | None = field(default=None, init=False)
    #: In the outbox, once it was written there.
    sent: Sent | None = field(default=None, init=False)
    #: The changes of its status that take time.
    to_come: tuple[Entry, ...] = field(default=(), init=False)

    @property
    def capability(self) -> str:
        """What a number needs to send it."""
        return CAPABILITIES[self.channel]

    @property
    def feedback(self) -> str | None:
        """RECEIVED or FAILED, as it is after an hour in which nobody has said anything.

        PENDING before that; None where none is expected. Source: documented.
        """
        if not self.feedback_enabled:
            return None
        late = clock.now() - self.requested_at >= _FEEDBACK_WITHIN
        return self.feedback_given or ("FAILED" if late else "PENDING")

    def facts(self) -> dict[str, Any]:
        """What whoever reads it in the outbox is told of it."""
        identity, pool = self.source.identity, self.source.pool
        return structure(
            message_id=self.id,
            status=self.status,
            identity=identity.arn if identity else None,
            pool=pool.arn if pool else None,
            country=self.country,
            message_type=self.message_type,
            encoding=self.encoding,
            parts=self.parts,
            price=f"{self.price:f}",
            configuration_set=self.configuration_set.name if self.configuration_set else None,
            context=dict(self.context) if self.context else None,
            media=list(self.media) or None,
            feedback=self.feedback,
        )
