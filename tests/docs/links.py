"""Links between documents, and the anchors that headings make."""

from __future__ import annotations

import re
from pathlib import Path

_FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^()\s]+)\)")
#: A file or folder of ours between backticks, maybe with a test in it.
_PATH = re.compile(r"`((?:moto_contacts|tests|docs)/[\w./]*)((?:::\w+)*)`")
#: Words in it that stand for others.
_BLANKS = ("SERVICE", "FAMILY")


def anchors(text: str) -> set[str]:
    """What a link to a part of the document may end with, as GitHub makes it from the headings."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each).lower().replace(" ", "-") for each in headings}


def broken(path: Path) -> list[str]:
    """The links of a document to files that are not there, or to headings that they lack."""
    return [link for link in _links(path) if not _leads_somewhere(path, link)]


def missing(path: Path, root: Path) -> list[str]:
    """What a document names, file or test, and is not there; names begin at ``root``."""
    found = _PATH.findall(path.read_text("utf-8"))
    return [
        f"{name}{tests}"
        for name, tests in found
        if not any(blank in name for blank in _BLANKS) and not _is_there(root / name, tests)
    ]


def _is_there(path: Path, tests: str) -> bool:
    if not tests:
        return path.exists()
    names = tests.split("::")[1:]
    text = path.read_text("utf-8") if path.exists() else ""
    return all(re.search(rf"^ *(?:def|class) {name}\b", text, re.MULTILINE) for name in names)


def _links(path: Path) -> list[str]:
    found = _LINK.findall(_FENCE.sub("", path.read_text("utf-8")))
    return [link for link in found if not link.startswith(("https://", "http://"))]


def _leads_somewhere(path: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = path.parent / name if name else path
    return target.exists() and (not anchor or anchor in anchors(target.read_text("utf-8")))
