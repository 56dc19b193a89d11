"""``python -m tests.clients.go``: the AWS SDK for Go against each server, before a release.

Builds `stress.go` and has it live in 20 goroutines against the stock ``moto_server``, our own and
the stock ``moto_proxy``; ends with an error where anything was lost, doubled or wrong.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from moto.moto_proxy import __file__ as moto_proxy_file

from tests.benchmarks.servers import NO_QUOTAS
from tests.harness import run_server

#: Where Debian has libraries of Go.
GOPATH = Path("/usr/share/gocode")
SDK = GOPATH / "src" / "github.com" / "aws" / "aws-sdk-go-v2"

SERVERS = {
    "moto_server": [],
    "moto_contacts_server": [],
    "moto_proxy": [str(Path(moto_proxy_file).with_name("ca.crt"))],
}


def main() -> int:
    """How many servers it went wrong with."""
    if not (shutil.which("go") and SDK.exists()):
        sys.exit(
            "The AWS SDK for Go is not there. To get it: "
            "apt-get install golang-go golang-github-aws-aws-sdk-go-v2-dev"
        )
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "stress")
        # Debian's packages are not modules.
        subprocess.run(
            ["go", "build", "-o", program, Path(__file__).with_name("stress.go")],
            env={**os.environ, "GO111MODULE": "off", "GOPATH": str(GOPATH)},
            check=True,
        )
        return sum(against(server, program) for server in SERVERS)


def against(server: str, program: Path) -> bool:
    """Whether it went wrong; what came of it is printed."""
    sys.stdout.write(f"{server}: ")
    sys.stdout.flush()
    with run_server(server, **{**NO_QUOTAS, "MOTO_CONTACTS_CHECK_ANSWERS": "1"}) as endpoint:
        return bool(subprocess.run([program, endpoint, *SERVERS[server]], check=False).returncode)


if __name__ == "__main__":
    sys.exit(main())
