"""Addresses, verified by the link in a mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from moto.ses.models import ses_backends

from tests.harness import Aws, refused, status
from tests.services.ses.steps import SENDER, ZOE
from tests.services.ses.test_mails import TEMPLATE, message

SHOP = "shop@example.org"


@pytest.fixture
def client(aws: Aws) -> Any:
    return aws.client("ses")


@pytest.fixture
def checked(aws: Aws) -> Iterator[None]:
    with aws.settings(ses_identities="verified"):
        yield


@pytest.fixture
def pending(client: Any, checked: None) -> str:
    """An address to which a link was sent."""
    client.verify_email_identity(EmailAddress=SHOP)
    return SHOP


def state(client: Any, identity: str = SHOP) -> dict[str, Any]:
    found = client.get_identity_verification_attributes(Identities=[identity])
    told: dict[str, Any] = found["VerificationAttributes"].get(identity, {})
    return told


def send(client: Any, source: str = SHOP, to: str = ZOE) -> Any:
    destination = {"ToAddresses": [to]}
    return client.send_email(Source=source, Destination=destination, Message=message())


def delete(aws: Aws, address: str) -> None:
    aws.client("ses").delete_identity(Identity=address)


def delete_by_the_newer_api(aws: Aws, address: str) -> None:
    aws.client("sesv2").delete_email_identity(EmailIdentity=address)


class TestByDefault:
    """moto verifies at once, and the mail that SES would send is shown."""

    @pytest.mark.parametrize("operation", ["verify_email_identity", "verify_email_address"])
    def test_link_is_shown(self, aws: Aws, client: Any, operation: str) -> None:
        getattr(client, operation)(EmailAddress=SHOP)

        mail = aws.outbox.latest(to=SHOP)
        assert (mail.kind, mail.state, mail.shown) == ("link", "pending", True)
        assert (mail.sender, mail.service) == ("no-reply-aws@amazon.com", "ses")
        assert "Email Address Verification Request in region us-east-1" in mail.subject
        assert mail.link is not None
        assert mail.link in mail.body

    def test_link_changes_nothing(self, aws: Aws, client: Any) -> None:
        client.verify_email_identity(EmailAddress=SHOP)
        before = state(client)
        assert before["VerificationStatus"] == "Success"
        assert "VerificationToken" in before, "as moto has it"
        assert aws.outbox.latest(to=SHOP).click().state == "verified"
        assert state(client) == before
        send(client)

    def test_domain_gets_no_mail(self, aws: Aws, client: Any) -> None:
        client.verify_domain_identity(Domain="example.org")
        assert aws.outbox.messages() == []

    def test_ids_are_those_that_they_are_without_us(self, aws: Aws, client: Any) -> None:
        from moto.moto_api._internal import mock_random

        mock_random.seed(7)
        client.verify_domain_identity(Domain="example.org")  # which we do nothing of
        expected = mock_random.random()
        mock_random.seed(7)
        client.verify_email_identity(EmailAddress=SHOP)
        assert mock_random.random() == expected

    def test_unknown_sender_is_refused_in_motos_words(self, client: Any) -> None:
        error = refused(send, client=client)
        assert error["Error"]["Message"] == f"Email address not verified {SHOP}"


class TestPending:
    @pytest.mark.wire
    def test_until_the_link_is_opened(self, aws: Aws, client: Any, pending: str) -> None:
        assert state(client) == {"VerificationStatus": "Pending"}
        assert client.list_identities()["Identities"] == [pending]
        error = refused(send, client=client)
        assert (error["Error"]["Code"], status(error)) == ("MessageRejected", 400)

        assert aws.outbox.latest(to=pending).click().state == "verified"

        assert state(client) == {"VerificationStatus": "Success"}
        send(client)
        assert aws.outbox.latest().to == ZOE

    def test_is_not_among_verified_addresses(self, aws: Aws, client: Any, checked: None) -> None:
        client.verify_email_address(EmailAddress=SHOP)
        listed = client.list_verified_email_addresses
        assert listed()["VerifiedEmailAddresses"] == []
        aws.outbox.latest(to=SHOP).click()
        assert listed()["VerifiedEmailAddresses"] == [SHOP]

    def test_what_is_sent_counts_in_a_strict_test(self, aws: Aws, pending: str) -> None:
        assert not aws.outbox.latest(to=pending).shown

    def test_fails_after_a_day(self, aws: Aws, client: Any, pending: str) -> None:
        aws.clock.advance(hours=24, seconds=1)
        assert state(client)["VerificationStatus"] == "Failed"
        assert aws.outbox.latest(to=pending).click().state == "expired"
        assert state(client)["VerificationStatus"] == "Failed"
        assert refused(send, client=client)["Error"]["Code"] == "MessageRejected"

    @pytest.mark.parametrize("hours", [1, 25])
    def test_is_sent_again(self, aws: Aws, client: Any, pending: str, hours: int) -> None:
        first = aws.outbox.latest(to=pending)
        aws.clock.advance(hours=hours)
        client.verify_email_identity(EmailAddress=pending)

        assert state(client)["VerificationStatus"] == "Pending"
        assert first.refresh().state == "superseded"
        first.click()
        assert state(client)["VerificationStatus"] == "Pending"
        aws.outbox.latest(to=pending).click()
        assert state(client)["VerificationStatus"] == "Success"

    def test_one_that_is_verified_stays_so(self, aws: Aws, client: Any, pending: str) -> None:
        aws.outbox.latest(to=pending).click()
        client.verify_email_identity(EmailAddress=pending)
        assert state(client)["VerificationStatus"] == "Success"

    def test_deleted(self, aws: Aws, client: Any, pending: str) -> None:
        mail = aws.outbox.latest(to=pending)
        client.delete_identity(Identity=pending)
        assert (state(client), mail.refresh().state) == ({}, "revoked")
        client.verify_email_identity(EmailAddress=pending)
        assert state(client)["VerificationStatus"] == "Pending"

    def test_deleted_when_it_is_verified(self, aws: Aws, client: Any, pending: str) -> None:
        aws.outbox.latest(to=pending).click()
        client.delete_identity(Identity=pending)
        assert (state(client), aws.outbox.latest(to=pending).state) == ({}, "verified")

    @pytest.mark.parametrize("delete", [delete, delete_by_the_newer_api])
    def test_deleted_when_a_verified_one_was_sent_another(
        self, aws: Aws, client: Any, pending: str, delete: Callable[[Aws, str], None]
    ) -> None:
        aws.outbox.latest(to=pending).click()
        client.verify_email_identity(EmailAddress=pending)
        mail = aws.outbox.latest(to=pending)
        assert mail.state == "pending"
        delete(aws, pending)
        assert mail.refresh().state == "revoked"
        assert mail.click().state == "revoked"

    def test_of_links_to_a_verified_one_the_newest_counts(
        self, aws: Aws, client: Any, pending: str
    ) -> None:
        aws.outbox.latest(to=pending).click()
        client.verify_email_identity(EmailAddress=pending)
        client.verify_email_identity(EmailAddress=pending)
        states = [each.state for each in aws.outbox.messages(to=pending)]
        assert states == ["pending", "superseded", "verified"]

    def test_deleted_when_its_domain_is_verified(
        self, aws: Aws, client: Any, checked: None
    ) -> None:
        client.verify_domain_identity(Domain="example.org")
        client.verify_email_identity(EmailAddress=SHOP)
        client.delete_identity(Identity=SHOP)
        assert aws.outbox.latest(to=SHOP).state == "revoked"

    def test_deleted_when_it_has_failed(self, aws: Aws, client: Any, pending: str) -> None:
        aws.clock.advance(hours=25)
        client.delete_identity(Identity=pending)
        assert (state(client), aws.outbox.latest(to=pending).state) == ({}, "expired")

    def test_answers_are_not_checked_where_nobody_asks(
        self, aws: Aws, client: Any, pending: str
    ) -> None:
        with aws.settings(check_answers=False):
            assert state(client) == {"VerificationStatus": "Pending"}

    def test_is_of_one_region(self, aws: Aws, client: Any, pending: str) -> None:
        other = aws.client("ses", "eu-west-1")
        assert state(other) == {}
        other.verify_email_identity(EmailAddress=pending)
        aws.outbox.latest(to=pending, region="us-east-1").click()
        assert state(other)["VerificationStatus"] == "Pending"

    def test_verified_before_the_setting(self, aws: Aws, client: Any) -> None:
        client.verify_email_identity(EmailAddress=SHOP)
        with aws.settings(ses_identities="verified"):
            assert state(client) == {"VerificationStatus": "Success"}
            send(client)

    def test_outlives_the_setting(self, aws: Aws, client: Any) -> None:
        with aws.settings(ses_identities="verified"):
            client.verify_email_identity(EmailAddress=SHOP)
        assert state(client)["VerificationStatus"] == "Pending"
        assert refused(send, client=client)["Error"]["Code"] == "MessageRejected"
        client.verify_email_identity(EmailAddress=SENDER)
        assert "VerificationToken" in state(client, SENDER), "as moto has it"

    def test_domain_is_as_moto_has_it(self, aws: Aws, client: Any, pending: str) -> None:
        client.verify_domain_identity(Domain="example.org")
        assert "VerificationToken" in state(client, "example.org")
        send(client, source=pending)
        assert aws.outbox.latest().to == ZOE

    def test_address_of_a_domain_waits_too(self, aws: Aws, client: Any, pending: str) -> None:
        client.verify_domain_identity(Domain="example.net")
        client.verify_email_identity(EmailAddress="shop@example.net")
        assert state(client, "shop@example.net") == {"VerificationStatus": "Pending"}
        aws.outbox.latest(to="shop@example.net").click()
        assert state(client, "shop@example.net") == {"VerificationStatus": "Success"}


def raw(client: Any, source: str) -> Any:
    mime = EmailMessage()
    mime["From"], mime["To"] = source, ZOE
    return client.send_raw_email(RawMessage={"Data": mime.as_bytes()})


def templated(client: Any, source: str) -> Any:
    client.create_template(Template=TEMPLATE)
    destination = {"ToAddresses": [ZOE]}
    return client.send_templated_email(
        Source=source, Destination=destination, Template="welcome", TemplateData="{}"
    )


def bulk(client: Any, source: str) -> Any:
    client.create_template(Template=TEMPLATE)
    return client.send_bulk_templated_email(
        Source=source,
        Template="welcome",
        DefaultTemplateData="{}",
        Destinations=[{"Destination": {"ToAddresses": [ZOE]}}],
    )


@pytest.mark.parametrize("call", [send, raw, templated, bulk])
class TestSending:
    """By each of the operations."""

    def test_from_what_is_not_verified(
        self, aws: Aws, client: Any, pending: str, call: Callable[..., Any]
    ) -> None:
        for source in (pending, "nobody@example.com"):
            error = refused(call, client=client, source=source)
            assert (error["Error"]["Code"], error["Error"]["Message"]) == (
                "MessageRejected",
                "Email address is not verified. The following identities failed the check in "
                f"region US-EAST-1: {source}",
            )
            client.delete_template(TemplateName="welcome") if call in (templated, bulk) else None
        assert ses_backends["123456789012"]["us-east-1"].sent_messages == []
        assert [each.to for each in aws.outbox.messages()] == [pending]

    def test_in_the_sandbox_to_verified_ones_alone(
        self, aws: Aws, client: Any, pending: str, call: Callable[..., Any]
    ) -> None:
        aws.outbox.latest(to=pending).click()
        with aws.settings(ses_in_sandbox=True):
            error = refused(call, client=client, source=pending)
            assert error["Error"]["Message"].endswith(f"US-EAST-1: {ZOE}")


def test_request_that_breaks_the_model(client: Any, checked: None) -> None:
    error = refused(client.verify_email_identity)
    assert error["Error"]["Code"] == "ValidationError"
    assert "at 'emailAddress' failed" in error["Error"]["Message"]


def test_sender_whose_encoded_name_has_a_comma(aws: Aws, client: Any, pending: str) -> None:
    aws.outbox.latest(to=pending).click()
    name = "=?utf-8?q?Shop=2C_Zo=C3=AB?="
    raw = f"From: {name} <{pending}>\nTo: {ZOE}\n\nHi".encode()
    client.send_raw_email(RawMessage={"Data": raw})
    assert aws.outbox.latest(to=ZOE).sender == f"Shop, Zoë <{pending}>"


def test_mailbox_simulator_in_the_sandbox(aws: Aws, client: Any, pending: str) -> None:
    aws.outbox.latest(to=pending).click()
    with aws.settings(ses_in_sandbox=True):
        client.send_email(
            Source=pending,
            Destination={"ToAddresses": ["Bounce <bounce+a@simulator.amazonses.com>"]},
            Message=message(),
        )
    assert aws.outbox.latest().to == "bounce+a@simulator.amazonses.com"


def test_asked_before_the_link_is_sent(
    client: Any, checked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As by another thread."""
    backend = ses_backends["123456789012"]["us-east-1"]
    verify, asked = backend.verify_email_identity, []

    def ask_then(address: str) -> None:
        verify(address)
        asked.append(state(client, address))

    monkeypatch.setattr(backend, "verify_email_identity", ask_then)
    client.verify_email_identity(EmailAddress=SHOP)
    assert asked == [{"VerificationStatus": "Pending"}]
