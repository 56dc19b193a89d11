"""The demonstration of a replication set, of which an account has one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from moto_contacts.steps import Step

_REGIONS: dict[str, dict[str, str]] = {"us-east-1": {}}


def steps(client: Any, outbox: Any) -> Iterator[Step]:
    """From none to one that is active and stays; nobody is sent anything."""

    def find() -> str:
        (arn,) = client.list_replication_sets()["replicationSetArns"]
        return str(arn)

    def create() -> Any:
        client.create_replication_set(regions=_REGIONS)
        return client.get_replication_set(arn=find())["replicationSet"]["status"]

    def delete_protected() -> None:
        client.update_deletion_protection(arn=find(), deletionProtected=True)
        client.delete_replication_set(arn=find())

    yield "create the replication set", "ACTIVE", create
    yield (
        "create another one",
        "ConflictException",
        lambda: client.create_replication_set(regions=_REGIONS),
    )
    yield "delete it while it is protected", "ValidationException", delete_protected
