"""Which benchmarks there are, by the name that ``--only`` takes."""

from __future__ import annotations

from tests.benchmarks.runner import Benchmark

BENCHMARKS: dict[str, Benchmark] = {}
