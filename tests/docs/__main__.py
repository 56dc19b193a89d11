"""``python -m tests.docs``: writes the generated regions of all documents anew."""

from __future__ import annotations

import sys

from tests.docs import setting_values
from tests.docs.regions import DOCUMENTS, ROOT, rewritten


def main() -> None:
    """Rewrites what is stale, and says which documents that were."""
    setting_values.FILE.write_text(setting_values.text(), "utf-8")
    for path in DOCUMENTS:
        old = path.read_text("utf-8")
        new = rewritten(old)
        if new != old:
            path.write_text(new, "utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
