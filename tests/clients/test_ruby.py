"""Ruby's core of the AWS SDK, with clients made of botocore's models; see ruby/clients.rb."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from botocore.loaders import Loader

from tests.clients.interpreters import Interpreter
from tests.clients.life_cycles import by_http, expected, live
from tests.clients.tools import ROOT, need
from tests.lives import AWS

pytestmark = pytest.mark.clients

#: Where Debian has gems.
GEMS = Path("/usr/share/rubygems-integration/all/gems")


@pytest.fixture(scope="module")
def ruby(_stock_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Interpreter]:
    core = next(GEMS.glob("aws-sdk-core-*"), GEMS / "aws-sdk-core")
    need(core, "Ruby's core of the AWS SDK", "apt-get install ruby-aws-sdk-core")
    models = tmp_path_factory.mktemp("models") / "models.json"
    models.write_text(
        json.dumps({client: Loader().load_service_model(client, "service-2") for client in AWS})
    )
    script = ROOT / "tests" / "clients" / "ruby" / "clients.rb"
    with Interpreter("ruby", script, _stock_server, models) as ruby:
        yield ruby


def test_life_cycle(service: str, ruby: Interpreter, server: str) -> None:
    assert live(service, ruby.call, by_http(server)) == expected(service)
