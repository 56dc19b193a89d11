"""Times variants of one thing against each other, and writes down what came of it.

Only ratios are compared, and only of variants that ran interleaved: each round runs every variant,
in an order that moves on by one from round to round. A ratio is the median of the rounds' ratios,
so that a round in which the machine was busy with something else does not count.
"""

from __future__ import annotations

import gc
import platform
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from time import process_time
from typing import Any


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure; ``size`` is the number of resources that counts as many."""

    rounds: int
    calls: int
    size: int


FULL = Effort(rounds=40, calls=25, size=100_000)
#: Shows that everything runs; what it measures means nothing.
QUICK = Effort(rounds=2, calls=1, size=300)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of doing what is measured."""

    call: Callable[[], Any]
    #: Given what the call returned, untimed: takes back what the call has done.
    after: Callable[[Any], object] | None = None
    #: How many calls are timed together, where one alone is too short for the timer.
    together: int = 1


class Samples:
    """Seconds a call, one figure a round, of every variant."""

    def __init__(self, seconds: Mapping[str, list[float]]):
        self.seconds = seconds

    def median(self, name: str) -> float:
        """Seconds a call in the middle round."""
        return statistics.median(self.seconds[name])

    def ratio(self, name: str, base: str) -> float:
        """How many times as long as the base; the median of the rounds' ratios."""
        pairs = zip(self.seconds[name], self.seconds[base], strict=True)
        return statistics.median(mine / its for mine, its in pairs)


def interleave(
    variants: Mapping[str, Variant],
    rounds: int,
    calls: int,
    timer: Callable[[], float] = process_time,
) -> Samples:
    """Runs every variant ``calls`` times in each round, after one round that does not count.

    The figure of a round is the median of its calls. Garbage is collected between the variants.
    Time is the processor's unless the timer is another: a machine has more to do than this.
    """
    names = list(variants)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    with _few_objects_to_collect():
        for number in range(rounds + 1):
            start = number % len(names)
            for name in names[start:] + names[:start]:
                figure = _time(variants[name], calls, timer)
                if number > 0:
                    seconds[name].append(figure)
    return Samples(seconds)


@contextmanager
def _few_objects_to_collect() -> Iterator[None]:
    """Has the collector leave alone what is there already, be it 100,000 contacts."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _time(variant: Variant, calls: int, timer: Callable[[], float]) -> float:
    call, after, together = variant.call, variant.after, variant.together
    found = []
    with _no_garbage_collection():
        for _ in range(calls):
            began = timer()
            for _ in range(together):
                result = call()
            found.append((timer() - began) / together)
            if after is not None:
                after(result)
    return statistics.median(found)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    gc.collect()
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure has to reach."""

    limit: float
    at_least: bool = False

    def reached(self, figure: float) -> bool:
        """Whether the figure, as it is written, is as good as the limit."""
        shown = round(figure, 2)
        return shown >= self.limit if self.at_least else shown <= self.limit

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}"


def at_most(limit: float) -> Target:
    """A figure that must not be greater."""
    return Target(limit)


def at_least(limit: float) -> Target:
    """A figure that must not be less."""
    return Target(limit, at_least=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: a ratio unless it has a unit, its target, and the absolute figures behind it."""

    what: str
    figure: float
    target: Target | None = None
    unit: str = ""
    #: The absolute figures, which mean nothing on another machine.
    detail: str = ""
    #: Why the target is not reached, or what else a reader should know.
    note: str = ""

    @property
    def verdict(self) -> str:
        """ok, not reached, or nothing where there is no target."""
        if self.target is None:
            return ""
        return "ok" if self.target.reached(self.figure) else "not reached"


#: What a benchmark is: it yields its rows as it finds them.
Benchmark = Callable[[Effort], Iterable[Row]]


def compare(
    what: str, samples: Samples, name: str, base: str, target: Target | None = None, note: str = ""
) -> Row:
    """The row of one variant against another."""
    detail = f"{_time_text(samples.median(name))} / {_time_text(samples.median(base))}"
    return Row(what, samples.ratio(name, base), target, detail=detail, note=note)


def _time_text(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    if seconds >= 0.001:
        return f"{seconds * 1e3:.2f} ms"
    return f"{seconds * 1e6:.1f} µs"


def versions() -> dict[str, str]:
    """What was measured, and on what."""
    packages = ("moto", "boto3", "botocore", "werkzeug", "responses")
    return {
        "python": platform.python_version(),
        **{name: version(name) for name in packages},
        "platform": platform.platform(),
    }


def as_table(rows: Iterable[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| what | figure | reach | | measured | |", "|---|---|---|---|---|---|"]
    for row in rows:
        figure = f"{row.figure:.2f}{' ' + row.unit if row.unit else ''}"
        target = "" if row.target is None else str(row.target)
        lines.append(
            f"| {row.what} | {figure} | {target} | {row.verdict} | {row.detail} | {row.note} |"
        )
    return "\n".join(lines)


def as_json(rows: Iterable[Row]) -> dict[str, Any]:
    """The rows and the versions, for programs."""
    return {
        "versions": versions(),
        "rows": [
            {
                **asdict(row),
                "target": None if row.target is None else str(row.target),
                "verdict": row.verdict,
            }
            for row in rows
        ],
    }
