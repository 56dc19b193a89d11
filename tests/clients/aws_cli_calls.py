"""Calls of the AWS CLI in one process of its own Python, as its ``aws`` makes each.

A line of the arguments as JSON is answered by one of the exit code and of what was printed.
"""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

from awscli.clidriver import main

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
