"""Text messages."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.services.pinpointsmsvoicev2.outgoing import Outgoing
from moto_contacts.services.pinpointsmsvoicev2.outgoing_message import (
    LONGEST_TIME_TO_LIVE,
    OutgoingMessage,
)
from moto_contacts.services.pinpointsmsvoicev2.phone_numbering import e164


class TextMessages(Family):
    """Send them."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._outgoing = backend.family(Outgoing)

    @operation
    def send_text_message(
        self,
        destination_phone_number: str,
        origination_identity: str | None = None,
        message_body: str | None = None,
        message_type: str | None = None,
        keyword: str | None = None,
        configuration_set_name: str | None = None,
        max_price: str | None = None,
        time_to_live: int = LONGEST_TIME_TO_LIVE,
        context: dict[str, str] | None = None,
        destination_country_parameters: dict[str, str] | None = None,
        dry_run: bool = False,
        protect_configuration_id: str | None = None,
        message_feedback_enabled: bool | None = None,
    ) -> dict[str, Any]:
        """The ID of the message, which is on its way; of one that is only tried an ID of nothing.

        ``keyword`` and ``destination_country_parameters`` change nothing that the recipient sees.
        Errors: ValidationException (MISSING_PARAMETER, INVALID_ARN, DESTINATION_COUNTRY_BLOCKED,
        INVALID_IDENTITY_FOR_DESTINATION_COUNTRY, SENDER_ID_NOT_SUPPORTED, SENDER_ID_NOT_REGISTERED,
        PRICE_OVER_THRESHOLD); ResourceNotFoundException for what is named; AccessDeniedException
        where the settings say so; ConflictException for an identity that is not active or cannot
        carry such a message, where nothing can send, and for a destination that is not verified,
        has opted out or is blocked; ServiceQuotaExceededException where the month's money is spent.
        Source: documented (reasons, dry run), seen (several of them), inferred (order).
        """
        message = OutgoingMessage(
            purpose="TEXT",
            channel="TEXT",
            destination=e164(destination_phone_number),
            body=message_body,
            origination_identity=origination_identity,
            configuration_set_name=configuration_set_name,
            protect_configuration_id=protect_configuration_id,
            message_type=message_type,
            max_price=max_price,
            time_to_live=time_to_live,
            context=context,
            feedback_enabled=message_feedback_enabled,
            dry_run=dry_run,
        )
        return {"MessageId": self._outgoing.accept(message).id}
