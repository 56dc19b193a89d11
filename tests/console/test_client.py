"""What the client asks and refuses, the same of the mock in this process and of a server."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

import moto_contacts
from moto_contacts import NoSuchMessage, aio
from tests.messages import send


@pytest.fixture(params=["in process", "by server"])
def endpoint(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """Where the client asks: its outbox is that of this process."""
    if request.param == "by server":
        yield request.getfixturevalue("moto_contacts_server")
    else:
        with mock_aws():
            yield None


class TestIds:
    @pytest.mark.parametrize(
        "its_id",
        [
            "", " ", "unread", "latest", "wait", "../clock", "message-1?peek=true", "message-1#x",
            "message%2D1", "message-1/", "message-1\n", "message-²", "message-" + "9" * 99, None,
        ],
    )  # fmt: skip
    def test_what_is_none_is_not_there(self, endpoint: str | None, its_id: Any) -> None:
        send()
        outbox = moto_contacts.outbox(endpoint)
        with pytest.raises(NoSuchMessage, match=r"^There is no message '"):
            outbox.message(its_id)
        assert [each.id for each in outbox.unread()] == ["message-1"]


class TestDevice:
    @pytest.mark.parametrize("within", [61, -1, float("nan"), "5"])
    def test_longer_than_anybody_waits(self, endpoint: str | None, within: Any) -> None:
        device = moto_contacts.outbox(endpoint).device("+14255550100")
        told = rf"^within must be a number from 0 to 60, not '{within}'\.$"
        with pytest.raises(ValueError, match=told):
            device.expect(within=within)

    @pytest.mark.parametrize("to", [None, 5, b"+14255550100"])
    def test_at_no_address(self, endpoint: str | None, to: Any) -> None:
        with pytest.raises(ValueError, match=re.escape(f"to must be text, not {to!r}.")):
            moto_contacts.outbox(endpoint).device(to)


class TestValues:
    """By a URL they are not told from text, and in JSON some are others."""

    def asked(self, endpoint: str | None, **wanted: Any) -> Any:
        return moto_contacts.outbox(endpoint).latest(**wanted)

    @pytest.mark.parametrize("peek", [True, "true"])
    def test_look_that_reads_nothing(self, endpoint: str | None, peek: Any) -> None:
        send()
        assert not self.asked(endpoint, peek=peek).read
        assert not self.asked(endpoint, peek=False).read
        assert self.asked(endpoint, peek="false").read

    @pytest.mark.parametrize("peek", [1, 0, "True", ""])
    def test_neither_true_nor_false(self, endpoint: str | None, peek: Any) -> None:
        with pytest.raises(ValueError, match=rf"^peek must be true or false, not '{peek}'\.$"):
            self.asked(endpoint, peek=peek)

    @pytest.mark.parametrize(
        ("name", "value"), [("codes", {1: "123456"}), ("console_hosts", ("a", "b"))]
    )
    def test_what_json_changes(self, endpoint: str | None, name: str, value: Any) -> None:
        settings = moto_contacts.settings(endpoint)
        told = re.escape(f"{name} must be of lists, and of names that are text, not {value!r}.")
        with pytest.raises(ValueError, match=told):
            settings.set(**{name: value})
        assert settings.all()[name]["value"] is None

    def test_what_json_changes_deep_within(self, endpoint: str | None) -> None:
        with pytest.raises(ValueError, match=r"^members must be of lists"):
            moto_contacts.faults(endpoint).put("ThrottlingException", reasons=[{"a": [("b",)]}])

    def test_what_utf_8_has_not(self, endpoint: str | None) -> None:
        send()
        assert moto_contacts.outbox(endpoint).messages(to="\ud800") == []
        assert moto_contacts.outbox(endpoint).clear(to="\ud800") == 0


class TestLongUrl:
    def messages(self, face: Any, length: int, url: str) -> Any:
        found = face.outbox(url).messages(to="x" * length)
        return asyncio.run(found) if face is aio else found

    @pytest.mark.parametrize("face", [moto_contacts, aio])
    def test_too_long(self, face: Any, moto_contacts_server: str) -> None:
        told = r"^to would have 70004 characters in a URL, and at most 65000 are possible\.$"
        with pytest.raises(ValueError, match=told):
            self.messages(face, 70_000, moto_contacts_server)

    @pytest.mark.parametrize("face", [moto_contacts, aio])
    def test_as_long_as_can_be(self, face: Any, moto_contacts_server: str) -> None:
        assert self.messages(face, 64_996, moto_contacts_server) == []
