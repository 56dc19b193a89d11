"""What the tests of Cognito share: a pool with one client, and what its users do."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, replace
from typing import Any

import boto3

NAME = "zoe"
EMAIL = "zoe@example.com"
PHONE = "+14255550100"
PASSWORD = "Pa55word!"
NEW_PASSWORD = "N3w-Pa55word!"
VERIFIED = {"email": EMAIL, "email_verified": "true"}
#: Of sign-ins. Source: seen.
MISMATCH = ("CodeMismatchException", "Invalid code or auth state for the user.")
EXPIRED = ("NotAuthorizedException", "Invalid session for the user, session is expired.")
USED = ("NotAuthorizedException", "Invalid session for the user, session can only be used once.")
DISABLED = ("NotAuthorizedException", "User is disabled.")
RESET_REQUIRED = ("PasswordResetRequiredException", "Password reset required for the user")
LIMIT = "Attempt limit exceeded, please try after some time."


@dataclass(frozen=True)
class Pool:
    """A user pool and its client."""

    cognito: Any
    id: str
    arn: str
    client_id: str

    def other_client(self) -> Pool:
        """The same pool, by a client more."""
        made = self.cognito.create_user_pool_client(UserPoolId=self.id, ClientName="app")
        return replace(self, client_id=made["UserPoolClient"]["ClientId"])

    def sign_up(self, username: str = NAME, **attributes: str) -> Any:
        return self.cognito.sign_up(
            ClientId=self.client_id,
            Username=username,
            Password=PASSWORD,
            UserAttributes=named(attributes),
        )

    def confirm(self, code: str, username: str = NAME) -> Any:
        return self.cognito.confirm_sign_up(
            ClientId=self.client_id, Username=username, ConfirmationCode=code
        )

    def resend(self, username: str = NAME, **members: str) -> Any:
        return self.cognito.resend_confirmation_code(
            ClientId=self.client_id, Username=username, **members
        )

    def forgot(self, username: str = NAME) -> Any:
        return self.cognito.forgot_password(ClientId=self.client_id, Username=username)

    def new_password(self, code: str, username: str = NAME) -> Any:
        return self.cognito.confirm_forgot_password(
            ClientId=self.client_id,
            Username=username,
            ConfirmationCode=code,
            Password=NEW_PASSWORD,
        )

    def create(self, username: str = NAME, **members: Any) -> Any:
        """A user whom an administrator makes."""
        return self.cognito.admin_create_user(UserPoolId=self.id, Username=username, **members)

    def confirmed(self, username: str = NAME, **attributes: str) -> str:
        """A confirmed user whom nothing was sent; the name."""
        self.create(username, MessageAction="SUPPRESS", UserAttributes=named(attributes))
        self.cognito.admin_set_user_password(
            UserPoolId=self.id, Username=username, Password=PASSWORD, Permanent=True
        )
        return username

    def disable(self, username: str = NAME) -> None:
        self.cognito.admin_disable_user(UserPoolId=self.id, Username=username)

    def enable(self, username: str = NAME) -> None:
        self.cognito.admin_enable_user(UserPoolId=self.id, Username=username)

    def reset(self, username: str = NAME) -> None:
        """An administrator resets the password of a user with a verified address."""
        self.cognito.admin_reset_user_password(UserPoolId=self.id, Username=username)

    def delete(self, username: str = NAME) -> None:
        self.cognito.admin_delete_user(UserPoolId=self.id, Username=username)

    def sign_in(self, password: str = PASSWORD, username: str = NAME, **parameters: str) -> Any:
        return self.cognito.initiate_auth(
            ClientId=self.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": username, "PASSWORD": password, **parameters},
        )

    def token(self, username: str = NAME) -> str:
        """An access token."""
        token: str = self.sign_in(username=username)["AuthenticationResult"]["AccessToken"]
        return token

    def secret_hash(self, username: str = NAME) -> str:
        """What shows that one knows the client's secret."""
        found = self.cognito.describe_user_pool_client(UserPoolId=self.id, ClientId=self.client_id)
        secret = found["UserPoolClient"]["ClientSecret"].encode()
        told_by = hmac.new(secret, (username + self.client_id).encode(), hashlib.sha256).digest()
        return base64.b64encode(told_by).decode()

    def status(self, username: str = NAME) -> str:
        found = self.cognito.admin_get_user(UserPoolId=self.id, Username=username)
        status: str = found["UserStatus"]
        return status

    def attributes(self, username: str = NAME) -> dict[str, str]:
        """Without the id."""
        found = self.cognito.admin_get_user(UserPoolId=self.id, Username=username)
        told = {each["Name"]: each["Value"] for each in found["UserAttributes"]}
        del told["sub"]
        return told


def told(error: dict[str, Any]) -> tuple[str, str]:
    """Code and text of an error."""
    return error["Error"]["Code"], error["Error"]["Message"]


def named(attributes: dict[str, str]) -> list[dict[str, str]]:
    """Attributes as the wire has them."""
    return [{"Name": name, "Value": value} for name, value in attributes.items()]


def make(cognito: Any, client: dict[str, Any] | None = None, **config: Any) -> Pool:
    """A pool that verifies e-mail addresses, unless it is told otherwise."""
    config = {"AutoVerifiedAttributes": ["email"], **config}
    pool = cognito.create_user_pool(PoolName="shop", **config)["UserPool"]
    made = cognito.create_user_pool_client(
        UserPoolId=pool["Id"], ClientName="web", **(client or {})
    )
    return Pool(cognito, pool["Id"], pool["Arn"], made["UserPoolClient"]["ClientId"])


def answer(pool: Pool, session: str, code: str, name: str = "SMS_MFA", who: str = NAME) -> Any:
    return pool.cognito.respond_to_auth_challenge(
        ClientId=pool.client_id,
        ChallengeName=name,
        Session=session,
        ChallengeResponses={"USERNAME": who, f"{name}_CODE": code},
    )


def client_of_nobody() -> Any:
    """A client of somebody whom moto's IAM knows and permits nothing."""
    iam = boto3.client("iam", "us-east-1")
    iam.create_user(UserName=NAME)
    key = iam.create_access_key(UserName=NAME)["AccessKey"]
    return boto3.client(
        "cognito-idp",
        "us-east-1",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )
