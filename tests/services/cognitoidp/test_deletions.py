"""Users who are deleted: what was sent to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from moto.cognitoidp.models import CognitoIdpBackend

from tests.harness import Aws, refused
from tests.services.cognitoidp.steps import EMAIL, PHONE, VERIFIED, Pool, make, named, told

BY_LINK = {"DefaultEmailOption": "CONFIRM_WITH_LINK"}
OTHER = "noah@example.com"


@pytest.fixture(params=["any", "checked"], autouse=True)
def codes(aws: Aws, request: pytest.FixtureRequest) -> Iterator[None]:
    """In every mode."""
    with aws.settings(cognito_codes=request.param):
        yield


def delete_user(pool: Pool) -> None:
    pool.delete()


def delete_pool(pool: Pool) -> None:
    pool.cognito.delete_user_pool(UserPoolId=pool.id)


@pytest.mark.parametrize("delete", [delete_user, delete_pool])
class TestEither:
    """A user, or the pool with all of them."""

    @pytest.mark.wire
    def test_code(self, aws: Aws, pool: Pool, delete: Callable[[Pool], None]) -> None:
        pool.sign_up(email=EMAIL)
        message = aws.outbox.latest(to=EMAIL)
        delete(pool)
        assert message.refresh().state == "revoked"

    def test_click(self, aws: Aws, cognito: Any, delete: Callable[[Pool], None]) -> None:
        pool = make(cognito, VerificationMessageTemplate=BY_LINK)
        pool.sign_up(email=EMAIL)
        message = aws.outbox.latest(to=EMAIL)
        delete(pool)
        assert message.click().state == "revoked"

    def test_before_anybody_looks(
        self, aws: Aws, pool: Pool, delete: Callable[[Pool], None]
    ) -> None:
        pool.sign_up(email=EMAIL)
        delete(pool)
        assert aws.outbox.latest(to=EMAIL).state == "revoked"

    def test_whatever_it_was_for(
        self, aws: Aws, pool: Pool, delete: Callable[[Pool], None]
    ) -> None:
        pool.confirmed(**VERIFIED)
        pool.forgot()
        pool.cognito.get_user_attribute_verification_code(
            AccessToken=pool.token(), AttributeName="email"
        )
        delete(pool)
        assert [each.state for each in aws.outbox.messages(to=EMAIL)] == ["revoked"] * 2

    def test_invitation(self, aws: Aws, pool: Pool, delete: Callable[[Pool], None]) -> None:
        pool.create(UserAttributes=named({"email": EMAIL}))
        delete(pool)
        assert aws.outbox.latest(to=EMAIL).state == "revoked"

    def test_what_was_used_stays_so(
        self, aws: Aws, pool: Pool, delete: Callable[[Pool], None]
    ) -> None:
        pool.sign_up(email=EMAIL)
        pool.confirm(aws.outbox.code(to=EMAIL))
        delete(pool)
        assert aws.outbox.latest(to=EMAIL).state == "verified"

    def test_users_of_other_pools_keep_theirs(
        self, aws: Aws, cognito: Any, pool: Pool, delete: Callable[[Pool], None]
    ) -> None:
        pool.confirmed()
        make(cognito).sign_up(email=EMAIL)
        delete(pool)
        assert aws.outbox.latest(to=EMAIL).state == "pending"

    def test_pool_that_there_is_not(
        self, aws: Aws, cognito: Any, pool: Pool, delete: Callable[[Pool], None]
    ) -> None:
        """Not even its id need be one."""
        pool.sign_up(email=EMAIL)
        for name in ("us-east-1_none", "none"):
            error = refused(delete, pool=Pool(cognito, name, "", ""))
            assert told(error)[0] == "ResourceNotFoundException"
        assert aws.outbox.latest(to=EMAIL).state == "pending"


class TestAdminDeleteUser:
    def test_other_users_keep_theirs(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        pool.sign_up("noah", email=OTHER)
        pool.delete()
        assert aws.outbox.latest(to=OTHER).state == "pending"

    def test_user_who_is_made_anew(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        pool.delete()
        pool.sign_up(email=EMAIL)
        assert [each.state for each in aws.outbox.messages()] == ["pending", "revoked"]
        pool.confirm(aws.outbox.code(to=EMAIL))
        assert pool.status() == "CONFIRMED"

    def test_by_an_address(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, UsernameAttributes=["email"])
        pool.sign_up(EMAIL)
        pool.delete(EMAIL)
        assert aws.outbox.latest(to=EMAIL).state == "revoked"

    def test_unknown_user(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        error = refused(pool.delete, username="nobody")
        assert told(error) == ("UserNotFoundException", "User does not exist.")
        assert aws.outbox.latest(to=EMAIL).state == "pending"

    def test_name_that_moto_alone_takes(self, pool: Pool) -> None:
        pool.confirmed("Zoe Miller")
        pool.delete("Zoe Miller")
        assert pool.cognito.list_users(UserPoolId=pool.id)["Users"] == []


class TestDeleteUserPool:
    def test_all_users(self, aws: Aws, cognito: Any) -> None:
        pool = make(cognito, AutoVerifiedAttributes=["email", "phone_number"])
        pool.sign_up(email=EMAIL)
        pool.sign_up("noah", phone_number=PHONE)
        delete_pool(pool)
        assert [each.state for each in aws.outbox.messages()] == ["revoked"] * 2

    @pytest.mark.in_process
    def test_who_signs_up_meanwhile(
        self, aws: Aws, pool: Pool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        delete = CognitoIdpBackend.delete_user_pool

        def later(backend: CognitoIdpBackend, pool_id: str) -> None:
            pool.sign_up(email=EMAIL)
            delete(backend, pool_id)

        with monkeypatch.context() as patched:
            patched.setattr(CognitoIdpBackend, "delete_user_pool", later)
            delete_pool(pool)
        assert aws.outbox.latest(to=EMAIL).state == "revoked"

    def test_user_who_is_gone_already(self, aws: Aws, pool: Pool) -> None:
        pool.sign_up(email=EMAIL)
        pool.delete()
        delete_pool(pool)
        (message,) = aws.outbox.messages()
        assert [each.event for each in message.history] == ["sent", "revoked"]
