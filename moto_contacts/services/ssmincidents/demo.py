"""The demonstration of a replication set, of which an account has one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto_contacts.steps import Step

_REGIONS: dict[str, dict[str, str]] = {"us-east-1": {}}


def steps(client: Any, outbox: Any) -> Iterator[Step]:
    """From none to one that is active; nobody is sent anything, so `outbox` stays as it is."""

    def create() -> Any:
        arn = client.create_replication_set(regions=_REGIONS)["arn"]
        return client.get_replication_set(arn=arn)["replicationSet"]["status"]

    yield "create the replication set", "ACTIVE", create
    yield (
        "create another one",
        "ConflictException",
        lambda: client.create_replication_set(regions=_REGIONS),
    )
