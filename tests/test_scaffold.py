"""What ``python -m tests.scaffold`` prints: code that compiles, and tests that fail."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import Any

import pytest
from moto import mock_aws

from tests import scaffold
from tests.docs.regions import ROOT
from tests.harness import Aws, Carrier

#: Client or package, and an operation: not ours yet, ours, in pages, with labels, not of AWS.
OPERATIONS = [
    ("ssm-contacts", "CreateRotation"),
    ("ssm-contacts", "ListContacts"),
    ("pinpoint-sms-voice-v2", "SendTextMessage"),
    ("lightsail", "DeleteContactMethod"),
    ("notificationscontacts", "ActivateEmailContact"),
    ("resourcedirectorymaster", "AddMessageContact"),
]


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    scaffold.main(list(arguments))
    return capsys.readouterr().out


@pytest.mark.parametrize(("service", "operation"), OPERATIONS)
class TestPrinted:
    def test_is_formatted(
        self, capsys: pytest.CaptureFixture[str], service: str, operation: str
    ) -> None:
        code = printed(capsys, service, operation)
        command = [sys.executable, "-m", "ruff", "format", "--check", "-"]
        subprocess.run(command, input=code, text=True, check=True, cwd=ROOT, capture_output=True)

    def test_tests_fail_until_they_are_written(
        self, capsys: pytest.CaptureFixture[str], service: str, operation: str
    ) -> None:
        found: dict[str, Any] = {}
        exec(printed(capsys, service, operation), found)
        written = found[f"Test{operation}"]
        tests = [name for name in vars(written) if name.startswith("test_")]
        assert len(tests) == len(found["DECLARED"]) + 1
        for name in tests:
            with mock_aws(), pytest.raises(BaseException) as caught:  # noqa: PT011
                getattr(written(), name)(Aws(Carrier()))
            assert not isinstance(caught.value, (NameError, TypeError)), name


def test_method_takes_what_the_model_says(capsys: pytest.CaptureFixture[str]) -> None:
    """What is required first; no token, which is the gateway's."""
    tree = ast.parse(printed(capsys, "ssm-contacts", "CreateRotation"))
    (family,) = (
        node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Rotations"
    )
    (method,) = (node for node in family.body if isinstance(node, ast.FunctionDef))
    assert [
        f"{each.arg}: {ast.unparse(each.annotation)}"
        for each in method.args.args[1:]
        if each.annotation
    ] == [
        "name: str",
        "contact_ids: list[str]",
        "time_zone_id: str",
        "recurrence: dict[str, Any]",
        "start_time: datetime | None",
        "tags: list[dict[str, Any]] | None",
    ]
    assert len(method.args.defaults) == 2
    docstring = ast.get_docstring(method)
    assert docstring is not None
    assert "ServiceQuotaExceededException" in docstring


def test_listing_is_the_gateways_to_cut(capsys: pytest.CaptureFixture[str]) -> None:
    code = printed(capsys, "ssm-contacts", "ListContacts")
    assert "-> Listing[int, Any]:" in code
    assert "next_token" not in code


def test_operation_that_the_model_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        scaffold.main(["ssm-contacts", "CreateRotatoin"])
    assert "Did you mean CreateRotation" in capsys.readouterr().err
