"""Where tests are: those of an operation in the files that bear the name of its family."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from moto_contacts import services
from tests.lives import AWS, PACKAGES, families, life, signing_name

HERE = Path(__file__).parent
SERVICES = Path(services.__path__[0])
ROOT = SERVICES.parent
#: Files of the package that name a service, though they are about none, and why.
NAMING = {
    "catalogue.py": "the one list of them",
    "client/setting_values.py": "written from the tables of settings, for type checkers",
    "console/page/snippets.js": "an empty page shows what sends a first message",
}
#: Where a test that is about no service needs one, as a user has it, it takes one of these; so that
#: a service more is no reason to touch such a test.
EXAMPLES = {
    "cognitoidp": "moto has it, and a setting says whether its codes are checked",
    "lightsail": "verifies by a link",
    "notificationscontacts": "verifies by a code, without regions",
    "pinpointsmsvoicev2": "verifies by a code over SMS or voice",
    "ssmcontacts": "verifies by a code, in each region",
    "resourcedirectorymaster": "is not of AWS",
    "ses": "moto has it, and ours only shows what it sends",
    "sesv2": "is another API of a service that is there",
    "sns": "moto has it, and we stand beside it",
}
#: Files about all families of a service.
GENERAL = {"wire", "every_operation", "examples", "stumbling_blocks"}


@pytest.mark.parametrize("package", PACKAGES)
class TestTree:
    def test_every_operation_is_tested_under_its_family(self, package: str) -> None:
        for family, operations in families(package).items():
            expected = HERE / package / f"test_{family}.py"
            assert expected.exists(), f"{expected.name} is missing"
            assert hasattr(life(package), family), "see tests/lives.py"
            text = "".join(path.read_text() for path in (HERE / package).glob(f"test_{family}*.py"))
            calls = text.replace("_", "").lower()
            assert [name for name in operations if name.lower() not in calls] == []

    def test_every_file_is_of_a_module(self, package: str) -> None:
        """Or, with more words, of a part of it: ``test_contacts_deletion``."""
        modules = {path.stem for path in (SERVICES / package).glob("*.py")} | GENERAL
        for path in (HERE / package).glob("test_*.py"):
            subject = path.stem.removeprefix("test_")
            assert any(f"{subject}_".startswith(f"{module}_") for module in modules), path.name


def naming(packages: Iterable[str], root: Path, but: Path) -> set[str]:
    """Files that name a service by its package, its client or its signing name; not those there."""
    names = set(packages)
    for client, package in AWS.items():
        names |= {client, signing_name(client)} if package in names else set()
    return {
        str(path.relative_to(root))
        for kind in ("py", "js", "mjs", "html", "css", "json")
        for path in root.rglob(f"*.{kind}")
        if not path.is_relative_to(but)
        and "node_modules" not in path.parts
        and any(re.search(rf"(?<![a-z]){name}(?![a-z])", path.read_text()) for name in names)
    }


def test_no_service_is_named_outside_of_its_folder() -> None:
    assert naming(PACKAGES, ROOT, but=SERVICES) == set(NAMING)


def test_shared_tests_take_their_examples_from_few_services() -> None:
    assert set(EXAMPLES) <= set(PACKAGES)
    assert naming(set(PACKAGES) - set(EXAMPLES), HERE.parent, but=HERE) == set()
