"""New passwords for those who have forgotten theirs: a code that goes to what is verified."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.neighbours import Call
from moto_contacts.gateway.request import Response
from moto_contacts.services.cognitoidp import deliveries, errors, motos, templates
from moto_contacts.services.cognitoidp.clients import admitted, client_of
from moto_contacts.services.cognitoidp.motos import Client, User
from moto_contacts.services.cognitoidp.pending import PASSWORD, Pending
from moto_contacts.services.cognitoidp.settings import checked, current


def shown_request(performed: Call) -> None:
    """Shows the code that ForgotPassword sends."""
    user = client_of(performed).pool.find(performed.members["Username"])
    if user is not None:
        _send(performed.backend.family(Pending), user)


def shown_reset(performed: Call) -> None:
    """Shows the code that AdminResetUserPassword sends."""
    scope, members = performed.backend.scope, performed.members
    pool = motos.pool(scope.account, scope.region, members["UserPoolId"])
    _send(performed.backend.family(Pending), pool.user(members["Username"]))


def _send(pending: Pending, user: User) -> None:
    delivery = deliveries.for_password(user.pool, user, strict=checked())
    if delivery is None:
        return
    code = pending.code(user, PASSWORD, delivery)
    pending.send(
        user,
        PASSWORD,
        delivery,
        templates.verification(user.pool.config, delivery.medium, user.name, code),
        current.password_code_hours,
        code=code,
        attempts_allowed=current.wrong_codes_per_message,
    )


def forgot_password(call: Call) -> Response:
    """What moto answers, with the address that the code goes to; refused where there is none.

    Source: documented (verified addresses, hidden users), seen (states).
    """
    client = admitted(call) if checked() else client_of(call)
    username = call.members["Username"]
    user = client.pool.find(username)
    if checked():
        _admit(call.backend.family(Pending), client, user)
    found = None if user is None else deliveries.for_password(user.pool, user, strict=checked())
    if found is None and not checked():
        return call.hand_on().response
    delivery = found or deliveries.made_up(username)

    def name_the_address(answer: dict[str, Any]) -> None:
        answer["CodeDeliveryDetails"] = delivery.details()

    return call.hand_on().amended(name_the_address)


def _admit(pending: Pending, client: Client, user: User | None) -> None:
    if user is None:
        if client.hides_users:
            return
        raise errors.unknown_user()
    limit = current.password_requests_per_user_per_hour
    pending.count("ForgotPassword", user, limit)
    if user.status == "FORCE_CHANGE_PASSWORD":
        raise errors.no_reset()
    # Where an administrator alone may help moto says so.
    by_oneself = "admin_only" not in user.pool.recovery and not client.hides_users
    if by_oneself and deliveries.for_password(user.pool, user, strict=True) is None:
        raise errors.no_way_to_reset()


def shown_new_password(performed: Call) -> None:
    """The message knows what was typed, whatever moto takes."""
    user = client_of(performed).pool.user(performed.members["Username"])
    typed = performed.members["ConfirmationCode"]
    performed.backend.family(Pending).note(user, PASSWORD, typed)


def confirm_forgot_password(call: Call) -> Response:
    """What moto answers to the code that was sent, and to no other.

    A user whose password an administrator has reset is confirmed again. Source: documented.
    """
    pending = call.backend.family(Pending)
    with pending.scope.lock:
        client = admitted(call)
        user = client.pool.find(call.members["Username"])
        if user is None:
            raise errors.mismatch() if client.hides_users else errors.unknown_user()
        limit = current.password_confirmations_per_user_per_hour
        pending.count("ConfirmForgotPassword", user, limit)
        code = pending.check(user, PASSWORD, call.members["ConfirmationCode"])
        performed = call.hand_on()
        if performed.succeeded:
            pending.spend(user, PASSWORD, code)
            if user.status == "RESET_REQUIRED":
                user.confirm()
        return performed.response
