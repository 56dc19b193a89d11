"""``python -m tests.benchmarks.probed FILE SCRIPT ...``: a server that tells of its memory.

On SIGUSR1 it writes how many bytes Python has allocated, and how many objects there are of each
class of ours, after a garbage collection.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import tracemalloc
from collections import Counter
from typing import Any


def main() -> None:
    """Runs a server until it is terminated."""
    path, script, *arguments = sys.argv[1:]
    if script == "moto_contacts_server":
        from moto_contacts.plugin.server import main as run
    else:
        from moto.server import main as run  # type: ignore[no-redef]

    def tell(signum: int, frame: Any) -> None:
        gc.collect()
        allocated = tracemalloc.get_traced_memory()[0]
        classes = map(type, gc.get_objects())
        names = (f"{each.__module__}.{each.__name__}" for each in classes)
        objects = Counter(name for name in names if name.startswith("moto_contacts."))
        with open(f"{path}.new", "w") as file:
            json.dump({"allocated": allocated, "objects": objects}, file)
        os.replace(f"{path}.new", path)

    tracemalloc.start()
    signal.signal(signal.SIGUSR1, tell)
    run(arguments)


if __name__ == "__main__":
    main()
