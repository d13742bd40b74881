"""The environment is made once, finished if half made, and made again when what it stands on changes."""

from pathlib import Path

import pytest

from installers.environment import DEVELOPMENT, RUNTIME, Environment, set_up
from installers.words import CONTRIBUTOR, Refusal
from tests.installers.recording import RecordingMachine


@pytest.fixture
def environment(checkout: Path) -> Environment:
    return Environment(checkout, platform="linux")


def set_up_anew(environment: Environment, kind: str = RUNTIME) -> list[str]:
    """Set up and return the commands it took."""
    machine = RecordingMachine()
    set_up(environment, machine, CONTRIBUTOR, kind)
    return machine.commands


def test_the_first_set_up_makes_fills_and_installs_the_project(environment: Environment) -> None:
    made, filled, installed = set_up_anew(environment)
    assert made.endswith(f"-m venv --clear {environment.folder}")
    assert f"--require-hashes --only-binary=:all: -r {environment.lock_file(RUNTIME)}" in filled
    assert f"--no-build-isolation --no-deps -e {environment.checkout}" in installed


@pytest.mark.parametrize("kind", [RUNTIME, DEVELOPMENT])
def test_a_second_set_up_starts_nothing(environment: Environment, kind: str) -> None:
    set_up_anew(environment, kind)
    assert set_up_anew(environment, kind) == []


def test_what_tests_need_serves_the_program_too(environment: Environment) -> None:
    set_up_anew(environment, DEVELOPMENT)
    assert set_up_anew(environment, RUNTIME) == []


def test_what_the_program_needs_does_not_serve_the_tests(environment: Environment) -> None:
    set_up_anew(environment, RUNTIME)
    assert str(environment.lock_file(DEVELOPMENT)) in set_up_anew(environment, DEVELOPMENT)[0]


@pytest.mark.parametrize("changed", ["requirements/runtime.txt", "pyproject.toml"])
def test_a_changed_file_fills_the_environment_again_without_making_it_again(
    environment: Environment, changed: str
) -> None:
    set_up_anew(environment)
    (environment.checkout / changed).write_text("changed", encoding="utf-8")
    commands = set_up_anew(environment)
    assert len(commands) == 2
    assert not any(" venv " in command for command in commands)


def test_an_interrupted_set_up_is_finished_the_next_time(environment: Environment) -> None:
    with pytest.raises(Refusal, match="could not be installed"):
        set_up(environment, RecordingMachine(failing="--require-hashes"), CONTRIBUTOR, RUNTIME)
    assert len(set_up_anew(environment)) == 2


def test_an_interrupted_change_does_not_pass_for_the_old_state(environment: Environment) -> None:
    set_up_anew(environment, DEVELOPMENT)
    lock = environment.lock_file(RUNTIME)
    before = lock.read_text(encoding="utf-8")
    environment.stamp(DEVELOPMENT).unlink()
    lock.write_text("changed", encoding="utf-8")
    with pytest.raises(Refusal):
        set_up(environment, RecordingMachine(failing="-e "), CONTRIBUTOR, RUNTIME)
    lock.write_text(before, encoding="utf-8")
    assert set_up_anew(environment) != []


def test_an_environment_of_another_python_is_made_again(environment: Environment) -> None:
    set_up_anew(environment)
    (environment.folder / "pyvenv.cfg").write_text("version = 3.9.18\n", encoding="utf-8")
    environment.stamp(RUNTIME).write_text("{}", encoding="utf-8")
    assert " venv --clear " in set_up_anew(environment)[0]


def test_an_environment_whose_python_is_gone_is_made_again(environment: Environment) -> None:
    set_up_anew(environment)
    environment.python.unlink()
    assert " venv --clear " in set_up_anew(environment)[0]


def test_a_moved_checkout_is_installed_again(environment: Environment, tmp_path: Path) -> None:
    set_up_anew(environment)
    moved = Environment(environment.checkout.rename(tmp_path / "moved"), platform="linux")
    assert not moved.is_ready(RUNTIME)


def test_a_damaged_stamp_counts_as_none(environment: Environment) -> None:
    set_up_anew(environment)
    environment.stamp(RUNTIME).write_text("{", encoding="utf-8")
    assert not environment.is_ready(RUNTIME)


def test_windows_keeps_programs_in_its_own_folder(checkout: Path) -> None:
    environment = Environment(checkout, platform="win32")
    assert environment.program("backbone") == checkout / ".venv" / "Scripts" / "backbone.exe"
