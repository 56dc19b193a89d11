"""Messages that moto itself sends: kept within bounds, and written when somebody looks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from time import sleep

import boto3
import pytest
from moto import mock_aws

from moto_contacts.simulation import clock, outbox, warned
from moto_contacts.simulation.messages import Sent
from moto_contacts.simulation.state import part, simulation_backends


@pytest.fixture(autouse=True)
def mocked() -> Iterator[None]:
    with mock_aws():
        yield


def message(body: str) -> Sent:
    return Sent("x", "Publish", {}, "123456789012", "us-east-1", "SMS", "+1", "", body)


def write(text: str) -> None:
    outbox.show(message(text))


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


class TestWhatIsWrittenWhenSomebodyLooks:
    """What moto has sent is there for whoever looks, as if it had been written at once."""

    def put_off(self, *texts: str, size: int = 0) -> None:
        for text in texts:
            outbox.later("Publish of x", partial(write, text), size)

    def test_it_stands_in_front_of_what_was_sent_later(self) -> None:
        self.put_off("a", "b")
        outbox.send(message("c"))
        self.put_off("d")
        assert bodies() == ["a", "b", "c", "d"]
        assert [each.number for each in outbox.newest_first()] == [4, 3, 2, 1]

    @pytest.mark.parametrize("look", [outbox.size, outbox.last_number])
    def test_it_counts(self, look: Callable[[], int]) -> None:
        self.put_off("a", "b")
        assert look() == 2

    def test_it_was_sent_when_it_was_put_off(self) -> None:
        before = clock.now()
        self.put_off("a")
        clock.advance(timedelta(hours=1))
        (found,) = outbox.newest_first()
        assert timedelta() <= found.created_at - before < timedelta(hours=1)

    def test_too_much_is_not_kept_waiting(self, monkeypatch: pytest.MonkeyPatch) -> None:
        written: list[str] = []
        monkeypatch.setattr(outbox, "show", lambda sent: written.append(sent.body))
        self.put_off("a")
        assert written == []
        self.put_off("b", size=1 << 20)
        assert written == ["a", "b"]

    def test_what_goes_wrong_is_told_and_keeps_nothing_else_back(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(warned, "_told", set())
        self.put_off("a")
        outbox.later("Publish of x", lambda: message(["b"][1]), 0)
        self.put_off("c")
        with pytest.warns(warned.NotShown, match="Publish of x has sent what .* IndexError"):
            assert bodies() == ["a", "c"]

    def test_whoever_waits_hears_of_it_at_once(self) -> None:
        with ThreadPoolExecutor() as threads:
            box = outbox.current()

            def beyond() -> bool:
                with box.changes:
                    return box.wait_beyond(box.last, timeout=10)

            waiting = threads.submit(outbox.wait, lambda sent: sent.body == "a", 10)
            following = threads.submit(beyond)
            while box._waiting < 2:
                sleep(0.001)
            self.put_off("a")
            assert waiting.result() is not None
            assert following.result()

    def test_the_log_tells_it_at_once(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.INFO, "moto_contacts"):
            self.put_off("a")
        assert "the text 'a'" in caplog.text

    def test_the_log_of_whoever_has_not_asked_is_left_alone(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        """What a test of a user's reads at the level of all loggers is its own, and moto's."""
        with caplog.at_level(logging.INFO), mock_aws():
            ses = boto3.client("ses", "us-east-1")
            ses.verify_email_identity(EmailAddress="zoe@example.com")
            sns = boto3.client("sns", "us-east-1")
            sns.publish(PhoneNumber="+14255550100", Message="hello")
            assert len(outbox.unread()) == 2
        assert "moto_contacts" not in {record.name for record in caplog.records}

    def test_the_log_that_is_followed_later_does_not_tell_it(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        self.put_off("a")
        with caplog.at_level(logging.INFO, "moto_contacts"):
            self.put_off("b")
            assert bodies() == ["a", "b"]
        assert len(caplog.records) == 1
        assert "the text 'b'" in caplog.text

    def test_one_that_comes_after_the_reset_leaves_the_next_test_alone(self) -> None:
        """A thread that moto's reset overtakes has the outbox of before in its hands."""
        with mock_aws():
            stale = outbox.current()
            simulation_backends.reset()
            self.put_off("a")
            late = partial(write, "late")
            stale.put_off(outbox.Unwritten(clock.now(), "Publish of x", late, False), 0)
            outbox.catch_up()
            assert [each.body for each in part(outbox.Outbox).messages] == ["a", "late"]

    def test_a_reset_leaves_it_to_the_report(self) -> None:
        with mock_aws():
            self.put_off("a")
            simulation_backends.reset()
            assert [each.body for each in outbox.unread()] == ["a"]
