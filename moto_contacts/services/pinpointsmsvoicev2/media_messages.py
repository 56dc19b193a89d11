"""Messages with media."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.services.pinpointsmsvoicev2.outgoing import Outgoing
from moto_contacts.services.pinpointsmsvoicev2.outgoing_message import (
    LONGEST_TIME_TO_LIVE,
    OutgoingMessage,
)
from moto_contacts.services.pinpointsmsvoicev2.phone_numbering import e164

#: How names of files end that can be sent. Source: documented (types), inferred (names).
_TYPES = (
    ".3gp", ".amr", ".gif", ".jpeg", ".jpg", ".m4a", ".mp3", ".mp4", ".ogg", ".pdf", ".png", ".txt",
    ".vcf", ".wav", ".webp",
)  # fmt: skip
#: Bytes. Source: documented.
_LARGEST = 600 * 1024


class MediaMessages(Family):
    """Send them."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._outgoing = backend.family(Outgoing)

    @operation
    def send_media_message(
        self,
        destination_phone_number: str,
        origination_identity: str,
        message_body: str | None = None,
        media_urls: list[str] | None = None,
        configuration_set_name: str | None = None,
        max_price: str | None = None,
        time_to_live: int = LONGEST_TIME_TO_LIVE,
        context: dict[str, str] | None = None,
        dry_run: bool = False,
        protect_configuration_id: str | None = None,
        message_feedback_enabled: bool | None = None,
    ) -> dict[str, Any]:
        """The ID of the message, which is on its way; of one that is only tried an ID of nothing.

        A file that is not in moto's S3, of another type or too large makes it fail later.
        Errors: ValidationException (MISSING_PARAMETER, and what else SendTextMessage has);
        ResourceNotFoundException, AccessDeniedException, ConflictException and
        ServiceQuotaExceededException as there.
        Source: documented (files), inferred (reasons, order).
        """
        media = media_urls or []
        message = OutgoingMessage(
            purpose="MEDIA",
            channel="MEDIA",
            destination=e164(destination_phone_number),
            body=message_body,
            origination_identity=origination_identity,
            configuration_set_name=configuration_set_name,
            protect_configuration_id=protect_configuration_id,
            max_price=max_price,
            time_to_live=time_to_live,
            context=context,
            media=media,
            feedback_enabled=message_feedback_enabled,
            dry_run=dry_run,
        )
        ends = [_trouble(self.scope.account, self.scope.partition, url) for url in media]
        return {"MessageId": self._outgoing.accept(message, end=next(iter(ends), None)).id}


def _trouble(account: str, partition: str, url: str) -> str | None:
    """The status in which a message with this file ends, where the file cannot be sent."""
    from moto.s3.models import s3_backends  # only who sends media has to wait for it

    bucket, _, key = url.removeprefix("s3://").partition("/")
    files = s3_backends[account][partition]
    file = files.get_object(bucket, key) if bucket in files.buckets else None
    if file is None:
        return "FILE_INACCESSIBLE"
    if not key.lower().endswith(_TYPES):
        return "FILE_TYPE_UNSUPPORTED"
    return "FILE_SIZE_EXCEEDED" if file.size > _LARGEST else None
