"""The two commands are the same words everywhere, and a wrong Python is told in one sentence."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
RUN = "python3 installers/dev.py run"
TEST = "python3 installers/dev.py test"
CHECK = "python3 installers/dev.py check"
FIRST_READ = ["installers/dev.py", "backbone_desktop/__main__.py", "backbone_desktop/__init__.py"]

RUN_AS_ANOTHER_PYTHON = """
import runpy, sys
sys.version_info, sys.version = (3, {minor}, 0, "final", 0), "3.{minor}.0 (main)"
sys.path.insert(0, {checkout!r})
sys.argv = [{script!r}]
runpy.run_path({script!r}, run_name="__main__")
"""


def run_as_another_python(script: str, minor: int) -> subprocess.CompletedProcess[str]:
    code = RUN_AS_ANOTHER_PYTHON.format(minor=minor, checkout=str(CHECKOUT), script=str(CHECKOUT / script))
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
@pytest.mark.parametrize("command", [RUN, TEST])
def test_the_commands_are_the_same_words_everywhere(name: str, command: str) -> None:
    assert command in (CHECKOUT / name).read_text(encoding="utf-8")


def test_the_readme_tells_a_windows_machine_what_to_type() -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert "py installers/dev.py run" in text


def test_continuous_integration_runs_the_readmes_command_then_the_checks() -> None:
    lines = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-2:] == [TEST, CHECK]


@pytest.mark.parametrize("script", FIRST_READ)
def test_what_a_wrong_python_reads_first_parses_on_it(script: str) -> None:
    ast.parse((CHECKOUT / script).read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("script", FIRST_READ[:2])
@pytest.mark.parametrize("minor", [8, 10, 14])
def test_a_wrong_python_is_told_in_one_sentence(script: str, minor: int) -> None:
    done = run_as_another_python(script, minor)
    assert (done.returncode, done.stdout) == (1, "")
    (sentence,) = done.stderr.splitlines()
    assert f"目前執行的是 3.{minor}.0" in sentence


@pytest.mark.parametrize("minor", [11, 12, 13])
def test_a_right_python_goes_on_to_the_commands(minor: int) -> None:
    done = run_as_another_python("installers/dev.py", minor)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: dev.py")


def test_the_set_up_uses_the_standard_library_only() -> None:
    code = f"import sys; sys.path.insert(0, {str(CHECKOUT)!r}); import installers.commands"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
