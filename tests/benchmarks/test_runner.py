"""The runner computes what it says; that every benchmark runs shows `--quick`."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import pytest

import moto_contacts
from moto_contacts.simulation.settings import ENVIRONMENT_PREFIX
from tests.benchmarks import __main__ as program
from tests.benchmarks import catalogue
from tests.benchmarks.runner import (
    QUICK,
    Row,
    Samples,
    Variant,
    as_table,
    at_least,
    at_most,
    compare,
    interleave,
)
from tests.benchmarks.servers import NO_QUOTAS


class FakeTime:
    """A timer that stands still, but for what the variants say they take."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def taking(self, *seconds: float) -> Variant:
        """A variant that takes these seconds in turn, the last for ever."""
        durations = list(seconds)

        def call() -> None:
            self.now += durations.pop(0) if len(durations) > 1 else durations[0]

        return Variant(call)


def test_a_ratio_is_the_median_of_the_ratios_of_the_rounds() -> None:
    samples = Samples({"ours": [2.0, 30.0, 8.0], "base": [1.0, 10.0, 2.0]})
    assert samples.ratio("ours", "base") == 3
    assert samples.median("ours") == 8


def test_the_first_round_warms_up_and_does_not_count() -> None:
    time = FakeTime()
    samples = interleave({"only": time.taking(100, 1)}, rounds=3, calls=1, timer=time)
    assert samples.seconds == {"only": [1, 1, 1]}


def test_a_round_counts_the_middle_of_its_calls() -> None:
    time = FakeTime()
    variant = time.taking(1, 1, 1, 9, 2, 3)
    assert interleave({"only": variant}, rounds=1, calls=3, timer=time).seconds == {"only": [3]}


def test_every_round_begins_with_another_variant() -> None:
    order: list[str] = []
    variants = {name: Variant(functools.partial(order.append, name)) for name in "abc"}
    interleave(variants, rounds=3, calls=1)
    assert "".join(order) == "abcbcacababc"


def test_what_cleans_up_gets_the_result_and_is_not_timed() -> None:
    time = FakeTime()
    seen: list[str] = []

    def clean(result: str) -> None:
        time.now += 50
        seen.append(result)

    samples = interleave({"a": Variant(lambda: "made", clean)}, rounds=1, calls=1, timer=time)
    assert seen == ["made", "made"]
    assert samples.seconds == {"a": [0]}


def test_calls_that_are_timed_together_are_counted_one_by_one() -> None:
    time = FakeTime()
    variant = Variant(time.taking(2).call, together=10)
    assert interleave({"only": variant}, rounds=1, calls=1, timer=time).median("only") == 2


@pytest.mark.parametrize(
    ("target", "figure", "verdict"),
    [
        (at_most(1.6), 1.604, "ok"),
        (at_most(1.6), 1.61, "not reached"),
        (at_least(4), 4.0, "ok"),
        (at_least(4), 3.9, "not reached"),
        (None, 3.9, ""),
    ],
)
def test_a_verdict_is_about_the_figure_as_it_is_shown(
    target: object, figure: float, verdict: str
) -> None:
    assert Row("it", figure, target).verdict == verdict  # type: ignore[arg-type]


def test_a_row_is_a_line_of_the_table() -> None:
    samples = Samples({"ours": [0.003], "base": [0.0000015]})
    row = compare("it", samples, "ours", "base", at_most(2), "why")
    expected = "| it | 2000.00 | ≤ 2 | not reached | 3.00 ms / 1.5 µs | why |"
    assert as_table([row]).splitlines()[2] == expected


def test_the_program_prints_the_table_and_writes_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setitem(
        catalogue.BENCHMARKS, "it", lambda effort: [Row("it", effort.rounds, unit="s")]
    )
    program.main(["--quick", "--only", "it", "--json", str(tmp_path / "it.json")])
    assert f"| it | {QUICK.rounds}.00 s |" in capsys.readouterr().out
    written = json.loads((tmp_path / "it.json").read_text())
    assert written["versions"].keys() >= {"python", "moto", "botocore", "werkzeug", "platform"}
    assert [row["figure"] for row in written["rows"]] == [QUICK.rounds]


def test_quotas_that_benchmarks_lift_are_there() -> None:
    known = moto_contacts.settings().all()
    lifted = {name.removeprefix(ENVIRONMENT_PREFIX).lower() for name in NO_QUOTAS}
    assert lifted <= known.keys()
