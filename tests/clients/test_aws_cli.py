"""The AWS CLI, in an environment of its own: its botocore is not the tests'.

It prints timestamps as the service writes them (numbers of the JSON services, text of rest-json),
and tells the name and the text of an error, but none of its members.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from botocore import xform_name

from tests.clients.interpreters import Interpreter
from tests.clients.life_cycles import Refused, by_http, expected, live
from tests.clients.tools import ROOT, need

pytestmark = pytest.mark.clients

AWS = ROOT / ".venv-awscli" / "bin" / "aws"


@pytest.fixture(scope="module")
def aws() -> Iterator[Interpreter]:
    """Takes the arguments of ``aws``; says its exit code, its output and its errors."""
    need(
        AWS,
        "The AWS CLI",
        "python3 -m venv .venv-awscli && .venv-awscli/bin/pip install awscli",
    )
    with Interpreter(AWS.with_name("python"), ROOT / "tests/clients/aws_cli_calls.py") as aws:
        yield aws


@pytest.fixture
def call(server: str, aws: Interpreter) -> Any:
    def call(service: str, operation: str, **members: Any) -> Any:
        options: list[str] = []
        for name, value in members.items():
            option = xform_name(name, "-")
            if isinstance(value, bool):
                options.append(f"--{option}" if value else f"--no-{option}")
                continue
            options += f"--{option}", value if isinstance(value, str) else json.dumps(value)
        code, out, err = aws.ask(
            "--endpoint-url", server, service, xform_name(operation, "-"), *options
        )
        if code == 0:
            return json.loads(out or "{}")
        found = re.search(r"An error occurred \((\w+)\) when calling .*?: (.*)", err)
        assert found, err
        raise Refused(found[1], found[2], {})

    return call


def test_life_cycle(service: str, call: Any, server: str) -> None:
    assert live(service, call, by_http(server)) == {**expected(service), "reason": None}
