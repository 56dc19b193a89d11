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
handlers = [type(handler).__name__ for event, handler, *_ in BUILTIN_HANDLERS]
print(*errors, names.count("lightsail"), handlers.count("Door"),
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
    expected = "1 1 moto_contacts.plugin.registration\n"
    assert (process.stdout, process.stderr) == (expected, "")


#: One thread stops within ``moto.core.models``, and another imports the plugin: each order in which
#: the first can begin, stop and go on while the other looks whether somebody is importing it.
STOPPED = """
import faulthandler, sys, threading, time
faulthandler.dump_traceback_later({seconds} - 5, exit=True)
from importlib.machinery import PathFinder
import moto_contacts_boot as boot
stopped, go_on = threading.Event(), threading.Event()

class Stop:
    def find_spec(self, name, path=None, target=None):
        if name != {at!r}:
            return None
        spec = PathFinder.find_spec(name, path)
        run = spec.loader.exec_module

        def stop_then_run(module):
            stopped.set()
            go_on.wait()
            run(module)

        spec.loader.exec_module = stop_then_run
        return spec

sys.meta_path.insert(0, Stop())
errors = []

def importing(statement):
    try:
        exec(statement, {{}})
    except BaseException as why:
        errors.append(f"{{statement}}: {{why!r}}")

motos = threading.Thread(target=importing, args=("from moto import mock_aws",))
ours = threading.Thread(target=importing, args=("import moto_contacts",))

def begin():
    motos.start()
    stopped.wait()

def soon():
    threading.Timer(0.3, go_on.set).start()

def before(look):
    go_on.set()
    time.sleep(0.3)  # by now it waits for us
    look()

def while_waiting(look):
    soon()
    look()

def behind(look):
    look()
    begin()
    soon()

look = boot._lock_unlock_module
def looking(name):
    if name == "moto.core.models":
        {goes_on}(lambda: look(name))
    else:
        look(name)
boot._lock_unlock_module = looking

if {goes_on} is not behind:
    begin()
ours.start()
ours.join()
boot._lock_unlock_module = look
motos.join()
for thread in threading.enumerate():
    if thread.daemon:
        thread.join()
import moto.backend_index
from botocore.handlers import BUILTIN_HANDLERS
names = [name for name, _ in moto.backend_index.backend_url_patterns]
handlers = [type(handler).__name__ for event, handler, *_ in BUILTIN_HANDLERS]
print(*errors, names.count("lightsail"), handlers.count("Door"))
"""


@pytest.mark.parametrize(
    ("at", "goes_on"),
    [
        ("responses", "before"),
        ("responses", "while_waiting"),
        ("responses", "behind"),
        ("moto.core.config", "while_waiting"),
    ],
)
def test_thread_is_half_way_through_moto(at: str, goes_on: str) -> None:
    process = subprocess.run(
        [sys.executable, "-c", STOPPED.format(at=at, goes_on=goes_on, seconds=SECONDS)],
        env={**os.environ, "MOTO_CONTACTS_AUTOLOAD": "0"},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert (process.stdout, process.stderr) == ("1 1\n", "")
