"""Addresses of users, each verified by a code that goes there."""

from __future__ import annotations

from typing import Any

from moto_contacts.gateway.backend import Family, FamilyBackend, operation
from moto_contacts.gateway.neighbours import Call
from moto_contacts.gateway.request import Response
from moto_contacts.services.cognitoidp import deliveries, errors, motos, templates
from moto_contacts.services.cognitoidp.clients import user_of
from moto_contacts.services.cognitoidp.deliveries import ATTRIBUTES, Delivery
from moto_contacts.services.cognitoidp.motos import User
from moto_contacts.services.cognitoidp.pending import SIGN_UP, Pending
from moto_contacts.services.cognitoidp.settings import checked, current


class Attributes(Family):
    """Get a code and verify; what moto's updates of attributes send."""

    def __init__(self, backend: FamilyBackend):
        super().__init__(backend)
        self.pending = backend.family(Pending)

    def holder(self, access_token: str) -> User:
        """Whose access token it is. Errors: NotAuthorizedException; PasswordResetRequiredException.

        With codes that are not checked moto leaves users in that state for ever, so it means
        nothing. Source: documented, seen (text of disabled users).
        """
        user = motos.holder(self.scope.account, self.scope.region, access_token)
        if user is None:
            raise errors.no_access()
        if not user.enabled:
            raise errors.disabled()
        if checked() and user.status == "RESET_REQUIRED":
            raise errors.reset_required()
        return user

    def send(self, user: User, delivery: Delivery) -> None:
        """Sends a code that verifies an attribute with the address that is there, or shall be."""
        purpose = delivery.attribute
        code = self.pending.code(user, purpose, delivery)
        text = templates.verification(user.pool.config, delivery.medium, user.name, code)
        hours = current.attribute_code_hours
        self.pending.send(user, purpose, delivery, text, hours, code=code)

    def send_for(self, user: User, changed: dict[str, str]) -> list[Delivery]:
        """Sends codes to new addresses that the pool wants verified; tells which.

        Source: documented.
        """
        wanted = {*user.pool.auto_verified, *user.pool.verified_before_update}
        found = [Delivery(*each) for each in changed.items() if each[0] in wanted and each[1]]
        for delivery in found:
            self.send(user, delivery)
        return found

    @operation
    def get_user_attribute_verification_code(
        self,
        access_token: str,
        attribute_name: str,
        client_metadata: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """Sends a code that verifies an e-mail address or a phone number, and tells where to.

        It goes to an address that was verified before, too, and to one that waits for that.
        Errors: NotAuthorizedException for a token that is none, or of a disabled user;
        PasswordResetRequiredException, where codes are checked; InvalidParameterException for other
        attributes, and where the user has no such address; LimitExceededException.
        Source: seen (errors of attributes and tokens), documented (limit), inferred (the rest).
        """
        user = self.holder(access_token)
        if attribute_name not in ATTRIBUTES:
            raise errors.not_verifiable()
        limit = current.attribute_requests_per_user_per_hour
        self.pending.count("GetUserAttributeVerificationCode", user, limit)
        waits = self.pending.latest(user, attribute_name)
        delivery = deliveries.of(user, attribute_name)
        if waits is not None and waits.sent.state == "pending" and _counts(user, waits.delivery):
            delivery = waits.delivery
        if delivery is None:
            raise errors.nowhere(attribute_name)
        self.send(user, delivery)
        return {"CodeDeliveryDetails": delivery.details()}

    @operation
    def verify_user_attribute(self, access_token: str, attribute_name: str, code: str) -> None:
        """Makes the address verified that the code was sent to, and the user's, if it was not yet.

        Errors: NotAuthorizedException for a token that is none, or of a disabled user;
        PasswordResetRequiredException, where codes are checked; InvalidParameterException for other
        attributes; CodeMismatchException; ExpiredCodeException for a late code, one that was used,
        one for an address that is no more the user's, and where none was sent; AliasExistsException
        where the address is another user's name by now; LimitExceededException.
        Source: seen (codes, tokens), documented (limit, life time), inferred (the rest).
        """
        user = self.holder(access_token)
        if attribute_name not in ATTRIBUTES:
            raise errors.not_verifiable()
        limit = current.attribute_verifications_per_user_per_hour
        self.pending.count("VerifyUserAttribute", user, limit)
        found = self.pending.check(user, attribute_name, code)
        if not _counts(user, found.delivery):
            raise errors.expired()
        if user.pool.is_taken(attribute_name, found.delivery.address, user):
            raise errors.taken(attribute_name)
        self.pending.spend(user, attribute_name, found)
        user.change(**{attribute_name: found.delivery.address})
        user.verify(attribute_name)


def _counts(user: User, delivery: Delivery) -> bool:
    """Whether it is the user's address, or one that waits to be. Source: inferred."""
    waits = delivery.attribute in user.pool.verified_before_update
    return waits or deliveries.is_current(user, delivery)


def shown_update(performed: Call) -> None:
    """Shows the codes for new addresses. One that had its code already is not new."""
    told = _told(performed.members)
    # moto finds whoever signs in by an address by the new one already.
    user = user_of(performed, *(told[each] for each in ATTRIBUTES if each in told))
    if user is None or checked():
        return
    attributes = performed.backend.family(Attributes)
    known = (attributes.pending.latest(user, name) for name in (SIGN_UP, *ATTRIBUTES))
    had = {(each.delivery.attribute, each.delivery.address) for each in known if each is not None}
    new = {name: value for name, value in told.items() if (name, value) not in had}
    verified = [name for name in ATTRIBUTES if told.get(f"{name}_verified") == "true"]
    attributes.send_for(user, {name: new[name] for name in new if name not in verified})


def update_user_attributes(call: Call) -> Response:
    """What moto answers, with the addresses that codes go to.

    Where the pool wants it so a new address waits, and the one before stays; else it counts at
    once, and is not verified. Source: documented.
    """
    attributes = call.backend.family(Attributes)
    with attributes.scope.lock:
        user = attributes.holder(call.members["AccessToken"])
        performed, found = _update(attributes, call, user)
        details = [each.details() for each in found]
        return performed.amended(lambda answer: answer.update(CodeDeliveryDetailsList=details))


def admin_update_user_attributes(call: Call) -> Response:
    """The same for an administrator, who may call an address verified. Source: documented."""
    attributes = call.backend.family(Attributes)
    with attributes.scope.lock:
        user = user_of(call)
        if user is not None:
            performed, _ = _update(attributes, call, user)
            return performed.response
    return call.hand_on().response


def _update(attributes: Attributes, call: Call, user: User) -> tuple[Call, list[Delivery]]:
    """What moto makes of the call, and where codes went; the lock is held."""
    before = {name: user.attribute(name) for name in ATTRIBUTES}
    performed = call.hand_on()
    if not performed.succeeded:
        return performed, []
    user.pool.follow(user, before)
    told = _told(call.members)
    changed = [name for name in ATTRIBUTES if told.get(name, before[name]) != before[name]]
    unverified = [name for name in changed if told.get(f"{name}_verified") != "true"]
    for name in set(changed).difference(unverified):
        attributes.pending.revoke(user, name)
    for name in unverified:
        if name in user.pool.verified_before_update:
            user.restore(name, before[name])
        else:
            user.verify(name, False)
    return performed, attributes.send_for(user, {name: told[name] for name in unverified})


def _told(members: Any) -> dict[str, str]:
    """The attributes of a request, by their names."""
    return {each["Name"]: each["Value"] for each in members["UserAttributes"]}
