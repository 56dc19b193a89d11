"""SES has no operations of ours: what moto sends is shown."""

from __future__ import annotations

from collections.abc import Iterator

from tests.harness import Aws
from tests.lives import Call, Refusal


def refusals(call: Call, aws: Aws) -> Iterator[Refusal]:
    """There is nothing that could be refused."""
    return iter(())
