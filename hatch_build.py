"""The README as a package index shows it: whatever it leads to stands in the repository."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

#: A link or a picture that is none of elsewhere, and no part of the README itself.
_RELATIVE = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?!https?://|#)([^()\s]+)\)")


def absolute(text: str, repository: str) -> str:
    """The text with links to files of the repository, and pictures from there."""
    raw = repository.replace("github.com", "raw.githubusercontent.com")

    def link(found: re.Match[str]) -> str:
        root = f"{raw}/main" if found[1] else f"{repository}/blob/main"
        return f"{found[1]}[{found[2]}]({root}/{found[3]})"

    return _RELATIVE.sub(link, text)


class Readme(MetadataHookInterface):
    """Puts it into the metadata of what is built."""

    def update(self, metadata: dict[str, Any]) -> None:
        text = Path(self.root, "README.md").read_text("utf-8")
        repository = self.config["repository"]
        readme = {"content-type": "text/markdown", "text": absolute(text, repository)}
        metadata["readme"] = readme
