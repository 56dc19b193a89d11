"""A test that makes its client afresh, against one that uses a client of the whole run.

Each is the whole of a test: the mock, the client and one call. Beside them stands what nothing but
a client of an old session costs, which is as fast as botocore makes one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from moto_contacts.sessions import new_session
from tests.benchmarks.runner import Effort, Row, Variant, at_most, compare, interleave
from tests.lives import ASKED, read

_FLOOR = "an old session's"


def clients(effort: Effort) -> Iterator[Row]:
    """By the fixture, by a plain ``boto3.client``, and by an old session."""
    for service in ASKED:
        samples = interleave(
            _variants(service, read(service)), effort.rounds, max(effort.calls // 5, 1)
        )
        note = f"plain boto3.client: {samples.ratio('plain', 'reused'):.1f}; "
        yield compare(
            f"a fresh client of {service}, against a reused one",
            samples,
            "fresh",
            "reused",
            at_most(2.5),
            f"{note}one more client of an old session: {samples.ratio(_FLOOR, 'reused'):.2f}",
        )


def _variants(service: str, operation: str) -> dict[str, Variant]:
    old = boto3.Session("testing", "testing")
    reused = old.client(service, "us-east-1")

    def call(client: Any) -> None:
        getattr(client, operation)()

    def with_reused() -> None:
        with mock_aws():
            call(reused)

    def with_old_session() -> None:
        with mock_aws():
            call(old.client(service, "us-east-1"))

    def plain() -> None:
        with mock_aws():
            call(boto3.client(service, "us-east-1"))

    def fresh() -> None:
        with mock_aws(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(boto3, "DEFAULT_SESSION", new_session())
            call(boto3.client(service, "us-east-1"))

    return {
        "reused": Variant(with_reused),
        _FLOOR: Variant(with_old_session),
        "plain": Variant(plain),
        "fresh": Variant(fresh),
    }
