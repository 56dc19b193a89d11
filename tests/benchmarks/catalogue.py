"""Which benchmarks there are, by the name that ``--only`` takes."""

from __future__ import annotations

from tests.benchmarks.beside import beside
from tests.benchmarks.calls import calls
from tests.benchmarks.clients import clients
from tests.benchmarks.escalations import escalations
from tests.benchmarks.runner import Benchmark
from tests.benchmarks.scale import memory, messages, pages
from tests.benchmarks.servers import servers
from tests.benchmarks.shifts import shifts
from tests.benchmarks.soak import soak
from tests.benchmarks.startup import mocking, startup
from tests.benchmarks.teams import teams
from tests.benchmarks.texts import texts
from tests.benchmarks.validation import validation

BENCHMARKS: dict[str, Benchmark] = {
    "calls": calls,
    "beside": beside,
    "mocking": mocking,
    "startup": startup,
    "validation": validation,
    "pages": pages,
    "memory": memory,
    "messages": messages,
    "escalations": escalations,
    "shifts": shifts,
    "teams": teams,
    "texts": texts,
    "servers": servers,
    "clients": clients,
    "soak": soak,
}
