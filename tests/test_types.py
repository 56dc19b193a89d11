"""Both faces of the client have exact types, although each verb is written once.

One file of right and wrong code, for two checkers: what is wrong says which error it must be, and
one that is not found is an error, too.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import moto_contacts
from moto_contacts import aio
from tests.clients.tools import ROOT, need, run

USE = ROOT / "tests" / "typed_use.py"


def test_users_of_mypy_strict() -> None:
    command = [sys.executable, "-m", "mypy", "--strict", str(USE)]
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert ended.returncode == 0, ended.stdout


def test_users_of_pyright_strict() -> None:
    pyright = ROOT / "tests" / "page" / "node_modules" / ".bin" / "pyright"
    need(pyright, "pyright", "npm ci --prefix tests/page")
    # With the path of this very interpreter: links are not followed, or it has no packages.
    python = Path(sys.executable)
    ended = run(pyright, "-p", USE.with_suffix(".json"), "--pythonpath", python)
    assert ended.returncode == 0, ended.stdout


def test_units_of_the_clock_that_there_are_not() -> None:
    told = r"Clock\.advance\(\) got an unexpected keyword argument 'hour'\. Did you mean hours\?"
    with pytest.raises(TypeError, match=f"^{told}$"):
        moto_contacts.clock().advance(hour=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=f"^{told}$"):
        asyncio.run(aio.clock().advance(hour=1))  # type: ignore[call-arg]


def test_arguments_of_the_others() -> None:
    device: Any = moto_contacts.outbox().device("+14255550100")
    for wrong, told in (
        (lambda: device.expect(codes=True), r"^Device\.expect\(\) got .* Did you mean code\?$"),
        (lambda: device.write("Hello"), r"^Device\.write\(\) missing 1 required .*'to'$"),
        (lambda: device.reply(txt="x"), r"^Device\.reply\(\) .* 'txt'\. Did you mean text\?$"),
    ):
        with pytest.raises(TypeError, match=told):
            wrong()
