"""A backend is made of families: classes whose marked methods are operations."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from moto_contacts.gateway.idempotency import Performed
from moto_contacts.gateway.registry import Registry
from moto_contacts.gateway.scope import Scope
from moto_contacts.simulation import agenda

if TYPE_CHECKING:
    from moto_contacts.gateway.errors import Dialect

M = TypeVar("M", bound=Callable[..., Any])
F = TypeVar("F", bound="Family")


def operation(method: M) -> M:
    """The method, marked as the operation of its name, as boto3 spells it.

    It takes the members of a request as keyword arguments, but for those that the gateway uses
    itself: the token of idempotency, and the token and size of a page. It returns members in wire
    spelling or nothing; where the model has pages, a `Listing`.
    """
    code = method.__code__
    names = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
    method.parameters = frozenset(names)  # type: ignore[attr-defined]
    return method


class Method(Protocol):
    """A marked method of a family."""

    parameters: frozenset[str]

    def __call__(self, **members: Any) -> Any:
        """The result of the operation."""
        ...


class Family:
    """The operations on one kind of resources, of one account and region."""

    def __init__(self, backend: FamilyBackend):
        self.scope = backend.scope
        self.registry = backend.registry

    @classmethod
    def operations(cls) -> list[str]:
        """The names of the marked methods."""
        return [name for name in dir(cls) if hasattr(getattr(cls, name), "parameters")]


class FamilyBackend:
    """What the gateway needs of a backend: its families, and a lock that one operation holds.

    To be mixed into moto's ``BaseBackend``, which knows region, account and partition.
    """

    service: ClassVar[str]
    #: The service's name in ARNs.
    namespace: ClassVar[str]
    #: A partition-wide service has no region in its ARNs.
    regional: ClassVar[bool] = True
    dialect: ClassVar[Dialect]
    #: Each behind those that it asks for.
    families: ClassVar[tuple[type[Family], ...]]
    #: Name of an operation, as boto3 spells it -> its family.
    operations: ClassVar[dict[str, type[Family]]]

    region_name: str
    account_id: str
    partition: str

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.operations = {}
        for family in cls.families:
            for name in family.operations():
                other = cls.operations.setdefault(name, family)
                if other is not family:
                    raise TypeError(f"{other.__name__} and {family.__name__} both have {name}.")

    def __init__(self, region_name: str, account_id: str):
        super().__init__(region_name, account_id)  # type: ignore[call-arg]
        self.scope = Scope(
            service=self.service,
            partition=self.partition,
            region=region_name if self.regional else "",
            account=account_id,
            lock=RLock(),
            namespace=self.namespace,
        )
        self._furnish()

    def clear(self) -> None:
        """All that it has is gone, and what was to come of that. Takes the lock."""
        with self.scope.lock:
            agenda.withdraw(self.service, self.scope.account, self.scope.region)
            self._furnish()

    def _furnish(self) -> None:
        self.registry = Registry(self.dialect.not_found)
        self.performed = Performed()
        self._made: dict[type[Family], Family] = {}
        for family in self.families:
            self._made[family] = family(self)

    @cached_property
    def urls(self) -> dict[str, Any]:
        """What moto asks for at every request, and makes anew each time; the same, made once."""
        urls: dict[str, Any] = super().urls  # type: ignore[misc]
        return urls

    def family(self, kind: type[F]) -> F:
        """The family of this kind."""
        return self._made[kind]  # type: ignore[return-value]

    def method(self, name: str) -> Method | None:
        """The method that performs an operation, or None where we lack it."""
        family = self.operations.get(name)
        if family is None:
            return None
        method: Method = getattr(self._made[family], name)
        return method
