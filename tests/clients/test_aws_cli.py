"""The AWS CLI, versions 1 and 2, in environments of their own: their botocore is not the tests'.

It prints timestamps as the service writes them (numbers of the JSON services, text of rest-json),
and tells the name and the text of an error, but none of its members.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest
from botocore import xform_name

from tests.clients.interpreters import Interpreter
from tests.clients.life_cycles import Refused, by_http, expected, live
from tests.clients.tools import ROOT, need

pytestmark = pytest.mark.clients

CALLS = ROOT / "tests" / "clients" / "aws_cli_calls.py"

PYTHON_OF_1 = ROOT / ".venv-awscli" / "bin" / "python"
#: What npm has of version 2, for want of one that pip has.
VERSION_2 = ROOT / ".venv-awscli2"
LAYER = VERSION_2 / "node_modules" / "@aws-cdk" / "asset-awscli-v2" / "lib" / "layer.zip"


def version_1() -> Interpreter:
    need(
        PYTHON_OF_1,
        "The AWS CLI 1",
        "python3 -m venv .venv-awscli && .venv-awscli/bin/pip install 'awscli<2'",
    )
    return Interpreter(PYTHON_OF_1, CALLS)


@contextmanager
def version_2() -> Iterator[Interpreter]:
    need(
        LAYER,
        "The AWS CLI 2",
        f"npm install --prefix {VERSION_2.name} --legacy-peer-deps @aws-cdk/asset-awscli-v2",
    )
    with TemporaryDirectory() as folder:
        with ZipFile(LAYER) as layer:
            layer.extractall(folder)
        (program,) = Path(folder).glob("awscli/v2/*/dist/aws")
        program.chmod(0o755)
        config = Path(folder, "config")
        config.write_text(
            f"[plugins]\ncli_legacy_plugin_path = {CALLS.parent}\ncalls = {CALLS.stem}\n"
        )
        with Interpreter(program, "--version", AWS_CONFIG_FILE=str(config)) as aws:
            yield aws


@pytest.fixture(scope="module", params=[version_1, version_2])
def aws(request: pytest.FixtureRequest) -> Iterator[Interpreter]:
    """Takes the arguments of ``aws``; says its exit code, its output and its errors."""
    with request.param() as aws:
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
