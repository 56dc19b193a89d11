"""Addresses of users: the codes that verify them, and new ones that wait for it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused, wrong
from tests.services.cognitoidp.steps import (
    DISABLED,
    EMAIL,
    LIMIT,
    NAME,
    PHONE,
    Pool,
    make,
    named,
    told,
)

NEW = "new@example.com"
WAITS = {"AttributesRequireVerificationBeforeUpdate": ["email"]}


def get_code(pool: Pool, token: str, attribute: str = "email") -> Any:
    return pool.cognito.get_user_attribute_verification_code(
        AccessToken=token, AttributeName=attribute
    )


def verify(pool: Pool, token: str, code: str, attribute: str = "email") -> Any:
    return pool.cognito.verify_user_attribute(AccessToken=token, AttributeName=attribute, Code=code)


def update(pool: Pool, token: str, **attributes: str) -> Any:
    return pool.cognito.update_user_attributes(AccessToken=token, UserAttributes=named(attributes))


@pytest.fixture
def token(pool: Pool) -> str:
    """That of a user with an address that is not verified."""
    pool.confirmed(email=EMAIL)
    return pool.token()


class TestGetUserAttributeVerificationCode:
    @pytest.mark.wire
    def test_sends_a_code(self, aws: Aws, pool: Pool, token: str) -> None:
        assert get_code(pool, token)["CodeDeliveryDetails"] == {
            "AttributeName": "email",
            "DeliveryMedium": "EMAIL",
            "Destination": "z***@e***",
        }
        message = aws.outbox.latest(to=EMAIL)
        assert (message.kind, message.state) == ("code", "pending")
        assert "AccessToken" not in message.parameters

    def test_phone(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(phone_number=PHONE)
        details = get_code(pool, pool.token(), "phone_number")["CodeDeliveryDetails"]
        assert details["Destination"] == "+*******0100"
        assert aws.outbox.latest(to=PHONE).channel == "SMS"

    def test_token_that_is_none(self, pool: Pool) -> None:
        error = refused(get_code, pool=pool, token="none")
        assert told(error) == ("NotAuthorizedException", "Invalid Access Token")

    def test_disabled_user(self, pool: Pool, token: str) -> None:
        pool.disable()
        assert told(refused(get_code, pool=pool, token=token)) == DISABLED

    def test_other_attributes(self, pool: Pool, token: str) -> None:
        error = refused(get_code, pool=pool, token=token, attribute="name")
        text = "Invalid attribute name. Only phone_number and email can be verified."
        assert told(error) == ("InvalidParameterException", text)

    @pytest.mark.parametrize(
        ("attribute", "what"), [("email", "email address"), ("phone_number", "phone number")]
    )
    def test_attribute_that_the_user_lacks(self, pool: Pool, attribute: str, what: str) -> None:
        pool.confirmed()
        error = refused(get_code, pool=pool, token=pool.token(), attribute=attribute)
        text = f"User does not have a valid registered {what}"
        assert told(error) == ("InvalidParameterException", text)

    def test_address_that_is_deleted(self, aws: Aws, pool: Pool, token: str) -> None:
        get_code(pool, token)
        pool.cognito.admin_delete_user_attributes(
            UserPoolId=pool.id, Username=NAME, UserAttributeNames=["email"]
        )
        code = aws.outbox.code(to=EMAIL)
        error = refused(verify, pool=pool, token=token, code=code)
        assert error["Error"]["Code"] == "ExpiredCodeException"
        assert "email" not in pool.attributes()
        error = refused(get_code, pool=pool, token=token)
        assert "does not have a valid registered email address" in error["Error"]["Message"]

    def test_limit_of_an_hour(self, aws: Aws, pool: Pool, token: str) -> None:
        for _ in range(5):
            get_code(pool, token)
        error = refused(get_code, pool=pool, token=token)
        assert told(error) == ("LimitExceededException", LIMIT)
        aws.clock.advance(hours=1)
        get_code(pool, token)

    def test_where_the_password_must_be_reset(
        self, cognito: Any, pool: Pool, checked: None
    ) -> None:
        pool.confirmed(email=EMAIL, email_verified="true")
        token = pool.token()
        cognito.admin_reset_user_password(UserPoolId=pool.id, Username=NAME)
        error = refused(get_code, pool=pool, token=token)
        assert told(error)[0] == "PasswordResetRequiredException"

    def test_pool_of_another_region(self, aws: Aws) -> None:
        """Whoever signs nothing says nothing of it: the token does."""
        pool = make(aws.client("cognito-idp", "eu-west-1"))
        pool.confirmed(email=EMAIL)
        elsewhere = Pool(aws.client("cognito-idp"), pool.id, pool.arn, pool.client_id)
        get_code(elsewhere, pool.token())
        assert aws.outbox.latest(to=EMAIL).region == "eu-west-1"
        verify(elsewhere, pool.token(), aws.outbox.code(to=EMAIL))
        assert pool.attributes()["email_verified"] == "true"


class TestVerifyUserAttribute:
    @pytest.mark.wire
    def test_right_code_counts_once(self, aws: Aws, pool: Pool, token: str) -> None:
        get_code(pool, token)
        code = aws.outbox.code(to=EMAIL)
        verify(pool, token, code)
        assert pool.attributes() == {"email": EMAIL, "email_verified": "true"}
        assert aws.outbox.latest(to=EMAIL).state == "verified"
        error = refused(verify, pool=pool, token=token, code=code)
        assert told(error)[0] == "ExpiredCodeException"

    @pytest.mark.wire
    def test_wrong_code(self, aws: Aws, pool: Pool, token: str) -> None:
        get_code(pool, token)
        error = refused(verify, pool=pool, token=token, code=wrong(aws.outbox.code(to=EMAIL)))
        text = "Invalid verification code provided, please try again."
        assert told(error) == ("CodeMismatchException", text)
        assert pool.attributes() == {"email": EMAIL}

    def test_late_code(self, aws: Aws, pool: Pool, token: str) -> None:
        get_code(pool, token)
        code = aws.outbox.code(to=EMAIL)
        aws.clock.advance(hours=24, seconds=1)
        error = refused(verify, pool=pool, token=token, code=code)
        text = "Invalid code provided, please request a code again."
        assert told(error) == ("ExpiredCodeException", text)

    def test_without_any_code(self, pool: Pool, token: str) -> None:
        error = refused(verify, pool=pool, token=token, code="123456")
        assert told(error)[0] == "ExpiredCodeException"

    def test_code_of_the_other_attribute(self, aws: Aws, pool: Pool, token: str) -> None:
        get_code(pool, token)
        code = aws.outbox.code(to=EMAIL)
        error = refused(verify, pool=pool, token=token, code=code, attribute="phone_number")
        assert told(error)[0] == "ExpiredCodeException"

    @pytest.mark.parametrize("operation", ["VerifyUserAttribute", "ConfirmSignUp"])
    def test_body_that_cannot_be_read(self, aws: Aws, operation: str, checked: None) -> None:
        answer = aws.post("cognito-idp", operation, "not JSON")
        assert (answer.status_code, answer.json()["__type"]) == (400, "InvalidParameterException")

    def test_disabled_user(self, aws: Aws, pool: Pool, token: str) -> None:
        get_code(pool, token)
        pool.disable()
        code = aws.outbox.code(to=EMAIL)
        assert told(refused(verify, pool=pool, token=token, code=code)) == DISABLED

    def test_other_attributes(self, pool: Pool, token: str) -> None:
        error = refused(verify, pool=pool, token=token, code="123456", attribute="name")
        assert told(error)[0] == "InvalidParameterException"

    def test_again_where_it_is_verified(self, aws: Aws, pool: Pool, token: str) -> None:
        for _ in range(2):
            get_code(pool, token)
            verify(pool, token, aws.outbox.code(to=EMAIL))
        assert pool.attributes()["email_verified"] == "true"

    def test_limit_of_an_hour(self, aws: Aws, pool: Pool, token: str) -> None:
        get_code(pool, token)
        code = aws.outbox.code(to=EMAIL)
        with aws.settings(cognito_attribute_verifications_per_user_per_hour=2):
            for _ in range(2):
                refused(verify, pool=pool, token=token, code=wrong(code))
            error = refused(verify, pool=pool, token=token, code=code)
        assert told(error) == ("LimitExceededException", LIMIT)

    def test_token_that_was_revoked(self, cognito: Any, pool: Pool, token: str) -> None:
        cognito.global_sign_out(AccessToken=token)
        error = refused(verify, pool=pool, token=token, code="123456")
        assert told(error) == ("NotAuthorizedException", "Invalid Access Token")


class TestUpdateShown:
    @pytest.mark.wire
    def test_code_for_a_new_address(self, aws: Aws, pool: Pool, token: str) -> None:
        answer = update(pool, token, email=NEW, name="Zoe")
        assert "CodeDeliveryDetailsList" not in answer, "as moto has it"
        assert pool.attributes()["email"] == NEW
        assert [each.to for each in aws.outbox.messages()] == [NEW]

    def test_address_that_had_its_code_is_not_new(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        pool.confirm("123456")
        update(pool, pool.token(), email=EMAIL)
        assert len(aws.outbox.messages()) == 1

    def test_address_that_the_pool_does_not_verify(self, aws: Aws, pool: Pool, token: str) -> None:
        update(pool, token, phone_number=PHONE)
        assert aws.outbox.messages() == []

    def test_by_an_administrator(self, aws: Aws, cognito: Any, pool: Pool, token: str) -> None:
        change = {"UserPoolId": pool.id, "Username": NAME}
        cognito.admin_update_user_attributes(**change, UserAttributes=named({"email": NEW}))
        assert [each.to for each in aws.outbox.messages()] == [NEW]
        verified = named({"email": "other@example.com", "email_verified": "true"})
        cognito.admin_update_user_attributes(**change, UserAttributes=verified)
        assert len(aws.outbox.messages()) == 1

    @pytest.mark.parametrize("by", ["the user", "an administrator"])
    def test_address_that_somebody_signs_in_by(self, aws: Aws, cognito: Any, by: str) -> None:
        """moto finds them by the new one alone from there on."""
        pool = make(cognito, UsernameAttributes=["email"])
        pool.confirmed(EMAIL)
        if by == "the user":
            update(pool, pool.token(EMAIL), email=NEW)
        else:
            cognito.admin_update_user_attributes(
                UserPoolId=pool.id, Username=EMAIL, UserAttributes=named({"email": NEW})
            )
        assert [each.to for each in aws.outbox.messages()] == [NEW]


@pytest.mark.usefixtures("checked")
class TestUpdate:
    @pytest.mark.wire
    def test_counts_at_once_and_is_not_verified(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(email=EMAIL, email_verified="true")
        token = pool.token()
        (details,) = update(pool, token, email=NEW)["CodeDeliveryDetailsList"]
        assert details["Destination"] == "n***@e***"
        assert pool.attributes() == {"email": NEW, "email_verified": "false"}
        verify(pool, token, aws.outbox.code(to=NEW))
        assert pool.attributes() == {"email": NEW, "email_verified": "true"}

    @pytest.mark.wire
    def test_waits_where_the_pool_wants_it(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, UserAttributeUpdateSettings=WAITS)
        pool.confirmed(email=EMAIL, email_verified="true")
        token = pool.token()
        (details,) = update(pool, token, email=NEW)["CodeDeliveryDetailsList"]
        assert (details["AttributeName"], details["Destination"]) == ("email", "n***@e***")
        assert pool.attributes() == {"email": EMAIL, "email_verified": "true"}

        get_code(pool, token)
        assert len(aws.outbox.messages(to=NEW)) == 2, "the one that waits"
        verify(pool, token, aws.outbox.code(to=NEW))
        assert pool.attributes() == {"email": NEW, "email_verified": "true"}

    @pytest.mark.parametrize("settings", [{}, WAITS])
    def test_tokens_stay_whose_they_are_where_one_signs_in_by_the_address(
        self, aws: Aws, cognito: Any, settings: dict[str, Any]
    ) -> None:
        pool = make(cognito, UsernameAttributes=["email"], UserAttributeUpdateSettings=settings)
        pool.confirmed(EMAIL)
        tokens = pool.sign_in(username=EMAIL)["AuthenticationResult"]
        others = pool.token(pool.confirmed("max@example.com"))
        update(pool, tokens["AccessToken"], email=NEW)
        verify(pool, tokens["AccessToken"], aws.outbox.code(to=NEW))
        found = cognito.get_user(AccessToken=tokens["AccessToken"])["UserAttributes"]
        assert {"Name": "email", "Value": NEW} in found
        renewed = cognito.initiate_auth(
            ClientId=pool.client_id,
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
        )["AuthenticationResult"]["AccessToken"]
        assert cognito.get_user(AccessToken=renewed)["UserAttributes"] == found
        assert cognito.get_user(AccessToken=others)["UserAttributes"] != found

    def test_first_address_waits_too(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, UserAttributeUpdateSettings=WAITS)
        pool.confirmed()
        token = pool.token()
        update(pool, token, email=EMAIL)
        assert pool.attributes() == {}
        verify(pool, token, aws.outbox.code(to=EMAIL))
        assert pool.attributes() == {"email": EMAIL, "email_verified": "true"}

    def test_same_value(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(email=EMAIL, email_verified="true")
        assert update(pool, pool.token(), email=EMAIL)["CodeDeliveryDetailsList"] == []
        assert aws.outbox.messages() == []
        assert pool.attributes()["email_verified"] == "true"

    def test_fixed_code_that_could_not_be_one(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(email=EMAIL)
        token = pool.token()
        with aws.settings(code="abcdefg"):
            error = refused(update, pool=pool, token=token, email=NEW)
        assert told(error)[0] == "InvalidParameterException"

    def test_blank_value(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(email=EMAIL)
        assert update(pool, pool.token(), email="")["CodeDeliveryDetailsList"] == []
        assert aws.outbox.messages() == []

    def test_address_by_which_somebody_else_signs_in(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, AliasAttributes=["email"], UserAttributeUpdateSettings=WAITS)
        pool.confirmed(email=EMAIL, email_verified="true")
        token = pool.token()
        update(pool, token, email=NEW)
        pool.confirmed("noah", email=NEW, email_verified="true")
        error = refused(verify, pool=pool, token=token, code=aws.outbox.code(to=NEW))
        text = "An account with the given email already exists."
        assert told(error) == ("AliasExistsException", text)
        assert pool.attributes()["email"] == EMAIL

    def test_address_that_is_a_name(self, aws: Aws, cognito: Any) -> None:
        """moto refuses it at once; here somebody takes it while it waits."""
        pool = make(cognito, UsernameAttributes=["email"], UserAttributeUpdateSettings=WAITS)
        pool.confirmed(EMAIL)
        token = pool.token(EMAIL)
        update(pool, token, email=NEW)
        code = aws.outbox.code(to=NEW)
        pool.confirmed(NEW)
        error = refused(verify, pool=pool, token=token, code=code)
        assert told(error)[0] == "AliasExistsException"
        assert told(refused(update, pool=pool, token=token, email=NEW))[0] == (
            "AliasExistsException"
        )

    def test_by_an_administrator(self, aws: Aws, cognito: Any, pool: Pool) -> None:
        pool.confirmed(email=EMAIL, email_verified="true")
        change = {"UserPoolId": pool.id, "Username": NAME}
        cognito.admin_update_user_attributes(**change, UserAttributes=named({"email": NEW}))
        assert pool.attributes() == {"email": NEW, "email_verified": "false"}
        assert aws.outbox.latest(to=NEW).kind == "code"
        verified = named({"email": "other@example.com", "email_verified": "true"})
        cognito.admin_update_user_attributes(**change, UserAttributes=verified)
        assert pool.attributes()["email_verified"] == "true"
        assert len(aws.outbox.messages()) == 1

    @pytest.mark.parametrize("settings", [{}, WAITS])
    def test_code_for_an_address_that_an_administrator_has_replaced(
        self, aws: Aws, cognito: Any, settings: dict[str, Any]
    ) -> None:
        pool = make(cognito, UserAttributeUpdateSettings=settings)
        pool.confirmed(email=EMAIL, email_verified="true")
        token = pool.token()
        update(pool, token, email=NEW)
        code = aws.outbox.code(to=NEW)
        other = {"email": "other@example.com", "email_verified": "true"}
        cognito.admin_update_user_attributes(
            UserPoolId=pool.id, Username=NAME, UserAttributes=named(other)
        )
        assert aws.outbox.latest(to=NEW).state == "revoked"
        error = refused(verify, pool=pool, token=token, code=code)
        assert error["Error"]["Code"] == "ExpiredCodeException"
        assert pool.attributes() == other

    def test_by_an_administrator_of_nobody(self, cognito: Any, pool: Pool) -> None:
        error = refused(
            cognito.admin_update_user_attributes,
            UserPoolId=pool.id,
            Username="nobody",
            UserAttributes=named({"email": NEW}),
        )
        assert told(error)[0] == "UserNotFoundException"
