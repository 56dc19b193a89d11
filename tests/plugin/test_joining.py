"""A moto that is not as the plugin knows it: moto stays whole, and one sentence says so."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap

import pytest

#: Runs a line once a module of moto has been executed, ahead of the plugin's hook, and then code.
DOCTOR = """
import importlib.util, sys
from importlib.machinery import PathFinder

class Doctor:
    def find_spec(fullname, path, target=None):
        if fullname != {module!r}:
            return None
        spec = PathFinder.find_spec(fullname, path)
        execute = spec.loader.exec_module
        def exec_module(module):
            execute(module)
            exec({change!r}, vars(module))
        spec.loader.exec_module = exec_module
        return spec

sys.meta_path.insert(0, Doctor)
import moto_contacts
"""
#: What a program of somebody who has never heard of the plugin does.
USER = """
import boto3
from moto import mock_aws
with mock_aws():
    boto3.client("sns", "us-east-1").create_topic(Name="topic")
    import moto.server
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.test import Client
    application = DomainDispatcherApplication(create_backend_app)
    assert Client(application).get("/moto-api/data.json").status_code == 200
    assert Client(application).get("/").status_code == 200  # S3's list of buckets
print("whole")
"""


def run(
    module: str, change: str, code: str, *options: str
) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """The process, and the sentences that it has said."""
    text = DOCTOR.format(module=module, change=change) + textwrap.dedent(code)
    process = subprocess.run(
        [sys.executable, *options, "-c", text],
        env={**os.environ, "MOTO_CONTACTS_AUTOLOAD": "0"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    said = [line for line in process.stderr.splitlines() if "moto_contacts has not joined" in line]
    return process, said


#: What another moto could have changed, and what the sentence says of it.
CHANGES = {
    "no list of services": (
        "moto.backend_index",
        "found = backend_url_patterns; del backend_url_patterns\n"
        "def __getattr__(name):\n"
        "  import sys\n"
        "  if sys._getframe(1).f_globals['__name__'].startswith('moto.'): return found\n"
        "  raise AttributeError(name)",
        "moto.backend_index, so its services are not there",
    ),
    "a list of services that cannot be changed": (
        "moto.backend_index",
        "backend_url_patterns = tuple(backend_url_patterns)",
        "moto.backend_index, so its services are not there",
    ),
    "no function of the configuration": (
        "moto.core.models",
        "import sys\ndel sys.modules['moto.core.config'].service_whitelisted",
        "moto.core.models, so boto3's requests",
    ),
    "no stubber": (
        "moto.core.models",
        "stubber = botocore_stubber\n"
        "def __getattr__(name):\n  raise AttributeError(name)\n"
        "class MockAWS(MockAWS):\n"
        "  def _enable_patching(self, reset=True): stubber.enabled = True\n"
        "  def _disable_patching(self, remove_data): stubber.enabled = False\n"
        "del botocore_stubber",
        "moto.core.models, so boto3's requests",
    ),
    "no paths": (
        "moto.moto_api._internal.urls",
        "from types import MappingProxyType\nurl_paths = MappingProxyType(url_paths)",
        "moto.moto_api._internal.urls, so /moto-api/contacts/ is not there",
    ),
    "no method of the server": (
        "moto.moto_server.werkzeug_app",
        "DomainDispatcherApplication.find = DomainDispatcherApplication.get_application\n"
        "del DomainDispatcherApplication.get_application\n"
        "DomainDispatcherApplication.__call__ = "
        "lambda self, environ, start: self.find(environ)(environ, start)",
        "moto.moto_server.werkzeug_app, so moto's server takes Alibaba's requests for S3's",
    ),
    "no attribute of the server": (
        "moto.moto_server.werkzeug_app",
        "class DomainDispatcherApplication(DomainDispatcherApplication):\n"
        "  def __init__(self, create):\n"
        "    super().__init__(create); self.applications = self.app_instances; "
        "del self.app_instances\n"
        "  def get_application(self, environ):\n"
        "    self.app_instances = self.applications; return super().get_application(environ)",
        "moto.moto_server.werkzeug_app, so moto's server",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_moto_stays_whole_and_one_sentence_says_why(what: str) -> None:
    module, change, told = CHANGES[what]
    process, said = run(module, change, USER)
    assert process.stdout == "whole\n", process.stderr
    assert len(said) == 1
    assert f"NotJoined: moto_contacts has not joined {told}" in said[0]


def test_the_sentence() -> None:
    change = "del url_paths"
    _, said = run("moto.moto_api._internal.urls", change, "import moto.moto_api._internal.urls")
    sentence = said[0].partition("NotJoined: ")[2]
    assert sentence.startswith(
        "moto_contacts has not joined moto.moto_api._internal.urls, so /moto-api/contacts/ is not "
        "there, while moto itself is whole: AttributeError: partially initialized module "
        "'moto.moto_api._internal.urls' "
    )
    assert sentence.endswith("Is there a newer moto_contacts for this moto?")
    assert "has no attribute 'url_paths'" in sentence


def test_warning_that_is_an_error_is_written_instead() -> None:
    module, change, told = CHANGES["no function of the configuration"]
    process, said = run(module, change, "import moto\nprint('whole')", "-W", "error::UserWarning")
    assert process.stdout == "whole\n", process.stderr
    assert [sentence.startswith(f"moto_contacts has not joined {told}") for sentence in said] == [
        True
    ]


def test_warning_can_be_switched_off_by_its_name() -> None:
    module, change, _ = CHANGES["no function of the configuration"]
    code = "import warnings\nwarnings.simplefilter('ignore', moto_contacts.NotJoined)\nimport moto"
    assert run(module, change, code)[1] == []


#: What is left of the steps: services in moto's list and under its name, the door in botocore.
LEFT = """
import moto
from botocore.handlers import BUILTIN_HANDLERS
index = sys.modules["moto.backend_index"]
print("lightsail" in dict(index.backend_url_patterns), hasattr(moto, "lightsail"),
      "moto.lightsail" in sys.modules,
      *[type(each).__name__ for event, each, *_ in BUILTIN_HANDLERS if event == "before-send"])
"""


@pytest.mark.parametrize(
    ("what", "left"),
    [
        ("a list of services that cannot be changed", "False False False Door"),
        ("no function of the configuration", "True True True BotocoreStubber"),
        ("no stubber", "True True True BotocoreStubber"),
    ],
)
def test_step_is_undone_whole(what: str, left: str) -> None:
    module, change, _ = CHANGES[what]
    assert run(module, change, LEFT)[0].stdout.strip() == left


def test_plugin_that_cannot_be_imported_is_told_of_once() -> None:
    code = """
        sys.modules["moto_contacts.plugin.registration"] = None
        import moto, moto.server
        print("whole")
    """
    process, said = run("nothing", "", code, "-W", "error::UserWarning")
    assert (process.stdout, len(said)) == ("whole\n", 1)
    assert "registration" in said[0]


@pytest.mark.parametrize("absent", ["moto_contacts.plugin.registration", "moto.backend_index.x"])
def test_nowhere_to_write(absent: str) -> None:
    """As under ``pythonw``, which has no stderr."""
    code = f"""
        sys.modules[{absent!r}] = sys.stderr = None
        import moto
        print("whole")
    """
    module, change, _ = CHANGES["a list of services that cannot be changed"]
    process, _ = run(module, change, code, "-W", "error::UserWarning")
    assert process.stdout == "whole\n", process.stderr
