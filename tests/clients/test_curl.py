"""curl, which signs by itself: ``--aws-sigv4`` is all that it knows of AWS."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.clients.life_cycles import by_http, expected, live
from tests.clients.test_raw_http import read, read_error, request
from tests.clients.tools import need, run
from tests.lives import signing_name

pytestmark = pytest.mark.clients

CURL = Path(shutil.which("curl") or "/usr/bin/curl")


@pytest.fixture
def call(server: str) -> Any:
    need(CURL, "curl", "apt-get install curl")

    def call(service: str, operation: str, **members: Any) -> Any:
        asked = request(server, service, operation, members)
        command = [
            CURL, "-sS", "-i", "--user", "testing:testing", "-X", asked.get_method(),
            "--aws-sigv4", f"aws:amz:us-east-1:{signing_name(service)}", asked.full_url,
        ]  # fmt: skip
        for name, value in asked.header_items():
            if name != "Authorization":
                command += ["-H", f"{name}: {value}"]
        head, _, body = run(*command, "-d", (asked.data or b"").decode()).stdout.partition("\n\n")
        status, *lines = head.splitlines()
        if int(status.split()[1]) < 300:
            return read(service, operation, body.encode())
        headers = {
            name.lower(): value for name, _, value in (each.partition(": ") for each in lines)
        }
        raise read_error(service, headers.get("x-amzn-errortype"), body.encode())

    return call


def test_life_cycle(service: str, call: Any, server: str) -> None:
    assert live(service, call, by_http(server)) == expected(service)
