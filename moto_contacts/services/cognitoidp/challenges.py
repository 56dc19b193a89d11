"""Sign-ins in which a code is sent: the second factor by SMS, and one-time passwords."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend
from moto_contacts.gateway.neighbours import Call, Performed
from moto_contacts.gateway.request import Response
from moto_contacts.services.cognitoidp import deliveries, errors, invitations, motos, templates
from moto_contacts.services.cognitoidp.clients import client_of
from moto_contacts.services.cognitoidp.deliveries import Delivery
from moto_contacts.services.cognitoidp.motos import Client, User
from moto_contacts.services.cognitoidp.pending import Code, Pending
from moto_contacts.simulation.ids import uuid4
from moto_contacts.simulation.messages import Verdict

#: Challenge -> how many digits its code has. Source: documented (SMS_MFA), seen (EMAIL_OTP).
_DIGITS = {"SMS_MFA": 6, "SMS_OTP": 8, "EMAIL_OTP": 8}
#: Challenge that a user may ask for -> the attribute by which it is met.
_CHOICES = {"EMAIL_OTP": "email", "SMS_OTP": "phone_number"}


class Challenges(Family):
    """The codes of sign-ins, each of one session."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self.pending = backend.family(Pending)

    def send(self, user: User, client: Client, challenge: str, session: str) -> Delivery | None:
        """Sends the code of a challenge; None where the user has no address for it."""
        delivery = deliveries.for_challenge(challenge, user)
        if delivery is not None:
            code = self.pending.code(user, session, delivery, _DIGITS[challenge])
            text = templates.authentication(user.pool.config, delivery.medium, user.name, code)
            self.pending.send(user, session, delivery, text, client.session_hours, code=code)
        return delivery

    def check(self, user: User, session: str, typed: str) -> Code:
        """The code of a session, where it is right. Errors: those of sign-ins.

        Wrong ones may be tried until the session is over. Source: seen.
        """
        code = self.pending.latest(user, session)
        if code is not None and code.sent.state == "verified":
            raise errors.session("session can only be used once.")
        if code is None or code.sent.state != "pending":
            raise errors.session("session is expired.")
        if code.sent.weigh(typed) is not Verdict.RIGHT:
            code.sent.judge(typed)
            raise errors.wrong_challenge_code()
        return code


def shown_sign_in(performed: Performed) -> None:
    """Shows the code that a challenge of moto's asks for."""
    members, answer = performed.members, performed.answer
    challenges = performed.backend.family(Challenges)
    client = client_of(performed)
    given: Mapping[str, str] = members.get("AuthParameters") or {}
    user = client.pool.find(given.get("USERNAME", ""))
    if user is not None and user.status == "FORCE_CHANGE_PASSWORD":
        invitations.type_password(challenges.pending, user, given.get("PASSWORD", ""))
    _show(challenges, client, answer)


def shown_response(performed: Performed) -> None:
    """The message knows what was typed, whatever moto takes; the next challenge is shown."""
    members = performed.members
    challenges = performed.backend.family(Challenges)
    client = client_of(performed)
    given: Mapping[str, str] = members.get("ChallengeResponses") or {}
    user = client.pool.find(given.get("USERNAME", ""))
    typed = given.get(f"{members['ChallengeName']}_CODE")
    if user is not None and typed is not None:
        challenges.pending.note(user, members.get("Session", ""), typed)
    _show(challenges, client, performed.answer)


def _show(challenges: Challenges, client: Client, answer: Mapping[str, Any]) -> None:
    challenge, session = answer.get("ChallengeName"), answer.get("Session", "")
    user = motos.in_session(challenges.scope.account, challenges.scope.region, session)
    if challenge in _DIGITS and user is not None:
        challenges.send(user, client, challenge, session)


def initiate_auth(call: Call) -> Response:
    """What moto answers, with the address that a code goes to; refused in states that forbid it.

    The flow by choice, which moto lacks, is answered here for one-time passwords.
    """
    challenges = call.backend.family(Challenges)
    client = client_of(call)
    given: Mapping[str, str] = call.members.get("AuthParameters") or {}
    user = client.pool.find(given.get("USERNAME", ""))
    preferred = given.get("PREFERRED_CHALLENGE", "")
    if call.members["AuthFlow"] == "USER_AUTH" and preferred in _CHOICES:
        if call.operation.name.startswith("Admin"):
            call.authorize()
        with challenges.scope.lock:
            return call.answer(_one_time_password(challenges, client, user, given))
    status = "" if user is None else user.status
    if status == "RESET_REQUIRED":
        raise errors.reset_required()
    if user is not None and invitations.has_expired(challenges.pending, user):
        raise errors.late_password()
    return call.hand_on().amended(partial(_name_the_address, challenges))


def _name_the_address(challenges: Challenges, answer: dict[str, Any]) -> None:
    scope, session = challenges.scope, answer.get("Session", "")
    user = motos.in_session(scope.account, scope.region, session)
    if user is not None and answer.get("ChallengeName") in _DIGITS:
        delivery = deliveries.for_challenge(answer["ChallengeName"], user)
        if delivery is not None:
            parameters = answer.get("ChallengeParameters") or {}
            answer["ChallengeParameters"] = {**parameters, **_parameters(delivery)}


def _parameters(delivery: Delivery) -> dict[str, str]:
    """Source: seen."""
    details = delivery.details()
    return {
        "CODE_DELIVERY_DELIVERY_MEDIUM": details["DeliveryMedium"],
        "CODE_DELIVERY_DESTINATION": details["Destination"],
    }


def _one_time_password(
    challenges: Challenges, client: Client, user: User | None, given: Mapping[str, str]
) -> dict[str, Any]:
    """A challenge whose code was sent to the user; of nobody where that must not be told.

    Source: documented (who may choose it), seen (hidden users, one choice).
    """
    username, challenge = given.get("USERNAME", ""), given["PREFERRED_CHALLENGE"]
    if not client.takes(username, given.get("SECRET_HASH")):
        raise errors.secret_hash(client.id)
    if not client.allows("USER_AUTH"):
        raise errors.invalid("USER_AUTH flow not enabled for this client")
    if challenge not in client.pool.first_factors:
        raise errors.invalid(f"{challenge} is not enabled for the user pool.")
    session = uuid4()
    if user is None:
        if not client.hides_users:
            raise errors.unknown_user()
        delivery: Delivery | None = deliveries.made_up(username)
    else:
        if not user.enabled:
            raise errors.disabled()
        if user.status == "UNCONFIRMED":
            raise errors.not_confirmed()
        if user.status != "CONFIRMED":
            raise errors.reset_required()
        delivery = challenges.send(user, client, challenge, session)
    if delivery is None:
        raise errors.invalid(f"The user has no {_CHOICES[challenge]}.")
    return {
        "ChallengeName": challenge,
        "ChallengeParameters": _parameters(delivery),
        "AvailableChallenges": [challenge],
        "Session": session,
    }


def respond(call: Call) -> Response:
    """What moto answers to the code that was sent, and to no other.

    A one-time password, which moto does not know, signs its user in here.
    """
    challenges, challenge = call.backend.family(Challenges), call.members["ChallengeName"]
    if challenge not in _DIGITS:
        return call.hand_on().amended(partial(_name_the_address, challenges))
    client = client_of(call)
    given: Mapping[str, str] = call.members.get("ChallengeResponses") or {}
    session, name = call.members.get("Session", ""), f"{challenge}_CODE"
    missing = [each for each in ("USERNAME", name) if each not in given]
    if missing:
        raise errors.invalid(f"Missing required parameter {missing[0]}")
    with challenges.scope.lock:
        user = client.pool.find(given["USERNAME"])
        if user is None:
            raise errors.wrong_challenge_code() if client.hides_users else errors.unknown_user()
        code = challenges.check(user, session, given[name])
        if challenge not in _CHOICES:
            performed = call.hand_on()
            if performed.succeeded:
                challenges.pending.spend(user, session, code)
            return performed.response
        if call.operation.name.startswith("Admin"):
            call.authorize()
        challenges.pending.spend(user, session, code)
        return call.answer(client.sign_in(user))
