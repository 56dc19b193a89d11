"""Every snippet of the README and of ``docs`` runs, or is held to what it calls."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.shell_completion import get_completion_class
from click.testing import CliRunner
from moto import mock_aws
from packaging.requirements import Requirement

from moto_contacts.cli import main as command_line
from moto_contacts.console.api import ROUTES
from tests.clients.tools import need
from tests.docs.regions import DOCUMENTS, ROOT
from tests.docs.scenes import SCENES, SERVER, play
from tests.messages import Service, send

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

#: For people who work on this one: what stands there is what CI does.
WRITTEN = [path for path in DOCUMENTS if path.name != "CONTRIBUTING.md"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def snippets(path: Path, language: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```$", path.read_text("utf-8"), re.S | re.M)
    return [str(each) for each in found]


def all_of(language: str) -> list[tuple[str, str]]:
    return [(name(path), each) for path in WRITTEN for each in snippets(path, language)]


def is_test(snippet: str) -> bool:
    return "def test_" in snippet


def test_no_language_is_forgotten() -> None:
    found = {
        language
        for path in WRITTEN
        for language in re.findall(r"^```(\w+)$", path.read_text("utf-8"), re.M)
    }
    assert found == {"python", "console", "sh", "toml", "yaml", "js"}


#: The browser of the recipe; what is pressed in it has a server of ours send a code.
STAND_IN = """
import boto3, pytest

@pytest.fixture
def page(moto_contacts_server):
    sms = boto3.client("pinpoint-sms-voice-v2", "us-east-1", endpoint_url=moto_contacts_server)
    typed = {}

    class Element:
        def __init__(self, name): self.name = name
        def fill(self, text): typed[self.name] = text
        def wait_for(self): assert typed["status"] == "VERIFIED"
        def click(self):
            if self.name == "Send the code":
                typed["id"] = sms.create_verified_destination_number(
                    DestinationPhoneNumber=typed["Telephone"])["VerifiedDestinationNumberId"]
                sms.send_destination_number_verification_code(
                    VerifiedDestinationNumberId=typed["id"], VerificationChannel="TEXT")
            else:
                typed["status"] = sms.verify_destination_number(
                    VerifiedDestinationNumberId=typed["id"],
                    VerificationCode=typed["Code"])["Status"]

    class Browser:
        goto = get_by_label = get_by_text = staticmethod(Element)
        def get_by_role(self, role, name): return Element(name)

    return Browser()
"""


def test_those_that_are_tests_pass(pytester: pytest.Pytester) -> None:
    """One a service at the least, and the README's."""
    written = [text for _, text in all_of("python") if is_test(text)]
    pytester.makeconftest(STAND_IN)
    pytester.makepyfile(
        **{
            f"test_{number}": text if "import boto3" in text else f"import boto3\n{text}"
            for number, text in enumerate(written)
        }
    )
    count = sum(len(re.findall("def test_", text)) for text in written)
    pytester.runpytest_inprocess("-W", "default").assert_outcomes(passed=count)


def test_every_fragment_has_a_scene() -> None:
    assert set(SCENES) == {document for document, text in all_of("python") if not is_test(text)}


@pytest.mark.parametrize("document", SCENES)
def test_fragments_run(document: str, moto_contacts_server: str) -> None:
    written = [text for text in snippets(ROOT / document, "python") if not is_test(text)]
    with mock_aws():
        play(SCENES[document](), written, moto_contacts_server)


def commands(language: str) -> list[list[str]]:
    """The lines of shells, in words, without comments, assignments and what they are piped to."""
    return [
        shlex.split(re.sub(r"^\w+=\$\((.*)\)$", r"\1", line.strip()).partition(" | ")[0])
        for _, text in all_of(language)
        for line in re.sub(r"^\$ |\s+&?\s+#.*$", "", text, flags=re.M).splitlines()
        if line and not line.startswith("python3 -m venv")
    ]


#: What runs for as long as one likes, or is a test of its own: it need only be there.
ONLY_THERE = ("serve", "demo", "watch")
#: What stands for a value that a line before has made, and for a server.
KNOWN = {r"\$since": "message-1", r"\$\w+(?=/moto-api)": SERVER}


@pytest.mark.parametrize("words", commands("console") + commands("sh"), ids=" ".join)
def test_command_runs(words: list[str], moto_contacts_server: str) -> None:
    for name, value in KNOWN.items():
        words = [re.sub(name, value, word) for word in words]
    for number in range(3):
        send("link", to="ops@example.com", service="lightsail", confirm=lambda: None)
        send("code", to="ops@example.com", service="notificationscontacts", token=f"t{number}")
    send("code", to="zoe@example.com")
    send("page", to="+14255550100", answers=Service())
    if words[0] == "curl":
        asked = [word.replace(SERVER, moto_contacts_server) for word in words]
        done = subprocess.run([*asked, "--fail"], capture_output=True, text=True, timeout=30)
        assert isinstance(json.loads(done.stdout), dict), done.stderr
    elif words[0] == "pip":
        is_ours(words[-1])
    elif "_COMPLETE=" in " ".join(words):
        (shell,) = re.findall(
            r"_MOTO_CONTACTS_COMPLETE=(\w+)_source moto_contacts", " ".join(words)
        )
        assert get_completion_class(shell)
    else:
        assert words[0] == "moto_contacts" or words[:3] == ["python", "-m", "moto_contacts"]
        run(words[1:] if words[0] == "moto_contacts" else words[3:], moto_contacts_server)


def is_ours(requirement: str) -> None:
    """The project by its name, or from where its sources are, with extras that it has."""
    told = Requirement(requirement)
    assert told.name == PROJECT["name"]
    assert told.extras <= set(PROJECT["optional-dependencies"])
    assert told.url is None or told.url.startswith(f"git+{PROJECT['urls']['Homepage']}")


def run(words: list[str], server: str) -> None:
    """A command of ours."""
    if words[0] in ONLY_THERE:
        assert words[0] in command_line.list_commands(click.Context(command_line))
        return
    done = CliRunner().invoke(
        command_line, words, env={"MOTO_CONTACTS_ENDPOINT_URL": server}, catch_exceptions=False
    )
    assert done.exit_code == 0, done.output


def test_toml() -> None:
    for _, text in all_of("toml"):
        for requirement in tomllib.loads(text)["dependency-groups"]["test"]:
            if "moto" in requirement:
                is_ours(requirement)


def test_workflow_and_compose_file() -> None:
    """Nothing here starts containers: what they call is what there is."""
    workflow, compose = (yaml.safe_load(text) for _, text in all_of("yaml"))
    install, test = (step["run"] for step in workflow["jobs"]["test"]["steps"][2:])
    is_ours(shlex.split(install)[-1])
    plugin = "".join(
        path.read_text("utf-8") for path in (ROOT / "moto_contacts/pytest_plugin").glob("*.py")
    )
    assert f'"{shlex.split(test)[1]}"' in plugin

    moto, app = compose["services"]["moto"], compose["services"]["app"]
    image, pip = moto["build"]["dockerfile_inline"].splitlines()
    assert (image, pip.split()[:3]) == ("FROM motoserver/moto:latest", ["RUN", "pip", "install"])
    is_ours(pip.split()[-1])
    probed = re.findall(r"/moto-api/contacts/(\w+)", moto["healthcheck"]["test"][-1])
    assert all(
        ("GET", (path,)) in [(method, route) for method, route, *_ in ROUTES] for path in probed
    )
    assert app["environment"]["AWS_ENDPOINT_URL"] == "http://moto:5000"
    assert moto["ports"] == ["127.0.0.1:5000:5000"]


#: Of Cypress what the recipe needs: requests are sent, in their order, and what is typed is said.
CY = """
const hooks = [], tests = [];
globalThis.describe = (name, body) => body();
globalThis.beforeEach = (body) => hooks.push(body);
globalThis.it = (name, body) => tests.push(body);
let last = Promise.resolve(), typed = [];
const own = (found) => (found === cy ? undefined : found);  // it has a `then`, and is no promise
const then = (act) => { last = last.then((value) => own(act(value))); return cy; };
const url = ({ url, qs }) => `${url}?${new URLSearchParams(qs)}`;
globalThis.cy = {
  visit: () => cy, get: () => cy, click: () => cy,
  type: (text) => { typed.push(text); return cy; },
  request: (first, address) => then(() => typeof first === "string"
    ? fetch(address, { method: first }).then(() => process.stdout.write("reset\\n"))
      .then(() => new Promise((done) => process.stdin.once("data", done)))
    : fetch(url(first)).then((answer) => answer.json()).then((body) => ({ body }))),
  then,
};
"""


def test_cypress(moto_contacts_server: str) -> None:
    need(Path("/usr/bin/node"), "Node", "apt-get install nodejs")
    (spec,) = snippets(ROOT / "docs" / "recipes.md", "js")
    script = CY + spec.replace(SERVER, moto_contacts_server)
    script += "for (const each of [...hooks, ...tests]) each();"
    script += "last.then(() => { console.log(JSON.stringify(typed)); process.exit(); });"
    with subprocess.Popen(
        ["node", "-e", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as node:
        assert node.stdin
        assert node.stdout
        assert node.stdout.readline() == "reset\n"
        send("code", to="+14255550100")
        node.stdin.write("sent\n")
        node.stdin.flush()
        assert json.loads(node.stdout.readline()) == ["+14255550100", "123456"]
