"""Destination numbers and their verification."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2 import errors, identities, verification_texts
from moto_contacts.services.pinpointsmsvoicev2.filters import Attribute, matcher
from moto_contacts.services.pinpointsmsvoicev2.outgoing import Outgoing
from moto_contacts.services.pinpointsmsvoicev2.outgoing_message import OutgoingMessage
from moto_contacts.services.pinpointsmsvoicev2.phone_numbering import e164
from moto_contacts.services.pinpointsmsvoicev2.resources import VERIFIED_DESTINATION_NUMBER
from moto_contacts.services.pinpointsmsvoicev2.settings import current
from moto_contacts.services.pinpointsmsvoicev2.tags import (
    NO_TAGS,
    TagList,
    check_tag_count,
    read_tags,
    tag_list,
)
from moto_contacts.services.pinpointsmsvoicev2.verified_destination_number import (
    VerifiedDestinationNumber,
)
from moto_contacts.simulation import clock, codes
from moto_contacts.simulation.ids import hexadecimal
from moto_contacts.simulation.messages import Verdict

_DAY = timedelta(hours=24)
#: VerificationChannel -> how the message puts the code.
_WORDED = {"TEXT": verification_texts.text, "VOICE": verification_texts.speech}


#: Whether a number is wanted.
_Test = Callable[[VerifiedDestinationNumber], bool]
_FILTERS: dict[str, Attribute[VerifiedDestinationNumber]] = {
    "status": Attribute(
        lambda number: number.status, frozenset({"PENDING", "VERIFIED", "UNSUPPORTED"})
    ),
    # Only a tester of an RCS agent has one.
    "rcs-agent-id": Attribute(lambda number: None),
}


class VerifiedDestinationNumbers(Family):
    """Create, describe, delete, send and type back codes."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._outgoing = backend.family(Outgoing)

    @operation
    def create_verified_destination_number(
        self,
        destination_phone_number: str,
        rcs_agent_id: str | None = None,
        tags: TagList | None = None,
    ) -> dict[str, Any]:
        """A new, pending number. Nothing is sent yet.

        Errors: ValidationException for a reserved tag, and for a token that came with other
        parameters; ResourceNotFoundException for any RCS agent; ConflictException where the number
        is there; ServiceQuotaExceededException for numbers and for tags.
        Source: documented (nothing sent, quota), seen (conflict), inferred (order of checks).
        """
        phone_number = e164(destination_phone_number)
        pairs = read_tags(tags)
        if rcs_agent_id is not None:
            identities.rcs_agent(rcs_agent_id)
        existing = self.registry.get(VerifiedDestinationNumber, phone_number)
        if existing is not None:
            raise existing.conflict("RESOURCE_ALREADY_EXISTS")
        existing_numbers = len(self.registry.all(VerifiedDestinationNumber))
        errors.check_quota("VERIFIED_DESTINATION_NUMBERS_PER_ACCOUNT", existing_numbers + 1)
        check_tag_count(pairs)
        number_id = f"vdn-{hexadecimal()}"
        number = VerifiedDestinationNumber(
            arn=self.scope.arn(f"{VERIFIED_DESTINATION_NUMBER.name}/{number_id}"),
            tags=pairs or NO_TAGS,
            id=number_id,
            phone_number=phone_number,
            created_at=clock.now(),
        )
        self.registry.add(number, number_id, phone_number)
        return structure(**number.describe(), Tags=tag_list(pairs) or None)

    @operation
    def describe_verified_destination_numbers(
        self,
        verified_destination_number_ids: list[str] | None = None,
        destination_phone_numbers: list[str] | None = None,
        filters: list[dict[str, Any]] | None = None,
    ) -> Listing[int, VerifiedDestinationNumber]:
        """The numbers that meet every condition given, the oldest first.

        A phone number that is not there is no error. Errors: ResourceNotFoundException for an ID;
        ValidationException (INVALID_ARN, INVALID_FILTER_VALUES, INVALID_NEXT_TOKEN).
        Source: seen (phone number), inferred (ID, intersection, order).
        """
        passes = matcher(filters, _FILTERS)
        if verified_destination_number_ids or destination_phone_numbers:
            ids = verified_destination_number_ids or []
            passes = self._among(ids, destination_phone_numbers or [], passes)
        return Listing(
            self.registry.all(VerifiedDestinationNumber),
            show=VerifiedDestinationNumber.describe,
            where=passes,
        )

    @operation
    def delete_verified_destination_number(
        self, verified_destination_number_id: str
    ) -> dict[str, Any]:
        """Removes the number, whatever its status; its place and its phone number are free at once.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN); ConflictException in
        its first 24 hours, where the settings are strict. Source: documented, reason inferred.
        """
        number = self.registry.find(VerifiedDestinationNumber, verified_destination_number_id)
        if current.strict_deletion and clock.now() - number.created_at < _DAY:
            raise errors.stays("young number", number.kind.resource_type, number.id)
        if number.sent is not None:
            number.sent.revoke()
        self.registry.remove(number)
        return number.identify()

    @operation
    def send_destination_number_verification_code(
        self,
        verified_destination_number_id: str,
        verification_channel: str,
        language_code: str = "EN_US",
        origination_identity: str | None = None,
        configuration_set_name: str | None = None,
        context: dict[str, str] | None = None,
        destination_country_parameters: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """The ID of the message with a code that counts from now on; the one before no longer does.

        The first code of a number costs nothing. ``destination_country_parameters`` change nothing
        that the recipient sees.
        Errors: ResourceNotFoundException for the number, the configuration set, the origination
        identity; AccessDeniedException where the settings say so; ValidationException
        (INVALID_ARN, VOICE_CAPABILITY_NOT_AVAILABLE, DESTINATION_COUNTRY_BLOCKED,
        INVALID_IDENTITY_FOR_DESTINATION_COUNTRY, SENDER_ID_NOT_SUPPORTED,
        SENDER_ID_NOT_REGISTERED); ConflictException where the number is verified,
        has opted out or is blocked, and where nothing can send, or not what is named;
        ServiceQuotaExceededException for the codes of a day, and where the month's money is spent.
        Source: documented (price), seen (conflicts), inferred (format, life time, replacement).
        """
        number = self.registry.find(VerifiedDestinationNumber, verified_destination_number_id)
        if number.status == "VERIFIED":
            raise number.conflict("VERIFICATION_ALREADY_COMPLETE")
        now = clock.now()
        number.sent_at = tuple(moment for moment in number.sent_at if moment > now - _DAY)
        code = codes.issue(codes.SIX_DIGITS, number.phone_number)
        message = OutgoingMessage(
            purpose="CODE",
            channel=verification_channel,
            destination=number.phone_number,
            body=_WORDED[verification_channel](language_code, code),
            origination_identity=origination_identity,
            configuration_set_name=configuration_set_name,
            context=context,
            codes_today=len(number.sent_at),
            free=number.sent is None,
        )
        self._outgoing.accept(
            message,
            code=code,
            hours=current.code_hours,
            about=number.arn,
            replaces=number.sent,
        )
        number.sent = message.sent
        number.sent_at += (now,)
        return {"MessageId": message.id}

    @operation
    def verify_destination_number(
        self, verified_destination_number_id: str, verification_code: str
    ) -> dict[str, Any]:
        """The number, verified by the right code in time. Wrong ones may be tried without end.

        Errors: ResourceNotFoundException; ConflictException where the number is verified or the
        code has expired; ValidationException (INVALID_ARN, and VERIFICATION_CODE_MISMATCH for a
        wrong code and where none was sent). Source: seen (verified), inferred (the rest).
        """
        number = self.registry.find(VerifiedDestinationNumber, verified_destination_number_id)
        if number.status == "VERIFIED":
            raise number.conflict("VERIFICATION_ALREADY_COMPLETE")
        verdict = Verdict.WRONG if number.sent is None else number.sent.judge(verification_code)
        if verdict is Verdict.WRONG:
            raise errors.invalid("VERIFICATION_CODE_MISMATCH", "verificationCode")
        if verdict is Verdict.EXPIRED:
            raise number.conflict("VERIFICATION_CODE_EXPIRED")
        number.verify()
        return number.describe()

    def _among(self, names: list[str], texts: list[str], passes: _Test | None) -> _Test:
        """Whether a number is among these IDs and these phone numbers, and passes, too."""
        ids = {self.registry.find(VerifiedDestinationNumber, name).id for name in names}
        phone_numbers = {e164(text) for text in texts}
        return lambda number: (
            (not ids or number.id in ids)
            and (not phone_numbers or number.phone_number in phone_numbers)
            and (passes is None or passes(number))
        )
