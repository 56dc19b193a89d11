"""The clients that Python cannot bring along."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def need(tool: Path, what: str, how: str) -> None:
    """Skips the test where the tool is absent, and says how to get it; fails it in CI."""
    if tool.exists():
        return
    path = tool.relative_to(ROOT) if tool.is_relative_to(ROOT) else tool
    lacking = f"{what} is not there: no {path}. To get it: {how}"
    if os.environ.get("CI") == "true":
        pytest.fail(lacking)
    pytest.skip(lacking)


def environment() -> dict[str, str]:
    """This machine's, but for its own AWS settings."""
    found = {name: text for name, text in os.environ.items() if not name.startswith("AWS_")}
    found.update(
        AWS_ACCESS_KEY_ID="testing",
        AWS_SECRET_ACCESS_KEY="testing",
        AWS_DEFAULT_REGION="us-east-1",
        AWS_CONFIG_FILE=os.devnull,
        AWS_SHARED_CREDENTIALS_FILE=os.devnull,
    )
    return found


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """The ended process of a client, which sees none of this machine's own AWS settings."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
