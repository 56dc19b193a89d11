"""Debian's Firefox, driven by WebDriver BiDi, which it speaks itself: no driver is needed."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import websocket

FIREFOX = Path("/usr/bin/firefox-esr")
HOW = "apt-get install firefox-esr"

#: Calls a function of JavaScript until it answers something true; that.
_UNTIL = """async (text, values) => {
  const look = new Function("...values", `return (${text})(...values)`);
  const end = performance.now() + 10000;
  for (;;) {
    const found = look(...values);
    if (found) return JSON.stringify(found);
    if (performance.now() > end) return JSON.stringify(document.body.innerText);
    await new Promise((done) => setTimeout(done, 20));
  }
}"""


class Firefox:
    """One tab of it."""

    def __init__(self, address: str):
        self._socket = websocket.create_connection(
            f"{address}/session", timeout=60, suppress_origin=True
        )
        self._ids = count(1)
        self.call("session.new", capabilities={})
        self.tab = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def close(self) -> None:
        """Says nothing more to it."""
        self._socket.shutdown()

    def call(self, method: str, **parameters: Any) -> Any:
        """The result of a command."""
        number = next(self._ids)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            told = json.loads(self._socket.recv())
            if told.get("id") == number:
                assert told["type"] == "success", told
                return told["result"]

    def open(self, url: str) -> None:
        """Loads a page."""
        self.call("browsingContext.navigate", context=self.tab, url=url, wait="complete")

    def until(self, function: str, *values: str) -> Any:
        """What a function of JavaScript answers as soon as that is true."""
        arguments = [
            {"type": "string", "value": function},
            {"type": "array", "value": [{"type": "string", "value": each} for each in values]},
        ]
        found = self.call(
            "script.callFunction",
            functionDeclaration=_UNTIL,
            arguments=arguments,
            target={"context": self.tab},
            awaitPromise=True,
        )
        return json.loads(found["result"]["value"])

    def press(self, *keys: str) -> None:
        """Types keys at whatever has the focus."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self.call("input.performActions", context=self.tab, actions=[source])


@contextlib.contextmanager
def open_firefox() -> Iterator[Firefox]:
    """A Firefox with an empty profile."""
    with tempfile.TemporaryDirectory(prefix="firefox") as profile:
        command = [
            str(FIREFOX), "--headless", "--no-remote", "--new-instance", "--profile", profile,
            "--remote-debugging-port", "0", "about:blank",
        ]  # fmt: skip
        with subprocess.Popen(
            command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        ) as process:
            try:
                assert process.stderr
                listening = (re.search(r"ws://\S+", line) for line in process.stderr)
                address = next(found[0] for found in listening if found)
                with contextlib.closing(Firefox(address)) as firefox:
                    yield firefox
            finally:
                process.kill()
