"""Clients of other languages, or of environments of their own, that are told what to call."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.clients.life_cycles import Refused
from tests.clients.tools import ROOT, environment


class Interpreter:
    """A process that reads a call a line, and prints what came of it as a line.

    A call is ``[client, operation, members]``, and what comes of it ``{"answer": members}`` or
    ``{"error": name, "message": text, "members": {...}}``, all as JSON; members may be absent.
    ``variables`` are of its environment.
    """

    def __init__(self, *command: str | Path, **variables: str):
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**environment(), **variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Interpreter:
        return self

    def __exit__(self, *of_an_error: object) -> None:
        self._process.communicate(timeout=30)

    def ask(self, *told: Any) -> Any:
        """What it says to a line, which need not be a call where it expects something else."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(told), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def call(self, client: str, operation: str, **members: Any) -> dict[str, Any]:
        """The members of the answer. Raises `Refused`."""
        told = self.ask(client, operation, members)
        if "error" in told:
            raise Refused(told["error"], told["message"], told.get("members", {}))
        answer: dict[str, Any] = told["answer"]
        return answer
