"""Links between documents, and the anchors that headings make."""

from __future__ import annotations

import re
from pathlib import Path

_FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^()\s]+)\)")


def anchors(text: str) -> set[str]:
    """What a link to a part of the document may end with, as GitHub makes it from the headings."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each).lower().replace(" ", "-") for each in headings}


def broken(path: Path) -> list[str]:
    """The links of a document to files that are not there, or to headings that they lack."""
    return [link for link in _links(path) if not _leads_somewhere(path, link)]


def _links(path: Path) -> list[str]:
    found = _LINK.findall(_FENCE.sub("", path.read_text("utf-8")))
    return [link for link in found if not link.startswith(("https://", "http://"))]


def _leads_somewhere(path: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = path.parent / name if name else path
    return target.exists() and (not anchor or anchor in anchors(target.read_text("utf-8")))
