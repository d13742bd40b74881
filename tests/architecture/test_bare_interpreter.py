"""The two inner layers need nothing but Python."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE

IMPORT_EVERYTHING = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
import backbone_desktop
found = [module.name for module in pkgutil.walk_packages(backbone_desktop.__path__, "backbone_desktop.")]
for name in found:
    importlib.import_module(name)
print(len(found))
"""


@pytest.fixture
def inner_layers(tmp_path: Path) -> Path:
    """Return a folder holding the package with nothing but its two inner layers."""
    package = tmp_path / "backbone_desktop"
    package.mkdir()
    shutil.copy(PACKAGE / "__init__.py", package)
    for layer in ("domain", "matching"):
        shutil.copytree(PACKAGE / layer, package / layer, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def import_on_bare_interpreter(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", "-B", "-c", IMPORT_EVERYTHING, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_domain_and_matching_import_on_a_bare_interpreter(inner_layers: Path) -> None:
    done = import_on_bare_interpreter(inner_layers)
    modules = [path for path in inner_layers.rglob("*.py") if path.parent.name != "backbone_desktop"]
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) == len(modules)


@pytest.mark.parametrize("outside", ["sqlalchemy", "platformdirs", "backbone_desktop.storage"])
def test_a_bare_interpreter_notices_what_reaches_outside(inner_layers: Path, outside: str) -> None:
    (inner_layers / "backbone_desktop" / "domain" / "reaching.py").write_text(f"import {outside}\n")
    assert "ModuleNotFoundError" in import_on_bare_interpreter(inner_layers).stderr
