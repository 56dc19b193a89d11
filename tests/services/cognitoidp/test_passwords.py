"""New passwords: the code that is sent for one, and where it counts alone."""

from __future__ import annotations

from typing import Any

import pytest
from moto.cognitoidp.exceptions import InvalidPasswordException
from moto.cognitoidp.models import CognitoIdpBackend

from tests.harness import Aws, refused, wrong
from tests.services.cognitoidp.steps import (
    EMAIL,
    LIMIT,
    NAME,
    NEW_PASSWORD,
    PHONE,
    RESET_REQUIRED,
    VERIFIED,
    Pool,
    make,
    told,
)

EXPIRED = "Invalid code provided, please request a code again."
NOWHERE = (
    "Cannot reset password for the user as there is no registered/verified email or phone_number"
)


class TestShown:
    @pytest.mark.wire
    def test_forgot_password(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(email=EMAIL)
        pool.forgot()
        message = aws.outbox.latest(to=EMAIL)
        assert (message.operation, message.kind, message.state) == (
            "ForgotPassword",
            "code",
            "pending",
        )
        assert message.body == f"Your verification code is {message.code}."
        assert message.expires_at is not None
        assert (message.expires_at - message.created_at).total_seconds() == 3600

    @pytest.mark.wire
    def test_moto_takes_the_code(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(email=EMAIL)
        pool.forgot()
        pool.new_password(aws.outbox.code(to=EMAIL))
        assert aws.outbox.latest(to=EMAIL).state == "verified"
        pool.sign_in(NEW_PASSWORD)

    def test_by_the_phone_before_the_mail(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(email=EMAIL, phone_number=PHONE)
        pool.forgot()
        described = pool.cognito.describe_user_pool(UserPoolId=pool.id)["UserPool"]
        # moto 5.1.0 has every pool prefer the mail.
        expected = EMAIL if "AccountRecoverySetting" in described else PHONE
        assert [each.to for each in aws.outbox.messages()] == [expected]

    def test_by_what_is_verified_first(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(phone_number=PHONE, **VERIFIED)
        pool.forgot()
        assert [each.to for each in aws.outbox.messages()] == [EMAIL]

    def test_in_the_order_of_the_pool(self, aws: Aws, cognito: Any) -> None:
        ways = [
            {"Priority": 2, "Name": "verified_phone_number"},
            {"Priority": 1, "Name": "verified_email"},
        ]
        pool = make(cognito, AccountRecoverySetting={"RecoveryMechanisms": ways})
        pool.confirmed(email=EMAIL, phone_number=PHONE)
        pool.forgot()
        assert [each.to for each in aws.outbox.messages()] == [EMAIL]

    def test_of_nobody(self, aws: Aws, pool: Pool) -> None:
        pool.forgot("nobody")
        pool.confirmed()
        pool.forgot()
        assert aws.outbox.messages() == []

    def test_answer_with_the_address_by_a_setting(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(email=EMAIL)
        with aws.settings(cognito_delivery_details="sent"):
            details = pool.forgot()["CodeDeliveryDetails"]
            assert details["Destination"] == "z***@e***"
            pool.forgot("nobody")
        assert len(aws.outbox.messages()) == 1

    def test_reset_by_an_administrator(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(**VERIFIED)
        pool.reset()
        message = aws.outbox.latest(to=EMAIL)
        assert (message.operation, message.kind) == ("AdminResetUserPassword", "code")
        assert pool.status() == "RESET_REQUIRED"


@pytest.mark.usefixtures("checked")
class TestForgotPassword:
    def test_names_the_address(self, pool: Pool) -> None:
        pool.confirmed(**VERIFIED)
        assert pool.forgot()["CodeDeliveryDetails"] == {
            "AttributeName": "email",
            "DeliveryMedium": "EMAIL",
            "Destination": "z***@e***",
        }

    def test_address_that_is_not_verified(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(email=EMAIL)
        assert told(refused(pool.forgot)) == ("InvalidParameterException", NOWHERE)
        assert aws.outbox.messages() == []

    def test_unknown_user(self, pool: Pool) -> None:
        text = "Username/client id combination not found."
        assert told(refused(pool.forgot)) == ("UserNotFoundException", text)

    def test_those_who_must_not_be_told_from_others(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, {"PreventUserExistenceErrors": "ENABLED"})
        pool.confirmed(email=EMAIL)
        for name in (NAME, "nobody"):
            assert pool.forgot(name)["CodeDeliveryDetails"]["DeliveryMedium"] == "EMAIL"
        assert aws.outbox.messages() == []

    def test_secret_hash_of_a_name_in_any_letters(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, {"GenerateSecret": True})
        name = pool.confirmed("Жанна", **VERIFIED)
        request = {"ClientId": pool.client_id, "Username": name}
        error = refused(cognito.forgot_password, **request, SecretHash=pool.secret_hash(NAME))
        assert told(error)[0] == "NotAuthorizedException"
        cognito.forgot_password(**request, SecretHash=pool.secret_hash(name))
        assert [each.to for each in aws.outbox.messages()] == [EMAIL]

    def test_temporary_password(self, cognito: Any, pool: Pool) -> None:
        pool.create(MessageAction="SUPPRESS")
        text = "User password cannot be reset in the current state."
        assert told(refused(pool.forgot)) == ("NotAuthorizedException", text)

    def test_where_an_administrator_alone_may_help(self, cognito: Any) -> None:
        ways = [{"Priority": 1, "Name": "admin_only"}]
        pool = make(cognito, AccountRecoverySetting={"RecoveryMechanisms": ways})
        pool.confirmed(**VERIFIED)
        text = "Contact administrator to reset password."
        assert told(refused(pool.forgot)) == ("NotAuthorizedException", text)

    def test_unknown_client(self, cognito: Any) -> None:
        error = refused(cognito.forgot_password, ClientId="none", Username=NAME)
        assert told(error)[0] == "ResourceNotFoundException"

    def test_limit_of_an_hour(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(**VERIFIED)
        for _ in range(5):
            pool.forgot()
        assert told(refused(pool.forgot)) == ("LimitExceededException", LIMIT)
        assert len(aws.outbox.messages(to=EMAIL)) == 5
        aws.clock.advance(hours=1)
        pool.forgot()


@pytest.mark.usefixtures("checked")
class TestConfirmForgotPassword:
    @pytest.fixture
    def code(self, aws: Aws, pool: Pool) -> str:
        """One that was sent."""
        pool.confirmed(**VERIFIED)
        pool.forgot()
        return aws.outbox.code(to=EMAIL)

    @pytest.mark.wire
    def test_right_code_counts_once(self, aws: Aws, pool: Pool, code: str) -> None:
        pool.new_password(code)
        pool.sign_in(NEW_PASSWORD)
        assert aws.outbox.latest(to=EMAIL).state == "verified"
        error = refused(pool.new_password, code=code)
        assert told(error) == ("ExpiredCodeException", EXPIRED)

    @pytest.mark.wire
    def test_wrong_code(self, pool: Pool, code: str) -> None:
        error = refused(pool.new_password, code=wrong(code))
        text = "Invalid verification code provided, please try again."
        assert told(error) == ("CodeMismatchException", text)
        pool.sign_in()
        pool.new_password(code)

    def test_late_code(self, aws: Aws, pool: Pool, code: str) -> None:
        aws.clock.advance(hours=1, seconds=1)
        error = refused(pool.new_password, code=code)
        assert told(error) == ("ExpiredCodeException", EXPIRED)
        pool.sign_in()

    @pytest.mark.in_process
    def test_what_moto_refuses_leaves_the_code(
        self, aws: Aws, pool: Pool, code: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As a newer moto may."""

        def refuse(*_: Any) -> Any:
            raise InvalidPasswordException

        with monkeypatch.context() as patched:
            patched.setattr(CognitoIdpBackend, "confirm_forgot_password", refuse)
            assert told(refused(pool.new_password, code=code))[0] == "InvalidPasswordException"
        assert aws.outbox.latest(to=EMAIL).state == "pending"
        pool.new_password(code)

    def test_unknown_user(self, cognito: Any, pool: Pool) -> None:
        error = refused(pool.new_password, code="123456")
        assert told(error)[0] == "UserNotFoundException"
        hiding = make(cognito, {"PreventUserExistenceErrors": "ENABLED"})
        error = refused(hiding.new_password, code="123456")
        assert told(error)[0] == "CodeMismatchException"

    def test_limit_of_an_hour(self, aws: Aws, pool: Pool, code: str) -> None:
        for _ in range(5):
            refused(pool.new_password, code=wrong(code))
        assert told(refused(pool.new_password, code=code)) == ("LimitExceededException", LIMIT)

    def test_code_that_is_locked(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(**VERIFIED)
        with aws.settings(cognito_wrong_codes_per_message=1):
            pool.forgot()
        code = aws.outbox.code(to=EMAIL)
        refused(pool.new_password, code=wrong(code))
        error = refused(pool.new_password, code=code)
        assert told(error)[0] == "TooManyFailedAttemptsException"


@pytest.mark.usefixtures("checked")
class TestReset:
    def test_new_password_confirms_again(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(**VERIFIED)
        pool.reset()
        assert told(refused(pool.sign_in)) == RESET_REQUIRED
        pool.new_password(aws.outbox.code(to=EMAIL))
        assert pool.status() == "CONFIRMED"
        pool.sign_in(NEW_PASSWORD)

    def test_again_sends_a_code_again(self, aws: Aws, pool: Pool) -> None:
        pool.confirmed(**VERIFIED)
        pool.reset()
        pool.reset()
        assert [each.state for each in aws.outbox.messages(to=EMAIL)] == ["pending", "superseded"]
