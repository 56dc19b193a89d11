"""Which of moto's operations send or take a code, and what stands beside each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from moto_contacts.gateway.dispatch import accept
from moto_contacts.gateway.errors import ServiceError
from moto_contacts.gateway.neighbours import Call, Gated, Later, Show
from moto_contacts.gateway.request import Response
from moto_contacts.services.cognitoidp import (
    attributes,
    deletions,
    invitations,
    passwords,
    second_factors,
    sign_ins,
    sign_ups,
)
from moto_contacts.services.cognitoidp.settings import checked, current

#: Operation of moto's -> what shows what it has sent, or knows what was typed.
SHOWN: Mapping[str, Show] = {
    "SignUp": Later(sign_ups.show_sign_up, find=sign_ups.to_whom),
    "ConfirmSignUp": sign_ups.shown_confirmation,
    "AdminConfirmSignUp": sign_ups.shown_admin_confirmation,
    "ForgotPassword": passwords.shown_request,
    "AdminResetUserPassword": passwords.shown_reset,
    "ConfirmForgotPassword": passwords.shown_new_password,
    "AdminCreateUser": invitations.shown_user,
    "InitiateAuth": sign_ins.shown_sign_in,
    "AdminInitiateAuth": sign_ins.shown_sign_in,
    "RespondToAuthChallenge": sign_ins.shown_response,
    "AdminRespondToAuthChallenge": sign_ins.shown_response,
    "UpdateUserAttributes": attributes.shown_update,
    "AdminUpdateUserAttributes": attributes.shown_update,
}


def _checked(call: Call) -> bool:
    return checked()


def _tells(call: Call) -> bool:
    return checked() or current.delivery_details == "sent"


def _meets_the_model(call: Call) -> bool:
    """Whether it does; what does not is moto's to answer, for moto takes more than AWS does."""
    try:
        accept(call.service, call.operation, lambda: call.members)
    except ServiceError:
        return False
    return True


def _gated(
    when: Callable[[Call], bool], **operations: Callable[[Call], Response]
) -> Mapping[str, Gated]:
    return {name: Gated(when, do) for name, do in operations.items()}


#: Operation of moto's -> when another answer than moto's is given, and which.
GATED: Mapping[str, Gated] = {
    **_gated(_tells, SignUp=sign_ups.sign_up, ForgotPassword=passwords.forgot_password),
    **_gated(
        _checked,
        ConfirmSignUp=sign_ups.confirm_sign_up,
        ConfirmForgotPassword=passwords.confirm_forgot_password,
        InitiateAuth=sign_ins.initiate_auth,
        AdminInitiateAuth=sign_ins.initiate_auth,
        SetUserPoolMfaConfig=second_factors.set_pool,
        GetUserPoolMfaConfig=second_factors.get_pool,
        SetUserMFAPreference=second_factors.prefer,
        AdminSetUserMFAPreference=second_factors.prefer,
        GetUser=second_factors.get_user,
        AdminGetUser=second_factors.get_user,
        RespondToAuthChallenge=sign_ins.respond,
        AdminRespondToAuthChallenge=sign_ins.respond,
        UpdateUserAttributes=attributes.update_user_attributes,
        AdminUpdateUserAttributes=attributes.admin_update_user_attributes,
    ),
    **_gated(
        _meets_the_model,
        AdminDeleteUser=deletions.delete_user,
        DeleteUserPool=deletions.delete_user_pool,
    ),
}
