"""The second factor by SMS, which moto has."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused, wrong
from tests.services.cognitoidp.steps import (
    DISABLED,
    EMAIL,
    EXPIRED,
    MISMATCH,
    NAME,
    NEW_PASSWORD,
    PASSWORD,
    PHONE,
    RESET_REQUIRED,
    USED,
    VERIFIED,
    Pool,
    answer,
    make,
    named,
    told,
)


@pytest.fixture
def second(cognito: Any, pool: Pool) -> Pool:
    """A pool whose user has chosen a second factor by SMS."""
    return with_second_factor(pool)


def with_second_factor(pool: Pool) -> Pool:
    pool.confirmed(**VERIFIED, phone_number=PHONE)
    pool.cognito.admin_set_user_mfa_preference(
        UserPoolId=pool.id,
        Username=NAME,
        SMSMfaSettings={"Enabled": True, "PreferredMfa": True},
    )
    return pool


class TestSecondFactor:
    @pytest.mark.wire
    def test_is_shown(self, aws: Aws, second: Pool) -> None:
        challenge = second.sign_in()
        assert challenge["ChallengeName"] == "SMS_MFA"
        message = aws.outbox.latest(to=PHONE)
        assert (message.channel, message.kind) == ("SMS", "code")
        assert message.body == f"Your authentication code is {message.code}."
        assert message.expires_at is not None
        assert (message.expires_at - message.created_at).total_seconds() == 180
        assert message.code is not None
        assert "AuthenticationResult" in answer(second, challenge["Session"], message.code)
        assert message.refresh().state == "verified"

    def test_moto_takes_any_code(self, aws: Aws, second: Pool) -> None:
        session = second.sign_in()["Session"]
        assert "AuthenticationResult" in answer(second, session, "1")
        assert aws.outbox.latest(to=PHONE).attempts == 1

    def test_by_an_administrator(self, aws: Aws, second: Pool) -> None:
        challenge = second.cognito.admin_initiate_auth(
            UserPoolId=second.id,
            ClientId=second.client_id,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": NAME, "PASSWORD": PASSWORD},
        )
        second.cognito.admin_respond_to_auth_challenge(
            UserPoolId=second.id,
            ClientId=second.client_id,
            ChallengeName="SMS_MFA",
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": NAME, "SMS_MFA_CODE": aws.outbox.code(to=PHONE)},
        )
        assert aws.outbox.latest(to=PHONE).state == "verified"

    def test_after_another_challenge(self, aws: Aws, second: Pool) -> None:
        """moto knows a password by that it is claimed."""
        started = second.cognito.initiate_auth(
            ClientId=second.client_id,
            AuthFlow="USER_SRP_AUTH",
            AuthParameters={"USERNAME": NAME, "SRP_A": "1"},
        )
        block = started["ChallengeParameters"]["SECRET_BLOCK"]
        challenge = second.cognito.respond_to_auth_challenge(
            ClientId=second.client_id,
            ChallengeName="PASSWORD_VERIFIER",
            ChallengeResponses={
                "USERNAME": NAME,
                "PASSWORD_CLAIM_SIGNATURE": "1",
                "PASSWORD_CLAIM_SECRET_BLOCK": block,
                "TIMESTAMP": "1",
            },
        )
        assert challenge["ChallengeName"] == "SMS_MFA"
        assert aws.outbox.latest(to=PHONE).operation == "RespondToAuthChallenge"

    def test_texts_and_times_of_the_pool(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, {"AuthSessionValidity": 5}, SmsAuthenticationMessage="{####}!")
        with_second_factor(pool).sign_in()
        message = aws.outbox.latest(to=PHONE)
        assert message.body == f"{message.code}!"
        assert message.expires_at is not None
        assert (message.expires_at - message.created_at).total_seconds() == 300

    def test_text_that_was_set_later(self, aws: Aws, cognito: Any, second: Pool) -> None:
        sms = {"SmsAuthenticationMessage": "now {####}", "SmsConfiguration": {"SnsCallerArn": "a"}}
        cognito.set_user_pool_mfa_config(
            UserPoolId=second.id, SmsMfaConfiguration=sms, MfaConfiguration="OPTIONAL"
        )
        second.sign_in()
        message = aws.outbox.latest(to=PHONE)
        assert message.body == f"now {message.code}"

    def test_user_without_a_phone(self, aws: Aws, cognito: Any, pool: Pool) -> None:
        pool.confirmed()
        cognito.admin_set_user_mfa_preference(
            UserPoolId=pool.id,
            Username=NAME,
            SMSMfaSettings={"Enabled": True, "PreferredMfa": True},
        )
        assert pool.sign_in()["ChallengeName"] == "SMS_MFA"
        with aws.settings(cognito_codes="checked"):
            assert pool.sign_in()["ChallengeParameters"] == {}
        assert aws.outbox.messages() == []

    def test_refresh(self, pool: Pool) -> None:
        """A sign-in that is of no user by name."""
        pool.confirmed()
        tokens = pool.sign_in()["AuthenticationResult"]
        pool.cognito.initiate_auth(
            ClientId=pool.client_id,
            AuthFlow="REFRESH_TOKEN_AUTH",
            AuthParameters={"REFRESH_TOKEN": tokens["RefreshToken"]},
        )


@pytest.mark.usefixtures("checked")
class TestSecondFactorChecked:
    @pytest.fixture
    def session(self, second: Pool) -> str:
        challenge = second.sign_in()
        assert challenge["ChallengeParameters"] == {
            "CODE_DELIVERY_DELIVERY_MEDIUM": "SMS",
            "CODE_DELIVERY_DESTINATION": "+*******0100",
        }
        session: str = challenge["Session"]
        return session

    @pytest.mark.wire
    def test_right_code_counts_once(self, aws: Aws, second: Pool, session: str) -> None:
        code = aws.outbox.code(to=PHONE)
        assert "AuthenticationResult" in answer(second, session, code)
        assert told(refused(answer, pool=second, session=session, code=code)) == USED

    @pytest.mark.wire
    def test_wrong_codes_leave_the_session(self, aws: Aws, second: Pool, session: str) -> None:
        code = aws.outbox.code(to=PHONE)
        for _ in range(6):
            error = refused(answer, pool=second, session=session, code=wrong(code))
            assert told(error) == MISMATCH
        assert "AuthenticationResult" in answer(second, session, code)

    def test_late_code(self, aws: Aws, second: Pool, session: str) -> None:
        code = aws.outbox.code(to=PHONE)
        aws.clock.advance(minutes=3, seconds=1)
        assert told(refused(answer, pool=second, session=session, code=code)) == EXPIRED

    def test_user_who_is_disabled_meanwhile(self, aws: Aws, second: Pool, session: str) -> None:
        code = aws.outbox.code(to=PHONE)
        second.disable()
        assert told(refused(answer, pool=second, session=session, code=code)) == DISABLED
        second.enable()
        assert "AuthenticationResult" in answer(second, session, code)

    def test_password_that_is_reset_meanwhile(self, aws: Aws, second: Pool, session: str) -> None:
        code = aws.outbox.code(to=PHONE)
        second.reset()
        assert told(refused(answer, pool=second, session=session, code=code)) == RESET_REQUIRED

    def test_session_that_there_never_was(self, second: Pool) -> None:
        session = "12345678901234567890"
        assert told(refused(answer, pool=second, session=session, code="123456")) == EXPIRED

    def test_unknown_user(self, cognito: Any, second: Pool, session: str) -> None:
        error = refused(answer, pool=second, session=session, code="123456", who="nobody")
        assert told(error)[0] == "UserNotFoundException"
        hiding = make(cognito, {"PreventUserExistenceErrors": "ENABLED"})
        error = refused(answer, pool=hiding, session=session, code="123456", who="nobody")
        assert told(error) == MISMATCH

    def test_without_a_code(self, second: Pool, session: str) -> None:
        error = refused(
            second.cognito.respond_to_auth_challenge,
            ClientId=second.client_id,
            ChallengeName="SMS_MFA",
            Session=session,
            ChallengeResponses={"USERNAME": NAME},
        )
        text = "Missing required parameter SMS_MFA_CODE"
        assert told(error) == ("InvalidParameterException", text)

    def test_what_moto_refuses_leaves_the_code(self, aws: Aws, cognito: Any) -> None:
        pool = with_second_factor(make(cognito, {"GenerateSecret": True}))
        session = pool.sign_in()["Session"]
        code = aws.outbox.code(to=PHONE)
        error = refused(answer, pool=pool, session=session, code=code)
        assert told(error)[0] == "NotAuthorizedException"
        assert aws.outbox.latest(to=PHONE).state == "pending"

    def test_other_challenges_are_motos(self, aws: Aws, pool: Pool) -> None:
        pool.create(UserAttributes=named({"email": EMAIL}), TemporaryPassword=PASSWORD)
        pool.cognito.respond_to_auth_challenge(
            ClientId=pool.client_id,
            ChallengeName="NEW_PASSWORD_REQUIRED",
            Session=pool.sign_in()["Session"],
            ChallengeResponses={"USERNAME": NAME, "NEW_PASSWORD": NEW_PASSWORD},
        )
        assert pool.status() == "CONFIRMED"


def test_password_of_nobody_who_must_not_be_told_from_others(cognito: Any, checked: None) -> None:
    hiding = make(cognito, {"PreventUserExistenceErrors": "ENABLED"})
    error = refused(hiding.sign_in, username="nobody")
    assert told(error) == ("NotAuthorizedException", "Incorrect username or password.")
