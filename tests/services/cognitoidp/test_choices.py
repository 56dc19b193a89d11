"""Sign-ins by choice: a code in place of a password, which moto lacks."""

from __future__ import annotations

from typing import Any

import pytest
from moto.core import set_initial_no_auth_action_count

from tests.harness import Aws, refused, wrong
from tests.services.cognitoidp.steps import (
    DISABLED,
    EMAIL,
    EXPIRED,
    MISMATCH,
    NAME,
    PASSWORD,
    PHONE,
    RESET_REQUIRED,
    USED,
    VERIFIED,
    Pool,
    answer,
    client_of_nobody,
    make,
    named,
    told,
)

SELECT = "SELECT_CHALLENGE"
FACTORS = {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP", "SMS_OTP"]}}

CODES = [("EMAIL_OTP", EMAIL), ("SMS_OTP", PHONE)]


def choose(pool: Pool, challenge: str = "", who: str = NAME, **parameters: str) -> Any:
    preferred = {"PREFERRED_CHALLENGE": challenge} if challenge else {}
    return pool.cognito.initiate_auth(
        ClientId=pool.client_id,
        AuthFlow="USER_AUTH",
        AuthParameters={"USERNAME": who, **preferred, **parameters},
    )


def select(pool: Pool, asked: dict[str, Any], who: str = NAME, **given: str) -> Any:
    return pool.cognito.respond_to_auth_challenge(
        ClientId=pool.client_id,
        ChallengeName=asked["ChallengeName"],
        Session=asked["Session"],
        ChallengeResponses={"USERNAME": who, **given},
    )


@pytest.mark.usefixtures("checked")
class TestOneTimePasswords:
    @pytest.fixture
    def pool(self, cognito: Any) -> Pool:
        made = make(cognito, Policies=FACTORS)
        made.confirmed(**VERIFIED, phone_number=PHONE)
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
        pool.disable()
        error = refused(choose, pool=pool, challenge="EMAIL_OTP")
        assert told(error) == DISABLED
        pool.sign_up("noah", email=EMAIL)
        error = refused(choose, pool=pool, challenge="EMAIL_OTP", who="noah")
        assert told(error) == ("UserNotConfirmedException", "User is not confirmed.")
        pool.create("ada", UserAttributes=named({"email": EMAIL}))
        error = refused(choose, pool=pool, challenge="EMAIL_OTP", who="ada")
        assert told(error)[0] == "PasswordResetRequiredException"

    @pytest.mark.parametrize(("challenge", "to"), CODES)
    def test_user_who_is_disabled_meanwhile(
        self, aws: Aws, pool: Pool, challenge: str, to: str
    ) -> None:
        session = choose(pool, challenge)["Session"]
        code = aws.outbox.code(to=to)
        pool.disable()
        error = refused(answer, pool=pool, session=session, code=code, name=challenge)
        assert told(error) == DISABLED
        pool.enable()
        assert "AuthenticationResult" in answer(pool, session, code, challenge)

    @pytest.mark.parametrize(("challenge", "to"), CODES)
    def test_password_that_is_reset_meanwhile(
        self, aws: Aws, pool: Pool, challenge: str, to: str
    ) -> None:
        session = choose(pool, challenge)["Session"]
        code = aws.outbox.code(to=to)
        pool.reset()
        error = refused(answer, pool=pool, session=session, code=code, name=challenge)
        assert told(error) == RESET_REQUIRED

    def test_code_of_another_challenge(self, aws: Aws, pool: Pool) -> None:
        session = choose(pool, "EMAIL_OTP")["Session"]
        code = aws.outbox.code(to=EMAIL)
        error = refused(answer, pool=pool, session=session, code=code, name="SMS_OTP")
        assert told(error) == EXPIRED
        assert "AuthenticationResult" in answer(pool, session, code, "EMAIL_OTP")

    def test_code_by_another_client(self, aws: Aws, pool: Pool) -> None:
        session = choose(pool, "EMAIL_OTP")["Session"]
        code, other = aws.outbox.code(to=EMAIL), pool.other_client()
        error = refused(answer, pool=other, session=session, code=code, name="EMAIL_OTP")
        assert told(error) == EXPIRED
        assert "AuthenticationResult" in answer(pool, session, code, "EMAIL_OTP")

    def test_secret_hash_of_the_response(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, {"GenerateSecret": True}, Policies=FACTORS)
        pool.confirmed(email=EMAIL)
        asked = choose(pool, "EMAIL_OTP", SECRET_HASH=pool.secret_hash())
        code = aws.outbox.code(to=EMAIL)
        error = refused(answer, pool=pool, session=asked["Session"], code=code, name="EMAIL_OTP")
        assert told(error)[0] == "NotAuthorizedException"
        assert aws.outbox.latest(to=EMAIL).state == "pending"

    def test_unknown_user(self, pool: Pool) -> None:
        error = refused(choose, pool=pool, challenge="EMAIL_OTP", who="nobody")
        assert told(error)[0] == "UserNotFoundException"

    def test_unknown_user_who_must_not_be_told_from_others(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, {"PreventUserExistenceErrors": "ENABLED"}, Policies=FACTORS)
        asked = choose(pool, "EMAIL_OTP", who="nobody@b.example")
        assert asked["ChallengeParameters"]["CODE_DELIVERY_DESTINATION"] == "n***@b***"
        assert aws.outbox.messages() == []

    @pytest.mark.parametrize("hides", ["ENABLED", "LEGACY"])
    @pytest.mark.parametrize("challenge", ["EMAIL_OTP", "PASSWORD", ""])
    def test_without_a_name(self, aws: Aws, cognito: Any, hides: str, challenge: str) -> None:
        pool = make(cognito, {"PreventUserExistenceErrors": hides}, Policies=FACTORS)
        error = refused(
            cognito.initiate_auth,
            ClientId=pool.client_id,
            AuthFlow="USER_AUTH",
            AuthParameters={"PREFERRED_CHALLENGE": challenge, "PASSWORD": PASSWORD},
        )
        text = "Missing required parameter USERNAME"
        assert told(error) == ("InvalidParameterException", text)
        assert aws.outbox.messages() == []

    def test_unchecked_it_is_motos(self, aws: Aws, pool: Pool) -> None:
        with aws.settings(cognito_codes="any"):
            error = refused(choose, pool=pool, challenge="EMAIL_OTP")
        assert told(error)[0] == "InvalidParameterException"

    def test_unknown_client(self, cognito: Any) -> None:
        error = refused(cognito.initiate_auth, ClientId="none", AuthFlow="USER_AUTH")
        assert told(error)[0] == "ResourceNotFoundException"

    @pytest.mark.parametrize("named", ["another", "none"])
    def test_client_of_another_pool(self, cognito: Any, pool: Pool, named: str) -> None:
        pool_id = make(cognito).id if named == "another" else "us-east-1_none"
        error = refused(
            cognito.admin_initiate_auth,
            UserPoolId=pool_id,
            ClientId=pool.client_id,
            AuthFlow="USER_AUTH",
            AuthParameters={"USERNAME": NAME},
        )
        assert error["Error"]["Code"] == "ResourceNotFoundException"

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
class TestChoosing:
    """`SELECT_CHALLENGE`, and passwords. Source: documented."""

    @pytest.fixture
    def pool(self, cognito: Any) -> Pool:
        made = make(cognito, Policies=FACTORS)
        made.confirmed(email=EMAIL)
        return made

    @pytest.mark.wire
    def test_code_by_mail(self, aws: Aws, pool: Pool) -> None:
        asked = choose(pool)
        assert (asked["ChallengeName"], asked["ChallengeParameters"]) == (SELECT, {})
        assert asked["AvailableChallenges"] == ["PASSWORD", "PASSWORD_SRP", "EMAIL_OTP"]
        assert aws.outbox.messages() == []
        following = select(pool, asked, ANSWER="EMAIL_OTP")
        assert following["ChallengeName"] == "EMAIL_OTP"
        code = aws.outbox.code(to=EMAIL)
        signed_in = answer(pool, following["Session"], code, "EMAIL_OTP")
        assert signed_in["AuthenticationResult"]["TokenType"] == "Bearer"
        error = refused(select, pool=pool, asked=asked, ANSWER="EMAIL_OTP")
        assert told(error) == USED

    def test_password(self, pool: Pool) -> None:
        asked = choose(pool)
        error = refused(select, pool=pool, asked=asked, ANSWER="PASSWORD", PASSWORD="wrong")
        assert told(error) == ("NotAuthorizedException", "Incorrect username or password.")
        signed_in = select(pool, asked, ANSWER="PASSWORD", PASSWORD=PASSWORD)
        assert "AccessToken" in signed_in["AuthenticationResult"]

    def test_password_without_a_choice(self, pool: Pool) -> None:
        assert "AuthenticationResult" in choose(pool, "PASSWORD", PASSWORD=PASSWORD)
        asked = choose(pool, "PASSWORD")
        assert (asked["ChallengeName"], asked["AvailableChallenges"]) == ("PASSWORD", ["PASSWORD"])
        assert "AuthenticationResult" in select(pool, asked, PASSWORD=PASSWORD)

    def test_password_that_is_not_sent(self, pool: Pool) -> None:
        asked = select(pool, choose(pool), ANSWER="PASSWORD_SRP", SRP_A="a1")
        assert asked["ChallengeName"] == "PASSWORD_VERIFIER"

    def test_second_factor_behind_a_password(self, aws: Aws, pool: Pool) -> None:
        pool.create("noah", UserAttributes=named({"phone_number": PHONE}), MessageAction="SUPPRESS")
        pool.cognito.admin_set_user_password(
            UserPoolId=pool.id, Username="noah", Password=PASSWORD, Permanent=True
        )
        pool.cognito.admin_set_user_mfa_preference(
            UserPoolId=pool.id,
            Username="noah",
            SMSMfaSettings={"Enabled": True, "PreferredMfa": True},
        )
        asked = choose(pool, "PASSWORD", "noah", PASSWORD=PASSWORD)
        assert asked["ChallengeName"] == "SMS_MFA"
        destination = asked["ChallengeParameters"]["CODE_DELIVERY_DESTINATION"]
        assert destination == "+*******0100"
        code = aws.outbox.code(to=PHONE)
        assert "AuthenticationResult" in answer(pool, asked["Session"], code, who="noah")

    def test_invited_user_has_a_password_alone(self, pool: Pool) -> None:
        pool.create("ada", UserAttributes=named({"email": EMAIL}), TemporaryPassword=PASSWORD)
        asked = choose(pool, who="ada")
        assert asked["AvailableChallenges"] == ["PASSWORD", "PASSWORD_SRP"]
        following = select(pool, asked, "ada", ANSWER="PASSWORD", PASSWORD=PASSWORD)
        assert following["ChallengeName"] == "NEW_PASSWORD_REQUIRED"

    def test_late_temporary_password(self, aws: Aws, pool: Pool) -> None:
        pool.create("ada", UserAttributes=named({"email": EMAIL}), TemporaryPassword=PASSWORD)
        aws.clock.advance(days=8)
        assert "expired" in told(refused(choose, pool=pool, who="ada"))[1]

    def test_reset_password(self, aws: Aws, pool: Pool) -> None:
        pool.cognito.admin_update_user_attributes(
            UserPoolId=pool.id, Username=NAME, UserAttributes=named({"email_verified": "true"})
        )
        pool.reset()
        assert told(refused(choose, pool=pool)) == RESET_REQUIRED

    @pytest.mark.parametrize(
        ("given", "text"),
        [
            ({}, "Missing required parameter ANSWER"),
            ({"ANSWER": "PASSWORD"}, "Missing required parameter PASSWORD"),
            ({"ANSWER": "SMS_OTP"}, "SMS_OTP is not enabled for the user pool."),
        ],
    )
    def test_wrong_answers(self, pool: Pool, given: dict[str, str], text: str) -> None:
        error = refused(select, pool=pool, asked=choose(pool), **given)
        assert told(error) == ("InvalidParameterException", text)

    def test_late_choice(self, aws: Aws, pool: Pool) -> None:
        asked = choose(pool)
        aws.clock.advance(minutes=3, seconds=1)
        assert told(refused(select, pool=pool, asked=asked, ANSWER="EMAIL_OTP")) == EXPIRED

    def test_session_by_a_client_of_another_pool(self, cognito: Any, pool: Pool) -> None:
        other = make(cognito, Policies=FACTORS)
        other.confirmed(email=EMAIL)
        error = refused(select, pool=other, asked=choose(pool), ANSWER="EMAIL_OTP")
        assert told(error) == EXPIRED

    def test_session_by_another_client(self, pool: Pool) -> None:
        asked = choose(pool)
        error = refused(select, pool=pool.other_client(), asked=asked, ANSWER="EMAIL_OTP")
        assert told(error) == EXPIRED
        assert select(pool, asked, ANSWER="EMAIL_OTP")["ChallengeName"] == "EMAIL_OTP"

    def test_session_of_another_challenge(self, pool: Pool) -> None:
        asked = choose(pool)
        password = {**asked, "ChallengeName": "PASSWORD"}
        error = refused(select, pool=pool, asked=password, PASSWORD=PASSWORD)
        assert told(error) == EXPIRED
        assert "AuthenticationResult" in select(pool, asked, ANSWER="PASSWORD", PASSWORD=PASSWORD)

    def test_session_of_a_user_who_was_made_anew(self, pool: Pool) -> None:
        asked = choose(pool)
        pool.delete()
        pool.confirmed(email=EMAIL)
        error = refused(select, pool=pool, asked=asked, ANSWER="EMAIL_OTP")
        assert told(error) == EXPIRED

    def test_secret_hash(self, cognito: Any) -> None:
        pool = make(cognito, {"GenerateSecret": True}, Policies=FACTORS)
        pool.confirmed(email=EMAIL)
        asked = choose(pool, SECRET_HASH=pool.secret_hash())
        error = refused(select, pool=pool, asked=asked, ANSWER="EMAIL_OTP")
        text = f"Unable to verify secret hash for client {pool.client_id}"
        assert told(error) == ("NotAuthorizedException", text)

    def test_pool_without_passwords(self, cognito: Any) -> None:
        pool = make(cognito, Policies={"SignInPolicy": {"AllowedFirstAuthFactors": ["EMAIL_OTP"]}})
        pool.confirmed(email=EMAIL)
        assert choose(pool)["AvailableChallenges"] == ["EMAIL_OTP"]

    def test_users_who_must_not_be_told_from_others(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, {"PreventUserExistenceErrors": "ENABLED"}, Policies=FACTORS)
        asked = choose(pool, who="nobody")
        error = refused(
            select, pool=pool, asked=asked, who="nobody", ANSWER="PASSWORD", PASSWORD=PASSWORD
        )
        assert told(error) == ("NotAuthorizedException", "Incorrect username or password.")
        following = select(pool, asked, "nobody", ANSWER="EMAIL_OTP")
        assert following["ChallengeName"] == "EMAIL_OTP"
        assert aws.outbox.messages() == []


@pytest.mark.usefixtures("checked")
@pytest.mark.in_process
def test_administrator_who_may_not(pool: Pool, cognito: Any) -> None:
    """What moto does not hear of it cannot refuse."""
    denied = client_of_nobody()
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
