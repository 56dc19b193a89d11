"""A botocore whose models know more than we do, as next year's will."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from botocore.loaders import Loader

from tests.harness import run_server
from tests.lives import AWS, first

CLIENT = next(iter(AWS))
READ = first(CLIENT, "Get", "List", "Describe", needs_nothing=True)

_CALLS = """
import logging, os, sys, warnings
import boto3, botocore.session
from botocore import xform_name
from moto import mock_aws
logging.basicConfig(format="logged %(message)s")
client, operation, endpoint = sys.argv[1:4]
def calls():
    session = boto3.client(client, "us-east-1", endpoint_url=endpoint or None)
    for _ in range(2):
        print(sorted(getattr(session, xform_name(operation))(Novelty="new")))
if endpoint:
    calls()
else:
    with mock_aws():
        calls()
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home directory with a model of the service that has two more members."""
    loader = Loader()
    version = loader.determine_latest_version(CLIENT, "service-2")
    model = copy.deepcopy(loader.load_service_model(CLIENT, "service-2"))
    shape = model["operations"][READ]["input"]["shape"]
    for name in ("Novelty", "Curiosity"):
        model["shapes"][shape]["members"][name] = {"shape": "Novelty"}
    model["shapes"]["Novelty"] = {"type": "string"}
    folder = tmp_path / ".aws" / "models" / CLIENT / version
    folder.mkdir(parents=True)
    (folder / "service-2.json").write_text(json.dumps(model))
    return tmp_path


def run(home: Path, *options: str, endpoint: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, "-c", _CALLS, CLIENT, READ, endpoint],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(home), "USERPROFILE": str(home)}


def test_member_that_we_do_not_know_is_left_out_with_one_warning(home: Path) -> None:
    done = run(home)

    assert done.returncode == 0, done.stderr
    assert len(set(done.stdout.splitlines())) == 1
    (line,) = (line for line in done.stderr.splitlines() if "UnknownMember:" in line)
    assert f"{CLIENT} {READ} has the member Novelty" in line


def test_warnings_as_errors_leave_the_request_alone(home: Path) -> None:
    done = run(home, "-W", "error::UserWarning")

    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if "Novelty" in line] == [
        f"logged {CLIENT} {READ} has the member Novelty in the installed botocore, which this "
        "version of moto_contacts does not know; it is left out."
    ]


def test_pages_that_we_do_not_know_are_one(home: Path) -> None:
    """A newer botocore may page what never had pages before."""
    (model,) = home.rglob("service-2.json")
    paginator = {"input_token": "Novelty", "output_token": "NextNovelty", "result_key": "things"}
    paginators = {"pagination": {READ: paginator}}
    model.with_name("paginators-1.json").write_text(json.dumps(paginators))

    done = run(home)

    assert done.returncode == 0, done.stderr
    assert len(set(done.stdout.splitlines())) == 1


def test_by_server(home: Path) -> None:
    with run_server("moto_server", HOME=str(home)) as endpoint:
        done = run(home, endpoint=endpoint)

    assert done.returncode == 0, done.stderr
