"""The command ``moto_contacts``, against a real server."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import boto3
import click
import pytest
import requests
from click.testing import CliRunner, Result

import moto_contacts
from moto_contacts.cli import main
from moto_contacts.simulation.messages import Sent
from tests.harness import free_port, run_server
from tests.messages import send

ADDRESS = "ops@example.com"


def run(server: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env={"MOTO_CONTACTS_ENDPOINT_URL": server})


@pytest.fixture
def server(moto_contacts_server: str) -> str:
    """A server with a code and, later, a link that were sent to one address."""
    contacts = boto3.client("notificationscontacts", "us-east-1", endpoint_url=moto_contacts_server)
    arn = contacts.create_email_contact(name="Ops", emailAddress=ADDRESS)["arn"]
    contacts.send_activation_code(arn=arn)
    boto3.client("lightsail", "us-east-1", endpoint_url=moto_contacts_server).create_contact_method(
        protocol="Email", contactEndpoint=ADDRESS
    )
    return moto_contacts_server


class TestOutput:
    """What cannot be written is spelled out; where nothing can be, one line says so, or none."""

    def shell(self, server: str, command: str) -> subprocess.CompletedProcess[str]:
        program = f"{sys.executable} -m moto_contacts {command}"
        environment = {**os.environ, "MOTO_CONTACTS_ENDPOINT_URL": server}
        return subprocess.run(
            ["sh", "-c", program], env=environment, capture_output=True, text=True, timeout=60
        )

    def test_characters_that_it_has_not(self, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PYTHONIOENCODING", "cp1252:strict")
        send("plain", to="\u65e5", body="\u672c\ud800")
        found = self.shell(server, "messages --kind plain")
        assert (found.returncode, found.stderr) == (0, "")
        assert "\t\\u65e5\ta-service\t'\\u672c\\ud800'\n" in found.stdout
        assert "\\u65e5" in self.shell(server, "wait-code --to nobody --timeout 0").stderr

    def test_closed(self, server: str) -> None:
        found = self.shell(server, "messages >&-")
        assert (found.returncode, found.stderr) == (0, "")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
    def test_full(self, server: str) -> None:
        found = self.shell(server, "messages > /dev/full")
        assert found.returncode == 1
        assert found.stderr.splitlines() == ["Error: [Errno 28] No space left on device"]


class TestMessages:
    def test_for_people(self, server: str) -> None:
        result = run(server, "messages")
        link, code = result.output.splitlines()
        assert result.exit_code == 0
        assert re.fullmatch(
            rf"message-\d+\t20.*\tpending\t{ADDRESS}\tlightsail\t{server}/.*/links/\w+", link
        )
        assert re.fullmatch(
            rf"message-\d+\t20.*\tpending\t{ADDRESS}\tnotificationscontacts\t[a-z0-9]{{7}}", code
        )

    def test_for_programs(self, server: str) -> None:
        result = run(server, "messages", "--service", "lightsail", "--limit", "1", "--json")
        (message,) = json.loads(result.output)
        assert (message["to"], message["state"], message["code"]) == (ADDRESS, "pending", None)
        assert message["history"] == [{"at": message["created_at"], "event": "sent"}]

    def test_plain_text(self, server: str) -> None:
        sent = send("plain")
        result = run(server, "messages", "--kind", "plain")
        time = f"{sent.created_at:%Y-%m-%d %H:%M:%S}"
        assert result.output == (
            f"{sent.id}\t{time}\tsent\t+14255550100\ta-service\t'Your parcel has come.'\n"
        )

    @pytest.mark.parametrize(
        ("deed", "colour"), [(None, "yellow"), (Sent.deliver, "green"), (Sent.stop, "red")]
    )
    def test_colour_says_how_it_stands(
        self, server: str, deed: Callable[[Sent], None] | None, colour: str
    ) -> None:
        sent = send("plain")
        if deed is not None:
            deed(sent)
        arguments = ["messages", "--kind", "plain", "--endpoint-url", server]
        output = CliRunner().invoke(main, arguments, color=True).output
        assert click.style(sent.state, fg=colour) in output

    def test_none(self, server: str) -> None:
        result = run(server, "messages", "--to", "nobody@example.com")
        assert (result.exit_code, result.output) == (0, "")


class TestWaitCode:
    def test_prints_the_code_alone(self, server: str) -> None:
        result = run(server, "wait-code", "--service", "notificationscontacts", "--timeout", "5")
        code = moto_contacts.outbox(server).code(service="notificationscontacts")
        assert (result.exit_code, result.output) == (0, f"{code}\n")

    def test_message_with_a_link_is_not_the_one(self, server: str) -> None:
        code = moto_contacts.outbox(server).code(to=ADDRESS)
        assert run(server, "wait-code", "--to", ADDRESS).output == f"{code}\n"

    def test_no_message_with_a_code(self, server: str) -> None:
        result = run(server, "wait-code", "--service", "lightsail", "--timeout", "0")
        assert result.exit_code == 1
        assert "fits but for carries: it carries a link." in result.stderr
        assert "mock_aws" not in result.stderr

    def test_only_newer_ones(self, server: str) -> None:
        latest = moto_contacts.outbox(server).latest().id
        result = run(server, "wait-code", "--since", latest, "--timeout", "0")
        assert result.exit_code == 1
        assert "fits but for since: it was sent at 20" in result.stderr

    def test_wrong_state(self, server: str) -> None:
        result = run(server, "wait-code", "--state", "Pending")
        assert result.exit_code == 2
        assert "There is no state 'Pending'. Did you mean pending?" in result.stderr

    def test_help_has_the_values(self) -> None:
        output = " ".join(run("", "messages", "--help").output.split())
        assert "One of EMAIL, SMS, VOICE." in output
        assert "One of lightsail," in output

    def test_nothing_comes(self, server: str) -> None:
        result = run(server, "wait-code", "--to", "opps@example.com", "--timeout", "0.1")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "Did you mean ops@example.com?" in result.stderr


class TestWaitLink:
    def test_prints_the_link_alone(self, server: str) -> None:
        link = moto_contacts.outbox(server).latest(service="lightsail").link
        send("code", to=ADDRESS)
        assert run(server, "wait-link", "--to", ADDRESS).output == f"{link}\n"


class TestTerminal:
    def test_what_a_client_sent_cannot_control_it(self, server: str) -> None:
        send("plain", to="\x1b]0;title\x07\u202e")
        listed = run(server, "messages", "--kind", "plain")
        assert "[U+001B]]0;title[U+0007][U+202E]\ta-service" in listed.output
        missed = run(server, "wait-code", "--to", "nobody", "--timeout", "0")
        assert "[U+001B]]0;title" in missed.stderr
        assert "\x1b" not in listed.output + missed.stderr

    def test_reader_that_has_seen_enough(
        self, server: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def echo(*args: object, **options: object) -> None:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

        monkeypatch.setattr(click, "echo", echo)
        result = run(server, "messages")
        assert (result.exit_code, result.output) == (1, "")


class TestClick:
    def test_latest_that_has_a_link(self, server: str) -> None:
        send("code", to=ADDRESS)
        assert run(server, "click", "--to", ADDRESS).output == "verified\n"
        assert moto_contacts.outbox(server).latest(service="lightsail").state == "verified"

    @pytest.mark.parametrize("arguments", [(), ("message-1", "--to", ADDRESS)])
    def test_which_one_is_said_once(self, server: str, arguments: tuple[str, ...]) -> None:
        result = run(server, "click", *arguments)
        assert result.exit_code == 2
        assert "Give the id of a message, or options that tell which" in result.stderr

    def test_opens_the_link(self, server: str) -> None:
        message = moto_contacts.outbox(server).latest(service="lightsail")
        result = run(server, "click", message.id)
        assert (result.exit_code, result.output) == (0, "verified\n")
        assert message.refresh().state == "verified"

    @pytest.mark.parametrize(("kind", "noun"), [("code", "a code"), ("plain", "a plain text")])
    def test_message_without_a_link(self, server: str, kind: str, noun: str) -> None:
        result = run(server, "click", send(kind).id)
        assert result.exit_code == 1
        assert f"has no link; it carries {noun}" in result.stderr

    def test_no_such_message(self, server: str) -> None:
        result = run(server, "click", "message-0")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "There is no message 'message-0'." in result.stderr


class TestClock:
    def test_moves(self, server: str) -> None:
        before = moto_contacts.clock(server).now()
        moved = run(server, "clock", "advance", "--hours", "24", "--minutes", "1.5")
        now = run(server, "clock", "now")
        back = run(server, "clock", "reset")
        assert [result.exit_code for result in (moved, now, back)] == [0, 0, 0]
        assert moved.output[:13] == now.output[:13] > before.isoformat()[:13] <= back.output[:13]

    def test_by_how_much(self, server: str) -> None:
        result = run(server, "clock", "advance")
        assert result.exit_code == 2
        assert "Say by how much, as --hours 24." in result.stderr

    def test_not_backward(self, server: str) -> None:
        result = run(server, "clock", "advance", "--hours", "-1")
        assert result.exit_code == 1
        assert "only moves forward" in result.stderr


class TestSettings:
    def test_set_list_and_reset(self, server: str) -> None:
        before = json.loads(run(server, "settings", "list", "--json").output)
        code = run(server, "settings", "set", "code", "123456")
        many = run(server, "settings", "set", "codes", '{"a@example.com": "654321"}')
        listed = run(server, "settings", "list").output.splitlines()
        assert (code.exit_code, code.output, many.exit_code) == (0, "", 0)
        assert [line.split("\t")[:3] for line in listed if line.startswith("code")] == [
            ["code", "123456", "run time"],
            ["codes", '{"a@example.com": "654321"}', "run time"],
        ]
        assert run(server, "settings", "reset").exit_code == 0
        assert json.loads(run(server, "settings", "list", "--json").output) == before

    @pytest.mark.parametrize(
        ("name", "value", "sentence"),
        [("cod", "1", "Did you mean code"), ("check_answers", "much", "takes bool, not 'much'")],
    )
    def test_refused(self, server: str, name: str, value: str, sentence: str) -> None:
        result = run(server, "settings", "set", name, value)
        assert result.exit_code == 1
        assert sentence in result.stderr


class TestFaults:
    def test_put_list_and_reset(self, server: str) -> None:
        put = run(
            server, "faults", "put", "ThrottlingException", "--service", "notificationscontacts",
            "--times", "1", "--message", "slow down", "--member", "retryAfterSeconds=7",
            "--member", "quotaCode=L-1",
        )  # fmt: skip
        client = boto3.client("notificationscontacts", "us-east-1", endpoint_url=server)
        listed = run(server, "faults", "list")
        rules = json.loads(run(server, "faults", "list", "--json").output)

        assert put.output == f"{rules[0]['id']}\n"
        assert listed.output == (
            f"{rules[0]['id']}\tThrottlingException\tnotificationscontacts\t.*\t*\tstruck 0\n"
        )
        assert rules[0]["members"] == {"retryAfterSeconds": 7, "quotaCode": "L-1"}
        assert run(server, "faults", "reset").exit_code == 0
        assert client.list_email_contacts()["emailContacts"]

    @pytest.mark.parametrize(
        ("options", "does"), [(["--drop"], "drop"), (["--latency", "0.5"], "0.5 s late")]
    )
    def test_without_an_error(self, server: str, options: list[str], does: str) -> None:
        run(server, "faults", "put", *options, "--service", "lightsail")
        assert f"\t{does}\tlightsail\t" in run(server, "faults", "list").output

    def test_rule_that_no_call_could_show(self, server: str) -> None:
        result = run(server, "faults", "put", "NoSuchError")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "is no error of what this fits" in result.stderr


class TestCommandLine:
    def test_no_server(self) -> None:
        result = run("http://127.0.0.1:1", "messages")
        assert result.exit_code == 3
        assert "No server answers at http://127.0.0.1:1" in result.stderr
        assert "moto_contacts serve" in result.stderr
        assert result.stderr.count("\n") == 1

    def test_no_such_command(self, server: str) -> None:
        assert run(server, "dance").exit_code == 2

    def test_group_without_a_command_shows_its_help(self) -> None:
        result = run("", "clock")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == run("", "clock", "--help").stdout

    def test_help_tells_of_everything(self, server: str) -> None:
        shown = run(server, "--help").output
        for command in ("messages", "wait-code", "click", "clock", "faults", "serve", "demo"):
            assert f"  {command} " in shown

    def test_demo(self) -> None:
        assert run("", "demo").exit_code == 0

    def test_demo_that_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MOTO_CONTACTS_SMS_VOICE_ASSUME_IDENTITY", "false")
        result = run("", "demo")
        assert result.exit_code == 1
        assert "Some step was not as it should be." in result.stderr


class TestServe:
    @pytest.fixture
    def served(self) -> Iterator[str]:
        with run_server("moto_contacts", "serve", "-H", "127.0.0.1") as endpoint:
            yield endpoint

    def test_is_motos_server_with_the_plugin(self, served: str) -> None:
        assert moto_contacts.outbox(served).messages() == []
        assert requests.get(f"{served}/moto-api/data.json", timeout=30).ok

    def test_takes_the_arguments_of_moto_server(self) -> None:
        script = Path(sys.executable).with_name("moto_contacts")
        command = [str(script), "serve", "-p", str(free_port()), "--no-such-option"]
        process = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert process.returncode == 2
        assert "unrecognized arguments: --no-such-option" in process.stderr
        assert "The console is at" not in process.stderr  # it does not listen
