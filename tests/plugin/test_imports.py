"""Threads that import moto and the plugin at once, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

#: More than any of them takes; one that hangs says where.
SECONDS = 60
RACE = """
import faulthandler, sys, threading
faulthandler.dump_traceback_later({seconds} - 5, exit=True)
ready = threading.Barrier(8)
errors = []

def run(statement):
    ready.wait()
    try:
        exec(statement, {{}})
    except BaseException as why:
        errors.append(f"{{statement}}: {{why!r}}")

statements = {statements}
threads = [threading.Thread(target=run, args=(statements[n % len(statements)],)) for n in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
import moto.backend_index, moto.server
from botocore.handlers import BUILTIN_HANDLERS
from moto.moto_server.werkzeug_app import DomainDispatcherApplication as Application
names = [name for name, _ in moto.backend_index.backend_url_patterns]
events = [event for event, *_ in BUILTIN_HANDLERS]
print(*errors, names.count("lightsail"), events.count("before-send"),
      Application.get_application.__module__)
"""
BOTH = ["import moto_contacts", "from moto import mock_aws"]
MOTO = ["import moto.server", "from moto import mock_aws", "import moto.backend_index"]


@pytest.mark.parametrize("attempt", range(3))
@pytest.mark.parametrize(
    ("statements", "autoload"),
    [(BOTH, "1"), (BOTH, "0"), (MOTO, "1")],
    ids=["both", "both without the line at the start", "moto"],
)
def test_threads_import_at_once(statements: list[str], autoload: str, attempt: int) -> None:
    process = subprocess.run(
        [sys.executable, "-c", RACE.format(statements=statements, seconds=SECONDS)],
        env={**os.environ, "MOTO_CONTACTS_AUTOLOAD": autoload},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    expected = "1 3 moto_contacts.plugin.registration\n"
    assert (process.stdout, process.stderr) == (expected, "")
