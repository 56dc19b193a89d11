"""What a message is, how one of its kind is worded, and what becomes of it."""

from __future__ import annotations

import gc
import logging
import weakref
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from moto import mock_aws

from moto_contacts.simulation import clock, outbox
from moto_contacts.simulation.kinds import KINDS, kind_of
from moto_contacts.simulation.messages import Sent, Verdict
from tests.messages import message, send

CODE = "abc1234"


@pytest.fixture(autouse=True)
def mocked() -> Iterator[None]:
    with mock_aws():
        yield


class TestKinds:
    @pytest.mark.parametrize("kind", KINDS)
    def test_follows_from_what_it_carries(self, kind: str) -> None:
        assert message(kind).kind == kind

    def test_code_with_a_link_is_a_code(self) -> None:
        assert message("code", token="t").kind == "code"

    @pytest.mark.parametrize("kind", KINDS)
    def test_new_one_is_in_the_first_state(self, kind: str) -> None:
        assert send(kind).state == next(iter(KINDS[kind].states))

    @pytest.mark.parametrize(
        ("kind", "sentence"),
        [
            ("code", "To verify +14255550100 (a-service, us-east-1) use the code 123456."),
            ("link", "To verify +14255550100 (a-service, us-east-1) open the link of {id}."),
            (
                "plain",
                "+14255550100 (a-service, us-east-1) can read the text 'Your parcel has come.'.",
            ),
            (
                "page",
                "To acknowledge the page to +14255550100 (a-service, us-east-1) "
                "use the accept code 654321.",
            ),
        ],
    )
    def test_one_sentence_is_logged(
        self, caplog: pytest.LogCaptureFixture, kind: str, sentence: str
    ) -> None:
        with caplog.at_level(logging.INFO, "moto_contacts"):
            sent = send(kind)
        assert caplog.messages == [sentence.format(id=sent.id)]

    def test_service_without_regions_is_named_alone(self) -> None:
        use = kind_of(message(region="")).use(message(region=""))
        assert use == "To verify +14255550100 (a-service) use the code 123456."

    def test_text_is_told_in_one_line(self) -> None:
        sent = message("plain", body="Two\nlines \x1b[31m" + " and more" * 20)
        assert kind_of(sent).carries(sent) == (
            r"the text 'Two lines \x1b[31m" + " and more" * 6 + " and mor...'"
        )

    @pytest.mark.parametrize(
        ("length", "told"), [(80, "x" * 80), (81, "x" * 77 + "..."), (900, "x" * 77 + "...")]
    )
    def test_text_of_one_long_word(self, length: int, told: str) -> None:
        sent = message("plain", body="x" * length)
        assert kind_of(sent).carries(sent) == f"the text '{told}'"

    def test_braces_of_a_text_mean_nothing(self) -> None:
        sent = message("plain", body="{link} {0}")
        assert kind_of(sent).carries(sent) == "the text '{link} {0}'"


#: What may become of a plain message.
DEEDS: dict[str, Callable[[Sent], None]] = {
    "delivered": Sent.deliver,
    "read": Sent.open,
    "failed": lambda sent: sent.fail("The carrier has refused it."),
    "stopped": Sent.stop,
}


class TestPlain:
    @pytest.mark.parametrize(
        "way",
        [
            ["delivered", "read", "stopped"],
            ["read"],
            ["failed"],
            ["stopped", "read"],
            ["delivered", "stopped"],
        ],
    )
    def test_goes_through_states_of_its_own(self, way: list[str]) -> None:
        sent = send("plain")
        for state in way:
            DEEDS[state](sent)
            assert sent.state == state
        assert [event for _, event, _ in sent.history()] == ["sent", *way]

    @pytest.mark.parametrize(
        ("state", "deed", "wanted"),
        [
            ("delivered", "delivered", "sent"),
            ("delivered", "failed", "sent"),
            ("read", "delivered", "sent"),
            ("read", "read", "sent or delivered or stopped"),
            ("failed", "delivered", "sent"),
            ("failed", "stopped", "sent or delivered or read"),
            ("stopped", "delivered", "sent"),
            ("stopped", "stopped", "sent or delivered or read"),
        ],
    )
    def test_takes_no_other_way(self, state: str, deed: str, wanted: str) -> None:
        sent = send("plain")
        DEEDS[state](sent)
        with pytest.raises(ValueError, match=rf"^{sent.id} to .* is {state}, not {wanted}\.$"):
            DEEDS[deed](sent)
        assert sent.state == state

    @pytest.mark.parametrize("kind", ["code", "link"])
    def test_others_have_no_such_states(self, kind: str) -> None:
        sent = send(kind)
        with pytest.raises(ValueError, match="is pending, not sent"):
            sent.deliver()

    def test_says_why_it_has_failed(self) -> None:
        sent = send("plain")
        sent.fail("The carrier has refused it.")
        assert sent.failure == "The carrier has refused it."

    def test_does_not_expire(self) -> None:
        sent = outbox.send(message("plain"), hours=1)
        clock.advance(timedelta(hours=2))
        assert sent.state == "sent"
        with pytest.raises(ValueError, match="is sent, not pending"):
            sent.expire()

    def test_has_no_link(self) -> None:
        with pytest.raises(ValueError, match="has no link; it carries a plain text"):
            send("plain").click()


class Verified:
    """What a link verifies: counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def confirm(self) -> None:
        self.times += 1


class TestCodeWithLink:
    @pytest.fixture
    def verified(self) -> Verified:
        return Verified()

    @pytest.fixture
    def sent(self, verified: Verified) -> Sent:
        return send(code=CODE, token=CODE, confirm=verified.confirm, attempts_allowed=2)

    def test_click_types_the_code(self, sent: Sent, verified: Verified) -> None:
        assert (sent.click(), sent.attempts, verified.times) == ("verified", 1, 1)
        assert [event for _, event, _ in sent.history()] == ["sent", "verified"]

    def test_code_that_was_typed_is_not_confirmed_by_the_link(
        self, sent: Sent, verified: Verified
    ) -> None:
        assert sent.judge(CODE) is Verdict.RIGHT
        assert (sent.click(), verified.times) == ("verified", 0)

    def test_wrong_codes_lock_the_link(self, sent: Sent, verified: Verified) -> None:
        sent.judge("wrong")
        sent.judge("wrong")
        assert (sent.click(), sent.attempts, verified.times) == ("locked", 2, 0)
        assert [event for _, event, _ in sent.history()][-1] == "locked"

    def test_same_code_in_many_mails(self, sent: Sent) -> None:
        other = send(code=CODE, token=CODE)
        assert sent.path is not None
        assert sent.path.endswith(f"?token={CODE}")
        assert [outbox.by_path(str(each.path)) for each in (sent, other)] == [sent, other]


@pytest.mark.parametrize("end", [Sent.verify, Sent.revoke, lambda sent: sent.supersede(send())])
def test_message_that_is_past_use_keeps_nothing_alive(end: Callable[[Sent], None]) -> None:
    verified = Verified()
    sent = send("link", confirm=verified.confirm)
    left = weakref.ref(verified)
    del verified
    gc.collect()
    assert left() is not None
    end(sent)
    gc.collect()
    assert left() is None
