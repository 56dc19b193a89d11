"""What moto's Cognito keeps; the one file that knows it.

It is read here, and changed in nothing but what somebody's code or link changes.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from moto_contacts.simulation.state import backend_of


@cache
def _models() -> Any:
    """moto's own, imported by the first call: it needs what ``moto[cognitoidp]`` alone brings."""
    return import_module("moto.cognitoidp.models")


def _backend(account: str, region: str) -> Any:
    return backend_of(_models().cognitoidp_backends, account, region)


class Pool:
    """A user pool."""

    def __init__(self, motos: Any):
        self._motos = motos
        self.id: str = motos.id
        self.arn: str = motos.arn

    @property
    def config(self) -> Mapping[str, Any]:
        """What it was made with, in the spelling of the wire, and what was set since."""
        config: dict[str, Any] = self._motos.extended_config
        sms = self._motos.sms_mfa_config or {}
        own = sms.get("SmsAuthenticationMessage")
        return {**config, "SmsAuthenticationMessage": own} if own else config

    def _at(self, *path: str) -> Any:
        found: Any = self._motos.extended_config
        for name in path:
            found = (found or {}).get(name)
        return found

    def _list(self, *path: str) -> list[Any]:
        return self._at(*path) or []

    @property
    def auto_verified(self) -> list[str]:
        """The attributes that are verified by themselves, and to which codes go for it."""
        return self._list("AutoVerifiedAttributes")

    @property
    def verified_before_update(self) -> list[str]:
        """The attributes whose new values count when they are verified."""
        name = "AttributesRequireVerificationBeforeUpdate"
        return self._list("UserAttributeUpdateSettings", name)

    @property
    def recovery(self) -> list[str]:
        """How a new password is come by, what is preferred first; empty where it was not set."""
        ways = self._list("AccountRecoverySetting", "RecoveryMechanisms")
        return [way["Name"] for way in sorted(ways, key=lambda way: way["Priority"])]

    @property
    def sender(self) -> str:
        """Whom its mails come from. Source: documented (its own), seen (Cognito's)."""
        return self._at("EmailConfiguration", "From") or "no-reply@verificationemail.com"

    @property
    def mfa(self) -> str:
        """Whether sign-ins need a second factor: OFF, OPTIONAL or ON."""
        found: str = self._motos.mfa_config
        return found

    def ask_for_nothing_of_motos(self, mfa: str) -> None:
        """Whether sign-ins need a second factor, which is none that moto knows."""
        self._motos.mfa_config = mfa
        self._motos.sms_mfa_config = self._motos.token_mfa_config = None

    def has_custom_sender(self, medium: str) -> bool:
        """Whether a Lambda function sends what it has to send: EMAIL or SMS."""
        name = {"EMAIL": "CustomEmailSender", "SMS": "CustomSMSSender"}[medium]
        return bool(self._at("LambdaConfig", name))

    def days_of_temporary_password(self) -> float:
        """How long a temporary password counts. Source: documented."""
        return float(self._at("Policies", "PasswordPolicy", "TemporaryPasswordValidityDays") or 7)

    @property
    def first_factors(self) -> list[str]:
        """By what users may sign in. Source: documented."""
        return self._list("Policies", "SignInPolicy", "AllowedFirstAuthFactors") or ["PASSWORD"]

    def sign_in(self, client: Any, username: str) -> dict[str, Any]:
        """moto's tokens for a user, by a client of moto's."""
        found: dict[str, Any] = self._motos.backend._log_user_in(self._motos, client, username)
        return found

    def begin(self, client: str, flow: str, given: Mapping[str, str]) -> dict[str, Any]:
        """moto's answer to a sign-in by another flow."""
        found: dict[str, Any] = self._motos.backend.initiate_auth(client, flow, given)
        return found

    def is_taken(self, attribute: str, address: str, by: User) -> bool:
        """Whether another user than this one signs in by the address. Source: documented."""
        same = self._others(attribute, address, by)
        if attribute in self._list("UsernameAttributes"):
            return bool(same)
        is_alias = attribute in self._list("AliasAttributes")
        return is_alias and any(each.is_verified(attribute) for each in same)

    def take(self, attribute: str, address: str, by: User) -> None:
        """From now on the address is an alias of nobody but this user. Source: documented."""
        if attribute in self._list("AliasAttributes"):
            for each in self._others(attribute, address, by):
                each.verify(attribute, False)

    def _others(self, attribute: str, address: str, by: User) -> list[User]:
        others = [each for each in self.users() if each.id != by.id]
        return [each for each in others if each.attribute(attribute) == address]

    def follow(self, user: User, former: Mapping[str, str]) -> None:
        """Tokens stay the user's, though they were given to one who had these attributes.

        moto keeps by which address somebody has signed in, and finds nobody once it is another.
        """
        signed_in_by = former.keys() & self._list("UsernameAttributes")
        names = {former[attribute] for attribute in signed_in_by}
        pool = self._motos
        for tokens in (pool.access_tokens, pool.id_tokens, pool.refresh_tokens) if names else ():
            for token, given in list(tokens.items()):
                if given is not None and given[1] in names:
                    tokens[token] = (given[0], user.name, *given[2:])

    def users(self) -> list[User]:
        """All of them; of a pool that is deleted, those that it had."""
        return [User(self, each) for each in list(self._motos.users.values())]

    def has(self, name: str) -> bool:
        """Whether there is a user of this very name."""
        return name in self._motos.users

    def find(self, name: str) -> User | None:
        """The user whom moto finds by this name, address or phone number."""
        found = self._motos._get_user(name)
        return None if found is None else User(self, found)

    def user(self, name: str) -> User:
        """The same, of whom moto has just said that there is one; found at once by a name."""
        return User(self, self._motos.users.get(name) or self._motos._get_user(name))


class User:
    """A user of a pool."""

    def __init__(self, pool: Pool, motos: Any):
        self.pool = pool
        self._motos = motos
        #: What no other user has ever had.
        self.id: str = motos.id
        self.name: str = motos.username

    @property
    def status(self) -> str:
        """As the wire has it."""
        status: str = _models().UserStatus(self._motos.status).value
        return status

    @property
    def enabled(self) -> bool:
        """Whether no administrator has disabled the user."""
        enabled: bool = self._motos.enabled
        return enabled

    @property
    def password(self) -> str | None:
        """The password; None where none was set."""
        password: str | None = self._motos.password
        return password

    def give_password(self, password: str) -> None:
        """A temporary one, where an administrator has given none."""
        self._motos.password = password

    def attribute(self, name: str) -> str:
        """The value of an attribute; a blank where there is none."""
        value: str = self._motos.attribute_lookup.get(name) or ""
        return value

    def change(self, **attributes: str) -> None:
        """From now on the attributes have these values."""
        former = {name: self.attribute(name) for name in attributes}
        self._motos.update_attributes(
            [{"Name": name, "Value": value} for name, value in attributes.items()]
        )
        self.pool.follow(self, former)

    def restore(self, name: str, value: str) -> None:
        """An attribute has the value that it had before; a blank where it had none."""
        if value:
            self.change(**{name: value})
        else:
            self._motos.delete_attributes([name])

    def is_verified(self, attribute: str) -> bool:
        """Whether an e-mail address or a phone number is verified."""
        return self.attribute(f"{attribute}_verified").lower() == "true"

    def verify(self, attribute: str, verified: bool = True) -> None:
        """From now on an e-mail address or a phone number is verified, or is not."""
        self.change(**{f"{attribute}_verified": str(verified).lower()})

    @property
    def factors(self) -> list[str]:
        """The second factors that moto knows to be on."""
        on = {
            "SMS_MFA": self._motos.sms_mfa_enabled,
            "SOFTWARE_TOKEN_MFA": self._motos.software_token_mfa_enabled,
        }
        return [name for name in on if on[name]]

    @property
    def preferred_factor(self) -> str:
        """The second factor that a sign-in is to ask for; a blank for none."""
        found: str = self._motos.preferred_mfa_setting or ""
        return found

    def prefer(self, factor: str) -> None:
        """From now on sign-ins ask for this one; moto knows none by mail, and asks for nothing."""
        self._motos.preferred_mfa_setting = factor

    def confirm(self) -> None:
        """UNCONFIRMED or RESET_REQUIRED -> CONFIRMED."""
        self._motos.status = _models().UserStatus.CONFIRMED


class Client:
    """An app client, and its pool."""

    def __init__(self, pool: Any, motos: Any):
        self._motos = motos
        self.pool = Pool(pool)

    @property
    def id(self) -> str:
        """Its id."""
        found: str = self._motos.id
        return found

    def allows(self, flow: str) -> bool:
        """Whether sign-ins may take a flow; without a list they may. Source: documented."""
        flows = self._motos.extended_config.get("ExplicitAuthFlows")
        return not flows or f"ALLOW_{flow}" in flows

    def sign_in(self, user: User) -> dict[str, Any]:
        """moto's tokens, as a sign-in answers them."""
        found: dict[str, Any] = self.pool.sign_in(self._motos, user.name)
        return found

    def begin(self, flow: str, given: Mapping[str, str]) -> dict[str, Any]:
        """moto's answer to a sign-in by another flow than was asked for."""
        return self.pool.begin(self.id, flow, given)

    @property
    def hides_users(self) -> bool:
        """Whether it answers for users who do not exist as for those who do."""
        return bool(self._motos.extended_config.get("PreventUserExistenceErrors") == "ENABLED")

    @property
    def session_hours(self) -> float:
        """How long a sign-in may take. Source: documented."""
        return float(self._motos.extended_config.get("AuthSessionValidity") or 3) / 60

    def takes(self, username: str, secret_hash: str | None) -> bool:
        """Whether the request knows the client's secret, where it has one."""
        if not self._motos.generate_secret:
            return True
        secret, text = self._motos.secret, username + self.id
        right = hmac.digest(secret.encode(), text.encode(), "sha256")
        return secret_hash == base64.b64encode(right).decode()


def _backends() -> Iterator[Any]:
    for regions in list(_models().cognitoidp_backends.values()):
        yield from list(regions.values())


def _pools(account: str, region: str) -> list[Any]:
    return list(_backend(account, region).user_pools.values())


def home(members: Any) -> tuple[str, str] | None:
    """The account and region of the pool that a call is about, as moto finds it.

    Most calls are not signed, so where they are made says little: they name a client or a token.
    None where they name the pool itself, or what there is not.
    """
    if not isinstance(members, dict) or "UserPoolId" in members:
        return None
    client_id, token = members.get("ClientId"), members.get("AccessToken")
    for backend in _backends():
        for pool in list(backend.user_pools.values()):
            if _is(client_id, pool.clients) or _is(token, pool.access_tokens):
                return backend.account_id, backend.region_name
    return None


def _is(name: Any, among: Mapping[str, Any]) -> bool:
    return isinstance(name, str) and name in among


def client(account: str, region: str, client_id: str) -> Client | None:
    """The app client of this id."""
    for pool in _pools(account, region):
        if client_id in pool.clients:
            return Client(pool, pool.clients[client_id])
    return None


def pool(account: str, region: str, pool_id: str) -> Pool:
    """The pool of this id; a ``KeyError`` where there is none."""
    return Pool(_backend(account, region).user_pools[pool_id])


def has_pool(account: str, region: str, pool_id: str) -> bool:
    """Whether there is one of this id."""
    return pool_id in _backend(account, region).user_pools


def given_to(account: str, region: str, access_token: str) -> tuple[Pool, str] | None:
    """The pool of an access token, and the name that somebody has signed in by for it."""
    for each in _pools(account, region):
        if access_token in each.access_tokens:
            return Pool(each), each.access_tokens[access_token][1]
    return None


def holder(account: str, region: str, access_token: str) -> User | None:
    """Whose access token it is."""
    found = given_to(account, region, access_token)
    return None if found is None else found[0].find(found[1])


def in_session(account: str, region: str, session: str) -> User | None:
    """Who signs in by this session."""
    found = _backend(account, region).sessions.get(session)
    return None if found is None else Pool(found[1]).find(found[0])
