"""Sign-ins with a code: the second factor by SMS, which moto has, and one-time passwords."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from moto.core import set_initial_no_auth_action_count

from tests.harness import Aws, refused, wrong
from tests.services.cognitoidp.steps import (
    EMAIL,
    NAME,
    NEW_PASSWORD,
    PASSWORD,
    PHONE,
    Pool,
    make,
    named,
    told,
)

MISMATCH = ("CodeMismatchException", "Invalid code or auth state for the user.")
EXPIRED = ("NotAuthorizedException", "Invalid session for the user, session is expired.")
USED = ("NotAuthorizedException", "Invalid session for the user, session can only be used once.")
FACTORS = {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP", "SMS_OTP"]}}


def answer(pool: Pool, session: str, code: str, name: str = "SMS_MFA", who: str = NAME) -> Any:
    return pool.cognito.respond_to_auth_challenge(
        ClientId=pool.client_id,
        ChallengeName=name,
        Session=session,
        ChallengeResponses={"USERNAME": who, f"{name}_CODE": code},
    )


def choose(pool: Pool, challenge: str, who: str = NAME, **parameters: str) -> Any:
    return pool.cognito.initiate_auth(
        ClientId=pool.client_id,
        AuthFlow="USER_AUTH",
        AuthParameters={"USERNAME": who, "PREFERRED_CHALLENGE": challenge, **parameters},
    )


@pytest.fixture
def second(cognito: Any, pool: Pool) -> Pool:
    """A pool whose user has chosen a second factor by SMS."""
    return with_second_factor(pool)


def with_second_factor(pool: Pool) -> Pool:
    pool.confirmed(email=EMAIL, phone_number=PHONE)
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


@pytest.mark.usefixtures("checked")
class TestOneTimePasswords:
    @pytest.fixture
    def pool(self, cognito: Any) -> Pool:
        made = make(cognito, Policies=FACTORS)
        made.confirmed(email=EMAIL, phone_number=PHONE)
        return made

    @pytest.mark.parametrize(
        ("challenge", "to", "medium", "masked"),
        [("EMAIL_OTP", EMAIL, "EMAIL", "z***@e***"), ("SMS_OTP", PHONE, "SMS", "+*******0100")],
    )
    @pytest.mark.wire
    def test_signs_in(
        self, aws: Aws, pool: Pool, challenge: str, to: str, medium: str, masked: str
    ) -> None:
        asked = choose(pool, challenge)
        assert (asked["ChallengeName"], asked["AvailableChallenges"]) == (challenge, [challenge])
        assert asked["ChallengeParameters"] == {
            "CODE_DELIVERY_DELIVERY_MEDIUM": medium,
            "CODE_DELIVERY_DESTINATION": masked,
        }
        code = aws.outbox.code(to=to)
        assert len(code) == 8
        error = refused(
            answer, pool=pool, session=asked["Session"], code=wrong(code), name=challenge
        )
        assert told(error) == MISMATCH
        token = answer(pool, asked["Session"], code, challenge)["AuthenticationResult"]
        found = pool.cognito.get_user(AccessToken=token["AccessToken"])
        assert found["Username"] == NAME
        error = refused(answer, pool=pool, session=asked["Session"], code=code, name=challenge)
        assert told(error) == USED

    def test_late_code(self, aws: Aws, pool: Pool) -> None:
        session = choose(pool, "EMAIL_OTP")["Session"]
        code = aws.outbox.code(to=EMAIL)
        aws.clock.advance(minutes=3, seconds=1)
        error = refused(answer, pool=pool, session=session, code=code, name="EMAIL_OTP")
        assert told(error) == EXPIRED

    def test_fixed_code(self, aws: Aws, pool: Pool) -> None:
        """It has as many digits as those of all services."""
        with aws.settings(code="123456"):
            session = choose(pool, "EMAIL_OTP")["Session"]
        assert "AuthenticationResult" in answer(pool, session, "123456", "EMAIL_OTP")

    def test_text(self, aws: Aws, pool: Pool) -> None:
        choose(pool, "EMAIL_OTP")
        message = aws.outbox.latest(to=EMAIL)
        assert message.subject == "Your authentication code"
        assert message.body == f"Your authentication code is {message.code}."

    def test_pool_that_does_not_allow_it(self, cognito: Any) -> None:
        pool = make(cognito)
        pool.confirmed(email=EMAIL)
        error = refused(choose, pool=pool, challenge="EMAIL_OTP")
        assert told(error)[0] == "InvalidParameterException"

    def test_client_that_does_not_allow_it(self, cognito: Any) -> None:
        flows = {"ExplicitAuthFlows": ["ALLOW_USER_PASSWORD_AUTH"]}
        pool = make(cognito, flows, Policies=FACTORS)
        pool.confirmed(email=EMAIL)
        error = refused(choose, pool=pool, challenge="EMAIL_OTP")
        assert "USER_AUTH" in told(error)[1]

    def test_secret_hash(self, cognito: Any) -> None:
        pool = make(cognito, {"GenerateSecret": True}, Policies=FACTORS)
        pool.confirmed(email=EMAIL)
        error = refused(choose, pool=pool, challenge="EMAIL_OTP")
        assert told(error)[0] == "NotAuthorizedException"

    def test_user_without_the_address(self, cognito: Any) -> None:
        pool = make(cognito, Policies=FACTORS)
        pool.confirmed()
        error = refused(choose, pool=pool, challenge="EMAIL_OTP")
        assert told(error)[0] == "InvalidParameterException"

    def test_states_of_the_user(self, cognito: Any, pool: Pool) -> None:
        cognito.admin_disable_user(UserPoolId=pool.id, Username=NAME)
        error = refused(choose, pool=pool, challenge="EMAIL_OTP")
        assert told(error) == ("NotAuthorizedException", "User is disabled.")
        pool.sign_up("noah", email=EMAIL)
        error = refused(choose, pool=pool, challenge="EMAIL_OTP", who="noah")
        assert told(error) == ("UserNotConfirmedException", "User is not confirmed.")
        pool.create("ada", UserAttributes=named({"email": EMAIL}))
        error = refused(choose, pool=pool, challenge="EMAIL_OTP", who="ada")
        assert told(error)[0] == "PasswordResetRequiredException"

    def test_unknown_user(self, pool: Pool) -> None:
        error = refused(choose, pool=pool, challenge="EMAIL_OTP", who="nobody")
        assert told(error)[0] == "UserNotFoundException"

    def test_unknown_user_who_must_not_be_told_from_others(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, {"PreventUserExistenceErrors": "ENABLED"}, Policies=FACTORS)
        asked = choose(pool, "EMAIL_OTP", who="nobody@b.example")
        assert asked["ChallengeParameters"]["CODE_DELIVERY_DESTINATION"] == "n***@b***"
        assert aws.outbox.messages() == []

    def test_other_choices_are_motos(self, pool: Pool) -> None:
        error = refused(choose, pool=pool, challenge="PASSWORD")
        assert told(error)[0] == "InvalidParameterException"

    def test_unchecked_it_is_motos(self, aws: Aws, pool: Pool) -> None:
        with aws.settings(cognito_codes="any"):
            error = refused(choose, pool=pool, challenge="EMAIL_OTP")
        assert told(error)[0] == "InvalidParameterException"

    def test_unknown_client(self, cognito: Any) -> None:
        error = refused(cognito.initiate_auth, ClientId="none", AuthFlow="USER_AUTH")
        assert told(error)[0] == "ResourceNotFoundException"

    def test_by_an_administrator(self, aws: Aws, pool: Pool) -> None:
        client = {"UserPoolId": pool.id, "ClientId": pool.client_id}
        asked = pool.cognito.admin_initiate_auth(
            **client,
            AuthFlow="USER_AUTH",
            AuthParameters={"USERNAME": NAME, "PREFERRED_CHALLENGE": "EMAIL_OTP"},
        )
        signed_in = pool.cognito.admin_respond_to_auth_challenge(
            **client,
            ChallengeName="EMAIL_OTP",
            Session=asked["Session"],
            ChallengeResponses={"USERNAME": NAME, "EMAIL_OTP_CODE": aws.outbox.code(to=EMAIL)},
        )
        assert signed_in["AuthenticationResult"]["TokenType"] == "Bearer"


@pytest.mark.usefixtures("checked")
@pytest.mark.in_process
def test_administrator_who_may_not(pool: Pool, cognito: Any) -> None:
    """What moto does not hear of it cannot refuse."""
    iam = boto3.client("iam", "us-east-1")
    iam.create_user(UserName="zoe")
    key = iam.create_access_key(UserName="zoe")["AccessKey"]
    denied = boto3.client(
        "cognito-idp",
        "us-east-1",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )
    made = make(cognito, Policies=FACTORS)
    made.confirmed(email=EMAIL)

    @set_initial_no_auth_action_count(0)
    def enforced() -> dict[str, Any]:
        return refused(
            denied.admin_initiate_auth,
            UserPoolId=made.id,
            ClientId=made.client_id,
            AuthFlow="USER_AUTH",
            AuthParameters={"USERNAME": NAME, "PREFERRED_CHALLENGE": "EMAIL_OTP"},
        )

    assert told(enforced())[0] == "AccessDeniedException"
