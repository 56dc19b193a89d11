"""Which benchmarks there are, by the name that ``--only`` takes."""

from __future__ import annotations

from tests.benchmarks.clients import clients
from tests.benchmarks.runner import Benchmark
from tests.benchmarks.servers import servers
from tests.benchmarks.soak import soak

BENCHMARKS: dict[str, Benchmark] = {"servers": servers, "clients": clients, "soak": soak}
