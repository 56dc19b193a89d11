"""Where tests are: those of an operation in the files that bear the name of its family."""

from __future__ import annotations

from pathlib import Path

import pytest

from moto_contacts import services
from tests.lives import PACKAGES, families, life

HERE = Path(__file__).parent
SERVICES = Path(services.__path__[0])
#: Files about all families of a service.
GENERAL = {"wire", "every_operation"}


@pytest.mark.parametrize("package", PACKAGES)
class TestTree:
    def test_every_operation_is_tested_under_its_family(self, package: str) -> None:
        for family, operations in families(package).items():
            assert (HERE / package / f"test_{family}.py").exists()
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
