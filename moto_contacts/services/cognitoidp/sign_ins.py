"""What moto's sign-ins send and take: second factors, and codes in place of a password."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto_contacts.gateway.neighbours import Call
from moto_contacts.gateway.request import Response
from moto_contacts.services.cognitoidp import deliveries, errors, invitations, motos
from moto_contacts.services.cognitoidp.challenges import DIGITS, Challenges, demand, purpose
from moto_contacts.services.cognitoidp.choices import ANSWERED, ONE_TIME, Choices
from moto_contacts.services.cognitoidp.clients import client_of
from moto_contacts.services.cognitoidp.motos import Client, User
from moto_contacts.services.cognitoidp.second_factors import EMAIL
from moto_contacts.simulation.ids import uuid4

#: Challenges behind which a second factor may be asked for.
_FIRST = ("PASSWORD_VERIFIER", "NEW_PASSWORD_REQUIRED")
#: Flows that go on from a sign-in that is over, second factor and all.
_REFRESH = ("REFRESH_TOKEN_AUTH", "REFRESH_TOKEN")


def shown_sign_in(performed: Call) -> None:
    """Shows the code that a challenge of moto's asks for."""
    members, answer = performed.members, performed.answer
    challenges = performed.backend.family(Challenges)
    client = client_of(performed)
    given: Mapping[str, str] = members.get("AuthParameters") or {}
    _note_password(challenges, client, given)
    _show(challenges, client, answer)


def shown_response(performed: Call) -> None:
    """The message knows what was typed, whatever moto takes; the next challenge is shown."""
    members = performed.members
    challenges = performed.backend.family(Challenges)
    client = client_of(performed)
    given: Mapping[str, str] = members.get("ChallengeResponses") or {}
    user = client.pool.find(given.get("USERNAME", ""))
    typed = given.get(f"{members['ChallengeName']}_CODE")
    if user is not None and typed is not None:
        asked = purpose(client, members["ChallengeName"], members.get("Session", ""))
        challenges.pending.note(user, asked, typed)
    _show(challenges, client, performed.answer)


def _note_password(challenges: Challenges, client: Client, given: Mapping[str, str]) -> None:
    """The invitation knows what was typed; a sign-in that proves the password types none."""
    user, typed = client.pool.find(given.get("USERNAME", "")), given.get("PASSWORD")
    if user is not None and user.status == "FORCE_CHANGE_PASSWORD" and typed is not None:
        invitations.type_password(challenges.pending, user, typed)


def _show(challenges: Challenges, client: Client, answer: Mapping[str, Any]) -> None:
    challenge, session = answer.get("ChallengeName"), answer.get("Session", "")
    user = motos.in_session(challenges.scope.account, challenges.scope.region, session)
    if challenge in DIGITS and user is not None:
        challenges.send(user, client, challenge, session)


def initiate_auth(call: Call) -> Response:
    """What moto answers, with the address that a code goes to; refused in states that forbid it.

    The flow by choice, which moto lacks, is answered here.
    """
    challenges = call.backend.family(Challenges)
    client = client_of(call)
    given: Mapping[str, str] = call.members.get("AuthParameters") or {}
    user = client.pool.find(given.get("USERNAME", ""))
    if call.members["AuthFlow"] == "USER_AUTH":
        _authorize(call)
        with challenges.scope.lock:
            answer = call.backend.family(Choices).initiate(client, user, given)
            _note_password(challenges, client, given)
            return call.respond(_begun(challenges, client, user, answer))
    if user is None and client.hides_users and "PASSWORD" in given:
        raise errors.wrong_password()
    status = "" if user is None else user.status
    if status == "RESET_REQUIRED":
        raise errors.reset_required()
    if user is not None and invitations.has_expired(challenges.pending, user):
        raise errors.late_password()
    refreshed = call.members["AuthFlow"] in _REFRESH
    return _handed_on(call, challenges, client, None if refreshed else user)


def respond(call: Call) -> Response:
    """What moto answers to the code that was sent, and to no other.

    What moto does not know, a choice and a code in place of a password, goes on here.
    """
    challenges, challenge = call.backend.family(Challenges), call.members["ChallengeName"]
    client = client_of(call)
    given: Mapping[str, str] = call.members.get("ChallengeResponses") or {}
    user = client.pool.find(given.get("USERNAME", ""))
    if challenge in ANSWERED:
        _authorize(call)
        with challenges.scope.lock:
            answer = call.backend.family(Choices).respond(client, challenge, call.members)
            _note_password(challenges, client, given)
            return call.respond(_begun(challenges, client, user, answer))
    if challenge not in DIGITS:
        return _handed_on(call, challenges, client, user if challenge in _FIRST else None)
    asked, name = purpose(client, challenge, call.members.get("Session", "")), f"{challenge}_CODE"
    demand(given, "USERNAME", name)
    with challenges.scope.lock:
        if user is None:
            raise errors.wrong_challenge_code() if client.hides_users else errors.unknown_user()
        if challenge in ONE_TIME and not client.takes(given["USERNAME"], given.get("SECRET_HASH")):
            raise errors.secret_hash(client.id)
        challenges.admit(user)
        code = challenges.check(user, asked, given[name])
        if challenge not in ONE_TIME:
            performed = call.hand_on()
            if performed.succeeded:
                challenges.pending.spend(user, asked, code)
            return performed.response
        _authorize(call)
        challenges.pending.spend(user, asked, code)
        return call.respond(client.sign_in(user))


def _authorize(call: Call) -> None:
    """Of these, administrators' operations alone are signed."""
    if call.operation.name.startswith("Admin"):
        call.authorize()


def _handed_on(call: Call, challenges: Challenges, client: Client, user: User | None) -> Response:
    """What moto answers; a sign-in that is to go on with a mail is not over yet."""
    performed = call.hand_on()
    if not performed.succeeded:
        return performed.response
    with challenges.scope.lock:
        return call.respond(_second_factor(challenges, client, user, performed.answer))


def _begun(
    challenges: Challenges, client: Client, user: User | None, answer: dict[str, Any]
) -> dict[str, Any]:
    """The answer to a sign-in by choice, in which moto may have asked for a second factor."""
    _show(challenges, client, answer)
    return _second_factor(challenges, client, user, answer)


def _second_factor(
    challenges: Challenges, client: Client, user: User | None, answer: dict[str, Any]
) -> dict[str, Any]:
    """The challenge of a mail in place of tokens, where it is to be met before them.

    Of other answers with a challenge: where its code has gone.
    """
    factors = challenges.factors
    if "AuthenticationResult" in answer and user is not None and factors.asks(user):
        session = uuid4()
        delivery = challenges.send(user, client, EMAIL, session, digits=6)
        parameters = {} if delivery is None else delivery.parameters()
        return {"ChallengeName": EMAIL, "ChallengeParameters": parameters, "Session": session}
    scope, session = challenges.scope, answer.get("Session", "")
    found = motos.in_session(scope.account, scope.region, session)
    if found is not None and answer.get("ChallengeName") in DIGITS:
        sent = deliveries.for_challenge(answer["ChallengeName"], found)
        if sent is not None:
            parameters = answer.get("ChallengeParameters") or {}
            answer["ChallengeParameters"] = {**parameters, **sent.parameters()}
    return answer
