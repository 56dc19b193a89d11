"""What the plugin costs whoever does not use it: ``mock_aws``, Python's start, moto's import."""

from __future__ import annotations

import resource
import subprocess
import sysconfig
import tempfile
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

from moto import backend_index, mock_aws

from moto_contacts.plugin.registration import PACKAGES
from tests.benchmarks.runner import Effort, Row, Target, Variant, at_most, compare, interleave

_PROJECT = Path(__file__).parents[2]
_PTH = _PROJECT / "moto_contacts" / "autoload" / "moto_contacts.pth"

#: Program -> how often it runs in a round, and what it may cost with the ``.pth`` file.
_PROGRAMS: dict[str, tuple[int, Target | None]] = {
    "pass": (5, at_most(1.03)),
    "import moto": (3, at_most(1.02)),
    "import moto, boto3; moto.mock_aws().start()": (1, None),
}


def mocking(effort: Effort) -> Iterator[Row]:
    """Entering and leaving ``mock_aws``, with our entries in moto's list and without them."""
    patterns = backend_index.backend_url_patterns
    complete = list(patterns)
    motos_own = [(name, pattern) for name, pattern in complete if name not in PACKAGES]

    def mock(entries: list[tuple[str, object]]) -> Callable[[], None]:
        def enter_and_leave() -> None:
            patterns[:] = entries
            with mock_aws():
                pass

        return enter_and_leave

    try:
        samples = interleave(
            {"with": Variant(mock(complete)), "without": Variant(mock(motos_own))},
            effort.rounds,
            effort.calls,
        )
    finally:
        patterns[:] = complete
    note = "in one process, our entries of moto's list taken out"
    yield compare("mock_aws() enter and exit", samples, "with", "without", at_most(1.05), note)


def startup(effort: Effort) -> Iterator[Row]:
    """Processes of a virtual environment that has the ``.pth`` file, against one without."""
    with tempfile.TemporaryDirectory() as directory:
        variants = {name: Path(directory, name) for name in ("with", "without")}
        for name, home in variants.items():
            venv.create(home, symlinks=True)
            (packages,) = home.glob("lib/python*/site-packages")
            # Makes everything importable, without the other .pth files of this environment.
            (packages / "paths.pth").write_text(f"{_PROJECT}\n{sysconfig.get_path('purelib')}\n")
            if name == "with":
                # In the order of their names, .pth files are read.
                (packages / f"z-{_PTH.name}").write_text(_PTH.read_text())
        for program, (calls, target) in _PROGRAMS.items():
            samples = interleave(
                {name: Variant(_run(home, program)) for name, home in variants.items()},
                effort.rounds,
                calls=min(effort.calls, calls),
                timer=_processor_time,
            )
            note = "processor time, in an environment without any other .pth file"
            yield compare(f"python -c {program!r}", samples, "with", "without", target, note)


def _run(home: Path, program: str) -> Callable[[], object]:
    command = [str(home / "bin" / "python"), "-I", "-c", program]
    return lambda: subprocess.run(command, check=True)


def _processor_time() -> float:
    """Seconds that the processes which have ended so far have kept a processor busy."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
