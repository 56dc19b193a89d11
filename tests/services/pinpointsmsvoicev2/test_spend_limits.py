"""Spend limits of End User Messaging SMS."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness import Aws
from tests.services.pinpointsmsvoicev2.steps import one_by_one, validation

KINDS = ["text", "voice", "media", "notify", "rcs"]


def limits(sms: Any) -> dict[str, tuple[int, int, bool]]:
    return {
        each["Name"].removesuffix("_MESSAGE_MONTHLY_SPEND_LIMIT").lower(): (
            each["EnforcedLimit"],
            each["MaxLimit"],
            each["Overridden"],
        )
        for each in sms.describe_spend_limits()["SpendLimits"]
    }


def call(sms: Any, verb: str, kind: str) -> Any:
    return getattr(sms, f"{verb}_{kind}_message_spend_limit_override")


def test_one_dollar_of_each_kind(sms: Any) -> None:
    assert limits(sms) == dict.fromkeys(KINDS, (1, 1, False))
    assert len(one_by_one(sms, "describe_spend_limits", "SpendLimits")) == 5


@pytest.mark.parametrize("kind", KINDS)
def test_override_is_set_and_deleted(aws: Aws, sms: Any, kind: str) -> None:
    with aws.settings(sms_voice_dollars_per_month=200):
        for limit in (0, 200):
            assert call(sms, "set", kind)(MonthlyLimit=limit)["MonthlyLimit"] == limit
            others = dict.fromkeys(KINDS, (200, 200, False))
            assert limits(sms) == {**others, kind: (limit, 200, True)}
        for _ in range(2):
            assert call(sms, "delete", kind)()["MonthlyLimit"] == 200
            assert limits(sms) == dict.fromkeys(KINDS, (200, 200, False))


@pytest.mark.parametrize("kind", KINDS)
def test_more_than_the_most(sms: Any, kind: str) -> None:
    validation(
        call(sms, "set", kind),
        "REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT",
        "monthlyLimit",
        MonthlyLimit=2,
    )
    assert limits(sms)[kind] == (1, 1, False)


@pytest.mark.parametrize("limit", [-1, 1_000_000_001])
def test_limit_that_is_none(sms: Any, limit: int) -> None:
    validation(
        sms.set_text_message_spend_limit_override,
        "INVALID_PARAMETER",
        "monthlyLimit",
        MonthlyLimit=limit,
    )


def test_kinds_are_apart(sms: Any) -> None:
    sms.set_text_message_spend_limit_override(MonthlyLimit=0)
    sms.set_voice_message_spend_limit_override(MonthlyLimit=0)
    sms.set_media_message_spend_limit_override(MonthlyLimit=0)
    sms.set_notify_message_spend_limit_override(MonthlyLimit=0)
    sms.set_rcs_message_spend_limit_override(MonthlyLimit=0)
    assert limits(sms) == dict.fromkeys(KINDS, (0, 1, True))

    sms.delete_text_message_spend_limit_override()
    sms.delete_voice_message_spend_limit_override()
    sms.delete_media_message_spend_limit_override()
    sms.delete_notify_message_spend_limit_override()
    sms.delete_rcs_message_spend_limit_override()
    assert limits(sms) == dict.fromkeys(KINDS, (1, 1, False))
