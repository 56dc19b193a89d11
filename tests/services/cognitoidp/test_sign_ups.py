"""Sign-ups: what is sent for them in every mode, and what confirms them where codes count."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any, ClassVar

import boto3
import pytest
import requests
from botocore import xform_name
from moto import mock_aws
from moto.backends import get_backend
from moto.cognitoidp.exceptions import ResourceNotFoundError
from moto.cognitoidp.models import CognitoIdpBackend
from moto.core.base_backend import BackendDict

import moto_contacts
from moto_contacts.simulation import outbox, settings
from tests.harness import Aws, refused, wrong
from tests.services.cognitoidp.steps import (
    EMAIL,
    LIMIT,
    NAME,
    PASSWORD,
    PHONE,
    VERIFIED,
    Pool,
    make,
    named,
    told,
)

EXPIRED = "Invalid code provided, please request a code again."
MISMATCH = "Invalid verification code provided, please try again."


class TestShown:
    @pytest.mark.wire
    def test_code_by_mail(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)

        message = aws.outbox.latest(to=EMAIL)
        assert (message.service, message.operation) == ("cognito-idp", "SignUp")
        assert (message.channel, message.kind, message.state) == ("EMAIL", "code", "pending")
        assert message.subject == "Your verification code"
        assert message.body == f"Your verification code is {message.code}."
        assert message.sender == "no-reply@verificationemail.com"
        assert (message.resource_arn, message.recipient) == (pool.arn, NAME)
        assert message.code is not None
        assert len(message.code) == 6
        assert message.expires_at is not None
        assert (message.expires_at - message.created_at).total_seconds() == 24 * 3600
        assert "Password" not in message.parameters

    def test_by_phone_before_mail(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, AutoVerifiedAttributes=["email", "phone_number"])
        pool.sign_up(email=EMAIL, phone_number=PHONE)
        (message,) = aws.outbox.messages()
        assert (message.channel, message.to, message.sender) == ("SMS", PHONE, "")

    def test_by_mail_where_there_is_no_phone(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, AutoVerifiedAttributes=["email", "phone_number"])
        pool.sign_up(email=EMAIL)
        assert [each.to for each in aws.outbox.messages()] == [EMAIL]

    @pytest.mark.parametrize("auto", [[], ["phone_number"]])
    def test_nothing_where_nothing_is_verified(
        self, aws: Aws, cognito: Any, auto: list[str]
    ) -> None:
        make(cognito, AutoVerifiedAttributes=auto).sign_up(email=EMAIL)
        assert aws.outbox.messages() == []

    def test_who_signs_up_by_an_address(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, UsernameAttributes=["email"])
        answer = pool.sign_up(EMAIL)
        message = aws.outbox.latest(to=EMAIL)
        assert message.recipient == answer["UserSub"]

    @pytest.mark.wire
    def test_moto_takes_the_code(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        pool.confirm(aws.outbox.code(to=EMAIL))
        assert pool.status() == "CONFIRMED"
        assert aws.outbox.latest(to=EMAIL).state == "verified"
        assert pool.attributes() == {"email": EMAIL}, "as moto has it"

    def test_moto_takes_any_code_and_the_message_knows(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        pool.confirm(wrong(aws.outbox.code(to=EMAIL)))
        message = aws.outbox.latest(to=EMAIL)
        assert pool.status() == "CONFIRMED"
        assert (message.state, message.attempts) == ("pending", 1)

    def test_answer_is_motos(self, pool: Pool) -> None:
        details = pool.sign_up(email=EMAIL)["CodeDeliveryDetails"]
        assert details["AttributeName"] in ("phone_number", "email")

    def test_answer_with_the_address_by_a_setting(self, aws: Aws, pool: Pool) -> None:
        with aws.settings(cognito_delivery_details="sent"):
            details = pool.sign_up(email=EMAIL)["CodeDeliveryDetails"]
        assert details == {
            "AttributeName": "email",
            "DeliveryMedium": "EMAIL",
            "Destination": "z***@e***",
        }

    def test_pools_of_other_regions_and_clients_that_say_nothing_of_them(self, aws: Aws) -> None:
        pool = make(aws.client("cognito-idp", "eu-west-1"))
        pool.sign_up(email=EMAIL)
        assert aws.outbox.latest(to=EMAIL).region == "eu-west-1"

    def test_next_ids_of_motos_are_what_they_are_without_us(self, cognito: Any, pool: Pool) -> None:
        from moto.moto_api._internal import mock_random

        mock_random.seed(1)
        first = pool.sign_up(email=EMAIL)["UserSub"]
        second = pool.sign_up("noah", email=EMAIL)["UserSub"]
        mock_random.seed(1)
        silent = make(cognito, AutoVerifiedAttributes=[])
        mock_random.seed(1)
        subs = [silent.sign_up(name, email=EMAIL)["UserSub"] for name in (NAME, "noah")]
        assert subs == [first, second]

    def test_a_seed_repeats_the_codes(self, aws: Aws, cognito: Any) -> None:
        from moto.moto_api._internal import mock_random

        codes = []
        for _ in range(2):
            requests.post("http://motoapi.amazonaws.com/moto-api/reset", timeout=5)
            pool = make(cognito)
            mock_random.seed(1)
            pool.sign_up(email=EMAIL)
            codes.append(aws.outbox.code(to=EMAIL))
        assert codes[0] == codes[1]


class TestReadLate:
    """What a sign-up sends is as it was then, whatever has become of the rest meanwhile."""

    def test_address_is_another(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        pool.cognito.admin_update_user_attributes(
            UserPoolId=pool.id, Username=NAME, UserAttributes=named({"email": "other@example.com"})
        )
        assert aws.outbox.messages()[-1].to == EMAIL

    def test_user_is_gone(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        pool.cognito.admin_delete_user(UserPoolId=pool.id, Username=NAME)
        assert aws.outbox.latest().recipient == NAME

    def test_user_is_another_in_motos_own_backend(self) -> None:
        """A test in process may change what moto has without a call."""
        with mock_aws():
            pool = make(boto3.client("cognito-idp", "us-east-1"))
            pool.sign_up(email=EMAIL)
            users = get_backend("cognitoidp")["123456789012"]["us-east-1"].user_pools[pool.id].users
            users.clear()
            pool.sign_up(email="other@example.com")
            found = moto_contacts.outbox().messages()
            assert [each.to for each in found] == ["other@example.com", EMAIL]

    @pytest.mark.wire
    @pytest.mark.parametrize("operation", ["AdminDeleteUser", "UpdateUserPool"])
    def test_while_a_call_is_late(self, aws: Aws, pool: Pool, operation: str) -> None:
        """What is done by it is done when its time has passed, after the sign-up."""
        fault = aws.faults.put(service="cognito-idp", operation=operation, latency=1)
        changes: dict[str, Any] = {
            "AdminDeleteUser": {"Username": NAME},
            "UpdateUserPool": {"EmailVerificationMessage": "Hi {####}"},
        }
        with ThreadPoolExecutor() as threads:
            change = getattr(pool.cognito, xform_name(operation))
            late = threads.submit(change, UserPoolId=pool.id, **changes[operation])
            while fault.struck == 0:
                sleep(0.01)
            pool.sign_up(email=EMAIL)
            late.result()
        assert aws.outbox.latest(to=EMAIL).body.startswith("Your verification code")

    def test_template_is_another(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        pool.cognito.update_user_pool(UserPoolId=pool.id, EmailVerificationMessage="Hi {####}")
        assert aws.outbox.latest().body.startswith("Your verification code")

    def test_pool_is_gone(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        pool.cognito.delete_user_pool(UserPoolId=pool.id)
        assert aws.outbox.latest().resource_arn == pool.arn

    def test_settings_are_others(self, aws: Aws, pool: Pool) -> None:
        with aws.settings(code="111111"):
            pool.sign_up(email=EMAIL)
        pool.sign_up("amy", email=EMAIL)
        with aws.settings(code="222222"):
            later, first = aws.outbox.messages()
        assert first.code == "111111"
        assert later.code not in ("111111", "222222")

    def test_moto_has_reset(self) -> None:
        with mock_aws():
            make(boto3.client("cognito-idp", "us-east-1")).sign_up(email=EMAIL)
            BackendDict.reset()
            assert [(each.to, each.recipient) for each in outbox.unread()] == [(EMAIL, NAME)]

    def test_moto_has_reset_with_what_was_set(self) -> None:
        with mock_aws():
            settings.override({"code": "111111"})
            make(boto3.client("cognito-idp", "us-east-1")).sign_up(email=EMAIL)
            BackendDict.reset()
            assert [each.code for each in outbox.unread()] == ["111111"]

    @pytest.mark.wire
    def test_others_sign_up_meanwhile(self, aws: Aws, pool: Pool) -> None:
        """Some sign up, some ask for another code, some read."""

        def live(number: int) -> None:
            name = f"user-{number}"
            pool.sign_up(name, email=f"{name}@example.com")
            if number % 3 == 0:
                pool.resend(name)
            if number % 4 == 0:
                assert aws.outbox.code(to=f"{name}@example.com")

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(live, range(48)))
        found = aws.outbox.messages(kind="code")
        assert Counter(each.recipient for each in found) == {
            f"user-{number}": 2 if number % 3 == 0 else 1 for number in range(48)
        }
        assert len({each.code for each in found}) == len(found)


class TestCustomSenders:
    LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:send"

    def pool(self, cognito: Any, sender: str) -> Pool:
        of = {"LambdaVersion": "V1_0", "LambdaArn": self.LAMBDA}
        return make(cognito, LambdaConfig={sender: of, "KMSKeyID": "arn:aws:kms:::key/1"})

    def test_what_the_lambda_sends_is_in_no_outbox(self, aws: Aws, cognito: Any) -> None:
        self.pool(cognito, "CustomEmailSender").sign_up(email=EMAIL)
        assert aws.outbox.messages() == []

    def test_it_is_by_a_setting(self, aws: Aws, cognito: Any) -> None:
        with aws.settings(cognito_custom_senders="shown"):
            self.pool(cognito, "CustomEmailSender").sign_up(email=EMAIL)
        assert aws.outbox.latest(to=EMAIL).kind == "code"

    def test_sender_of_the_other_medium(self, aws: Aws, cognito: Any) -> None:
        self.pool(cognito, "CustomSMSSender").sign_up(email=EMAIL)
        assert aws.outbox.latest(to=EMAIL).kind == "code"

    def test_its_codes_are_checked_all_the_same(
        self, aws: Aws, cognito: Any, checked: None
    ) -> None:
        pool = self.pool(cognito, "CustomEmailSender")
        with aws.settings(code="123456"):
            pool.sign_up(email=EMAIL)
        assert told(refused(pool.confirm, code="111111"))[0] == "CodeMismatchException"
        pool.confirm("123456")
        assert pool.status() == "CONFIRMED"


@pytest.mark.usefixtures("checked")
class TestConfirm:
    @pytest.mark.wire
    def test_right_code(self, aws: Aws, pool: Pool) -> None:
        details = pool.sign_up(email=EMAIL)["CodeDeliveryDetails"]
        assert details == {
            "AttributeName": "email",
            "DeliveryMedium": "EMAIL",
            "Destination": "z***@e***",
        }
        pool.confirm(aws.outbox.code(to=EMAIL))
        assert pool.status() == "CONFIRMED"
        assert pool.attributes() == {"email": EMAIL, "email_verified": "true"}
        assert aws.outbox.latest(to=EMAIL).state == "verified"

    def test_phone_alone_is_verified(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, AutoVerifiedAttributes=["email", "phone_number"])
        details = pool.sign_up(email=EMAIL, phone_number=PHONE)["CodeDeliveryDetails"]
        assert details["Destination"] == "+*******0100"
        pool.confirm(aws.outbox.code(to=PHONE))
        attributes = pool.attributes()
        assert attributes["phone_number_verified"] == "true"
        assert "email_verified" not in attributes

    def test_address_that_the_code_did_not_go_to_is_not_verified(
        self, aws: Aws, cognito: Any, pool: Pool
    ) -> None:
        pool.sign_up(email=EMAIL)
        cognito.admin_update_user_attributes(
            UserPoolId=pool.id, Username=NAME, UserAttributes=named({"email": "new@example.com"})
        )
        pool.confirm(aws.outbox.code(to=EMAIL))
        assert pool.status() == "CONFIRMED"
        assert pool.attributes() == {"email": "new@example.com", "email_verified": "false"}

    @pytest.mark.wire
    def test_wrong_code(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        error = refused(pool.confirm, code=wrong(aws.outbox.code(to=EMAIL)))
        assert told(error) == ("CodeMismatchException", MISMATCH)
        assert pool.status() == "UNCONFIRMED"
        assert aws.outbox.latest(to=EMAIL).attempts == 1

    def test_late_code(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        code = aws.outbox.code(to=EMAIL)
        aws.clock.advance(hours=24, seconds=1)
        for typed in (code, wrong(code)):
            error = refused(pool.confirm, code=typed)
            assert told(error) == ("ExpiredCodeException", EXPIRED)
        assert pool.status() == "UNCONFIRMED"

    def test_in_the_last_second(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        aws.clock.advance(hours=23, minutes=59, seconds=55)
        pool.confirm(aws.outbox.code(to=EMAIL))
        assert pool.status() == "CONFIRMED"

    def test_message_that_was_made_to_expire(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        message = aws.outbox.latest(to=EMAIL)
        message.expire()
        error = refused(pool.confirm, code=message.code)
        assert told(error) == ("ExpiredCodeException", EXPIRED)

    def test_without_any_code(self, cognito: Any) -> None:
        pool = make(cognito, AutoVerifiedAttributes=[])
        assert "CodeDeliveryDetails" not in pool.sign_up(email=EMAIL)
        assert told(refused(pool.confirm, code="123456")) == ("ExpiredCodeException", EXPIRED)

    def test_confirmed_user(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        code = aws.outbox.code(to=EMAIL)
        pool.confirm(code)
        error = refused(pool.confirm, code=code)
        text = "User cannot be confirmed. Current status is CONFIRMED"
        assert told(error) == ("NotAuthorizedException", text)

    def test_administrator_verifies_nothing(self, cognito: Any, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        cognito.admin_confirm_sign_up(UserPoolId=pool.id, Username=NAME)
        assert pool.status() == "CONFIRMED"
        assert pool.attributes() == {"email": EMAIL}

    def test_unknown_user(self, pool: Pool) -> None:
        text = "Username/client id combination not found."
        assert told(refused(pool.confirm, code="123456")) == ("UserNotFoundException", text)

    def test_unknown_user_who_must_not_be_told_from_others(self, cognito: Any) -> None:
        pool = make(cognito, {"PreventUserExistenceErrors": "ENABLED"})
        assert told(refused(pool.confirm, code="123456")) == ("ExpiredCodeException", EXPIRED)

    def test_unknown_client(self, cognito: Any) -> None:
        error = refused(
            cognito.confirm_sign_up, ClientId="none", Username=NAME, ConfirmationCode="123456"
        )
        assert told(error)[0] == "ResourceNotFoundException"

    def test_without_a_code(self, cognito: Any, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        error = refused(cognito.confirm_sign_up, ClientId=pool.client_id, Username=NAME)
        assert told(error)[0] == "InvalidParameterException"
        assert "confirmationCode" in error["Error"]["Message"]
        assert pool.status() == "UNCONFIRMED"

    def test_limit_of_an_hour(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        code = aws.outbox.code(to=EMAIL)
        for _ in range(15):
            refused(pool.confirm, code=wrong(code))
        assert told(refused(pool.confirm, code=code)) == ("LimitExceededException", LIMIT)
        aws.clock.advance(hours=1)
        pool.confirm(code)
        assert pool.status() == "CONFIRMED"

    def test_code_that_is_locked(self, aws: Aws, pool: Pool) -> None:
        with aws.settings(cognito_wrong_codes_per_message=1):
            pool.sign_up(email=EMAIL)
        code = aws.outbox.code(to=EMAIL)
        assert told(refused(pool.confirm, code=wrong(code)))[0] == "CodeMismatchException"
        assert told(refused(pool.confirm, code=code))[0] == "TooManyFailedAttemptsException"
        assert aws.outbox.latest(to=EMAIL).state == "locked"

    def test_address_by_which_somebody_else_signs_in(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, AliasAttributes=["email"])
        pool.confirmed("noah", email=EMAIL, email_verified="true")
        pool.sign_up(email=EMAIL)
        code = aws.outbox.code(to=EMAIL)
        text = "An account with the given email already exists."
        assert told(refused(pool.confirm, code=code)) == ("AliasExistsException", text)
        assert pool.status() == "UNCONFIRMED"
        cognito.confirm_sign_up(
            ClientId=pool.client_id, Username=NAME, ConfirmationCode=code, ForceAliasCreation=True
        )
        assert pool.attributes() == {"email": EMAIL, "email_verified": "true"}
        assert pool.attributes("noah") == {"email": EMAIL, "email_verified": "false"}

    def test_secret_hash(self, aws: Aws, cognito: Any) -> None:
        """Nothing is signed up or confirmed without it."""
        pool = make(cognito, {"GenerateSecret": True})
        text = f"Unable to verify secret hash for client {pool.client_id}"
        assert told(refused(pool.sign_up, email=EMAIL)) == ("NotAuthorizedException", text)
        assert told(refused(pool.confirm, code="123456")) == ("NotAuthorizedException", text)
        assert told(refused(pool.forgot)) == ("NotAuthorizedException", text)
        assert told(refused(pool.new_password, code="123456")) == ("NotAuthorizedException", text)
        cognito.sign_up(
            ClientId=pool.client_id,
            Username=NAME,
            Password=PASSWORD,
            SecretHash=pool.secret_hash(),
            UserAttributes=named({"email": EMAIL}),
        )
        assert pool.status() == "UNCONFIRMED"


@pytest.mark.usefixtures("checked")
@pytest.mark.in_process
def test_what_moto_refuses_leaves_the_code(
    aws: Aws, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a newer moto may."""
    pool.sign_up(email=EMAIL)
    with monkeypatch.context() as patched:
        patched.setattr(CognitoIdpBackend, "confirm_sign_up", refuse)
        error = refused(pool.confirm, code=aws.outbox.code(to=EMAIL))
    assert told(error)[0] == "ResourceNotFoundException"
    assert aws.outbox.latest(to=EMAIL).state == "pending"


def refuse(*_: Any) -> Any:
    raise ResourceNotFoundError("refused")


@pytest.mark.parametrize("codes", ["any", "checked"])
def test_fixed_code_that_could_not_be_one(aws: Aws, pool: Pool, codes: str) -> None:
    with aws.settings(cognito_codes=codes):
        pool.sign_up(email=EMAIL)
        with aws.settings(code="abcdefg"):
            error = refused(pool.resend)
    text = "The fixed code 'abcdefg' is not 6 digits."
    assert told(error) == ("InvalidParameterException", text)
    assert len(aws.outbox.messages()) == 1


class TestLink:
    TEMPLATE: ClassVar = {
        "DefaultEmailOption": "CONFIRM_WITH_LINK",
        "EmailSubjectByLink": "Welcome",
        "EmailMessageByLink": "<p>Hi {username}</p><p>{##Click & go##}</p>",
    }

    def pool(self, cognito: Any, **template: str) -> Pool:
        return make(cognito, VerificationMessageTemplate={**self.TEMPLATE, **template})

    @pytest.mark.wire
    def test_click_confirms(self, aws: Aws, cognito: Any, checked: None) -> None:
        pool = self.pool(cognito)
        pool.sign_up(email=EMAIL)
        message = aws.outbox.latest(to=EMAIL)
        assert (message.kind, message.subject, message.code) == ("link", "Welcome", None)
        assert message.link is not None
        assert message.body == f"Hi zoe\nClick & go ({message.link})"
        assert message.html == f'<p>Hi zoe</p><p><a href="{message.link}">Click & go</a></p>'

        assert message.click().state == "verified"
        assert pool.status() == "CONFIRMED"
        assert pool.attributes()["email_verified"] == "true"

    def test_click_verifies_no_other_address(self, aws: Aws, cognito: Any, checked: None) -> None:
        pool = self.pool(cognito)
        pool.sign_up(email=EMAIL)
        cognito.admin_update_user_attributes(
            UserPoolId=pool.id, Username=NAME, UserAttributes=named({"email": "new@example.com"})
        )
        aws.outbox.latest(to=EMAIL).click()
        assert pool.status() == "CONFIRMED"
        assert pool.attributes()["email_verified"] == "false"

    def test_click_confirms_where_any_code_does(self, aws: Aws, cognito: Any) -> None:
        pool = self.pool(cognito)
        pool.sign_up(email=EMAIL)
        aws.outbox.latest(to=EMAIL).click()
        assert pool.status() == "CONFIRMED"

    def test_moto_takes_any_code(self, aws: Aws, cognito: Any) -> None:
        pool = self.pool(cognito)
        pool.sign_up(email=EMAIL)
        pool.confirm("123456")
        assert aws.outbox.latest(to=EMAIL).click().state == "verified"
        assert pool.attributes() == {"email": EMAIL}, "the user was confirmed already"

    def test_late_click(self, aws: Aws, cognito: Any) -> None:
        pool = self.pool(cognito)
        pool.sign_up(email=EMAIL)
        aws.clock.advance(hours=25)
        assert aws.outbox.latest(to=EMAIL).click().state == "expired"
        assert pool.status() == "UNCONFIRMED"

    def test_phones_get_codes(self, aws: Aws, cognito: Any) -> None:
        template = {"DefaultEmailOption": "CONFIRM_WITH_LINK"}
        pool = make(
            cognito,
            AutoVerifiedAttributes=["phone_number"],
            VerificationMessageTemplate=template,
        )
        pool.sign_up(phone_number=PHONE)
        assert aws.outbox.latest(to=PHONE).kind == "code"

    @pytest.mark.in_process
    def test_opened_by_a_browser(self, aws: Aws, cognito: Any) -> None:
        pool = self.pool(cognito)
        pool.sign_up(email=EMAIL)
        link = aws.outbox.latest(to=EMAIL).link
        assert link is not None
        assert requests.get(link, timeout=5).status_code == 200
        assert pool.status() == "CONFIRMED"


@pytest.mark.parametrize("codes", ["any", "checked"])
class TestAdminConfirmSignUp:
    """By an administrator, without the code."""

    def confirm(self, pool: Pool, username: str = NAME) -> None:
        pool.cognito.admin_confirm_sign_up(UserPoolId=pool.id, Username=username)

    def test_code_counts_no_more(self, aws: Aws, pool: Pool, codes: str) -> None:
        with aws.settings(cognito_codes=codes):
            pool.sign_up(email=EMAIL)
            self.confirm(pool)
        assert aws.outbox.latest(to=EMAIL).state == "revoked"
        assert (pool.status(), pool.attributes()) == ("CONFIRMED", {"email": EMAIL})

    def test_click(self, aws: Aws, cognito: Any, codes: str) -> None:
        pool = make(
            cognito, VerificationMessageTemplate={"DefaultEmailOption": "CONFIRM_WITH_LINK"}
        )
        with aws.settings(cognito_codes=codes):
            pool.sign_up(email=EMAIL)
            self.confirm(pool)
        assert aws.outbox.latest(to=EMAIL).click().state == "revoked"
        assert pool.attributes() == {"email": EMAIL}

    @pytest.mark.in_process
    def test_who_signs_up_meanwhile(
        self, aws: Aws, pool: Pool, codes: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        confirm = CognitoIdpBackend.admin_confirm_sign_up

        def later(backend: CognitoIdpBackend, pool_id: str, username: str) -> str:
            pool.sign_up(email=EMAIL)
            found: str = confirm(backend, pool_id, username)
            return found

        with aws.settings(cognito_codes=codes), monkeypatch.context() as patched:
            patched.setattr(CognitoIdpBackend, "admin_confirm_sign_up", later)
            self.confirm(pool)
        assert aws.outbox.latest(to=EMAIL).state == "revoked"

    def test_other_codes_stay(self, aws: Aws, pool: Pool, codes: str) -> None:
        pool.confirmed(**VERIFIED)
        with aws.settings(cognito_codes=codes):
            pool.forgot()
            self.confirm(pool)
        assert aws.outbox.latest(to=EMAIL).state == "pending"

    def test_unknown_user(self, aws: Aws, pool: Pool, codes: str) -> None:
        pool.sign_up(email=EMAIL)
        with aws.settings(cognito_codes=codes):
            error = refused(self.confirm, pool=pool, username="nobody")
        assert told(error)[0] == "UserNotFoundException"
        assert aws.outbox.latest(to=EMAIL).state == "pending"


class TestResendConfirmationCode:
    @pytest.mark.wire
    def test_new_code_counts_alone(self, aws: Aws, pool: Pool, checked: None) -> None:
        pool.sign_up(email=EMAIL)
        first = aws.outbox.latest(to=EMAIL)
        details = pool.resend()["CodeDeliveryDetails"]
        assert details == {
            "AttributeName": "email",
            "DeliveryMedium": "EMAIL",
            "Destination": "z***@e***",
        }
        second = aws.outbox.latest(to=EMAIL)
        assert (first.refresh().state, first.refresh().superseded_by) == ("superseded", second.id)
        assert told(refused(pool.confirm, code=first.code)) == ("CodeMismatchException", MISMATCH)
        assert second.code is not None
        pool.confirm(second.code)
        assert pool.status() == "CONFIRMED"

    def test_codes_before_count_by_a_setting(self, aws: Aws, pool: Pool, checked: None) -> None:
        pool.sign_up(email=EMAIL)
        first = aws.outbox.latest(to=EMAIL)
        with aws.settings(cognito_resend="adds"):
            pool.resend()
        assert first.code is not None
        pool.confirm(first.code)
        assert pool.status() == "CONFIRMED"
        assert first.refresh().state == "verified"
        assert aws.outbox.latest(to=EMAIL).state == "revoked"

    def test_link_again(self, aws: Aws, cognito: Any) -> None:
        template = {"DefaultEmailOption": "CONFIRM_WITH_LINK"}
        pool = make(cognito, VerificationMessageTemplate=template)
        pool.sign_up(email=EMAIL)
        pool.resend()
        second, first = aws.outbox.messages(to=EMAIL)
        assert first.click().state == "superseded"
        assert second.click().state == "verified"

    def test_limit_of_an_hour(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        for _ in range(5):
            pool.resend()
        assert told(refused(pool.resend)) == ("LimitExceededException", LIMIT)
        aws.clock.advance(hours=1)
        pool.resend()
        assert len(aws.outbox.messages(to=EMAIL)) == 7

    def test_confirmed_user(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        pool.confirm("123456")
        error = refused(pool.resend)
        assert told(error) == ("InvalidParameterException", "User is already confirmed.")
        assert len(aws.outbox.messages()) == 1

    def test_nowhere_to_send_to(self, cognito: Any) -> None:
        pool = make(cognito, AutoVerifiedAttributes=[])
        pool.sign_up(email=EMAIL)
        text = "Cannot resend codes. Auto verification not turned on."
        assert told(refused(pool.resend)) == ("InvalidParameterException", text)

    def test_unknown_user(self, pool: Pool) -> None:
        text = "Username/client id combination not found."
        assert told(refused(pool.resend)) == ("UserNotFoundException", text)

    @pytest.mark.parametrize(
        ("username", "destination"), [("zoe", "z***@e***"), ("ada@b.example", "a***@b***")]
    )
    def test_unknown_user_who_must_not_be_told_from_others(
        self, aws: Aws, cognito: Any, username: str, destination: str
    ) -> None:
        pool = make(cognito, {"PreventUserExistenceErrors": "ENABLED"})
        assert pool.resend(username)["CodeDeliveryDetails"]["Destination"] == destination
        assert aws.outbox.messages() == []

    def test_unknown_client(self, cognito: Any) -> None:
        error = refused(cognito.resend_confirmation_code, ClientId="none", Username=NAME)
        text = "User pool client none does not exist."
        assert told(error) == ("ResourceNotFoundException", text)

    def test_secret_hash(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, {"GenerateSecret": True})
        pool.sign_up(email=EMAIL)
        error = refused(pool.resend, SecretHash="wrong")
        text = f"Unable to verify secret hash for client {pool.client_id}"
        assert told(error) == ("NotAuthorizedException", text)
        pool.resend(SecretHash=pool.secret_hash())
        assert len(aws.outbox.messages(to=EMAIL)) == 2
