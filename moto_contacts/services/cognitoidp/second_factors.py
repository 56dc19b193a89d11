"""E-mail as a second factor, of which moto keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend
from moto_contacts.gateway.neighbours import Call
from moto_contacts.gateway.request import Response
from moto_contacts.services.cognitoidp import errors
from moto_contacts.services.cognitoidp.clients import pool_of, user_of
from moto_contacts.services.cognitoidp.motos import Pool, User

#: What it is called among the factors of a user. Source: documented.
EMAIL = "EMAIL_OTP"


class EmailFactors(Family):
    """Which pools have it, and which users."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        #: ARN of a pool -> its ``EmailMfaConfiguration``.
        self._pools: dict[str, Mapping[str, str]] = {}
        #: Ids of users.
        self._users: set[str] = set()

    def configuration(self, pool: Pool) -> dict[str, Any]:
        """The member of answers that tells how a pool has it; nothing where it has not."""
        found = self._pools.get(pool.arn)
        return {} if found is None else {"EmailMfaConfiguration": found}

    def wording(self, pool: Pool) -> Mapping[str, Any]:
        """What the pool was told of its messages, those with codes of sign-ins included."""
        own = self._pools.get(pool.arn) or {}
        names = {"Message": "EmailAuthenticationMessage", "Subject": "EmailAuthenticationSubject"}
        return {**pool.config, **{names[name]: text for name, text in own.items()}}

    def configure(self, pool: Pool, wanted: Mapping[str, str] | None) -> None:
        """The pool has it, with these words, or has it no more."""
        self._pools.pop(pool.arn, None)
        if wanted is not None:
            self._pools[pool.arn] = wanted

    def is_on(self, user: User) -> bool:
        """Whether the user has switched it on."""
        return user.id in self._users

    def choose(self, user: User, wanted: Mapping[str, bool] | None, before: str) -> None:
        """The user has it on or off, prefers it or not; as before where nothing is said of it.

        moto has gone by what was said of other factors, and forgets one that it does not know.
        """
        if wanted is None:
            prefers = before == EMAIL and user.preferred_factor in ("", EMAIL)
        else:
            change = self._users.add if wanted.get("Enabled") else self._users.discard
            change(user.id)
            prefers = bool(wanted.get("PreferredMfa"))
        if prefers:
            user.prefer(EMAIL)
        elif user.preferred_factor == EMAIL:
            user.prefer("")

    def asks(self, user: User | None) -> bool:
        """Whether a sign-in of the user goes on with a code by mail.

        It does where it is the factor that the user prefers, or the only one; where the pool
        needs a second factor, of every user with an address and without another factor.

        Source: documented (preferred, the only one), inferred (needed).
        """
        if user is None or user.pool.mfa == "OFF" or user.pool.arn not in self._pools:
            return False
        has = self.is_on(user) or (user.pool.mfa == "ON" and user.attribute("email") != "")
        return has and (user.preferred_factor == EMAIL or not user.factors)


def set_pool(call: Call) -> Response:
    """What moto keeps, and the mail. A pool with nothing else is ours, for moto refuses it."""
    factors, members, pool = call.backend.family(EmailFactors), call.members, pool_of(call)
    wanted, mfa = members.get("EmailMfaConfiguration"), members.get("MfaConfiguration", "OFF")
    others = members.keys() & {"SmsMfaConfiguration", "SoftwareTokenMfaConfiguration"}
    if pool is None:
        return call.hand_on().response
    if wanted is not None and mfa != "OFF" and not others:
        call.authorize()
        pool.ask_for_nothing_of_motos(mfa)
        factors.configure(pool, wanted)
        return call.respond({"MfaConfiguration": mfa, **factors.configuration(pool)})
    performed = call.hand_on()
    if performed.succeeded:
        factors.configure(pool, wanted)
    return performed.amended(lambda answer: answer.update(factors.configuration(pool)))


def get_pool(call: Call) -> Response:
    """What moto keeps, and the mail."""
    factors, pool = call.backend.family(EmailFactors), pool_of(call)
    if pool is None:
        return call.hand_on().response
    return call.hand_on().amended(lambda answer: answer.update(factors.configuration(pool)))


def prefer(call: Call) -> Response:
    """What moto makes of the other factors; the mail is kept here.

    Errors: InvalidParameterException where the pool has it not.
    """
    factors, user = call.backend.family(EmailFactors), user_of(call)
    if user is None:
        return call.hand_on().response
    wanted, before = call.members.get("EmailMfaSettings"), user.preferred_factor
    if wanted is not None and wanted.get("Enabled") and not factors.configuration(user.pool):
        raise errors.no_email_factor()
    performed = call.hand_on()
    if performed.succeeded:
        factors.choose(user, wanted, before)
    return performed.response


def get_user(call: Call) -> Response:
    """moto's, with the mail among the factors that are on."""
    factors, user = call.backend.family(EmailFactors), user_of(call)
    if user is None or not factors.is_on(user):
        return call.hand_on().response

    def add(answer: dict[str, Any]) -> None:
        answer["UserMFASettingList"] = [*answer.get("UserMFASettingList", []), EMAIL]

    return call.hand_on().amended(add)
