"""``python -m tests.benchmarks``: measures, and prints the table."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.benchmarks import catalogue, runner


def main(arguments: list[str] | None = None) -> None:
    """Prints the Markdown table of what was asked for, row by row as it is measured on stderr."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
    parser.add_argument(
        "--only", action="append", choices=catalogue.BENCHMARKS, help="may be given several times"
    )
    parser.add_argument(
        "--quick", action="store_true", help="shows that it runs; figures mean nothing"
    )
    options = parser.parse_args(arguments)
    effort = runner.QUICK if options.quick else runner.FULL
    rows: list[runner.Row] = []
    for name in options.only or catalogue.BENCHMARKS:
        for row in catalogue.BENCHMARKS[name](effort):
            rows.append(row)
            sys.stderr.write(f"{name}: {row.what}: {row.figure:.2f}{row.unit} {row.verdict}\n")
    sys.stdout.write(f"{runner.as_table(rows)}\n")
    if options.json:
        options.json.write_text(json.dumps(runner.as_json(rows), indent=2) + "\n")


if __name__ == "__main__":
    main()
