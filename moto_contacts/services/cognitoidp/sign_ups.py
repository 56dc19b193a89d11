"""Sign-ups: the code, or the link, that confirms them."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.neighbours import Call
from moto_contacts.gateway.request import Response
from moto_contacts.services.cognitoidp import deliveries, errors, motos, templates
from moto_contacts.services.cognitoidp.clients import Clients, admitted, client_of
from moto_contacts.services.cognitoidp.deliveries import Delivery
from moto_contacts.services.cognitoidp.motos import User
from moto_contacts.services.cognitoidp.pending import SIGN_UP, Pending
from moto_contacts.services.cognitoidp.settings import checked, current


class SignUps(Family):
    """Resend; what moto's SignUp sends, and what is typed for it."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self.pending = backend.family(Pending)
        self._clients = backend.family(Clients)

    def send(self, user: User, delivery: Delivery) -> None:
        """Sends what confirms a sign-up."""
        carried: dict[str, Any]
        config, medium = user.pool.config, delivery.medium
        text = templates.verification_link(config, user.name)
        if text is not None and medium == "EMAIL":
            token = f"{self.pending.drawn(user, SIGN_UP).bits():032x}"
            carried = {"token": token, "confirm": partial(self.confirm, user, delivery)}
        else:
            code = self.pending.code(user, SIGN_UP, delivery)
            text = templates.verification(config, medium, user.name, code)
            carried = {"code": code, "attempts_allowed": current.wrong_codes_per_message}
        hours = current.sign_up_code_hours
        self.pending.send(user, SIGN_UP, delivery, text, hours, **carried)

    def confirm(self, user: User, delivery: Delivery) -> None:
        """UNCONFIRMED -> CONFIRMED, and what the code or link went to is verified.

        A user who was confirmed or deleted meanwhile stays so; an address that is another by now is
        not verified. Source: documented, inferred (the last).
        """
        if user.status == "UNCONFIRMED":
            user.confirm()
            if deliveries.is_current(user, delivery):
                user.verify(delivery.attribute)

    @operation
    def resend_confirmation_code(
        self,
        client_id: str,
        username: str,
        secret_hash: str | None = None,
        user_context_data: dict[str, Any] | None = None,
        analytics_metadata: dict[str, Any] | None = None,
        client_metadata: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """Sends another code, or link, for a sign-up, and tells where to.

        The one before counts no more, or still does by a setting. A client that hides whether users
        exist tells of an address for whoever does not.
        Errors: ResourceNotFoundException for an unknown client; NotAuthorizedException for a wrong
        secret hash; UserNotFoundException; InvalidParameterException where the user is confirmed,
        and where there is nothing to send to; LimitExceededException.
        Source: documented (limit), seen (no pause between two), inferred (the rest).
        """
        client = self._clients.find(client_id)
        if not client.takes(username, secret_hash):
            raise errors.secret_hash(client_id)
        user = client.pool.find(username)
        if user is None:
            if not client.hides_users:
                raise errors.unknown_user()
            return {"CodeDeliveryDetails": deliveries.made_up(username).details()}
        limit = current.resends_per_user_per_hour
        self.pending.count("ResendConfirmationCode", user, limit)
        if user.status != "UNCONFIRMED":
            raise errors.confirmed()
        delivery = deliveries.for_sign_up(user.pool, user)
        if delivery is None:
            raise errors.no_auto_verification()
        self.send(user, delivery)
        return {"CodeDeliveryDetails": delivery.details()}


class _To(NamedTuple):
    """Who has signed up, and where what confirms it goes to."""

    user: User
    delivery: Delivery


def to_whom(performed: Call) -> _To | None:
    """To whom something goes that confirms the sign-up; None where the pool sends nothing."""
    user = _signed_up(performed)
    delivery = deliveries.for_sign_up(user.pool, user)
    return None if delivery is None else _To(user, delivery)


def show_sign_up(performed: Call, to: _To) -> None:
    """Shows what confirms the sign-up."""
    performed.backend.family(SignUps).send(*to)


def sign_up(call: Call) -> Response:
    """What moto answers, with the address that the code goes to."""
    if checked():
        admitted(call)
    performed = call.hand_on()

    def name_the_address(answer: dict[str, Any]) -> None:
        answer.pop("CodeDeliveryDetails", None)
        to = to_whom(performed)
        if to is not None:
            answer["CodeDeliveryDetails"] = to.delivery.details()

    return performed.amended(name_the_address)


def _signed_up(performed: Call) -> User:
    pool, name = client_of(performed).pool, performed.members["Username"]
    # Whoever signs up by an address has a name of moto's making.
    return pool.user(name if pool.has(name) else performed.told("UserSub"))


def shown_confirmation(performed: Call) -> None:
    """The message knows what was typed, whatever moto takes."""
    user = client_of(performed).pool.user(performed.members["Username"])
    typed = performed.members["ConfirmationCode"]
    performed.backend.family(Pending).note(user, SIGN_UP, typed)


def shown_admin_confirmation(performed: Call) -> None:
    """What was sent for the sign-up counts no more, for it is confirmed. Source: inferred."""
    scope, members = performed.backend.scope, performed.members
    pool = motos.pool(scope.account, scope.region, members["UserPoolId"])
    performed.backend.family(Pending).revoke(pool.user(members["Username"]), SIGN_UP)


def confirm_sign_up(call: Call) -> Response:
    """What moto answers to the code that was sent, and to no other.

    An address that is another user's alias stays so, unless it is forced; one that is another by
    now is not verified. Source: documented, inferred (the last).
    """
    pending = call.backend.family(Pending)
    with pending.scope.lock:
        client = admitted(call)
        user = client.pool.find(call.members["Username"])
        if user is None:
            raise errors.expired() if client.hides_users else errors.unknown_user()
        pending.count("ConfirmSignUp", user, current.confirmations_per_user_per_hour)
        if user.status != "UNCONFIRMED":
            raise errors.not_to_be_confirmed(user.status)
        code = pending.check(user, SIGN_UP, call.members["ConfirmationCode"])
        attribute, address = code.delivery.attribute, code.delivery.address
        verifies = deliveries.is_current(user, code.delivery)
        forced = call.members.get("ForceAliasCreation", False)
        if verifies and not forced and client.pool.is_taken(attribute, address, by=user):
            raise errors.taken(attribute)
        performed = call.hand_on()
        if performed.succeeded:
            pending.spend(user, SIGN_UP, code)
        if performed.succeeded and verifies:
            client.pool.take(attribute, address, by=user)
            user.verify(attribute)
        return performed.response
