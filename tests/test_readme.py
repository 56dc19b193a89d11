"""What the README promises: its commands, its length, the headings that people have linked to."""

from __future__ import annotations

import re

from tests.docs import links
from tests.docs.regions import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_two_commands() -> None:
    """``.ci/run`` takes them from here, as the first lines that begin with a dollar sign."""
    commands = re.findall(r"^\$ (.*)", README, re.MULTILINE)
    venv = "python3 -m venv .venv && .venv/bin/pip install -q"
    assert commands[:2] == [
        f"{venv} '.[server]' && .venv/bin/python -m moto_contacts demo",
        f"{venv} -e '.[server,test]' && .venv/bin/pytest",
    ]


def test_is_short() -> None:
    """What users need every day; the rest has a page of its own in ``docs``."""
    assert len(README.splitlines()) <= 270


def test_headings_that_people_have_linked_to() -> None:
    assert links.anchors(README) >= {
        "twenty-seconds-to-a-verified-contact",
        "reading-what-was-sent",
        "awaited",
        "moving-the-clock",
        "provoking-errors",
        "pytest",
        "fresh-clients",
        "the-faster-server",
        "on-the-command-line",
        "over-http",
        "in-the-browser",
        "operations",
        "fidelity",
        "alibaba-cloud",
        "settings",
        "speed",
        "what-this-is-not",
        "working-on-it",
    }
