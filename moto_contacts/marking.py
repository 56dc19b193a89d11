"""The marker of the pytest plugin, for type checkers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest
    from typing_extensions import Unpack

    from moto_contacts.client.setting_values import SettingValues


def mark(
    *,
    strict: bool | None = None,
    faults: Sequence[Mapping[str, Any]] = (),
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
