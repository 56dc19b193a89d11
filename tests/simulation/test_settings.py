"""Settings: where a value comes from, and which values a setting takes."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

import moto_contacts
from moto_contacts import catalogue
from moto_contacts.catalogue import CONFIGURED, service
from moto_contacts.console import settings
from moto_contacts.services.ssmcontacts.settings import current as ssm_contacts
from moto_contacts.simulation.settings import NO_SETTINGS, SettingError, Settings, current


def tables() -> dict[str, settings.Table[Any]]:
    return dict(zip(CONFIGURED, catalogue.settings(), strict=True))


QUOTA = "ssm_contacts_contacts_per_account"


def test_default() -> None:
    assert settings.lookup(QUOTA) == (1000, "default")


def test_environment_that_is_a_plain_dict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"MOTO_CONTACTS_SSM_CONTACTS_CONTACTS_PER_ACCOUNT": "7"})
    assert settings.lookup(QUOTA) == (7, "environment")
    assert settings.lookup("ssm_contacts_stages_per_plan") == (10, "default")
    assert (ssm_contacts.contacts_per_account, ssm_contacts.stages_per_plan) == (7, 10)


def test_what_was_set_last_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    with mock_aws():
        monkeypatch.setenv("MOTO_CONTACTS_SSM_CONTACTS_CONTACTS_PER_ACCOUNT", "7")
        assert settings.lookup(QUOTA) == (7, "environment")
        with moto_contacts.settings(ssm_contacts_contacts_per_account=8):
            with moto_contacts.settings(ssm_contacts_contacts_per_account=9):
                assert settings.lookup(QUOTA) == (9, "kept")
                moto_contacts.settings().set(ssm_contacts_contacts_per_account=10)
                assert settings.lookup(QUOTA) == (10, "run time")
                with moto_contacts.settings(ssm_contacts_contacts_per_account=11):
                    assert settings.lookup(QUOTA) == (11, "kept")
                moto_contacts.settings().reset()
            assert ssm_contacts.contacts_per_account == 8
        assert settings.lookup(QUOTA) == (7, "environment")


def test_kept_values_outlive_motos_reset_and_run_time_values_do_not() -> None:
    with moto_contacts.settings(code="111111"):
        moto_contacts.settings().set(ssm_contacts_contacts_per_account=1)
        with mock_aws():
            assert (current.code, ssm_contacts.contacts_per_account) == ("111111", 1000)


def test_kept_values_may_be_let_go_of_in_any_order() -> None:
    first = settings.keep({"code": "111111"})
    second = settings.keep({"code": "222222"})
    settings.let_go(first)
    assert current.code == "222222"
    settings.let_go(second)
    settings.let_go(second)
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
    monkeypatch.setenv("MOTO_CONTACTS_SSM_CONTACTS_CONTACTS_PER_ACCOUNT", "lots")
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
        ("ssm_contacts_codes_per_channel", "none", None),
        ("ssm_contacts_codes_per_channel", "", None),
        ("ssm_contacts_codes_per_channel", "3", 3),
        ("ssm_contacts_code_hours", "1.5", 1.5),
        ("lightsail_link_hours", "2", 2.0),
        ("lightsail_duplicates", "lenient", "lenient"),
        ("code", "", None),
    ],
)
def test_environment(name: str, text: str, value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"MOTO_CONTACTS_{name.upper()}", text)
    assert settings.lookup(name) == (value, "environment")
    assert type(settings.lookup(name)[0]) is type(value)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (
            {"ssm_contact_code_hours": 1},
            r"no setting named .*Did you mean ssm_contacts_code_hours",
        ),
        ({"zzzzzzzzzz": 1}, r"no setting named 'zzzzzzzzzz'\.$"),
        ({QUOTA: "many"}, "takes int, not 'many'"),
        ({QUOTA: True}, "takes int, not True"),
        ({QUOTA: -1}, "takes numbers from 0 to 1000000, not -1"),
        ({"lightsail_link_hours": 1e300}, "takes numbers from 0 to 1000000"),
        ({"lightsail_link_hours": float("inf")}, "takes numbers from 0 to 1000000"),
        ({"lightsail_link_hours": float("nan")}, "takes numbers from 0 to 1000000"),
        ({"codes": {"+1": 123456}}, "takes nothing but text inside"),
        ({"codes": {"+1": ["123456"]}}, "takes nothing but text inside"),
        ({"code": "12345"}, "No service sends a code such as '12345'; they are 6 digits or 7 "),
        ({"codes": {"+1": "12345"}}, "No service sends a code such as '12345'"),
        ({"code": 123456}, "takes str or None, not 123456"),
        ({"lightsail_duplicates": "loose"}, "takes strict or lenient, not 'loose'"),
    ],
)
def test_values_that_do_not_fit(values: dict[str, Any], text: str) -> None:
    with pytest.raises(ValueError, match=text), moto_contacts.settings(**values):
        pass
    with mock_aws():
        with pytest.raises(ValueError, match=text):
            moto_contacts.settings().set(ssm_contacts_stages_per_plan=1, **values)
        assert ssm_contacts.stages_per_plan == 10, "one bad value, and none is set"


def test_text_that_does_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTO_CONTACTS_SSM_CONTACTS_CONTACTS_PER_ACCOUNT", "lots")
    with pytest.raises(SettingError, match="takes int, not 'lots'"):
        settings.lookup(QUOTA)


def test_all_tells_value_origin_default_source_and_meaning() -> None:
    with moto_contacts.settings(code="111111"):
        told = moto_contacts.settings().all()
    assert told.keys() == settings.known().keys()
    assert told["code"] == {
        "value": "111111",
        "from": "kept",
        "default": None,
        "source": "ours",
        "help": "one code for everything that is sent, instead of random ones",
    }
    assert {each["source"] for each in told.values()} == {"documented", "seen", "inferred", "ours"}


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().code = "1"  # type: ignore[misc]


def test_a_service_reads_its_own_by_short_names() -> None:
    with moto_contacts.settings(ssm_contacts_contacts_per_account=3):
        assert ssm_contacts.contacts_per_account == 3
    assert ssm_contacts.contacts_per_account == 1000


def test_what_was_set_at_run_time_ends_with_motos_reset() -> None:
    with mock_aws():
        moto_contacts.settings().set(code="111111")
        assert current.code == "111111"
    with mock_aws():
        assert current.code is None
        moto_contacts.settings().set(code="222222")
        assert current.code == "222222"


@pytest.mark.parametrize("package", CONFIGURED)
def test_prefix_is_the_name_that_requests_are_signed_for(package: str) -> None:
    """Or how that begins; and no prefix begins another, so no two settings have one name."""
    prefix = tables()[package].prefix
    metadata = service(package).model.metadata
    signed_for = metadata.get("signingName", metadata["endpointPrefix"])
    assert f"{signed_for.replace('-', '_')}_".startswith(prefix)
    assert [each for each in tables().values() if each.prefix.startswith(prefix)] == [
        tables()[package]
    ]


@pytest.mark.parametrize("name", settings.known())
def test_quotas_are_named_what_per_owner(name: str) -> None:
    """Of all settings the quotas are the numbers that are whole."""
    is_quota = int in settings.known()[name].types
    is_named_so = re.fullmatch(r"\w+?_per_\w+", name) is not None
    assert is_quota == is_named_so, (
        f"{name}: a whole number is a quota, called <what>_per_<of what>"
    )


def test_all_settings_are_known_before_anything_of_a_service_is_imported() -> None:
    program = """
import sys, moto_contacts
assert not [name for name in sys.modules if name.startswith("moto_contacts.services")]
with moto_contacts.settings(sms_voice_tags_per_resource=3, resourcedirectory_site="international"):
    print(moto_contacts.settings().all()["sms_voice_tags_per_resource"]["value"])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("3\n", "")


class TestVariables:
    """Of the environment, in a process of its own: each is warned of once a process."""

    PROGRAM = """
import boto3, moto_contacts
from moto import mock_aws
with mock_aws():
    for service in ("lightsail", "ssm-contacts", "lightsail"):
        client = boto3.client(service, "us-east-1")
        client.get_contact_methods() if service == "lightsail" else client.list_contacts()
"""

    def warned_of(self, names: list[str], program: str = PROGRAM, *options: str) -> list[str]:
        environment = {**os.environ, **dict.fromkeys(names, "3")}
        done = subprocess.run(
            [sys.executable, *options, "-c", program],
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return [line for line in done.stderr.splitlines() if "MOTO_CONTACTS_" in line]

    @pytest.mark.parametrize("options", [(), ("-W", "error::UserWarning")])
    def test_unknown_ones_are_warned_of_with_the_first_call(self, options: tuple[str, ...]) -> None:
        (line,) = self.warned_of(["MOTO_CONTACTS_SMS_VOICE_TAGS"], self.PROGRAM, *options)
        assert "MOTO_CONTACTS_SMS_VOICE_TAGS is of no setting, and changes nothing." in line
        assert "Did you mean MOTO_CONTACTS_SMS_VOICE_TAGS_PER_RESOURCE" in line

    def test_unknown_ones_are_warned_of_where_settings_are_asked_for(self) -> None:
        program = "import moto_contacts; moto_contacts.settings().all()"
        (line,) = self.warned_of(["MOTO_CONTACTS_KODE"], program)
        assert "Did you mean MOTO_CONTACTS_CODE" in line

    def test_others_are_not(self) -> None:
        names = ["SMS_VOICE_TAGS_PER_RESOURCE", "AUTOLOAD", "ENDPOINT_URL"]
        assert self.warned_of([f"MOTO_CONTACTS_{name}" for name in names]) == []

    def test_all_that_the_package_reads_are_known(self) -> None:
        """A variable that somebody adds elsewhere is no setting, and must be said to be none."""
        root = Path(moto_contacts.__file__).parent
        read = {
            name
            for source in [*root.rglob("*.py"), *root.glob("autoload/*")]
            for name in re.findall(r"MOTO_CONTACTS_[A-Z_]*[A-Z]", source.read_text())
        }
        settings_ = {f"MOTO_CONTACTS_{name.upper()}" for name in settings.known()}
        assert read - settings_ == NO_SETTINGS
