"""Users who are deleted, alone or with their pool: what was sent to them counts no more."""

from __future__ import annotations

from collections.abc import Iterable

from moto_contacts.gateway.neighbours import Call
from moto_contacts.gateway.request import Response
from moto_contacts.services.cognitoidp.clients import pool_of, user_of
from moto_contacts.services.cognitoidp.motos import User
from moto_contacts.services.cognitoidp.pending import Pending


def delete_user(call: Call) -> Response:
    """What moto answers; nothing that was sent to the user is good for anything then.

    Source: inferred.
    """
    user = user_of(call)
    performed = call.hand_on()
    if performed.succeeded and user is not None:
        _forget(performed, [user])
    return performed.response


def delete_user_pool(call: Call) -> Response:
    """The same, of all users of the pool. Source: inferred."""
    pool = pool_of(call)
    performed = call.hand_on()
    if performed.succeeded and pool is not None:
        _forget(performed, pool.users())
    return performed.response


def _forget(performed: Call, users: Iterable[User]) -> None:
    pending = performed.backend.family(Pending)
    with pending.scope.lock:
        for user in users:
            pending.forget(user)
