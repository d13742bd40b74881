"""Missing system packages are installed when permitted, named when not, and nothing else is touched."""

import importlib.util
import sys

import pytest

from installers import system_packages
from installers.words import CONTRIBUTOR, Refusal
from tests.installers.recording import RecordingMachine

WANTED = (*system_packages.OFF_SCREEN, *system_packages.TESTS)


@pytest.fixture
def without_ensurepip(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this Python look like Debian's own, whose ensurepip is in another package."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)


def test_only_what_is_missing_is_installed() -> None:
    machine = RecordingMachine(installed={*WANTED} - {"libegl1"})
    system_packages.ensure(machine, CONTRIBUTOR, WANTED)
    assert machine.commands[-1].endswith("apt-get install -qq --no-install-recommends libegl1")


def test_nothing_missing_starts_nothing() -> None:
    machine = RecordingMachine(installed={*WANTED})
    system_packages.ensure(machine, CONTRIBUTOR, WANTED)
    assert machine.commands == []


def test_a_removed_package_whose_settings_remain_is_missing() -> None:
    assert system_packages.find_missing(RecordingMachine(), ["xauth"]) == ["xauth"]


def test_a_newer_package_that_provides_the_old_name_serves() -> None:
    machine = RecordingMachine(
        installed={"libglib2.0-0t64"}, provides={"libglib2.0-0t64": "libglib2.0-0 (= 2.84.4-3), other"}
    )
    assert system_packages.find_missing(machine, ["libglib2.0-0"]) == []


def test_a_spreadsheet_program_with_windows_serves_as_well() -> None:
    machine = RecordingMachine(installed={"libreoffice-calc"})
    assert system_packages.find_missing(machine, ["libreoffice-calc-nogui"]) == []


def test_a_user_who_needs_no_password_installs_through_sudo() -> None:
    machine = RecordingMachine(root=False, sudo=True)
    system_packages.ensure(machine, CONTRIBUTOR, ["libegl1"])
    assert [command.split(" ")[:2] for command in machine.commands] == [["sudo", "-n"], ["sudo", "-n"]]


def test_a_user_without_permission_is_told_the_exact_command(capsys: pytest.CaptureFixture[str]) -> None:
    machine = RecordingMachine(root=False)
    system_packages.ensure(machine, CONTRIBUTOR, ["libegl1", "libgl1"])
    assert machine.commands == []
    assert "run: apt-get install libegl1 libgl1" in capsys.readouterr().out


def test_a_failed_installation_stops_with_the_command() -> None:
    with pytest.raises(Refusal, match="apt-get install libegl1"):
        system_packages.ensure(RecordingMachine(apt_works=False), CONTRIBUTOR, ["libegl1"])


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_another_system_is_left_alone(system: str) -> None:
    machine = RecordingMachine(system=system)
    system_packages.ensure(machine, CONTRIBUTOR, WANTED)
    assert machine.commands == []


def test_a_linux_without_dpkg_is_left_alone() -> None:
    machine = RecordingMachine(programs=set())
    system_packages.ensure(machine, CONTRIBUTOR, WANTED)
    assert machine.commands == []


@pytest.mark.usefixtures("without_ensurepip")
def test_the_venv_package_of_this_python_is_installed_when_permitted() -> None:
    machine = RecordingMachine()
    system_packages.ensure_venv_module(machine, CONTRIBUTOR)
    assert machine.commands[-1].endswith(f"python3.{sys.version_info.minor}-venv")


@pytest.mark.usefixtures("without_ensurepip")
@pytest.mark.parametrize(
    ("machine", "named"),
    [
        (RecordingMachine(root=False), "apt-get install python3"),
        (RecordingMachine(programs=set()), "ensurepip"),
    ],
)
def test_without_permission_the_venv_package_is_named_and_nothing_goes_on(
    machine: RecordingMachine, named: str
) -> None:
    with pytest.raises(Refusal, match=named):
        system_packages.ensure_venv_module(machine, CONTRIBUTOR)
    assert machine.commands == []


def test_a_python_that_can_make_environments_needs_nothing() -> None:
    machine = RecordingMachine()
    system_packages.ensure_venv_module(machine, CONTRIBUTOR)
    assert machine.commands == []
