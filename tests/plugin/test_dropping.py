"""The fault that drops a connection, under web servers of all kinds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref import simple_server

import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

import moto_contacts
from moto_contacts.plugin.connections import RequestHandler
from moto_contacts.plugin.server import Application
from moto_contacts.sessions import new_session
from tests.harness import run_server

Wsgi = Callable[[dict[str, Any], Any], Any]


class Quiet(simple_server.WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: requests are not what is looked for in the output."""


def motos() -> Wsgi:
    application: Wsgi = DomainDispatcherApplication(create_backend_app)
    return application


def without_its_socket(application: Wsgi) -> Wsgi:
    """As werkzeug would be if it kept the connection to itself."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        del environ["werkzeug.socket"]
        return application(environ, start_response)

    return answer


@contextmanager
def serving(server: Any) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


SERVERS: dict[str, Callable[[], Any]] = {
    "wsgiref": lambda: simple_server.make_server(
        "127.0.0.1", 0, motos(), handler_class=Quiet
    ),
    "werkzeug": lambda: make_server("127.0.0.1", 0, without_its_socket(motos()), threaded=True),
    "ours": lambda: make_server(
        "127.0.0.1", 0, without_its_socket(Application(motos())), threaded=True,
        request_handler=RequestHandler,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SERVERS)
def test_answered_where_the_connection_is_out_of_reach(
    name: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with serving(SERVERS[name]()) as url:
        requests.post(f"{url}/moto-api/reset", timeout=30)
        fault = moto_contacts.faults(url).put(drop=True, service="lightsail", times=2)
        headers = {
            "X-Amz-Target": "Lightsail_20161128.GetContactMethods",
            "Content-Type": "application/x-amz-json-1.1",
            "Authorization": "AWS4-HMAC-SHA256 Credential=testing/20261120/us-east-1/lightsail/"
            "aws4_request, SignedHeaders=host, Signature=0",
        }
        answer = requests.post(url, data=b"{}", headers=headers, timeout=30)
        assert answer.status_code == 502
        assert answer.headers["Content-Type"] == "text/plain"
        assert answer.text.startswith("A fault of this test drops the connection here.")
        with pytest.raises(ClientError, match="502"):
            call(url)
        assert fault.struck == 2
        call(url)
        requests.post(f"{url}/moto-api/reset", timeout=30)
    assert "Traceback" not in "".join(capfd.readouterr()) + caplog.text


@pytest.mark.parametrize("script", ["moto_server", "moto_contacts_server"])
def test_closed_where_it_can_be(script: str) -> None:
    with run_server(script) as url:
        moto_contacts.faults(url).put(drop=True, service="lightsail", times=1)
        with pytest.raises(ConnectionClosedError):
            call(url)
        call(url)


def call(url: str) -> None:
    config = Config(retries={"total_max_attempts": 1})
    client = new_session().client("lightsail", "us-east-1", endpoint_url=url, config=config)
    client.get_contact_methods()
