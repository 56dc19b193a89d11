"""The flow by choice, `USER_AUTH`, which moto lacks: by a password, or a code that is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend
from moto_contacts.services.cognitoidp import deliveries, errors
from moto_contacts.services.cognitoidp.challenges import Challenges, demand
from moto_contacts.services.cognitoidp.deliveries import Delivery
from moto_contacts.services.cognitoidp.motos import Client, User
from moto_contacts.simulation import clock
from moto_contacts.simulation.ids import uuid4

#: Challenge that a user may choose -> the attribute by which it is met.
ONE_TIME = {"EMAIL_OTP": "email", "SMS_OTP": "phone_number"}
#: The same -> the flow of moto's that it is, and what that needs.
_PASSWORDS = {
    "PASSWORD": ("USER_PASSWORD_AUTH", "PASSWORD"),
    "PASSWORD_SRP": ("USER_SRP_AUTH", "SRP_A"),
}
_SELECT = "SELECT_CHALLENGE"
#: Challenges that are answered here.
ANSWERED = {_SELECT, *_PASSWORDS}


@dataclass(slots=True)
class _Session:
    #: The client, the user by name and id, and the challenge that it is for, and for no other.
    of: tuple[str, ...]
    expires_at: datetime
    used: bool = False


class Choices(Family):
    """Sign-ins in which the user has yet to choose, or to say the password."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self.challenges = backend.family(Challenges)
        self._sessions: dict[str, _Session] = {}

    def initiate(
        self, client: Client, user: User | None, given: Mapping[str, str]
    ) -> dict[str, Any]:
        """The challenge that is preferred, or those that there are. moto's where it is one of its.

        Of nobody where that must not be told. Source: documented (who may choose what), seen
        (hidden users).
        """
        demand(given, "USERNAME")
        username, preferred = given["USERNAME"], given.get("PREFERRED_CHALLENGE", "")
        if not client.takes(username, given.get("SECRET_HASH")):
            raise errors.secret_hash(client.id)
        if not client.allows("USER_AUTH"):
            raise errors.invalid("USER_AUTH flow not enabled for this client")
        if preferred and preferred not in _available(client, None):
            raise errors.not_to_be_chosen(preferred)
        self._admit(client, user)
        if preferred in ONE_TIME or (preferred and _PASSWORDS[preferred][1] in given):
            return self._begin(client, user, preferred, given)
        session = uuid4()
        end = clock.later(clock.now(), timedelta(hours=client.session_hours))
        challenge = preferred or _SELECT
        self._sessions[session] = _Session(_of(client, username, user, challenge), end)
        return {
            "ChallengeName": challenge,
            "ChallengeParameters": {},
            "AvailableChallenges": [preferred] if preferred else _available(client, user),
            "Session": session,
        }

    def respond(self, client: Client, challenge: str, members: Mapping[str, Any]) -> dict[str, Any]:
        """What is chosen, or follows a right password. Source: documented, inferred (sessions)."""
        given: Mapping[str, str] = members.get("ChallengeResponses") or {}
        chosen = given.get("ANSWER", "") if challenge == _SELECT else challenge
        demand(given, "USERNAME", *(["ANSWER"] if challenge == _SELECT else []))
        demand(given, *_PASSWORDS.get(chosen, ())[1:])
        username = given["USERNAME"]
        if not client.takes(username, given.get("SECRET_HASH")):
            raise errors.secret_hash(client.id)
        user = client.pool.find(username)
        session = self._sessions.get(members.get("Session", ""))
        asked = _of(client, username, user, challenge)
        if session is None or session.of != asked or clock.now() > session.expires_at:
            raise errors.session("session is expired.")
        if session.used:
            raise errors.session("session can only be used once.")
        self._admit(client, user)
        if chosen not in _available(client, user):
            raise errors.not_to_be_chosen(chosen)
        answer = self._begin(client, user, chosen, given)
        session.used = True
        return answer

    def _admit(self, client: Client, user: User | None) -> None:
        if user is not None:
            self.challenges.admit(user)
        elif not client.hides_users:
            raise errors.unknown_user()

    def _begin(
        self, client: Client, user: User | None, challenge: str, given: Mapping[str, str]
    ) -> dict[str, Any]:
        if challenge in ONE_TIME:
            return self._one_time_password(client, user, challenge, given["USERNAME"])
        flow, parameter = _PASSWORDS[challenge]
        if user is None or (parameter == "PASSWORD" and user.password != given[parameter]):
            raise errors.wrong_password()
        return client.begin(flow, given)

    def _one_time_password(
        self, client: Client, user: User | None, challenge: str, username: str
    ) -> dict[str, Any]:
        session = uuid4()
        if user is None:
            delivery: Delivery | None = deliveries.made_up(username)
        elif user.status != "CONFIRMED":
            raise errors.reset_required()
        else:
            delivery = self.challenges.send(user, client, challenge, session)
        if delivery is None:
            raise errors.invalid(f"The user has no {ONE_TIME[challenge]}.")
        return {
            "ChallengeName": challenge,
            "ChallengeParameters": delivery.parameters(),
            "AvailableChallenges": [challenge],
            "Session": session,
        }


def _of(client: Client, username: str, user: User | None, challenge: str) -> tuple[str, ...]:
    return client.id, username, "" if user is None else user.id, challenge


def _available(client: Client, user: User | None) -> list[str]:
    """What the user may sign in by; of nobody: all that the pool allows.

    Passkeys are not among it, for moto has none. Source: documented.
    """
    allowed = client.pool.first_factors
    passwords = _PASSWORDS if "PASSWORD" in allowed else {}
    sent = [name for name in ONE_TIME if name in allowed]
    if user is not None:
        is_new = user.status != "CONFIRMED"
        sent = [name for name in sent if user.attribute(ONE_TIME[name]) and not is_new]
    return [*passwords, *sent]
