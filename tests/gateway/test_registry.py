"""Resources by ARN and by name, each of a kind."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from moto_contacts.gateway.errors import ServiceError
from moto_contacts.gateway.references import Kind
from moto_contacts.gateway.registry import Registry, Resource

POOL, LIST = Kind("pool"), Kind("opt-out-list", "OPT_OUT_LIST")


@dataclass(slots=True, eq=False)
class Tagged(Resource):
    tags: dict[str, str]


@dataclass(slots=True, eq=False)
class Pool(Tagged):
    kind = POOL


@dataclass(slots=True, eq=False)
class OptOutList(Tagged):
    kind = LIST


@pytest.fixture
def registry() -> Registry:
    return Registry(
        lambda kind, name: ServiceError(f"No {kind.resource_type if kind else 'resource'}", name)
    )


@pytest.fixture
def pool(registry: Registry) -> Pool:
    pool = Pool("arn:pool/1", {})
    registry.add(pool, "default", "pool-1")
    return pool


@pytest.mark.parametrize("name", ["arn:pool/1", "default", "pool-1"])
def test_found_by_arn_and_by_every_name(registry: Registry, pool: Pool, name: str) -> None:
    assert registry.find(Pool, name) is pool
    assert registry.find(Tagged, name) is pool


@pytest.mark.parametrize("name", ["arn:pool/1", "default"])
def test_what_is_of_another_kind_is_not_found(registry: Registry, pool: Pool, name: str) -> None:
    with pytest.raises(ServiceError, match=f"No OPT_OUT_LIST: {name}"):
        registry.find(OptOutList, name)


def test_kinds_have_names_of_their_own(registry: Registry, pool: Pool) -> None:
    lists = OptOutList("arn:list/1", {})
    registry.add(lists, "default")

    assert registry.get(OptOutList, "default") is lists
    assert registry.get(Pool, "default") is pool


def test_what_no_kind_has_is_not_found(registry: Registry) -> None:
    with pytest.raises(ServiceError, match="No resource: nothing"):
        registry.find(Tagged, "nothing")


def test_removed(registry: Registry, pool: Pool) -> None:
    registry.remove(pool)

    assert [registry.get(Pool, name) for name in ("arn:pool/1", "default")] == [None, None]
    assert list(registry.all(Pool).values()) == []


def test_renamed(registry: Registry, pool: Pool) -> None:
    registry.rename(pool, "other")

    assert registry.get(Pool, "default") is None
    assert registry.get(Pool, "other") is pool
    assert registry.get(Pool, pool.arn) is pool


def test_the_oldest_comes_first(registry: Registry, pool: Pool) -> None:
    second = Pool("arn:pool/0", {})
    registry.add(second)

    assert list(registry.all(Pool).values()) == [pool, second]
