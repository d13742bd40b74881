"""Each command sets up what it needs and starts what it says, with and without a screen."""

import json
from pathlib import Path

import pytest

from installers.commands import main
from tests.installers.recording import RecordingMachine

CASES = {"cases list": json.dumps({"cases": [{"id": "0198-虛構", "name": "虛構精密"}]})}


def started(machine: RecordingMachine, program: str) -> list[str]:
    """Return what was started of ``program``, without its folder."""
    return [command.split(f"/{program} ", 1)[1] for command in machine.commands if f"/{program} " in command]


def test_run_opens_the_window(checkout: Path) -> None:
    machine = RecordingMachine()
    assert main(["run"], machine, checkout) == 0
    assert started(machine, "python")[-1] == "-m backbone_desktop"


def test_run_hands_on_what_it_does_not_know(checkout: Path) -> None:
    machine = RecordingMachine()
    main(["run", "--demo", "--data-dir", "個案"], machine, checkout)
    assert started(machine, "python")[-1] == "-m backbone_desktop --demo --data-dir 個案"


def test_run_gives_the_exit_code_of_the_program(checkout: Path) -> None:
    assert main(["run"], RecordingMachine(failing="-m backbone_desktop"), checkout) == 1


def test_run_installs_what_a_window_needs_and_no_test_tool(checkout: Path) -> None:
    machine = RecordingMachine()
    main(["run"], machine, checkout)
    assert {"libegl1", "libxcb-cursor0", "fonts-noto-cjk"} <= machine.installed
    assert "xvfb" not in machine.installed


def test_run_without_a_screen_says_so_before_setting_anything_up(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = RecordingMachine(display=False)
    assert main(["run"], machine, checkout) == 1
    assert machine.commands == []
    assert capsys.readouterr().err.count("\n") == 1


def test_the_demonstration_without_a_screen_ends_in_two_workbooks(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = RecordingMachine(display=False, answers=CASES)
    assert main(["run", "--demo"], machine, checkout) == 0
    steps = [command.split(" --as-of 105/03/10 ", 1)[1] for command in started(machine, "backbone")]
    said = capsys.readouterr().out.splitlines()
    summary, sheet = said[-2].strip(), said[-1].strip()
    assert steps == [
        "demo",
        "match --all",
        "--json cases list --limit 1",
        f"export case 0198-虛構 --out {summary}",
        f"export monthly --month 105-03 --out {sheet}",
    ]
    assert Path(summary).parent == Path(sheet).parent


def test_the_demonstration_without_a_screen_installs_no_window_libraries(checkout: Path) -> None:
    machine = RecordingMachine(display=False, answers=CASES)
    main(["run", "--demo"], machine, checkout)
    assert "libegl1" in machine.installed
    assert not machine.installed & {"libxcb-cursor0", "fonts-noto-cjk", "xvfb"}


@pytest.mark.parametrize("step", ["demo", "match --all", "export case", "export monthly"])
def test_a_failed_step_of_the_demonstration_stops_it_there(
    checkout: Path, step: str, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = RecordingMachine(display=False, answers=CASES, failing=f"105/03/10 {step}")
    assert main(["run", "--demo"], machine, checkout) == 1
    assert f"105/03/10 {step}" in machine.commands[-1]
    assert step in capsys.readouterr().err


@pytest.mark.parametrize("answer", ["", "[]", '{"cases": []}', "not JSON"])
def test_a_demonstration_without_cases_stops_with_a_sentence(
    checkout: Path, answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = RecordingMachine(display=False, answers={"cases list": answer})
    assert main(["run", "--demo"], machine, checkout) == 1
    assert "沒有讀到個案" in capsys.readouterr().err


def test_test_runs_everything_with_coverage(checkout: Path) -> None:
    machine = RecordingMachine(display=False)
    assert main(["test"], machine, checkout) == 0
    whole = "-m pytest --cov --cov-report=term --numprocesses auto --dist worksteal"
    assert started(machine, "python")[-1] == whole
    assert {"xvfb", "xauth", "poppler-utils", "libreoffice-calc-nogui"} <= machine.installed


def test_test_with_arguments_leaves_the_coverage_threshold_out(checkout: Path) -> None:
    machine = RecordingMachine()
    main(["test", "-k", "roc", "tests/domain", "-x"], machine, checkout)
    assert started(machine, "python")[-1] == "-m pytest -k roc tests/domain -x"


def test_test_gives_the_exit_code_of_pytest(checkout: Path) -> None:
    assert main(["test"], RecordingMachine(failing="pytest"), checkout) == 1


def test_check_goes_on_after_a_failure_and_names_it(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = RecordingMachine(failing="ruff check")
    assert main(["check"], machine, checkout) == 1
    assert [command.split(" ")[1] for command in started(machine, "python")[-3:]] == ["ruff", "ruff", "mypy"]
    assert "lint-imports" in machine.commands[-1]
    assert capsys.readouterr().out.endswith("Failed: ruff check.\n")


def test_check_passes_when_all_pass(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"], RecordingMachine(), checkout) == 0
    assert capsys.readouterr().out.endswith("All checks passed.\n")


def test_screenshots_are_taken_off_screen(checkout: Path) -> None:
    machine = RecordingMachine(display=False)
    assert main(["screenshots"], machine, checkout) == 0
    assert machine.commands[-1].endswith(f"--demo --screenshots {checkout / 'docs' / 'screenshots'}")
    assert machine.variables[-1] == {"QT_QPA_PLATFORM": "offscreen"}


def test_lock_writes_both_files_without_an_index(checkout: Path) -> None:
    machine = RecordingMachine()
    assert main(["lock"], machine, checkout) == 0
    development, runtime = started(machine, "uv")
    assert development.endswith("-o requirements/dev.txt")
    assert runtime.endswith("-c requirements/dev.txt -o requirements/runtime.txt")
    assert all(
        "--generate-hashes" in command and "--no-emit-index-url" in command
        for command in (development, runtime)
    )


@pytest.mark.parametrize("arguments", [[], ["paint"], ["check", "--fix"]])
def test_a_wrong_command_line_is_wrong_usage(checkout: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments, RecordingMachine(), checkout)
    assert ended.value.code == 2


def test_an_installation_that_fails_is_one_sentence(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run"], RecordingMachine(failing="--require-hashes"), checkout) == 1
    assert capsys.readouterr().err.splitlines() == ["所需元件未能安裝，請確認網路連線後再執行一次。"]
