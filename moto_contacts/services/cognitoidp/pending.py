"""The codes and links that were sent to users, each for one purpose, and what is typed for them."""

from __future__ import annotations

import string
from datetime import timedelta
from typing import Any, NamedTuple

from moto_contacts.gateway.backend import Family, FamilyBackend
from moto_contacts.services.cognitoidp import errors
from moto_contacts.services.cognitoidp.deliveries import Delivery
from moto_contacts.services.cognitoidp.motos import User
from moto_contacts.services.cognitoidp.settings import checked, current
from moto_contacts.services.cognitoidp.templates import Text
from moto_contacts.simulation import clock, codes, outbox
from moto_contacts.simulation.codes import Drawn
from moto_contacts.simulation.messages import Sent, Verdict
from moto_contacts.simulation.window import Window

SIGN_UP = "sign-up"
PASSWORD = "password"
INVITATION = "invitation"
#: Members of requests that no message has to tell.
_SECRETS = {"Password", "SecretHash", "AccessToken", "TemporaryPassword"}


class Code(NamedTuple):
    """A code or link, and where it has gone."""

    sent: Sent
    delivery: Delivery


class Pending(Family):
    """What was sent to the users of one account and region, and is not used yet."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        #: Id of a user -> purpose -> what counts, the latest last.
        self._codes: dict[str, dict[str, tuple[Code, ...]]] = {}
        self._calls = Window(timedelta(hours=1))

    def send(
        self,
        user: User,
        purpose: str,
        delivery: Delivery,
        text: Text,
        hours: float,
        **carried: Any,
    ) -> None:
        """Sends what a message is to carry, a code or a link, which counts for ``hours``.

        What was sent for the same purpose before counts no more, or still does by a setting. What
        a custom sender Lambda delivers is in no outbox.
        """
        pool, medium = user.pool, delivery.medium
        message = self.scope.message(
            without=_SECRETS,
            channel=medium,
            to=delivery.address,
            sender=pool.sender if medium == "EMAIL" else "",
            subject=text.subject,
            body=text.body,
            html=text.html,
            resource_arn=pool.arn,
            recipient=user.name,
            **carried,
        )
        message.expires_at = clock.later(message.created_at, timedelta(hours=hours))
        if not pool.has_custom_sender(medium) or current.custom_senders == "shown":
            put = outbox.send if checked() else outbox.show
            put(message)
        before = self._found(user, purpose)
        if before and current.resend == "replaces":
            for each in before:
                each.sent.supersede(message)
            before = ()
        self._codes.setdefault(user.id, {})[purpose] = (*before, Code(message, delivery))

    def drawn(self, user: User, purpose: str) -> Drawn:
        """What codes for a user come from: repeatable as the user's id is, by moto's seed."""
        return Drawn(f"{user.id} {purpose} {outbox.last_number()}")

    def code(self, user: User, purpose: str, delivery: Delivery, digits: int = 6) -> str:
        """A code that nobody else was sent, or the fixed one of the settings.

        One that is fixed has six digits, however many others have here.
        """
        drawn = self.drawn(user, purpose)
        if digits == 6 or codes.fixed(delivery.address) is not None:
            return codes.issue(codes.SIX_DIGITS, delivery.address, drawn)
        return codes.issue(codes.CodeFormat(digits, string.digits), delivery.address, drawn)

    def latest(self, user: User, purpose: str) -> Code | None:
        """What was sent last for a purpose, in whatever state."""
        found = self._found(user, purpose)
        return found[-1] if found else None

    def check(self, user: User, purpose: str, typed: str) -> Code:
        """What was sent with this code, where it counts. It does until somebody spends it.

        Raises the service's error, and counts what was typed, where another code counts, or too
        many were typed for it, or none counts any more. Source: seen (which error).
        """
        found = self._found(user, purpose)
        right = self._right(found, typed)
        if right is not None:
            return right
        is_open = any(each.sent.state == "pending" for each in found)
        verdicts = [each.sent.judge(typed) for each in found[-1:]]
        if Verdict.LOCKED in verdicts:
            raise errors.locked()
        raise errors.mismatch() if is_open else errors.expired()

    def spend(self, user: User, purpose: str, code: Code) -> None:
        """The code has done what it was for: it counts no more, nor do others for that purpose."""
        code.sent.judge(code.sent.code or "")
        self._end(self._found(user, purpose))

    def revoke(self, user: User, purpose: str) -> None:
        """Nothing that was sent for the purpose counts any more, be it yet to be written."""
        outbox.catch_up()
        self._end(self._found(user, purpose))

    def forget(self, user: User) -> None:
        """The user is gone: nothing that was sent to them counts any more, likewise."""
        outbox.catch_up()
        for found in self._codes.pop(user.id, {}).values():
            self._end(found)

    def note(self, user: User, purpose: str, typed: str) -> None:
        """What was typed, right or wrong, has done what it was for, for moto takes any code."""
        found = self._found(user, purpose)
        right = self._right(found, typed)
        if right is not None:
            self.spend(user, purpose, right)
        elif found and found[-1].sent.state == "pending":
            found[-1].sent.judge(typed)

    def _found(self, user: User, purpose: str) -> tuple[Code, ...]:
        return self._codes.get(user.id, {}).get(purpose, ())

    @staticmethod
    def _end(found: tuple[Code, ...]) -> None:
        for each in found:
            if each.sent.state == "pending":
                each.sent.revoke()

    @staticmethod
    def _right(found: tuple[Code, ...], typed: str) -> Code | None:
        open_ones = (each for each in found if each.sent.state == "pending")
        return next((each for each in open_ones if each.sent.weigh(typed) is Verdict.RIGHT), None)

    def count(self, operation: str, user: User, limit: int) -> None:
        """Counts a call for a user. Raises the service's error beyond ``limit`` in an hour."""
        key, now = f"{operation} {user.id}", clock.now()
        if self._calls.count(key, now) >= limit:
            raise errors.limit_exceeded()
        self._calls.add(key, now)
