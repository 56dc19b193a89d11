"""What the README says is so."""

from __future__ import annotations

import re
from pathlib import Path

from moto_contacts.console.api import ROUTES
from moto_contacts.simulation.settings import known
from tests.lives import AWS, implemented

README = (Path(__file__).parents[1] / "README.md").read_text()


def settings_table() -> str:
    rows = ["| setting | default | basis | |", "|---|---|---|---|"]
    for each in known().values():
        default = "none" if each.default is None else str(each.default).lower()
        default = each.default if isinstance(each.default, str) else default
        rows.append(f"| `{each.name}` | {default} | {each.source} | {each.help} |")
    return "\n".join(rows)


def test_settings() -> None:
    found = re.search(r"a test -->\n(.*?)\n?<!-- end of settings", README, re.DOTALL)
    assert found is not None
    assert found[1] == settings_table()


def test_operations() -> None:
    table = README.partition("## Operations")[2].partition("## Fidelity")[0]
    for service, package in AWS.items():
        (row,) = (line for line in table.splitlines() if line.startswith(f"| `{service}`"))
        assert re.findall(r"`([A-Z]\w+)`", row) == implemented(package)


def test_routes() -> None:
    """Every route has its place in the table; what is in braces there is a star in ours."""
    table = README.partition("## Over HTTP")[2].partition("## Operations")[0]
    found = {
        (method, re.sub(r"\{\w+\}", "*", path))
        for method, path in re.findall(r"`(GET|POST|PUT|PATCH|DELETE) ([\w/.{}]+)", table)
    }
    described = {(method, "/".join(path)) for method, path, _ in ROUTES}
    assert found == described | {("GET", "links/*"), ("GET", "stream")}
