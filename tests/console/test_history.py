"""What becomes of a message, who has read it, and what has sent it. Over HTTP, in every mode."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import requests

from moto_contacts import Message
from moto_contacts.demo import SERVICES
from tests.console.conftest import Send
from tests.console.test_console import ADDRESS, console
from tests.harness import Aws, refused


def told(message: Message) -> list[str]:
    return [each.event for each in message.history]


def unread(aws: Aws) -> list[bool]:
    found = console(aws, "GET", "messages", params={"peek": "true"}).json()["messages"]
    return [not message["read"] for message in found]


class TestHistory:
    def test_wrong_codes_and_the_right_one(self, aws: Aws, send: Send) -> None:
        contacts = aws.client("notificationscontacts")
        arn = send()
        refused(contacts.activate_email_contact, arn=arn, code="wrong12")
        aws.clock.advance(hours=1)
        contacts.activate_email_contact(arn=arn, code=aws.outbox.code())
        message = aws.outbox.latest()
        assert told(message) == ["sent", "wrong code", "verified"]
        sent, _, verified = (each.at for each in message.history)
        assert (sent, verified) == (message.created_at, message.verified_at)

    def test_late_code(self, aws: Aws, send: Send) -> None:
        arn = send()
        aws.clock.advance(hours=13)
        refused(
            aws.client("notificationscontacts").activate_email_contact,
            arn=arn,
            code=aws.outbox.code(),
        )
        assert told(aws.outbox.latest()) == ["sent", "late code", "expired"]

    def test_code_that_is_not_looked_at(self, aws: Aws, send: Send) -> None:
        arn = send()
        for _ in range(6):
            refused(
                aws.client("notificationscontacts").activate_email_contact, arn=arn, code="wrong12"
            )
        message = aws.outbox.latest()
        assert told(message) == ["sent", *["wrong code"] * 5, "locked"]
        assert (message.attempts, message.attempts_allowed) == (5, 5)

    def test_attempts_without_a_limit(self, aws: Aws) -> None:
        aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        assert aws.outbox.latest().attempts_allowed is None

    def test_replaced(self, aws: Aws, send: Send) -> None:
        send()
        first = aws.outbox.latest()
        send()
        assert told(first.refresh()) == ["sent", "superseded"]

    def test_withdrawn(self, aws: Aws, send: Send) -> None:
        aws.client("notificationscontacts").delete_email_contact(arn=send())
        assert told(aws.outbox.latest()) == ["sent", "revoked"]

    def test_link(self, aws: Aws) -> None:
        aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        assert told(aws.outbox.latest().click()) == ["sent", "verified"]

    def test_moment_of_expiry(self, aws: Aws, send: Send) -> None:
        send()
        aws.clock.advance(hours=13)
        message = aws.outbox.latest()
        assert message.history[-1].at == message.expires_at
        aws.clock.reset()
        assert told(message.refresh()) == ["sent"]


class TestRequest:
    def test_members_as_they_came(self, aws: Aws) -> None:
        aws.client("lightsail").create_contact_method(
            protocol="Email", contactEndpoint=ADDRESS, tags=[{"key": "team", "value": "ops"}]
        )
        message = aws.outbox.latest()
        assert message.operation == "CreateContactMethod"
        assert message.parameters == {
            "protocol": "Email",
            "contactEndpoint": ADDRESS,
            "tags": [{"key": "team", "value": "ops"}],
        }

    def test_reader_changes_nothing(self, aws: Aws) -> None:
        aws.client("lightsail").create_contact_method(
            protocol="Email", contactEndpoint=ADDRESS, tags=[{"key": "team", "value": "ops"}]
        )
        aws.outbox.latest().parameters["tags"].clear()
        assert aws.outbox.latest().parameters["tags"] == [{"key": "team", "value": "ops"}]

    def test_members_of_the_path(self, aws: Aws, send: Send) -> None:
        arn = send()
        assert aws.outbox.latest().parameters == {"arn": arn}

    def test_messages_can_be_kept_in_a_set(self, aws: Aws, send: Send) -> None:
        send()
        assert {aws.outbox.latest(), aws.outbox.latest()} == {aws.outbox.latest()}


class TestRead:
    def test_whether_it_was_before(self, aws: Aws, send: Send) -> None:
        send()
        assert aws.outbox.latest().read is False
        assert aws.outbox.latest().read is True

    @pytest.mark.parametrize("path", ["messages", "messages/{id}"])
    def test_peeking_does_not_count(self, aws: Aws, send: Send, path: str) -> None:
        send()
        (shown,) = console(aws, "GET", "messages?peek=true").json()["messages"]
        console(aws, "GET", path.format(**shown), params={"peek": "true"})
        assert unread(aws) == [True]
        console(aws, "GET", path.format(**shown), params={"peek": "false"})
        assert unread(aws) == [False]

    def test_peek_is_yes_or_no(self, aws: Aws) -> None:
        answer = console(aws, "GET", "messages?peek=maybe")
        assert (answer.status_code, answer.json()["message"]) == (
            400,
            "peek must be true or false, not 'maybe'.",
        )

    def test_marks_what_fits(self, aws: Aws, send: Send) -> None:
        send()
        aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        send()
        mark = {"service": "notificationscontacts"}
        assert console(aws, "POST", "messages/read", json=mark).json() == {"read": 2}
        assert unread(aws) == [False, True, False]
        assert console(aws, "POST", "messages/read").json() == {"read": 1}
        assert unread(aws) == [False, False, False]


class TestExpire:
    def test_code(self, aws: Aws, send: Send) -> None:
        arn = send()
        before = aws.clock.now()
        message = aws.outbox.latest().expire()
        assert (message.state, told(message)) == ("expired", ["sent", "expired"])
        error = refused(
            aws.client("notificationscontacts").activate_email_contact, arn=arn, code=message.code
        )
        assert error["Error"]["Code"] == "ValidationException"
        assert (aws.clock.now() - before).total_seconds() < 3600, "the clock stays"

    def test_link(self, aws: Aws) -> None:
        lightsail = aws.client("lightsail")
        lightsail.create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        assert aws.outbox.latest().expire().click().state == "expired"
        (method,) = lightsail.get_contact_methods()["contactMethods"]
        assert method["status"] == "Invalid"

    def test_what_never_would(self, aws: Aws) -> None:
        """A code of Incident Manager lives for ever, unless it is told not to."""
        contacts = aws.client("ssm-contacts")
        contact = contacts.create_contact(Alias="ops", Type="PERSONAL", Plan={"Stages": []})
        channel = contacts.create_contact_channel(
            ContactId=contact["ContactArn"],
            Name="mail",
            Type="EMAIL",
            DeliveryAddress={"SimpleAddress": ADDRESS},
        )["ContactChannelArn"]
        message = aws.outbox.latest().expire()
        refused(
            contacts.activate_contact_channel,
            ContactChannelId=channel,
            ActivationCode=message.code,
        )
        assert told(message.refresh()) == ["sent", "late code", "expired"]

    @pytest.mark.parametrize(
        "end", [lambda message: message.click(), lambda message: message.expire()]
    )
    def test_only_what_is_pending(self, aws: Aws, end: Callable[[Message], Message]) -> None:
        aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        message = end(aws.outbox.latest())
        with pytest.raises(ValueError, match=f"is {message.state}, not pending"):
            message.expire()
        assert message.refresh() == message


class TestPage:
    @pytest.mark.parametrize(
        ("path", "kind"),
        [("page/link.css", "text/css; charset=utf-8")],
    )
    def test_files(self, aws: Aws, path: str, kind: str) -> None:
        answer = console(aws, "GET", path)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]

    def test_address_without_its_last_slash(self, aws: Aws) -> None:
        base = aws.endpoint or "http://motoapi.amazonaws.com"
        answer = requests.get(f"{base}/moto-api/contacts", timeout=30)
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.url == f"{base}/moto-api/contacts/"

    @pytest.mark.parametrize("name", ["nothing.js", "../http.py", "..%2Fhttp.py", "%00", "a/b.js"])
    def test_no_other_file(self, aws: Aws, name: str) -> None:
        base = aws.endpoint or "http://motoapi.amazonaws.com"
        request = requests.Request("GET", "http://x").prepare()
        request.url = f"{base}/moto-api/contacts/page/{name}"
        answer = requests.Session().send(request, timeout=30)
        assert answer.status_code == 404

    @pytest.mark.parametrize("path", ["", "page/link.css", "links/x", "stream"])
    def test_only_to_be_read(self, aws: Aws, path: str) -> None:
        answer = console(aws, "POST", path)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")


def test_services(aws: Aws) -> None:
    services = console(aws, "GET", "services").json()["services"]
    assert set(services) == set(SERVICES.values())
    assert services["ssm-contacts"]["CreateContact"] == sorted(
        services["ssm-contacts"]["CreateContact"]
    )
    assert "DataEncryptionException" in services["ssm-contacts"]["CreateContact"]
