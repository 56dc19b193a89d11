"""The marker of the pytest plugin, for type checkers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest
    from typing_extensions import Unpack

    from moto_contacts.client.setting_values import ErrorMembers, SettingValues

    class FaultOrder(ErrorMembers, total=False):
        """What `Faults.put` takes."""

        error: str | None
        message: str
        drop: bool
        latency: float
        service: str
        operation: str
        region: str
        times: int | None
        probability: float
        ttl: float | None


def mark(
    *,
    strict: bool | None = None,
    faults: Sequence[FaultOrder] = (),
    **settings: Unpack[SettingValues],
) -> pytest.MarkDecorator:
    """``pytest.mark.moto_contacts`` with the same arguments, whose types are known.

    >>> @moto_contacts.mark(code="123456", faults=[{"error": "ThrottlingException", "times": 2}])
    ... def test_signup(contacts_outbox): ...  # doctest: +SKIP
    """
    import pytest

    given: dict[str, Any] = {**settings}
    if strict is not None:
        given["strict"] = strict
    if faults:
        given["faults"] = [*faults]
    marked: pytest.MarkDecorator = pytest.mark.moto_contacts(**given)
    return marked
