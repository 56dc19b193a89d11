"""Identities by the newer API, and by both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness import Aws, refused
from tests.services.sesv2.steps import SENDER, ZOE, bulk, email, greeting, state

SHOP = "shop@example.org"
SIMPLE = {"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}}
RAW = {"Raw": {"Data": f"From: {SHOP}\nTo: {ZOE}\n\nHi".encode()}}


@pytest.fixture
def pending(aws: Aws, sesv2: Any) -> Iterator[str]:
    """An address to which a link was sent."""
    with aws.settings(ses_identities="verified"):
        sesv2.create_email_identity(EmailIdentity=SHOP)
        yield SHOP


class TestByDefault:
    def test_link_is_shown(self, aws: Aws, sesv2: Any) -> None:
        sesv2.create_email_identity(EmailIdentity=SHOP)
        mail = aws.outbox.latest(to=SHOP)
        assert (mail.kind, mail.shown, mail.service) == ("link", True, "sesv2")
        assert sesv2.get_email_identity(EmailIdentity=SHOP)["VerificationStatus"] == "SUCCESS"
        sesv2.create_email_identity(EmailIdentity="example.org")
        assert len(aws.outbox.messages()) == 1


class TestPending:
    @pytest.mark.wire
    def test_until_the_link_is_opened(self, aws: Aws, sesv2: Any, pending: str) -> None:
        assert state(sesv2, SHOP) == ("PENDING", False)
        aws.outbox.latest(to=pending).click()
        assert state(sesv2, SHOP) == ("SUCCESS", True)
        sesv2.send_email(**email(SIMPLE, FromEmailAddress=pending))
        assert aws.outbox.latest().to == ZOE

    def test_fails_after_a_day(self, aws: Aws, sesv2: Any, pending: str) -> None:
        aws.clock.advance(hours=24, seconds=1)
        assert state(sesv2, SHOP) == ("FAILED", False)

    def test_both_apis_tell_one_state(self, aws: Aws, sesv2: Any, pending: str) -> None:
        ses = aws.client("ses")
        attributes = ses.get_identity_verification_attributes(Identities=[pending])
        assert attributes["VerificationAttributes"][pending] == {"VerificationStatus": "Pending"}
        ses.verify_email_identity(EmailAddress="other@example.org")
        assert state(sesv2, "other@example.org") == ("PENDING", False)

    def test_exists_already(self, aws: Aws, sesv2: Any, pending: str) -> None:
        for identity in (pending, SENDER):
            error = refused(sesv2.create_email_identity, EmailIdentity=identity)
            assert error["Error"]["Code"] == "AlreadyExistsException"
            assert error["Error"]["Message"] == f"Email identity {identity} already exist."
        assert len(aws.outbox.messages()) == 1

    def test_address_of_a_domain_that_exists(self, aws: Aws, sesv2: Any, pending: str) -> None:
        sesv2.create_email_identity(EmailIdentity="example.net")
        address = "shop@example.net"
        sesv2.create_email_identity(EmailIdentity=address)
        assert state(sesv2, address) == ("PENDING", False)
        sesv2.send_email(**email(SIMPLE, FromEmailAddress=address))
        assert aws.outbox.latest().to == ZOE
        aws.outbox.latest(to=address).click()
        assert state(sesv2, address) == ("SUCCESS", True)

    def test_deleted(self, aws: Aws, sesv2: Any, pending: str) -> None:
        mail = aws.outbox.latest(to=pending)
        sesv2.delete_email_identity(EmailIdentity=pending)
        assert mail.refresh().state == "revoked"
        error = refused(sesv2.get_email_identity, EmailIdentity=pending)
        assert error["Error"]["Code"] == "NotFoundException"

    def test_domain_is_as_moto_has_it(self, sesv2: Any, pending: str) -> None:
        sesv2.create_email_identity(EmailIdentity="example.net")
        found = sesv2.get_email_identity(EmailIdentity="example.net")
        assert (found["VerificationStatus"], found["VerifiedForSendingStatus"]) == (
            "SUCCESS",
            False,
        )

    @pytest.mark.parametrize(
        "content", [SIMPLE, RAW, greeting()], ids=["simple", "raw", "template"]
    )
    def test_sends_nothing(self, aws: Aws, sesv2: Any, pending: str, content: Any) -> None:
        error = refused(sesv2.send_email, **email(content, FromEmailAddress=pending))
        assert error["Error"]["Code"] == "MessageRejected"
        assert error["Error"]["Message"].endswith(f"in region US-EAST-1: {pending}")
        assert [each.to for each in aws.outbox.messages()] == [pending]

    def test_sends_nothing_in_bulk(self, aws: Aws, sesv2: Any, pending: str) -> None:
        error = refused(sesv2.send_bulk_email, **bulk("{}", FromEmailAddress=pending))
        assert error["Error"]["Code"] == "MessageRejected"

    def test_in_the_sandbox_to_verified_ones_alone(
        self, aws: Aws, sesv2: Any, pending: str
    ) -> None:
        with aws.settings(ses_in_sandbox=True):
            for error in (
                refused(sesv2.send_email, **email(greeting())),
                refused(sesv2.send_email, **email(SIMPLE)),
                refused(sesv2.send_bulk_email, **bulk("{}")),
            ):
                assert error["Error"]["Code"] == "MessageRejected"
        assert [each.to for each in aws.outbox.messages()] == [pending]


@pytest.mark.parametrize("body", [b"{", b'{"Template'])
def test_body_that_is_no_json_is_motos_to_judge(aws: Aws, sesv2: Any, body: bytes) -> None:
    host, path = "email.us-east-1.amazonaws.com", "/v2/email/outbound-emails"
    with pytest.raises(json.JSONDecodeError):
        aws.http("POST", host, path, body, "ses")
