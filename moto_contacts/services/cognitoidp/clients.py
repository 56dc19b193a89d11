"""What calls name: app clients, mostly, or a pool; and a user."""

from __future__ import annotations

from moto_contacts.gateway.backend import Family, FamilyBackend
from moto_contacts.gateway.neighbours import Call
from moto_contacts.services.cognitoidp import errors, motos
from moto_contacts.services.cognitoidp.motos import Client, Pool, User


class Clients(Family):
    """Those of moto's pools in one account and region."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self._not_found = backend.dialect.not_found

    def find(self, client_id: str, pool_id: str | None = None) -> Client:
        """The client of this id, of this pool where one is named.

        Errors: ResourceNotFoundException.
        """
        found = motos.client(self.scope.account, self.scope.region, client_id)
        if found is None or pool_id not in (None, found.pool.id):
            raise self._not_found(None, f"User pool client {client_id}")
        return found


def client_of(asked: Call) -> Client:
    """The client that a call names. Errors: ResourceNotFoundException."""
    members = asked.members
    return asked.backend.family(Clients).find(members["ClientId"], members.get("UserPoolId"))


def admitted(call: Call) -> Client:
    """The same; whoever calls knows its secret, where it has one. Source: documented.

    Errors: ResourceNotFoundException, NotAuthorizedException.
    """
    client, members = client_of(call), call.members
    if not client.takes(members["Username"], members.get("SecretHash")):
        raise errors.secret_hash(client.id)
    return client


def pool_of(asked: Call) -> Pool | None:
    """The pool that a call names; None where there is none, which is moto's to say."""
    scope, pool_id = asked.backend.scope, asked.members["UserPoolId"]
    place = scope.account, scope.region, pool_id
    return motos.pool(*place) if motos.has_pool(*place) else None


def user_of(asked: Call, *otherwise: str) -> User | None:
    """The user whose access token a call has, or whom it names; None where there is none.

    ``otherwise`` are further names, in case that the first has become nobody's.
    """
    scope, members = asked.backend.scope, asked.members
    if "AccessToken" in members:
        found = motos.given_to(scope.account, scope.region, members["AccessToken"])
    else:
        pool = pool_of(asked)
        found = None if pool is None else (pool, members["Username"])
    if found is None:
        return None
    pool, name = found
    return next(filter(None, map(pool.find, (name, *otherwise))), None)
