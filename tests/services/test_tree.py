"""Where tests are: those of an operation in the files that bear the name of its family."""

from __future__ import annotations

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
    "console/page/snippets.js": "an empty page shows what sends a first message",
}
#: Files about all families of a service.
GENERAL = {"wire", "every_operation", "examples"}


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


def test_no_service_is_named_outside_of_its_folder() -> None:
    """By its package, its client or its signing name; what holds for all comes from these."""
    names = {*PACKAGES, *AWS, *map(signing_name, AWS)}
    named = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if path.suffix in (".py", ".js", ".html", ".css", ".json")
        and not path.is_relative_to(SERVICES)
        and any(name in path.read_text() for name in names)
    }
    assert named == set(NAMING)
