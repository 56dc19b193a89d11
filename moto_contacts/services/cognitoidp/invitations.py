"""Users whom an administrator makes: what invites them, with a temporary password."""

from __future__ import annotations

import string

from moto_contacts.gateway.neighbours import Call
from moto_contacts.services.cognitoidp import deliveries, motos, templates
from moto_contacts.services.cognitoidp.motos import User
from moto_contacts.services.cognitoidp.pending import INVITATION, Pending
from moto_contacts.simulation.codes import Drawn

_SYMBOLS = "!#$%&*+-=?@"


def shown_user(performed: Call) -> None:
    """Shows what invites a new user; unless it is suppressed.

    On ``RESEND`` moto makes the user anew, without the attributes and the password that the request
    does not repeat; so nothing is sent where it does not repeat the address.

    Where no password was given moto has none; then it gets the one of the message, so that it is
    good for something.
    """
    members, scope = performed.members, performed.backend.scope
    pool = motos.pool(scope.account, scope.region, members["UserPoolId"])
    user = pool.user(members["Username"])
    if members.get("MessageAction") == "SUPPRESS":
        return
    found = deliveries.for_invitation(user, members.get("DesiredDeliveryMediums") or ())
    if not found:
        return
    pending = performed.backend.family(Pending)
    if user.password is None:
        user.give_password(_password(pending.drawn(user, INVITATION)))
    hours = pool.days_of_temporary_password() * 24
    for delivery in found:
        text = templates.invitation(pool.config, delivery.medium, user.name, str(user.password))
        purpose = f"{INVITATION} {delivery.medium}"
        pending.send(user, purpose, delivery, text, hours, code=user.password)


def _password(drawn: Drawn) -> str:
    """A temporary one, which meets every policy. Source: inferred (its form)."""
    kinds = (string.ascii_uppercase, string.ascii_lowercase, string.digits, _SYMBOLS)
    return "".join(character for kind in kinds for character in drawn.choices(kind, k=3))


def type_password(pending: Pending, user: User, password: str) -> None:
    """The password that a user has typed may be that of the invitation."""
    for medium in ("SMS", "EMAIL"):
        pending.note(user, f"{INVITATION} {medium}", password)


def has_expired(pending: Pending, user: User) -> bool:
    """Whether the user has been invited, and has not come in time.

    A temporary password that an administrator has set since is another. Source: documented.
    """
    if user.status != "FORCE_CHANGE_PASSWORD":
        return False
    found = [pending.latest(user, f"{INVITATION} {medium}") for medium in ("SMS", "EMAIL")]
    sent = [each.sent for each in found if each is not None and each.sent.code == user.password]
    return any(each.state == "expired" for each in sent)
