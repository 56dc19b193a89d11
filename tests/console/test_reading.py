"""Finding, paging and deleting messages; codes and health. Over HTTP, in every mode."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import requests

import moto_contacts
from moto_contacts import NoSuchMessage
from tests.console.conftest import Send
from tests.console.test_console import ADDRESS, console
from tests.harness import Aws


def ids(answer: requests.Response) -> list[str]:
    return [message["id"] for message in answer.json()["messages"]]


class TestSince:
    def test_message(self, aws: Aws, send: Send) -> None:
        send()
        first = aws.outbox.latest()
        assert aws.outbox.messages(since=first) == []
        send()
        assert [each.id for each in aws.outbox.messages(since=first)] == [aws.outbox.latest().id]
        assert aws.outbox.latest(since=first.id) == aws.outbox.latest()

    def test_message_that_was_deleted(self, aws: Aws, send: Send) -> None:
        send()
        first = aws.outbox.latest()
        aws.outbox.clear()
        send()
        assert len(aws.outbox.messages(since=first)) == 1

    def test_time(self, aws: Aws, send: Send) -> None:
        send()
        between = aws.clock.advance(hours=1)
        aws.clock.advance(hours=1)
        send()
        assert aws.outbox.messages(since=between) == [aws.outbox.latest()]
        assert len(aws.outbox.messages(since=between - timedelta(hours=2))) == 2
        assert aws.outbox.messages(since=between + timedelta(hours=2)) == []

    @pytest.mark.parametrize(
        "text", ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00", "2026-01-31 14:00:00+02:00"]
    )
    def test_time_as_text(self, aws: Aws, send: Send, text: str) -> None:
        send()
        assert len(aws.outbox.messages(since=text)) == 1

    def test_plus_that_was_not_quoted(self, aws: Aws, send: Send) -> None:
        send()
        answer = console(aws, "GET", "messages?since=2026-01-31T12:00:00+02:00")
        assert len(ids(answer)) == 1

    @pytest.mark.parametrize(
        "text", ["", "yesterday", "message-", "message-²", "message-" + "9" * 99]
    )
    def test_neither(self, aws: Aws, text: str) -> None:
        answer = console(aws, "GET", "messages", params={"since": text})
        assert answer.status_code == 400
        assert "since must be a message's id or a time as in 2026-01-31" in answer.json()["message"]


class TestNames:
    def test_of_localstack(self, aws: Aws, send: Send) -> None:
        send()
        right = {"accountId": "123456789012", "phoneNumber": ADDRESS}
        assert len(ids(console(aws, "GET", "messages", params=right))) == 1
        for name in right:
            assert ids(console(aws, "GET", "messages", params={**right, name: "1"})) == []

    @pytest.mark.parametrize("name", ["to", "accountId", "since"])
    def test_values_are_text(self, aws: Aws, name: str) -> None:
        answer = console(aws, "DELETE", "messages", json={name: {}})
        assert answer.status_code == 400
        assert answer.json()["message"] == f"{name} must be text, not {{}}."

    @pytest.mark.wire
    @pytest.mark.parametrize("value", [123, True, b"1", [], ["a", "b"], {}])
    def test_values_are_text_in_python_too(self, aws: Aws, send: Send, value: Any) -> None:
        send()
        with pytest.raises(ValueError, match=re.escape(f"to must be text, not {value!r}.")):
            aws.outbox.messages(to=value)
        with pytest.raises(ValueError, match=r"to must be text|not JSON serializable"):
            aws.outbox.clear(to=value)

    def test_values_are_text_at_a_server_too(self, moto_contacts_server: str) -> None:
        outbox = moto_contacts.outbox(moto_contacts_server)
        with pytest.raises(ValueError, match=r"to must be text, not \['a'\]\."):
            outbox.messages(to=["a"])  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="bytes is not JSON serializable"):
            outbox.clear(to=b"a")  # type: ignore[arg-type]

    def test_of_the_same_thing_twice(self, aws: Aws) -> None:
        both = {"account": "111122223333", "accountId": "123456789012"}
        answer = console(aws, "GET", "messages", params=both)
        assert answer.status_code == 400
        assert "accountId is account by another name" in answer.json()["message"]

    def test_number_with_a_plus_that_was_not_quoted(self, aws: Aws) -> None:
        answer = console(aws, "GET", "messages/latest?to=+14255550100")
        assert "No message with to=+14255550100." in answer.json()["message"]

    def test_blank_region_is_that_of_services_without_one(self, aws: Aws, send: Send) -> None:
        send()
        aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        assert len(aws.outbox.messages()) == 2
        assert [each.service for each in aws.outbox.messages(region="")] == [
            "notificationscontacts"
        ]


class TestPages:
    def test_all_of_them_though_others_come_and_go(self, aws: Aws, send: Send) -> None:
        for _ in range(5):
            send()
        expected = [each.id for each in aws.outbox.messages()]
        found: list[str] = []
        token = None
        while not found or token:
            answer = console(aws, "GET", "messages", params={"limit": 2, "token": token})
            found += ids(answer)
            token = answer.json()["nextToken"]
            send()
            aws.outbox.clear(since=expected[0])
        assert found == expected

    def test_after_the_last_one_was_deleted(self, aws: Aws, send: Send) -> None:
        send()
        older = aws.outbox.latest().id
        send()
        token = console(aws, "GET", "messages", params={"limit": 1}).json()["nextToken"]
        aws.outbox.clear(state="pending")
        assert ids(console(aws, "GET", "messages", params={"token": token})) == [older]

    @pytest.mark.parametrize(
        "other", [{"to": "other@example.com"}, {"limit": "1", "state": "verified"}]
    )
    def test_token_of_another_query(self, aws: Aws, send: Send, other: dict[str, str]) -> None:
        send()
        send()
        token = console(aws, "GET", "messages", params={"limit": 1}).json()["nextToken"]
        answer = console(aws, "GET", "messages", params={**other, "token": token})
        assert answer.status_code == 400
        assert "is none of this query's nextToken" in answer.json()["message"]

    @pytest.mark.parametrize("token", ["", "x", "²", "W10", "WzEsMl0"])
    def test_no_token(self, aws: Aws, token: str) -> None:
        answer = console(aws, "GET", "messages", params={"token": token})
        assert (answer.status_code, answer.json()["error"]) == (400, "InvalidParameter")

    def test_limit_begins_with_one(self, aws: Aws) -> None:
        with pytest.raises(ValueError, match="limit must be a whole number from 1 to"):
            aws.outbox.messages(limit=0)


class TestClear:
    def test_all(self, aws: Aws, send: Send) -> None:
        send()
        send()
        assert aws.outbox.clear() == 2
        assert aws.outbox.messages() == []
        with pytest.raises(NoSuchMessage, match="Nothing was sent"):
            aws.outbox.latest(to=ADDRESS)

    def test_what_fits(self, aws: Aws, send: Send) -> None:
        send()
        aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        assert aws.outbox.clear(to=ADDRESS, service="lightsail") == 1
        assert [each.service for each in aws.outbox.messages(to=ADDRESS)] == [
            "notificationscontacts"
        ]

    def test_codes_stay_as_good(self, aws: Aws, send: Send) -> None:
        arn = send()
        code = aws.outbox.code()
        aws.outbox.clear()
        aws.client("notificationscontacts").activate_email_contact(arn=arn, code=code)
        assert aws.outbox.messages() == [], "what becomes of it does not bring it back"

    def test_links_stay_as_good(self, aws: Aws) -> None:
        aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        link = aws.outbox.latest().link
        aws.outbox.clear()
        assert "is verified now" in requests.get(str(link), timeout=30).text

    def test_link_past_all_use_is_forgotten(self, aws: Aws) -> None:
        aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        link = aws.outbox.latest().click().link
        aws.outbox.clear()
        assert requests.get(str(link), timeout=30).status_code == 404

    def test_by_query(self, aws: Aws, send: Send) -> None:
        send()
        answer = console(aws, "DELETE", "messages?to=other@example.com")
        assert (answer.status_code, answer.json()) == (200, {"deleted": 0})
        assert console(aws, "DELETE", f"messages?to={ADDRESS}").json() == {"deleted": 1}

    def test_filter_that_is_given_twice(self, aws: Aws, send: Send) -> None:
        send()
        answer = console(aws, "DELETE", "messages?to=other@example.com", json={"to": None})
        assert answer.json()["message"] == "to is in the query and in the body; give it once."
        assert len(aws.outbox.messages()) == 1

    @pytest.mark.parametrize("query", ["to=", "phoneNumber="])
    def test_blank_address_is_not_every_address(self, aws: Aws, send: Send, query: str) -> None:
        send()
        assert console(aws, "DELETE", f"messages?{query}").json() == {"deleted": 0}

    def test_unknown_filter_deletes_nothing(self, aws: Aws, send: Send) -> None:
        send()
        assert console(aws, "DELETE", "messages?too=x").status_code == 400
        assert len(aws.outbox.messages()) == 1


class TestCodes:
    def test_put_replaces_both(self, aws: Aws, send: Send) -> None:
        value: dict[str, Any] = {"code": "abc1234", "codes": {"x@example.com": "abc9999"}}
        assert console(aws, "PUT", "codes", json=value).json() == value
        send()
        assert aws.outbox.code() == "abc1234"
        value = {"code": None, "codes": {ADDRESS: "zzz1234"}}
        assert console(aws, "PUT", "codes", json={"codes": value["codes"]}).json() == value
        send()
        assert aws.outbox.code() == "zzz1234"
        assert console(aws, "GET", "codes").json() == value

    def test_delete(self, aws: Aws, send: Send) -> None:
        console(aws, "PUT", "codes", json={"code": "abc1234"})
        assert console(aws, "DELETE", "codes").json() == {"code": None, "codes": None}
        assert moto_contacts.settings(aws.endpoint).all()["code"]["from"] == "default"
        send()
        assert aws.outbox.code() != "abc1234"

    @pytest.mark.parametrize(
        ("method", "values"), [("PUT", {"code": 1}), ("PUT", {"cod": "1"}), ("DELETE", {"to": "x"})]
    )
    def test_refuses(self, aws: Aws, method: str, values: dict[str, Any]) -> None:
        answer = console(aws, method, "codes", json=values)
        assert answer.status_code == 400
        assert console(aws, "GET", "codes").json() == {"code": None, "codes": None}


def test_health(aws: Aws, send: Send) -> None:
    send()
    told = console(aws, "GET", "health").json()
    counts = {"messages": 1, "unread": 1}
    assert told == {"status": "ok", "version": moto_contacts.__version__, **counts}


class TestDevice:
    """Wording in full: it is all that a person sees of a failed test."""

    def test_expects_one_after_the_other(self, aws: Aws, send: Send) -> None:
        send()
        send()
        device = aws.outbox.device(ADDRESS)
        second, first = aws.outbox.messages()
        assert [device.expect(code=True).id, device.expect().id] == [first.id, second.id]
        device.reject()

    def test_expects_a_certain_code(self, aws: Aws, send: Send) -> None:
        send()
        send()
        code = aws.outbox.code()
        assert aws.outbox.device(ADDRESS).expect(code=code).code == code

    def test_expects_a_link(self, aws: Aws, send: Send) -> None:
        send()
        aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        assert aws.outbox.device(ADDRESS).expect(code=False).service == "lightsail"

    def test_waits(self, aws: Aws, send: Send) -> None:
        from concurrent.futures import ThreadPoolExecutor

        send()
        device = aws.outbox.device(ADDRESS)
        device.ignore()
        with ThreadPoolExecutor() as pool:
            found = pool.submit(device.expect, code=True, within=60)
            send()
        assert found.result().id == aws.outbox.latest().id

    def test_outlives_a_reset(self, aws: Aws) -> None:
        """Though ids begin anew with it: what comes then was never expected before."""
        device = aws.outbox.device(ADDRESS)
        for _ in range(2):
            aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
            assert device.expect(code=False, within=0).id == "message-1"
            aws.http("POST", "motoapi.amazonaws.com", "/moto-api/reset")

    def test_nothing_came(self, aws: Aws) -> None:
        with pytest.raises(AssertionError) as caught:
            aws.outbox.device("+14255550100").expect(code=True, within=0)
        assert str(caught.value).startswith(
            "Expected a code to +14255550100 within 0 s. No message with to=+14255550100 within "
            "0 s. Nothing was sent "
        )

    @pytest.mark.parametrize(
        ("code", "what"),
        [(False, "a link"), ("abc1234", "the code abc1234")],
    )
    def test_something_else_came(self, aws: Aws, send: Send, code: bool | str, what: str) -> None:
        send()
        came = aws.outbox.latest()
        device = aws.outbox.device(ADDRESS)
        with pytest.raises(AssertionError) as caught:
            device.expect(code=code, within=0)
        assert str(caught.value).startswith(f"Expected {what} to {ADDRESS} within 0 s. ")
        assert str(caught.value).endswith(
            f" There is {came.id}, EMAIL with the code {came.code} "
            "(notificationscontacts, 123456789012)."
        )
        assert device.expect().id == came.id, "it is still there"

    def test_once_only(self, aws: Aws, send: Send) -> None:
        send()
        device = aws.outbox.device(ADDRESS)
        device.expect()
        with pytest.raises(AssertionError, match=r"^Expected a message to ops@example.com within"):
            device.expect(within=0)

    def test_rejects(self, aws: Aws, send: Send) -> None:
        device = aws.outbox.device(ADDRESS)
        device.reject()
        aws.client("lightsail").create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        message = aws.outbox.latest()
        with pytest.raises(AssertionError) as caught:
            device.reject()
        assert str(caught.value) == (
            f"Expected nothing more to {ADDRESS}, but got {message.id}, EMAIL with a link "
            "(lightsail, 123456789012, us-east-1)."
        )

    def test_ignores(self, aws: Aws, send: Send) -> None:
        send()
        device = aws.outbox.device(ADDRESS)
        device.ignore()
        device.reject()
        send()
        with pytest.raises(AssertionError):
            device.reject()


def test_miss_names_each_address_once(aws: Aws, send: Send) -> None:
    for _ in range(3):
        send()
    with pytest.raises(NoSuchMessage) as miss:
        aws.outbox.latest(to="nobody@example.org")
    assert "Sent so far: 3" in str(miss.value)
    assert str(miss.value).count(ADDRESS) == 1


@pytest.mark.wire
class TestHead:
    """What asks whether a server is there, and proxies, ask without wanting to read."""

    @pytest.mark.parametrize("path", ["health", "messages", "", "page/live.js"])
    def test_as_get(self, aws: Aws, send: Send, path: str) -> None:
        send()
        answer = console(aws, "HEAD", path)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == console(aws, "GET", path).headers["Content-Type"]

    def test_nothing_is_read_by_it(self, aws: Aws, send: Send) -> None:
        send()
        assert console(aws, "HEAD", "messages").status_code == 200
        assert [each.to for each in aws.outbox.unread()] == [ADDRESS]

    def test_opens_no_link(self, aws: Aws) -> None:
        lightsail = aws.client("lightsail")
        lightsail.create_contact_method(protocol="Email", contactEndpoint=ADDRESS)
        mail = aws.outbox.latest(to=ADDRESS)
        path = str(mail.link).rpartition("contacts/")[2]
        assert console(aws, "HEAD", path).status_code == 405
        assert mail.refresh().state == "pending"
