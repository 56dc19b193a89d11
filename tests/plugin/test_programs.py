"""Programs that do not start: wrong values in the environment, and what is not installed."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from types import ModuleType

import moto.proxy
import moto.server
import pytest
from click.testing import CliRunner

import moto_contacts
from moto_contacts import cli
from moto_contacts.plugin import registration


@pytest.mark.parametrize("program", [moto.server, moto.proxy])
class TestEnvironment:
    @pytest.mark.parametrize(
        ("name", "value", "sentence"),
        [
            ("SNS_CODE_HOURS", "lots", "The setting sns_code_hours takes float, not 'lots'."),
            ("CODE", "12345", "No service sends a code such as '12345'; they are 6 digits or 7 "),
            ("CODES", '{"+1": "x"}', "No service sends a code such as 'x'; they are 6 digits or "),
        ],
    )
    def test_wrong_value_stops_it(
        self,
        program: ModuleType,
        name: str,
        value: str,
        sentence: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv(f"MOTO_CONTACTS_{name}", value)
        with pytest.raises(SystemExit) as end:
            program.main(["--help"])
        assert str(end.value.code).startswith(f"Error: MOTO_CONTACTS_{name}: {sentence}")

    @pytest.mark.parametrize("code", ["123456", None])
    def test_others_do_not(
        self, program: ModuleType, code: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("MOTO_CONTACTS_CHECK_ANSWERS")
        if code:
            monkeypatch.setenv("MOTO_CONTACTS_CODE", code)
        with pytest.raises(SystemExit) as end:
            program.main(["--help"])
        assert end.value.code == 0  # as argparse ends behind its help


def test_its_own_main_is_called_as_before() -> None:
    called: list[object] = []
    program = ModuleType("a.server")
    program.__dict__["main"] = lambda *args, **options: called.append((args, options))
    registration.join_program(program, ExitStack())
    program.main(["-p", "1"], more=2)
    assert called == [((["-p", "1"],), {"more": 2})]


class TestWithoutExtras:
    """What is said, of which package and which command; by a package that cannot be imported."""

    @pytest.fixture(autouse=True)
    def nothing_more(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in (
            "flask",
            "flask_cors",
            "openapi_spec_validator",
            "darabonba",
            "darabonba.core",
        ):
            monkeypatch.setitem(sys.modules, name, None)
        monkeypatch.delitem(sys.modules, "moto_contacts.plugin.server", raising=False)
        monkeypatch.delattr("moto_contacts.plugin.server", raising=False)

    def test_serve(self) -> None:
        result = CliRunner().invoke(cli.main, ["serve"])
        assert (result.exit_code, result.output) == (
            1,
            "Error: moto_contacts_server needs flask, which is not installed: "
            "pip install 'moto-contacts[server]'\n",
        )

    def test_server(self) -> None:
        with pytest.raises(SystemExit, match=r"^Error: .* pip install 'moto-contacts\[server\]'"):
            cli.server()

    def test_alibaba(self) -> None:
        with (
            pytest.raises(ImportError, match=r"^alibaba_async needs darabonba, .*\[alibaba\]'$"),
            moto_contacts.alibaba_async(),
        ):
            pass
