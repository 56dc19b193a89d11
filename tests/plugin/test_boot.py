"""The finder that waits for moto, looked at closely."""

from __future__ import annotations

import importlib.machinery
import subprocess
import sys
from contextlib import ExitStack
from types import ModuleType
from typing import Any

import pytest

import moto_contacts_boot as boot
from moto_contacts.plugin import registration
from moto_contacts.plugin.entry import read_request
from tests.lives import OURS


def test_installing_twice_changes_nothing() -> None:
    before = list(sys.meta_path)
    boot.install()
    assert sys.meta_path == before


def _without_ours(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    finders = [each for each in sys.meta_path if not boot._is_ours(each)]
    monkeypatch.setattr(sys, "meta_path", finders)
    return finders


def test_joins_a_moto_that_was_imported_before(monkeypatch: pytest.MonkeyPatch) -> None:
    from botocore import handlers
    from moto import backend_index
    from moto.core.models import botocore_stubber

    monkeypatch.setattr(handlers, "BUILTIN_HANDLERS", [("before-send", botocore_stubber)])
    patterns = [each for each in backend_index.backend_url_patterns if each[0] != "lightsail"]
    monkeypatch.setattr(backend_index, "backend_url_patterns", patterns)
    finders = _without_ours(monkeypatch)
    boot.install()
    assert sum(map(boot._is_ours, finders)) == 1
    names = [name for name, _ in patterns]
    assert names[0] == "lightsail"
    ((_, door),) = handlers.BUILTIN_HANDLERS
    assert door.names.keys() == {*OURS}
    assert [names.count(name) for name in registration.PACKAGES] == [1] * len(registration.PACKAGES)


def test_service_of_moto_s_own_has_no_early_door(monkeypatch: pytest.MonkeyPatch) -> None:
    from botocore import handlers
    from moto.core import models

    stubbers = [("before-send", models.botocore_stubber)]
    monkeypatch.setattr(handlers, "BUILTIN_HANDLERS", stubbers)
    monkeypatch.setitem(sys.modules, "moto.lightsail", ModuleType("moto.lightsail"))
    registration.join_botocore(models, ExitStack())
    ((_, door),) = handlers.BUILTIN_HANDLERS
    assert "lightsail" not in door.names
    assert "ssm-contacts" in door.names


def test_second_copy_of_the_module_leaves_the_work_to_the_first() -> None:
    """As coverage makes one, and whoever clears sys.modules."""
    code = """
import subprocess
import sys
import moto_contacts_boot as boot
for name in [name for name in sys.modules if name.startswith("moto_contacts")]:
    del sys.modules[name]
import moto_contacts_boot as copy
sys.meta_path.append(copy._Finder())
import moto.backend_index as index
print(copy is not boot, [name for name, _ in index.backend_url_patterns].count("lightsail"))
"""
    process = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert process.stdout.strip() == "True 1", process.stderr


@pytest.mark.parametrize("no", ["0", "false", "No", "OFF", " 0 "])
def test_switch_says_no(monkeypatch: pytest.MonkeyPatch, no: str) -> None:
    finders = _without_ours(monkeypatch)
    monkeypatch.setenv("MOTO_CONTACTS_AUTOLOAD", no)
    boot.autoload()
    assert not any(map(boot._is_ours, finders))


@pytest.mark.parametrize("yes", ["1", "true", ""])
def test_switch_says_anything_else(monkeypatch: pytest.MonkeyPatch, yes: str) -> None:
    finders = _without_ours(monkeypatch)
    monkeypatch.setenv("MOTO_CONTACTS_AUTOLOAD", yes)
    monkeypatch.setattr(boot, "HOOKS", {})  # moto has been joined in this process
    boot.autoload()
    assert boot._is_ours(finders[0])


def test_module_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moto without one of the modules is asked for it in vain, and nobody is the wiser."""
    finder = boot._Finder()
    monkeypatch.setattr(sys, "meta_path", [finder, importlib.machinery.BuiltinImporter])
    assert finder.find_spec("moto.backend_index", None) is None
    assert finder.find_spec("json", None) is None


def test_finder_of_the_old_kind_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ``find_spec``, as Python took them until 3.11."""
    import moto

    finder = boot._Finder()
    monkeypatch.setattr(sys, "meta_path", [finder, object(), importlib.machinery.PathFinder])
    assert finder.find_spec("moto.backend_index", moto.__path__) is not None


@pytest.mark.parametrize(("body", "read"), [(None, b""), ("text", b"text"), (b"bytes", b"bytes")])
def test_prepared_request(body: object, read: bytes) -> None:
    """What moto hands over before 5.2.4, and what it makes of the ``requests`` library's."""
    from botocore.awsrequest import AWSPreparedRequest
    from botocore.compat import HTTPHeaders

    sent = HTTPHeaders.from_dict({"X-Text": "text", "X-Bytes": b"bytes"})
    prepared = AWSPreparedRequest("POST", "https://host/path?q=1", sent, body, False)
    request = read_request(prepared)
    assert request.headers == {"X-Text": "text", "X-Bytes": "bytes"}
    assert len(request.headers) == 2
    assert (request.headers.get("x-bytes"), request.headers.get("x-none")) == ("bytes", None)
    assert (request.method, request.host, request.path) == ("POST", "host", "/path")
    assert (request.query, request.body) == ("q=1", read)


def test_loader_answers_as_the_real_one() -> None:
    import moto

    spec = boot._Finder().find_spec("moto.backend_index", moto.__path__)
    assert spec is not None
    assert "backend_url_patterns" in spec.loader.get_source("moto.backend_index")
