"""The finder that waits for moto, looked at closely."""

from __future__ import annotations

import importlib.machinery
import subprocess
import sys
from types import ModuleType

import pytest

from moto_contacts import catalogue
from moto_contacts.plugin import boot, registration
from moto_contacts.plugin.entry import read_request


def test_installing_twice_changes_nothing() -> None:
    before = list(sys.meta_path)
    boot.install()
    assert sys.meta_path == before


def test_joins_a_moto_that_was_imported_before(monkeypatch: pytest.MonkeyPatch) -> None:
    from botocore import handlers
    from moto import backend_index
    from moto.core.models import botocore_stubber

    monkeypatch.setattr(handlers, "BUILTIN_HANDLERS", [("before-send", botocore_stubber)])
    patterns = [each for each in backend_index.backend_url_patterns if each[0] != "lightsail"]
    monkeypatch.setattr(backend_index, "backend_url_patterns", patterns)
    finders = [each for each in sys.meta_path if each is not boot._Finder]
    monkeypatch.setattr(sys, "meta_path", finders)
    boot.install()
    names = [name for name, _ in patterns]
    assert names[0] == "lightsail"
    (_, door), (_, stubber), _ = handlers.BUILTIN_HANDLERS
    assert door.names.keys() == {*catalogue.CLIENTS.values()}
    assert stubber is botocore_stubber
    assert [names.count(name) for name in registration.PACKAGES] == [1] * len(registration.PACKAGES)


def test_service_of_moto_s_own_has_no_early_door(monkeypatch: pytest.MonkeyPatch) -> None:
    from botocore import handlers
    from moto.core import models

    stubbers = [("before-send", models.botocore_stubber)]
    monkeypatch.setattr(handlers, "BUILTIN_HANDLERS", stubbers)
    monkeypatch.setitem(sys.modules, "moto.lightsail", ModuleType("moto.lightsail"))
    registration.join_botocore(models)
    (_, door), *_ = handlers.BUILTIN_HANDLERS
    assert "lightsail" not in door.names
    assert "ssm-contacts" in door.names


def test_second_copy_of_the_module_leaves_the_work_to_the_first() -> None:
    """As coverage makes one, and whoever clears sys.modules."""
    code = """
import subprocess
import sys
from moto_contacts.plugin import boot
for name in [name for name in sys.modules if name.startswith("moto_contacts")]:
    del sys.modules[name]
from moto_contacts.plugin import boot as copy
sys.meta_path.append(copy._Finder)
import moto.backend_index as index
print(copy is not boot, [name for name, _ in index.backend_url_patterns].count("lightsail"))
"""
    process = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert process.stdout.strip() == "True 1", process.stderr


def test_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    finders = [each for each in sys.meta_path if each is not boot._Finder]
    monkeypatch.setattr(sys, "meta_path", finders)
    monkeypatch.setenv("MOTO_CONTACTS_AUTOLOAD", "0")
    boot.autoload()
    assert boot._Finder not in finders
    monkeypatch.delenv("MOTO_CONTACTS_AUTOLOAD")
    boot.autoload()
    assert finders[0] is boot._Finder


def test_module_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moto without one of the modules is asked for it in vain, and nobody is the wiser."""
    monkeypatch.setattr(sys, "meta_path", [boot._Finder, importlib.machinery.BuiltinImporter])
    assert boot._Finder.find_spec("moto.backend_index", None) is None
    assert boot._Finder.find_spec("json", None) is None


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

    spec = boot._Finder.find_spec("moto.backend_index", moto.__path__)
    assert spec is not None
    assert "backend_url_patterns" in spec.loader.get_source("moto.backend_index")  # type: ignore[union-attr]
