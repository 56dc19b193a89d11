"""What the client asks and refuses, the same of the mock in this process and of a server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

import moto_contacts
from moto_contacts import NoSuchMessage
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
