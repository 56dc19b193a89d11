"""Messages that moto itself sends: kept within bounds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from moto import mock_aws

from moto_contacts.simulation import outbox
from moto_contacts.simulation.messages import Sent


@pytest.fixture(autouse=True)
def mocked() -> Iterator[None]:
    with mock_aws():
        yield


def message(body: str) -> Sent:
    return Sent("x", "Publish", {}, "123456789012", "us-east-1", "SMS", "+1", "", body)


def bodies() -> list[str]:
    return [each.body for each in reversed(list(outbox.newest_first()))]


def test_the_older_half_goes_when_they_are_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_MOST_SHOWN", 10 * 1024)
    outbox.send(message("ours"))
    for number in range(10):
        outbox.show(message(str(number)))
    kept = bodies()
    assert kept[0] == "ours"
    assert kept[1:] == ["6", "7", "8", "9"]
    outbox.show(message("10"))
    assert bodies() == [*kept, "10"]


def test_one_that_is_too_much_alone_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_MOST_SHOWN", 1024)
    outbox.show(message("small"))
    outbox.show(message("x" * 4096))
    assert bodies() == ["x" * 4096]


def test_what_was_deleted_counts_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_MOST_SHOWN", 3 * 1100)
    deleted = [outbox.show(message(str(number))) for number in range(3)]
    outbox.remove(set(deleted))
    for number in range(3):
        outbox.show(message(str(number)))
    assert bodies() == ["0", "1", "2"]
