"""The demonstration of a sign-up, confirmed by a code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto_contacts.steps import EMAIL, Step, wrong

_USER = "zoe"


def steps(client: Any, outbox: Any) -> Iterator[Step]:
    """From a sign-up to a verified address; `outbox` is the client's."""
    pool = client.create_user_pool(PoolName="shop", AutoVerifiedAttributes=["email"])["UserPool"]
    made = client.create_user_pool_client(
        UserPoolId=pool["Id"], ClientName="web", ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )
    client_id = made["UserPoolClient"]["ClientId"]
    password = "Pa55word!"

    def code() -> Any:
        return outbox.code(to=EMAIL, service="cognito-idp")

    def sign_up() -> Any:
        attributes = [{"Name": "email", "Value": EMAIL}]
        client.sign_up(
            ClientId=client_id, Username=_USER, Password=password, UserAttributes=attributes
        )
        client.confirm_sign_up(ClientId=client_id, Username=_USER, ConfirmationCode=code())
        return client.admin_get_user(UserPoolId=pool["Id"], Username=_USER)["UserStatus"]

    def verify(typed: str) -> Any:
        parameters = {"USERNAME": _USER, "PASSWORD": password}
        signed_in = client.initiate_auth(
            ClientId=client_id, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters
        )
        token = signed_in["AuthenticationResult"]["AccessToken"]
        client.get_user_attribute_verification_code(AccessToken=token, AttributeName="email")
        client.verify_user_attribute(AccessToken=token, AttributeName="email", Code=typed or code())
        found = client.admin_get_user(UserPoolId=pool["Id"], Username=_USER)
        told = {each["Name"]: each["Value"] for each in found["UserAttributes"]}
        return told["email_verified"]

    yield "sign up, type the code", "CONFIRMED", sign_up
    yield (
        "type a wrong code for the address",
        "CodeMismatchException",
        lambda: verify(wrong(code())),
    )
    yield "verify the address", "true", lambda: verify("")
