"""Both faces of the client have exact types, although each verb is written once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_users_of_mypy_strict() -> None:
    use = Path(__file__).with_name("typed_use.py")
    command = [sys.executable, "-m", "mypy", "--strict", str(use)]
    ended = subprocess.run(
        command, cwd=use.parents[1], capture_output=True, text=True, check=False, timeout=300
    )
    assert ended.returncode == 0, ended.stdout
