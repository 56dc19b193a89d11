"""Further commands of ``moto_contacts``: what they do, what they print, how they refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from threading import Lock
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from moto import server as motos
from urllib3.exceptions import ProtocolError
from werkzeug.serving import BaseWSGIServer

import moto_contacts
from moto_contacts.cli import main, messages, shell, watch
from moto_contacts.client.trust import NoServer, NoTls, NotTrusted, unreachable
from moto_contacts.console import origins
from moto_contacts.console.messages import show as view
from moto_contacts.console.stream import STREAMS
from moto_contacts.plugin import server as faster
from moto_contacts.simulation import agenda, inboxes
from moto_contacts.simulation.mail import Attachment
from tests.foreign import foreign_server
from tests.harness import free_port
from tests.messages import send

ADDRESS = "ops@example.com"


@pytest.fixture
def server(moto_contacts_server: str) -> str:
    return moto_contacts_server


def run(server: str, *arguments: str, **options: Any) -> Result:
    command = [*arguments, "--endpoint-url", server]
    return CliRunner().invoke(main, command, **options)


def told(server: str, *arguments: str) -> Any:
    """What a command prints for programs."""
    result = run(server, *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


class TestShow:
    def test_all_of_a_message(self, server: str) -> None:
        sent = send("plain", body="Hello\x1b\nyou", subject="A parcel")
        sent.fail("nobody there")
        shown = run(server, "show", sent.id).output.splitlines()
        assert [line.strip() for line in shown[:4]] == [
            f"id  {sent.id}", "state  failed", "failure  nobody there", "kind  plain",
        ]  # fmt: skip
        assert shown[-6:-2] == ["", "Hello[U+001B]", "you", ""]
        assert shown[-1].endswith("  failed")
        assert told(server, "show", sent.id)["history"][-1]["event"] == "failed"

    def test_the_latest_or_the_latest_that_fits(self, server: str) -> None:
        first, second = send("code", to=ADDRESS), send("plain")
        assert told(server, "show")["id"] == second.id
        assert told(server, "show", "--to", ADDRESS)["id"] == first.id

    def test_what_was_replied(self, server: str) -> None:
        sent = send("page")
        sent.answers = _Answers()
        run(server, "reply", sent.id, "I am on it")
        assert "replied  I am on it" in run(server, "show", sent.id).output

    def test_attachment(self, server: str) -> None:
        attached = Attachment("a.bin", "application/octet-stream", 2, "", b"\0\1")
        sent = send("plain", attachments=(attached,))
        assert run(server, "attachment", sent.id).stdout_bytes == b"\0\1"
        assert told(server, "attachment", sent.id, "0") == {"size": 2}
        assert run(server, "attachment", sent.id, "1").exit_code == 1
        assert "attachments  a.bin" in run(server, "show", sent.id).output

    @pytest.mark.parametrize("verb", ["show", "attachment", "click"])
    def test_blank_id(self, server: str, verb: str) -> None:
        send("link")
        result = run(server, verb, "")
        assert (result.exit_code, result.stderr) == (1, "Error: There is no message ''.\n")
        assert len(moto_contacts.outbox(server).unread()) == 1


class _Answers:
    def reply(self, sent: Any, text: str) -> None:
        """They have written back."""

    def fail(self, sent: Any, reason: str) -> None:
        """It has not arrived."""

    def unsubscribe(self, sent: Any) -> None:
        """They want no more."""


class TestVerbs:
    def test_by_address(self, server: str) -> None:
        for kind, verb, state in (
            ("code", "expire", "expired"), ("plain", "fail", "failed"),
        ):  # fmt: skip
            sent = send(kind, to=ADDRESS)
            assert run(server, verb, "--to", ADDRESS).output == f"{state}\n"
            assert sent.state == state
        assert sent.failure == "It could not be delivered."

    def test_reason(self, server: str) -> None:
        one, other = send("plain"), send("plain", to=ADDRESS)
        assert told(server, "fail", one.id, "no such box")["failure"] == "no such box"
        assert told(server, "fail", "full", "--to", ADDRESS)["failure"] == "full"
        assert other.state == "failed"

    def test_answers(self, server: str) -> None:
        sent = send("plain", to=ADDRESS)
        sent.answers = _Answers()
        for words in (("--to", ADDRESS, "a"), (ADDRESS, "b"), (sent.id, "c")):
            assert run(server, "reply", *words).output == "sent\n"
        assert run(server, "reply", "--kind", "plain", "d").output == "sent\n"
        assert run(server, "unsubscribe", "--to", ADDRESS).output == "sent\n"
        assert [(each.event, each.text) for each in sent.happened] == [
            ("replied", "a"), ("replied", "b"), ("replied", "c"), ("replied", "d"),
            ("unsubscribed", ""),
        ]  # fmt: skip

    def test_write_first(self, server: str) -> None:
        heard: list[tuple[str, str]] = []
        agenda.act(
            agenda.Origin("a-service", "Open", {}, "123456789012", "us-east-1"),
            lambda: inboxes.open_inbox("+12065550100", Lock(), lambda *told: heard.append(told)),
        )
        words = ("+14255550100", "+12065550100", "Hello")
        assert run(server, "write", *words).output == ""
        assert told(server, "write", *words)["to"] == "+12065550100"
        assert heard == [("+14255550100", "Hello")] * 2
        result = run(server, "write", "+14255550100", "shop", "Hello")
        assert (result.exit_code, result.stderr.count("\n")) == (1, 1)

    def test_acknowledge(self, server: str) -> None:
        page = send("page", to=ADDRESS)
        page.answers = _Answers()
        send("code", to=ADDRESS)
        assert run(server, "acknowledge", "--to", ADDRESS).exit_code == 0
        assert page.happened[-1].text == page.code

    def test_acknowledge_what_is_no_page(self, server: str) -> None:
        result = run(server, "acknowledge", send("code").id)
        assert result.exit_code == 1
        assert "is no page; it carries a code." in result.stderr

    @pytest.mark.parametrize(
        "words",
        [
            ("reply",), ("reply", "message-1"), ("reply", "message-1", "a", "b"),
            ("reply", "--to", "a", "b", "c"), ("reply", "message-1", "--to", "a"),
            ("fail", "message-1", "--to", "a"), ("fail",), ("expire",), ("messages", "--unread",
            "--to", "a"),
        ],
    )  # fmt: skip
    def test_which_one_is_not_clear(self, server: str, words: tuple[str, ...]) -> None:
        result = run(server, *words)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert f"See main {words[0]} --help." in result.stderr

    def test_clear_and_read(self, server: str) -> None:
        send("code", to=ADDRESS), send("code", to="b@example.com")
        assert [each["to"] for each in told(server, "messages", "--unread")] == [
            "b@example.com", ADDRESS,
        ]  # fmt: skip
        assert run(server, "mark-read", "--to", ADDRESS).output == "1\n"
        assert told(server, "mark-read") == {"read": 1}
        assert run(server, "clear", "--to", ADDRESS).output == "1\n"
        assert told(server, "clear") == {"deleted": 1}

    def test_reset(self, server: str) -> None:
        send("code")
        assert run(server, "reset").output == ""
        assert moto_contacts.outbox(server).messages() == []
        assert told(server, "reset") == {"status": "ok"}


class TestCodes:
    def test_for_all_and_by_address(self, server: str) -> None:
        assert told(server, "codes", "set", "123456") == {"code": "123456", "codes": None}
        run(server, "codes", "set", "--to", ADDRESS, "654321")
        run(server, "codes", "set", "--to", "b@example.com", "111111")
        assert run(server, "codes", "list").output == (
            f"*\t123456\n{ADDRESS}\t654321\nb@example.com\t111111\n"
        )
        assert told(server, "codes", "reset") == {"code": None, "codes": None}
        assert run(server, "codes", "list").output == ""

    def test_one_that_no_service_sends(self, server: str) -> None:
        assert "No service sends a code such as '12'" in run(server, "codes", "set", "12").stderr


class TestControls:
    def test_for_programs(self, server: str) -> None:
        assert (
            told(server, "clock", "advance", "--hours", "1")["now"]
            > told(server, "clock", "reset")["now"]
        )
        assert told(server, "settings", "set", "code", "123456") == {"code": "123456"}
        assert told(server, "settings", "reset")["code"]["value"] is None
        rule = told(server, "faults", "put", "ThrottlingException")
        assert told(server, "faults", "remove", rule["id"])["id"] == rule["id"]
        assert told(server, "faults", "reset") == told(server, "faults", "list") == []

    @pytest.mark.parametrize("its_id", ["", "../messages", "fault-1?x", "message-1"])
    def test_fault_of_what_is_no_id(self, server: str, its_id: str) -> None:
        send("code")
        moto_contacts.faults(server).put("ThrottlingException")
        result = run(server, "faults", "remove", its_id)
        assert (result.exit_code, result.stderr) == (1, f"Error: There is no fault {its_id!r}.\n")
        assert len(moto_contacts.faults(server).all()) == 1
        assert len(moto_contacts.outbox(server).messages()) == 1

    @pytest.mark.parametrize("name", ["service", "error", "region", "message", "members"])
    def test_member_that_is_called_as_an_option(self, server: str, name: str) -> None:
        result = run(server, "faults", "put", "ThrottlingException", "--member", f"{name}=1")
        assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
        assert name in result.stderr

    def test_member_without_a_value(self, server: str) -> None:
        result = run(server, "faults", "put", "ThrottlingException", "--member", "x")
        assert result.exit_code == 2
        assert "It is NAME=JSON, as retryAfterSeconds=1, not 'x'." in result.stderr


class TestWaiting:
    def test_server_that_is_not_up_yet(self, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        sent = send("code", to=ADDRESS)
        later = f"http://127.0.0.1:{free_port()}"
        paused: list[float] = []

        def pause(seconds: float) -> None:
            paused.append(seconds)
            monkeypatch.setattr(messages, "outbox_of", lambda _: moto_contacts.outbox(server))

        monkeypatch.setattr("time.sleep", pause)
        result = run(later, "wait-code", "--to", ADDRESS, "--timeout", "5")
        assert (result.output, len(paused)) == (f"{sent.code}\n", 1)

    def test_server_that_never_is(self) -> None:
        result = run(f"http://127.0.0.1:{free_port()}", "wait-link", "--timeout", "0.01")
        assert result.exit_code == 3
        assert "Connection refused" in result.stderr

    def test_longer_than_a_server_waits(self, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(messages, "LONGEST_WAIT", 0.01)
        assert run(server, "wait-code", "--timeout", "0.05").exit_code == 1

    @pytest.mark.parametrize(
        ("command", "option", "value", "needed"),
        [
            ("wait-code", "--carries", "link", "code"),
            ("wait-link", "--carries", "code", "link"),
            ("click", "--carries", "code", "link"),
            ("expire", "--state", "verified", "pending"),
            ("acknowledge", "--kind", "code", "page"),
        ],
    )
    def test_something_else_than_the_command_needs(
        self, server: str, command: str, option: str, value: str, needed: str
    ) -> None:
        result = run(server, command, option, value)
        assert result.exit_code == 2
        said = f"It needs a message with {option} {needed}, and {option} {value} is another."
        assert said in result.stderr

    @pytest.mark.parametrize("timeout", ["-1", "nan", "soon"])
    def test_no_time(self, server: str, timeout: str) -> None:
        result = run(server, "wait-code", "--timeout", timeout)
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
        assert told(server, "wait-code", "--to", send("code").to)["kind"] == "code"


class _Terminal:
    """What tests print to, as if a person looked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(shell, "is_terminal", lambda: True)
        monkeypatch.setattr(watch, "is_terminal", lambda: True)


class TestTerminal:
    @pytest.fixture(autouse=True)
    def terminal(self, monkeypatch: pytest.MonkeyPatch) -> _Terminal:
        return _Terminal(monkeypatch)

    def test_columns_with_a_header(self, server: str) -> None:
        send("code", to="a@example.com"), send("code", to="longer@example.com")
        lines = run(server, "messages").output.splitlines()
        assert lines[0].split() == ["id", "time", "state", "to", "service"]
        assert len({line.index("a-service") for line in lines[1:]}) == 1
        assert lines[0].index("service") == lines[1].index("a-service")

    def test_no_header_where_there_is_nothing(self, server: str) -> None:
        assert run(server, "messages").output == ""

    def test_colours_and_none_of_them(self, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        send("code")
        assert "\x1b[33mpending" in run(server, "messages", color=True).output
        monkeypatch.setenv("NO_COLOR", "1")
        assert "\x1b" not in run(server, "messages", color=True).output


class TestWatch:
    def test_as_they_come_and_change(self, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        before, sent = send("code", to=ADDRESS), send("code", to=ADDRESS)
        new, other = view(sent, server), view(send("plain", to="else@example.com"), server)
        sent.verify()

        def events(server: Any) -> Iterator[tuple[str, Any]]:
            yield "clock", {}
            yield from [("sent", new), ("changed", new), ("sent", other), ("deleted", {})]
            yield from [("changed", view(sent, "")), ("reset", {}), ("sent", new)]
            raise KeyboardInterrupt

        monkeypatch.setattr(watch, "_events", events)
        since = (before.created_at - timedelta(days=1)).isoformat()
        for options in (["--since", since], []):
            result = run(server, "watch", "--to", ADDRESS, *options)
            assert (result.exit_code, result.stderr) == (0, "moto was reset.\n")
            rows = [line.split("\t") for line in result.stdout.splitlines()]
            listed = [[sent.id, "verified"], [before.id, "pending"]][::-1] if options else []
            changed = [["pending"], ["verified"], ["pending"]]
            assert [[cells[0], cells[2]] for cells in rows] == [
                *listed, *([sent.id, state] for (state,) in changed),
            ]  # fmt: skip

    def test_since_nothing(self, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(watch, "_events", lambda _: iter([("clock", {})]))
        result = run(server, "watch", "--since", "")
        assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
        assert "since must be a message's id or a time" in result.stderr

    def test_for_programs_and_people(self, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        new = view(send("code", to=ADDRESS), server)
        monkeypatch.setattr(watch, "_events", lambda _: iter([("clock", {}), ("sent", new)]))
        (line,) = run(server, "watch", "--json").output.splitlines()
        assert json.loads(line)["code"] == new["code"]
        _Terminal(monkeypatch)
        head, row = run(server, "watch").output.splitlines()
        assert head.index("service") == row.index("a-service")

    def test_live_and_beyond_a_reset(self, server: str) -> None:
        events = watch._events({"endpoint_url": server, "verify": None})
        assert next(events)[0] == "clock"
        sent = send("code")
        assert next(events)[1]["id"] == sent.id
        requests.post(f"{server}/moto-api/reset", timeout=30)
        assert [next(events)[0] for _ in range(2)] == ["reset", "clock"]

    def test_too_many(self, server: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(STREAMS, "_free", _Full())
            result = run(server, "watch")
        assert result.exit_code == 3
        assert "was answered with status 503" in result.stderr

    def test_somebody_else_s_server(self, server: str) -> None:
        result = run(f"{server}/nowhere", "watch")
        assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
        assert "status 404 and no JSON of moto_contacts" in result.stderr

    @pytest.mark.parametrize("text", ["{}", "[]", "Hello"])
    def test_somebody_else_s_answer(self, text: str) -> None:
        with foreign_server(text) as url:
            result = run(url, "watch")
        assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
        assert "status 200 and no JSON of moto_contacts" in result.stderr

    def test_stream_that_breaks_off(self) -> None:
        headers = {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"}
        with foreign_server("no chunk", 200, **headers) as url:
            result = run(url, "watch")
        assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
        assert f"No server answers at {url}: " in result.stderr

    def test_no_server(self) -> None:
        result = run(f"http://127.0.0.1:{free_port()}", "watch")
        assert (result.exit_code, result.stderr.count("\n")) == (3, 1)


class TestServe:
    @pytest.fixture(autouse=True)
    def as_before(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What a process of its own would not have to undo."""
        monkeypatch.setattr(BaseWSGIServer, "log_startup", BaseWSGIServer.log_startup)
        monkeypatch.setattr(motos, "run_simple", motos.run_simple)
        monkeypatch.setattr(BaseWSGIServer, "serve_forever", BaseWSGIServer.server_close)
        monkeypatch.setattr(origins, "bound", {*origins.bound})
        for name in ("MOTO_PORT", "WERKZEUG_SERVER_FD"):
            monkeypatch.setenv(name, "5000")
        monkeypatch.setattr("signal.signal", lambda *_: None)

    @pytest.mark.parametrize(
        ("host", "shown"),
        [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "localhost"), ("localhost", "localhost")],
    )
    def test_says_where_it_listens(self, host: str, shown: str) -> None:
        result = CliRunner().invoke(main, ["serve", "-H", host, "-p", "0"])
        (line,) = [each for each in result.stderr.splitlines() if "console" in each]
        assert re.fullmatch(
            rf"The console is at http://{shown}:[1-9][0-9]*/moto-api/contacts/", line
        )

    @pytest.mark.parametrize(
        ("host", "tls", "url"), [("::1", None, "http://[::1]:1"), ("a", object(), "https://a:1")]
    )
    def test_other_addresses(self, host: str, tls: object, url: str) -> None:
        shown: Any = SimpleNamespace(host=host, port=1, ssl_context=tls)
        assert faster._url(shown) == url

    def test_port_that_is_taken(self, server: str) -> None:
        result = CliRunner().invoke(main, ["serve", "-p", server.rpartition(":")[2]])
        assert result.exit_code == 1
        assert "address already in use. -p takes another port" in result.stderr

    @pytest.mark.parametrize("port", ["70000", "-1", "http"])
    def test_no_port(self, port: str) -> None:
        result = CliRunner().invoke(main, ["serve", "-p", port])
        assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


class TestEndpoint:
    @pytest.mark.parametrize(
        ("url", "sentence"),
        [
            ("localhost:5000", "is no URL of a server, as http://localhost:5000 is."),
            ("http://", "is no URL of a server, as http://localhost:5000 is."),
            ("ftp://a", "is no URL of a server, as http://a is."),
            ("http://a:99999", "is no URL: Port out of range 0-65535."),
            ("http://a..b", "The endpoint 'http://a..b' is no URL: "),
        ],
    )
    def test_none(self, url: str, sentence: str) -> None:
        result = run(url, "messages")
        assert result.exit_code == 2
        assert sentence in result.stderr
        with pytest.raises(ValueError, match=re.escape(sentence)):
            moto_contacts.outbox(url)

    def test_by_the_address_of_a_page(self, server: str) -> None:
        sent = send("code")
        for rest in (f"/moto-api/contacts/?to=zoe#{sent.id}", "/?to=zoe", "/#x", "?x", "#/x"):
            assert told(f"{server}{rest}", "show")["id"] == sent.id

    def test_no_server_in_other_words(self) -> None:
        assert "it does not answer in time" in str(
            unreachable("http://a", requests.ReadTimeout("HTTPConnectionPool(...)"))
        )
        assert isinstance(unreachable("http://a", OSError(111, "Connection refused")), NoServer)
        assert isinstance(unreachable("http://a", ProtocolError("It has hung up.")), NoServer)
        assert "strange" in str(unreachable("http://a", requests.ConnectionError("strange")))

    @pytest.mark.parametrize(
        ("error", "sentence"),
        [
            (NotTrusted("https://a", "unknown"), "Name the file that holds it by --ca-bundle"),
            (NoTls("https://a", "wrong"), "Is it an http:// server?"),
            (ConnectionError("strange"), "Error: strange"),
        ],
    )
    def test_words_of_the_command_line(
        self, error: ConnectionError, sentence: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(server: Any) -> None:
            raise error

        monkeypatch.setattr(messages, "outbox_of", fails)
        assert sentence in run("http://a", "messages").stderr

    @pytest.mark.parametrize("text", ["{}", "[]", "null"])
    def test_somebody_else_s_server(self, text: str) -> None:
        with foreign_server(text) as url:
            results = [run(url, *words) for words in (["messages"], ["show"], ["codes", "list"])]
        for result in results:
            assert (result.exit_code, result.stderr.count("\n")) == (3, 1)
            assert "is no moto server with moto_contacts" in result.stderr

    def test_reset_of_what_is_no_moto(self, server: str) -> None:
        assert "is no moto server." in run(f"{server}/nowhere", "reset").stderr
        assert run(f"http://127.0.0.1:{free_port()}", "reset").exit_code == 3

    @pytest.mark.parametrize(
        ("status", "text"), [(200, "{}"), (200, "ok"), (500, '{"status": "ok"}')]
    )
    def test_reset_that_nobody_has_done(self, status: int, text: str) -> None:
        with foreign_server(text, status) as url:
            result = run(url, "reset")
        assert (result.exit_code, result.stderr) == (3, f"Error: {url} is no moto server.\n")


class TestCompletion:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("moto_contacts messages --channel S", {"SMS"}),
            ("moto_contacts messages --to S", set()),
            ("moto_contacts settings set sns_code_", {"sns_code_hours"}),
            ("moto_contacts wait-l", {"wait-link"}),
        ],
    )
    def test_values(self, words: str, found: set[str]) -> None:
        *before, incomplete = words.split()
        complete = ShellComplete(main, {}, "moto_contacts", "_MOTO_CONTACTS_COMPLETE")
        told = complete.get_completions(before[1:], incomplete)
        assert {each.value for each in told} == found


class _Full:
    def acquire(self, blocking: bool) -> bool:
        return False

    def release(self) -> None:
        """Of one that was taken before."""
