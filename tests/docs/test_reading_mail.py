"""The document about mail in browsers: what it shows is run against a server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import boto3
import pytest

from tests.clients.tools import ROOT, need

pytestmark = pytest.mark.clients

TEXT = (ROOT / "docs" / "reading-mail.md").read_text("utf-8")
#: What a test asks of Playwright there, by fetching pages instead of showing them.
STAND_IN = """
const page = {
  async goto(url) { await this.setContent(await (await fetch(url)).text()); },
  async setContent(html) { this.html = html; },
  getByRole(role) { return { text: () => /<h1>(.*?)<\\/h1>/.exec(page.html)?.[1] }; },
};
function same(found, wanted) {
  if (found !== wanted) throw new Error(`${found} is not ${wanted}`);
}
export function expect(found) {
  return {
    toBe: (wanted) => same(found, wanted),
    toHaveText: async (wanted) => same(found.text(), wanted),
  };
}
export async function test(name, steps) {
  await steps({ page });
  console.log(name);
}
"""


def snippets(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


@pytest.fixture
def server(stock_server: str) -> str:
    """Where the application has sent its mails."""
    ses = boto3.client("ses", "us-east-1", endpoint_url=stock_server)
    ses.verify_email_identity(EmailAddress="shop@example.com")
    ses.send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["zoe@example.com"]},
        Message={
            "Subject": {"Data": "Your order"},
            "Body": {"Html": {"Data": "<h1>Thank you, Zoe</h1>"}},
        },
    )
    return stock_server


def run(server: str, *command: str, folder: Path | None = None) -> str:
    done = subprocess.run(
        command,
        env={"SERVER": server, "PATH": "/usr/local/bin:/usr/bin:/bin"},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_shell(server: str) -> None:
    (snippet,) = snippets("sh")
    need(Path(shutil.which("curl") or "/usr/bin/curl"), "curl", "apt-get install curl")
    assert json.loads(run(server, "sh", "-c", snippet))["subject"] == "Your order"


def test_playwright(server: str, tmp_path: Path) -> None:
    node = Path(shutil.which("node") or "/usr/bin/node")
    need(node, "Node", "apt-get install nodejs npm")
    for snippet in snippets("js"):
        (tmp_path / snippet.partition("\n")[0].removeprefix("// ")).write_text(snippet)
    package = tmp_path / "node_modules" / "@playwright" / "test"
    package.mkdir(parents=True)
    (package / "index.mjs").write_text(STAND_IN)
    (package / "package.json").write_text('{"exports": "./index.mjs"}')

    said = run(server, str(node), "mail.spec.mjs", folder=tmp_path)
    assert sorted(said.splitlines()) == [
        "the order is confirmed",
        "the shop's address is verified by the link",
    ]


def test_mail_that_does_not_come(server: str, tmp_path: Path) -> None:
    node = Path(shutil.which("node") or "/usr/bin/node")
    need(node, "Node", "apt-get install nodejs npm")
    outbox = snippets("js")[0].replace('"10"', '"0"')
    (tmp_path / "outbox.mjs").write_text(
        outbox + 'await mail("nobody@example.com").catch((why) => console.log(why.message));\n'
    )
    said = run(server, str(node), "outbox.mjs", folder=tmp_path)
    assert "No message with to=nobody@example.com" in said
