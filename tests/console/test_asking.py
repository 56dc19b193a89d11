"""What messages are asked for by: the same in every face, and never an empty answer in silence."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

import moto_contacts
from moto_contacts import NoSuchMessage, aio
from moto_contacts.simulation.filters import FILTERS
from tests.console.conftest import Send
from tests.console.test_console import ADDRESS, console
from tests.harness import Aws, refused


def found(aws: Aws, **wanted: Any) -> int:
    return len(aws.outbox.messages(**wanted))


class TestClosed:
    @pytest.mark.parametrize(
        ("wanted", "meant"),
        [
            ({"state": "Pending"}, "pending"),
            ({"state": "verifed"}, "verified?"),
            ({"channel": "sms"}, "SMS"),
            ({"kind": "codes"}, "code"),
            ({"carries": "Link"}, "link"),
            ({"service": "ssm"}, "ssm-contacts"),
            ({"service": "sms-voice"}, "pinpoint-sms-voice-v2"),
            ({"service": "SSMContacts"}, "ssm-contacts"),
            ({"service": "notifications-contacts"}, "notificationscontacts"),
            ({"service": "lightsial"}, "lightsail"),
        ],
    )
    def test_other_spelling(self, aws: Aws, wanted: Any, meant: str) -> None:
        with pytest.raises(ValueError, match=rf"^There is no \w+ '.*'\. Did you mean {meant}"):
            aws.outbox.messages(**wanted)

    def test_nothing_near(self, aws: Aws) -> None:
        answer = console(aws, "DELETE", "messages", json={"channel": "FAX"})
        assert answer.status_code == 400
        assert answer.json()["message"] == (
            "There is no channel 'FAX'. There are EMAIL, SMS, VOICE."
        )

    def test_every_value_of_every_one(self, aws: Aws) -> None:
        for name, each in console(aws, "GET", "filters").json()["filters"].items():
            for value in each["values"] or ():
                assert found(aws, **{name: value}) == 0

    def test_filters_are_told(self, aws: Aws) -> None:
        told = console(aws, "GET", "filters").json()["filters"]
        assert list(told) == list(FILTERS)
        assert told["channel"] == {"help": "How it went.", "values": ["EMAIL", "SMS", "VOICE"]}
        assert told["to"]["values"] is None


class TestAwaited:
    """The awaited face asks by the same table."""

    def test_filters(self, aws: Aws, send: Send) -> None:
        send()
        awaited = aio.outbox(aws.endpoint)
        for name, value in (("kind", "code"), ("carries", "code"), ("region", "GLOBAL")):
            told = {name: value}
            found = asyncio.run(awaited.messages(**told))  # type: ignore[arg-type]
            assert [each.to for each in found] == [ADDRESS]
            assert asyncio.run(awaited.latest(**told)).to == ADDRESS  # type: ignore[arg-type]
        assert asyncio.run(awaited.messages(state="expired")) == []
        assert asyncio.run(awaited.messages(to="OPS@*", since=found[0])) == []

    @pytest.mark.parametrize("verb", ["messages", "latest", "wait_for", "code", "clear"])
    def test_refused(self, aws: Aws, verb: str) -> None:
        with pytest.raises(ValueError, match=r"no state 'verifed'\. Did you mean verified\?"):
            asyncio.run(getattr(aio.outbox(aws.endpoint), verb)(state="verifed"))


@pytest.mark.in_process
class TestNothingThere:
    def test_no_mock(self) -> None:
        with pytest.raises(NoSuchMessage, match=r"No mock_aws is active in this process, and no "):
            moto_contacts.outbox().latest()

    def test_no_server(self) -> None:
        url = "http://127.0.0.1:1"
        told = repr(moto_contacts.outbox(url))
        assert told.startswith(f"<Outbox of {url}: No server answers at {url}: Connection refused.")
        assert repr(aio.outbox(url)) == f"<Outbox of {url}>"
        assert repr(moto_contacts.clock()) == "<Clock of this process>"

    @pytest.mark.parametrize("name", ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_LIGHTSAIL"])
    def test_clients_go_elsewhere(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        monkeypatch.setenv(name, "http://localhost:5000")
        there = r"leads to http://localhost:5000: outbox\('http:"
        with pytest.raises(NoSuchMessage, match=there):
            moto_contacts.outbox().latest()

    def test_one_client_goes_elsewhere(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SSM_CONTACTS", "http://localhost:5000")
        with pytest.raises(NoSuchMessage, match=r"'http://localhost:5000'\).*, by ssm-contacts\."):
            moto_contacts.outbox().latest()
        monkeypatch.setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
        with pytest.raises(NoSuchMessage, match="No mock_aws is active"):
            moto_contacts.outbox().latest()

    def test_the_profile_goes_elsewhere(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        profile = tmp_path / "config"
        profile.write_text("[profile local]\nendpoint_url = http://localhost:5000\n")
        monkeypatch.setenv("AWS_CONFIG_FILE", str(profile))
        monkeypatch.setenv("AWS_PROFILE", "local")
        with pytest.raises(NoSuchMessage, match=r"the profile leads to http://localhost:5000: "):
            moto_contacts.outbox().latest()
        monkeypatch.setenv("AWS_PROFILE", "another")
        with pytest.raises(NoSuchMessage, match="No mock_aws is active"):
            moto_contacts.outbox().latest()


class TestOpen:
    @pytest.mark.parametrize(
        ("wanted", "count"),
        [
            ({"to": ADDRESS.upper()}, 1),
            ({"to": "ops@*"}, 1),
            ({"to": "*@*.com"}, 1),
            ({"to": "*ops@example.com*"}, 1),
            ({"to": "ops"}, 0),
            ({"to": "*example"}, 0),
            ({"to": "ops@*@example.com"}, 0),
            ({"to": "*com*example*"}, 0),
            ({"region": "global"}, 1),
            ({"region": "GLOBAL"}, 1),
            ({"region": ""}, 1),
            ({"region": "us-*"}, 0),
            ({"account": "1234*"}, 1),
            ({"sender": "NO-REPLY@*"}, 1),
        ],
    )
    def test_whole_value_in_any_case(self, aws: Aws, send: Send, wanted: Any, count: int) -> None:
        send()
        assert found(aws, **wanted) == count
        assert found(aws, **wanted, carries="code") == count


class TestCode:
    def test_of_the_latest_that_has_one(self, aws: Aws, send: Send) -> None:
        send()
        aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        mail = aws.outbox.latest(service="notificationscontacts")
        assert aws.outbox.latest().code is None
        assert aws.outbox.code(to=ADDRESS) == mail.code


class TestMiss:
    def test_another_region(self, aws: Aws) -> None:
        aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        with pytest.raises(NoSuchMessage) as caught:
            aws.outbox.latest(to=ADDRESS, region="us-west-99")
        assert (
            "No message with to=ops@example.com, region=us-west-99. message-1 to ops@example.com "
            "fits but for region: there it has us-east-1. Sent so far: 1"
        ) in str(caught.value)

    def test_value_that_is_blank(self, aws: Aws, send: Send) -> None:
        send()
        with pytest.raises(NoSuchMessage, match="but for thread: there it has nothing"):
            aws.outbox.latest(to=ADDRESS, thread="arn")

    def test_message_that_there_never_was(self, aws: Aws, send: Send) -> None:
        send()
        with pytest.raises(ValueError, match="since=message-2 is none of this outbox, in which 1"):
            aws.outbox.messages(since="message-2")


class TestLocked:
    def test_is_no_longer_pending(self, aws: Aws, send: Send) -> None:
        arn = send()
        client = aws.client("notificationscontacts")
        for _ in range(5):
            refused(client.activate_email_contact, arn=arn, code="wrong12")
        assert found(aws, state="pending") == 0
        (message,) = aws.outbox.messages(state="locked")
        with pytest.raises(ValueError, match="is locked, not pending"):
            message.expire()
        aws.clock.advance(hours=24)
        assert message.refresh().state == "locked"
