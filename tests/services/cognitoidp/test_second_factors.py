"""E-mail as a second factor, of which moto keeps nothing."""

from __future__ import annotations

from typing import Any

import pytest
from moto.core import set_initial_no_auth_action_count

from tests.harness import Aws, refused, wrong
from tests.services.cognitoidp.steps import (
    DISABLED,
    EMAIL,
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
    client_of_nobody,
    named,
    told,
)

ON = {"Enabled": True, "PreferredMfa": True}
SMS = {"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}}


def configure(pool: Pool, mfa: str = "OPTIONAL", **others: Any) -> Any:
    """The pool has e-mail as a second factor."""
    words = {"Subject": "Shop", "Message": "Your code: {####}"}
    others = {"EmailMfaConfiguration": words, **others}
    return pool.cognito.set_user_pool_mfa_config(UserPoolId=pool.id, MfaConfiguration=mfa, **others)


def prefer(pool: Pool, who: str = NAME, **settings: Any) -> None:
    settings = settings or {"EmailMfaSettings": ON}
    pool.cognito.admin_set_user_mfa_preference(UserPoolId=pool.id, Username=who, **settings)


def factors(pool: Pool) -> tuple[list[str], str]:
    """Which are on, and which is preferred."""
    found = pool.cognito.admin_get_user(UserPoolId=pool.id, Username=NAME)
    return found["UserMFASettingList"], found["PreferredMfaSetting"]


@pytest.fixture
def second(aws: Aws, checked: None, pool: Pool) -> Pool:
    """A pool whose user prefers e-mail."""
    configure(pool)
    pool.confirmed(**VERIFIED, phone_number=PHONE)
    prefer(pool)
    return pool


class TestSigningIn:
    @pytest.mark.wire
    def test_right_code(self, aws: Aws, second: Pool) -> None:
        asked = second.sign_in()
        assert (asked["ChallengeName"], "AuthenticationResult" in asked) == ("EMAIL_OTP", False)
        assert asked["ChallengeParameters"] == {
            "CODE_DELIVERY_DELIVERY_MEDIUM": "EMAIL",
            "CODE_DELIVERY_DESTINATION": "z***@e***",
        }
        (mail,) = aws.outbox.messages()
        assert (mail.to, mail.subject, mail.body) == (EMAIL, "Shop", f"Your code: {mail.code}")
        code = aws.outbox.code(to=EMAIL)
        assert len(code) == 6
        error = refused(
            answer, pool=second, session=asked["Session"], code=wrong(code), name="EMAIL_OTP"
        )
        assert told(error) == MISMATCH
        token = answer(second, asked["Session"], code, "EMAIL_OTP")["AuthenticationResult"]
        found = second.cognito.get_user(AccessToken=token["AccessToken"])
        assert (found["Username"], found["UserMFASettingList"]) == (NAME, ["EMAIL_OTP"])
        error = refused(answer, pool=second, session=asked["Session"], code=code, name="EMAIL_OTP")
        assert told(error) == USED

    @pytest.mark.parametrize("flow", ["REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"])
    def test_not_when_tokens_are_refreshed(self, aws: Aws, second: Pool, flow: str) -> None:
        asked = second.sign_in()
        code = aws.outbox.code(to=EMAIL)
        tokens = answer(second, asked["Session"], code, "EMAIL_OTP")["AuthenticationResult"]
        refreshed = second.cognito.initiate_auth(
            ClientId=second.client_id,
            AuthFlow=flow,
            AuthParameters={"USERNAME": NAME, "REFRESH_TOKEN": tokens["RefreshToken"]},
        )
        assert refreshed["AuthenticationResult"]["TokenType"] == "Bearer"

    def test_by_an_administrator(self, aws: Aws, second: Pool) -> None:
        asked = second.cognito.admin_initiate_auth(
            UserPoolId=second.id,
            ClientId=second.client_id,
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": NAME, "PASSWORD": PASSWORD},
        )
        assert asked["ChallengeName"] == "EMAIL_OTP"

    def test_behind_a_password_that_is_not_sent(self, second: Pool) -> None:
        client = {"ClientId": second.client_id}
        begun = second.cognito.initiate_auth(
            **client, AuthFlow="USER_SRP_AUTH", AuthParameters={"USERNAME": NAME, "SRP_A": "a1"}
        )
        asked = second.cognito.respond_to_auth_challenge(
            **client,
            ChallengeName="PASSWORD_VERIFIER",
            ChallengeResponses={
                "USERNAME": NAME,
                "PASSWORD_CLAIM_SIGNATURE": "s",
                "PASSWORD_CLAIM_SECRET_BLOCK": begun["ChallengeParameters"]["SECRET_BLOCK"],
                "TIMESTAMP": "t",
            },
        )
        assert asked["ChallengeName"] == "EMAIL_OTP"

    def test_after_a_password_of_ones_own(self, second: Pool) -> None:
        configure(second, "ON")
        second.create("ada", UserAttributes=named({"email": EMAIL}), TemporaryPassword=PASSWORD)
        asked = second.cognito.respond_to_auth_challenge(
            ClientId=second.client_id,
            ChallengeName="NEW_PASSWORD_REQUIRED",
            Session=second.sign_in(username="ada")["Session"],
            ChallengeResponses={"USERNAME": "ada", "NEW_PASSWORD": NEW_PASSWORD},
        )
        assert asked["ChallengeName"] == "EMAIL_OTP"

    def test_wrong_password(self, aws: Aws, second: Pool) -> None:
        assert told(refused(second.sign_in, password="wrong"))[0] == "NotAuthorizedException"
        assert aws.outbox.messages() == []

    def test_user_who_is_disabled_meanwhile(self, aws: Aws, second: Pool) -> None:
        session = second.sign_in()["Session"]
        code = aws.outbox.code(to=EMAIL)
        second.disable()
        error = refused(answer, pool=second, session=session, code=code, name="EMAIL_OTP")
        assert told(error) == DISABLED
        second.enable()
        assert "AuthenticationResult" in answer(second, session, code, "EMAIL_OTP")

    def test_password_that_is_reset_meanwhile(self, aws: Aws, second: Pool) -> None:
        session = second.sign_in()["Session"]
        code = aws.outbox.code(to=EMAIL)
        second.reset()
        error = refused(answer, pool=second, session=session, code=code, name="EMAIL_OTP")
        assert told(error) == RESET_REQUIRED

    def test_pool_that_needs_one(self, second: Pool) -> None:
        """Of users with an address."""
        configure(second, "ON")
        second.confirmed("noah", email="noah@example.com")
        assert second.sign_in(username="noah")["ChallengeName"] == "EMAIL_OTP"
        second.confirmed("ada")
        assert "AuthenticationResult" in second.sign_in(username="ada")

    def test_user_whose_address_is_gone(self, second: Pool) -> None:
        second.cognito.admin_delete_user_attributes(
            UserPoolId=second.id, Username=NAME, UserAttributeNames=["email"]
        )
        assert second.sign_in()["ChallengeParameters"] == {}

    def test_pool_that_has_it_no_more(self, second: Pool) -> None:
        second.cognito.set_user_pool_mfa_config(
            UserPoolId=second.id, MfaConfiguration="OPTIONAL", SmsMfaConfiguration=SMS
        )
        assert "AuthenticationResult" in second.sign_in()

    def test_pool_that_needs_none(self, second: Pool) -> None:
        configure(second, "OFF")
        assert "AuthenticationResult" in second.sign_in()

    def test_unchecked_it_is_motos(self, aws: Aws, second: Pool) -> None:
        with aws.settings(cognito_codes="any"):
            assert "AuthenticationResult" in second.sign_in()


class TestPreferences:
    def test_among_others(self, second: Pool) -> None:
        assert factors(second) == (["EMAIL_OTP"], "EMAIL_OTP")
        prefer(second, SMSMfaSettings={"Enabled": True})
        assert factors(second) == (["SMS_MFA", "EMAIL_OTP"], "EMAIL_OTP")
        prefer(second, SMSMfaSettings=ON)
        assert factors(second) == (["SMS_MFA", "EMAIL_OTP"], "SMS_MFA")
        assert second.sign_in()["ChallengeName"] == "SMS_MFA"

    def test_the_only_one(self, second: Pool) -> None:
        prefer(second, EmailMfaSettings={"Enabled": True})
        assert factors(second) == (["EMAIL_OTP"], "")
        assert second.sign_in()["ChallengeName"] == "EMAIL_OTP"

    def test_switched_off_by_the_user(self, aws: Aws, second: Pool) -> None:
        session = second.sign_in()["Session"]
        signed_in = answer(second, session, aws.outbox.code(to=EMAIL), "EMAIL_OTP")
        token = signed_in["AuthenticationResult"]["AccessToken"]
        second.cognito.set_user_mfa_preference(
            AccessToken=token, EmailMfaSettings={"Enabled": False}
        )
        assert factors(second) == ([], "")
        assert "AuthenticationResult" in second.sign_in()

    def test_pool_without_it(self, checked: None, pool: Pool) -> None:
        pool.confirmed(email=EMAIL)
        error = refused(prefer, pool=pool)
        assert told(error)[0] == "InvalidParameterException"

    def test_unknown_user(self, second: Pool) -> None:
        assert told(refused(prefer, pool=second, who="nobody"))[0] == "UserNotFoundException"

    def test_what_moto_refuses(self, second: Pool) -> None:
        totp = {"SoftwareTokenMfaSettings": ON, "EmailMfaSettings": {"Enabled": False}}
        assert told(refused(prefer, pool=second, **totp))[0] == "InvalidParameterException"
        assert factors(second) == (["EMAIL_OTP"], "EMAIL_OTP")


@pytest.mark.usefixtures("checked")
class TestPools:
    def test_told(self, pool: Pool) -> None:
        get = pool.cognito.get_user_pool_mfa_config
        assert "EmailMfaConfiguration" not in get(UserPoolId=pool.id)
        alone = configure(pool)
        assert alone["EmailMfaConfiguration"]["Subject"] == "Shop"
        assert alone["MfaConfiguration"] == "OPTIONAL"
        beside = configure(pool, SmsMfaConfiguration=SMS)
        assert beside["SmsMfaConfiguration"] == SMS
        assert get(UserPoolId=pool.id)["EmailMfaConfiguration"]["Subject"] == "Shop"

    def test_unknown(self, cognito: Any) -> None:
        none = {"UserPoolId": "us-east-1_none"}
        error = refused(cognito.get_user_pool_mfa_config, **none)
        assert told(error)[0] == "ResourceNotFoundException"
        error = refused(cognito.set_user_pool_mfa_config, **none, MfaConfiguration="OFF")
        assert told(error)[0] == "ResourceNotFoundException"

    def test_what_moto_refuses(self, pool: Pool) -> None:
        error = refused(configure, pool=pool, SmsMfaConfiguration={})
        assert told(error)[0] == "InvalidParameterException"
        found = pool.cognito.get_user_pool_mfa_config(UserPoolId=pool.id)
        assert "EmailMfaConfiguration" not in found


@pytest.mark.usefixtures("checked")
@pytest.mark.in_process
def test_administrator_who_may_not(pool: Pool) -> None:
    """What moto does not hear of it cannot refuse."""
    denied = client_of_nobody()

    @set_initial_no_auth_action_count(0)
    def enforced() -> dict[str, Any]:
        return refused(
            denied.set_user_pool_mfa_config,
            UserPoolId=pool.id,
            MfaConfiguration="ON",
            EmailMfaConfiguration={},
        )

    assert told(enforced())[0] == "AccessDeniedException"
