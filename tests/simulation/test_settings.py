"""Settings: where a value comes from, and which values a setting takes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import FrozenInstanceError
from typing import Any

import boto3
import pytest
from moto import mock_aws

import moto_contacts
from moto_contacts.simulation import settings
from moto_contacts.simulation.settings import SettingError, Settings, current

QUOTA = "ssm_contacts_contacts"


def test_default() -> None:
    assert settings.lookup(QUOTA) == (1000, "default")


def test_environment_that_is_a_plain_dict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"MOTO_CONTACTS_SSM_CONTACTS_CONTACTS": "7"})
    assert settings.lookup(QUOTA) == (7, "environment")
    assert settings.lookup("ssm_contacts_stages") == (10, "default")


def test_what_was_set_last_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    with mock_aws():
        monkeypatch.setenv("MOTO_CONTACTS_SSM_CONTACTS_CONTACTS", "7")
        assert settings.lookup(QUOTA) == (7, "environment")
        with moto_contacts.settings(ssm_contacts_contacts=8):
            with moto_contacts.settings(ssm_contacts_contacts=9):
                assert settings.lookup(QUOTA) == (9, "process")
                moto_contacts.settings().set(ssm_contacts_contacts=10)
                assert settings.lookup(QUOTA) == (10, "run time")
                with moto_contacts.settings(ssm_contacts_contacts=11):
                    assert settings.lookup(QUOTA) == (11, "process")
                moto_contacts.settings().reset()
            assert current.ssm_contacts_contacts == 8
        assert settings.lookup(QUOTA) == (7, "environment")


def test_layers_outlive_motos_reset_and_run_time_values_do_not() -> None:
    with moto_contacts.settings(code="111111"):
        moto_contacts.settings().set(ssm_contacts_contacts=1)
        with mock_aws():
            assert (current.code, current.ssm_contacts_contacts) == ("111111", 1000)


def test_layers_may_end_in_any_order() -> None:
    first = settings.layer({"code": "111111"})
    second = settings.layer({"code": "111111"})
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert current.code == "111111"
    second.__exit__(None, None, None)
    assert current.code is None


def test_decorator() -> None:
    @moto_contacts.settings(code="222222")
    def inside(argument: int) -> tuple[str | None, int]:
        return current.code, argument

    assert inside(5) == ("222222", 5)
    assert current.code is None


def test_decorator_of_coroutines_and_generators() -> None:
    @moto_contacts.settings(code="222222")
    async def coroutine() -> str | None:
        return current.code

    @moto_contacts.settings(code="222222")
    def generator() -> Iterator[str | None]:
        yield current.code

    assert asyncio.run(coroutine()) == "222222"
    assert list(generator()) == ["222222"]
    assert current.code is None


def test_decorator_of_nothing_else() -> None:
    class TestX:
        pass

    async def stream() -> AsyncIterator[int]:
        yield 1

    for wrong in (TestX, stream):
        with pytest.raises(TypeError, match="decorates functions, not"):
            moto_contacts.settings(code="222222")(wrong)


def test_bad_environment_is_told_to_the_client(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTO_CONTACTS_SSM_CONTACTS_CONTACTS", "lots")
    with mock_aws():
        ssm = boto3.client("ssm-contacts", "us-east-1")
        with pytest.raises(ssm.exceptions.ValidationException, match="takes int, not 'lots'"):
            ssm.create_contact(Alias="a", Type="PERSONAL", Plan={"Stages": []})


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("code", "123456", "123456"),
        ("codes", '{"+1": "123456"}', {"+1": "123456"}),
        ("ssm_contacts_onboarded", "false", False),
        ("ssm_contacts_onboarded", "TRUE", True),
        ("ssm_contacts_onboarded", "0", False),
        ("ssm_contacts_codes", "none", None),
        ("ssm_contacts_codes", "", None),
        ("ssm_contacts_codes", "3", 3),
        ("ssm_contacts_code_hours", "1.5", 1.5),
        ("lightsail_link_hours", "2", 2.0),
        ("lightsail_duplicates", "lenient", "lenient"),
    ],
)
def test_environment(name: str, text: str, value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"MOTO_CONTACTS_{name.upper()}", text)
    assert settings.lookup(name) == (value, "environment")
    assert type(settings.lookup(name)[0]) is type(value)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"ssm_contact_contacts": 1}, r"no setting named .*Did you mean ssm_contacts_contacts"),
        ({"zzzzzzzzzz": 1}, r"no setting named 'zzzzzzzzzz'\.$"),
        ({QUOTA: "many"}, "takes int, not 'many'"),
        ({QUOTA: True}, "takes int, not True"),
        ({QUOTA: -1}, "takes numbers from 0 to 1000000, not -1"),
        ({"lightsail_link_hours": 1e300}, "takes numbers from 0 to 1000000"),
        ({"lightsail_link_hours": float("inf")}, "takes numbers from 0 to 1000000"),
        ({"lightsail_link_hours": float("nan")}, "takes numbers from 0 to 1000000"),
        ({"codes": {"+1": 123456}}, "takes nothing but text inside"),
        ({"codes": {"+1": ["123456"]}}, "takes nothing but text inside"),
        ({"code": 123456}, "takes str or None, not 123456"),
        ({"lightsail_duplicates": "loose"}, "takes strict or lenient, not 'loose'"),
    ],
)
def test_values_that_do_not_fit(values: dict[str, Any], text: str) -> None:
    with pytest.raises(SettingError, match=text), moto_contacts.settings(**values):
        pass
    with mock_aws():
        with pytest.raises(ValueError, match=text):
            moto_contacts.settings().set(ssm_contacts_stages=1, **values)
        assert current.ssm_contacts_stages == 10, "one bad value, and none is set"


def test_text_that_does_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTO_CONTACTS_SSM_CONTACTS_CONTACTS", "lots")
    with pytest.raises(SettingError, match="takes int, not 'lots'"):
        settings.lookup(QUOTA)


def test_all_tells_value_origin_default_source_and_meaning() -> None:
    with moto_contacts.settings(code="111111"):
        told = moto_contacts.settings().all()
    assert told.keys() == settings.FIELDS.keys()
    assert told["code"] == {
        "value": "111111",
        "from": "process",
        "default": None,
        "source": "ours",
        "help": "one code for everything that is sent, instead of random ones",
    }
    assert {each["source"] for each in told.values()} == {"documented", "seen", "inferred", "ours"}


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().code = "1"  # type: ignore[misc]
