"""Documents and their generated regions: from a line that names a table to a line that ends it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.docs import tables

ROOT = Path(__file__).parents[2]
#: All that is written for people, the README first.
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
_REGION = re.compile(
    r"(<!-- ([\w ]+): written by python -m tests\.docs -->\n)(.*?)(<!-- end -->\n)", re.DOTALL
)


def regions(text: str) -> list[str]:
    """What each region of a document is: ``settings``, ``operations of lightsail``."""
    return [name for _, name, _, _ in _REGION.findall(text)]


def rewritten(text: str) -> str:
    """The document with its regions as the code has them now.

    Raises `KeyError` for a region that nothing can write.
    """
    return _REGION.sub(lambda found: found[1] + _table(found[2]) + found[4], text)


def _table(name: str) -> str:
    what, _, of = name.partition(" of ")
    return tables.OF_ONE_SERVICE[what](of) if of else tables.OF_ALL[what]()
