"""Users whom an administrator makes: what invites them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws, refused
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

BOTH = named({"email": EMAIL, "phone_number": PHONE})


class TestShown:
    @pytest.mark.wire
    def test_password_that_was_given(self, aws: Aws, pool: Pool) -> None:
        pool.create(UserAttributes=named({"email": EMAIL}), TemporaryPassword=PASSWORD)
        message = aws.outbox.latest(to=EMAIL)
        assert (message.kind, message.code) == ("code", PASSWORD)
        assert message.subject == "Your temporary password"
        assert message.body == f"Your username is zoe and temporary password is {PASSWORD}."
        assert message.expires_at is not None
        assert (message.expires_at - message.created_at).days == 7
        assert "TemporaryPassword" not in message.parameters

    def test_password_of_its_own_is_one_that_moto_takes(self, aws: Aws, pool: Pool) -> None:
        pool.create(UserAttributes=named({"email": EMAIL}))
        challenge = pool.sign_in(aws.outbox.code(to=EMAIL))
        assert challenge["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
        assert aws.outbox.latest(to=EMAIL).state == "verified"
        pool.cognito.respond_to_auth_challenge(
            ClientId=pool.client_id,
            ChallengeName="NEW_PASSWORD_REQUIRED",
            Session=challenge["Session"],
            ChallengeResponses={"USERNAME": NAME, "NEW_PASSWORD": NEW_PASSWORD},
        )
        assert pool.status() == "CONFIRMED"

    @pytest.mark.parametrize(
        ("media", "channels"),
        [
            (None, ["SMS"]),
            (["EMAIL"], ["EMAIL"]),
            (["SMS"], ["SMS"]),
            (["EMAIL", "SMS"], ["SMS", "EMAIL"]),
        ],
    )
    def test_by_which_medium(
        self, aws: Aws, pool: Pool, media: list[str] | None, channels: list[str]
    ) -> None:
        wanted: dict[str, Any] = {} if media is None else {"DesiredDeliveryMediums": media}
        pool.create(UserAttributes=BOTH, **wanted)
        assert [each.channel for each in aws.outbox.messages()[::-1]] == channels
        assert len({each.code for each in aws.outbox.messages()}) == 1

    def test_nowhere_to_send_to(self, aws: Aws, pool: Pool) -> None:
        pool.create()
        pool.create("noah", UserAttributes=BOTH[:1], DesiredDeliveryMediums=["SMS"])
        assert aws.outbox.messages() == []

    def test_suppressed_and_sent_again(self, aws: Aws, pool: Pool) -> None:
        pool.create(UserAttributes=BOTH, MessageAction="SUPPRESS")
        assert aws.outbox.messages() == []
        pool.create(UserAttributes=BOTH, MessageAction="RESEND")
        assert aws.outbox.latest(to=PHONE).operation == "AdminCreateUser"

    def test_sent_again_without_the_address(self, aws: Aws, pool: Pool) -> None:
        """moto has none any more."""
        pool.create(UserAttributes=BOTH, MessageAction="SUPPRESS")
        pool.create(MessageAction="RESEND")
        assert pool.attributes() == {}
        assert aws.outbox.messages() == []

    def test_templates_of_the_pool(self, aws: Aws, cognito: Any) -> None:
        config = {
            "InviteMessageTemplate": {
                "EmailSubject": "Hi {username}",
                "EmailMessage": "<b>{username}</b>: {####}",
                "SMSMessage": "{username} {####}",
            }
        }
        pool = make(cognito, AdminCreateUserConfig=config)
        pool.create(
            UserAttributes=BOTH,
            TemporaryPassword=PASSWORD,
            DesiredDeliveryMediums=["EMAIL", "SMS"],
        )
        mail, sms = aws.outbox.messages()
        assert (mail.subject, mail.body) == ("Hi zoe", f"zoe: {PASSWORD}")
        assert mail.html == f"<b>zoe</b>: {PASSWORD}"
        assert sms.body == f"zoe {PASSWORD}"

    @pytest.mark.parametrize(
        ("template", "body"),
        [
            ("Your password: {####}", "Your password: Ab1<b>&amp;x!"),
            ("<p>Your password:</p><p>{####}</p>", "Your password:\nAb1<b>&amp;x!"),
        ],
    )
    def test_password_that_looks_like_html(
        self, aws: Aws, cognito: Any, template: str, body: str
    ) -> None:
        config = {"InviteMessageTemplate": {"EmailMessage": template}}
        pool = make(cognito, AdminCreateUserConfig=config)
        pool.create(UserAttributes=named({"email": EMAIL}), TemporaryPassword="Ab1<b>&amp;x!")
        mail = aws.outbox.latest(to=EMAIL)
        assert mail.body == body


@pytest.mark.usefixtures("checked")
class TestLatePassword:
    def test_is_refused(self, aws: Aws, cognito: Any) -> None:
        policies = {"PasswordPolicy": {"TemporaryPasswordValidityDays": 2}}
        pool = make(cognito, Policies=policies)
        pool.create(UserAttributes=BOTH, TemporaryPassword=PASSWORD)
        aws.clock.advance(days=1)
        assert pool.sign_in()["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
        aws.clock.advance(days=2)
        assert pool.sign_in()["ChallengeName"] == "NEW_PASSWORD_REQUIRED", "it was typed in time"

        pool.create("noah", UserAttributes=BOTH, TemporaryPassword=PASSWORD)
        aws.clock.advance(days=2, seconds=1)
        error = refused(pool.sign_in, username="noah")
        text = "Temporary password has expired and must be reset by an administrator."
        assert told(error) == ("NotAuthorizedException", text)

    def test_one_that_an_administrator_has_set_since_is_another(
        self, aws: Aws, cognito: Any, pool: Pool
    ) -> None:
        pool.create(UserAttributes=BOTH)
        aws.clock.advance(days=8)
        cognito.admin_set_user_password(
            UserPoolId=pool.id, Username=NAME, Password=PASSWORD, Permanent=False
        )
        assert pool.sign_in()["ChallengeName"] == "NEW_PASSWORD_REQUIRED"

    def test_typed_in_time_for_a_choice(self, aws: Aws, pool: Pool) -> None:
        pool.create(UserAttributes=BOTH, TemporaryPassword=PASSWORD)
        client = {"ClientId": pool.client_id}
        begun = pool.cognito.initiate_auth(
            **client, AuthFlow="USER_AUTH", AuthParameters={"USERNAME": NAME}
        )
        pool.cognito.respond_to_auth_challenge(
            **client,
            ChallengeName="SELECT_CHALLENGE",
            Session=begun["Session"],
            ChallengeResponses={"USERNAME": NAME, "ANSWER": "PASSWORD", "PASSWORD": PASSWORD},
        )
        assert aws.outbox.latest(to=PHONE).state == "verified"

    def test_sign_in_that_types_none(self, aws: Aws, pool: Pool) -> None:
        pool.create(UserAttributes=BOTH, TemporaryPassword=PASSWORD)
        pool.cognito.initiate_auth(
            ClientId=pool.client_id,
            AuthFlow="USER_SRP_AUTH",
            AuthParameters={"USERNAME": NAME, "SRP_A": "a"},
        )
        assert aws.outbox.latest(to=PHONE).attempts == 0
