"""What applications say of messages that they have sent."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.services.pinpointsmsvoicev2 import errors
from moto_contacts.services.pinpointsmsvoicev2.outgoing import Outgoing


class MessageFeedback(Family):
    """Say whether a message was received."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._outgoing = backend.family(Outgoing)

    @operation
    def put_message_feedback(self, message_id: str, message_feedback_status: str) -> dict[str, Any]:
        """What was said, which counts until something else is.

        Errors: ResourceNotFoundException for a message that is not there, was only tried, or was
        sent without feedback. Source: seen (not there), inferred (without feedback, twice).
        """
        message = self._outgoing.messages.get(message_id)
        if message is None or not message.feedback_enabled:
            raise errors.not_found("message", message_id)
        message.feedback_given = message_feedback_status
        return {"MessageId": message_id, "MessageFeedbackStatus": message_feedback_status}
