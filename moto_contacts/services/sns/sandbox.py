"""The SMS sandbox: destination numbers, and their verification by a code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from moto_contacts.gateway.backend import Family, operation
from moto_contacts.gateway.listing import Listing
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Resource
from moto_contacts.services.sns import errors, motos, texts
from moto_contacts.services.sns.settings import current
from moto_contacts.simulation import clock, codes, outbox
from moto_contacts.simulation.messages import Sent, Verdict

_DAY = timedelta(hours=24)


@dataclass(slots=True, eq=False)
class SandboxNumber(Resource):
    """A phone number: Pending until the code that was sent to it is typed back."""

    kind = Kind("sms-sandbox-phone-number")

    phone_number: str
    #: When it was verified, or was last sent a code.
    touched_at: datetime
    status: str = "Pending"
    #: The message with the code that counts now.
    sent: Sent | None = None
    #: When codes were sent, as far as it counts: in the last 24 hours.
    sent_at: tuple[datetime, ...] = ()

    def describe(self) -> dict[str, Any]:
        """The structure ``SMSSandboxPhoneNumber``."""
        return {"PhoneNumber": self.phone_number, "Status": self.status}

    def verify(self) -> None:
        """Pending -> Verified. There is no way back. Source: inferred."""
        self.status = "Verified"
        self.touched_at = clock.now()
        self.sent = None


class Sandbox(Family):
    """Create, which sends a code, and verify, delete, list; whether the account is in there."""

    @operation
    def create_sms_sandbox_phone_number(
        self, phone_number: str, language_code: str = "en-US"
    ) -> None:
        """A new, pending number, to which a code is sent; for a pending one a new code is sent.

        The code counts for a quarter of an hour, and the one before no longer does.
        Errors: InvalidParameter, for an empty number, too; OptedOut for a number on moto's list;
        UserError where the number is verified, and where the sandbox is full; Throttled for the
        codes of a day.
        Source: documented (numbers, codes of a day), inferred (which error, resending, life time).
        """
        scope = self.scope
        if not phone_number:  # which the model takes for one
            raise errors.no_phone_number()
        if motos.has_opted_out(scope.account, scope.region, phone_number):
            raise errors.opted_out()
        known = self.registry.get(SandboxNumber, phone_number)
        if known is not None:
            if known.status == "Verified":
                raise errors.user_error("verified")
            self._send(known, language_code)
            return
        if len(self.registry.all(SandboxNumber)) >= current.sandbox_numbers_per_account:
            raise errors.user_error("full")
        arn = scope.arn(f"{SandboxNumber.kind.name}/{phone_number}")
        number = SandboxNumber(arn, phone_number, clock.now())
        self._send(number, language_code)
        self.registry.add(number, phone_number)

    def _send(self, number: SandboxNumber, language: str) -> None:
        now = clock.now()
        number.sent_at = tuple(moment for moment in number.sent_at if moment > now - _DAY)
        if len(number.sent_at) >= current.codes_per_number_per_day:
            raise errors.throttled()
        code = codes.issue(codes.SIX_DIGITS, number.phone_number)
        number.sent = outbox.send(
            self.scope.message(
                channel="SMS",
                to=number.phone_number,
                sender="AWS",
                body=texts.text(language, code),
                code=code,
                resource_arn=number.arn,
            ),
            hours=current.code_hours,
            replaces=number.sent,
        )
        number.sent_at += (now,)
        number.touched_at = now

    @operation
    def verify_sms_sandbox_phone_number(self, phone_number: str, one_time_password: str) -> None:
        """Makes the number Verified, for the right code in time. Wrong ones may be tried on.

        Errors: ResourceNotFound; VerificationException for a wrong code and a late one, with
        ``Status`` "Pending", and for a number that is verified, with "Verified".
        Source: documented (errors), inferred (statuses).
        """
        number = self.registry.find(SandboxNumber, phone_number)
        if number.sent is None:
            raise errors.not_verified(number.status, "The phone number is already verified.")
        verdict = number.sent.judge(one_time_password)
        if verdict is Verdict.EXPIRED:
            raise errors.not_verified(number.status, "The one-time password has expired.")
        if verdict is not Verdict.RIGHT:
            raise errors.not_verified(number.status, "The one-time password is not correct.")
        number.verify()

    @operation
    def delete_sms_sandbox_phone_number(self, phone_number: str) -> None:
        """Removes the number, whatever its status; its place is free at once.

        Errors: ResourceNotFound; UserError within 24 hours after it was verified or sent a code,
        where the settings are strict. Source: documented (24 hours), inferred (which error).
        """
        number = self.registry.find(SandboxNumber, phone_number)
        if current.strict_deletion and clock.now() - number.touched_at < _DAY:
            raise errors.user_error("young")
        if number.sent is not None:
            number.sent.revoke()
        self.registry.remove(number)

    @operation
    def list_sms_sandbox_phone_numbers(self) -> Listing[int, SandboxNumber]:
        """All numbers with their statuses, the oldest first. Source: inferred (order)."""
        return Listing(self.registry.all(SandboxNumber), show=SandboxNumber.describe)

    @operation
    def get_sms_sandbox_account_status(self) -> dict[str, Any]:
        """Whether the account is in the sandbox, which is a setting. Source: ours."""
        return {"IsInSandbox": current.in_sandbox}

    def delivers(self, phone_number: str) -> bool:
        """Whether an SMS to the number arrives, where the settings are strict.

        Source: documented.
        """
        if not (current.strict_delivery and current.in_sandbox):
            return True
        number = self.registry.get(SandboxNumber, phone_number)
        return number is not None and number.status == "Verified"
