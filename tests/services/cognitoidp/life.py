"""How users of Cognito live: every operation of ours, every refusal, and a verification."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.harness import Aws, wrong
from tests.lives import Call, Latest, Refusal, Steps
from tests.services.cognitoidp.steps import EMAIL, NAME, NEW_PASSWORD, PASSWORD, VERIFIED, named


def pool(call: Call, client: dict[str, Any] | None = None, **config: Any) -> tuple[str, str]:
    """The ids of a new pool and of its client."""
    config = {"PoolName": "shop", "AutoVerifiedAttributes": ["email"], **config}
    pool_id = call("CreateUserPool", **config)["UserPool"]["Id"]
    members = {"UserPoolId": pool_id, "ClientName": "web", **(client or {})}
    client_id = call("CreateUserPoolClient", **members)["UserPoolClient"]["ClientId"]
    return pool_id, client_id


def user(call: Call, pool_id: str, name: str = NAME, **attributes: str) -> str:
    """The name of a confirmed user whom nothing was sent."""
    at = {"UserPoolId": pool_id, "Username": name}
    call("AdminCreateUser", **at, MessageAction="SUPPRESS", UserAttributes=named(attributes))
    call("AdminSetUserPassword", **at, Password=PASSWORD, Permanent=True)
    return name


def token(call: Call, client_id: str, name: str = NAME) -> str:
    """The access token of a user."""
    parameters = {"USERNAME": name, "PASSWORD": PASSWORD}
    signed_in = call(
        "InitiateAuth",
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters=parameters,
    )
    found: str = signed_in["AuthenticationResult"]["AccessToken"]
    return found


def sign_ups(call: Call, aws: Aws) -> None:
    _, client_id = pool(call)
    call(
        "SignUp",
        ClientId=client_id,
        Username=NAME,
        Password=PASSWORD,
        UserAttributes=named({"email": EMAIL}),
    )
    call("ResendConfirmationCode", ClientId=client_id, Username=NAME)
    assert len(aws.outbox.messages(to=EMAIL)) == 2


def attributes(call: Call, aws: Aws) -> None:
    pool_id, client_id = pool(call)
    user(call, pool_id, email=EMAIL)
    of = {"AccessToken": token(call, client_id), "AttributeName": "email"}
    call("GetUserAttributeVerificationCode", **of)
    call("VerifyUserAttribute", **of, Code=aws.outbox.code(to=EMAIL))
    assert verified(call, pool_id) == "true"


def verified(call: Call, pool_id: str) -> str:
    """What the user's attribute says of the address."""
    found = call("AdminGetUser", UserPoolId=pool_id, Username=NAME)["UserAttributes"]
    told: dict[str, str] = {each["Name"]: each["Value"] for each in found}
    return told.get("email_verified", "false")


def refusals(call: Call, aws: Aws) -> Iterator[Refusal]:
    pool_id, client_id = pool(call, AliasAttributes=["email"])
    user(call, pool_id, **VERIFIED)
    of = {"AccessToken": token(call, client_id), "AttributeName": "email"}
    get_code = partial(call, "GetUserAttributeVerificationCode", **of)
    verify = partial(call, "VerifyUserAttribute", **of)
    resend = partial(call, "ResendConfirmationCode", Username=NAME)
    yield "ExpiredCodeException", partial(verify, Code="123456")
    get_code()
    code = aws.outbox.code(to=EMAIL)
    yield "CodeMismatchException", partial(verify, Code=wrong(code))
    yield "InvalidParameterException", partial(verify, AttributeName="name", Code=code)
    yield "NotAuthorizedException", partial(verify, AccessToken="none", Code=code)
    yield "ResourceNotFoundException", partial(resend, ClientId="none")
    yield "UserNotFoundException", partial(resend, ClientId=client_id, Username="nobody")
    user(call, pool_id, "noah", **VERIFIED)
    yield "AliasExistsException", partial(verify, Code=code)
    with aws.settings(cognito_attribute_requests_per_user_per_hour=1):
        yield "LimitExceededException", get_code

    with aws.settings(cognito_codes="checked", cognito_wrong_codes_per_message=1):
        at = {"UserPoolId": pool_id, "Username": NAME}
        call("AdminResetUserPassword", **at)
        yield "PasswordResetRequiredException", partial(token, call, client_id)
        code = aws.outbox.code(to=EMAIL)
        new = partial(
            call,
            "ConfirmForgotPassword",
            ClientId=client_id,
            Username=NAME,
            Password=NEW_PASSWORD,
        )
        yield "CodeMismatchException", partial(new, ConfirmationCode=wrong(code))
        yield "TooManyFailedAttemptsException", partial(new, ConfirmationCode=code)

        factors = {"AllowedFirstAuthFactors": ["EMAIL_OTP"]}
        _, choosing = pool(call, Policies={"SignInPolicy": factors})
        member = {"ClientId": choosing, "Username": NAME}
        call("SignUp", **member, Password=PASSWORD)
        chosen = {"USERNAME": NAME, "PREFERRED_CHALLENGE": "EMAIL_OTP"}
        yield (
            "UserNotConfirmedException",
            partial(
                call,
                "InitiateAuth",
                ClientId=choosing,
                AuthFlow="USER_AUTH",
                AuthParameters=chosen,
            ),
        )


def verify(call: Call, latest: Latest) -> Steps:
    pool_id, client_id = pool(call)
    user(call, pool_id, email=EMAIL)
    of = {"AccessToken": token(call, client_id), "AttributeName": "email"}
    call("GetUserAttributeVerificationCode", **of)
    code = latest(EMAIL)["code"]
    type_code = partial(call, "VerifyUserAttribute", **of)
    return (
        lambda: verified(call, pool_id),
        partial(type_code, Code=wrong(code)),
        partial(type_code, Code=code),
    )


SEEN: dict[str, Any] = {
    "before": "false",
    "error": "CodeMismatchException",
    "message": "Invalid verification code provided, please try again.",
    "reason": None,
    "after": "true",
}
