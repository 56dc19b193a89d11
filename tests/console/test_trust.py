"""Servers of https://: by which certificates they are known, and what is said where by none."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import responses
from click.testing import CliRunner
from werkzeug.serving import make_ssl_devcert

import moto_contacts
from moto_contacts import aio
from moto_contacts.cli import main
from tests.harness import run_server

#: Calls the console of a server, blocking and awaited.
Ask = Callable[..., Any]


def blocking(url: str, **options: Any) -> Any:
    return moto_contacts.outbox(url, **options).messages()


def awaited(url: str, **options: Any) -> Any:
    return asyncio.run(aio.outbox(url, **options).messages())


FACES = pytest.mark.parametrize("ask", [blocking, awaited])


@pytest.fixture(scope="module")
def unknown() -> Iterator[str]:
    """A server whose certificate nobody knows."""
    with run_server("moto_server", "-s") as url:
        yield url


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Files of a certificate of this machine's, and of its key."""
    base = str(tmp_path_factory.mktemp("tls") / "localhost")
    files: tuple[str, str] = make_ssl_devcert(base, host="localhost")
    return files


@pytest.fixture(scope="module")
def known(certificate: tuple[str, str]) -> Iterator[str]:
    """A server with that certificate."""
    with run_server("moto_contacts_server", "-c", certificate[0], "-k", certificate[1]) as url:
        yield url


@pytest.fixture(autouse=True)
def _nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)


@FACES
def test_certificate_that_nobody_knows(ask: Ask, unknown: str) -> None:
    with pytest.raises(ConnectionError, match=rf"^The certificate of {unknown} is not trusted: "):
        ask(unknown)


def test_any_certificate_will_do(unknown: str) -> None:
    # Without a warning, for that is what was asked for.
    assert blocking(unknown, verify=False) == []
    assert awaited(unknown, verify=False) == []


@FACES
def test_certificate_that_is_named(ask: Ask, known: str, certificate: tuple[str, str]) -> None:
    assert ask(known, verify=certificate[0]) == []
    assert ask(known, verify=Path(certificate[0])) == []


@FACES
@pytest.mark.parametrize("variable", ["AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_certificate_that_the_environment_names(
    ask: Ask,
    variable: str,
    known: str,
    certificate: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(variable, certificate[0])
    assert ask(known) == []


@FACES
def test_what_is_said_counts_before_the_environment(
    ask: Ask, known: str, certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_CA_BUNDLE", certificate[0])
    with pytest.raises(ConnectionError, match="is not trusted"):
        ask(known, verify=True)


def test_every_verb_is_told(known: str, certificate: tuple[str, str]) -> None:
    trust: Any = {"verify": certificate[0]}
    with moto_contacts.settings(known, **trust, code="123456") as settings:
        assert settings.all()["code"]["value"] == "123456"
    with moto_contacts.faults(known, **trust).put("ServiceException") as fault:
        assert fault.struck == 0
    assert moto_contacts.clock(known, **trust).advance(hours=1) > (
        moto_contacts.clock(known, **trust).reset()
    )


@FACES
@pytest.mark.parametrize("folder", [True, False])
def test_certificates_that_are_others(ask: Ask, folder: bool, known: str, tmp_path: Path) -> None:
    file = tmp_path / "others.pem"
    file.write_text("nothing")
    message = "is not trusted" if folder else r"^There is no TLS with https://localhost:\d+: "
    with pytest.raises(ConnectionError, match=message):
        ask(known, verify=tmp_path if folder else file)


@FACES
def test_certificates_that_are_not_there(ask: Ask, known: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^There is no file or folder of certificates at .*none"):
        ask(known, verify=tmp_path / "none")


@FACES
def test_server_without_tls(ask: Ask, moto_contacts_server: str) -> None:
    url = moto_contacts_server.replace("http:", "https:")
    with pytest.raises(ConnectionError, match=rf"^There is no TLS with {url}: "):
        ask(url)


@FACES
def test_nothing_listens(ask: Ask) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"https://127.0.0.1:{unused.getsockname()[1]}"
        try:
            raise KeyError("which has nothing to do with it")
        except KeyError:
            told = rf"^No server answers at {url}: Connection refused\."
            with pytest.raises(ConnectionError, match=told):
                ask(url)


@FACES
def test_certificates_are_nothing_to_a_server_without(
    ask: Ask, moto_contacts_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_CA_BUNDLE", "/nowhere")
    assert ask(moto_contacts_server) == []


class TestNotLetOut:
    """What fakes or forbids HTTP has a word of its own, and no server is missing."""

    @FACES
    def test_forbidden(self, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
        def blocked(*_: object, **options: object) -> None:
            raise RuntimeError("A test tried to use socket.socket.")

        monkeypatch.setattr(socket, "getaddrinfo", blocked)
        with pytest.raises(ConnectionError) as caught:
            ask("http://localhost:5000")
        assert str(caught.value) == (
            "http://localhost:5000 could not be asked: RuntimeError: A test tried to use "
            "socket.socket."
        )

    def test_faked(self, moto_contacts_server: str) -> None:
        told = rf"^{moto_contacts_server} could not be asked: ConnectionError: Connection refused b"
        with responses.RequestsMock(), pytest.raises(ConnectionError, match=told) as caught:
            blocking(moto_contacts_server)
        assert "Start one" not in str(caught.value)

    def test_interrupted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*_: object, **options: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(socket, "getaddrinfo", interrupted)
        with pytest.raises(KeyboardInterrupt):
            blocking("http://localhost:5000")


class TestCommandLine:
    def run(self, *arguments: str, **environment: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, arguments, env=environment)
        return result.exit_code, result.output

    def test_no_option(self, unknown: str) -> None:
        code, said = self.run("messages", "--endpoint-url", unknown)
        assert (code, said.startswith(f"Error: The certificate of {unknown} is not trusted")) == (
            3,
            True,
        )

    def test_any_certificate(self, unknown: str) -> None:
        for command in (["clock", "reset"], ["reset"], ["messages"]):
            options = ("--endpoint-url", unknown, "--no-verify-ssl")
            assert self.run(*command, *options)[0] == 0

    def test_file(self, known: str, certificate: tuple[str, str]) -> None:
        for command in (["messages"], ["clock", "now"], ["faults", "list"]):
            options = ("--endpoint-url", known, "--ca-bundle", certificate[0])
            assert self.run(*command, *options)[0] == 0

    def test_variables(self, known: str, certificate: tuple[str, str]) -> None:
        for variable in ("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE"):
            environment = {variable: certificate[0], "MOTO_CONTACTS_ENDPOINT_URL": known}
            assert self.run("messages", **environment)[0] == 0

    def test_no_such_file(self, known: str) -> None:
        code, said = self.run("messages", "--endpoint-url", known, "--ca-bundle", "/nowhere")
        assert (code, "no file or folder of certificates at /nowhere" in said) == (1, True)
