"""Where the state of a test lives: in a backend of moto's, so that moto's own reset resets it."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from moto.core import DEFAULT_ACCOUNT_ID, models
from moto.core.base_backend import BackendDict, BaseBackend

T = TypeVar("T")


class Simulation(BaseBackend):
    """One instance of each part of the simulation, made when it is first asked for."""

    #: The parts of the one that there is, found without asking moto; None where it has none.
    present: ClassVar[dict[type, object] | None] = None

    def __init__(self, region_name: str, account_id: str):
        super().__init__(region_name, account_id)
        self.parts: dict[type, object] = {}
        Simulation.present = self.parts

    def reset(self) -> None:
        """Starts afresh; a part with ``before_reset`` is told."""
        for part in list(self.parts.values()):
            getattr(part, "before_reset", lambda: None)()
        super().reset()
        # moto forgets this one now, and resets those that it has been asked for.
        Simulation.present = None


simulation_backends = BackendDict(
    Simulation, "motocontacts", use_boto3_regions=False, additional_regions=["aws"]
)


def part(kind: type[T]) -> T:
    """The instance of ``kind`` that belongs to the running test; a reset of moto's makes it anew.

    All accounts and regions share it. It must not be kept: ask again each time.
    """
    parts: Any = Simulation.present
    if parts is None:
        parts = backend_of(simulation_backends, "simulation", "aws").parts
    found = parts.get(kind)
    if found is None:
        found = parts.setdefault(kind, kind())
    return found  # type: ignore[no-any-return]


class Flag:
    """Something that may be so in the running test, and that every call asks; a subclass each."""

    is_up: ClassVar[bool] = False

    @classmethod
    def put_up(cls) -> None:
        """From now on it may be so, until moto's next reset."""
        part(cls)  # which is told of the reset
        cls.is_up = True

    def before_reset(self) -> None:
        """It is not so, ahead of the next test."""
        type(self).is_up = False


def is_mocked() -> bool:
    """Whether moto's ``mock_aws`` mocks in this process now; True where a moto does not tell."""
    return bool(getattr(models.MockAWS, "_nested_count", 1))


def backend_of(backends: Any, account: str, region: str) -> Any:
    """``backends[account][region]``, at once where it is there already.

    moto's ``[]`` takes a lock and goes through a list of all services at each access.
    Raises ``KeyError`` for a region without the service.
    """
    regions = backends.get(account)
    backend = None if regions is None else regions.get(region)
    return backends[account][region] if backend is None else backend


def has_region(backends: Any, region: str) -> bool:
    """Whether moto has, or would make, a backend in a region; all accounts have the same ones."""
    try:
        backend_of(backends, DEFAULT_ACCOUNT_ID, region)
    except KeyError:
        return False
    return True
