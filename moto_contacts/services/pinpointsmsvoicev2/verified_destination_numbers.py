"""Destination numbers and their verification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from moto_contacts.gateway.families import Scope
from moto_contacts.gateway.idempotency import Performed
from moto_contacts.gateway.pagination import Created, paginate
from moto_contacts.gateway.structures import structure
from moto_contacts.services.pinpointsmsvoicev2 import errors, verification_texts
from moto_contacts.services.pinpointsmsvoicev2.arns import type_in
from moto_contacts.services.pinpointsmsvoicev2.filters import Attribute, matcher
from moto_contacts.services.pinpointsmsvoicev2.identities import Identities
from moto_contacts.services.pinpointsmsvoicev2.settings import current
from moto_contacts.services.pinpointsmsvoicev2.tags import (
    TagList,
    Tags,
    check_tag_count,
    read_tags,
    tag_list,
)
from moto_contacts.simulation import clock, codes, outbox
from moto_contacts.simulation.ids import hexadecimal, uuid4
from moto_contacts.simulation.messages import Sent, Verdict

_TYPE = "verified-destination-number"
_PAGE_SIZE = 100
_DAY = timedelta(hours=24)
#: VerificationChannel -> channel of the outbox, and how the message puts the code.
_CHANNELS = {
    "TEXT": ("SMS", verification_texts.text),
    "VOICE": ("VOICE", verification_texts.speech),
}


@dataclass(slots=True)
class VerifiedDestinationNumber:
    """A phone number: pending until the code that was sent to it is typed back."""

    id: str
    arn: str
    #: E.164, with its plus.
    phone_number: str
    created_at: datetime
    status: str = "PENDING"
    #: The message with the code that counts now.
    sent: Sent | None = None
    #: When codes were sent, as far as it counts: in the last 24 hours.
    sent_at: tuple[datetime, ...] = ()
    position: int = 0

    def identify(self) -> dict[str, Any]:
        """The members that every answer has."""
        return {
            "VerifiedDestinationNumberArn": self.arn,
            "VerifiedDestinationNumberId": self.id,
            "DestinationPhoneNumber": self.phone_number,
            "CreatedTimestamp": self.created_at,
        }

    def describe(self) -> dict[str, Any]:
        """The structure ``VerifiedDestinationNumberInformation``."""
        return {**self.identify(), "Status": self.status}

    def verify(self) -> None:
        """PENDING -> VERIFIED. There is no way back. Source: inferred."""
        self.status = "VERIFIED"
        self.sent = None


_FILTERS: dict[str, Attribute[VerifiedDestinationNumber]] = {
    "status": Attribute(
        lambda number: number.status, frozenset({"PENDING", "VERIFIED", "UNSUPPORTED"})
    ),
    # Only a tester of an RCS agent has one.
    "rcs-agent-id": Attribute(lambda number: None),
}


class VerifiedDestinationNumbers:
    """Create, describe, delete, send and type back codes."""

    def __init__(self, scope: Scope, tags: Tags, identities: Identities):
        self._scope = scope
        self._tags = tags
        self._identities = identities
        self._performed = Performed()
        self._by_position: Created[VerifiedDestinationNumber] = Created()
        #: By ID and by ARN.
        self._by_name: dict[str, VerifiedDestinationNumber] = {}
        self._by_phone_number: dict[str, VerifiedDestinationNumber] = {}

    def create_verified_destination_number(
        self,
        destination_phone_number: str,
        rcs_agent_id: str | None = None,
        tags: TagList | None = None,
        client_token: str | None = None,
    ) -> dict[str, Any]:
        """A new, pending number. Nothing is sent yet.

        Errors: ValidationException for a reserved tag, and for a token that came with other
        parameters; ServiceQuotaExceededException for numbers and for tags;
        ResourceNotFoundException for any RCS agent; ConflictException where the number is there.
        Source: documented (nothing sent, quota), seen (conflict), inferred (order of checks).
        """
        return self._performed.once(
            "CreateVerifiedDestinationNumber",
            client_token,
            [destination_phone_number, rcs_agent_id, tags],
            lambda: self._create(e164(destination_phone_number), rcs_agent_id, tags),
        )

    def describe_verified_destination_numbers(
        self,
        verified_destination_number_ids: list[str] | None = None,
        destination_phone_numbers: list[str] | None = None,
        filters: list[dict[str, Any]] | None = None,
        next_token: str | None = None,
        max_results: int = _PAGE_SIZE,
    ) -> dict[str, Any]:
        """A page of the numbers that meet every condition given, the oldest first.

        A phone number that is not there is no error. Errors: ResourceNotFoundException for an ID;
        ValidationException (INVALID_ARN, INVALID_FILTER_VALUES, INVALID_NEXT_TOKEN).
        Source: seen (phone number), inferred (ID, intersection, order, default size).
        """
        passes = matcher(filters or [], _FILTERS)
        field = "verifiedDestinationNumberIds"
        ids = [self._find(name, field).id for name in verified_destination_number_ids or ()]
        phone_numbers = [e164(text) for text in destination_phone_numbers or ()]
        query = [
            "DescribeVerifiedDestinationNumbers",
            self._scope.account,
            self._scope.region,
            ids,
            phone_numbers,
            filters,
        ]

        def wanted(number: VerifiedDestinationNumber) -> bool:
            return (
                (not ids or number.id in ids)
                and (not phone_numbers or number.phone_number in phone_numbers)
                and passes(number)
            )

        page, token = paginate(self._by_position, query, next_token, max_results, wanted)
        return structure(
            VerifiedDestinationNumbers=[number.describe() for number in page], NextToken=token
        )

    def delete_verified_destination_number(
        self, verified_destination_number_id: str
    ) -> dict[str, Any]:
        """Removes the number, whatever its status; its place and its phone number are free at once.

        Errors: ResourceNotFoundException; ValidationException (INVALID_ARN); ConflictException in
        its first 24 hours, where the settings are strict. Source: documented, reason inferred.
        """
        number = self._find(verified_destination_number_id)
        if current.strict_deletion and clock.now() < number.created_at + _DAY:
            raise errors.too_young(number.id)
        if number.sent is not None:
            number.sent.revoke()
        del self._by_position[number.position]
        del self._by_name[number.id], self._by_name[number.arn]
        del self._by_phone_number[number.phone_number]
        self._tags.detach(number.arn)
        return number.identify()

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

        ``context`` and ``destination_country_parameters`` change nothing that the recipient sees.
        Errors: ResourceNotFoundException for the number, the configuration set, the origination
        identity; ValidationException (INVALID_ARN); ConflictException where the number is verified
        or nothing can send; ServiceQuotaExceededException for the codes of a day.
        Source: seen (conflicts), inferred (format, life time, replacement, quota).
        """
        number = self._find(verified_destination_number_id)
        if number.status == "VERIFIED":
            raise errors.already_verified(number.id)
        sender = self._identities.sender(origination_identity, configuration_set_name)
        now = clock.now()
        number.sent_at = tuple(moment for moment in number.sent_at if moment > now - _DAY)
        if len(number.sent_at) >= current.codes_per_number_per_day:
            raise errors.too_many_codes(current.codes_per_number_per_day)
        code = codes.issue(codes.SIX_DIGITS, number.phone_number)
        channel, put = _CHANNELS[verification_channel]
        number.sent = outbox.send(
            self._scope.message(
                channel=channel,
                to=number.phone_number,
                sender=sender,
                body=put(language_code, code),
                code=code,
                resource_arn=number.arn,
            ),
            hours=current.code_hours,
            replaces=number.sent,
        )
        number.sent_at += (now,)
        return {"MessageId": uuid4()}

    def verify_destination_number(
        self, verified_destination_number_id: str, verification_code: str
    ) -> dict[str, Any]:
        """The number, verified by the right code in time. Wrong ones may be tried without end.

        Errors: ResourceNotFoundException; ConflictException where the number is verified or the
        code has expired; ValidationException (INVALID_ARN, and VERIFICATION_CODE_MISMATCH for a
        wrong code and where none was sent). Source: seen (verified), inferred (the rest).
        """
        number = self._find(verified_destination_number_id)
        if number.status == "VERIFIED":
            raise errors.already_verified(number.id)
        verdict = Verdict.WRONG if number.sent is None else number.sent.judge(verification_code)
        if verdict is Verdict.WRONG:
            raise errors.wrong_code()
        if verdict is Verdict.EXPIRED:
            raise errors.code_expired(number.id)
        number.verify()
        return number.describe()

    def count(self) -> int:
        """How many numbers there are."""
        return len(self._by_position)

    def _create(
        self, phone_number: str, rcs_agent_id: str | None, tags: TagList | None
    ) -> dict[str, Any]:
        pairs = read_tags(tags)
        limit = current.verified_destination_numbers_per_account
        if self.count() >= limit:
            raise errors.too_many_numbers(limit)
        if rcs_agent_id is not None:
            self._identities.rcs_agent(rcs_agent_id)
        if phone_number in self._by_phone_number:
            raise errors.number_exists(self._by_phone_number[phone_number].id)
        check_tag_count(pairs)
        number_id = f"vdn-{hexadecimal()}"
        number = VerifiedDestinationNumber(
            id=number_id,
            arn=self._scope.arn(f"{_TYPE}/{number_id}"),
            phone_number=phone_number,
            created_at=clock.now(),
        )
        number.position = self._by_position.add(number)
        self._by_name[number.id] = self._by_name[number.arn] = number
        self._by_phone_number[phone_number] = number
        self._tags.attach(number.arn, pairs)
        return structure(**number.describe(), Tags=tag_list(pairs) or None)

    def _find(
        self, name: str, field: str = "verifiedDestinationNumberId"
    ) -> VerifiedDestinationNumber:
        """The number of this ID or ARN, or ResourceNotFoundException, also for other accounts'."""
        type_in(name, field, _TYPE)
        if name not in self._by_name:
            raise errors.not_found(_TYPE, name)
        return self._by_name[name]


def e164(text: str) -> str:
    """The phone number with its plus, which input may leave out. Source: inferred."""
    return "+" + text.removeprefix("+")
