"""The program finds its own files in each form it is delivered in, and the casebook where it was told."""

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import platformdirs
import pytest

from backbone_desktop import paths

CHECKOUT = Path(__file__).resolve().parent.parent
SHOW_PLACES = """
from backbone_desktop import paths
print(paths.resources_dir(), paths.migrations_dir(), sep="\\n")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from this checkout as a release would be."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture
def bare_python(tmp_path: Path) -> Callable[..., str]:
    """Return a way to run code in a new environment that holds nothing of ours but platformdirs."""
    folder = tmp_path / "environment"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = Path(_output(python, "import sysconfig; print(sysconfig.get_path('purelib'))"))
    shutil.copytree(Path(platformdirs.__file__).parent, site / "platformdirs")

    def run(code: str = "", *, install: Path | None = None) -> str:
        if install is not None:
            pip = [sys.executable, "-m", "pip", "--python", str(python), "install"]
            quiet = ["--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
            subprocess.run([*pip, *quiet, str(install)], check=True, capture_output=True)
        return _output(python, code)

    return run


def _output(python: Path, code: str) -> str:
    done = subprocess.run([str(python), "-I", "-c", code], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


def test_a_checkout_keeps_its_files_beside_the_package() -> None:
    assert paths.resources_dir() == CHECKOUT / "resources"
    assert paths.migrations_dir() == CHECKOUT / "db" / "migrations"


def test_an_installed_wheel_finds_its_files_inside_itself(
    wheel: Path, bare_python: Callable[..., str], tmp_path: Path
) -> None:
    places = bare_python(SHOW_PLACES, install=wheel).splitlines()
    resources, migrations = (Path(place) for place in places)
    assert resources.is_relative_to(tmp_path / "environment")
    assert (resources / "README.md").read_bytes() == (CHECKOUT / "resources" / "README.md").read_bytes()
    assert (migrations.parent / "README.md").is_file()


def test_the_wheel_carries_every_resource_and_migration(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    wanted = {
        f"backbone_desktop/_data/{path.relative_to(CHECKOUT).as_posix()}"
        for folder in ("resources", "db")
        for path in (CHECKOUT / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert wanted - inside == set()


def test_a_frozen_program_finds_its_files_beside_its_modules(tmp_path: Path) -> None:
    package = tmp_path / "_internal" / "backbone_desktop"
    (package / "_data" / "resources").mkdir(parents=True)
    (tmp_path / "_internal" / "resources").mkdir()
    assert paths.shipped_dir("resources", package) == package / "_data" / "resources"


def test_a_damaged_installation_names_both_places(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="neither") as refusal:
        paths.shipped_dir("resources", tmp_path / "backbone_desktop")
    assert str(tmp_path / "resources") in str(refusal.value)


def test_the_casebook_stands_where_the_variable_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, str(tmp_path / "個案"))
    assert paths.default_data_dir() == tmp_path / "個案"


def test_a_relative_casebook_folder_does_not_move_with_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(paths.DATA_DIR_VARIABLE, "個案")
    assert paths.default_data_dir() == tmp_path / "個案"


@pytest.mark.parametrize("unset", [True, False])
def test_without_the_variable_the_casebook_stands_in_the_users_data_folder(
    monkeypatch: pytest.MonkeyPatch, *, unset: bool
) -> None:
    if unset:
        monkeypatch.delenv(paths.DATA_DIR_VARIABLE)
    else:
        monkeypatch.setenv(paths.DATA_DIR_VARIABLE, "")
    assert paths.default_data_dir() == Path(platformdirs.user_data_dir("backbone_desktop", appauthor=False))


def test_the_demonstration_stands_beside_the_casebook_and_never_in_it() -> None:
    own, demonstration = paths.default_data_dir(), paths.demonstration_dir()
    assert demonstration.parent == own.parent
    assert demonstration != own


def test_the_windows_memory_stands_apart_from_any_casebook() -> None:
    assert not paths.settings_dir().is_relative_to(paths.default_data_dir())


def test_asking_for_a_folder_does_not_make_it() -> None:
    assert not paths.default_data_dir().exists()
