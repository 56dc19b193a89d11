"""Calls of the AWS CLI in one process of its own Python, as its ``aws`` makes each.

A line of the arguments as JSON is answered by one of the exit code and of what was printed. The
Python of version 1 runs this file. That of version 2 runs nothing but ``aws``, whose plugin it is.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from awscli.clidriver import main


def answer_calls() -> None:
    for line in sys.stdin:
        sys.argv[1:] = json.loads(line)
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
            try:
                code = main()
            except SystemExit as ended:  # arguments that it does not know
                code = ended.code
        json.dump([code, out.getvalue(), err.getvalue()], sys.stdout)
        sys.stdout.write("\n")
        sys.stdout.flush()


def awscli_initialize(events: object) -> None:
    """What version 2 asks of a plugin; each call is one without any."""
    os.environ["AWS_CONFIG_FILE"] = os.devnull
    answer_calls()


if __name__ == "__main__":
    answer_calls()
