"""The tables of errors against the model."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest

from moto_contacts.services.pinpointsmsvoicev2 import SERVICE, errors
from tests.gateway import shapes

#: Reasons that nothing here can lead to.
UNREACHABLE = {
    "REGISTRATION|ATTACHMENT": "there are no registrations yet",
    "RCS|RESOURCE_NOT_EMPTY": "there are no RCS agents yet",
    "NOTIFY|CHANNEL_NOT_ENABLED|COUNTRY_NOT_ENABLED": "there are no Notify configurations yet",
    "PHONE_NUMBER_CANNOT_BE_RELEASED": "short codes cannot be had",
    "MEDIA_TYPE_NOT_SUPPORTED": "an event tells that",
    "FIELD_VALIDATION_FAILED|UNSPECIFIED_PARAMETER": "INVALID_PARAMETER was seen in their place",
}


@pytest.mark.parametrize("code", ["Validation", "Conflict", "ServiceQuotaExceeded", "AccessDenied"])
def test_reasons_of_the_model_are_ours(code: str) -> None:
    model = shapes.service(SERVICE.name).shape_for(f"{code}ExceptionReason").enum
    ours = inspect.getsource(errors)
    spent = {f"MONTHLY_SPEND_LIMIT_REACHED_FOR_{kind}" for kind in ("TEXT", "MEDIA", "VOICE")}
    assert [
        reason
        for reason in model
        if f'"{reason}"' not in ours
        and reason not in spent
        and not any(re.search(what, reason) for what in UNREACHABLE)
    ] == []


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
