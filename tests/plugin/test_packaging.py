"""The wheel, and what an installation of it does to a fresh interpreter."""

from __future__ import annotations

import email
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import moto_contacts

ROOT = Path(__file__).parents[2]
#: The files of the web page.
PAGES = {
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "moto_contacts" / "console" / "page").iterdir()
}
WHO_ANSWERS = (
    "import sys, moto.backend_index as index; "
    "print('lightsail' in dict(index.backend_url_patterns), 'moto_contacts' in sys.modules)"
)


def run(*command: str, **environment: str) -> str:
    process = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout.strip()


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), ".")
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture
def fresh_venv(tmp_path: Path) -> Callable[..., str]:
    """Installs something into a venv that borrows this one's libraries; returns its python."""

    def install(*what: str) -> str:
        venv = tmp_path / "venv"
        run(sys.executable, "-m", "venv", "--without-pip", str(venv))
        python = str(venv / "bin" / "python")
        site_packages = Path(
            run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
        )
        # A path, not a site directory: the .pth files in there are not run.
        (site_packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
        run(
            sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps",
            "--no-index", "--no-build-isolation", *what,
        )  # fmt: skip
        return python

    return install


def test_wheel_holds_the_package_and_the_three_files_at_its_root(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        line = archive.read("moto_contacts.pth").decode()
    tops = {name.partition("/")[0] for name in names}
    assert tops == {
        "moto_contacts",
        "moto_contacts.pth",
        "moto_contacts.start",
        "moto_contacts_boot.py",
        next(name for name in tops if name.endswith(".dist-info")),
    }
    assert {"moto_contacts/py.typed", "moto_contacts/services/lightsail/models.py"} <= set(names)
    assert set(names) >= PAGES
    assert line.count("\n") == 1
    assert "import moto_contacts_boot" in line


def test_source_holds_the_page_and_its_picture(tmp_path: Path) -> None:
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", str(tmp_path), ".")
    (built,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {*PAGES, "docs/page.png"} <= names
    assert not any("node_modules" in name for name in names)


def test_installed_wheel(wheel: Path, fresh_venv: Callable[..., str]) -> None:
    python = fresh_venv(str(wheel))
    assert run(python, "-W", "error", "-c", WHO_ANSWERS) == "True True"
    assert run(python, "-c", WHO_ANSWERS, MOTO_CONTACTS_AUTOLOAD="0") == "False False"
    # -I ignores the environment and the working directory; site-packages are all that is left.
    where = "import moto_contacts; print(moto_contacts.__file__)"
    assert "site-packages" in run(python, "-I", "-c", where)
    scripts = {path.name for path in Path(python).parent.iterdir()}
    assert {"moto_contacts_server", "moto_contacts_proxy"} <= scripts


def test_editable_installation(fresh_venv: Callable[..., str]) -> None:
    python = fresh_venv("-e", str(ROOT))
    assert run(python, "-W", "error", "-I", "-c", WHO_ANSWERS) == "True True"
    where = "import moto_contacts; print(moto_contacts.__file__)"
    assert run(python, "-I", "-c", where) == str(ROOT / "moto_contacts" / "__init__.py")


def test_whichever_way_it_comes_there_is_one_finder(
    wheel: Path, fresh_venv: Callable[..., str]
) -> None:
    """By two lines, as in a venv that sees the system's packages, by pytest and by an import."""
    python = fresh_venv(str(wheel))
    line = Path(run(python, "-c", "import moto_contacts_boot as boot; print(boot.__file__)"))
    line = line.with_name("moto_contacts.pth")
    line.with_name("once_more.pth").write_text(line.read_text())
    code = (
        "import sys, moto_contacts_boot, moto_contacts, moto_contacts.pytest_plugin, moto; "
        "moto_contacts_boot.autoload(); "
        "print([getattr(each, 'waits_for_moto', False) for each in sys.meta_path].count(True))"
    )
    assert run(python, "-I", "-c", code) == "1"


def test_files_that_outlive_the_package_do_no_harm(
    wheel: Path, fresh_venv: Callable[..., str]
) -> None:
    python = fresh_venv(str(wheel))
    package = Path(run(python, "-I", "-c", "import moto_contacts as m; print(m.__path__[0])"))
    package.rename(package.with_name("gone"))
    assert run(python, "-I", "-c", "print('fine')") == "fine"
    command = [python, "-I", "-W", "error", "-c", "import moto; print('fine')"]
    process = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert process.stdout == "fine\n"
    assert set(process.stderr.splitlines()) == {
        "moto_contacts has not joined moto, which goes on without it: "
        "ModuleNotFoundError(\"No module named 'moto_contacts'\")"
    }
    package.with_name("moto_contacts_boot.py").unlink()
    assert run(python, "-I", "-W", "error", "-c", "import moto; print('fine')") == "fine"


def test_start_file_names_a_function_that_is_there() -> None:
    """Python 3.15 reads ``.start`` files: a module and a function, no code."""
    text = (ROOT / "moto_contacts" / "autoload" / "moto_contacts.start").read_text().strip()
    module, _, function = text.partition(":")
    code = (
        f"import sys, importlib; importlib.import_module({module!r}).{function}(); "
        "print([getattr(each, 'waits_for_moto', False) for each in sys.meta_path].count(True))"
    )
    assert (
        run(
            sys.executable,
            "-S",
            "-c",
            "import sys; sys.path[1:1] = " + repr(sys.path) + "; " + code,
        )
        == "1"
    )


def test_the_version_stands_in_one_place(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith("/METADATA"))
        metadata = email.message_from_bytes(archive.read(name))
    assert metadata["Version"] == moto_contacts.__version__


def test_package_in_an_archive_without_its_metadata_is_in_good_health(
    wheel: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(wheel) as built, zipfile.ZipFile(archive, "w") as bare:
        for name in built.namelist():
            if name.startswith("moto_contacts/"):
                bare.writestr(name, built.read(name))
    code = f"""
import importlib.metadata, sys
sys.path.insert(0, {str(archive)!r})

known = importlib.metadata.Distribution.from_name

def from_name(name):
    if name.replace("_", "-") == "moto-contacts":
        raise importlib.metadata.PackageNotFoundError(name)
    return known(name)

importlib.metadata.Distribution.from_name = from_name
import moto_contacts, requests
from moto import mock_aws
with mock_aws():
    console = "http://motoapi.amazonaws.com/moto-api/contacts/"
    print(moto_contacts.__file__.startswith({str(archive)!r}))
    print(requests.get(console + "health").json()["version"] == moto_contacts.__version__)
    print(requests.get(console).status_code)
"""
    run = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "MOTO_CONTACTS_AUTOLOAD": "0"},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert run.stdout.split() == ["True", "True", "200"], run.stderr


def test_ci_runs_every_python_that_is_promised() -> None:
    """Both directions: the classifiers are the matrix, and the oldest is the one required."""
    project = (ROOT / "pyproject.toml").read_text()
    promised = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', project)
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text()
    (matrix,) = re.findall(r"^ +python: \[(.+)\]$", workflow, re.MULTILINE)
    assert re.findall(r"[\d.]+", matrix) == promised
    assert f'requires-python = ">={promised[0]}"' in project
