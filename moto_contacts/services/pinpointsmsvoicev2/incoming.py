"""What people answer: keywords, opt-outs, automatic answers, and messages that go both ways."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2 import elsewhere
from moto_contacts.services.pinpointsmsvoicev2.inbound import MANDATORY, Inbound, Keyword
from moto_contacts.services.pinpointsmsvoicev2.opt_out_list import DEFAULT, OptOutList
from moto_contacts.services.pinpointsmsvoicev2.outgoing_message import OutgoingMessage, Source
from moto_contacts.services.pinpointsmsvoicev2.phone_number import PhoneNumber
from moto_contacts.simulation import clock
from moto_contacts.simulation.ids import uuid4

if TYPE_CHECKING:
    from moto_contacts.services.pinpointsmsvoicev2.outgoing import Outgoing

#: What opts out, by whichever word.
STOP = "STOP"
#: What is as good as STOP, where it is all that somebody writes. Source: documented (words),
#: inferred (all).
_AS_STOP = frozenset(
    ["ARRET", "CANCEL", "END", "OPT-OUT", "OPTOUT", "QUIT", "REMOVE", "TD", "UNSUBSCRIBE"]
)


class Arrived(NamedTuple):
    """What somebody has written to what messages come from."""

    phone: str
    text: str
    #: What it was written to.
    to: Source
    #: The ID of the message that it answers; None where nothing was sent before.
    answers: str | None = None


def receive(outgoing: Outgoing, arrived: Arrived) -> None:
    """Somebody has answered a message, or written first.

    A keyword that the text begins with is acted upon, and answered; STOP and HELP are not where
    the account manages opt-outs itself. The two-way channel is told in any case. What was released
    hears nothing.
    Source: documented, inferred (that the channel is told of keywords, too; that answers have no
    configuration set).
    """
    inbound = _inbound(outgoing, arrived.to)
    if inbound is None:
        return
    keyword = _keyword(inbound, arrived.text)
    if keyword is not None:
        _ACTIONS[keyword.action](inbound.opt_out_list, arrived.phone, clock.now())
        answer = OutgoingMessage(
            purpose="ANSWER",
            channel="TEXT",
            destination=arrived.phone,
            body=keyword.message,
            message_type=arrived.to.message_type,
            source=arrived.to,
        )
        outgoing.accept(answer)
    if inbound.two_way_channel_arn is not None:
        told = structure(
            originationNumber=arrived.phone,
            destinationNumber=arrived.to.sender,
            messageKeyword=keyword.word if keyword else f"KEYWORD_{outgoing.scope.account}",
            messageBody=arrived.text,
            inboundMessageId=uuid4(),
            previousPublishedMessageId=arrived.answers,
        )
        elsewhere.publish(inbound.two_way_channel_arn, json.dumps(told))


def _inbound(outgoing: Outgoing, source: Source) -> Inbound | None:
    """What is done with answers to what a message came from; None where nobody hears them."""
    if isinstance(source.identity, PhoneNumber):
        return None if source.identity.status == "DELETED" else source.identity.inbound
    if source.pool is not None:
        return None if source.pool.status == "DELETING" else source.pool.inbound
    return Inbound(outgoing.registry.find(OptOutList, DEFAULT))


def _keyword(inbound: Inbound, text: str) -> Keyword | None:
    """The longest keyword that a text begins with, in any case. Source: documented."""
    said = text.strip().upper()
    if said in _AS_STOP and said not in inbound.keywords:
        said = STOP
    begun = [word for word in inbound.keywords if _begins(said, word)]
    found = inbound.keywords[max(begun, key=len)] if begun else None
    alone = inbound.self_managed_opt_outs_enabled
    return None if found is None or (alone and found.word in MANDATORY) else found


def _begins(said: str, word: str) -> bool:
    """Whether a text begins with a word that ends where the keyword does. Source: inferred."""
    return said.startswith(word) and not said[len(word) : len(word) + 1].isalnum()


def _opt_out(kept: OptOutList, phone: str, at: datetime) -> None:
    kept.opt_out(phone, at, by_person=True)


def _opt_in(kept: OptOutList, phone: str, at: datetime) -> None:
    entry = kept.by_phone_number.get(phone)
    if entry is not None:
        kept.opt_in(entry, at)


#: Action of a keyword -> what becomes of whoever writes it on the list that is kept to.
_ACTIONS: dict[str, Callable[[OptOutList, str, datetime], None]] = {
    "AUTOMATIC_RESPONSE": lambda kept, phone, at: None,
    "OPT_OUT": _opt_out,
    "OPT_IN": _opt_in,
}
