"""The events that tell what becomes of a message, as JSON. Source: documented, unless marked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from moto_contacts.gateway.structures import structure

if TYPE_CHECKING:
    from moto_contacts.services.pinpointsmsvoicev2.outgoing_message import OutgoingMessage

#: What is recommended for a message that protection takes for inflated traffic, and for another.
_RECOMMENDED = {True: "BLOCK", False: "ALLOW"}


def event_type(message: OutgoingMessage) -> str:
    """What the event of its present status is called."""
    return f"{message.channel}_{message.status}"


def types(message: OutgoingMessage) -> frozenset[str]:
    """The types that a destination of the event may ask for, groups among them."""
    return frozenset((event_type(message), f"{message.channel}_ALL", "ALL"))


def event(message: OutgoingMessage, description: str, final: bool, at: datetime) -> dict[str, Any]:
    """The event of the status that a message has reached; prices are in US dollars.

    Source: seen (dollars, and that carriers may be absent).
    """
    body = _call if message.channel == "VOICE" else _text
    return structure(
        eventType=event_type(message),
        eventVersion="1.0",
        eventTimestamp=_milliseconds(at),
        isFinal=final,
        originationPhoneNumber=message.source.sender,
        destinationPhoneNumber=message.destination,
        isoCountryCode=message.country,
        messageId=message.id,
        messageRequestTimestamp=_milliseconds(message.requested_at),
        messageStatus=message.status,
        context=dict(message.context) if message.context else None,
        **body(message, description, at),
    )


def _text(message: OutgoingMessage, description: str, at: datetime) -> dict[str, Any]:
    identity = message.source.identity
    return {
        "isInternationalSend": bool(identity and identity.iso_country_code != message.country),
        "messageEncoding": message.encoding,
        "messageType": message.message_type,
        "messageStatusDescription": description,
        "totalMessageParts": message.parts,
        "totalMessagePrice": float(message.price),
        "totalCarrierFee": 0.0,
        **_protection(message),
    }


def _call(message: OutgoingMessage, description: str, at: datetime) -> dict[str, Any]:
    """A call has lasted, and costs, something when it has ended. Source: inferred."""
    ended = message.status == "COMPLETED"
    seconds = round((at - message.requested_at).total_seconds()) if ended else 0
    return {
        "callDurationInSeconds": seconds,
        "totalDurationInMinutes": max(1, -(-seconds // 60)) if ended else 0,
        "totalMessagePrice": float(message.price) if ended else 0.0,
    }


def _protection(message: OutgoingMessage) -> dict[str, Any]:
    """What protection makes of a message that it looks at. Source: documented, inferred (ALLOW)."""
    found = message.protection
    if found is None or found.status == "ALLOW":
        return {}
    assessment: dict[str, Any] = {"protectRecommendation": _RECOMMENDED[found.suspected]}
    if found.suspected:
        assessment["protectInsights"] = {"blockReason": "AIT_SUSPECTED"}
    return {
        "protectConfiguration": {
            "protectConfigurationId": found.configuration_id,
            "protectStatus": found.status,
        },
        "protectConfigurationAssessment": assessment,
    }


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
