"""The clock, the codes and the outbox, as the services use them."""

from __future__ import annotations

import logging
import string
from datetime import datetime, timedelta, timezone
from typing import Any

import boto3
import pytest
import requests
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st
from moto import mock_aws
from moto.moto_api._internal import mock_random

import moto_contacts
from moto_contacts.simulation import clock, codes, faults, outbox
from moto_contacts.simulation.codes import SIX_DIGITS, CodeFormat, UnusableCode
from moto_contacts.simulation.messages import Sent, Verdict
from moto_contacts.simulation.settings import Misconfigured
from moto_contacts.simulation.state import simulation_backends

ADDRESS = "+14255550100"


@pytest.fixture(autouse=True)
def mocked() -> Any:
    with mock_aws():
        yield


def message(**values: Any) -> Sent:
    return Sent(
        **{
            "service": "a-service",
            "operation": "Send",
            "parameters": {},
            "account": "123456789012",
            "region": "us-east-1",
            "channel": "SMS",
            "to": ADDRESS,
            "resource_arn": "arn",
            "body": "Your code is 123456.",
            "code": "123456",
            **values,
        }
    )


class TestClock:
    def test_moves_forward_and_back_to_the_present(self) -> None:
        before = clock.now()
        assert clock.advance(timedelta(hours=24)) - before >= timedelta(hours=24)
        assert clock.advance(timedelta(minutes=1)) - before >= timedelta(hours=24, minutes=1)
        assert clock.reset() - before < timedelta(hours=1)

    def test_never_backward(self) -> None:
        with pytest.raises(ValueError, match="only moves forward"):
            clock.advance(timedelta(seconds=-1))

    def test_not_beyond_what_python_can_write(self) -> None:
        before = clock.now()
        for days in (366 * 9000, 365 * 7100):
            with pytest.raises(ValueError, match="9000"):
                clock.advance(timedelta(days=days))
        assert clock.now() - before < timedelta(hours=1)

    @freeze_time("9999-12-31T23:59:59Z")
    def test_ends_with_the_last_year(self) -> None:
        with pytest.raises(Misconfigured, match=r"1 day, .* is beyond the year 9999"):
            outbox.send(message(), hours=24)
        with pytest.raises(ValueError, match=r"1 day, .* is beyond the year 9999"):
            moto_contacts.faults().put("ThrottlingException", ttl=86400)
        lightsail = boto3.client("lightsail", "us-east-1")
        with pytest.raises(lightsail.exceptions.InvalidInputException, match="beyond the year"):
            lightsail.create_contact_method(protocol="Email", contactEndpoint="a@example.com")
        assert moto_contacts.faults().all() == []

    def test_was_moved_beyond_the_last_year(self) -> None:
        clock.advance(timedelta(days=1))
        with freeze_time("9999-12-31T23:59:59Z"):
            with pytest.raises(ValueError, match=r"1 day, .* is beyond the year 9999"):
                moto_contacts.clock().now()
            with pytest.raises(ValueError, match=r"1 day, .* is beyond the year 9999"):
                moto_contacts.clock().advance(hours=1)
            assert moto_contacts.clock().reset().year == 9999

    def test_follows_freezegun(self) -> None:
        with freeze_time("2026-01-01T00:00:00Z"):
            assert clock.now() == datetime(2026, 1, 1, tzinfo=timezone.utc)
            assert clock.advance(timedelta(hours=1)).hour == 1


class TestCodes:
    def test_have_their_format_and_are_distinct(self) -> None:
        issued = [codes.issue(SIX_DIGITS, ADDRESS) for _ in range(500)]
        assert len(set(issued)) == 500
        assert all(SIX_DIGITS.fits(code) for code in issued)

    def test_when_none_is_left_one_is_given_twice(self) -> None:
        tiny = CodeFormat(1, "ab")
        assert {codes.issue(tiny, ADDRESS) for _ in range(20)} == {"a", "b"}

    def test_fixed_for_all_and_by_address(self) -> None:
        with moto_contacts.settings(code="111111", codes={ADDRESS: "222222"}):
            assert codes.issue(SIX_DIGITS, ADDRESS) == "222222"
            assert codes.issue(SIX_DIGITS, "+1") == "111111"

    @pytest.mark.parametrize("code", ["abcdefg", "1234567"])
    def test_fixed_code_must_fit(self, code: str) -> None:
        with (
            moto_contacts.settings(codes={ADDRESS: code}),
            pytest.raises(UnusableCode, match="is not 6 digits"),
        ):
            codes.issue(SIX_DIGITS, ADDRESS)

    def test_format_says_what_it_wants(self) -> None:
        assert str(CodeFormat(7, "ab")) == "7 characters of ab"

    @given(st.text(), st.text(string.digits))
    def test_comparison_is_equality(self, typed: str, code: str) -> None:
        assert codes.same(typed, code) == (typed == code)
        assert codes.same(code, code)

    def test_comparison_takes_any_text(self) -> None:
        assert not codes.same("\ud800", "123456")


class TestSent:
    def test_right_code(self) -> None:
        sent = outbox.send(message())
        assert sent.judge("123456") is Verdict.RIGHT
        assert (sent.state, sent.attempts) == ("verified", 1)

    def test_wrong_code(self) -> None:
        sent = outbox.send(message())
        assert sent.judge("654321") is Verdict.WRONG
        assert (sent.state, sent.attempts) == ("pending", 1)

    def test_last_moment_still_counts(self) -> None:
        with freeze_time("2026-01-01"):
            sent = outbox.send(message(), hours=1)
            clock.advance(timedelta(hours=1))
            assert sent.state == "pending"
            clock.advance(timedelta(microseconds=1))
            assert sent.state == "expired"
            assert sent.judge("123456") is Verdict.EXPIRED
            assert sent.judge("654321") is Verdict.WRONG

    def test_attempts_run_out(self) -> None:
        sent = outbox.send(message(attempts_allowed=2))
        assert [sent.judge("0") for _ in range(3)] == [
            Verdict.WRONG,
            Verdict.WRONG,
            Verdict.LOCKED,
        ]
        assert sent.judge("123456") is Verdict.LOCKED
        assert sent.attempts == 2

    def test_replaced(self) -> None:
        first = outbox.send(message())
        second = outbox.send(message(), replaces=first)
        assert (first.state, first.superseded_by) == ("superseded", second.id)

    def test_verified_message_stays_verified_when_another_follows(self) -> None:
        first = outbox.send(message())
        first.judge("123456")
        outbox.send(message(), replaces=first)
        assert (first.state, first.superseded_by) == ("verified", None)

    def test_revoked(self) -> None:
        sent = outbox.send(message())
        sent.revoke()
        assert sent.state == "revoked"
        assert sent.judge("123456") is Verdict.WRONG

    def test_link_has_the_host_of_whoever_reads(self) -> None:
        html = '<a href="{link}">Open</a>'
        sent = message(code=None, token="t", body="Open {link} now.", html=html)
        assert sent.texts("http://here:1") == (
            "Open http://here:1/moto-api/contacts/links/t now.",
            '<a href="http://here:1/moto-api/contacts/links/t">Open</a>',
            "http://here:1/moto-api/contacts/links/t",
        )

    def test_braces_of_a_message_without_a_link_are_left_alone(self) -> None:
        sent = message(body="Hi {link} {x}")
        assert sent.texts("http://here") == ("Hi {link} {x}", None, None)

    def test_click_does_its_work_once(self) -> None:
        clicks: list[int] = []
        sent = outbox.send(message(code=None, token="t", confirm=lambda: clicks.append(1)))
        assert [sent.click(), sent.click()] == ["verified", "verified"]
        assert clicks == [1]

    def test_click_too_late_does_nothing(self) -> None:
        clicks: list[int] = []
        confirm = lambda: clicks.append(1)  # noqa: E731
        sent = outbox.send(message(code=None, token="t", confirm=confirm), hours=1)
        clock.advance(timedelta(hours=2))
        assert (sent.click(), clicks) == ("expired", [])

    def test_click_on_a_message_without_a_link(self) -> None:
        with pytest.raises(ValueError, match="has no link"):
            outbox.send(message()).click()

    def test_one_sentence_is_logged(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.INFO, "moto_contacts"):
            outbox.send(message())
            sent = outbox.send(message(code=None, token="t", region=""))
        assert caplog.messages == [
            f"To verify {ADDRESS} (a-service, us-east-1) use the code 123456.",
            f"To verify {ADDRESS} (a-service) open the link of {sent.id}.",
        ]

    def test_ids_begin_anew_with_each_reset(self) -> None:
        for _ in range(2):
            first = outbox.send(message())
            second = outbox.send(message(), replaces=first)
            assert [first.id, second.id] == ["message-1", "message-2"]
            requests.post("http://motoapi.amazonaws.com/moto-api/reset", timeout=5)


class TestOutbox:
    @given(
        steps=st.lists(
            st.tuples(
                st.sampled_from(["send", "look", "remove"]),
                st.fixed_dictionaries({"to": st.sampled_from("ab"), "region": st.just("a")}),
            ),
            min_size=5,
            max_size=30,
        )
    )
    def test_what_is_wanted_is_found_whenever_one_looks(self, steps: Any) -> None:
        box = outbox.Outbox()
        for act, wanted in steps:
            fits = [each for each in box.messages if each.to == wanted["to"]]
            if act == "send":
                box.add(message(**wanted))
            elif act == "remove":
                box.remove(set(fits[:1]))
            else:
                assert list(box.among(wanted)) == fits, "no more are looked at than the fewest"
                assert list(box.among({"state": "pending"})) == box.messages


CALLS = frozenset({("ssm-contacts", "GetContact")})


def struck(region: str = "us-east-1") -> list[str | None]:
    return [rule.error for rule in faults.strike("ssm-contacts", "GetContact", region)]


class TestFaults:
    def test_first_rule_that_fits_strikes_until_it_runs_out(self) -> None:
        faults.put(faults.Fault("Zero", calls=frozenset({("ssm-contacts", "ListContacts")})))
        faults.put(faults.Fault("One", calls=CALLS, times=1))
        faults.put(faults.Fault("Two", calls=CALLS, region="eu-*"))
        assert [struck("eu-west-1"), struck("eu-west-1"), struck()] == [["One"], ["Two"], []]
        assert [rule.struck for rule in faults.rules()] == [0, 1, 1]

    def test_late_and_then_something_else(self) -> None:
        faults.put(faults.Fault(latency=0.5, calls=CALLS))
        faults.put(faults.Fault("One", calls=CALLS))
        faults.put(faults.Fault("Never", calls=CALLS))
        assert struck() == [None, "One"]

    def test_for_a_while(self) -> None:
        faults.put(faults.Fault("One", calls=CALLS, ttl=3600))
        assert struck() == ["One"]
        clock.advance(timedelta(hours=1))
        assert struck() == []

    def test_luck_is_the_seeds(self) -> None:
        def run() -> list[list[str | None]]:
            mock_random.seed(42)
            return [struck() for _ in range(50)]

        faults.put(faults.Fault("One", calls=CALLS, probability=0.5))
        first = run()
        assert first == run()
        assert {len(each) for each in first} == {0, 1}

    def test_certain_rules_leave_the_seed_alone(self) -> None:
        mock_random.seed(42)
        before = mock_random.random()
        faults.put(faults.Fault("One", calls=CALLS))
        mock_random.seed(42)
        struck()
        assert mock_random.random() == before

    def test_reset(self) -> None:
        faults.put(faults.Fault("One", calls=CALLS))
        faults.keep(faults.rules()[0])
        faults.reset()
        simulation_backends.reset()
        assert struck() == []

    def test_kept_rules_outlive_motos_reset(self) -> None:
        for error in ("One", "Two"):
            faults.put(faults.Fault(error, calls=CALLS))
        kept = faults.rules()[1]
        faults.keep(kept)
        faults.keep(kept)
        simulation_backends.reset()
        assert struck() == ["Two"]
        faults.remove(kept)
        simulation_backends.reset()
        assert struck() == []
