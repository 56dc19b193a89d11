"""A client that is absent is skipped, and in CI a failure."""

from __future__ import annotations

import pytest

from tests.clients.tools import ROOT, need

LACKING = "The abacus is not there: no abacus. To get it: buy one"


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail), ("", pytest.skip)])
def test_absent(monkeypatch: pytest.MonkeyPatch, ci: str, outcome: object) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome.Exception) as caught:  # type: ignore[attr-defined]
        need(ROOT / "abacus", "The abacus", "buy one")
    assert caught.value.msg == LACKING


def test_there() -> None:
    need(ROOT / "pyproject.toml", "The project", "clone it")
