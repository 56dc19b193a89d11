"""Calls in which a text is spoken."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.outgoing import Outgoing
from moto_contacts.services.pinpointsmsvoicev2.outgoing_message import (
    LONGEST_TIME_TO_LIVE,
    OutgoingMessage,
)
from moto_contacts.services.pinpointsmsvoicev2.phone_numbering import e164

#: Characters of a text that is not SSML; of one that is, the model says. Source: documented.
_LONGEST_TEXT = 3000


class VoiceMessages(Family):
    """Call somebody."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._outgoing = backend.family(Outgoing)

    @operation
    def send_voice_message(
        self,
        destination_phone_number: str,
        origination_identity: str,
        message_body: str | None = None,
        message_body_text_type: str = "TEXT",
        voice_id: str = "MATTHEW",
        configuration_set_name: str | None = None,
        max_price_per_minute: str | None = None,
        time_to_live: int = LONGEST_TIME_TO_LIVE,
        context: dict[str, str] | None = None,
        dry_run: bool = False,
        protect_configuration_id: str | None = None,
        message_feedback_enabled: bool | None = None,
    ) -> dict[str, Any]:
        """The ID of the call, which is answered; of one that is only tried an ID of nothing.

        ``voice_id`` changes nothing that the outbox shows besides the request.
        Errors: ValidationException (MISSING_PARAMETER, MAXIMUM_SIZE_EXCEEDED, CANNOT_PARSE for
        SSML that is none, VOICE_CAPABILITY_NOT_AVAILABLE, PRICE_OVER_THRESHOLD, and what else
        SendTextMessage has); ResourceNotFoundException, AccessDeniedException and ConflictException
        as there; ServiceQuotaExceededException where the month's money is spent, and for calls to
        one destination. Source: documented (limits), inferred (reasons, order).
        """
        _check_text(message_body or "", message_body_text_type)
        message = OutgoingMessage(
            purpose="VOICE",
            channel="VOICE",
            destination=e164(destination_phone_number),
            body=message_body,
            origination_identity=origination_identity,
            configuration_set_name=configuration_set_name,
            protect_configuration_id=protect_configuration_id,
            max_price=max_price_per_minute,
            time_to_live=time_to_live,
            context=context,
            feedback_enabled=message_feedback_enabled,
            dry_run=dry_run,
        )
        return {"MessageId": self._outgoing.accept(message).id}


def _check_text(text: str, text_type: str) -> None:
    """Errors: ValidationException for a text that is too long, and for SSML that is none."""
    if text_type == "TEXT":
        if len(text) > _LONGEST_TEXT:
            raise errors.invalid("MAXIMUM_SIZE_EXCEEDED", "messageBody")
    elif text and not _is_ssml(text):
        raise errors.invalid("CANNOT_PARSE", "messageBody")


def _is_ssml(text: str) -> bool:
    """Whether it is one element ``speak``; what may declare entities is none of SSML."""
    try:
        tag = "" if "<!DOCTYPE" in text else ElementTree.fromstring(text).tag
    except (ElementTree.ParseError, ValueError):
        return False
    return tag.rpartition("}")[2] == "speak"
