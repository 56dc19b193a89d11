"""The tables of errors against the model."""

from __future__ import annotations

from typing import Any

import pytest

from moto_contacts.services.pinpointsmsvoicev2 import SERVICE, errors
from tests.gateway import shapes


@pytest.mark.parametrize(
    ("table", "enum"),
    [
        (errors._INVALID, "ValidationExceptionReason"),
        (errors._CONFLICTS, "ConflictExceptionReason"),
        (errors._QUOTAS, "ServiceQuotaExceededExceptionReason"),
    ],
)
def test_reasons_are_the_models(table: dict[str, Any], enum: str) -> None:
    assert table.keys() <= set(shapes.service(SERVICE.name).shape_for(enum).enum)
