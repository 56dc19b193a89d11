"""moto_contacts_server: the answers of moto's server, sooner, over connections that stay open."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from moto.server import ThreadedMotoServer
from werkzeug.serving import make_server

from moto_contacts.plugin import connections, server
from moto_contacts.plugin.connections import RequestHandler


def signed(service: str, **headers: str) -> dict[str, str]:
    scope = f"testing/20261120/us-east-1/{service}/aws4_request"
    return {
        "Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0",
        **headers,
    }


def target(service: str, name: str) -> dict[str, str]:
    headers = {"X-Amz-Target": name, "Content-Type": "application/x-amz-json-1.1"}
    return signed(service, **headers)


DESCRIBE = target("sms-voice", "PinpointSMSVoiceV2.DescribeVerifiedDestinationNumbers")
LIST = signed("notifications-contacts")
ORIGIN = {"Origin": "http://example.com"}

Sent = tuple[str, str, bytes, dict[str, str]]
#: What a client sends -> the status of the answer.
REQUESTS: dict[str, tuple[Sent, int]] = {
    "json": (("POST", "/", b"{}", DESCRIBE), 200),
    "rest-json": (("GET", "/emailcontacts?maxResults=1", b"", LIST), 200),
    "an error": (("GET", "/emailcontacts/nobody", b"", LIST), 400),
    "not json": (("POST", "/", b"{", DESCRIBE), 400),
    "unknown operation": (("POST", "/", b"{}", target("lightsail", "Lightsail_20161128.X")), 400),
    "moto's operation": (("POST", "/", b"{}", target("ssm", "AmazonSSM.DescribeParameters")), 200),
    "moto's error": (
        ("POST", "/", b'{"Name": "x"}', target("ssm", "AmazonSSM.GetParameter")),
        400,
    ),
    "an older service": (("GET", "/v1/sms-voice/configuration-sets", b"", DESCRIBE), 404),
    "s3": (("GET", "/", b"", signed("s3")), 200),
    "s3: no such bucket": (("GET", "/bucket", b"", signed("s3")), 404),
    "head": (("HEAD", "/emailcontacts", b"", LIST), 404),
    "s3: head": (("HEAD", "/bucket", b"", signed("s3")), 404),
    "browser": (("POST", "/", b"{}", {**DESCRIBE, **ORIGIN}), 200),
    "preflight": (
        (
            "OPTIONS",
            "/emailcontacts",
            b"",
            {**LIST, **ORIGIN, "Access-Control-Request-Method": "GET"},
        ),
        404,
    ),
    "unknown method": (("BREW", "/emailcontacts", b"", LIST), 405),
    "alibaba": (("POST", "/", b"", {"x-acs-action": "Sing", "Authorization": "ACS3-X"}), 404),
    "signature that names no service": (("GET", "/", b"", {"Authorization": "Bearer x"}), 200),
    "authorization of one word": (("GET", "/", b"", {"Authorization": "x"}), 500),
    "no signature": (("GET", "/", b"", {}), 200),
    "console": (("GET", "/moto-api/contacts/messages", b"", {}), 200),
    "console, for a browser": (("GET", "/moto-api/contacts/messages", b"", ORIGIN), 200),
    "console: other origin": (("DELETE", "/moto-api/contacts/messages", b"", ORIGIN), 403),
    "console: no such thing": (("GET", "/moto-api/contacts/nothing", b"", {}), 404),
    "console: page": (("GET", "/moto-api/contacts/", b"", {}), 200),
    "console: no last slash": (("GET", "/moto-api/contacts", b"", {}), 308),
    "console: link": (("GET", "/moto-api/contacts/links/x", b"", {}), 404),
    "console, whoever signs": (("GET", "/moto-api/contacts/messages", b"", LIST), 200),
    "moto-api": (("GET", "/moto-api/data.json", b"", {}), 200),
    "moto-api, whoever signs": (("GET", "/moto-api/data.json", b"", LIST), 200),
}
#: Each answer has its own.
IDS = ("x-amzn-requestid", "x-amz-request-id", "x-acs-request-id")


@pytest.fixture(scope="module")
def fast() -> Iterator[str]:
    with server.running() as url:
        yield urlsplit(url).netloc


@pytest.fixture(scope="module")
def stock() -> Iterator[str]:
    running = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    yield "{}:{}".format(*running.get_host_and_port())
    running.stop()


@contextmanager
def connected(netloc: str) -> Iterator[http.client.HTTPConnection]:
    with closing(http.client.HTTPConnection(netloc, timeout=60)) as connection:
        yield connection


def ask(connection: http.client.HTTPConnection, sent: Sent) -> tuple[int, dict[str, str], bytes]:
    method, path, body, headers = sent
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read()


@contextmanager
def serving(
    application: Callable[..., Iterable[bytes]], **options: Any
) -> Iterator[tuple[str, int]]:
    """Any application over our connections."""
    running = make_server(
        "127.0.0.1", 0, application, threaded=True, request_handler=RequestHandler, **options
    )
    thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield "127.0.0.1", running.port
    finally:
        running.shutdown()
        thread.join()


def raw(netloc: str) -> socket.socket:
    host, _, port = netloc.partition(":")
    return socket.create_connection((host, int(port)), timeout=60)


def until_end(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("name", REQUESTS)
def test_answers_are_those_of_motos_server(name: str, fast: str, stock: str) -> None:
    sent, status = REQUESTS[name]

    def answer(netloc: str) -> tuple[int, dict[str, str], str]:
        with connected(netloc) as connection:
            code, headers, body = ask(connection, sent)
        text = body.decode().replace(netloc, "host")
        for header in ("Connection", "Date", "date"):  # moto's own is in small letters
            headers.pop(header, None)
        for header, value in headers.items():
            if header.lower() in IDS:
                text = text.replace(value, "id")
                headers[header] = f"{len(value)} characters"
        return code, headers, text

    found, expected = answer(fast), answer(stock)
    assert found[0] == status
    if status == 500:  # a traceback of each server's own
        assert found[0] == expected[0]
    else:
        assert found == expected


class TestConnections:
    def test_every_answer_leaves_the_connection_open(self, fast: str) -> None:
        with connected(fast) as connection:
            ask(connection, REQUESTS["json"][0])
            line = connection.sock
            assert line is not None
            for name, (sent, status) in REQUESTS.items():
                if status != 500:
                    assert ask(connection, sent)[0] == status, name
                    assert connection.sock is line, name

    def test_body_that_nobody_reads_is_not_the_next_request(self, fast: str) -> None:
        lost = b"GET /moto-api/data.json HTTP/1.1\r\n\r\n" * 100_000
        with connected(fast) as connection:
            assert ask(connection, ("PUT", "/moto-api/nothing", lost, {}))[0] == 404
            assert ask(connection, REQUESTS["json"][0])[0] == 200
            assert ask(connection, REQUESTS["head"][0])[0] == 404
            assert ask(connection, REQUESTS["rest-json"][0])[0] == 200

    @pytest.mark.parametrize("path", ["/", "/moto-api/nothing"])
    def test_body_in_chunks(self, fast: str, path: str) -> None:
        with connected(fast) as connection:
            connection.request("POST", path, iter([b"{", b"}"]), DESCRIBE, encode_chunked=True)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == (200 if path == "/" else 404)
            assert ask(connection, REQUESTS["rest-json"][0])[0] == 200

    @pytest.mark.parametrize(
        ("head", "body", "why"),
        [
            ("Transfer-Encoding: chunked", "zz\r\n{}\r\n", "No chunk begins with"),
            ("Transfer-Encoding: chunked", "2\r\n{}0\r\n", "does not end behind them"),
            ("Transfer-Encoding: chunked", "500000\r\n{}", "5242878 bytes before the 5242880"),
            ("Transfer-Encoding: chunked", "0\r\nno trailer\r\n\r\n", "No line behind the chunks"),
            ("Transfer-Encoding: chunked", "", "No chunk begins with"),
            ("Transfer-Encoding: gzip", "{}", "only chunked"),
            ("Transfer-Encoding: gzip, chunked", "0\r\n\r\n", "only chunked"),
            ("Content-Length: two", "{}", "no number"),
            ("Content-Length: -2", "{}", "no number"),
            ("Content-Length: 2\r\nContent-Length: 3", "{}", "more than one"),
            ("Content-Length: 9", "{}", "ends 7 bytes before the 9 that were announced"),
        ],
    )
    def test_body_without_a_certain_end_is_refused(
        self, fast: str, head: str, body: str, why: str
    ) -> None:
        with raw(fast) as line:
            line.sendall(f"POST / HTTP/1.1\r\nHost: x\r\n{head}\r\n\r\n{body}".encode())
            line.shutdown(socket.SHUT_WR)
            answer = until_end(line)
        assert answer.startswith(b"HTTP/1.1 400 BAD REQUEST\r\n")
        assert b"\r\nConnection: close\r\n" in answer
        assert why.encode() in answer
        assert answer.count(b"HTTP/1.1") == 1

    def test_chunks_with_extensions_and_trailers(self, fast: str) -> None:
        head = "".join(f"{name}: {value}\r\n" for name, value in DESCRIBE.items())
        body = '1;why="be;cause"\r\n{\r\n01 ; x\r\n}\r\n0\r\nx-amz-checksum-crc32: AAAAAA==\r\n\r\n'
        with raw(fast) as line:
            for more in ("", "Connection: close\r\n"):
                line.sendall(
                    f"POST / HTTP/1.1\r\nHost: x\r\n{head}{more}"
                    f"Transfer-Encoding: Chunked\r\n\r\n{body}".encode()
                )
            answers = until_end(line)
        assert answers.count(b"HTTP/1.1 200 OK\r\n") == 2

    def test_chunks_count_and_not_a_length_beside_them(self, fast: str) -> None:
        head = "".join(f"{name}: {value}\r\n" for name, value in DESCRIBE.items())
        with raw(fast) as line:
            line.sendall(
                f"POST / HTTP/1.1\r\nHost: x\r\n{head}Content-Length: 1\r\n"
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
                "GET /smuggled HTTP/1.1\r\n\r\n".encode()
            )
            answer = until_end(line)
        assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
        assert b"\r\nConnection: close\r\n" in answer
        assert answer.count(b"HTTP/1.1") == 1

    @pytest.mark.parametrize(
        "body", ["Content-Length: 10000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n2710\r\n"]
    )
    def test_body_that_is_too_large_is_refused_before_it_is_read(
        self, body: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(RequestHandler, "most_bytes", 9999)
        with server.running() as url, raw(urlsplit(url).netloc) as line:
            line.sendall(f"POST / HTTP/1.1\r\nHost: x\r\n{body}".encode())
            answer = until_end(line)
        assert answer.startswith(b"HTTP/1.1 413 REQUEST ENTITY TOO LARGE\r\n")
        assert b"at most 9999 bytes" in answer

    def test_client_that_goes_on_sending_can_read_why_it_was_refused(self, fast: str) -> None:
        with raw(fast) as line:
            line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            line.sendall(b"zz" * (1 << 20))
            answer = until_end(line)
        assert answer.startswith(b"HTTP/1.1 400 BAD REQUEST\r\n")
        assert b"No chunk begins with" in answer

    def test_client_that_never_stops_sending_is_left(
        self, fast: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(connections, "_MOST_DISCARDED", 1 << 17)
        endless = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n" + bytes(1 << 28)
        with raw(fast) as line, pytest.raises(ConnectionError):
            line.sendall(endless)

    def test_requests_that_do_not_wait_are_answered_in_turn(self, fast: str) -> None:
        ask_twice = "".join(
            f"GET /moto-api/contacts/{path} HTTP/1.1\r\nHost: x\r\n{more}\r\n"
            for path, more in [("health", ""), ("nothing", "Connection: close\r\n")]
        )
        with raw(fast) as line:
            line.sendall(ask_twice.encode())
            answers = until_end(line)
        first, second = answers.split(b"HTTP/1.1 ")[1:]
        assert first.startswith(b"200 OK")
        assert second.startswith(b"404 NOT FOUND")

    def test_client_that_is_slow_keeps_nobody_waiting(self, fast: str) -> None:
        body = json.dumps({"a": 1})
        with raw(fast) as idle, raw(fast) as slow:
            slow.sendall(b"POST /moto-api/contacts/clock HTTP/1.1\r\nHost: x\r\n")
            with connected(fast) as other:
                assert ask(other, REQUESTS["json"][0])[0] == 200
            head = "Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close"
            slow.sendall(f"{head.format(len(body))}\r\n\r\n{body[:3]}".encode())
            with connected(fast) as other:
                assert ask(other, REQUESTS["json"][0])[0] == 200
            slow.sendall(body[3:].encode())
            assert until_end(slow).startswith(b"HTTP/1.1 400")  # the clock knows no such unit
            idle.sendall(b"GET /moto-api/contacts/health HTTP/1.0\r\n\r\n")
            assert until_end(idle).startswith(b"HTTP/1.1 200")

    def test_expect_100_continue(self, fast: str) -> None:
        head = "POST /moto-api/contacts/clock HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
        more = "Content-Type: application/json\r\nExpect: 100-continue\r\nConnection: close\r\n"
        with raw(fast) as line:
            line.sendall(f"{head}{more}\r\n".encode())
            assert line.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
            line.sendall(b"[]")
            assert until_end(line).startswith(b"HTTP/1.1 400")

    @pytest.mark.parametrize(
        "head",
        ["HTTP/1.0\r\nConnection: keep-alive", "HTTP/1.0", "HTTP/1.1\r\nConnection: close"],
    )
    def test_closes_for_those_who_want_it(self, fast: str, head: str) -> None:
        with raw(fast) as line:
            line.sendall(f"GET /moto-api/contacts/health {head}\r\nHost: x\r\n\r\n".encode())
            answer = until_end(line)
        assert b"\r\nConnection: close\r\n" in answer

    def test_stream_comes_in_chunks_and_ends(self, fast: str) -> None:
        with connected(fast) as connection:
            connection.request("GET", "/moto-api/contacts/stream")
            answer = connection.getresponse()
            assert answer.getheader("Transfer-Encoding") == "chunked"
            assert answer.readline() == b"retry: 1000\n"
            requests.post(f"http://{fast}/moto-api/reset", timeout=60)
            assert b"event: reset\n" in answer.read()
            assert ask(connection, REQUESTS["json"][0])[0] == 200

    def test_stream_for_a_client_that_knows_no_chunks(self, fast: str) -> None:
        with raw(fast) as line:
            line.sendall(b"GET /moto-api/contacts/stream HTTP/1.0\r\nHost: x\r\n\r\n")
            with line.makefile("rb") as lines:
                assert b"retry: 1000\n" in iter(lines.readline, b"")
                requests.post(f"http://{fast}/moto-api/reset", timeout=60)
                assert lines.read().endswith(b"event: reset\ndata: {}\n\n")

    def test_idle_connection_ends_without_a_word(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(RequestHandler, "timeout", 0.05)
        with server.running() as url, raw(urlsplit(url).netloc) as line:
            line.sendall(b"GET /moto-api/contacts/health HTTP/1.1\r\nHost: x\r\n\r\n")
            assert until_end(line).startswith(b"HTTP/1.1 200")
        assert "timed out" not in caplog.text

    def test_client_that_goes_silent_in_its_body(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(RequestHandler, "timeout", 0.05)
        with server.running() as url:
            for head in ("Content-Length: 2", "Transfer-Encoding: chunked"):
                with raw(urlsplit(url).netloc) as line:
                    line.sendall(f"POST / HTTP/1.1\r\nHost: x\r\n{head}\r\n\r\n".encode())
                    assert until_end(line) == b""

    def test_garbage_is_refused_and_logged(
        self, fast: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        with raw(fast) as line:
            line.sendall(b"one two three four\r\n\r\n")
            assert b"400" in until_end(line)
        assert "Bad request" in caplog.text

    def test_over_tls(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE

        def hello(environ: dict[str, Any], start_response: Any) -> list[bytes]:
            start_response("200 OK", [("Content-Length", "5")])
            return [environ["wsgi.url_scheme"].encode()]

        with serving(hello, ssl_context="adhoc") as (host, port):
            connection = http.client.HTTPSConnection(host, port, timeout=60, context=context)
            with closing(connection):
                for _ in range(2):
                    assert ask(connection, ("GET", "/", b"", {}))[2] == b"https"


class TestApplications:
    """What an application may do that ours and moto's do not, or not often."""

    @pytest.mark.parametrize(
        ("announced", "sent", "read", "stays"),
        [(2, b"abcd", b"ab", True), (2, b"ab", b"ab", True), (0, b"", b"", True)],
    )
    def test_no_more_than_was_announced(
        self, announced: int, sent: bytes, read: bytes, stays: bool
    ) -> None:
        with self._answering([sent], {"Content-Length": str(announced)}) as connection:
            assert ask(connection, ("GET", "/", b"", {}))[2] == read
            assert (connection.sock is not None) is stays

    def test_less_than_was_announced_ends_the_connection(self) -> None:
        with (
            self._answering([b"ab"], {"Content-Length": "3"}) as connection,
            pytest.raises(http.client.IncompleteRead),
        ):
            ask(connection, ("GET", "/", b"", {}))

    def test_status_that_has_no_body(self) -> None:
        for status in ("204 NO CONTENT", "304 NOT MODIFIED"):
            with self._answering([b"none may see this"], {}, status) as connection:
                for _ in range(2):
                    code, headers, body = ask(connection, ("GET", "/", b"", {}))
                    assert (f"{code}", body) == (status[:3], b"")
                    assert "Transfer-Encoding" not in headers

    def test_failure_is_answered_and_logged(self, caplog: pytest.LogCaptureFixture) -> None:
        def fail(environ: dict[str, Any], start_response: Any) -> list[bytes]:
            raise ZeroDivisionError("by what")

        with serving(fail) as (host, port), connected(f"{host}:{port}") as connection:
            code, headers, _ = ask(connection, ("GET", "/", b"", {}))
            assert (code, headers["Connection"]) == (500, "close")
        assert "ZeroDivisionError: by what" in caplog.text

    @contextmanager
    def _answering(
        self, pieces: list[bytes], headers: dict[str, str], status: str = "200 OK"
    ) -> Iterator[http.client.HTTPConnection]:
        def answer(environ: dict[str, Any], start_response: Any) -> list[bytes]:
            start_response(status, [*headers.items()])
            return pieces

        with serving(answer) as (host, port), connected(f"{host}:{port}") as connection:
            yield connection


class TestStopping:
    def test_connections_that_are_open_do_not_hold_it_up(self) -> None:
        with ExitStack() as clients:
            with server.running() as url:
                for _ in range(10):
                    clients.enter_context(raw(urlsplit(url).netloc))
            with pytest.raises(OSError, match=r"."):
                raw(urlsplit(url).netloc)

    def test_stopped_server_answers_nobody(self) -> None:
        with ExitStack() as clients:
            with server.running() as url:
                connection = clients.enter_context(connected(urlsplit(url).netloc))
                assert ask(connection, REQUESTS["json"][0])[0] == 200
            with pytest.raises(http.client.RemoteDisconnected):
                ask(connection, REQUESTS["json"][0])


def test_recorder_records_what_is_ours(
    fast: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from moto.moto_api import recorder

    monkeypatch.setattr(recorder, "_location", str(tmp_path / "recording"))
    with connected(fast) as connection:
        ask(connection, ("POST", "/moto-api/recorder/start-recording", b"", {}))
        ask(connection, REQUESTS["json"][0])
        ask(connection, ("POST", "/moto-api/recorder/stop-recording", b"", {}))
        ask(connection, REQUESTS["rest-json"][0])
    (line,) = (tmp_path / "recording").read_text().splitlines()
    assert json.loads(line)["headers"]["X-Amz-Target"] == DESCRIBE["X-Amz-Target"]
