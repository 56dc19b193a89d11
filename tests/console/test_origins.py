"""Pages of other origins: they cannot read, mark or change anything, unless a setting lets them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import flask
import pytest
import requests
from flask_cors import CORS
from moto import mock_aws
from moto.server import ThreadedMotoServer

import moto_contacts
from moto_contacts.console import origins
from moto_contacts.gateway.request import Request
from moto_contacts.sessions import new_session
from tests.console.conftest import Send
from tests.console.test_console import console
from tests.harness import Aws

EVIL = {"Origin": "https://evil.example"}
#: What a browser adds to a request of a page of another origin whose answer its scripts cannot see.
BLIND = [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]
SHARED = "Access-Control-Allow-Origin"


def own(aws: Aws) -> str:
    return aws.endpoint or "http://motoapi.amazonaws.com"


class TestReading:
    @pytest.mark.parametrize("headers", [EVIL, {"Origin": "null"}, *BLIND])
    @pytest.mark.parametrize("path", ["messages", "messages/latest", "messages/wait", "{id}"])
    def test_marks_nothing_for_other_pages(
        self, aws: Aws, send: Send, path: str, headers: dict[str, str]
    ) -> None:
        send()
        (peeked,) = console(aws, "GET", "messages?peek=true").json()["messages"]
        path = path.format(id=f"messages/{peeked['id']}")
        assert console(aws, "GET", path, headers=headers).status_code == 200
        assert console(aws, "GET", "messages?peek=true").json()["messages"] == [peeked]

    @pytest.mark.parametrize(
        "headers",
        [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "own"}],
    )
    def test_marks_for_its_own_page_and_for_programs(
        self, aws: Aws, send: Send, headers: dict[str, str]
    ) -> None:
        send()
        headers = {name: own(aws) if text == "own" else text for name, text in headers.items()}
        console(aws, "GET", "messages/latest", headers=headers)
        assert console(aws, "GET", "messages/latest?peek=true").json()["read"] is True

    def test_page_that_is_let_in_marks(self, aws: Aws, send: Send) -> None:
        send()
        with aws.settings(console_origins=["https://evil.example"]):
            answer = console(aws, "GET", "messages/latest", headers=EVIL)
        assert answer.headers[SHARED] == "https://evil.example"
        assert console(aws, "GET", "messages/latest?peek=true").json()["read"] is True

    def test_every_page_let_in(self, aws: Aws, send: Send) -> None:
        send()
        with aws.settings(console_origins=["*"]):
            console(aws, "GET", "messages/latest", headers=BLIND[0])
        assert console(aws, "GET", "messages/latest?peek=true").json()["read"] is True

    def test_peek_is_true_or_false(self, aws: Aws) -> None:
        for path in ("messages/latest", "messages/wait"):
            answer = console(aws, "GET", path, params={"peek": "maybe", "timeout": "0"}
                             if path.endswith("wait") else {"peek": "maybe"})  # fmt: skip
            assert (answer.status_code, answer.json()["error"]) == (400, "InvalidParameter")

    def test_stream_is_for_its_own_page(self, aws: Aws) -> None:
        for headers in (EVIL, *BLIND):
            answer = console(aws, "GET", "stream", headers=headers)
            assert (answer.status_code, answer.json()["error"]) == (403, "ForeignOrigin")


class TestWriting:
    def advance(self, aws: Aws, **headers: str) -> tuple[int, str]:
        headers = {name.replace("_", "-"): text for name, text in headers.items()}
        answer = console(aws, "POST", "clock", json={"hours": 1}, headers=headers)
        return answer.status_code, answer.json().get("error", "")

    def test_is_not_for_other_pages(self, aws: Aws) -> None:
        for headers in (EVIL, *BLIND):
            assert self.advance(aws, **headers) == (403, "ForeignOrigin")

    def test_is_for_a_page_that_is_let_in(self, aws: Aws) -> None:
        with aws.settings(console_origins=["https://evil.example"]):
            assert self.advance(aws, **EVIL) == (200, "")
            assert self.advance(aws, Origin="https://other.example") == (403, "ForeignOrigin")

    def test_setting_that_cannot_be_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MOTO_CONTACTS_CONSOLE_ORIGINS", "https://evil.example")
        with mock_aws():
            url = "http://motoapi.amazonaws.com/moto-api/contacts/clock"
            answer = requests.get(url, headers=EVIL, timeout=30)
        assert (answer.status_code, answer.json()["error"]) == (400, "InvalidSetting")
        assert "console_origins takes list or None" in answer.json()["message"]


class TestNames:
    """Of the server, as a browser has found it."""

    @pytest.fixture(params=["stock_server", "moto_contacts_server"])
    def server(self, request: pytest.FixtureRequest) -> str:
        url: str = request.getfixturevalue(request.param)
        return url

    def advance(self, server: str, host: str, **headers: str) -> requests.Response:
        headers = {"Host": host, **{name.replace("_", "-"): text for name, text in headers.items()}}
        return requests.post(
            f"{server}/moto-api/contacts/clock", json={"hours": 1}, headers=headers, timeout=30
        )

    @pytest.mark.parametrize(
        "host", ["evil.example", "evil.example:5000", "localhost.evil.example", "moto"]
    )
    def test_that_may_be_anybodys_lets_no_page_write(self, server: str, host: str) -> None:
        for headers in ({"Origin": f"http://{host}"}, {"Sec_Fetch_Site": "same-origin"}):
            answer = self.advance(server, host, **headers)
            assert (answer.status_code, answer.json()["error"]) == (403, "ForeignHost")
            assert "console_hosts" in answer.json()["message"]

    @pytest.mark.parametrize(
        "host",
        ["localhost", "LOCALHOST:5000", "moto.localhost", "127.0.0.1:5000", "[::1]:5000",
         "192.168.1.5", "motoapi.amazonaws.com"],
    )  # fmt: skip
    def test_that_can_only_be_its_own(self, server: str, host: str) -> None:
        assert self.advance(server, host, Origin=f"http://{host}").status_code == 200

    def test_program_may_use_any(self, server: str) -> None:
        assert self.advance(server, "moto").status_code == 200

    def test_further_ones(self, server: str) -> None:
        with moto_contacts.settings(server, console_hosts=["moto"]):
            assert self.advance(server, "moto:5000", Origin="http://moto:5000").status_code == 200

    def test_that_is_none(self) -> None:
        headers = {"Sec-Fetch-Site": "same-origin"}
        request = Request("POST", "http", "[evil", "/", "", headers, b"", streams=False)
        assert origins.is_foreign(request)

    @pytest.mark.parametrize("host", ["[evil", "a b", "évil"])
    def test_that_is_none_is_in_no_link(self, server: str, host: str) -> None:
        lightsail = new_session().client("lightsail", "us-east-1", endpoint_url=server)
        lightsail.create_contact_method(protocol="Email", contactEndpoint="ops@example.com")
        url = f"{server}/moto-api/contacts/messages/latest"
        link = requests.get(url, headers={"Host": host.encode()}, timeout=30).json()["link"]
        assert link.startswith(f"http://127.0.0.1:{urlsplit(server).port}/moto-api/contacts/links/")
        assert "Verified" in requests.get(link, timeout=30).text

    def test_that_the_server_was_told_to_listen_at(
        self, moto_contacts_server: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(origins, "bound", {"moto.test"})
        answer = self.advance(moto_contacts_server, "moto.test", Origin="http://moto.test")
        assert answer.status_code == 200


@pytest.fixture(scope="module")
def threaded_server() -> Iterator[str]:
    running = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    yield "http://{}:{}".format(*running.get_host_and_port())
    running.stop()


class TestHeaders:
    """By which a browser lets the scripts of other pages read: moto's servers add them to all."""

    @pytest.fixture(params=["stock_server", "threaded_server", "moto_contacts_server"])
    def server(self, request: pytest.FixtureRequest) -> str:
        url: str = request.getfixturevalue(request.param)
        return url

    def shared(self, server: str, method: str, path: str, **headers: str) -> str | None:
        answer = requests.request(method, server + path, headers=headers, timeout=30)
        return answer.headers.get(SHARED)

    @pytest.mark.parametrize(
        "path", ["", "/", "/messages", "/messages/latest", "/stream", "/links/x", "/nothing"]
    )
    def test_are_not_in_what_the_console_answers(self, server: str, path: str) -> None:
        path = f"/moto-api/contacts{path}"
        for method in ("GET", "POST", "OPTIONS", "HEAD"):
            assert self.shared(server, method, path, **EVIL) is None
        if path != "/moto-api/contacts/stream":
            assert self.shared(server, "GET", path) is None

    def test_are_motos_elsewhere(self, server: str) -> None:
        assert self.shared(server, "GET", "/moto-api/data.json", **EVIL) in ("*", EVIL["Origin"])
        assert self.shared(server, "GET", "/moto-api/data.json") == "*"

    def test_preflight_of_other_pages(self, server: str) -> None:
        wanted = {**EVIL, "Access-Control-Request-Method": "POST"}
        url = f"{server}/moto-api/contacts/clock"
        answer = requests.options(url, headers=wanted, timeout=30)
        assert answer.status_code == 403
        assert not [name for name in answer.headers if name.lower().startswith("access-control")]

    def test_preflight_of_a_page_that_is_let_in(self, server: str) -> None:
        wanted = {**EVIL, "Access-Control-Request-Method": "PATCH"}
        url = f"{server}/moto-api/contacts/settings"
        with moto_contacts.settings(server, console_origins=[EVIL["Origin"]]):
            answer = requests.options(url, headers=wanted, timeout=30)
        assert answer.status_code == 204
        assert answer.headers[SHARED] == EVIL["Origin"]
        assert "PATCH" in answer.headers["Access-Control-Allow-Methods"]
        assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]

    def test_of_a_refusal_to_a_page_that_is_let_in(self, server: str) -> None:
        with moto_contacts.settings(server, console_origins=["*"]):
            assert self.shared(server, "GET", "/moto-api/contacts/no", **EVIL) == EVIL["Origin"]


@mock_aws
def test_application_of_a_test_keeps_its_own_headers() -> None:
    """It asks the console of this process while it answers a request of its own."""
    application = flask.Flask("users")
    CORS(application)

    @application.get("/")
    def view() -> str:
        return requests.get("http://motoapi.amazonaws.com/moto-api/contacts/clock", timeout=30).text

    answer = application.test_client().get("/", headers=EVIL)
    assert "now" in json.loads(answer.data)
    assert answer.headers[SHARED] in ("*", EVIL["Origin"])
