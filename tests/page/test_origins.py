"""What a page of somebody else's can do to the console, in a browser: nothing that counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from selenium import webdriver

import moto_contacts
from moto_contacts.sessions import new_session

#: Asks as a script would that reads the answer, and as an image or a form would that cannot.
SCRIPT = """
const [url, done] = [arguments[0], arguments[1]];
const told = [];
const ask = (path, options) =>
  fetch(url + path, options).then(r => r.text(), e => "refused").then(t => told.push(t));
(async () => {
  await ask("messages", {});
  await ask("messages", {mode: "no-cors"});
  await ask("clock", {method: "POST", body: '{"hours": 1}',
                      headers: {"Content-Type": "application/json"}});
  await ask("messages/read", {method: "POST", mode: "no-cors"});
  const events = new EventSource(url + "stream");
  events.onmessage = events.onopen = () => { told.push("stream"); done(told); };
  events.onerror = () => { events.close(); done(told); };
})();
"""


@contextmanager
def somebodys_page() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Somebody's</title>")

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_it_sees_and_changes_nothing(browser: webdriver.Chrome, stock_server: str) -> None:
    lightsail = new_session().client("lightsail", "us-east-1", endpoint_url=stock_server)
    lightsail.create_contact_method(protocol="Email", contactEndpoint="ops@example.com")
    before = moto_contacts.clock(stock_server).now()
    with somebodys_page() as page:
        browser.get(page)
        told = ask(browser, stock_server)
        assert told == ["refused"] * 4
        browser.get("about:blank")
        browser.get_log("browser")
    assert (moto_contacts.clock(stock_server).now() - before).total_seconds() < 3000
    assert moto_contacts.outbox(stock_server).messages()[0].read is False


def test_it_can_where_it_is_let_in(browser: webdriver.Chrome, stock_server: str) -> None:
    with somebodys_page() as page, moto_contacts.settings(stock_server, console_origins=[page]):
        browser.get(page)
        listed, _, moved, _, streamed = ask(browser, stock_server)
        browser.get("about:blank")
        browser.get_log("browser")
    assert '"messages"' in listed
    assert '"now"' in moved
    assert streamed == "stream"


def ask(browser: webdriver.Chrome, server: str) -> list[str]:
    browser.set_script_timeout(30)
    told: list[str] = browser.execute_async_script(SCRIPT, f"{server}/moto-api/contacts/")
    return told
