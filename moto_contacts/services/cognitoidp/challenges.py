"""The codes of sign-ins: of second factors, and in place of a password."""

from __future__ import annotations

from collections.abc import Mapping

from moto_contacts.gateway.backend import Family, FamilyBackend
from moto_contacts.services.cognitoidp import deliveries, errors, invitations, templates
from moto_contacts.services.cognitoidp.deliveries import Delivery
from moto_contacts.services.cognitoidp.motos import Client, User
from moto_contacts.services.cognitoidp.pending import Code, Pending
from moto_contacts.services.cognitoidp.second_factors import EmailFactors
from moto_contacts.simulation.messages import Verdict

#: Challenge -> how many digits its code has. Source: documented (SMS_MFA), seen (EMAIL_OTP).
DIGITS = {"SMS_MFA": 6, "SMS_OTP": 8, "EMAIL_OTP": 8}


def demand(given: Mapping[str, str], *names: str) -> None:
    """Nothing; the error for a sign-in, or the response to a challenge, that lacks one of these."""
    for name in names:
        if name not in given:
            raise errors.missing(name)


def purpose(client: Client, challenge: str, session: str) -> str:
    """What a code is for: it is good for nothing but the challenge of its session and client."""
    return f"{client.id} {challenge} {session}"


class Challenges(Family):
    """The codes of sign-ins, each of one session."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self.pending = backend.family(Pending)
        self.factors = backend.family(EmailFactors)

    def send(
        self, user: User, client: Client, challenge: str, session: str, digits: int | None = None
    ) -> Delivery | None:
        """Sends the code of a challenge; None where the user has no address for it."""
        delivery = deliveries.for_challenge(challenge, user)
        if delivery is not None:
            digits = digits or DIGITS[challenge]
            code = self.pending.code(user, session, delivery, digits)
            words = self.factors.wording(user.pool)
            text = templates.authentication(words, delivery.medium, user.name, code)
            asked = purpose(client, challenge, session)
            self.pending.send(user, asked, delivery, text, client.session_hours, code=code)
        return delivery

    def admit(self, user: User) -> None:
        """Nothing; the error for a user who cannot sign in at present. Source: documented."""
        if not user.enabled:
            raise errors.disabled()
        if user.status == "UNCONFIRMED":
            raise errors.not_confirmed()
        if user.status == "RESET_REQUIRED":
            raise errors.reset_required()
        if invitations.has_expired(self.pending, user):
            raise errors.late_password()

    def check(self, user: User, asked: str, typed: str) -> Code:
        """The code for a `purpose`, where it is right. Errors: those of sign-ins.

        Wrong ones may be tried until the session is over. Source: seen.
        """
        code = self.pending.latest(user, asked)
        if code is not None and code.sent.state == "verified":
            raise errors.session("session can only be used once.")
        if code is None or code.sent.state != "pending":
            raise errors.session("session is expired.")
        if code.sent.weigh(typed) is not Verdict.RIGHT:
            code.sent.judge(typed)
            raise errors.wrong_challenge_code()
        return code
