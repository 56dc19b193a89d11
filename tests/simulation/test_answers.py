"""What a recipient does with a message reaches the service that waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from moto import mock_aws

from moto_contacts.simulation.messages import Sent
from tests.messages import KINDS, Service, send

#: Whatever a recipient can do, and what the service is told.
DEEDS: dict[str, tuple[Callable[[Sent], None], list[str]]] = {
    "reply": (lambda sent: sent.reply("STOP"), ["STOP"]),
    "fail": (lambda sent: sent.fail("No such number."), ["No such number."]),
    "unsubscribe": (Sent.unsubscribe, []),
}
ANSWERS = ("reply", "unsubscribe")


@pytest.fixture(autouse=True)
def mocked() -> Iterator[None]:
    with mock_aws():
        yield


def events(sent: Sent) -> list[str]:
    return [event for _, event, _ in sent.history()]


@pytest.mark.parametrize("deed", DEEDS)
def test_service_is_told(deed: str) -> None:
    service = Service()
    sent = send("page", answers=service, operation="Engage", parameters={"Of": "zoe"})
    do, facts = DEEDS[deed]
    do(sent)

    assert service.told == [(deed, sent.id, *facts)]
    (origin,) = service.origins
    assert (origin.service, origin.operation) == ("a-service", "Engage")
    assert (origin.parameters, origin.region) == ({"Of": "zoe"}, "us-east-1")


def test_history_tells_of_it() -> None:
    sent = send("page", answers=Service())
    sent.reply("hello")
    sent.unsubscribe()
    assert (events(sent), sent.state) == (["sent", "replied", "unsubscribed"], "sent")


@pytest.mark.parametrize("kind", KINDS)
def test_any_kind_may_be_answered(kind: str) -> None:
    service = Service()
    sent = send(kind, answers=service)
    sent.reply("STOP")
    assert sent.answerable
    assert len(service.told) == 1


@pytest.mark.parametrize("answer", ANSWERS)
def test_nobody_waits(answer: str) -> None:
    sent = send("plain")
    with pytest.raises(ValueError, match=rf"^{sent.id} to .* takes no answer: a-service waits for"):
        DEEDS[answer][0](sent)
    assert (sent.answerable, events(sent)) == (False, ["sent"])


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_is_one_way(answer: str) -> None:
    service = Service()
    sent = send("plain", answers=service, one_way=True)
    with pytest.raises(ValueError, match="takes no answer"):
        DEEDS[answer][0](sent)
    assert (sent.answerable, service.told) == (False, [])
    sent.fail("No such number.")
    assert service.told == [("fail", sent.id, "No such number.")]


@pytest.mark.parametrize("state", ["blocked", "expired"])
def test_what_never_went_out_is_not_answered(state: str) -> None:
    sent = send("plain", answers=Service())
    sent.reach(state, "Too late.")
    assert (sent.answerable, sent.failure) == (False, "Too late.")


def test_what_was_replied_is_kept() -> None:
    sent = send("plain", answers=Service())
    sent.reply("hello")
    assert [(event, text) for _, event, text in sent.history()][1:] == [("replied", "hello")]


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_did_not_arrive_is_not_answered(answer: str) -> None:
    service = Service()
    sent = send("page", answers=service)
    sent.fail("No such number.")
    with pytest.raises(ValueError, match=rf"^{sent.id} to .* is failed, so nobody can answer it"):
        DEEDS[answer][0](sent)
    assert (sent.answerable, len(service.told)) == (False, 1)


def test_delivery_fails_though_nobody_waits() -> None:
    sent = send("plain")
    sent.fail("No such number.")
    assert sent.state == "failed"


def test_what_was_delivered_cannot_fail() -> None:
    service = Service()
    sent = send("page", answers=service)
    sent.deliver()
    with pytest.raises(ValueError, match="is delivered, not sent"):
        sent.fail("No such number.")
    assert service.told == []
