"""The documents say what is so: tables from the code, routes, links, examples that run."""

from __future__ import annotations

import ast
import re
import textwrap
from pathlib import Path

import pytest

from hatch_build import absolute
from moto_contacts.catalogue import CONFIGURED, SERVICES
from moto_contacts.console.api import ROUTES
from moto_contacts.simulation.settings import TABLE
from tests.docs import links, setting_values, tables
from tests.docs.regions import DOCUMENTS, ROOT, regions, rewritten

DOCS = ROOT / "docs"
PAGES = {package: DOCS / "services" / f"{package}.md" for package in SERVICES}
#: The bases that a behaviour can have; see docs/fidelity.md.
BASES = ("documented", "seen", "inferred", "ours")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def snippets(path: Path) -> list[str]:
    """The Python of a document."""
    return re.findall(r"^```python\n(.*?)^```$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
class TestEveryDocument:
    def test_tables_are_those_of_the_code(self, path: Path) -> None:
        text = path.read_text("utf-8")
        assert rewritten(text) == text, "stale; `python -m tests.docs` writes it anew"

    def test_links_lead_somewhere(self, path: Path) -> None:
        assert links.broken(path) == []

    def test_files_and_tests_that_it_names_are_there(self, path: Path) -> None:
        assert links.missing(path, ROOT) == []

    def test_examples_can_be_read_by_python(self, path: Path) -> None:
        for snippet in snippets(path):
            compile(snippet, name(path), "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)


class TestServices:
    def test_each_has_a_page(self) -> None:
        assert sorted(PAGES.values()) == sorted((DOCS / "services").iterdir())
        for package, page in PAGES.items():
            whats = ("operations", "settings") if package in CONFIGURED else ("operations",)
            found = regions(page.read_text("utf-8"))
            assert found == [f"{what} of {package}" for what in whats]

    def test_each_is_in_the_overviews(self) -> None:
        assert "services" in regions((ROOT / "README.md").read_text("utf-8"))
        for overview in ("README.md", "fidelity.md"):
            text = (DOCS / overview).read_text("utf-8")
            assert all(f"(services/{package}.md" in text for package in PAGES)

    @pytest.mark.parametrize("package", PAGES)
    def test_every_operation_says_what_it_gives_and_how_that_is_known(self, package: str) -> None:
        for operation in tables.implemented(package):
            summary, _, source = tables.told(package, operation)
            assert summary, operation.name
            assert source.startswith(BASES), operation.name

    @pytest.mark.parametrize("package", PAGES)
    def test_fidelity_has_a_basis_in_every_row(self, package: str) -> None:
        rows = re.findall(r"^\| [^`].* \| ([^|]+) \|$", PAGES[package].read_text("utf-8"), re.M)
        bases = [basis for basis in rows if basis != "basis" and basis != "operations"]
        assert bases
        assert all(basis.startswith(BASES) for basis in bases)


def test_every_setting_is_in_one_table_of_its_own_and_in_that_of_all() -> None:
    """Of its service, that is; those of no service are in the table of all alone."""
    rows = [line for package in CONFIGURED for line in tables.settings(package).splitlines()[2:]]
    everything = tables.settings().splitlines()[2:]
    general = [line.split("`")[1] for line in everything if line not in rows]
    assert len(rows) == len(set(rows))
    assert set(rows) <= set(everything)
    assert general == list(TABLE.settings)


def test_routes() -> None:
    """Every route has its place in the table; what is in braces there is a star in ours."""
    text = (DOCS / "http.md").read_text("utf-8")
    found = {
        (method, re.sub(r"\{\w+\}", "*", path))
        for method, path in re.findall(r"`(GET|POST|PUT|PATCH|DELETE) ([\w/.{}]+)", text)
    }
    described = {(method, "/".join(path)) for method, path, *_ in ROUTES}
    assert found == described | {("GET", "links/*"), ("GET", "stream")}


def test_readme_of_a_package_index() -> None:
    """It leads from there to the repository, with its picture."""
    text = absolute((ROOT / "README.md").read_text("utf-8"), "https://github.com/a/b")
    found = re.findall(r"\]\(([^()\s]+)\)", text)
    assert found
    assert [each for each in found if not each.startswith(("https://", "#"))] == []
    assert "](https://raw.githubusercontent.com/a/b/main/docs/page.png)" in text
    assert "](https://github.com/a/b/blob/main/docs/services/lightsail.md)" in text


class TestLinks:
    """What finds the broken links finds them."""

    def test_finds_what_is_broken(self, tmp_path: Path) -> None:
        page = tmp_path / "page.md"
        (tmp_path / "other.md").write_text("# One, `two`\n")
        page.write_text(
            textwrap.dedent(
                """
                # Here
                [a](other.md) [b](other.md#one-two) [c](#here) [d](https://example.com/none)
                [e](other.md#three) [f](none.md) [g](#there)
                ```
                [h](none.md)
                ```
                """
            )
        )
        assert links.broken(page) == ["other.md#three", "none.md", "#there"]

    def test_finds_what_is_not_there(self, tmp_path: Path) -> None:
        (tmp_path / "tests").mkdir()
        (tmp_path / "tests" / "test_one.py").write_text("class TestA:\n    def test_b(self): ...\n")
        page = tmp_path / "page.md"
        page.write_text(
            "`tests/test_one.py` `tests/test_one.py::TestA::test_b` `tests/SERVICE/test_FAMILY.py`"
            "`tests/test_two.py` `tests/test_one.py::TestA::test_c` `tests/test_two.py::test_d`"
        )
        assert links.missing(page, tmp_path) == [
            "tests/test_two.py",
            "tests/test_one.py::TestA::test_c",
            "tests/test_two.py::test_d",
        ]


def test_type_checkers_know_every_setting() -> None:
    assert setting_values.FILE.read_text("utf-8") == setting_values.text()
