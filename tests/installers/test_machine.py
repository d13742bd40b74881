"""This computer starts what it is told, shows what it says, and knows whether it has a screen."""

import sys
from pathlib import Path

import pytest

from installers.machine import Machine

SPEAK = "import os, sys; print('out', os.environ.get('HERE', '')); print('err', file=sys.stderr); sys.exit(7)"


def test_output_is_shown_and_the_exit_code_given(capfd: pytest.CaptureFixture[str]) -> None:
    assert Machine().run([sys.executable, "-c", SPEAK], extra={"HERE": "Taipei"}) == 7
    assert capfd.readouterr().out.strip() == "out Taipei"


def test_quiet_leaves_errors_audible(capfd: pytest.CaptureFixture[str]) -> None:
    Machine().run([sys.executable, "-c", SPEAK], quiet=True)
    heard = capfd.readouterr()
    assert (heard.out, heard.err.strip()) == ("", "err")


def test_what_was_written_is_read(tmp_path: Path) -> None:
    code = "import os; print(os.path.basename(os.getcwd()))"
    assert Machine().read([sys.executable, "-c", code], cwd=tmp_path) == (0, f"{tmp_path.name}\n")


@pytest.mark.parametrize(
    ("variables", "shown"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ""}, False),
    ],
)
def test_linux_has_a_screen_when_a_display_is_named(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], *, shown: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert Machine().has_display is shown


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_always_have_a_screen(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert Machine().has_display
